"""Cells as people read them, and the sources under a table as numbered footnotes."""

from typing import Any

from ondermijning.amounts import UNITS, Scale, grouped, scale_for, written
from ondermijning.table import Citation, Column, Row, Table, Unknown

NUMERIC = ("euro", "number", "percentage", "integer")
"""The kinds of columns that are aligned to the right and never broken."""


class Footnotes:
    """Numbers the sources of a table in the order in which they come up."""

    def __init__(self) -> None:
        self.notes: dict[str, Citation] = {}
        self._numbers: dict[str, int] = {}

    def numbers(self, citations: list[Citation]) -> list[int]:
        """Return the numbers of the footnotes that name these places, each place once."""
        for citation in citations:
            self.notes.setdefault(citation.label, citation)
            self._numbers.setdefault(citation.label, len(self._numbers) + 1)
        return sorted({self._numbers[citation.label] for citation in citations})


def scales(table: Table) -> list[Scale]:
    """Return for each column the one scale that all its amounts are written in, its total too."""
    rows = [*table.all_rows(), *([] if table.total is None else [table.total])]
    return [
        scale_for(row[place] for row in rows if isinstance(row[place], int) and _is_money(table, row, column))
        for place, column in enumerate(table.columns)
    ]


def cell(table: Table, row: Row, place: int, scale: Scale) -> str:
    """Return one cell as text, `onbekend` where it is unknown; `scale` is that of its column."""
    value, column = row[place], table.columns[place]
    if isinstance(value, Unknown):
        return value.value
    if value is None or value == []:
        return "" if row is table.total else column.empty
    return _shown(value, column, table, row, scale)


def _shown(value: Any, column: Column, table: Table, row: Row, scale: Scale) -> str:
    if _is_money(table, row, column):
        return written(value, scale)
    match column.kind:
        case "number":
            return f"{grouped(value)} {_unit(table, row)}".rstrip()
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


def _is_money(table: Table, row: Row, column: Column) -> bool:
    return column.kind == "euro" or (column.kind == "number" and _unit(table, row) in UNITS.values())


def _unit(table: Table, row: Row) -> str:
    return next((str(row[i]) for i, column in enumerate(table.columns) if column.name == "eenheid"), "")
