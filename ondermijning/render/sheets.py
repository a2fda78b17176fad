"""Sheets as plain data: those of an answer, and the rows that the writers (`as_xlsx`, `as_ods`) make of them.

Each writer has a function `pieces(sheets, title, date)`, which yields the bytes of a workbook. Rows are taken
one by one, so that memory does not grow with their number.
"""

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from datetime import date as Date  # noqa: N812 - `date` is everywhere a dataset's own, as text
from itertools import chain
from typing import Literal, NamedTuple

from ondermijning.amounts import grouped
from ondermijning.problems import KnooppuntError
from ondermijning.render import Page
from ondermijning.render.people import Cells, Footnotes, allowed
from ondermijning.table import Column, Kind, Report, Row, Table, Unknown

MOST_ROWS = 2**20
"""As many rows as a sheet has, in Excel and in LibreOffice; of columns no answer has too many."""
MOST_CHARACTERS = 32_767
"""As many characters (of UTF-16) as a cell of Excel holds."""
_EXACT = 10**15
"""From here on a spreadsheet cannot hold every whole number: these, and infinity, become texts."""

_MOST_NAME = 31
_NOT_IN_NAME = re.compile(r"[\[\]:*?/\\\x00-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_ADDRESS = re.compile(r"https?://[!-~]{1,2000}")
"""A web address that every spreadsheet takes."""
_NOTES = "Toelichting"
_UNIT, _FIGURES = "eenheid", ("number", "euro", "value")
_LEAST, _MOST, _BUTTON = 6, 50, 4
"""The widths of columns, in characters, and what the button of a filter takes of them."""


class Formula(NamedTuple):
    """A formula of our own, never of a text: Excel's words without the `=`, and what it comes to.

    References are plain or absolute, arguments are parted by commas: `SUM('bedragen'!$E$5:$E$90)`.
    """

    words: str
    value: float


class Link(str):
    """A web address that is a link; one that is not of http or https is a text like any other."""

    __slots__ = ()


Cell = str | float | Formula | None
"""A number is in the unit of its column; a text stays a text, whatever it looks like; None: an empty cell."""


class Heading(NamedTuple):
    """A column of a sheet: its heading, what it holds, and its width in characters.

    The kind chooses how numbers are shown: `euro` whole euros, `number` with points, `integer` plain (years),
    `percentage` a share of 1 (0.623). Texts under it stay texts.
    """

    text: str
    kind: Kind = "text"
    width: int = 14


class Chart(NamedTuple):
    """A chart beside the rows of a sheet: its title, and the columns that it shows, counted from 0.

    `labels` holds the words along the axis, each of `values` is a series under its heading.
    """

    title: str
    labels: int
    values: Sequence[int]


class Sheet(NamedTuple):
    """A sheet: `above` its title and what it is an answer to, a heading, rows, a total, `below` its notes.

    The name is one of `name_for`. The rows are gone through once. The heading stays in sight and has a
    filter, which leaves the total out.
    """

    name: str
    headings: Sequence[Heading]
    rows: Iterable[Sequence[Cell]]
    above: Sequence[str] = ()
    total: Sequence[Cell] = ()
    below: Sequence[str] = ()
    chart: Chart | None = None

    @property
    def top(self) -> int:
        """The number of its heading's row, from 0: under what is above it and an empty row."""
        return len(self.above) + 1 if self.above else 0


class SheetRow(NamedTuple):
    """A row as it is laid out on a sheet: what it is, its cells as a workbook takes them, their kinds."""

    role: Literal["title", "said", "heading", "row", "total"]
    cells: Sequence[Cell]
    kinds: Sequence[Kind] = ("text",)


class TooLargeError(KnooppuntError):
    """An answer has more than a sheet can hold."""


def sheets_of(report: Report, page: Page) -> list[Sheet]:
    """Return a sheet for each table, and one for their conditions, date, notes and sources."""
    footnotes, taken = Footnotes(), {_NOTES.lower()}
    sheets = []
    for table in report.tables:
        name = name_for(table.title, taken)
        taken.add(name.lower())
        above = [table.title, *report.context()] if page.heading else []
        sheets.append(_sheet(name, table, above, footnotes))
    return [*sheets, _notes(report, footnotes)]


def _sheet(name: str, table: Table, above: Sequence[str], footnotes: Footnotes) -> Sheet:
    cells = Cells(table, footnotes)
    columns = cells.columns
    # Figures are bare, so the unit of each row stands beside them where there is one.
    units = [column for column in table.columns if column.name == _UNIT and column not in columns]
    if last := max((place for place, column in enumerate(columns, 1) if column.kind in _FIGURES), default=0):
        columns = [*columns[:last], *units, *columns[last:]]
    rows = [[_value(row, column, cells) for column in columns] for row in table.shown()]
    headings = [
        Heading(column.heading, column.kind, _width(column.heading, [row[place] for row in rows]))
        for place, column in enumerate(columns)
    ]
    total = rows.pop() if table.total else []
    return Sheet(name, headings, rows, above=above, total=total)


def _value(row: Row, column: Column, cells: Cells) -> Cell:
    """Return a cell: a figure as a number, what is unknown as the word, empty where there is nothing."""
    value = row.get(column.name)
    if value is None or value == []:
        return None
    if isinstance(value, Unknown):
        return value.value
    match column.kind:
        case "percentage":
            return float(value) / 100
        case "url":
            return Link(value)
        case "date":
            return str(value)  # as it sorts
        case "year":
            return int(value) if str(value).isdecimal() else str(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value if abs(value) < _EXACT else str(value)
    return cells.text(row, column)


def _width(heading: str, cells: Iterable[Cell]) -> int:
    """Return a width that shows the longest cell, or its words over some lines."""
    shown = (
        f"€ {grouped(round(cell))}" if isinstance(cell, int | float) else str(cell or "") for cell in cells
    )
    return max(_LEAST, len(heading) + _BUTTON, min(max(map(len, shown), default=0) + 2, _MOST))


def _notes(report: Report, footnotes: Footnotes) -> Sheet:
    """Return the sheet beside the tables; each of its rows says what it is."""
    context = [("voorwaarden" if line == report.asked() else "stand", line) for line in report.context()]
    notes = dict.fromkeys(("noot", note) for table in report.tables for note in table.notes)
    rows: list[list[Cell]] = [[what, None, line, None] for what, line in [*context, *notes]]
    for label, (number, citation) in footnotes.items():
        rows.append(["bron", number, label, Link(citation.url) if citation.url else None])
    headings = [Heading("Wat", width=12), Heading("Nummer", "integer", 11), Heading("Tekst", width=90)]
    above = [f"{_NOTES}, noten en bronnen"]
    return Sheet(_NOTES, [*headings, Heading("Adres", "url", 60)], rows, above=above)


def laid_out(sheet: Sheet) -> Iterator[SheetRow]:
    """Yield all rows of a sheet from the first, empty ones too. Raises TooLargeError."""
    kinds, empty = [heading.kind for heading in sheet.headings], SheetRow("said", ())
    rows = chain(
        (SheetRow("said" if number else "title", [text]) for number, text in enumerate(sheet.above)),
        [empty] if sheet.above else (),
        [SheetRow("heading", [heading.text for heading in sheet.headings], kinds)],
        (SheetRow("row", row, kinds) for row in sheet.rows),
        [SheetRow("total", sheet.total, kinds)] if sheet.total else (),
        [empty] if sheet.below else (),
        (SheetRow("said", [note]) for note in sheet.below),
    )
    for number, row in enumerate(rows):
        if number == MOST_ROWS:
            raise TooLargeError(
                f"blad '{sheet.name}' zou meer dan {grouped(MOST_ROWS)} rijen krijgen, en meer passen er "
                "niet op; vraag minder, of kies een ander formaat, zoals csv"
            )
        cells = [for_cell(cell) or None if isinstance(cell, str) else cell for cell in row.cells]
        yield row._replace(cells=cells)


def for_cell(text: str) -> str:
    """Return a text as a cell can hold it, with a sign for what XML refuses. Raises TooLargeError."""
    most = MOST_CHARACTERS
    if len(text) * 2 > most and (units := len(text.encode("utf-16-le", "surrogatepass")) // 2) > most:
        raise TooLargeError(
            f"de tekst '{text[:30]}…' heeft {grouped(units)} tekens, en in een cel passen er hoogstens "
            f"{grouped(most)}; kies een ander formaat, zoals csv"
        )
    return text if isinstance(text, Link) and _ADDRESS.fullmatch(text) else allowed(text)


def name_for(title: str, taken: Container[str] = ()) -> str:
    """Return a name for a sheet that every program takes, other than those `taken` (in lower case)."""
    plain = " ".join(_NOT_IN_NAME.sub(" ", title).split()).strip("'") or "Blad"
    name, number = plain[:_MOST_NAME].rstrip(" '"), 1
    if len(plain) > _MOST_NAME and plain[_MOST_NAME] != " " and name.rfind(" ") > _MOST_NAME // 2:
        name = name[: name.rfind(" ")].rstrip(" ',")  # no word is broken
    while name.lower() in taken or name.lower() == "history":  # which Excel keeps for itself
        number += 1
        name = plain[: _MOST_NAME - len(f" {number}")].rstrip(" '") + f" {number}"
    return name


def letters(column: int) -> str:
    """Return the letters of a column, counted from 0: `A`, `Z`, `AA`."""
    before, last = divmod(column, 26)
    return (letters(before - 1) if before else "") + chr(ord("A") + last)


def day_of(date: str) -> Date:
    """Return the date of a workbook: the dataset's, or the first day of its month or year."""
    try:
        year, month, day = [*map(int, date.split("-")), 1, 1][:3]
        return Date(max(year, 1980), month, day)  # the years that a zip file knows
    except ValueError:
        return Date(1980, 1, 1)
