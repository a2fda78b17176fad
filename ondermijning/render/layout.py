"""Which columns of a table fit a page, and how wide each is: words, amounts and ids stay whole."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from ondermijning.render.people import NUMERIC
from ondermijning.table import Column

GAP = 2
"""The space between two columns."""

_LEAST_BAR, _MOST_BAR = 8, 20


class Layout(NamedTuple):
    """How a table lies on a page.

    The widths of the columns that are shown, by their places; the places of those left out; and the
    width of bars (0: none).
    """

    widths: dict[int, int]
    hidden: list[int]
    bar: int


def unbroken(column: Column, cell: str) -> list[str]:
    """Return the pieces of a cell that stay whole: its words; all of it where it is a figure or an id."""
    return [cell] if column.kind in NUMERIC or column.kind == "id" else cell.split()


def layout(
    columns: Sequence[Column],
    wanted: list[int],
    texts: Sequence[Sequence[str]],
    width: int,
    measure: Callable[[str], int],
) -> Layout | None:
    """Lay the columns at the places `wanted` on a page of `width`; `texts` holds all rows, headings too.

    Columns go by rank, the highest first. None: not even those of rank 0 fit beside each other.
    """
    whole = {place: max(measure(row[place]) for row in texts) for place in wanted}
    least = {
        place: max(
            (measure(piece) for row in texts for piece in unbroken(columns[place], row[place])), default=0
        )
        for place in wanted
    }

    def spare(places: list[int]) -> int:
        return width - sum(least[place] + GAP for place in places) + GAP

    shown = list[int]()
    for place in sorted(wanted, key=lambda place: columns[place].rank):
        if not columns[place].rank or spare([*shown, place]) >= 0:
            shown.append(place)
    room = spare(shown)
    if room < 0:
        return None
    bar = min(room - GAP, _MOST_BAR) if any(columns[place].bar for place in shown) else 0
    bar = bar if bar >= _LEAST_BAR else 0
    # Rich would share the room out too, but shrinks a column below its longest word.
    widths = {place: least[place] for place in wanted if place in shown}
    _share(room - bar - GAP * bool(bar), widths, whole)
    return Layout(widths, [place for place in wanted if place not in shown], bar)


def _share(spare: int, widths: dict[int, int], whole: dict[int, int]) -> None:
    """Share the spare width among the columns that can use it, the narrowest first."""
    while spare > 0:
        wanting = [place for place in widths if widths[place] < whole[place]]
        if not wanting:
            return
        widths[min(wanting, key=lambda place: widths[place])] += 1
        spare -= 1
