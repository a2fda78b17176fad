"""Who takes part, and where: the question of `partners`."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ondermijning.queries import names
from ondermijning.queries.citations import cited
from ondermijning.queries.claims import INTERPRETATION
from ondermijning.queries.notes import listed
from ondermijning.table import Column, Table, varied
from ondermijning.text import all_of, date_in_words

if TYPE_CHECKING:
    from ondermijning.store import Store

COLUMNS = (
    Column("id", "Id", "id", "id van de partner", rank=1, bare=True),
    Column("naam", "Partner", meaning="naam van de partner"),
    Column("soort", "Soort", meaning="publiek of privaat", rank=3),
    Column("valt_onder", "Valt onder", "id", "id van de overkoepelende partner", screen=False),
    Column("onder", "Valt onder", meaning="naam van de overkoepelende partner", machine=False, rank=2),
    Column("aliassen", "Aliassen", "list", "andere namen die u kunt typen", screen=False),
    Column(
        "knooppunten", "Knooppunten", "list", "id's van de knooppunten waar de partner meedoet", screen=False
    ),
    Column("waar", "Doet mee bij", meaning="die knooppunten in woorden", machine=False),
    Column("gezamenlijk", "Gezamenlijk genoemd", "boolean", "of de bron partners samen noemt", screen=False),
    Column("lezing", "Interpretatie", meaning=INTERPRETATION, screen=False),
    Column("vindplaatsen", "Bron", "citations", "waar het staat: bron, pagina en fragment"),
)

_AT = """partner.nr IN (
    SELECT partner FROM deelname WHERE knooppunt = ?1 UNION ALL SELECT nr FROM partner WHERE ?1 IS NULL)"""
_ROWS = f"""
SELECT partner.*, algemeen.naam AS onder,
    (SELECT group_concat(alias, ' ') FROM partner_alias WHERE partner = partner.nr) AS aliassen
FROM partner
LEFT JOIN partner algemeen ON algemeen.id = partner.valt_onder
WHERE {_AT} ORDER BY plek
"""


def partners(store: "Store", word: str | None) -> Table:
    """Return the partners of the knooppunt that `word` names, or all partners and where they take part.

    Each stands under the general partner that it falls under. Raises UsageProblem where there is no such
    knooppunt.
    """
    hub = names.knooppunt(store, word) if word else None
    nr = hub["nr"] if hub else None
    hubs = names.hubs(store)
    everyone = list(hubs)
    taking_part = names.hubs_by(store, "SELECT partner AS groep, knooppunt FROM partner_bij")
    sources = cited(store, f"SELECT nr AS groep, bewering FROM partner WHERE {_AT}", [nr])
    rows = []
    for partner in store.rows(_ROWS, [nr]):
        at = everyone if partner["alle"] else taking_part.get(partner["nr"], [])
        rows.append(
            {
                **partner,
                "aliassen": (partner["aliassen"] or "").split(),
                "knooppunten": at,
                "waar": names.where(at, hubs, everywhere=partner["alle"]),
                "gezamenlijk": bool(partner["gezamenlijk"]),
                "vindplaatsen": sources.get(partner["nr"], []),
            }
        )
    some_under = any(row["onder"] for row in rows)
    read: dict[str, list[str]] = {}
    for row in rows:
        if row["lezing"]:
            read.setdefault(row["lezing"], []).append(row["naam"])
    return Table(
        title=f"Partners van {hub['naam']}" if hub else "Partners",
        columns=varied(COLUMNS, waar={"screen": hub is None}, onder={"screen": some_under}),
        rows=rows,
        notes=[
            *shared_note(store, nr),
            *(f"Interpretatie bij {all_of(partners)}: {reading}." for reading, partners in read.items()),
        ],
    )


def shared_note(store: "Store", nr: int | None) -> Iterator[str]:
    """Yield which source names partners (of knooppunt `nr`, None: of all) together, and which partners."""
    found = store.rows(f"SELECT naam, gezamenlijk FROM partner WHERE {_AT} ORDER BY nr", [nr])
    shared = [partner["naam"] for partner in found if partner["gezamenlijk"]]
    if not shared:
        return
    cited_in = store.rows(
        "SELECT DISTINCT bron.soort, datum FROM partner JOIN vindplaats USING (bewering) "
        f"JOIN bron ON bron.nr = bron WHERE gezamenlijk AND {_AT} ORDER BY bron.nr",
        [nr],
    )
    sources = all_of([f"{source['soort']} van {date_in_words(source['datum'])}" for source in cited_in])
    if len(shared) == len(found):
        yield f"De partners zijn gezamenlijk genoemd, niet per knooppunt (bron: {sources})."
    else:
        yield f"Gezamenlijk genoemd, niet per knooppunt (bron: {sources}): {listed(shared)}."
