"""JSON: one document, indented, in UTF-8 as it is."""

import json
from collections.abc import Iterator

from ondermijning.render import machine
from ondermijning.render.page import Page
from ondermijning.table import Table


def render(table: Table, page: Page) -> Iterator[str]:
    """Yield the document."""
    yield json.dumps(machine.document(table), ensure_ascii=False, indent=2) + "\n"
