"""CSV as RFC 4180 has it, with line feeds."""

import csv
import io
from collections.abc import Iterator

from ondermijning.render import Format, Page, machine
from ondermijning.table import Report


def render(report: Report, page: Page) -> Iterator[str]:
    """Yield the lines."""
    for row in machine.lines(report, page):
        line = io.StringIO()
        csv.writer(line, lineterminator="\n").writerow(row)
        yield line.getvalue()


FORMAT = Format("csv", "velden met komma's ertussen", (".csv",), render, takes_empty=True)
