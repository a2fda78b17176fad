"""Cells as people read them, the sources under a table as numbered footnotes, text as XML and HTML."""

import re
from collections.abc import Sequence
from html import escape
from itertools import chain
from typing import Any

from ondermijning.amounts import SPELLED, UNITS, figure, grouped, scale_for, written
from ondermijning.table import CHANGES, Citation, Column, Row, Table, Unknown
from ondermijning.text import date_in_words

NUMERIC = ("euro", "number", "percentage", "integer", "decimal")
"""The kinds of columns that are aligned to the right and never broken."""
_DATES = ("datum", "bijgewerkt")
"""The fields of a dataset that are dates, by what a row says that its values are of."""
_REFUSED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")

Footnotes = dict[str, tuple[int, Citation]]
"""The sources of a report by how a footnote names them, with numbers in the order in which they come up."""


class Cells:
    """The title and the cells of one table as text: its total too, whose row says only what it totals."""

    def __init__(self, table: Table, footnotes: Footnotes) -> None:
        self.total, self._footnotes, self._bare = table.total, footnotes, table.unit_in_title
        rows = table.all_shown()
        amounts = {
            column.name: [amount for row in rows if (amount := _amount(row, column)) is not None]
            for column in table.columns
        }
        # All amounts of a column have one scale, so that they line up; of a table whose title says it, all.
        whole = scale_for(chain(*amounts.values()))
        self._scales = {name: whole if self._bare else scale_for(found) for name, found in amounts.items()}
        unit = f"{SPELLED[whole.name]} euro".lstrip()
        self.title = f"{table.title}, in {unit}" if self._bare else table.title

    def numbers(self, citations: Sequence[Citation] | None) -> list[int]:
        """Return the numbers of the footnotes that name these places, each once."""
        for one in citations or ():
            self._footnotes.setdefault(one.label, (len(self._footnotes) + 1, one))
        return sorted({self._footnotes[one.label][0] for one in citations or ()})

    def text(self, row: Row, column: Column) -> str:
        """Return a cell, `onbekend` where it is unknown; of citations the numbers of their footnotes."""
        value = row.get(column.name)
        if column.kind == "citations":
            return " ".join(map(str, self.numbers(value)))
        if isinstance(value, Unknown):
            return value.value
        if value is None or value == []:
            return "" if row is self.total else column.empty
        if (amount := _amount(row, column)) is not None:
            return (figure if self._bare else written)(amount, self._scales[column.name])
        return _shown(value, row, column)


def _amount(row: Row, column: Column) -> int | None:
    """Return a cell that is an amount in euros."""
    value, in_unit = row.get(column.name), column.kind in ("number", "value")
    is_money = column.kind == "euro" or (in_unit and row.get("eenheid") in UNITS.values())
    return value if is_money and isinstance(value, int) else None


def _shown(value: Any, row: Row, column: Column) -> str:
    match column.kind:
        case "number":
            return _in_unit(value, row)
        case "value" if isinstance(value, int) and row.get("eenheid"):
            return _in_unit(value, row)
        case "date":
            return date_in_words(value)
        case "value" if row.get("veld") in _DATES:
            return date_in_words(str(value))
        case "percentage":
            return "< 0,1%" if 0 < value < 0.1 else f"{value:.1f}%".replace(".", ",")
        case "decimal":
            return str(value).replace(".", ",")
        case "word":
            return str(value).replace("-", " ")
        case "change":
            return CHANGES[value]
        case "boolean" | "value" if isinstance(value, bool):
            return "ja" if value else "nee"
        case "list":
            return ", ".join(map(str, value))
    return str(value)


def _in_unit(value: int, row: Row) -> str:
    return f"{grouped(value)} {row.get('eenheid') or ''}".rstrip()


def host(address: str) -> str:
    """Return what a link is called that leads to a web address."""
    return address.split("/")[2].removeprefix("www.")


def allowed(text: str) -> str:
    """Return text with U+FFFD for what no XML may hold: control characters, half pairs, non-characters."""
    return _REFUSED.sub("\ufffd", text)


def plain(text: str) -> str:
    """Return text as XML or HTML that shows it as it stands, in an attribute too."""
    return escape(allowed(text))
