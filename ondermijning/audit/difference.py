"""What differs between two datasets, claim by claim: by what a claim is about, not by where it stands."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from ondermijning.audit.contents import Part, unequal
from ondermijning.audit.effect import effect
from ondermijning.table import Column, Table
from ondermijning.text import plain

if TYPE_CHECKING:
    from ondermijning.store import Store

COLUMNS = (
    Column("verandering", "+/-", "change", "erbij, weg of anders; op het scherm +, - of ~", bare=True),
    Column("onderdeel", "Onderdeel", "word", "soort bewering, of dataset, bron of knooppunt", screen=False),
    Column("knooppunt", "Knooppunt", "id", "id van het knooppunt waarover het gaat", screen=False),
    Column("onderwerp", "Onderwerp", meaning="id, bestemming of omschrijving van wat het is", screen=False),
    Column("jaar", "Jaar", "integer", "jaar waarover het gaat, of het eerste ervan", screen=False),
    Column("wat", "Wat", meaning="knooppunt, onderdeel, onderwerp en jaar samen", machine=False),
    Column("veld", "Veld", "word", "naam van het veld dat anders is", empty=""),
    Column("oud", "Oud", "value", "wat de oude dataset zegt"),
    Column("nieuw", "Nieuw", "value", "wat de nieuwe dataset zegt"),
    Column("eenheid", "Eenheid", meaning="eenheid van een bedrag of kengetal", screen=False),
)

_SHOWN = ("bedrag", "waarde", "naam", "titel", "omschrijving")
"""What is shown of a part that is new or gone: the first of these that it has."""
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
"""By which fields parts without an id are about the same, the surest first; in the order of the answer."""

T = TypeVar("T")


def difference(old: "Store", new: "Store", names: Sequence[str]) -> Table:
    """Return what differs, a row for each part that is new or gone and for each field that is not the same.

    `names` are those of both datasets, for the title.
    """
    rows = [row for pair in unequal(old, new) for row in _changes(*pair, _Subject())]
    title = f"Verschillen tussen {names[0]} (oud) en {names[1]} (nieuw)"
    return Table(title, COLUMNS, rows, notes=list(effect(old, new)) if rows else [])


class _Subject(NamedTuple):
    """What a row is about."""

    onderdeel: str = ""
    knooppunt: str | None = None
    naam: str | None = None
    onderwerp: str | None = None
    jaar: int | None = None

    def narrowed(self, part: Part) -> "_Subject":
        """Return what a row about a part is about, where the part stands inside what this is about."""
        field = part.fields.get
        if part.onderdeel == "knooppunt":
            return _Subject(part.onderdeel, field("id"), field("naam"))
        name = field("id") or field("onderwerp") or field("bestemming") or field("soort")
        if part.onderdeel in ("kengetal", "waarvan"):
            name = field("omschrijving")
        year = field("jaar") or field("vanaf") or self.jaar
        return self._replace(onderdeel=part.onderdeel, onderwerp=name or self.onderwerp, jaar=year)

    def row(self, change: str, part: Part, field: str | None, was: Any, now: Any) -> dict[str, Any]:
        """Return the row of a change, with what it is about in words too."""
        sort = "" if self.onderdeel == "knooppunt" else self.onderdeel.replace("-", " ")
        words = " ".join(filter(None, [sort, self.onderwerp, f"({self.jaar})" if self.jaar else ""]))
        what = {"wat": ": ".join(filter(None, [self.naam, words])), "veld": field, "oud": was, "nieuw": now}
        unit = part.fields["eenheid"] if field in ("bedrag", "waarde") else None
        return {"verandering": change, **self._asdict(), **what, "eenheid": unit}


def _changes(old: Part | None, new: Part | None, within: _Subject) -> Iterator[dict[str, Any]]:
    """Yield the rows of a part that stands in one dataset or in both, and of the parts inside it."""
    part = next(side for side in (new, old) if side)
    subject = within.narrowed(part)
    if old and new:
        yield from _fields(old, new, subject)
    else:
        name = next((name for name in _SHOWN if part.fields.get(name) is not None), None)
        value = part.fields[name] if name else None
        sides = (None, value) if new else (value, None)
        yield subject.row("erbij" if new else "weg", part, name, *sides)
    for sort, ways in _ABOUT.items():
        was, now = (
            [inner for inner in side.inside if inner.onderdeel == sort] if side else [] for side in (old, new)
        )
        for pair in _paired(was, now, [_whole, *map(_values_of, ways)]):
            yield from _changes(*pair, subject)


def _fields(old: Part, new: Part, subject: _Subject) -> Iterator[dict[str, Any]]:
    """Yield the rows of what is not the same of a part itself."""
    for name, now in new.fields.items():
        if _compared(now) != _compared(was := old.fields[name]):
            yield subject.row("anders", new, name, was, now)
    for name, items in new.lists.items():
        ways = [_compared, _source] if name == "vindplaatsen" else [_compared]
        for was, now in _paired(old.lists[name], items, ways):
            if _compared(was) != _compared(now):
                change = "erbij" if was is None else "weg" if now is None else "anders"
                yield subject.row(change, new, name, was, now)


def _compared(value: Any) -> Hashable:
    """Return what counts of a value: of a text all but its typography, with its figures as they are."""
    if not isinstance(value, str):
        return value  # type: ignore[no-any-return]
    figures = [c for c in value if c.isdigit() and not c.isascii()]  # 16,5² is no 16,52
    return " ".join(plain(value).replace("\xad", "").split()), *figures


def _paired(
    old: Sequence[T], new: Sequence[T], ways: Sequence[Callable[[T], Hashable]]
) -> list[tuple[T | None, T | None]]:
    """Return what is alike in the first way in pairs, then of what is left in the next way.

    In the order of the new list, then of the old one; None: it is in one of them alone.
    """
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
    fields = frozenset((name, _compared(value)) for name, value in part.fields.items())
    lists = frozenset((name, frozenset(map(_compared, items))) for name, items in part.lists.items())
    return fields, lists, frozenset(map(_whole, part.inside))


def _values_of(names: tuple[str, ...]) -> Callable[[Part], Hashable]:
    """Return what tells a part from others by these of its fields."""
    return lambda part: tuple(_compared(part.fields[name]) for name in names)


def _source(place: str) -> str:
    """Return the source of a vindplaats, by which it is paired where its page or words differ."""
    return place.partition(":")[0].partition(",")[0]
