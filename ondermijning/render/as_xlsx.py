"""Sheets as a workbook of Excel, written row by row with XlsxWriter."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, time
from io import BytesIO
from math import ceil
from typing import Any

from ondermijning.extras import needed
from ondermijning.render import Format, Page
from ondermijning.render.sheets import (
    Cell,
    Chart,
    Formula,
    Heading,
    Line,
    Link,
    Sheet,
    day_of,
    held,
    is_live,
    lines,
)
from ondermijning.render.workbook import sheets_of, title_of
from ondermijning.table import Report
from ondermijning.writing import temporary_folder

_MOST_OPEN = 100
"""So many sheets may be open at once; each takes a file, of which macOS allows 256."""
_LINE, _MOST_LINES = 15, 27
"""The height of a line in points, and as many of them as Excel gives a row."""
_MOST_LINKS = 65_530
"""As many as Excel takes on a sheet; those that follow are texts."""

_SHOWN = {
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
    return pieces(sheets_of(report, page), title_of(report), report.date)


def pieces(sheets: Sequence[Sheet], title: str, date: str) -> Iterator[bytes]:
    """Yield a workbook; `date` is the dataset's, ISO: the same sheets are the same bytes on any day.

    Raises TooLargeError, and MissingExtraError where XlsxWriter is not installed.
    """
    xlsxwriter = needed("xlsxwriter", "kantoor", "een spreadsheet van Excel schrijven")
    content, many = _Open(), len(sheets) > _MOST_OPEN  # then they are short
    with temporary_folder() as folder:
        kept = {"in_memory": True} if many else {"constant_memory": True, "tmpdir": folder}
        book = xlsxwriter.Workbook(content, kept)
        book.set_properties({"title": held(title), "created": datetime.combine(day_of(date), time(), UTC)})
        formats = _Formats(book)
        for sheet in sheets:
            _Writer(book, formats, sheet).write()
        try:
            book.close()
        except xlsxwriter.exceptions.FileCreateError as error:
            raise error.args[0] from error  # the OSError that it wraps
    yield content.getvalue()


class _Open(BytesIO):
    """Stays open: where XlsxWriter has no room it leaves a ZipFile behind, which Python closes over this."""

    def close(self) -> None:
        """Do nothing; it goes with its last user."""


class _Formats:
    """The looks of cells, each made once: by what a line is, what a column holds, whether it is a link."""

    def __init__(self, book: Any) -> None:
        self._book, self._made = book, dict[tuple[str, str, bool], Any]()

    def of(self, role: str, kind: str, *, link: bool = False, number: bool = False) -> Any:
        shown = _SHOWN.get(kind, "") if number else ""
        look = (role, shown or ("right" if kind in _SHOWN else ""), link)
        if look not in self._made:
            about = {**_ROLES[role], **({"num_format": shown} if shown else {})}
            if kind in _SHOWN and role != "said" and role != "title":
                about |= {"align": "right", "indent": 1}  # so that it does not touch the text beside it
            if link:
                about |= {"font_color": "#0563C1", "underline": 1}
            self._made[look] = self._book.add_format(about)
        return self._made[look]


class _Writer:
    """One sheet on its way into the workbook."""

    def __init__(self, book: Any, formats: _Formats, sheet: Sheet) -> None:
        self._book, self._formats, self._sheet, self._links = book, formats, sheet, 0
        self._to = book.add_worksheet(sheet.name)

    def write(self) -> None:
        """Write all lines, then what is told of them as a whole."""
        sheet, last = self._sheet, self._sheet.top
        for number, line in enumerate(lines(sheet)):
            last = number if line.role == "row" else last
            self._line(number, line)
        for number, heading in enumerate(sheet.headings):
            self._to.set_column(number, number, heading.width)
        self._to.freeze_panes(sheet.top + 1, 0)
        self._to.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})  # they are texts
        self._to.set_landscape()
        self._to.set_paper(9)
        self._to.fit_to_pages(1, 0)
        self._to.repeat_rows(sheet.top)
        if sheet.filtered and sheet.headings:
            self._to.autofilter(sheet.top, 0, last, len(sheet.headings) - 1)
        if sheet.chart:
            self._chart(sheet.chart, sheet.top + 1, last)

    def _line(self, number: int, line: Line) -> None:
        told = line.role in ("title", "said")
        if not told and (height := self._height(line)) > 1:
            self._to.set_row(number, _LINE * height)
        for place, cell in enumerate(line.cells):
            heading = Heading("") if told else self._sheet.headings[place]
            self._cell(number, place, cell, line.role, heading.kind)

    def _height(self, line: Line) -> int:
        """Return how many lines the longest text of a row takes, which not all programs find out."""
        widths = [heading.width for heading in self._sheet.headings]
        texts = [
            (len(cell), width)
            for cell, width in zip(line.cells, widths, strict=False)
            if isinstance(cell, str)
        ]
        heights = (ceil(1.05 * length / width) for length, width in texts if length > width)
        return min(max(heights, default=1), _MOST_LINES)

    def _cell(self, row: int, column: int, cell: Cell, role: str, kind: str) -> None:
        to, plain = self._to, self._formats.of(role, kind)
        if cell is None or cell == "":
            to.write_blank(row, column, None, plain)
        elif isinstance(cell, Formula):
            look = self._formats.of(role, kind, number=True)
            to.write_formula(row, column, f"={cell.words}", look, cell.value)
        elif isinstance(cell, Link):
            self._links += 1
            if is_live(cell) and self._links <= _MOST_LINKS:
                to.write_url(
                    row, column, cell.address, self._formats.of(role, kind, link=True), held(cell.text)
                )
            else:
                to.write_string(row, column, held(cell.text), plain)
        elif isinstance(cell, bool):
            to.write_boolean(row, column, cell, plain)
        elif isinstance(cell, str):
            to.write_string(row, column, held(cell), plain)
        else:
            to.write_number(row, column, cell, self._formats.of(role, kind, number=True))

    def _chart(self, chart: Chart, first: int, last: int) -> None:
        drawn = self._book.add_chart({"type": "column"})
        name = self._sheet.name
        for column in chart.values:
            drawn.add_series(
                {
                    "name": [name, first - 1, column],
                    "categories": [name, first, chart.labels, last, chart.labels],
                    "values": [name, first, column, last, column],
                }
            )
        drawn.set_y_axis({"min": 0, "num_format": "#,##0", "major_gridlines": {"visible": True}})
        drawn.set_title({"name": held(chart.title), "overlay": False})
        if len(chart.values) == 1:
            drawn.set_legend({"none": True})
        self._to.insert_chart(first - 1, len(self._sheet.headings) + 1, drawn)


FORMAT = Format("xlsx", "een spreadsheet van Excel", (".xlsx",), render, for_people=True, binary=True)
