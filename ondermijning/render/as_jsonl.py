"""JSON Lines: an object a line, for each row."""

import json
from collections.abc import Iterator

from ondermijning.render import Format, Page, machine
from ondermijning.table import Report


def render(report: Report, page: Page) -> Iterator[str]:
    """Yield the lines."""
    for row in report.all_rows():
        yield json.dumps(machine.record(report.tables[0], row), ensure_ascii=False) + "\n"


FORMAT = Format("jsonl", "een JSON-object per regel", (".jsonl",), render)
