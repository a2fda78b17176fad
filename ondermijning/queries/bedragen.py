"""Every amount on record, and every step towards one: the question of `bedragen`."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ondermijning.amounts import UNITS
from ondermijning.queries.citations import cited
from ondermijning.queries.filters import Filter, Money, select
from ondermijning.queries.found import by_way
from ondermijning.queries.notes import in_years, listed, unknown_notes
from ondermijning.store import pieces
from ondermijning.table import UNKNOWN, Column, Table, or_unknown, varied

if TYPE_CHECKING:
    from ondermijning.store import Store

COLUMNS = (
    Column("knooppunt", "Knooppunt", "id", "id van het knooppunt", screen=False),
    Column("naam", "Knooppunt", meaning="naam van het knooppunt"),
    Column("type", "Type", meaning="type knooppunt, bijvoorbeeld zeehaven of luchthaven", screen=False),
    Column("soort", "Soort", meaning="structureel of eenmalig", rank=2),
    Column("jaar", "Jaar", "integer", "het jaar van eenmalig geld, of het jaar in de opbouw"),
    Column("vanaf", "Vanaf", "integer", "het eerste jaar met dit bedrag", rank=1),
    Column("tot", "Tot en met", "integer", "het laatste jaar dat de bron noemt", rank=1),
    Column("bedrag", "Bedrag", "euro", "het bedrag, in euro of euro per jaar", bare=True),
    Column("eenheid", "Eenheid", meaning="EUR/jaar of EUR"),
    Column("oplopend", "Oplopend", "boolean", "of dit het eindbedrag van een opbouw is", screen=False),
    Column("stap", "Jaar in de opbouw", "boolean", "of dit een jaar in de opbouw is", screen=False),
    Column("bestemming", "Bestemming", meaning="waar het geld voor is", screen=False),
    Column("toelichting", "Toelichting", meaning="wat er verder over het bedrag te zeggen is", screen=False),
    Column("bron", "Bron", "id", "id van de eerste bron", screen=False),
    Column("pagina", "Pagina", "integer", "pagina van de eerste vindplaats", screen=False),
    Column("fragment", "Fragment", meaning="woorden van de eerste vindplaats", screen=False),
    Column("bronnen", "Bronnen", "list", "id's van alle bronnen", screen=False),
    Column(
        "afwijkend", "Afwijkend", "list", "wat andere bronnen over dit geld zeggen, in euro", screen=False
    ),
    Column("vindplaatsen", "Bron", "citations", "waar het staat: bron, pagina en fragment", machine=False),
)

_AMOUNTS = f"""
SELECT k.id AS knooppunt, k.naam, k.type, g.soort, g.jaar, iif(g.jaar IS NULL, g.van, NULL) AS vanaf,
    iif(g.jaar IS NULL, g.tot, NULL) AS tot, g.bedrag, g.oplopend, g.nr <> g.bewering AS stap,
    amount.bestemming, claim.toelichting, bron.id AS bron, pagina, fragment,
    {pieces.sources("g.bewering")} AS bronnen, {pieces.deviations("g.bewering")} AS afwijkend,
    g.bewering
FROM gekozen g JOIN knooppunt k ON k.nr = g.knooppunt
JOIN bewering claim ON claim.nr = g.bewering JOIN bewering amount ON amount.nr = g.nr
{pieces.first_place("g.bewering")}
ORDER BY k.nr, g.nr, g.nr = g.bewering, COALESCE(g.jaar, g.van)
"""


def bedragen(store: "Store", chosen: Filter, *, citations: bool) -> Table:
    """Return every chosen amount and step: whole euros, per year where it is structural, else once.

    Without a year these are all that is claimed, followed amounts too. In chosen years it is the money of
    those years, and years of which no source says how much are rows of their own.
    """
    asked = select(store, chosen, Money.RECORDED)
    claims = f"{asked.sql}SELECT DISTINCT bewering AS groep, bewering FROM gekozen"
    sources = cited(store, claims, asked.values) if citations else {}
    rows = [
        {
            **found,
            "bedrag": or_unknown(found["bedrag"]),
            "eenheid": UNITS[found["soort"]],
            "oplopend": None if found["oplopend"] is None else bool(found["oplopend"]),
            "stap": bool(found["stap"]),
            "bronnen": found["bronnen"].split("|"),
            "afwijkend": [int(euros) for euros in (found["afwijkend"] or "").split("|") if euros],
            "vindplaatsen": sources.get(found["bewering"], []),
        }
        for found in asked.rows(store, _AMOUNTS)
    ]
    return Table(
        title="Bedragen",
        columns=varied(COLUMNS, bestemming={"screen": any(row["bestemming"] for row in rows)}),
        rows=rows,
        notes=list(_notes(rows)) if citations else (),
        found=by_way(store, chosen, asked),
    )


def _notes(rows: list[dict[str, Any]]) -> Iterator[str]:
    for soort in UNITS:
        unknown = [row for row in rows if row["soort"] == soort and row["bedrag"] is UNKNOWN]
        yield from unknown_notes(soort, ((row["naam"], in_years(row)) for row in unknown))
    if differing := [row["naam"] for row in rows if set(row["afwijkend"]) - {row["bedrag"]}]:
        hubs = listed(differing)
        yield f"Afwijkend: een andere bron noemt een ander bedrag voor {hubs}; dat telt nergens mee."
