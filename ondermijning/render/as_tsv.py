"""TSV: a heading and a line a row; no text in a dataset holds a tab or a line end."""

from collections.abc import Iterator

from ondermijning.render import Page, machine
from ondermijning.table import Table


def render(table: Table, page: Page) -> Iterator[str]:
    """Yield the lines."""
    if page.heading:
        yield "\t".join(machine.fields(table)) + "\n"
    for row in machine.words(table):
        yield "\t".join(row) + "\n"
