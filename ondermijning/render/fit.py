"""Which columns of a table fit a screen, and how wide each is: words, amounts and ids stay whole."""

import re
from collections.abc import Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from rich.cells import cell_len

from ondermijning.render.people import NUMERIC
from ondermijning.table import Column

GAP = 2
"""The space between two columns."""
_LEAST_BAR, _MOST_BAR = 8, 20
_AMOUNT = re.compile(r"(€|EUR) [\d.,]+( ml[nd])?$")


class Fit(NamedTuple):
    """How a table fits a screen: the columns shown, their widths by name, and the width of bars or 0."""

    shown: list[Column]
    widths: dict[str, int]
    bar: int


def fit_to(columns: Sequence[Column], texts: Sequence[Mapping[str, str]], width: int) -> Fit | None:
    """Choose columns for a screen; `texts` are those of all their cells, first of the headings.

    Columns go by rank, the highest first. None: not even those of rank 0 fit beside each other.
    """
    headings, *rows = texts
    words = {
        column.name: chain(
            headings[column.name].split(), *(unbroken(column, row[column.name]) for row in rows)
        )
        for column in columns
    }
    least = {name: max(map(cell_len, pieces)) for name, pieces in words.items()}
    spare, widths = width + GAP, dict[str, int]()
    for column in sorted(columns, key=lambda column: column.rank):
        needed = least[column.name] + GAP
        if not column.rank or needed <= spare:
            widths[column.name] = least[column.name]
            spare -= needed
    if spare < 0:
        return None
    shown = [column for column in columns if column.name in widths]
    bar = min(spare - GAP, _MOST_BAR) if any(column.bar for column in shown) else 0
    bar = bar if bar >= _LEAST_BAR else 0
    spare -= bar + GAP if bar else 0
    # Rich shares spare width out too, but then shrinks the widest columns below their longest word.
    whole = {column.name: max(cell_len(row[column.name]) for row in texts) for column in shown}
    while spare > 0 and (wanting := [name for name in whole if widths[name] < whole[name]]):
        widths[min(wanting, key=widths.__getitem__)] += 1
        spare -= 1
    return Fit(shown, widths, bar)


def unbroken(column: Column, cell: str) -> list[str]:
    """Return the pieces of a cell that stay whole: its words; all of it where it is a figure or an id."""
    if column.kind in (*NUMERIC, "id", "url") or (column.kind == "value" and _AMOUNT.match(cell)):
        return [cell]
    return cell.split()
