"""A workbook of Excel, written row by row with XlsxWriter."""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, time
from functools import cache
from io import BytesIO
from math import ceil
from typing import Any

from ondermijning.extras import needed
from ondermijning.render import Format, Page
from ondermijning.render.sheets import Cell, Chart, Formula, Link, Sheet, SheetRow, day_of, for_cell, laid_out
from ondermijning.render.workbook import sheets_of
from ondermijning.table import Report
from ondermijning.writing import temporary_folder

_MOST_OPEN = 100
"""So many sheets may be open at once; each takes a file, of which macOS allows 256."""
_LINE, _MOST_LINES = 15, 27
"""The height of a line in points, and as many of them as Excel gives a row."""
_MOST_LINKS = 65_530
"""As many as Excel takes on a sheet; those that follow are texts."""

_NUMBERS = {
    "euro": "[$€-413] #,##0;-[$€-413] #,##0",
    "number": "#,##0",
    "integer": "0",
    "year": "0",
    "percentage": "0.0%",
    "decimal": "General",
}
_ROLES: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 14},
    "said": {},
    "heading": {"bold": True, "bottom": 1, "bg_color": "#E7ECF2", "text_wrap": True, "valign": "top"},
    "row": {"valign": "top", "text_wrap": True},
    "total": {"bold": True, "top": 1, "valign": "top", "text_wrap": True},
}


def render(report: Report, page: Page) -> Iterator[bytes]:
    """Yield the bytes of the workbook."""
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
        book.set_properties(
            {"title": for_cell(title), "created": datetime.combine(day_of(date), time(), UTC)}
        )
        looks = cache(lambda *about: book.add_format(_look(*about)))
        for sheet in sheets:
            _Writer(book, looks, sheet).write()
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


class _Writer:
    """One sheet on its way into the workbook."""

    def __init__(self, book: Any, looks: Callable[..., Any], sheet: Sheet) -> None:
        self._book, self._looks, self._sheet, self._links = book, looks, sheet, 0
        self._to = book.add_worksheet(sheet.name)

    def write(self) -> None:
        """Write all rows, then what is told of them as a whole."""
        sheet, to, last = self._sheet, self._to, self._sheet.top
        for number, row in enumerate(laid_out(sheet)):
            last = number if row.role == "row" else last
            if row.role not in ("title", "said") and (height := self._height(row)) > 1:
                to.set_row(number, _LINE * height)
            for column, (cell, kind) in enumerate(zip(row.cells, row.kinds, strict=False)):
                self._cell(number, column, cell, row.role, kind)
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
            self._chart(sheet.chart, sheet.top + 1, last)

    def _height(self, row: SheetRow) -> int:
        """Return how many lines the longest text of a row takes, which not all programs find out."""
        widths = zip(row.cells, (heading.width for heading in self._sheet.headings), strict=False)
        texts = ((len(cell), width) for cell, width in widths if type(cell) is str)
        heights = (ceil(1.05 * length / width) for length, width in texts if length > width)
        return min(max(heights, default=1), _MOST_LINES)

    def _cell(self, row: int, column: int, cell: Cell, role: str, kind: str) -> None:
        if isinstance(cell, Link):
            self._links += 1
            cell = cell if self._links <= _MOST_LINKS else str(cell)
        to, look = self._to, self._looks(role, kind, type(cell))
        match cell:
            case None:
                to.write_blank(row, column, None, look)
            case Formula():
                to.write_formula(row, column, f"={cell.words}", look, cell.value)
            case Link():
                to.write_url(row, column, str(cell), look)
            case str():
                to.write_string(row, column, cell, look)
            case bool():
                to.write_boolean(row, column, cell, look)
            case _:
                to.write_number(row, column, cell, look)

    def _chart(self, chart: Chart, first: int, last: int) -> None:
        name, drawn = self._sheet.name, self._book.add_chart({"type": "column"})
        for column in chart.values:
            drawn.add_series(
                {
                    "name": [name, first - 1, column],
                    "categories": [name, first, chart.labels, last, chart.labels],
                    "values": [name, first, column, last, column],
                }
            )
        drawn.set_y_axis({"min": 0, "num_format": "#,##0", "major_gridlines": {"visible": True}})
        drawn.set_title({"name": for_cell(chart.title), "overlay": False})
        if len(chart.values) == 1:
            drawn.set_legend({"none": True})
        self._to.insert_chart(first - 1, len(self._sheet.headings) + 1, drawn)


XLSX = Format("xlsx", "een spreadsheet van Excel", (".xlsx",), render, for_people=True, binary=True)
