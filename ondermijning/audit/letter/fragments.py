"""The shortest piece of a letter that holds an amount and stands in it once."""

import re
from collections.abc import Iterable
from functools import cache

from ondermijning.audit.letter.amounts import Amount
from ondermijning.audit.letter.layout import Layout

_TOKEN = re.compile(r"[0-9](?:[0-9.,]*[0-9])?|[^\W\d_]+")
_NEAR = 60
_MOST_WORDS = 14
_BEFORE, _AFTER = " \"'([{<>|*•·-–=+@/\\,.;:!?_", " \"'([{<|*•·-–/\\,.;:!?)]}_"


class Fragments:
    """Finds fragments in one letter."""

    def __init__(self, layout: Layout, amounts: Iterable[Amount]) -> None:
        """Take all amounts, at their places in `layout.flat`."""
        self._layout, self._flat = layout, layout.flat
        wanted = {self._token(amount) for amount in amounts}
        self._positions: dict[str, list[int]] = {token: [] for token in wanted}
        for found in _TOKEN.finditer(self._flat):
            if found[0] in wanted:
                self._positions[found[0]].append(found.start())
        self._alike = cache(self._places_of)

    def of(self, amount: Amount, start: int, end: int, name: tuple[int, int] | None) -> tuple[int, str]:
        """Return where the fragment of an amount starts and what it is, with the `name` where that is near.

        `start` and `end` are those of its sentence, past which it goes only where it must. Empty where no
        piece of reasonable length stands once.
        """
        first, last = amount.start, amount.end
        if name and max(name[0] - last, first - name[1]) <= _NEAR:
            first, last = min(first, name[0]), max(last, name[1])
        for low, high in ((start, end), (0, len(self._flat))):
            for left, right in self._wider(first, last, low, high):
                left, right = self._trimmed(left, right)
                if self._stands_once(left, right, amount):
                    return left, self._layout.literal(left, right)
        return first, ""

    def _wider(self, first: int, last: int, low: int, high: int) -> Iterable[tuple[int, int]]:
        """Yield stretches of whole words around one, the shortest first, up to so many words more."""
        lefts, rights = [first], [last]
        for _ in range(_MOST_WORDS):
            space = self._flat.rfind(" ", low, max(low, lefts[-1] - 1))
            lefts.append(space + 1 if space >= 0 else low)
            space = self._flat.find(" ", rights[-1] + 1, high)
            rights.append(space if space >= 0 else high)
        found = {(left, right) for left in lefts for right in rights}
        return sorted(found, key=lambda ends: (ends[1] - ends[0], ends))

    def _trimmed(self, left: int, right: int) -> tuple[int, int]:
        """Leave out at both ends what is no part of a word or an amount."""
        while left < right and (self._flat[left] in _BEFORE or not self._flat[left].isprintable()):
            left += 1
        while left < right and self._flat[right - 1] in _AFTER:
            right -= 1
        return left, right

    def _stands_once(self, left: int, right: int, amount: Amount) -> bool:
        piece, offset = self._flat[left:right], amount.number - left
        places = self._alike(self._flat[amount.number : min(amount.scale_end, right)], self._token(amount))
        return sum(self._flat.startswith(piece, place - offset) for place in places if place >= offset) == 1

    def _places_of(self, key: str, token: str) -> list[int]:
        return [place for place in self._positions[token] if self._flat.startswith(key, place)]

    def _token(self, amount: Amount) -> str:
        found = _TOKEN.match(self._flat, amount.number)
        return found[0] if found else ""
