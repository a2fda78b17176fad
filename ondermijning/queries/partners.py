"""Who takes part, and where: the question of `partners`."""

from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from ondermijning.queries import names
from ondermijning.queries.columns import as_row, cited, columns_of
from ondermijning.queries.notes import listed
from ondermijning.store.tables import PARTNERS
from ondermijning.table import Column, Table, varied
from ondermijning.text import all_of, date_in_words

if TYPE_CHECKING:
    from ondermijning.store import Store

COLUMNS = columns_of(
    PARTNERS,
    "id naam soort valt_onder onder aliassen knooppunten waar gezamenlijk lezing vindplaatsen",
    Column("onder", "Valt onder", meaning="naam van de overkoepelende partner", machine=False),
    Column("knooppunten", "Knooppunten", "list", "id's van de knooppunten waar de partner meedoet"),
    Column("waar", "Doet mee bij", meaning="die knooppunten in woorden", machine=False),
    hidden="valt_onder aliassen knooppunten gezamenlijk lezing",
    narrow="id onder soort",
    bare="id",
    vindplaatsen={"machine": True},
)

_CHOSEN = "(?1 IS NULL OR p.id IN (SELECT partner FROM deelname WHERE knooppunt = ?1))"
_ROWS = f"""
SELECT p.*, algemeen.naam AS onder
FROM partners p LEFT JOIN partners algemeen ON algemeen.id = p.valt_onder WHERE {_CHOSEN} ORDER BY p.rowid
"""
_CLAIMED = f"FROM partners p JOIN beweringen ON onderdeel = 'partner' AND onderwerp = p.id WHERE {_CHOSEN}"


def partners(store: "Store", word: str | None) -> Table:
    """Return the partners of the knooppunt that `word` names, or all partners and where they take part.

    Each stands under the general partner that it falls under. Raises UsageProblem where there is no such
    knooppunt.
    """
    hub = names.knooppunt(store, word) if word else None
    id_ = hub["id"] if hub else None
    hubs = names.hubs_of(store, "SELECT partner AS id, groep FROM deelname_van")
    sources = cited(store, f"SELECT p.id AS groep, bewering {_CLAIMED}", [id_])
    order = in_order(store)
    rows = []
    readings: dict[str, list[str]] = {}
    for partner in sorted(store.rows(_ROWS, [id_]), key=lambda partner: order[partner["id"]]):
        ids, in_words = hubs[partner["id"]]
        places = {"knooppunten": ids, "waar": in_words, "vindplaatsen": sources.get(partner["id"], [])}
        rows.append(as_row(partner, COLUMNS) | places)
        if partner["lezing"]:
            readings.setdefault(partner["lezing"], []).append(partner["naam"])
    some_under = any(row["onder"] for row in rows)
    return Table(
        title=f"Partners van {hub['naam']}" if hub else "Partners",
        columns=varied(COLUMNS, waar={"screen": hub is None}, onder={"screen": some_under}),
        rows=rows,
        notes=[
            *shared_note(store, id_),
            *(f"Interpretatie bij {all_of(partners)}: {reading}." for reading, partners in readings.items()),
        ],
    )


@lru_cache(maxsize=1)
def in_order(store: "Store") -> dict[str, int]:
    """Return where each partner, by id, stands in a list that has it below the one it falls under."""
    under: dict[str | None, list[str]] = defaultdict(list)
    for partner in store.rows("SELECT id, valt_onder FROM partners ORDER BY rowid DESC"):
        under[partner["valt_onder"]].append(partner["id"])
    order: list[str] = []
    waiting = under[None]
    while waiting:
        order.append(waiting.pop())
        waiting += under[order[-1]]
    return {id_: place for place, id_ in enumerate(order)}


def shared_note(store: "Store", id_: str | None) -> Iterator[str]:
    """Yield the note on partners, of knooppunt `id_` or of all, that a source names together."""
    chosen = store.rows(_ROWS, [id_])
    if not (shared := [partner["naam"] for partner in chosen if partner["gezamenlijk"]]):
        return
    cited_in = store.rows(
        "SELECT DISTINCT soort, datum FROM bronnen WHERE id IN "
        f"(SELECT bron {_CLAIMED} AND gezamenlijk) ORDER BY rowid",
        [id_],
    )
    dated = [f"{source['soort']} van {date_in_words(source['datum'] or 'onbekend')}" for source in cited_in]
    if len(shared) == len(chosen):
        yield f"De partners zijn gezamenlijk genoemd, niet per knooppunt (bron: {all_of(dated)})."
    else:
        yield f"Gezamenlijk genoemd, niet per knooppunt (bron: {all_of(dated)}): {listed(shared)}."
