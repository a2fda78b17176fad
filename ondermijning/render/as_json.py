"""JSON: one document, indented, in UTF-8 as it is."""

import json
from collections.abc import Iterator

from ondermijning.render import Format, Page, machine
from ondermijning.table import Report


def render(report: Report, page: Page) -> Iterator[str]:
    """Yield the document."""
    yield json.dumps(machine.document(report), ensure_ascii=False, indent=2) + "\n"


FORMAT = Format("json", "één JSON-document", (".json",), render)
