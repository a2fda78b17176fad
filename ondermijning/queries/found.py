"""By way of which partner or theme a search found a knooppunt whose own words do not hold the text."""

from collections.abc import Sequence
from itertools import chain
from typing import TYPE_CHECKING

from ondermijning.queries.filters import Filter, Selection
from ondermijning.queries.notes import MOST_NAMES, listed
from ondermijning.text import all_of, fold

if TYPE_CHECKING:
    from ondermijning.store import Found, Store

# The chosen knooppunten whose own words hold none of the texts as a whole; the quick condition comes first.
_BY_ANOTHER_NAME = """
SELECT k.id, k.naam, eigen.tekst
FROM knooppunten k JOIN zoek eigen ON eigen.soort = 'knooppunt' AND eigen.id = k.id
WHERE (k.id IN (SELECT knooppunt FROM via) OR EXISTS (
    SELECT 1 FROM zoek JOIN woord ON instr(zoek.tekst, woord) WHERE soort = 'speerpunt' AND zoek.id = k.id))
AND NOT EXISTS (SELECT 1 FROM tekst WHERE NOT EXISTS (
    SELECT 1 FROM gezocht g WHERE g.tekst = tekst.tekst AND NOT instr(eigen.tekst, g.woord)))
AND EXISTS (SELECT 1 FROM keuze WHERE keuze.id = k.id) ORDER BY k.rowid LIMIT :most
"""
_WHAT_HOLDS = """
SELECT 'partner' AS soort, p.naam, tekst, p.rowid AS plek FROM deelname JOIN partners p ON p.id = partner
JOIN zoek ON zoek.soort = 'partner' AND zoek.id = partner WHERE knooppunt = ?1
UNION ALL SELECT 'thema', t.naam, tekst, t.rowid FROM geldigheid JOIN themas t ON t.id = thema
JOIN zoek ON zoek.soort = 'thema' AND zoek.id = thema WHERE knooppunt = ?1
UNION ALL SELECT 'thema', t.naam, omschrijving, t.rowid FROM beweringen JOIN themas t ON t.id = onderwerp
WHERE knooppunt = ?1 AND onderdeel = 'speerpunt' AND vindplaats = 1
ORDER BY 1, 4
"""
_SEVERAL = {"partner": "partners", "thema": "thema's"}


def by_way(store: "Store", chosen: Filter, money: Selection) -> str:
    """Return what people are told of the chosen knooppunten that a search found by way of something else.

    Empty where there are none, or nothing is searched for.
    """
    hubs = money.rows(store, _BY_ANOTHER_NAME, most=MOST_NAMES + 1) if chosen.zoek else []
    named: dict[str, list[str]] = {}
    for hub in hubs[:MOST_NAMES]:
        named.setdefault(_way_to(store, hub, chosen.zoek), []).append(hub["naam"])
    ways = "; ".join(f"via {way}: {listed(names)}" for way, names in named.items())
    others = "; en zo nog andere" if len(hubs) > MOST_NAMES else ""
    return f"Niet op naam, type of plaats gevonden, maar {ways}{others}." if hubs else ""


def _way_to(store: "Store", hub: "Found", texts: Sequence[str]) -> str:
    """Return what holds the words that are not the knooppunt's own, of each text that is found whole.

    It reads like `partner Douane Schiphol en thema Opsporing`.
    """
    holding = store.rows(_WHAT_HOLDS, [hub["id"]])
    names: dict[str, list[str]] = {"partner": [], "thema": []}
    for text in texts:
        others = [word for word in fold(text).split() if word not in hub["tekst"]]
        ways = [[one for one in holding if word in fold(one["tekst"])] for word in others]
        for one in chain.from_iterable(ways if all(ways) else []):
            names[one["soort"]].append(one["naam"])
    parts = [(sort if len({*called}) == 1 else _SEVERAL[sort], called) for sort, called in names.items()]
    return all_of([f"{sort} {listed(called)}" for sort, called in parts if called])
