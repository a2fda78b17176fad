"""Sheets as plain data, and the rows that the writers of workbooks (`as_xlsx`, `as_ods`) make of them.

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
from ondermijning.render.people import allowed
from ondermijning.table import Kind

MOST_ROWS = 2**20
"""As many rows as a sheet has, in Excel and in LibreOffice."""
MOST_COLUMNS = 2**14
MOST_CHARACTERS = 32_767
"""As many characters (of UTF-16) as a cell of Excel holds."""

_MOST_NAME = 31
_NOT_IN_NAME = re.compile(r"[\[\]:*?/\\\x00-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_ADDRESS = re.compile(r"https?://[!-~]{1,2000}")
"""A web address that every spreadsheet takes."""


class Formula(NamedTuple):
    """A formula of our own, never of a text: Excel's words without the `=`, and what it comes to.

    References are plain or absolute, arguments are parted by commas: `SUM('bedragen'!$E$5:$E$90)`.
    """

    words: str
    value: float


class Link(str):
    """A web address that leads there; one that is not of http or https is a text like any other."""

    __slots__ = ()


Cell = str | float | bool | Formula | None
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
    """A chart beside the rows of a sheet, of some of its columns (counted from 0).

    `labels` holds the words along the axis, each of `values` is a series under its heading.
    """

    title: str
    labels: int
    values: Sequence[int]


class Sheet(NamedTuple):
    """A sheet: `above` its title and what it is an answer to, a heading, rows, a total, `below` its notes.

    The name is one of `name_for`. The rows are gone through once. The heading stays in sight and has a
    filter; the total is no part of what is filtered.
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


def laid_out(sheet: Sheet) -> Iterator[SheetRow]:
    """Yield all rows of a sheet from the first, empty ones too. Raises TooLargeError."""
    if len(sheet.headings) > MOST_COLUMNS:
        raise TooLargeError(
            f"blad '{sheet.name}' zou {grouped(len(sheet.headings))} kolommen krijgen, en een blad heeft er "
            f"hoogstens {grouped(MOST_COLUMNS)}; kies velden met --velden, of een ander formaat, zoals csv"
        )
    kinds = [heading.kind for heading in sheet.headings]
    empty = SheetRow("said", ())
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
        yield row._replace(
            cells=[for_cell(cell) or None if isinstance(cell, str) else cell for cell in row.cells]
        )


def for_cell(text: str) -> str:
    """Return a text as a cell can hold it, a sign for what XML refuses. Raises TooLargeError."""
    if (
        len(text) * 2 > MOST_CHARACTERS
        and (units := len(text.encode("utf-16-le", "surrogatepass")) // 2) > MOST_CHARACTERS
    ):
        raise TooLargeError(
            f"de tekst '{text[:30]}…' heeft {grouped(units)} tekens, en in een cel passen er hoogstens "
            f"{grouped(MOST_CHARACTERS)}; kies een ander formaat, zoals csv"
        )
    return text if isinstance(text, Link) and _ADDRESS.fullmatch(text) else allowed(text)


def name_for(title: str, taken: Container[str] = ()) -> str:
    """Return a name for a sheet that every program takes, other than those `taken` (in small letters)."""
    plain = " ".join(_NOT_IN_NAME.sub(" ", title).split()).strip("'") or "Blad"
    name, number = plain[:_MOST_NAME].rstrip(" '"), 1
    if len(plain) > _MOST_NAME and plain[_MOST_NAME] != " " and name.rfind(" ") > _MOST_NAME // 2:
        name = name[: name.rfind(" ")].rstrip(" ',")  # no word is broken
    while name.lower() in taken or name.lower() == "history":  # which Excel keeps for itself
        number += 1
        ending = f" {number}"
        name = plain[: _MOST_NAME - len(ending)].rstrip(" '") + ending
    return name


def letters(column: int) -> str:
    """Return the letters of a column, counted from 0: `A`, `Z`, `AA`."""
    before, last = divmod(column, 26)
    return (letters(before - 1) if before else "") + chr(ord("A") + last)


def day_of(date: str) -> Date:
    """Return the day that a workbook bears as its date: the dataset's, the first of its month or year."""
    try:
        year, month, day = [*map(int, date.split("-")), 1, 1][:3]
        return Date(max(year, 1980), month, day)  # the years that a zip file knows
    except ValueError:
        return Date(1980, 1, 1)
