"""A letter as one line of text, and the sentences and list items that it is made of."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import chain, islice, takewhile, zip_longest
from typing import NamedTuple

from ondermijning.audit.letter.euros import SCALE
from ondermijning.audit.source_text import (
    FOOTNOTE,
    PAGE_LINE,
    as_looked_up,
    asides_of,
    normalised,
    one_line,
    pages_of,
)

_MARK = re.compile(r"(?:[•·▪◦●○■*–\uf0b7o-]|[0-9]{1,2}[.)]|[a-z]\)) (?=\S)")
_COLUMNS = re.compile(r"\S(?: {2,}|\t| \| )\S")
_ENDS = (".", ":", ";", "!", "?")
_ROOM = 0.75
"""A line is short where the next word would have made it no longer than this part of the longest."""
_STOP = re.compile(r"""[.!?]["')\]]* (?=["'(\[]*[^\Wa-z_])|; (?=["'(\[]*[A-Z])""")
_NO_STOP = re.compile(
    r"(?i)(?:^|[ (/])(?:[A-Za-z]|[A-Za-z]+(?:\.[A-Za-z]+)+|nrs?|art|ca|bijv|resp|incl|excl|dhr|mevr|drs|ing"
    r"|prof|jl|blz|pag|vgl|approx)\.$"
)
_SPACE = re.compile(rf"(?i) (?!(?:{SCALE}|euro|en|of|and|or|tot?)\b)")  # not within an amount
_LONGEST = 2000
"""So many characters of a sentence are looked at together."""


class Sentence(NamedTuple):
    """A sentence, or a list item without its mark: where it stands in `LetterText.flat`.

    `lead` is where the line stands that ends in a colon and leads in the list of which this is an item.
    """

    start: int
    end: int
    lead: tuple[int, int] | None = None


class _Line(NamedTuple):
    plain: str
    literal: str
    page: int | None
    after_blank: bool

    @property
    def is_item(self) -> bool:
        """Whether it is an item of a list or a row of a table, whatever stands around it."""
        return bool(_MARK.match(self.plain) or _COLUMNS.search(self.literal))


class LetterText:
    """The text of a letter; `flat` is all of it with single spaces, in the typography of `SourceText`.

    `joints` are the places in it where a hyphen at the end of a line was left out.
    """

    def __init__(self, text: str) -> None:
        """Take any text; what breaks into a sentence (letterheads, footnote marks) is left out."""
        self._lines = _without_asides(list(_lines(text)))
        self._starts = [0]  # of each line, and where the last one ends
        self.joints: list[int] = []
        shown: list[str] = []
        for line, following in zip_longest(self._lines, self._lines[1:]):
            shown.append(_shown(line.plain, following.plain if following else ""))
            self._starts.append(self._starts[-1] + len(shown[-1]))
            if len(shown[-1]) < len(line.plain):
                self.joints.append(self._starts[-1])
        self.flat = "".join(shown)

    def sentences(self) -> Iterator[Sentence]:
        """Yield every sentence and list item in order."""
        lead: tuple[int, int] | None = None
        fresh = False  # whether the lead is what came just before
        for first, after in self._units():
            line, before = self._lines[first], self._lines[max(0, first - 1)]
            start, end = self._starts[first], self._starts[after]
            unmarked = not line.after_blank and after - first == 1 and line.page == before.page
            if not (fresh or line.is_item or (unmarked and not before.plain.endswith("."))):
                lead = None
            if mark := _MARK.match(self.flat, start, end):
                start = mark.end()
            stretches = list(_sentences(self.flat, start, end))
            yield from (Sentence(*stretch, lead) for stretch in stretches)
            if fresh := self.flat[max(start, end - 2) : end].rstrip().endswith(":"):
                lead = stretches[-1]

    def page(self, offset: int) -> int | None:
        """Return the page of a place in `flat`, None where the text does not tell."""
        return self._lines[self._index(offset)].page

    def literal(self, start: int, end: int) -> str:
        """Return what stands between two places in `flat` as the letter writes it, on one line."""
        pieces = []
        for index in range(self._index(start), self._index(end - 1) + 1):
            offset = self._starts[index]
            shown = self.flat[offset : self._starts[index + 1]]
            pieces.append(_as_written(self._lines[index], shown, max(0, start - offset), end - offset))
        written = " ".join("".join(pieces).split())
        return (
            written if as_looked_up(written) == as_looked_up(self.flat[start:end]) else self.flat[start:end]
        )

    def _index(self, offset: int) -> int:
        """Return the index of the line with a place in `flat`."""
        return bisect_right(self._starts, offset) - 1

    def _units(self) -> Iterator[tuple[int, int]]:
        """Yield the lines that belong together: the index of the first, and of the first after them."""
        first, width = 0, 0
        for index, line in enumerate(self._lines):
            if line.after_blank or not index:  # the width of a paragraph is that of its longest line
                others = takewhile(lambda one: not one.after_blank, islice(self._lines, index + 1, None))
                width = max(len(one.plain) for one in chain([line], others))
            if index and self._begins(index, width):
                yield first, index
                first = index
        if self._lines:
            yield first, len(self._lines)

    def _begins(self, index: int, width: int) -> bool:
        """Tell whether something new begins with a line."""
        before, line = self._lines[index - 1], self._lines[index]
        if line.is_item or _COLUMNS.search(before.literal):
            return True
        new = not line.plain[0].islower() and line.plain[0] != "€"
        if line.after_blank:
            return new or before.plain.endswith(_ENDS)
        short = len(before.plain) + 1 + len(line.plain.partition(" ")[0]) < _ROOM * width
        return new and (short or before.plain.endswith(":"))


def _lines(text: str) -> Iterator[_Line]:
    """Yield the lines that hold text, each with its page."""
    clean = normalised(text)
    numbered = ((number, line) for number, page in pages_of(clean) for line in page)
    blank = True
    for literal, line in zip_longest(text.splitlines(), clean.splitlines(), fillvalue=""):
        plain = one_line(line)
        if not plain:
            blank = True
        elif not PAGE_LINE.fullmatch(plain):
            number, _ = next(numbered)
            yield _Line(plain, literal.strip(), number, blank)
            blank = False


def _without_asides(lines: list[_Line]) -> list[_Line]:
    """Leave out what may break into a sentence; where a letterhead did, no blank line counts."""
    asides = asides_of([line.plain for line in lines])
    kept: list[_Line] = []
    broken = False
    for index, line in enumerate(lines):
        if index in asides:
            broken = broken or not FOOTNOTE.fullmatch(line.plain)
        else:
            kept.append(line._replace(after_blank=line.after_blank and not broken))
            broken = False
    return kept


def _shown(plain: str, following: str) -> str:
    """Return a line with what parts it from the next: a space, or nothing where it breaks a word off."""
    if plain.endswith(("/", "€")):
        return plain
    if plain[-1] == "-" and plain[-2:-1].isalpha() and following[:1].isalpha():
        if following.partition(" ")[0] in ("en", "of", "and", "or"):
            return f"{plain} "
        return plain if following[0].isupper() else plain[:-1]
    return f"{plain} "


def _sentences(flat: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the sentences of a stretch of text; one that is very long in parts."""
    for stop in _STOP.finditer(flat, start, end):
        if not _NO_STOP.search(flat[max(start, stop.start() - 20) : stop.start() + 1]):
            yield from _cut(flat, start, stop.end())
            start = stop.end()
    yield from _cut(flat, start, end)


def _cut(flat: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut a stretch of text in parts that are not too long, between words and not within an amount."""
    while end - start > _LONGEST:
        spaces = [space.end() for space in _SPACE.finditer(flat, start + _LONGEST // 2, start + _LONGEST)]
        middle = spaces[-2] if len(spaces) > 1 else start + _LONGEST  # the last may precede any word
        yield start, middle
        start = middle
    if start < end:
        yield start, end


def _as_written(line: _Line, shown: str, start: int, end: int) -> str:
    """Return what stands from `start` to `end` in a line as it is shown, in the letter's own signs."""
    words = re.sub("€ +", "€\0", " ".join(line.literal.split())).split(" ")
    if len(words) != len(shown.split()):
        return shown[start:end]
    end = min(end, len(shown))
    first, last = shown.count(" ", 0, start), shown.count(" ", 0, end)
    before = start - (shown.rfind(" ", 0, start) + 1)
    after = (shown + " ").find(" ", end) - end
    if shown[:end].endswith(" "):
        last, after = last - 1, 0
    written = " ".join(words[first : last + 1]).replace("\0", " ")
    return written[before : len(written) - after] + (" " if shown[:end].endswith(" ") else "")
