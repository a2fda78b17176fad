"""JSON Lines: an object a line, for each row."""

import json
from collections.abc import Iterator

from ondermijning.render import machine
from ondermijning.render.page import Page
from ondermijning.table import Table


def render(table: Table, page: Page) -> Iterator[str]:
    """Yield the lines."""
    for row in table.all_rows():
        yield json.dumps(machine.record(table, row), ensure_ascii=False) + "\n"
