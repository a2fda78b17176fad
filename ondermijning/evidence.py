"""Tell whether a fragment stands in the text of a source, and on the page it claims."""

import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import islice
from typing import Literal, NamedTuple

# Case counts: a fragment is a literal quote, and "Douane" (a partner) is not "douane" (a check).
_TYPOGRAPHY: dict[int, str | None] = {
    **dict.fromkeys(map(ord, "`\xb4\u02bc\u2018\u2019\u201a\u201b\u2032"), "'"),
    **dict.fromkeys(map(ord, "\xab\xbb\u201c\u201d\u201e\u201f\u2033"), '"'),
    **dict.fromkeys([*range(0x2010, 0x2016), 0x2212, 0xFE58, 0xFE63, 0xFF0D], "-"),
    # NFKC would read the footnote mark of "16,5²" as the figure 16,52, and "1½" as 11/2.
    **dict.fromkeys([*map(ord, "¹²³"), *range(0x2070, 0x207A), *range(0x2460, 0x249C)]),
    **{ord(c): "-" + unicodedata.normalize("NFKC", c) for c in "¼½¾⅐⅑⅒⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"},
    # Unseen characters part no words; control characters and stray surrogates do.
    **dict.fromkeys([*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070)]),
    **dict.fromkeys([*range(9), *range(14, 28), 31, *range(127, 133), *range(134, 160)], " "),
    **dict.fromkeys(range(0xD800, 0xE000), " "),
    0xFEFF: None,
}
_PAGE_LINE = re.compile(r"(?:pagina|blad) ([0-9]{1,4})(?: ?(?:van|/) ?[0-9]{1,4})?", re.IGNORECASE)

# The text is searched with each line behind a break: after _ASIDE comes a line one may skip.
_LINE, _ASIDE = "\n", "\v"
_FOOTNOTE = re.compile("[0-9]{1,2}")
# What the right margin of a Dutch government letter holds, line by line.
_LETTERHEAD = re.compile(
    r"[A-Z][^0-9.,:;!?]{0,31}(?<!-)|en ons kenmerk vermelden\.|brief behandelen\.|[0-9]{6,}"
    r"|[0-9]{1,2} (?:januari|februari|maart|april|mei|juni|juli|augustus"
    r"|september|oktober|november|december) [0-9]{4}"
)
_FULL_LINE, _LONGEST_LETTERHEAD = 50, 8

_LETTER = r"[^\W\d_]"
_BETWEEN_LETTERS = re.compile(rf"(?<={_LETTER})(?={_LETTER})")
_HYPHENATION = r"(?:-(?:\v[^\v\n]*+)*+\n)?"
# Between two digits these make one figure: 16,5 and 70.000, 2019-2022, 3/10.
_JOINT = "[.,:/\u2044-]"

_LONGEST_TOLERANT = 1000
_NEAR, _SHOWN = 0.6, 120
_ANCHOR, _ANCHORS, _HITS, _CANDIDATES = 5, 40, 500, 20


class Finding(NamedTuple):
    """What a source's text says of one fragment.

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
        for number, page in _pages(_normalised(text)):
            self._starts.append(position)
            self._numbers.append(number)
            position += sum(len(line) + 1 for line in page)
            by_page.setdefault(number, []).extend(page)
            lines += page
        self.pages = {number: "\n".join(page) for number, page in by_page.items()}
        asides = _asides(lines)
        self._text = "".join((_ASIDE if i in asides else _LINE) + s for i, s in enumerate(lines))
        self._flat = self._text.replace(_LINE, " ").replace(_ASIDE, " ") + " "

    def find(self, fragment: str, pagina: int | None) -> Finding:
        """Look a fragment up: white space, line breaks, hyphenation and typography aside.

        It is found when it stands on page `pagina`, when no page is claimed, or when the text does
        not tell the page. Its words and figures must be the text's own, and whole. Never raises.
        """
        wanted = " ".join(_lines(_normalised(fragment))).replace("€ ", "€")
        if not wanted:
            return Finding("niet-gevonden", (), None)
        found = {self._page(start) for start in self._occurrences(wanted)}
        if not found:
            return Finding("niet-gevonden", (), _nearest(wanted[: 2 * _SHOWN], self._flat))
        paginas = tuple(sorted(number for number in found if number is not None))
        here = pagina is None or pagina in found or None in found
        return Finding("gevonden" if here else "andere-pagina", paginas, None)

    def _occurrences(self, wanted: str) -> Iterator[int]:
        # So long is no fragment but a page: only its white space is set aside.
        if len(wanted) > _LONGEST_TOLERANT:
            return _positions(wanted, self._flat)
        return (match.start() for match in _pattern(wanted).finditer(self._text))

    def _page(self, position: int) -> int | None:
        return self._numbers[bisect_right(self._starts, position) - 1]


def _normalised(text: str) -> str:
    return unicodedata.normalize("NFKC", text.translate(_TYPOGRAPHY))


def _lines(text: str) -> list[str]:
    """Split a normalised text in lines, without blank ones, and with no space after a €."""
    lines = (" ".join(line.split()).replace("€ ", "€") for line in text.splitlines())
    # A soft hyphen shows where its line ends, and nowhere else.
    shown = (line[:-1] + "-" if line.endswith("\xad") else line for line in lines)
    return [line for line in (line.replace("\xad", "") for line in shown) if line]


def _pages(text: str) -> Iterator[tuple[int | None, list[str]]]:
    """Give the pages that hold text a number: the printed one, or one counted on from it."""
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
        for line in _lines(sheet):
            if mark := _PAGE_LINE.fullmatch(line):
                printed = int(mark[1])
                yield printed, piece
                piece = []
            else:
                piece.append(line)
        # Below a number on the same sheet is the same page; without sheets it is the next.
        if piece or printed is None:
            yield (printed if len(sheets) > 1 else None), piece


def _asides(lines: list[str]) -> set[int]:
    """Tell which lines may break into a sentence: footnote marks and letterheads."""
    asides: set[int] = set()
    for index in range(1, len(lines) - 1):
        # Beside another digit a number may be part of a figure or a column: no footnote.
        touches = lines[index - 1][-1].isdigit() or lines[index + 1][0].isdigit()
        if not touches and _FOOTNOTE.fullmatch(lines[index]):
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


def _pattern(wanted: str) -> re.Pattern[str]:
    """Compile a normalised fragment to what finds it across line breaks and asides."""
    # A line may also break where no space is: after a hyphen, a slash or a euro sign.
    first, *rest = re.split(r"( )|(?<=[-/€])(?! |$)", wanted)
    parts = [_before(wanted), _word(first)]
    for space, token in zip(rest[::2], rest[1::2], strict=True):
        whole = re.escape(token) + (r"(?!\w)" if token[-1].isalnum() else "")
        # A line that starts with the fragment's next word is never skipped.
        newline = rf"(?:\v(?!{whole})[^\v\n]*+)*+[\v\n]"
        parts += [f"(?: |{newline})" if space else f"(?:{newline})?", _word(token)]
    return re.compile("".join([*parts, _after(wanted)]))


def _word(token: str) -> str:
    return _HYPHENATION.join(_BETWEEN_LETTERS.split(re.escape(token)))


def _before(wanted: str) -> str:
    """Refuse what may not precede: the rest of a word or of a figure."""
    if wanted[0].isalpha():
        return f"(?<!{_LETTER})"
    if re.match(rf"{_JOINT}?\d", wanted):
        # The space of 16 500 000 is part of the figure, the one after a year is not.
        group = r"(?<!(?<!\d\d\d)\d\s)" if re.match(r"\d{3}(?!\d)", wanted) else ""
        return rf"(?<!\d)(?<!\d{_JOINT}){group}"
    return ""


def _after(wanted: str) -> str:
    """Refuse what may not follow: the rest of a word or of a figure."""
    if wanted[-1].isalpha():
        return f"(?!{_LETTER})"
    if re.search(rf"\d{_JOINT}?$", wanted):
        group = r"(?!\s\d{3}(?!\d))" if re.search(r"(?<!\d)\d{1,3}$", wanted) else ""
        return rf"(?!{_JOINT}?\d){group}"
    return ""


def _nearest(wanted: str, text: str) -> str | None:
    """Return the stretch of text most like the fragment, of those that share most pieces."""
    starts: Counter[int] = Counter()
    for offset in range(0, len(wanted) - _ANCHOR + 1, max(1, len(wanted) // _ANCHORS)):
        hits = islice(_positions(wanted[offset : offset + _ANCHOR], text), _HITS)
        starts.update(max(0, position - offset) for position in hits)
    matcher = SequenceMatcher(None, "", wanted, autojunk=False)
    best, likeness = -1, _NEAR
    for start, _ in starts.most_common(_CANDIDATES):
        matcher.set_seq1(text[start : start + len(wanted)])
        if (ratio := matcher.ratio()) > likeness:
            best, likeness = start, ratio
    if best < 0:
        return None
    # Words that the stretch cuts are shown whole, where they have an end.
    word = text.rfind(" ", max(0, best - 20), best + 1)
    end = text.find(" ", best + len(wanted), best + len(wanted) + 20)
    return text[word + 1 if word >= 0 else best : max(end, best + len(wanted))].strip()[:_SHOWN]


def _positions(piece: str, text: str) -> Iterator[int]:
    position = text.find(piece)
    while position >= 0:
        yield position
        position = text.find(piece, position + len(piece))
