"""A workbook of Excel."""

from collections.abc import Iterator

from ondermijning.render.page import Page
from ondermijning.render.workbook import sheets_of, title_of
from ondermijning.render.xlsx_book import pieces
from ondermijning.table import Report


def render(report: Report, page: Page) -> Iterator[bytes]:
    """Yield the bytes of the workbook."""
    return pieces(sheets_of(report, page), title_of(report), report.date)
