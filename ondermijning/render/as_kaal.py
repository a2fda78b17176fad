"""Bare: the key column alone, a line for each row; empty, or what `--leeg` says, where there is no value."""

from collections.abc import Iterator

from ondermijning.render import machine
from ondermijning.render.page import Page
from ondermijning.table import Table


def render(table: Table, page: Page) -> Iterator[str]:
    """Yield the lines."""
    for row in table.all_rows():
        yield (machine.word(row[table.key]) or page.empty) + "\n"
