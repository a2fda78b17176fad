"""A workbook of OpenDocument, the standard of the Dutch government."""

from collections.abc import Iterator

from ondermijning.render.ods_book import pieces
from ondermijning.render.page import Page
from ondermijning.render.workbook import sheets_of, title_of
from ondermijning.table import Report


def render(report: Report, page: Page) -> Iterator[bytes]:
    """Yield the bytes of the workbook."""
    return pieces(sheets_of(report, page), title_of(report), report.date)
