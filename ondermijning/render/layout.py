"""Which columns of a table fit a page, and how wide each is: amounts and ids stay whole, words wrap."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from ondermijning.render.people import NUMERIC
from ondermijning.table import Column

GAP = 2
"""The space between two columns."""

_WORD, _TIGHT = 22, 10
"""A column keeps words of this length whole; on a page that is narrower still, of that."""
_LEAST_BAR, _MOST_BAR = 8, 20


class Layout(NamedTuple):
    """How a table lies on a page.

    The places of the columns that are shown and of those left out, the widths of the shown, and the
    width of bars (0: none). `stacked`: not even the least fit beside each other; each cell gets a line.
    """

    shown: list[int]
    hidden: list[int]
    widths: dict[int, int]
    bar: int
    stacked: bool


def fixed(column: Column) -> bool:
    """Whether a column's cells are never broken: figures and ids."""
    return column.kind in NUMERIC or column.kind == "id"


def layout(
    columns: Sequence[Column],
    wanted: list[int],
    texts: Sequence[Sequence[str]],
    width: int,
    measure: Callable[[str], int],
) -> Layout:
    """Lay the columns at the places `wanted` on a page of `width`; `texts` holds all rows, headings too.

    Columns go by rank, the highest first, and come back where there turns out to be room.
    """
    whole = {place: max(measure(row[place]) for row in texts) for place in wanted}
    longest = {
        place: max((measure(word) for row in texts for word in row[place].split()), default=0)
        for place in wanted
    }

    def least(place: int, word: int) -> int:
        return whole[place] if fixed(columns[place]) else min(longest[place], word)

    def needed(places: list[int], word: int = _WORD) -> int:
        return sum(least(place, word) + GAP for place in places) - GAP

    by_rank = sorted(wanted, key=lambda place: columns[place].rank)
    shown, dropped = list(by_rank), list[int]()
    while needed(shown) > width and columns[shown[-1]].rank:
        dropped.insert(0, shown.pop())
    for place in dropped:
        if needed([*shown, place]) <= width:
            shown.append(place)
    word = _WORD if needed(shown) <= width else _TIGHT
    if needed(shown, word) > width:
        return Layout(wanted, [], {}, 0, stacked=True)
    spare = width - needed(shown, word)
    bar = min(spare - GAP, _MOST_BAR) if any(columns[place].bar for place in shown) else 0
    bar = bar if bar >= _LEAST_BAR else 0
    widths = {place: least(place, word) for place in wanted if place in shown}
    _share(spare - bar - GAP * bool(bar), widths, whole)
    hidden = [place for place in wanted if place not in shown]
    return Layout(list(widths), hidden, widths, bar, stacked=False)


def _share(spare: int, widths: dict[int, int], whole: dict[int, int]) -> None:
    """Share the spare width among the columns that can use it, the narrowest first."""
    while spare > 0:
        wanting = [place for place in widths if widths[place] < whole[place]]
        if not wanting:
            return
        widths[min(wanting, key=lambda place: widths[place])] += 1
        spare -= 1
