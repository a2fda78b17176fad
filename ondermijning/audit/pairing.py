"""Which parts of one dataset are about the same as which of another, wherever they stand in it."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from typing import Any, TypeVar

from ondermijning.audit.contents import Part
from ondermijning.text import plain

_ABOUT: dict[str, tuple[tuple[str, ...], ...]] = {
    "structureel": (("bestemming", "vanaf"), ("vanaf", "bedrag"), ("bestemming",)),
    "eenmalig": (("jaar", "bestemming"), ("jaar", "bedrag")),
    "opbouw": (("jaar",),),
    "waarvan": (("omschrijving",),),
    "afwijkend": (("bedrag",), ()),
    "speerpunt": (("onderwerp", "omschrijving"), ("onderwerp",)),
    "kengetal": (("omschrijving", "jaar", "eenheid"),),
    "onderbouwing": (("onderwerp", "omschrijving"), ("onderwerp",)),
    "opgegeven-totaal": (("soort", "jaar", "vanaf", "status"), ("soort", "jaar", "vanaf")),
}
"""By which fields parts without an id are about the same, the surest first."""

SORTS = tuple(_ABOUT)
"""The sorts of parts that stand inside others, in the order of the answer."""

T = TypeVar("T")
Pairs = list[tuple[T | None, T | None]]
"""What is in an old list beside what is in a new one, in the order of that; None: in one of them alone."""


def paired_parts(sort: str, old: Sequence[Part], new: Sequence[Part]) -> Pairs[Part]:
    """Return parts of one sort in pairs that are about the same."""
    by_fields = [_values_of(names) for names in _ABOUT[sort]]
    return _paired(old, new, [_whole, *by_fields])


def paired_items(name: str, old: Sequence[str], new: Sequence[str]) -> Pairs[str]:
    """Return the items of the list `name` in pairs: the same, or of vindplaatsen those in one source."""
    return _paired(old, new, [compared, _source] if name == "vindplaatsen" else [compared])


def compared(value: Any) -> Hashable:
    """Return what counts of a value: of a text all but its typography, with its figures as they are."""
    if not isinstance(value, str):
        return value  # type: ignore[no-any-return]
    figures = [c for c in value if c.isdigit() and not c.isascii()]  # 16,5² is no 16,52
    return " ".join(plain(value).replace("\xad", "").split()), *figures


def _paired(old: Sequence[T], new: Sequence[T], ways: Sequence[Callable[[T], Hashable]]) -> Pairs[T]:
    """Return pairs that are alike in the first way, then of what is left those in the next way."""
    partners: dict[int, T] = {}
    left = list(old)
    for way in ways:
        alike: dict[Hashable, list[T]] = defaultdict(list)
        for item in reversed(left):
            alike[way(item)].append(item)
        for index, item in enumerate(new):
            if index not in partners and (same := alike.get(way(item))):
                partners[index] = same.pop()
        left = [item for items in reversed(alike.values()) for item in reversed(items)]
    return [
        *((partners.get(index), item) for index, item in enumerate(new)),
        *((item, None) for item in left),
    ]


def _whole(part: Part) -> Hashable:
    """Return all that a part says, whatever the order of its lists."""
    fields = frozenset((name, compared(value)) for name, value in part.fields.items())
    lists = frozenset((name, frozenset(map(compared, items))) for name, items in part.lists.items())
    return fields, lists, frozenset(map(_whole, part.inside))


def _values_of(names: tuple[str, ...]) -> Callable[[Part], Hashable]:
    return lambda part: tuple(compared(part.fields[name]) for name in names)


def _source(place: str) -> str:
    return place.partition(":")[0].partition(",")[0]
