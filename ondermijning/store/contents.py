"""What a dataset says, part by part as JSON, and fingerprints by which equal parts are told."""

import sqlite3

from ondermijning.amounts import UNITS
from ondermijning.store.digest import blake2b

EVERYWHERE = "alle knooppunten"
"""What stands in a list of knooppunten for all of them; no id has a space."""


def _places(claim: str) -> str:
    """Return the SQL of the places that a claim rests on: `kamerbrief-2022, p. 3: de woorden daar`."""
    return f"""(SELECT json_group_array(
        bron.id || COALESCE(', p. ' || pagina, '') || COALESCE(': ' || fragment, ''))
        FROM vindplaats JOIN bron ON bron.nr = bron WHERE bewering = {claim})"""


def _hubs(table: str) -> str:
    """Return the SQL of the knooppunten that a row of a table goes with."""
    return f"""iif({table}.alle, json_array('{EVERYWHERE}'), (SELECT json_group_array(id)
        FROM {table}_bij JOIN knooppunt ON knooppunt.nr = knooppunt WHERE {table} = {table}.nr))"""


_MONEY = ", ".join(f"'{sort}'" for sort in (*UNITS, "opbouw", "waarvan", "afwijkend"))


def _claim(name: str, inside: str) -> str:
    """Return the SQL of a claim about a knooppunt; `name` is that of its row, `inside` what is part of it."""
    return f"""json_object('onderdeel', {name}.onderdeel,
        iif({name}.onderdeel IN ({_MONEY}), 'bedrag', 'waarde'), {name}.waarde,
        'omschrijving', {name}.omschrijving, 'onderwerp', {name}.onderwerp,
        'aanduiding', {name}.aanduiding, 'eenheid', {name}.eenheid, 'jaar', {name}.jaar,
        'vanaf', {name}.vanaf, 'tot', {name}.tot, 'oplopend', {name}.oplopend,
        'bestemming', {name}.bestemming, 'toelichting', {name}.toelichting, 'lezing', {name}.lezing,
        'vindplaatsen', {_places(f"{name}.nr")}, 'onderdelen', {inside})"""


_OF_AMOUNT = f"""(SELECT json_group_array({_claim("deel", "json_array()")})
    FROM bewering deel WHERE deel.bij = geheel.nr)"""
_OF_HUB = f"""(SELECT json_group_array({_claim("geheel", _OF_AMOUNT)})
    FROM bewering geheel WHERE geheel.knooppunt = knooppunt.nr AND geheel.bij IS NULL)"""
_TOTALS = f"""(SELECT json_group_array(json_object('onderdeel', 'opgegeven-totaal',
    'bedrag', bedrag, 'soort', soort, 'jaar', totaal.jaar, 'vanaf', totaal.vanaf, 'status', status,
    'ruimer', ruimer, 'eenheid', eenheid, 'omvat', {_hubs("totaal")},
    'vindplaatsen', {_places("bewering.nr")})) FROM totaal JOIN bewering ON bewering.nr = bewering)"""

CONTENTS = {
    "dataset": f"""SELECT 0 AS nr, '' AS id,
        json_object('bijgewerkt', bijgewerkt, 'onderdelen', {_TOTALS}) AS inhoud FROM dataset""",
    "bron": """SELECT nr, id, json_object('titel', titel, 'uitgever', uitgever, 'soort', soort,
        'datum', datum, 'kenmerk', kenmerk, 'dekking', dekking, 'url', url) AS inhoud FROM bron""",
    "knooppunt": f"""SELECT nr, id, json_object('naam', naam, 'type', type, 'speerpunten',
        iif(speerpunten_bekend, 'bekend', iif(speerpunten_bekend = 0, 'onbekend', NULL)),
        'aliassen', (SELECT json_group_array(alias) FROM alias WHERE knooppunt = knooppunt.nr),
        'plaatsen', (SELECT json_group_array(naam) FROM plaats WHERE knooppunt = knooppunt.nr),
        'onderdelen', {_OF_HUB}) AS inhoud FROM knooppunt""",
    "partner": f"""SELECT nr, id, json_object('naam', naam, 'soort', soort, 'valt_onder', valt_onder,
        'gezamenlijk', gezamenlijk, 'lezing', lezing, 'deelname', {_hubs("partner")},
        'aliassen', (SELECT json_group_array(alias) FROM partner_alias WHERE partner = partner.nr),
        'vindplaatsen', {_places("partner.bewering")}) AS inhoud FROM partner""",
    "thema": f"""SELECT nr, id, json_object('naam', naam, 'soort', soort, 'geldt_voor', {_hubs("thema")},
        'vindplaatsen', {_places("thema.bewering")}) AS inhoud FROM thema""",
}
"""A SELECT for each sort of part that has an id, with all that is inside it: `nr`, `id` and `inhoud`.

The id of the dataset itself is empty. Parts without an id are `onderdelen` of the one that they stand in.
"""


def fingerprint(db: sqlite3.Connection) -> None:
    """Fill the table `vingerafdruk`: parts that say the same in the same order have the same one anywhere."""
    db.create_function("afdruk", 1, lambda said: blake2b(said.encode(), digest_size=16).digest())
    for sort, select in CONTENTS.items():
        db.execute(
            "INSERT INTO vingerafdruk (soort, id, afdruk) "
            f"SELECT '{sort}', id, afdruk(inhoud) FROM ({select}) ORDER BY nr"
        )
