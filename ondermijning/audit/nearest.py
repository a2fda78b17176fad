"""The stretch of a text most like a quote that does not stand in it."""

from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import islice

_NEAR, _SHOWN = 0.6, 120
_ANCHOR, _ANCHORS, _HITS, _CANDIDATES = 5, 40, 500, 20


def nearest(quote: str, text: str) -> str | None:
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
