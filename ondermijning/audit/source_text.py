"""Tell whether a fragment stands in the text of a source, and on the page it claims."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from typing import Literal, NamedTuple

from ondermijning.audit.nearest import nearest
from ondermijning.audit.search import ASIDE, LINE, Lines
from ondermijning.text import MONTHS, alike

# Case counts: a fragment is a literal quote, and "Douane" (a partner) is not "douane" (a check).
_TYPOGRAPHY: dict[int, str | None] = {
    **alike(),
    # NFKC would read the footnote mark of "16,5²" as the figure 16,52, and "1½" as 11/2.
    **dict.fromkeys([*map(ord, "¹²³"), *range(0x2070, 0x207A), *range(0x2460, 0x249C)]),
    **{ord(c): "-" + unicodedata.normalize("NFKC", c) for c in "¼½¾⅐⅑⅒⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"},
    # Control characters and stray surrogates part words.
    **dict.fromkeys([*range(9), *range(14, 28), 31, *range(127, 133), *range(134, 160)], " "),
    **dict.fromkeys(range(0xD800, 0xE000), " "),
}
PAGE_LINE = re.compile(r"(?i)(?:pagina|blad) ([0-9]{1,4})(?: ?(?:van|/) ?[0-9]{1,4})?")
"""A line that is a page's number, which is its group 1."""
FOOTNOTE = re.compile("[0-9]{1,2}")
"""A line that is the mark of a footnote."""

_BROKEN_OFF = re.compile(r"(?<=\w)\xad+\s*$")
# What the right margin of a Dutch government letter holds, line by line.
_LETTERHEAD = re.compile(
    r"[A-Z][^0-9.,:;!?]{0,31}(?<!-)|en ons kenmerk vermelden\.|brief behandelen\.|[0-9]{6,}"
    rf"|[0-9]{{1,2}} (?:{MONTHS}) [0-9]{{4}}"
)
_FULL_LINE, _LONGEST_LETTERHEAD = 50, 8


class Lookup(NamedTuple):
    """What came of looking up one fragment in a source's text.

    `paginas` are the pages where the fragment starts, ascending: empty where it was not found or
    where the text does not tell its pages. `nearest` is one line of at most 120 characters, the
    text most like a fragment that was not found; None when it was found or nothing comes near.
    """

    outcome: Literal["gevonden", "andere-pagina", "niet-gevonden"]
    paginas: tuple[int, ...]
    nearest: str | None


class SourceText:
    """A source's text as `pdftotext` or copy-paste gives it, split in pages once.

    `pages` maps a page number (None where the text does not tell) to its normalised lines.
    """

    pages: dict[int | None, str]

    def __init__(self, text: str) -> None:
        """Take any text; a page ends at a form feed or at a line such as "Pagina 3 van 10"."""
        lines: list[str] = []
        by_page: dict[int | None, list[str]] = {}
        self._starts: list[int] = []
        self._numbers: list[int | None] = []
        position = 0
        for number, page in pages_of(normalised(text)):
            self._starts.append(position)
            self._numbers.append(number)
            position += sum(len(line) + 1 for line in page)
            by_page.setdefault(number, []).extend(page)
            lines += page
        self.pages = {number: "\n".join(page) for number, page in by_page.items()}
        asides = asides_of(lines)
        text = "".join((ASIDE if i in asides else LINE) + line for i, line in enumerate(lines))
        self._lines = Lines(text)
        self._flat = text.replace(LINE, " ").replace(ASIDE, " ") + " "

    def find(self, fragment: str, pagina: int | None) -> Lookup:
        """Look a fragment up: white space, line breaks, hyphenation and typography aside.

        It is found when it stands on page `pagina`, when no page is claimed, or when the text does
        not tell the page. Its words and figures must be the text's own, and whole. Never raises.
        """
        wanted = as_looked_up(fragment)
        if not wanted:
            return Lookup("niet-gevonden", (), None)
        found = set(self._pages_at(self._lines.places(wanted)))
        if not found:
            return Lookup("niet-gevonden", (), nearest(wanted, self._flat))
        paginas = tuple(sorted(number for number in found if number is not None))
        here = pagina is None or pagina in found or None in found
        return Lookup("gevonden" if here else "andere-pagina", paginas, None)

    def _pages_at(self, places: str) -> Iterator[int | None]:
        """Give the page of each place, once for a stretch of text."""
        place = places.find("1")
        while place >= 0:
            following = bisect_right(self._starts, place)
            yield self._numbers[following - 1]
            place = places.find("1", self._starts[following]) if following < len(self._starts) else -1


def normalised(text: str) -> str:
    """Return `text` in one typography: plain quotes and hyphens, no ligatures, no unseen characters."""
    return unicodedata.normalize("NFKC", text.translate(_TYPOGRAPHY))


def lines_of(text: str) -> list[str]:
    """Split a normalised text in lines, each as `one_line` gives it, without blank ones."""
    return [line for line in map(one_line, text.splitlines()) if line]


def as_looked_up(fragment: str) -> str:
    """Return a text as it is looked up: normalised, on one line."""
    return " ".join(lines_of(normalised(fragment))).replace("€ ", "€")


def one_line(line: str) -> str:
    """Return a normalised line with single spaces, none after a €; a hyphen where it breaks a word off."""
    # A soft hyphen shows where its line breaks a word off, and nowhere else.
    shown = _BROKEN_OFF.sub("-", line).replace("\xad", "")
    return " ".join(shown.split()).replace("€ ", "€")


def pages_of(text: str) -> Iterator[tuple[int | None, list[str]]]:
    """Give the pages of a normalised text that hold text: a number, and the lines as `lines_of` gives them.

    The number is the printed one or one counted on from it; None where the text does not tell.
    """
    pieces = [(i, n, s) for i, (n, s) in enumerate(_pieces(text)) if s or n is not None]
    first = next((n - i for i, n, _ in pieces if n is not None), None)
    if first is None and "\f" not in text:
        yield from ((None, lines) for _, _, lines in pieces)
        return
    shift = 1 if first is None else first
    for index, printed, lines in pieces:
        shift = shift if printed is None else printed - index
        if lines:
            yield (shift + index if shift + index > 0 else None), lines


def _pieces(text: str) -> Iterator[tuple[int | None, list[str]]]:
    """Cut at form feeds and after each printed page number; None where none is printed."""
    sheets = text.split("\f")
    for sheet in sheets:
        printed: int | None = None
        piece: list[str] = []
        for line in lines_of(sheet):
            if mark := PAGE_LINE.fullmatch(line):
                printed = int(mark[1])
                yield printed, piece
                piece = []
            else:
                piece.append(line)
        # Below a number on the same sheet is the same page; without sheets it is the next.
        if piece or printed is None:
            yield (printed if len(sheets) > 1 else None), piece


def asides_of(lines: list[str]) -> set[int]:
    """Return the indexes of the lines that may break into a sentence: footnote marks and letterheads."""
    asides: set[int] = set()
    for index in range(1, len(lines) - 1):
        # Beside another digit a number may be part of a figure or a column: no footnote.
        touches = lines[index - 1][-1].isdigit() or lines[index + 1][0].isdigit()
        if not touches and FOOTNOTE.fullmatch(lines[index]):
            asides.add(index)
    before, run = "", list[int]()
    for index, line in enumerate(lines):
        if _LETTERHEAD.fullmatch(line):
            run.append(index)
            continue
        if len(run) <= _LONGEST_LETTERHEAD and _goes_on(before, line):
            asides.update(run)
        before, run = line, []
    return asides


def _goes_on(before: str, after: str) -> bool:
    """Tell whether a sentence goes on from one full line of running text to another."""
    return min(len(before), len(after)) >= _FULL_LINE and before[-1] not in ".:;!?"
