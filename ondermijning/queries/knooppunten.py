"""Which knooppunten there are, with their money, partners and themes: the question of `list`."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from ondermijning.amounts import UNITS
from ondermijning.queries.columns import as_row, cited, columns_of
from ondermijning.queries.filters import Filter, Selection, select
from ondermijning.queries.found import by_way
from ondermijning.queries.notes import in_years, listed, rising_note, unknown_notes
from ondermijning.store.fields import EVERYONE
from ondermijning.store.tables import KNOOPPUNTEN
from ondermijning.table import UNKNOWN, Column, Row, Table, varied

if TYPE_CHECKING:
    from ondermijning.store import Found, Store

COLUMNS = columns_of(
    KNOOPPUNTEN,
    "id naam type plaatsen structureel oplopend eenmalig partners themas onbekend vindplaatsen",
    Column("structureel", "Structureel (per jaar)", "euro", "structureel geld, in euro per jaar"),
    Column("oplopend", "Oplopend", "boolean", "of dit het eindbedrag van een opbouw is"),
    Column("eenmalig", "Eenmalig", "euro", "eenmalig geld van de gekozen jaren samen, in euro"),
    Column("partners", "Partners", "list", "id's van de partners die meedoen"),
    Column("themas", "Thema's", "list", "id's van de thema's die er gelden"),
    Column("onbekend", "Onbekend", "list", "soorten geld die onbekend zijn", machine=False),
    hidden="oplopend partners themas onbekend",
    id={"rank": 1, "bare": True},
    type={"rank": 4},
    plaatsen={"rank": 5},
)

_HUBS = f"""
SELECT k.id, k.naam, k.type, k.plaatsen, structureel, oplopend, eenmalig,
    (SELECT group_concat(id, '|') FROM (
        SELECT p.id FROM deelname_van JOIN partners p ON p.id = partner
        WHERE groep IN (k.id, '{EVERYONE}') ORDER BY p.rowid)) AS partners,
    (SELECT group_concat(id, '|') FROM (
        SELECT t.id FROM geldigheid_van JOIN themas t ON t.id = thema
        WHERE groep IN (k.id, '{EVERYONE}') ORDER BY t.rowid)) AS themas,
    onbekend
FROM keuze JOIN knooppunten k USING (id)
LEFT JOIN (
    SELECT knooppunt,
        SUM(bedrag) FILTER (WHERE soort = 'structureel') AS structureel,
        MAX(oplopend) AS oplopend,
        SUM(bedrag) FILTER (WHERE soort = 'eenmalig') AS eenmalig,
        group_concat(soort, '|') FILTER (WHERE bedrag IS NULL) AS onbekend
    FROM gekozen GROUP BY knooppunt) ON knooppunt = k.id
ORDER BY k.rowid
"""
_CLAIMS = "SELECT knooppunt AS groep, sleutel AS bewering FROM gekozen"
_UNKNOWN = """
SELECT soort, naam, iif(soort = 'eenmalig', jaar, NULL) AS jaar, van AS vanaf, tot
FROM gekozen JOIN knooppunten k ON k.id = knooppunt WHERE bedrag IS NULL ORDER BY k.rowid, jaar, van
"""
_YEARS = "SELECT DISTINCT jaar FROM gekozen WHERE soort = 'eenmalig' ORDER BY jaar"


def knooppunten(store: "Store", chosen: Filter, *, citations: bool) -> Table:
    """Return the chosen knooppunten: `structureel` euros per year, `eenmalig` euros over the chosen years.

    `citations` asks for the vindplaatsen of the amounts as well. Raises UsageProblem where the structural
    figure differs between the chosen years.
    """
    asked = select(store, chosen)
    sources = cited(store, asked.sql + _CLAIMS, asked.values) if citations else {}
    rows = [_row(hub, sources.get(hub["id"], [])) for hub in asked.rows(store, _HUBS)]
    return Table(
        title="Knooppunten",
        columns=varied(
            COLUMNS,
            **{soort: {"screen": _is_shown(soort, chosen, rows)} for soort in UNITS},
        ),
        rows=rows,
        notes=list(_notes(store, chosen, rows, asked)) if citations else (),
        found=by_way(store, chosen, asked),
    )


def _is_shown(soort: str, chosen: Filter, rows: Sequence[Row]) -> bool:
    """Whether people see money of a kind: where it is chosen, and in chosen years there is some."""
    if chosen.soorten:
        return soort in chosen.soorten
    return not chosen.jaren or any(row[soort] is not None for row in rows)


def _row(hub: "Found", sources: list[Any]) -> dict[str, Any]:
    row = as_row(hub, COLUMNS)
    unknown = sorted(set(row["onbekend"]), reverse=True)
    return row | dict.fromkeys(unknown, UNKNOWN) | {"onbekend": unknown, "vindplaatsen": sources}


def _notes(store: "Store", chosen: Filter, rows: Sequence[Row], asked: Selection) -> Iterator[str]:
    open_ = asked.rows(store, _UNKNOWN) if any(row["onbekend"] for row in rows) else []
    for soort in UNITS:
        unknown = [amount for amount in open_ if amount["soort"] == soort]
        yield from unknown_notes(soort, ((one["naam"], in_years(one, chosen.years)) for one in unknown))
    rising = [row["naam"] for row in rows if row["oplopend"]]
    if rising and not chosen.jaren:
        yield rising_note(rising)
    if years := [str(row["jaar"]) for row in asked.rows(store, _YEARS)]:
        yield f"Eenmalig: {listed(years)}{' samen' if len(years) > 1 else ''}."
