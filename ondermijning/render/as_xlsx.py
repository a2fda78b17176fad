"""A workbook of Excel, written row by row with XlsxWriter."""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, time
from functools import cache
from io import BytesIO
from math import ceil
from typing import Any

from ondermijning.extras import needed
from ondermijning.render import Format, Page
from ondermijning.render.sheets import (
    Cell,
    Chart,
    Formula,
    Link,
    Sheet,
    SheetRow,
    day_of,
    for_cell,
    laid_out,
    sheets_of,
)
from ondermijning.table import Report
from ondermijning.writing import temporary_folder

_MOST_OPEN = 100
"""So many sheets may be open at once; each takes a file, of which macOS allows 256."""
_LINE, _MOST_LINES = 15, 27
"""The height of a line in points, and as many of them as Excel gives a row."""
_MOST_LINKS = 65_530
"""As many as Excel takes on a sheet; those that follow are texts."""

_NUMBERS = {"euro": "[$€-413] #,##0;-[$€-413] #,##0", "number": "#,##0", "integer": "0", "year": "0"}
_NUMBERS |= {"percentage": "0.0%", "decimal": "General"}
_ROLES: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 14},
    "said": {},
    "heading": {"bold": True, "bottom": 1, "bg_color": "#E7ECF2", "text_wrap": True, "valign": "top"},
    "row": {"valign": "top", "text_wrap": True},
    "total": {"bold": True, "top": 1, "valign": "top", "text_wrap": True},
}


def _render(report: Report, page: Page) -> Iterator[bytes]:
    return pieces(sheets_of(report, page), report.title(), report.date)


def pieces(sheets: Sequence[Sheet], title: str, date: str) -> Iterator[bytes]:
    """Yield a workbook; `date` is the dataset's, ISO: the same sheets are the same bytes on any day.

    Raises TooLargeError, and MissingExtraError where XlsxWriter is not installed.
    """
    xlsxwriter = needed("xlsxwriter", "kantoor", "een spreadsheet van Excel schrijven")
    content, many = _Open(), len(sheets) > _MOST_OPEN  # then they are short
    with temporary_folder() as folder:
        kept = {"in_memory": True} if many else {"constant_memory": True, "tmpdir": folder}
        book = xlsxwriter.Workbook(content, kept)
        created = datetime.combine(day_of(date), time(), UTC)
        book.set_properties({"title": for_cell(title), "created": created})
        looks = cache(lambda *about: book.add_format(_look(*about)))
        for sheet in sheets:
            _write(book, sheet, looks)
        try:
            book.close()
        except xlsxwriter.exceptions.FileCreateError as error:
            raise error.args[0] from error  # the OSError that it wraps
    yield content.getvalue()


class _Open(BytesIO):
    """Stays open: where XlsxWriter has no room it leaves a ZipFile behind, which Python closes over this."""

    def close(self) -> None:
        """Do nothing; it goes with its last user."""


def _look(role: str, kind: str, sort: type) -> dict[str, Any]:
    """Return how a cell looks: by the role of its row, the kind of its column, the sort of value in it."""
    look = dict(_ROLES[role])
    if kind in _NUMBERS and sort in (int, float, Formula):
        look["num_format"] = _NUMBERS[kind]
    if kind in _NUMBERS and role not in ("title", "said"):
        look |= {"align": "right", "indent": 1}  # so that it does not touch the text beside it
    if sort is Link:
        look |= {"font_color": "#0563C1", "underline": 1}
    return look


def _write(book: Any, sheet: Sheet, looks: Callable[..., Any]) -> None:
    """Write a sheet: its rows, then what is said of them as a whole."""
    to, last, links = book.add_worksheet(sheet.name), sheet.top, 0
    for number, row in enumerate(laid_out(sheet)):
        last = number if row.role == "row" else last
        if row.role not in ("title", "said") and (height := _height(row, sheet)) > 1:
            to.set_row(number, _LINE * height)
        for column, (cell, kind) in enumerate(zip(row.cells, row.kinds, strict=False)):
            links += isinstance(cell, Link)
            value = str(cell) if isinstance(cell, Link) and links > _MOST_LINKS else cell
            _write_cell(to, (number, column), value, looks(row.role, kind, type(value)))
    for number, heading in enumerate(sheet.headings):
        to.set_column(number, number, heading.width)
    to.freeze_panes(sheet.top + 1, 0)
    to.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})  # they are texts
    to.set_landscape()
    to.set_paper(9)
    to.fit_to_pages(1, 0)
    to.repeat_rows(sheet.top)
    if sheet.headings:
        to.autofilter(sheet.top, 0, last, len(sheet.headings) - 1)
    if sheet.chart:
        drawn = _chart(book, sheet, sheet.chart, last)
        to.insert_chart(sheet.top, len(sheet.headings) + 1, drawn)


def _height(row: SheetRow, sheet: Sheet) -> int:
    """Return how many lines the longest text of a row takes, which not all programs find out."""
    cells = zip(row.cells, sheet.headings, strict=False)
    texts = ((len(cell), heading.width) for cell, heading in cells if type(cell) is str)
    heights = (ceil(1.05 * length / width) for length, width in texts if length > width)
    return min(max(heights, default=1), _MOST_LINES)


def _write_cell(to: Any, place: tuple[int, int], cell: Cell, look: Any) -> None:
    match cell:
        case None:
            to.write_blank(*place, None, look)
        case Formula():
            to.write_formula(*place, f"={cell.words}", look, cell.value)
        case Link():
            to.write_url(*place, str(cell), look)
        case str():
            to.write_string(*place, cell, look)
        case _:
            to.write_number(*place, cell, look)


def _chart(book: Any, sheet: Sheet, chart: Chart, last: int) -> Any:
    """Return the chart of a sheet whose rows end at `last`."""
    name, first, drawn = sheet.name, sheet.top + 1, book.add_chart({"type": "column"})
    for column in chart.values:
        series = {"name": [name, sheet.top, column], "values": [name, first, column, last, column]}
        drawn.add_series({**series, "categories": [name, first, chart.labels, last, chart.labels]})
    drawn.set_y_axis({"min": 0, "num_format": "#,##0", "major_gridlines": {"visible": True}})
    drawn.set_title({"name": for_cell(chart.title), "overlay": False})
    if len(chart.values) == 1:
        drawn.set_legend({"none": True})
    return drawn


XLSX = Format("xlsx", "een spreadsheet van Excel", (".xlsx",), _render, for_people=True, binary=True)
