"""The parts of two datasets that are not the same, with all that they say."""

from collections.abc import Iterator, Mapping
from json import dumps
from typing import TYPE_CHECKING, Any, NamedTuple

from ondermijning.store.fields import EVERYONE
from ondermijning.table import UNKNOWN

if TYPE_CHECKING:
    from ondermijning.store import Found, Store

EVERYWHERE = "alle knooppunten"
"""What stands in a list of knooppunten for all of them; no id has a space."""
_PLACES = """(
    SELECT group_concat(place, char(10)) FROM (
        SELECT bron || COALESCE(', p. ' || pagina, '') || COALESCE(': ' || fragment, '') AS place
        FROM beweringen WHERE {} ORDER BY vindplaats)) AS vindplaatsen"""
_GROUPS = f"""
    SELECT group_concat(iif(groep = '{EVERYONE}', '{EVERYWHERE}', groep), '|') FROM (
        SELECT groep FROM {{}} = part.id ORDER BY nr)"""
_MONEY = "onderdeel IN ('structureel', 'eenmalig', 'opbouw', 'waarvan', 'afwijkend')"
# A focus of which the source says no more than its theme has no words of its own.
_CLAIMS = f"""
SELECT knooppunt AS owner, bewering AS key, bij AS inside, onderdeel,
    iif({_MONEY}, COALESCE(waarde, 'onbekend'), NULL) AS bedrag, iif({_MONEY}, NULL, waarde) AS waarde,
    iif(omschrijving IS toelichting, NULL, NULLIF(omschrijving, (
        SELECT naam FROM themas WHERE onderdeel = 'speerpunt' AND id = onderwerp))) AS omschrijving,
    onderwerp, aanduiding, eenheid, jaar, vanaf, tot, oplopend, bestemming, toelichting, lezing,
    {_PLACES.format("bewering = part.bewering")}
FROM beweringen part WHERE vindplaats = 1 AND knooppunt IS NOT NULL ORDER BY part.rowid
"""
_TOTALS = f"""
SELECT '' AS owner, bewering AS key, NULL AS inside, 'opgegeven-totaal' AS onderdeel,
    bedrag, soort, jaar, vanaf, status, ruimer, eenheid,
    iif(omvat = 'alle', '{EVERYWHERE}', omvat) AS omvat, {_PLACES.format("bewering = part.bewering")}
FROM totalen part ORDER BY part.rowid
"""
_DATASET = "SELECT '' AS owner, 'dataset' AS onderdeel, bijgewerkt FROM dataset"
_BRONNEN = """
SELECT id AS owner, 'bron' AS onderdeel, id, titel, uitgever, soort, COALESCE(datum, 'onbekend') AS datum,
    kenmerk, dekking, url
FROM bronnen ORDER BY rowid
"""
_KNOOPPUNTEN = """
SELECT id AS owner, 'knooppunt' AS onderdeel, id, naam, type,
    CASE speerpunten_bekend WHEN 1 THEN 'bekend' WHEN 0 THEN 'onbekend' END AS speerpunten, aliassen, plaatsen
FROM knooppunten ORDER BY rowid
"""
_PARTNERS = f"""
SELECT id AS owner, 'partner' AS onderdeel, id, naam, soort, valt_onder, gezamenlijk, lezing,
    ({_GROUPS.format("deelname_van WHERE partner")}) AS deelname, aliassen,
    {_PLACES.format("onderwerp = part.id AND onderdeel = 'partner'")}
FROM partners part ORDER BY part.rowid
"""
_THEMAS = f"""
SELECT id AS owner, 'thema' AS onderdeel, id, naam, soort,
    ({_GROUPS.format("geldigheid_van WHERE NOT speerpunt AND thema")}) AS geldt_voor,
    {_PLACES.format("onderwerp = part.id AND onderdeel IN ('thema', 'rode-lijn', 'uitgangspunt')")}
FROM themas part ORDER BY part.rowid
"""
_SORTS = ([_DATASET, _TOTALS], [_BRONNEN], [_KNOOPPUNTEN, _CLAIMS], [_PARTNERS], [_THEMAS])
"""For each sort of part that has an id, its `owner`: SELECTs of what it says itself, and of the parts in it.

The id of the dataset is empty. A part that stands in another one than its owner names that by its key.
"""
_NO_FIELDS = ("owner", "key", "inside", "onderdeel")
_LISTS = {
    "deelname": "|",
    "geldt_voor": "|",
    "omvat": "|",
    "aliassen": "|",
    "plaatsen": "|",
    "vindplaatsen": "\n",
}
"""Which fields are lists, and what stands between their items."""
_YES_OR_NO = ("gezamenlijk", "oplopend", "ruimer")


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
    for selects in _SORTS:
        before, after = _fingerprints(old, selects), _fingerprints(new, selects)
        ids = [id_ for id_ in {**after, **before} if before.get(id_) != after.get(id_)]
        if ids:
            was, now = _parts(old, selects, ids), _parts(new, selects, ids)
            yield from ((was.get(id_), now.get(id_)) for id_ in ids)


def _fingerprints(store: "Store", selects: list[str]) -> dict[str, int]:
    """Return a figure for each part with an id: the same where all that it says is the same."""
    figures: dict[str, int] = {}
    for select in selects:
        for row in store.each(select):
            figures[row["owner"]] = hash((figures.get(row["owner"]), tuple(row)))
    return figures


def _parts(store: "Store", selects: list[str], ids: list[str]) -> dict[str, Part]:
    owners: dict[str, Part] = {}
    inner: dict[str, Part] = {}
    for select in selects:
        chosen = f"SELECT * FROM ({select}) WHERE owner IN (SELECT value FROM json_each(?))"
        for row in store.rows(chosen, [dumps(ids)]):
            part = _part(row)
            if select is selects[0]:
                owners[row["owner"]] = part
            else:
                inner[row["key"]] = part
                (inner[row["inside"]] if row["inside"] else owners[row["owner"]]).inside.append(part)
    return owners


def _part(row: "Found") -> Part:
    fields = {name: value for name, value in dict(row).items() if name not in _NO_FIELDS}
    items = {name: fields.pop(name) for name in list(fields) if name in _LISTS}
    lists = {name: joined.split(_LISTS[name]) if joined else [] for name, joined in items.items()}
    return Part(row["onderdeel"], {name: _value(name, value) for name, value in fields.items()}, lists, [])


def _value(name: str, value: Any) -> Any:
    if name in ("bedrag", "speerpunten") and value == UNKNOWN.value:
        return UNKNOWN
    return bool(value) if name in _YES_OR_NO and value is not None else value
