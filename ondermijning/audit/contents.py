"""What a dataset says, part by part: each as JSON that SQLite writes, so that equal parts need no reading."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from ondermijning.queries.claims import OF_MONEY
from ondermijning.table import UNKNOWN

if TYPE_CHECKING:
    from ondermijning.store import Store

EVERYWHERE = "alle knooppunten"
"""What stands in a list of knooppunten for all of them; no id has a space."""

_YES_OR_NO = ("gezamenlijk", "oplopend", "ruimer")
_INSIDE = "onderdelen"


def _places(claim: str) -> str:
    """Return the SQL of the places that a claim rests on: `kamerbrief-2022, p. 3: de woorden daar`."""
    return f"""(SELECT json_group_array(
        bron.id || COALESCE(', p. ' || pagina, '') || COALESCE(': ' || fragment, ''))
        FROM vindplaats JOIN bron ON bron.nr = bron WHERE bewering = {claim})"""


def _hubs(table: str) -> str:
    """Return the SQL of the knooppunten that a row of a table goes with."""
    return f"""iif({table}.alle, json_array('{EVERYWHERE}'), (SELECT json_group_array(id)
        FROM {table}_bij JOIN knooppunt ON knooppunt.nr = knooppunt WHERE {table} = {table}.nr))"""


def _claim(name: str, inside: str = "json_array()") -> str:
    """Return the SQL of a claim about a knooppunt; `name` is that of its row, `inside` what is part of it."""
    money = ", ".join(f"'{part}'" for part in OF_MONEY)
    return f"""json_object('onderdeel', {name}.onderdeel,
        iif({name}.onderdeel IN ({money}), 'bedrag', 'waarde'), {name}.waarde,
        'omschrijving', {name}.omschrijving, 'onderwerp', {name}.onderwerp,
        'aanduiding', {name}.aanduiding, 'eenheid', {name}.eenheid, 'jaar', {name}.jaar,
        'vanaf', {name}.vanaf, 'tot', {name}.tot, 'oplopend', {name}.oplopend,
        'bestemming', {name}.bestemming, 'toelichting', {name}.toelichting, 'lezing', {name}.lezing,
        'vindplaatsen', {_places(f"{name}.nr")}, '{_INSIDE}', {inside})"""


_OF_AMOUNT = f"(SELECT json_group_array({_claim('deel')}) FROM bewering deel WHERE deel.bij = geheel.nr)"
_OF_HUB = f"""(SELECT json_group_array({_claim("geheel", _OF_AMOUNT)}) FROM bewering geheel
    WHERE geheel.knooppunt = knooppunt.nr AND geheel.bij IS NULL)"""
_TOTALS = f"""(SELECT json_group_array(json_object('onderdeel', 'opgegeven-totaal',
    'bedrag', bedrag, 'soort', soort, 'jaar', totaal.jaar, 'vanaf', totaal.vanaf, 'status', status,
    'ruimer', ruimer, 'eenheid', eenheid, 'omvat', {_hubs("totaal")},
    'vindplaatsen', {_places("bewering.nr")})) FROM totaal JOIN bewering ON bewering.nr = bewering)"""
_CONTENTS = {
    "dataset": f"""SELECT '', json_object('bijgewerkt', bijgewerkt, '{_INSIDE}', {_TOTALS}) FROM dataset""",
    "bron": """SELECT id, json_object('titel', titel, 'uitgever', uitgever, 'soort', soort, 'datum', datum,
        'kenmerk', kenmerk, 'dekking', dekking, 'url', url) FROM bron ORDER BY nr""",
    "knooppunt": f"""SELECT id, json_object('naam', naam, 'type', type, 'speerpunten',
        iif(speerpunten_bekend, 'bekend', iif(speerpunten_bekend = 0, 'onbekend', NULL)),
        'aliassen', (SELECT json_group_array(alias) FROM alias WHERE knooppunt = knooppunt.nr),
        'plaatsen', (SELECT json_group_array(naam) FROM plaats WHERE knooppunt = knooppunt.nr),
        '{_INSIDE}', {_OF_HUB}) FROM knooppunt ORDER BY nr""",
    "partner": f"""SELECT id, json_object('naam', naam, 'soort', soort, 'valt_onder', valt_onder,
        'gezamenlijk', gezamenlijk, 'lezing', lezing, 'deelname', {_hubs("partner")},
        'aliassen', (SELECT json_group_array(alias) FROM partner_alias WHERE partner = partner.nr),
        'vindplaatsen', {_places("partner.bewering")}) FROM partner ORDER BY nr""",
    "thema": f"""SELECT id, json_object('naam', naam, 'soort', soort, 'geldt_voor', {_hubs("thema")},
        'vindplaatsen', {_places("thema.bewering")}) FROM thema ORDER BY nr""",
}
WITH_ID = tuple(_CONTENTS)
"""The sorts of parts that have an id, for the dataset itself an empty one; all else is inside one of them."""


class Part(NamedTuple):
    """A part of a dataset: its sort, the values of its fields by name, its lists, and the parts inside it.

    Amounts are whole euros, UNKNOWN where no source gives them; a field that is left out is None.
    """

    onderdeel: str
    fields: Mapping[str, Any]
    lists: Mapping[str, list[str]]
    inside: "list[Part]"


def contents(store: "Store", sort: str) -> dict[str, str]:
    """Return all parts of a sort as JSON by their ids, in the order of the file; equal ones say the same."""
    return {row[0]: row[1] for row in store.rows(_CONTENTS[sort])}


def part(sort: str, id_: str, said: str) -> Part:
    """Return the part that is said in JSON."""
    from json import loads

    return _part({"onderdeel": sort, **loads(said), "id": id_})


def _part(said: dict[str, Any]) -> Part:
    sort, inside = said.pop("onderdeel"), said.pop(_INSIDE, [])
    lists = {name: value for name, value in said.items() if isinstance(value, list)}
    fields = {name: _value(name, value) for name, value in said.items() if name not in lists}
    return Part(sort, fields, lists, [_part(other) for other in inside])


def _value(name: str, value: Any) -> Any:
    if name in _YES_OR_NO and value is not None:
        return bool(value)
    if (name == "bedrag" and value is None) or (name == "speerpunten" and value == "onbekend"):
        return UNKNOWN
    return value
