"""Shapes of a picture: text, bars and columns with their figures, under each other in one growing SVG.

No colour carries a meaning, and what is unknown is hatched: in print and in grey it reads the same. Widths of
letters are estimated, generously, for a viewer takes whatever sans-serif it has.
"""

from collections.abc import Sequence
from math import ceil
from textwrap import wrap
from typing import NamedTuple

from ondermijning.files import own_text
from ondermijning.render.people import plain

_WIDTH, _MARGIN, _NAMES = 720, 20, 190
_LEFT, _FIGURES = 220, 480
"""The width of the picture, of its edge and of names; where figures begin, and the width of all of them."""
_BAR, _TALL, _NARROW, _WIDE = 18, 56, 48, 90
"""How thick a bar is, how tall the highest column, and how wide its place is if words let it."""
_NORMAL, _SMALL = 13, 11
"""The sizes of letters: of names and bars, of columns."""
_LETTER, _LEADING = 0.58, 1.3
"""The width of a letter and the height of a line, as parts of the size of its letters."""
_APART = 5
"""What is left between the words of two columns, at least."""
_INK, QUIET, _FILL = "#1b1f24", "#57606a", "#2f6690"


class Mark(NamedTuple):
    """A bar or a column: what it is of, its figure in words, and its size as a part of the largest.

    Without a size it is a figure alone. What is unknown is `hatched`, of size 1; a total is `bold`.
    """

    label: str
    figure: str
    size: float | None = None
    hatched: bool = False
    bold: bool = False


class Band(NamedTuple):
    """What is drawn together: columns beside each other, or all bars, under a heading where that is new."""

    name: str
    marks: Sequence[Mark]
    heading: str = ""


class Grid(NamedTuple):
    """The places of columns: how many there are on a line, and how wide each is."""

    across: int
    place: float


def grid_of(bands: Sequence[Sequence[Mark]]) -> Grid:
    """Return the places of columns in these bands; no word or figure is broken that a line can hold."""
    words = (word for marks in bands for mark in marks for word in f"{mark.label} {mark.figure}".split())
    widest = max(map(len, words), default=0) * _SMALL * _LETTER + _APART
    least = min(max(widest, _NARROW), _FIGURES)
    across = max(min(int(_FIGURES / least), max(map(len, bands), default=1)), 1)
    return Grid(across, min(_FIGURES / across, max(least, _WIDE)))


class Canvas:
    """Shapes under each other, down to `y`; on a page with others its `name` is in their ids."""

    def __init__(self, name: str) -> None:
        self.name, self.shapes, self.y = name, list[str](), float(_MARGIN)

    def svg(self, title: str, about: str) -> str:
        """Return the picture; `title` and `about` are for who cannot see it."""
        template, words = own_text("render/picture.svg"), {"title": plain(title), "about": plain(about)}
        size, shapes = {"width": _WIDTH, "height": ceil(self.y + _MARGIN)}, "".join(self.shapes)
        return template.format(name=self.name, shapes=shapes, **size, **words)

    def write(self, text: str, size: int, *, below: int, bold: bool = False, ink: str = _INK) -> None:
        """Write text over the whole width, with some room below."""
        self.y = self._text(text, _MARGIN, self.y, _WIDTH - 2 * _MARGIN, size, bold=bold, ink=ink) + below

    def bars(self, band: Band) -> None:
        """Draw bars under each other, each between its name and its figure."""
        for mark in band.marks:
            y, length = self.y + 1, _FIGURES * 0.6 * (mark.size or 0)
            bottom = self._text(mark.label, _MARGIN, y, _NAMES, bold=mark.bold)
            self._box(mark, _LEFT, self.y, length, _BAR)
            beside = _LEFT + length + (8 if length else 0)
            end = self._text(mark.figure, beside, y, _WIDTH - _MARGIN - beside, bold=mark.bold)
            self.y = max(bottom, end, self.y + _BAR) + 8

    def columns(self, band: Band, grid: Grid) -> None:
        """Draw columns beside each other, on more lines where one does not hold them, after their name."""
        marks = band.marks
        bottom = self._text(band.name, _MARGIN, self.y, _NAMES, bold=any(mark.bold for mark in marks))
        years = len(marks) > grid.across or any(mark.size is not None for mark in marks)
        for first in range(0, len(marks), grid.across):
            self.y = self._line(marks[first : first + grid.across], grid.place, years=years) + 10
        self.y = max(bottom + 10, self.y)

    def _line(self, marks: Sequence[Mark], place: float, *, years: bool) -> float:
        """Draw columns, figures above and, if asked for, years below; return where they end."""
        room, leading = place - _APART + 1, _SMALL * _LEADING
        heights = [len(_wrapped(mark.figure, room, _SMALL)) * leading for mark in marks]
        drawn = any(mark.size is not None for mark in marks)
        bottom = ground = self.y + max(heights) + (_TALL if drawn else 0)
        for number, (mark, height) in enumerate(zip(marks, heights, strict=True)):
            x, tall = _LEFT + number * place, _TALL * (mark.size or 0)
            middle, top = x + place / 2, ground - tall
            self._box(mark, x + place * 0.15, top, place * 0.7, tall)
            self._text(mark.figure, middle, top - height, room, _SMALL, bold=mark.bold, centred=True)
            if years:
                end = self._text(mark.label, middle, ground + 3, room, _SMALL, ink=QUIET, centred=True)
                bottom = max(bottom, end)
        if drawn:
            right = _LEFT + place * len(marks)
            line = f'y1="{ground:.1f}" x2="{right:.1f}" y2="{ground:.1f}" stroke="{_INK}" stroke-width="1"'
            self.shapes.append(f'<line x1="{_LEFT}" {line}/>\n')
        return bottom

    def _box(self, mark: Mark, x: float, y: float, width: float, height: float) -> None:
        """Draw the shape of a mark, if it has one beside its figure."""
        look = f'fill="url(#arcering{self.name})" stroke="{QUIET}"' if mark.hatched else f'fill="{_FILL}"'
        place = f'x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}"'
        if mark.size is not None:
            self.shapes.append(f"<rect {place} {look}/>\n")

    def _text(self, text: str, x: float, y: float, width: float, size: int = _NORMAL, *,
        bold: bool = False, ink: str = _INK, centred: bool = False) -> float:  # fmt: skip
        """Write text in lines of some width below `y`, and return where it ends."""
        more = ' font-weight="bold"' * bold + ' text-anchor="middle"' * centred
        for line in _wrapped(text, width, size):
            y += size * _LEADING
            place = f'x="{x:.1f}" y="{y - size * 0.3:.1f}" font-size="{size}"'
            self.shapes.append(f'<text {place} fill="{ink}"{more}>{plain(line)}</text>\n')
        return y


def _wrapped(text: str, width: float, size: int) -> list[str]:
    """Return text in lines that fit a width; a word that is longer than all of it is broken."""
    return wrap(text, max(int(width / (size * _LETTER)), 4), break_on_hyphens=False)
