"""Bare: the key column alone, a value a line, each value once."""

from collections.abc import Iterator

from ondermijning.render import Page, machine
from ondermijning.table import Table


def render(table: Table, page: Page) -> Iterator[str]:
    """Yield the lines."""
    place = table.place(table.key)
    for word in dict.fromkeys(machine.word(row[place]) for row in table.all_rows() if row[place] is not None):
        yield word + "\n"
