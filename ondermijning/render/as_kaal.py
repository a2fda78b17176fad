"""Bare: the key column alone, a line for each row; empty, or what `--leeg` says, where there is no value."""

from collections.abc import Iterator

from ondermijning.render import Format, Page, machine
from ondermijning.table import Report


def render(report: Report, page: Page) -> Iterator[str]:
    """Yield the lines."""
    for row in report.all_rows():
        yield (machine.word(row[report.tables[0].key]) or page.empty) + "\n"


FORMAT = Format("kaal", "een veld per regel", (), render, takes_empty=True)
