"""Which columns of a table fit a page, and how wide each is: words, amounts and ids stay whole."""

import re
from collections.abc import Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from rich.cells import cell_len

from ondermijning.render.people import NUMERIC
from ondermijning.table import Column

GAP = 2
"""The space between two columns."""

_AMOUNT = re.compile(r"(€|EUR) [\d.,]+( ml[nd])?$")
_LEAST_BAR, _MOST_BAR = 8, 20


class Layout(NamedTuple):
    """How a table lies on a page: the columns shown and left out, their widths by name, that of bars or 0."""

    shown: list[Column]
    hidden: list[Column]
    widths: dict[str, int]
    bar: int


def unbroken(column: Column, cell: str) -> list[str]:
    """Return the pieces of a cell that stay whole: its words; all of it where it is a figure or an id."""
    whole = (
        column.kind in NUMERIC
        or column.kind in ("id", "url")
        or (column.kind == "value" and _AMOUNT.match(cell))
    )
    return [cell] if whole else cell.split()


def layout(columns: Sequence[Column], rows: Sequence[Mapping[str, str]], width: int) -> Layout | None:
    """Lay columns on a page of `width`; `rows` holds the text of all their cells, first of the headings.

    Columns go by rank, the highest first. None: not even those of rank 0 fit beside each other.
    """
    headings, *cells = rows
    least = {
        name: max(
            map(cell_len, chain(headings[name].split(), *(unbroken(column, row[name]) for row in cells)))
        )
        for column in columns
        for name in [column.name]
    }
    spare, fitting = width + GAP, set[str]()
    for column in sorted(columns, key=lambda column: column.rank):
        needed = least[column.name] + GAP
        if not column.rank or needed <= spare:
            fitting.add(column.name)
            spare -= needed
    if spare < 0:
        return None
    shown = [column for column in columns if column.name in fitting]
    hidden = [column for column in columns if column.name not in fitting]
    bar = min(spare - GAP, _MOST_BAR) if any(column.bar for column in shown) else 0
    if bar < _LEAST_BAR:
        bar = 0
    else:
        spare -= bar + GAP
    # Rich shares spare width out too, but then shrinks the widest columns below their longest word.
    widths = {column.name: least[column.name] for column in shown}
    whole = {name: max(cell_len(row[name]) for row in rows) for name in widths}
    while spare > 0 and (wanting := [name for name in widths if widths[name] < whole[name]]):
        widths[min(wanting, key=widths.__getitem__)] += 1
        spare -= 1
    return Layout(shown, hidden, widths, bar)
