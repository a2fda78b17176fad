"""Shapes of a picture: titles, bars and columns with their figures as text, on one growing sheet of SVG.

No colour carries a meaning, and what is unknown is hatched: in print and in grey it reads the same. Widths of
letters are reckoned, generously, for a viewer takes whatever sans-serif it has.
"""

from collections.abc import Collection, Sequence
from math import ceil
from textwrap import wrap
from typing import NamedTuple

from ondermijning.render.people import plain

_WIDTH, _MARGIN, _NAMES = 720, 20, 200
_FIGURES = _WIDTH - 2 * _MARGIN - _NAMES
"""The width of a picture, of its edge, of names and of what is beside them."""
_BAR, _TALL, _NARROW, _WIDE = 18, 56, 48, 90
"""How thick a bar is, how tall the highest column, and how wide its place is if words let it."""
_TITLE, _NAME, _SMALL = 17, 13, 11
"""The sizes of letters."""
_LETTER = 0.58
"""The width of a letter, as a part of its size."""
_APART = 5
"""What is left between the words of two columns, at least."""

_INK, _QUIET, _FILL = "#1b1f24", "#57606a", "#2f6690"
_START = """<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" \
viewBox="0 0 {width} {height}" role="img" aria-labelledby="titel{name} uitleg{name}" xml:lang="nl" \
font-family="sans-serif">
<title id="titel{name}">{title}</title>
<desc id="uitleg{name}">{about}</desc>
<defs>
<pattern id="arcering{name}" width="6" height="6" patternUnits="userSpaceOnUse">
<path d="M-1,1 l2,-2 M0,6 l6,-6 M5,7 l2,-2" stroke="#57606a" stroke-width="1"/>
</pattern>
</defs>
<rect width="{width}" height="{height}" fill="#ffffff"/>
"""


class Mark(NamedTuple):
    """A bar or a column: what it is of, its figure in words, and how long it is, as a part of the longest.

    Without a `size` it is a figure alone. One that is `hatched` is unknown, and as long as may be; a `bold`
    one is a total.
    """

    label: str
    figure: str
    size: float | None = None
    hatched: bool = False
    bold: bool = False


class Grid(NamedTuple):
    """The places of columns: how many there are on a line, and how wide each is."""

    across: int
    place: float


def grid_of(lines: Collection[Sequence[Mark]]) -> Grid:
    """Return one grid for lines of columns, in which no word or figure is broken that a line can hold."""
    words = (word for marks in lines for mark in marks for word in f"{mark.label} {mark.figure}".split())
    widest = max(map(len, words), default=0) * _SMALL * _LETTER + _APART
    least = min(max(widest, _NARROW), _FIGURES)
    across = max(min(int(_FIGURES / least), max(map(len, lines), default=1)), 1)
    return Grid(across, min(_FIGURES / across, max(least, _WIDE)))


class Canvas:
    """A picture that grows downwards; on a page with others it has a `name`, for its ids."""

    def __init__(self, name: str = "") -> None:
        self._shapes: list[str] = []
        self._name = name
        self._y = float(_MARGIN)

    def svg(self, title: str, about: str) -> str:
        """Return the picture; `title` and `about` are for who cannot see it."""
        size = {"width": _WIDTH, "height": ceil(self._y + _MARGIN)}
        start = _START.format(title=plain(title), about=plain(about), name=self._name, **size)
        return f"{start}{''.join(self._shapes)}</svg>\n"

    def title(self, text: str) -> None:
        """Draw a title."""
        self._y = self._text(text, _MARGIN, self._y, _WIDTH - 2 * _MARGIN, _TITLE, bold=True) + 12

    def heading(self, text: str) -> None:
        """Draw a smaller title."""
        self._y = self._text(text, _MARGIN, self._y, _WIDTH - 2 * _MARGIN, _NAME, bold=True) + 6

    def note(self, text: str) -> None:
        """Draw a note."""
        self._y = self._text(text, _MARGIN, self._y, _WIDTH - 2 * _MARGIN, _SMALL, ink=_QUIET) + 4

    def space(self, height: float = 16) -> None:
        """Leave some room."""
        self._y += height

    def bars(self, marks: Sequence[Mark]) -> None:
        """Draw bars under each other, each between its name and its figure."""
        left, room = _MARGIN + _NAMES, _FIGURES * 0.6
        for mark in marks:
            y, bold = self._y + 1, mark.bold
            bottom = self._text(mark.label, _MARGIN, y, _NAMES - 10, _NAME, bold=bold)
            length = room if mark.hatched else room * (mark.size or 0)
            if _is_drawn(mark):
                self._box(left, self._y, length, _BAR, hatched=mark.hatched)
            beside = left + length + (8 if length else 0)
            below = self._text(mark.figure, beside, y, _WIDTH - _MARGIN - beside, _NAME, bold=bold)
            self._y = max(bottom, below, self._y + _BAR) + 8

    def columns(self, name: str, marks: Sequence[Mark], grid: Grid) -> None:
        """Draw columns beside each other, on more lines where one does not hold them, after their name."""
        above, bold = self._y, any(mark.bold for mark in marks)
        bottom = self._text(name, _MARGIN, above, _NAMES - 10, _NAME, bold=bold)
        said = len(marks) > grid.across or any(map(_is_drawn, marks))
        for first in range(0, len(marks), grid.across):
            line = marks[first : first + grid.across]
            self._y = self._line_of_columns(line, grid.place, years=said) + 10
        self._y = max(bottom + 10, self._y)

    def _line_of_columns(self, marks: Sequence[Mark], place: float, *, years: bool) -> float:
        """Draw columns, figures above and, if asked for, years below; return where they end."""
        said = [_wrapped(mark.figure, place - _APART + 1, _SMALL) for mark in marks]
        drawn = any(map(_is_drawn, marks))
        above = max(map(len, said)) * _SMALL * 1.3
        below = ground = self._y + above + (_TALL if drawn else 0)
        for number, (mark, lines) in enumerate(zip(marks, said, strict=True)):
            left = _MARGIN + _NAMES + number * place
            tall = _TALL * (1 if mark.hatched else mark.size or 0)
            if _is_drawn(mark):
                self._box(left + place * 0.15, ground - tall, place * 0.7, tall, hatched=mark.hatched)
            start, middle = ground - tall - len(lines) * _SMALL * 1.3, left + place / 2
            self._lines(lines, middle, start, _SMALL, bold=mark.bold, centred=True)
            if years:
                label = _wrapped(mark.label, place - _APART + 1, _SMALL)
                below = max(below, self._lines(label, middle, ground + 3, _SMALL, ink=_QUIET, centred=True))
        if drawn:
            right = _MARGIN + _NAMES + place * len(marks)
            line = f'y1="{ground:.1f}" x2="{right:.1f}" y2="{ground:.1f}" stroke="{_INK}" stroke-width="1"'
            self._shapes.append(f'<line x1="{_MARGIN + _NAMES}" {line}/>\n')
        return below

    def _box(self, x: float, y: float, width: float, height: float, *, hatched: bool) -> None:
        look = f'fill="url(#arcering{self._name})" stroke="#57606a"' if hatched else f'fill="{_FILL}"'
        self._shapes.append(
            f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" {look}/>\n'
        )

    def _text(
        self, text: str, x: float, y: float, width: float, size: int, *, bold: bool = False, ink: str = _INK
    ) -> float:
        """Write text in lines of some width below `y`, and return where it ends."""
        return self._lines(_wrapped(text, width, size), x, y, size, bold=bold, ink=ink)

    def _lines(
        self,
        lines: Sequence[str],
        x: float,
        y: float,
        size: int,
        *,
        bold: bool = False,
        ink: str = _INK,
        centred: bool = False,
    ) -> float:
        weight = ' font-weight="bold"' if bold else ""
        anchor = ' text-anchor="middle"' if centred else ""
        for line in lines:
            y += size * 1.3
            self._shapes.append(
                f'<text x="{x:.1f}" y="{y - size * 0.3:.1f}" font-size="{size}" fill="{ink}"{weight}{anchor}>'
                f"{plain(line)}</text>\n"
            )
        return y


def _is_drawn(mark: Mark) -> bool:
    return mark.size is not None or mark.hatched


def _wrapped(text: str, width: float, size: int) -> list[str]:
    """Return text in lines that fit a width; a word that is longer than all of it is broken."""
    return wrap(text, max(int(width / (size * _LETTER)), 4), break_on_hyphens=False)
