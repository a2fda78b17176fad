"""The command line: words to a filter, one question, one answer."""
