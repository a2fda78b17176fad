"""Cells as people read them, the sources under a table as numbered footnotes, text as XML and HTML."""

import re
from collections.abc import Sequence
from html import escape
from itertools import chain

from ondermijning.amounts import SPELLED, UNITS, figure, grouped, scale_for, written
from ondermijning.table import CHANGES, Citation, Column, Row, Table, Unknown
from ondermijning.text import date_in_words

NUMERIC = ("euro", "number", "percentage", "integer", "decimal")
"""The kinds of columns that are aligned to the right and never broken."""
_DATES = ("datum", "bijgewerkt")
"""The fields of a dataset that are dates, as the `veld` of a row names them."""
_REFUSED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")

Footnotes = dict[str, tuple[int, Citation]]
"""The sources of a report by the texts of their footnotes, numbered in the order in which they come up."""


class Cells:
    """What people see of a table: its title, columns, the rows above its total, and its cells as text."""

    def __init__(self, table: Table, footnotes: Footnotes) -> None:
        rows, self.columns = table.shown(), [column for column in table.columns if column.screen]
        self.total, self.rows = table.total, rows[:-1] if table.total else rows
        self._footnotes, self._bare = footnotes, table.unit_in_title
        amounts = {
            column.name: [amount for row in rows if (amount := _amount(row, column)) is not None]
            for column in table.columns
        }
        # All amounts of a column have one scale, so that they line up; of a table whose title says it, all.
        whole = scale_for(chain(*amounts.values()))
        self._scales = {name: whole if self._bare else scale_for(euros) for name, euros in amounts.items()}
        unit = f"{SPELLED[whole.name]} euro".lstrip()
        self.title = f"{table.title}, in {unit}" if self._bare else table.title

    def numbers(self, citations: Sequence[Citation] | None) -> list[int]:
        """Return the numbers of the footnotes that name these places, each once."""
        for one in citations or ():
            self._footnotes.setdefault(one.label, (len(self._footnotes) + 1, one))
        return sorted({self._footnotes[one.label][0] for one in citations or ()})

    def text(self, row: Row, column: Column) -> str:
        """Return a cell: `onbekend` where it is unknown, of citations the numbers of their footnotes."""
        value = row.get(column.name)
        if column.kind == "citations":
            return " ".join(map(str, self.numbers(value)))
        if isinstance(value, Unknown):
            return value.value
        if value is None or value == []:
            return "" if row is self.total else column.empty
        if (amount := _amount(row, column)) is not None:
            return (figure if self._bare else written)(amount, self._scales[column.name])
        return _shown(row, column)


def _amount(row: Row, column: Column) -> int | None:
    """Return a cell that is an amount in euros."""
    value, in_unit = row.get(column.name), column.kind in ("number", "value")
    is_money = column.kind == "euro" or (in_unit and row.get("eenheid") in UNITS.values())
    return value if is_money and isinstance(value, int) else None


def _shown(row: Row, column: Column) -> str:
    value, kind, unit = row[column.name], column.kind, row.get("eenheid") or ""
    match kind:
        case "percentage":
            return "< 0,1%" if 0 < value < 0.1 else f"{value:.1f}%".replace(".", ",")
        case "decimal":
            return str(value).replace(".", ",")
        case "word":
            return str(value).replace("-", " ")
        case "change":
            return CHANGES[value]
        case "list":
            return ", ".join(map(str, value))
    if kind == "number" or (kind == "value" and unit and isinstance(value, int)):
        return f"{grouped(value)} {unit}".rstrip()
    if kind == "date" or (kind == "value" and row.get("veld") in _DATES):
        return date_in_words(str(value))
    if kind in ("boolean", "value") and isinstance(value, bool):
        return "ja" if value else "nee"
    return str(value)


def host(address: str) -> str:
    """Return the name of the site of a web address, as a link to it is called."""
    return address.split("/")[2].removeprefix("www.")


def allowed(text: str) -> str:
    """Return text with U+FFFD for what no XML may hold: control characters, half pairs, non-characters."""
    return _REFUSED.sub("\ufffd", text)


def plain(text: str) -> str:
    """Return text as XML or HTML that shows it as it stands, in an attribute too."""
    return escape(allowed(text))
