"""Cells as people read them, and the sources under a table as numbered footnotes."""

from typing import Any

from ondermijning.amounts import grouped, written
from ondermijning.table import Citation, Column, Row, Table, Unknown
from ondermijning.vocabulary import UNITS

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


def cell(table: Table, row: Row, place: int) -> str:
    """Return one cell as text, `onbekend` where it is unknown."""
    value, column = row[place], table.columns[place]
    if isinstance(value, Unknown):
        return value.value
    if value is None or value == []:
        return "" if row is table.total else column.empty
    return _shown(value, column, table, row)


def _shown(value: Any, column: Column, table: Table, row: Row) -> str:
    match column.kind:
        case "euro":
            return written(value) if value >= 0 else f"-{written(-value)}"
        case "number":
            return _in_unit(value, _unit(table, row))
        case "percentage":
            return "< 0,1%" if 0 < value < 0.1 else f"{value:.1f}%".replace(".", ",")
        case "boolean":
            return "ja" if value else "nee"
        case "list":
            return ", ".join(map(str, value))
        case "url":
            return str(value).split("/")[2].removeprefix("www.")
    return str(value)


def _unit(table: Table, row: Row) -> str:
    return next((str(row[i]) for i, column in enumerate(table.columns) if column.name == "eenheid"), "")


def _in_unit(value: int, unit: str) -> str:
    return written(value) if unit in UNITS.values() else f"{grouped(value)} {unit}".rstrip()
