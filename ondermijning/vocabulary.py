"""The fixed words of the field, as far as the command line and the dataset share them."""

from typing import Literal, get_args

Type = Literal["zeehaven", "luchthaven", "veiling"]
"""The type of a knooppunt."""

EUROS_PER_YEAR = "EUR/jaar"
EUROS = "EUR"
UNITS: dict[str, str] = {"structureel": EUROS_PER_YEAR, "eenmalig": EUROS}
"""The unit of each kind of money; amounts of two units are never added."""

TYPES: tuple[str, ...] = get_args(Type)

PER = ("knooppunt", "type", "jaar", "bron")
"""What a row of `totaal` is about."""
