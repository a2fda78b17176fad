"""CSV as RFC 4180 has it, with line feeds."""

import csv
import io
from collections.abc import Iterator

from ondermijning.render import machine
from ondermijning.render.page import Page
from ondermijning.table import Report


def render(report: Report, page: Page) -> Iterator[str]:
    """Yield the lines."""
    line = io.StringIO()
    writer = csv.writer(line, lineterminator="\n")
    for row in machine.lines(report, page):
        writer.writerow(row)
        yield line.getvalue()
        line.seek(0)
        line.truncate()
