"""Shapes of a picture: text, bars and columns with their figures, under each other in one growing SVG.

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
_LETTER, _LEADING = 0.58, 1.3
"""The width of a letter and the height of a line, as parts of the size of its letters."""
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


class Look(NamedTuple):
    """How text looks: the size of its letters, what is left below it, its weight, its ink."""

    size: int
    below: int = 0
    bold: bool = False
    ink: str = _INK


TITLE, HEADING, NOTE = Look(17, 12, bold=True), Look(13, 6, bold=True), Look(11, 4, ink=_QUIET)
_NAME, _FIGURE, _YEAR = Look(13), Look(11), Look(11, ink=_QUIET)


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

    @property
    def is_drawn(self) -> bool:
        """Whether it has a shape beside its figure."""
        return self.size is not None or self.hatched

    def long(self, longest: float) -> float:
        """Return how long it is."""
        return longest * (1 if self.hatched else self.size or 0)


class Grid(NamedTuple):
    """The places of columns: how many there are on a line, and how wide each is."""

    across: int
    place: float


def grid_of(bands: Collection[Sequence[Mark]]) -> Grid:
    """Return one grid for bands of columns, in which no word or figure is broken that a line can hold."""
    words = (word for marks in bands for mark in marks for word in f"{mark.label} {mark.figure}".split())
    widest = max(map(len, words), default=0) * _FIGURE.size * _LETTER + _APART
    least = min(max(widest, _NARROW), _FIGURES)
    across = max(min(int(_FIGURES / least), max(map(len, bands), default=1)), 1)
    return Grid(across, min(_FIGURES / across, max(least, _WIDE)))


class Canvas:
    """A picture that grows downwards; on a page with others it has a `name`, for its ids."""

    def __init__(self, name: str = "") -> None:
        self._name, self._shapes, self._y = name, list[str](), float(_MARGIN)

    def svg(self, title: str, about: str) -> str:
        """Return the picture; `title` and `about` are for who cannot see it."""
        size = {"width": _WIDTH, "height": ceil(self._y + _MARGIN)}
        start = _START.format(title=plain(title), about=plain(about), name=self._name, **size)
        return f"{start}{''.join(self._shapes)}</svg>\n"

    def write(self, text: str, look: Look) -> None:
        """Write text over the whole width."""
        self._y = self._text(text, _MARGIN, self._y, _WIDTH - 2 * _MARGIN, look) + look.below

    def space(self) -> None:
        """Leave some room."""
        self._y += 16

    def bars(self, marks: Sequence[Mark]) -> None:
        """Draw bars under each other, each between its name and its figure."""
        left = _MARGIN + _NAMES
        for mark in marks:
            y, look, length = self._y + 1, _NAME._replace(bold=mark.bold), mark.long(_FIGURES * 0.6)
            bottom = self._text(mark.label, _MARGIN, y, _NAMES - 10, look)
            if mark.is_drawn:
                self._box(left, self._y, length, _BAR, hatched=mark.hatched)
            beside = left + length + (8 if length else 0)
            bottom = max(bottom, self._text(mark.figure, beside, y, _WIDTH - _MARGIN - beside, look))
            self._y = max(bottom, self._y + _BAR) + 8

    def columns(self, name: str, marks: Sequence[Mark], grid: Grid) -> None:
        """Draw columns beside each other, on more lines where one does not hold them, after their name."""
        look = _NAME._replace(bold=any(mark.bold for mark in marks))
        bottom = self._text(name, _MARGIN, self._y, _NAMES - 10, look)
        years = len(marks) > grid.across or any(mark.is_drawn for mark in marks)
        for first in range(0, len(marks), grid.across):
            self._y = self._line(marks[first : first + grid.across], grid.place, years=years) + 10
        self._y = max(bottom + 10, self._y)

    def _line(self, marks: Sequence[Mark], place: float, *, years: bool) -> float:
        """Draw columns, figures above and, if asked for, years below; return where they end."""
        left, room = _MARGIN + _NAMES, place - _APART + 1
        figures = [_wrapped(mark.figure, room, _FIGURE) for mark in marks]
        drawn = any(mark.is_drawn for mark in marks)
        leading = _FIGURE.size * _LEADING
        bottom = ground = self._y + max(map(len, figures)) * leading + (_TALL if drawn else 0)
        for number, (mark, lines) in enumerate(zip(marks, figures, strict=True)):
            x, tall = left + number * place, mark.long(_TALL)
            middle = x + place / 2
            if mark.is_drawn:
                self._box(x + place * 0.15, ground - tall, place * 0.7, tall, hatched=mark.hatched)
            top = ground - tall - len(lines) * leading
            self._lines(lines, middle, top, _FIGURE._replace(bold=mark.bold), centred=True)
            if years:
                label = _wrapped(mark.label, room, _YEAR)
                bottom = max(bottom, self._lines(label, middle, ground + 3, _YEAR, centred=True))
        if drawn:
            right = left + place * len(marks)
            line = f'y1="{ground:.1f}" x2="{right:.1f}" y2="{ground:.1f}" stroke="{_INK}" stroke-width="1"'
            self._shapes.append(f'<line x1="{left}" {line}/>\n')
        return bottom

    def _box(self, x: float, y: float, width: float, height: float, *, hatched: bool) -> None:
        look = f'fill="url(#arcering{self._name})" stroke="#57606a"' if hatched else f'fill="{_FILL}"'
        place = f'x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}"'
        self._shapes.append(f"<rect {place} {look}/>\n")

    def _text(self, text: str, x: float, y: float, width: float, look: Look) -> float:
        """Write text in lines of some width below `y`, and return where it ends."""
        return self._lines(_wrapped(text, width, look), x, y, look)

    def _lines(self, lines: Sequence[str], x: float, y: float, look: Look, *, centred: bool = False) -> float:
        more = ' font-weight="bold"' * look.bold + ' text-anchor="middle"' * centred
        for line in lines:
            y += look.size * _LEADING
            place = f'x="{x:.1f}" y="{y - look.size * 0.3:.1f}" font-size="{look.size}"'
            self._shapes.append(f'<text {place} fill="{look.ink}"{more}>{plain(line)}</text>\n')
        return y


def _wrapped(text: str, width: float, look: Look) -> list[str]:
    """Return text in lines that fit a width; a word that is longer than all of it is broken."""
    return wrap(text, max(int(width / (look.size * _LETTER)), 4), break_on_hyphens=False)
