"""Cells as people read them, and the sources under a table as numbered footnotes."""

from typing import Any

from ondermijning.amounts import UNITS, grouped, scale_for, written
from ondermijning.table import Citation, Column, Row, Table, Unknown

NUMERIC = ("euro", "number", "percentage", "integer")
"""The kinds of columns that are aligned to the right and never broken."""


class Cells:
    """The cells of one table as text: its total too, whose row says only what it totals.

    `footnotes` are the sources by how a footnote names them, with numbers in the order in which they come up.
    """

    def __init__(self, table: Table) -> None:
        self.footnotes: dict[str, tuple[int, Citation]] = {}
        self._total = table.total
        rows = [*table.all_rows(), *([table.total] if table.total else [])]
        # All amounts of a column have one scale, so that they line up.
        self._scales = {
            column.name: scale_for(
                amount
                for row in rows
                if _is_money(row, column) and isinstance(amount := row.get(column.name), int)
            )
            for column in table.columns
        }

    def numbers(self, citations: list[Citation] | None) -> list[int]:
        """Return the numbers of the footnotes that name these places, each place once."""
        for citation in citations or []:
            self.footnotes.setdefault(citation.label, (len(self.footnotes) + 1, citation))
        return sorted({self.footnotes[citation.label][0] for citation in citations or []})

    def text(self, row: Row, column: Column) -> str:
        """Return a cell, `onbekend` where it is unknown; of citations the numbers of their footnotes."""
        value = row.get(column.name)
        if column.kind == "citations":
            return " ".join(map(str, self.numbers(value)))
        if isinstance(value, Unknown):
            return value.value
        if value is None or value == []:
            return "" if row is self._total else column.empty
        if _is_money(row, column):
            return written(value, self._scales[column.name])
        return _shown(value, row, column)


def _shown(value: Any, row: Row, column: Column) -> str:
    match column.kind:
        case "number":
            return f"{grouped(value)} {row.get('eenheid') or ''}".rstrip()
        case "percentage":
            return "< 0,1%" if 0 < value < 0.1 else f"{value:.1f}%".replace(".", ",")
        case "word":
            return str(value).replace("-", " ")
        case "boolean":
            return "ja" if value else "nee"
        case "list":
            return ", ".join(map(str, value))
        case "url":
            return str(value).split("/")[2].removeprefix("www.")
    return str(value)


def _is_money(row: Row, column: Column) -> bool:
    return column.kind == "euro" or (column.kind == "number" and row.get("eenheid") in UNITS.values())
