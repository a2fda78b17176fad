"""knooppunt: query the money against subversive crime at Dutch logistic hubs, with its sources."""

__version__ = "0.1.0"
