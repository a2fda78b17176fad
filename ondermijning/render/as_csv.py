"""CSV as RFC 4180 has it, with line feeds."""

import csv
import io
from collections.abc import Iterator

from ondermijning.render import Page, machine
from ondermijning.table import Table


def render(table: Table, page: Page) -> Iterator[str]:
    """Yield the lines."""
    line = io.StringIO()
    writer = csv.writer(line, lineterminator="\n")
    heading = [machine.fields(table)] if page.heading else []
    for row in (*heading, *machine.words(table, page.empty)):
        writer.writerow(row)
        yield line.getvalue()
        line.seek(0)
        line.truncate()
