"""Tell whether a fragment stands in the text of a source, and on the page it claims."""

import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import islice
from typing import Literal, NamedTuple

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
_NEAR, _SHOWN = 0.6, 120
_ANCHOR, _ANCHORS, _HITS, _CANDIDATES = 5, 40, 500, 20


class Lookup(NamedTuple):
    """What came of looking up one fragment in a source's text.

    `paginas` are the pages where it starts, ascending; empty where it is not found or the text tells no
    pages. `nearest` is what is most like a fragment that is not found, on one line; None where nothing is.
    """

    outcome: Literal["gevonden", "andere-pagina", "niet-gevonden"]
    paginas: tuple[int, ...]
    nearest: str | None


class SourceText:
    """A source's text as `pdftotext` or copy-paste gives it, split in pages once."""

    def __init__(self, text: str) -> None:
        """Take any text; a page ends at a form feed or at a line such as "Pagina 3 van 10"."""
        lines: list[str] = []
        self._starts: list[int] = []
        self._numbers: list[int | None] = []
        position = 0
        for number, page in pages_of(normalised(text)):
            self._starts.append(position)
            self._numbers.append(number)
            position += sum(len(line) + 1 for line in page)
            lines += page
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
        pages = set(self._pages_at(self._lines.places(wanted)))
        if not pages:
            return Lookup("niet-gevonden", (), _nearest(wanted, self._flat))
        here = pagina is None or pagina in pages or None in pages
        numbers = sorted(number for number in pages if number is not None)
        return Lookup("gevonden" if here else "andere-pagina", tuple(numbers), None)

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
    asides = {
        index
        for index in range(1, len(lines) - 1)
        # Beside another digit a number may be part of a figure or a column: no footnote.
        if not (lines[index - 1][-1].isdigit() or lines[index + 1][0].isdigit())
        and FOOTNOTE.fullmatch(lines[index])
    }
    before, run = "", list[int]()
    for index, line in enumerate(lines):
        if _LETTERHEAD.fullmatch(line):
            run.append(index)
            continue
        # A sentence goes on from one full line of running text to another.
        full = min(len(before), len(line)) >= _FULL_LINE
        if len(run) <= _LONGEST_LETTERHEAD and full and before[-1] not in ".:;!?":
            asides.update(run)
        before, run = line, []
    return asides


def _nearest(quote: str, text: str) -> str | None:
    """Return at most 120 characters of `text` that come near `quote`; None where nothing does.

    Of a long quote the first 240 characters are compared, with the stretches that share most pieces.
    """
    quote = quote[: 2 * _SHOWN]
    starts: Counter[int] = Counter()
    for offset in range(0, len(quote) - _ANCHOR + 1, max(1, len(quote) // _ANCHORS)):
        hits = islice(_positions(quote[offset : offset + _ANCHOR], text), _HITS)
        starts.update(max(0, position - offset) for position in hits)
    matcher = SequenceMatcher(None, "", quote, autojunk=False)
    best, likeness = -1, _NEAR
    for start, _ in starts.most_common(_CANDIDATES):
        matcher.set_seq1(text[start : start + len(quote)])
        # The quick ratio is never below the real one.
        if matcher.quick_ratio() > likeness and (ratio := matcher.ratio()) > likeness:
            best, likeness = start, ratio
    return None if best < 0 else _whole_words(text, best, best + len(quote))


def _whole_words(text: str, start: int, end: int) -> str:
    """Return the stretch with the words that it cuts, where these have an end."""
    word = text.rfind(" ", max(0, start - 20), start + 1)
    end = max(end, text.find(" ", end, end + 20))
    return text[word + 1 if word >= 0 else start : end].strip()[:_SHOWN]


def _positions(piece: str, text: str) -> Iterator[int]:
    position = text.find(piece)
    while position >= 0:
        yield position
        position = text.find(piece, position + len(piece))
