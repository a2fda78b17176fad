"""Which knooppunten there are, with their money, partners and themes: the question of `list`."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from ondermijning.amounts import UNITS
from ondermijning.queries.citations import cited
from ondermijning.queries.filters import Filter, Selection, select
from ondermijning.queries.found import by_way
from ondermijning.queries.notes import in_years, listed, rising_note, unknown_notes
from ondermijning.table import UNKNOWN, Column, Row, Table, varied

if TYPE_CHECKING:
    from ondermijning.store import Found, Store

COLUMNS = (
    Column("id", "Id", "id", "id van het knooppunt", rank=1, bare=True),
    Column("naam", "Knooppunt", meaning="naam van het knooppunt"),
    Column("type", "Type", meaning="type knooppunt, bijvoorbeeld zeehaven of luchthaven", rank=4),
    Column("plaatsen", "Plaatsen", "list", "plaatsen die bij het knooppunt horen", rank=5),
    Column("structureel", "Structureel (per jaar)", "euro", "structureel geld, in euro per jaar"),
    Column("oplopend", "Oplopend", "boolean", "of dit het eindbedrag van een opbouw is", screen=False),
    Column("eenmalig", "Eenmalig", "euro", "eenmalig geld van de gekozen jaren samen, in euro"),
    Column("partners", "Partners", "list", "id's van de partners die meedoen", screen=False),
    Column("themas", "Thema's", "list", "id's van de thema's die er gelden", screen=False),
    Column("onbekend", "Onbekend", "list", "soorten geld die onbekend zijn", machine=False, screen=False),
    Column("vindplaatsen", "Bron", "citations", "waar het staat: bron, pagina en fragment", machine=False),
)

_SEPARATOR = "\x1f"  # no text in a dataset holds a control character

_HUBS = """
SELECT k.nr, k.id, k.naam, k.type,
    (SELECT group_concat(naam, char(31)) FROM
        (SELECT naam FROM plaats WHERE knooppunt = k.nr ORDER BY volg)) AS plaatsen,
    structureel, oplopend, eenmalig,
    (SELECT group_concat(id, char(31)) FROM
        (SELECT id FROM deelname JOIN partner ON partner.nr = partner
         WHERE knooppunt = k.nr ORDER BY partner.nr)) AS partners,
    (SELECT group_concat(id, char(31)) FROM
        (SELECT DISTINCT thema.nr, id FROM geldigheid JOIN thema ON thema.nr = thema
         WHERE knooppunt = k.nr ORDER BY thema.nr)) AS themas,
    onbekend
FROM keuze JOIN knooppunt k ON k.nr = keuze.nr
LEFT JOIN (
    SELECT knooppunt,
        SUM(bedrag) FILTER (WHERE soort = 'structureel') AS structureel,
        MAX(oplopend) AS oplopend,
        SUM(bedrag) FILTER (WHERE soort = 'eenmalig') AS eenmalig,
        group_concat(soort, char(31)) FILTER (WHERE bedrag IS NULL) AS onbekend
    FROM gekozen GROUP BY knooppunt) ON knooppunt = k.nr
ORDER BY k.nr
"""
_CLAIMS = "SELECT knooppunt AS groep, bewering FROM gekozen"
_UNKNOWN = """
SELECT soort, naam, iif(soort = 'eenmalig', jaar, NULL) AS jaar, van AS vanaf, tot
FROM gekozen JOIN knooppunt k ON k.nr = knooppunt WHERE bedrag IS NULL ORDER BY k.nr, jaar, van
"""
_YEARS = "SELECT DISTINCT jaar FROM gekozen WHERE soort = 'eenmalig' ORDER BY jaar"


def knooppunten(store: "Store", chosen: Filter, *, citations: bool) -> Table:
    """Return the chosen knooppunten: `structureel` euros per year, `eenmalig` euros over the chosen years.

    `citations` asks for the vindplaatsen of the amounts as well. Raises UsageProblem where the structural
    figure differs between the chosen years.
    """
    asked = select(store, chosen)
    sources = cited(store, asked.sql + _CLAIMS, asked.values) if citations else {}
    rows = [_row(hub, sources.get(hub["nr"], [])) for hub in asked.rows(store, _HUBS)]
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
    unknown = sorted(set(_split(hub["onbekend"])), reverse=True)
    return {
        **hub,
        **dict.fromkeys(unknown, UNKNOWN),
        **{name: _split(hub[name]) for name in ("plaatsen", "partners", "themas")},
        "oplopend": None if hub["oplopend"] is None else bool(hub["oplopend"]),
        "onbekend": unknown,
        "vindplaatsen": sources,
    }


def _split(text: str | None) -> list[str]:
    return text.split(_SEPARATOR) if text else []


def _notes(store: "Store", chosen: Filter, rows: Sequence[Row], asked: Selection) -> Iterator[str]:
    open_ = asked.rows(store, _UNKNOWN) if any(row["onbekend"] for row in rows) else []
    for soort in UNITS:
        unknown = [amount for amount in open_ if amount["soort"] == soort]
        yield from unknown_notes(soort, ((one["naam"], in_years(one, chosen.years)) for one in unknown))
    rising = [row["naam"] for row in rows if row["oplopend"]]
    if rising and not chosen.jaren:
        yield rising_note(rising)
    if years := [str(year) for (year,) in asked.rows(store, _YEARS)]:
        yield f"Eenmalig: {listed(years)}{' samen' if len(years) > 1 else ''}."
