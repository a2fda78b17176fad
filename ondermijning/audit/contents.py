"""The parts of two datasets that are not the same, with all that they say."""

from collections.abc import Callable, Iterator, Mapping
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from ondermijning.amounts import UNITS
from ondermijning.store.tables import EVERYONE
from ondermijning.table import UNKNOWN, or_unknown

if TYPE_CHECKING:
    from ondermijning.store import Found, Store

# A focus of which the source says no more than its theme has no words of its own.
_CLAIMS = """
SELECT {} AS id, b.*, NULLIF(omschrijving, (
    SELECT naam FROM themas WHERE onderdeel = 'speerpunt' AND themas.id = onderwerp)) AS eigen_woorden
FROM beweringen b WHERE {} ORDER BY b.rowid
"""
_SORTS = {
    "dataset": [
        "SELECT '' AS id, bijgewerkt FROM dataset",
        "SELECT '' AS id, * FROM totalen",
        _CLAIMS.format("''", "onderdeel = 'opgegeven-totaal'"),
    ],
    "bron": ["SELECT * FROM bronnen"],
    "knooppunt": ["SELECT * FROM knooppunten", _CLAIMS.format("knooppunt", "knooppunt IS NOT NULL")],
    "partner": [
        "SELECT * FROM partners",
        _CLAIMS.format("onderwerp", "onderdeel = 'partner'"),
        "SELECT partner AS id, groep FROM deelname_van ORDER BY nr",
    ],
    "thema": [
        "SELECT * FROM themas",
        _CLAIMS.format("onderwerp", "onderdeel IN ('thema', 'rode-lijn', 'uitgangspunt')"),
        "SELECT thema AS id, groep FROM geldigheid_van WHERE NOT speerpunt ORDER BY nr",
    ],
}
"""For each sort of part that has an id, the SELECTs of what it says: of itself, its claims, where it holds.

The id of the dataset itself is empty.
"""
EVERYWHERE = "alle knooppunten"
"""What stands in a list of knooppunten for all of them; no id has a space."""
_OF_CLAIM = (
    "onderwerp", "aanduiding", "eenheid", "jaar", "vanaf", "tot", "oplopend", "bestemming", "toelichting",
    "lezing",
)  # fmt: skip
_YES_OR_NO = ("gezamenlijk", "oplopend", "ruimer")
_OF_MONEY = (*UNITS, "opbouw", "waarvan", "afwijkend")


class Part(NamedTuple):
    """A part of a dataset: its sort, the values of its fields by name, its lists, and the parts inside it.

    Amounts are whole euros, UNKNOWN where no source gives them; a field that is left out is None.
    """

    onderdeel: str
    fields: Mapping[str, Any]
    lists: Mapping[str, list[str]]
    inside: "list[Part]"


def unequal(old: "Store", new: "Store") -> Iterator[tuple[Part | None, Part | None]]:
    """Yield the parts with an id that may differ, old beside new; None: it is not there.

    In the order of the new file, then of the old one.
    """
    for sort in _SORTS:
        before, after = _fingerprints(old, sort), _fingerprints(new, sort)
        ids = [id_ for id_ in {**after, **before} if before.get(id_) != after.get(id_)]
        if ids:
            was, now = _parts(old, sort, ids), _parts(new, sort, ids)
            yield from ((was.get(id_), now.get(id_)) for id_ in ids)


def _fingerprints(store: "Store", sort: str) -> dict[str, int]:
    """Return a figure for each part of a sort, by its id: the same where all that it says is the same."""
    found: dict[str, int] = {}
    for select in _SORTS[sort]:
        for row in store.each(select):
            found[row["id"]] = hash((found.get(row["id"]), tuple(row)))
    return found


def _parts(store: "Store", sort: str, ids: list[str]) -> dict[str, Part]:
    from json import dumps

    itself, *others = (
        store.rows(f"SELECT * FROM ({select}) WHERE id IN (SELECT value FROM json_each(?))", [dumps(ids)])
        for select in _SORTS[sort]
    )
    beside: dict[str, list[list[Found]]] = {row["id"]: [[] for _ in others] for row in itself}
    for number, rows in enumerate(others):
        for row in rows:
            beside[row["id"]][number].append(row)
    return {row["id"]: _MADE[sort](row, *beside[row["id"]]) for row in itself}


def _dataset(row: "Found", totals: "list[Found]", claims: "list[Found]") -> Part:
    places = [list(rows) for _, rows in groupby(claims, key=itemgetter("bewering"))]
    return Part("dataset", dict(row), {}, [_total(*total) for total in zip(totals, places, strict=True)])


def _total(row: "Found", claims: "list[Found]") -> Part:
    fields = _fields(row, "bedrag", "soort", "jaar", "vanaf", "status", "ruimer", "eenheid")
    covered = [EVERYWHERE] if row["omvat"] == "alle" else _split(row["omvat"])
    return Part("opgegeven-totaal", fields, {"omvat": covered, **_places(claims)}, [])


def _bron(row: "Found") -> Part:
    fields = _fields(row, "titel", "uitgever", "soort", "datum", "kenmerk", "dekking", "url", "id")
    return Part("bron", fields | {"datum": row["datum"] or UNKNOWN.value}, {}, [])


def _knooppunt(row: "Found", claims: "list[Found]") -> Part:
    focuses = {None: None, 0: UNKNOWN, 1: "bekend"}[row["speerpunten_bekend"]]
    fields = {**_fields(row, "naam", "type"), "speerpunten": focuses, "id": row["id"]}
    lists = {name: _split(row[name]) for name in ("aliassen", "plaatsen")}
    return Part("knooppunt", fields, lists, _claims(claims))


def _partner(row: "Found", claims: "list[Found]", groups: "list[Found]") -> Part:
    fields = _fields(row, "naam", "soort", "valt_onder", "gezamenlijk", "lezing", "id")
    lists = {"deelname": _hubs(groups), "aliassen": _split(row["aliassen"]), **_places(claims)}
    return Part("partner", fields, lists, [])


def _thema(row: "Found", claims: "list[Found]", groups: "list[Found]") -> Part:
    fields = _fields(row, "naam", "soort", "id")
    return Part("thema", fields, {"geldt_voor": _hubs(groups), **_places(claims)}, [])


_MADE: dict[str, Callable[..., Part]] = {
    "dataset": _dataset,
    "bron": _bron,
    "knooppunt": _knooppunt,
    "partner": _partner,
    "thema": _thema,
}


def _claims(rows: "list[Found]") -> list[Part]:
    """Return the claims of a knooppunt, each with those that belong to it inside it."""
    made: dict[str, Part] = {}
    whole: list[Part] = []
    for key, places in groupby(rows, key=itemgetter("bewering")):
        first, *more = places
        part = made[key] = _claim(first, more)
        (made[first["bij"]].inside if first["bij"] else whole).append(part)
    return whole


def _claim(row: "Found", more: "list[Found]") -> Part:
    sort, euros = row["onderdeel"], row["waarde"]
    value = {"bedrag": or_unknown(euros)} if sort in _OF_MONEY else {"waarde": euros}
    words = None if row["omschrijving"] == row["toelichting"] else row["eigen_woorden"]
    return Part(sort, {**value, "omschrijving": words, **_fields(row, *_OF_CLAIM)}, _places([row, *more]), [])


def _fields(row: "Found", *names: str) -> dict[str, Any]:
    return {
        name: bool(row[name]) if name in _YES_OR_NO and row[name] is not None else row[name] for name in names
    }


def _places(claims: "list[Found]") -> dict[str, list[str]]:
    """Return the places that a claim rests on: `kamerbrief-2022, p. 3: de woorden daar`."""
    return {"vindplaatsen": [_place(row) for row in claims]}


def _place(row: "Found") -> str:
    page = f", p. {row['pagina']}" if row["pagina"] else ""
    words = f": {row['fragment']}" if row["fragment"] else ""
    return f"{row['bron']}{page}{words}"


def _hubs(groups: "list[Found]") -> list[str]:
    return [EVERYWHERE if group["groep"] == EVERYONE else group["groep"] for group in groups]


def _split(text: str | None) -> list[str]:
    return text.split("|") if text else []
