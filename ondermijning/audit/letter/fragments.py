"""The shortest piece of a letter that holds an amount and stands in it once."""

import re
from collections.abc import Iterable
from functools import cache
from itertools import islice

from ondermijning.audit.letter.euros import AmountSpan
from ondermijning.audit.letter.sentences import LetterText
from ondermijning.audit.search import not_after, not_before

_TOKEN = re.compile(r"[0-9](?:[0-9.,]*[0-9])?|[^\W\d_]+")
_NEAR = 60
_MOST_WORDS = 14
_BEFORE, _AFTER = " \"'([{<>|*•·-–=+@/\\,.;:!?_", " \"'([{<|*•·-–/\\,.;:!?)]}_"


class Fragments:
    """Finds fragments in one letter."""

    def __init__(self, letter: LetterText, amounts: Iterable[AmountSpan]) -> None:
        """Take all amounts, at their places in `letter.flat`."""
        self._letter, self._flat = letter, letter.flat
        wanted = {self._token(amount) for amount in amounts}
        self._positions: dict[str, list[int]] = {token: [] for token in wanted}
        for match in _TOKEN.finditer(self._flat) if wanted else ():
            if match[0] in wanted:
                self._positions[match[0]].append(match.start())
        for joint in letter.joints:  # what follows the hyphen may be a word of its own
            if (word := _TOKEN.match(self._flat, joint)) and word[0] in wanted:
                self._positions[word[0]].append(joint)
        self._alike = cache(self._places_of)

    def of(self, amount: AmountSpan, start: int, end: int, name: tuple[int, int] | None) -> tuple[int, str]:
        """Return where the fragment of an amount starts and what it is, with the `name` where that is near.

        `start` and `end` are those of its sentence, past which it goes only where it must. Empty where no
        piece of reasonable length stands once.
        """
        first, last = amount.start, amount.end
        if name and max(name[0] - last, first - name[1]) <= _NEAR:
            first, last = min(first, name[0]), max(last, name[1])
        for low, high in ((start, end), (0, len(self._flat))):
            lefts, rights = self._edges(first, last, low, high)
            if not self._stands_once(*self._trimmed(lefts[-1], rights[-1]), amount):
                continue  # nor does any part of it
            stretches = [(left, right) for left in lefts for right in rights]
            for stretch in sorted(stretches, key=lambda ends: (ends[1] - ends[0], ends)):
                left, right = self._trimmed(*stretch)
                if self._is_whole(left, right) and self._stands_once(left, right, amount):
                    return left, self._letter.literal(left, right)
        return first, ""

    def _edges(self, first: int, last: int, low: int, high: int) -> tuple[list[int], list[int]]:
        """Return where the words around a stretch start and end, the nearest first, up to so many."""
        lefts, rights = [first], [last]
        for _ in range(_MOST_WORDS):
            space = self._flat.rfind(" ", low, max(low, lefts[-1] - 1))
            lefts.append(space + 1 if space >= 0 else low)
            space = self._flat.find(" ", rights[-1] + 1, high)
            rights.append(space if space >= 0 else high)
        return lefts, rights

    def _trimmed(self, left: int, right: int) -> tuple[int, int]:
        """Leave out at both ends what is no part of a word or an amount."""
        while left < right and (self._flat[left] in _BEFORE or not self._flat[left].isprintable()):
            left += 1
        while left < right and self._flat[right - 1] in _AFTER:
            right -= 1
        return left, right

    def _is_whole(self, left: int, right: int) -> bool:
        """Tell whether no word or figure is cut, as the look-up of a fragment has it."""
        before, after = (rule(self._flat[left:right]) for rule in (not_before, not_after))
        return bool(re.compile(before).match(self._flat, left) and re.compile(after).match(self._flat, right))

    def _stands_once(self, left: int, right: int, amount: AmountSpan) -> bool:
        piece, offset = self._flat[left:right], amount.number - left
        places = self._alike(self._flat[amount.number : min(amount.scale_end, right)], self._token(amount))
        same = (p for p in places if p >= offset and self._flat.startswith(piece, p - offset))
        return len(list(islice(same, 2))) == 1

    def _places_of(self, key: str, token: str) -> list[int]:
        return [place for place in self._positions[token] if self._flat.startswith(key, place)]

    def _token(self, amount: AmountSpan) -> str:
        match = _TOKEN.match(self._flat, amount.number)
        return match[0] if match else ""
