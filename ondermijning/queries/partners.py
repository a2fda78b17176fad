"""Who takes part, and where: the question of `partners`."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ondermijning.queries import names
from ondermijning.queries.citations import cited
from ondermijning.table import Column, Table, varied
from ondermijning.text import all_of, date_in_words

if TYPE_CHECKING:
    from ondermijning.store import Store

COLUMNS = (
    Column("id", "Id", "id", "id van de partner", rank=1),
    Column("naam", "Partner", meaning="naam van de partner"),
    Column("soort", "Soort", meaning="publiek, privaat of publiek-privaat", rank=2),
    Column("knooppunten", "Knooppunten", "list", "ids van de knooppunten waar die meedoet", screen=False),
    Column("waar", "Doet mee bij", meaning="die knooppunten in woorden", machine=False),
    Column("gezamenlijk", "Gezamenlijk genoemd", "boolean", "of de bron ze samen noemt", screen=False),
    Column("lezing", "Lezing", meaning="wat de dataset in de bron leest buiten de letter", screen=False),
    Column("vindplaatsen", "Bron", "citations", "waar het staat: bron, pagina en fragment"),
)

_AT = "(?1 IS NULL OR partner.nr IN (SELECT partner FROM deelname WHERE knooppunt = ?1))"


def partners(store: "Store", word: str | None) -> Table:
    """Return the partners of the knooppunt that `word` names, or all partners and where they take part.

    Raises UsageProblem where there is no such knooppunt.
    """
    hub = names.knooppunt(store, word) if word else None
    nr = hub["nr"] if hub else None
    hubs = names.hubs(store)
    everyone = list(hubs)
    taking_part = names.hubs_by(store, "SELECT partner AS groep, knooppunt FROM partner_bij")
    sources = cited(store, f"SELECT nr AS groep, bewering FROM partner WHERE {_AT}", [nr])
    rows = []
    for partner in store.rows(f"SELECT * FROM partner WHERE {_AT} ORDER BY nr", [nr]):
        at = everyone if partner["alle"] else taking_part.get(partner["nr"], [])
        rows.append(
            {
                **partner,
                "knooppunten": at,
                "waar": names.where(at, hubs, everywhere=partner["alle"]),
                "gezamenlijk": bool(partner["gezamenlijk"]),
                "vindplaatsen": sources.get(partner["nr"], []),
            }
        )
    readings = [f"Lezing bij {row['naam']}: {row['lezing']}." for row in rows if row["lezing"]]
    return Table(
        title=f"Partners van {hub['naam']}" if hub else "Partners",
        columns=varied(COLUMNS, waar={"screen": hub is None}),
        rows=rows,
        key="id",
        notes=[*shared_note(store, nr), *readings],
    )


def shared_note(store: "Store", nr: int | None) -> Iterator[str]:
    """Yield which source names partners (of knooppunt `nr`, None: of all) together, not per knooppunt."""
    found = store.rows(
        "SELECT DISTINCT bron.soort, datum FROM partner JOIN vindplaats USING (bewering) "
        f"JOIN bron ON bron.nr = bron WHERE gezamenlijk AND {_AT} ORDER BY bron.nr",
        [nr],
    )
    if found:
        sources = all_of([f"{source['soort']} van {date_in_words(source['datum'])}" for source in found])
        yield f"De partners zijn gezamenlijk genoemd, niet per knooppunt (bron: {sources})."
