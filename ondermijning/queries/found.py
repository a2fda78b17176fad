"""By way of which partner or theme a search found a knooppunt that is not called so itself."""

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from ondermijning.queries.filters import Filter, Selection
from ondermijning.queries.notes import MOST_NAMES, listed
from ondermijning.text import all_of, fold

if TYPE_CHECKING:
    from ondermijning.store import Found, Store

# The chosen knooppunten in whose own words none of the texts stands whole; the quick question first.
_BY_ANOTHER_NAME = """
SELECT k.nr, k.naam, k.zoektekst FROM knooppunt k
WHERE (nr IN (SELECT knooppunt FROM via) OR EXISTS (SELECT 1 FROM woord WHERE instr(k.speerpunttekst, woord)))
AND NOT EXISTS (SELECT 1 FROM tekst WHERE NOT EXISTS (
    SELECT 1 FROM gezocht g WHERE g.tekst = tekst.tekst AND NOT instr(k.zoektekst, g.woord)))
AND EXISTS (SELECT 1 FROM keuze WHERE keuze.nr = k.nr) ORDER BY k.nr LIMIT :most
"""
_HELD = """
SELECT 'partner' AS soort, naam, zoektekst FROM deelname JOIN partner ON partner.nr = partner
WHERE knooppunt = ?1
UNION ALL SELECT 'thema', naam, zoektekst FROM geldigheid JOIN thema ON thema.nr = thema
WHERE knooppunt = ?1
UNION ALL SELECT 'thema', naam, omschrijving FROM bewering JOIN thema ON thema.id = onderwerp
WHERE knooppunt = ?1 AND onderdeel = 'speerpunt' AND omschrijving IS NOT NULL
"""
_SEVERAL = {"partner": "partners", "thema": "thema's"}


def by_way(store: "Store", chosen: Filter, money: Selection) -> str:
    """Return what people are told of the chosen knooppunten that a search found by way of something else.

    Empty where there are none, or nothing is searched for.
    """
    hubs = money.rows(store, _BY_ANOTHER_NAME, most=MOST_NAMES + 1) if chosen.zoek else []
    texts = [fold(text).split() for text in chosen.zoek]
    found: dict[str, list[str]] = {}
    for hub in hubs[:MOST_NAMES]:
        held = store.rows(_HELD, [hub["nr"]])
        found.setdefault(_in_words(_ways(hub, texts, held)), []).append(hub["naam"])
    told = "; ".join(f"via {way}: {listed(names)}" for way, names in found.items())
    others = "; en zo nog andere" if len(hubs) > MOST_NAMES else ""
    return f"Niet op naam, type of plaats gevonden, maar {told}{others}." if hubs else ""


def _ways(hub: "Found", texts: Sequence[Sequence[str]], held: "Sequence[Found]") -> "Iterator[Found]":
    """Yield what holds the words that are not the knooppunt's own, of each text that is found whole."""
    for words in texts:
        others = [word for word in words if word not in hub["zoektekst"]]
        ways = [[one for one in held if word in fold(one["zoektekst"])] for word in others]
        if all(ways):
            yield from chain.from_iterable(ways)


def _in_words(ways: "Iterator[Found]") -> str:
    """Return ways as `partner Douane Schiphol en thema Opsporing`."""
    names: dict[str, dict[str, None]] = {"partner": {}, "thema": {}}
    for way in ways:
        names[way["soort"]][way["naam"]] = None
    return all_of(
        [
            f"{_SEVERAL[sort] if len(called) > 1 else sort} {listed(called)}"
            for sort, called in names.items()
            if called
        ]
    )
