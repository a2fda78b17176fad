"""Every amount on record, and every step towards one: the question of `bedragen`."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ondermijning.amounts import UNITS
from ondermijning.queries.columns import as_row, cited, columns_of
from ondermijning.queries.filters import Filter, Money, select
from ondermijning.queries.found import by_way
from ondermijning.queries.notes import in_years, listed, unknown_notes
from ondermijning.store.tables import BEDRAGEN
from ondermijning.table import UNKNOWN, Table, or_unknown, varied

if TYPE_CHECKING:
    from ondermijning.store import Store

COLUMNS = columns_of(
    BEDRAGEN,
    "knooppunt naam type soort jaar vanaf tot bedrag eenheid oplopend stap bestemming toelichting bron "
    "pagina fragment bronnen afwijkend vindplaatsen",
    hidden="knooppunt type oplopend stap bestemming toelichting bron pagina fragment bronnen afwijkend",
    soort={"rank": 2},
    vanaf={"rank": 1},
    tot={"rank": 1},
    bedrag={"bare": True},
)

# Of the years of a level of which nothing is said there is no step: they are told as the level is.
_AMOUNTS = """
SELECT g.jaar, iif(g.jaar IS NULL, g.van, NULL) AS vanaf, iif(g.jaar IS NULL, g.tot, NULL) AS tot,
    g.bedrag, g.oplopend, b.*
FROM gekozen g JOIN bedragen b USING (sleutel)
JOIN bedragen heel ON heel.sleutel = COALESCE(b.niveau, b.sleutel)
ORDER BY heel.rowid, NOT b.stap, COALESCE(g.jaar, g.van)
"""


def bedragen(store: "Store", chosen: Filter, *, citations: bool) -> Table:
    """Return every chosen amount and step: whole euros, per year where it is structural, else once.

    Without a year these are all that is claimed, followed amounts too. In chosen years it is the money of
    those years, and years of which no source says how much are rows of their own.
    """
    asked = select(store, chosen, Money.RECORDED)
    claims = f"{asked.sql}SELECT DISTINCT sleutel AS groep, sleutel AS bewering FROM gekozen"
    sources = cited(store, claims, asked.values) if citations else {}
    rows = [
        {
            **row,
            "bedrag": or_unknown(row["bedrag"]),
            "afwijkend": list(map(int, row["afwijkend"])),
            "vindplaatsen": sources.get(row["sleutel"], []),
        }
        for row in (as_row(found, COLUMNS) for found in asked.rows(store, _AMOUNTS))
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
