"""What differs between two datasets, claim by claim: by what a claim is about, not by where it stands."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from ondermijning.audit.contents import Part, unequal
from ondermijning.audit.effect import effect
from ondermijning.audit.pairing import SORTS, paired_items, paired_parts, said
from ondermijning.table import Column, Table

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

_SAID_FIRST = ("bedrag", "waarde", "naam", "titel", "omschrijving")
"""What is shown of a part that is new or gone: the first of these that it has."""


def difference(old: "Store", new: "Store", names: Sequence[str]) -> Table:
    """Return what differs, a row for each part that is new or gone and for each field that is not the same.

    `names` are those of both datasets, for the title.
    """
    rows = [row for was, now in unequal(old, new) for row in _changes(was, now, _About())]
    return Table(
        title=f"Verschillen tussen {names[0]} (oud) en {names[1]} (nieuw)",
        columns=COLUMNS,
        rows=rows,
        notes=list(effect(old, new)) if rows else [],
    )


class _About(NamedTuple):
    """What a row is about."""

    onderdeel: str = ""
    knooppunt: str | None = None
    naam: str | None = None
    onderwerp: str | None = None
    jaar: int | None = None

    def inside(self, part: Part) -> "_About":
        """Return what a row about a part is about, which stands inside what this is about."""
        said = part.fields.get
        if part.onderdeel == "knooppunt":
            return _About(part.onderdeel, said("id"), said("naam"))
        subject = said("id") or said("onderwerp") or said("bestemming") or said("soort")
        if part.onderdeel in ("kengetal", "waarvan"):
            subject = said("omschrijving")
        year = said("jaar") or said("vanaf") or self.jaar
        return self._replace(onderdeel=part.onderdeel, onderwerp=subject or self.onderwerp, jaar=year)

    @property
    def wat(self) -> str:
        """Return it in words."""
        sort = "" if self.onderdeel == "knooppunt" else self.onderdeel.replace("-", " ")
        year = f"({self.jaar})" if self.jaar else ""
        words = " ".join(word for word in (sort, self.onderwerp, year) if word)
        return ": ".join(word for word in (self.naam, words) if word)


def _changes(old: Part | None, new: Part | None, within: _About) -> Iterator[dict[str, Any]]:
    """Yield the rows of a part that stands in one dataset or in both, and of the parts inside it."""
    if old and new:
        about = within.inside(new)
        yield from _fields(old, new, about)
    elif new:
        about, (name, value) = within.inside(new), _said_first(new)
        yield _row("erbij", about, new, name, None, value)
    elif old:
        about, (name, value) = within.inside(old), _said_first(old)
        yield _row("weg", about, old, name, value, None)
    else:
        return
    for sort in SORTS:
        was, now = (
            [part for part in side.inside if part.onderdeel == sort] if side else [] for side in (old, new)
        )
        for pair in paired_parts(sort, was, now):
            yield from _changes(*pair, about)


def _fields(old: Part, new: Part, about: _About) -> Iterator[dict[str, Any]]:
    """Yield the rows of what is not the same of a part itself."""
    for name, now in new.fields.items():
        if said(now) != said(was := old.fields[name]):
            yield _row("anders", about, new, name, was, now)
    for name, items in new.lists.items():
        for was, now in paired_items(name, old.lists[name], items):
            if said(was) != said(now):
                change = "erbij" if was is None else "weg" if now is None else "anders"
                yield _row(change, about, new, name, was, now)


def _said_first(part: Part) -> tuple[str | None, Any]:
    """Return the field that is shown of a part that is new or gone, and its value."""
    found = ((name, part.fields[name]) for name in _SAID_FIRST if part.fields.get(name) is not None)
    return next(found, (None, None))


def _row(change: str, about: _About, part: Part, name: str | None, was: Any, now: Any) -> dict[str, Any]:
    return {
        "verandering": change,
        "onderdeel": about.onderdeel,
        "knooppunt": about.knooppunt,
        "onderwerp": about.onderwerp,
        "jaar": about.jaar,
        "wat": about.wat,
        "veld": name,
        "oud": was,
        "nieuw": now,
        "eenheid": part.fields["eenheid"] if name in ("bedrag", "waarde") else None,
    }
