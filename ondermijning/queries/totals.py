"""How much money there is, per group: the question of `totaal`. No sum ever spans both kinds."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ondermijning.amounts import UNITS
from ondermijning.problems import UsageProblem
from ondermijning.queries.columns import cited, columns_of
from ondermijning.queries.filters import OF_SOURCES, Filter, Money, Selection, select
from ondermijning.queries.found import by_way
from ondermijning.queries.groups import GROUPS, RUNS, Group
from ondermijning.queries.notes import MOST_NAMES, listed, rising_note
from ondermijning.queries.sums import (
    HUBS,
    counted,
    not_counted,
    of_hubs,
    shares,
    sum_of,
    unknown_hubs,
    unknown_money,
)
from ondermijning.queries.years import ONGOING, Run, is_yearless, reeksen, runs
from ondermijning.store.tables import BEDRAGEN
from ondermijning.table import UNKNOWN, Column, Picture, Table, or_unknown, varied

if TYPE_CHECKING:
    from ondermijning.store import Found, Store

COLUMNS = columns_of(
    BEDRAGEN,
    "soort groep naam bedrag aandeel eenheid doorlopend knooppunten vindplaatsen bekend van",
    Column("groep", "Groep", "id", "id van het knooppunt of de eerste bron, het type of het jaar"),
    Column(
        "aandeel", "Aandeel", "percentage", "deel van het bekende geld, in procent", rank=1, bar="aandeel"
    ),
    ONGOING,
    Column(
        "knooppunten",
        "Knooppunten",
        meaning="voor hoeveel het bedrag bekend is, zoals 3 van de 5",
        machine=False,
        rank=2,
    ),
    Column("bekend", "Bekend", "integer", "voor hoeveel knooppunten het bedrag bekend is"),
    Column("van", "Van", "integer", "hoeveel knooppunten zulk geld hebben"),
    hidden="groep bekend van",
    naam={"heading": "Naam", "meaning": "naam van de groep"},
    bedrag={"meaning": "het bekende geld samen, in euro of euro per jaar", "bare": True},
    eenheid={"rank": 1},
)
"""Of one kind of money there is a share, and no `soort` or `eenheid`; of both kinds it is the reverse.

`doorlopend` is only there where structural money goes over the years."""

(_WHOLE,) = (column for column in COLUMNS if column.bare)
_OBJECT = ("totaal", "eenheid", "posten", "onbekend", "bekend", "van", "per")
"""The fields of the JSON object: the total of one kind, what is open, of how many it is, what a row is of."""
_FIRST_SOURCE = (
    "Staat een bedrag in meerdere bronnen, dan telt het één keer mee: bij de bron die de dataset als eerste "
    "noemt."
)


def total(store: "Store", chosen: Filter, per: str | None = None) -> Table:
    """Return the total of the one chosen kind alone: euros per year, or euros.

    Raises UsageProblem where there is none: of both kinds, or of structural money `per` jaar.
    """
    if len(chosen.soorten) != 1:
        raise UsageProblem(
            "--kaal geeft één totaal, en structureel en eenmalig geld worden nooit bij elkaar opgeteld. "
            "Kies --structureel of --eenmalig."
        )
    if _periods(store, chosen, per):
        raise UsageProblem(
            "--kaal geeft één totaal, en structureel geld van verschillende jaren wordt niet bij elkaar "
            "opgeteld. Kies één --jaar, of laat --per weg; met --velden bedrag krijgt u een rij per jaar."
        )
    money = select(store, chosen)
    whole = sum_of(store, money)
    if not whole["knooppunten"]:
        return Table("Totaal", [_WHOLE], [])
    caveat = ""
    if whole["onbekend"] or len(chosen.in_words()) > 1:
        some = [hub["naam"] for hub in unknown_hubs(store, money, MOST_NAMES)] if whole["onbekend"] else []
        missing = f"; onbekend: {listed(some, of=whole['onbekend'])}" if some else ""
        caveat = f"Totaal van {of_hubs(whole)}{missing}."
    rows = [{"bedrag": or_unknown(whole["bedrag"])}]
    return Table("Totaal", [_WHOLE], rows, caveat=caveat, found=by_way(store, chosen, money))


def totals(
    store: "Store", chosen: Filter, per: str | None, *, citations: bool, merged: bool = False
) -> Table:
    """Return the money of each group `per`: of one kind with shares and a total, else each kind apart.

    `bedrag` is whole euros: per year where the kind is structural, once where it is one-off. Structural
    money `per` jaar has no total and no shares: a row a year, or, `merged`, for years with the same answer.
    Raises UsageProblem where several years are chosen, and neither that nor one figure is possible.
    """
    periods = _periods(store, chosen, per)
    group = RUNS if periods else _group(chosen, per)
    money = select(store, chosen, Money.RUNNING if periods else Money.SHOWN)
    rows = _rows(store, money, group, periods, citations=citations)
    unknown = unknown_money(store, money, chosen, periods)
    notes = [" ".join(not_counted(unknown))] if unknown else []
    notes += [_FIRST_SOURCE] if per == "bron" else []
    about = dict.fromkeys(_OBJECT) | {
        "onbekend": list(dict.fromkeys(one.id for one in unknown)),
        "per": group.heading.lower(),
    }
    answer = Table(
        "Structureel en eenmalig geld, elk apart",
        _columns(group, periods),
        list(_of_years(rows, periods, merged=merged)) if periods else rows,
        notes=[*notes, *(_rising(store, chosen, money) if citations and not periods else ())],
        caveat=" ".join(notes),
        found=by_way(store, chosen, money),
        wrapper=about,
    )
    if len(chosen.soorten) != 1:
        return answer
    (soort,) = chosen.soorten
    of_one_kind = answer._replace(
        title=f"{soort.capitalize()} geld, in {'euro per jaar' if soort == 'structureel' else 'euro'}",
        columns=_columns(group, periods, soort),
        wrapper=about | {"eenheid": UNITS[soort]},
        picture=Picture("naam", "bedrag", said=["bedrag", "aandeel", "knooppunten"]),
    )
    return of_one_kind if periods else _with_total(of_one_kind, sum_of(store, money), group)


def _group(chosen: Filter, per: str | None) -> Group:
    group = GROUPS[per or ("knooppunt" if len(chosen.soorten) == 1 else "jaar")]
    return group._replace(join=group.join.format(OF_SOURCES if chosen.bronnen else "TRUE"))


def _rows(
    store: "Store", money: Selection, group: Group, periods: list[Run], *, citations: bool
) -> list[dict[str, Any]]:
    grouped = f"FROM gekozen {group.join} "
    sources = {}
    if citations:
        claims = f"{money.sql}SELECT {group.key} AS groep, sleutel AS bewering {grouped}"
        sources = cited(store, claims, money.values | reeksen(periods))
    sums = (
        f"SELECT {group.key} AS onder, gekozen.soort, {group.id} AS groep, {group.naam} AS naam, "
        f"SUM(bedrag) AS bedrag, {HUBS} {grouped}"
        f"GROUP BY gekozen.soort, {group.id} ORDER BY gekozen.soort DESC, {group.order}"
    )
    return [
        {
            **found,
            "bedrag": or_unknown(found["bedrag"]),
            "eenheid": UNITS[found["soort"]],
            **counted(found),
            "vindplaatsen": sources.get(found["onder"], []),
        }
        for found in money.rows(store, sums, **reeksen(periods))
    ]


def _periods(store: "Store", chosen: Filter, per: str | None) -> list[Run]:
    """Return the runs of years that structural money goes over; none where it is a figure, not a course."""
    over_years = per == "jaar" or (per is None and bool(chosen.jaren) and len(chosen.soorten) != 1)
    if not over_years or chosen.soorten == ["eenmalig"]:
        return []
    money = select(store, chosen, Money.RUNNING)
    return [] if is_yearless(store, money, chosen) else runs(store, money, chosen)


def _of_years(rows: list[dict[str, Any]], periods: list[Run], *, merged: bool) -> Iterator[dict[str, Any]]:
    """Yield the rows of runs as rows of years: each of its own, or one for all with the same answer."""
    by_first = {run.first: run for run in periods}
    runs_of = [(by_first[row["groep"]], row) for row in rows]
    if merged:
        runs_of = _merged(runs_of)
    for run, row in runs_of:
        spans = [run.in_words()] if merged else [str(year) for year in run.years()]
        for years in spans:
            yield {**row, "groep": years, "naam": years, "aandeel": None, "doorlopend": run.goes_on}


def _merged(runs_of: list[tuple[Run, dict[str, Any]]]) -> list[tuple[Run, dict[str, Any]]]:
    """Return the rows with those of structural money that follow each other and are the same made one."""
    found: list[tuple[Run, dict[str, Any]]] = []
    for run, row in runs_of:
        before, like = found[-1] if found else (run, row)
        same = all(row[name] == like[name] for name in ("soort", "bedrag", "knooppunten", "vindplaatsen"))
        if same and row["soort"] == "structureel" and before.last == run.first - 1:
            found[-1] = (before.joined(run), like)
        else:
            found.append((run, row))
    return found


def _columns(group: Group, periods: list[Run], soort: str = "") -> list[Column]:
    """Return the columns of both kinds, or of one: whose title says its unit, and that has shares."""
    changes: dict[str, Any] = {
        "naam": {"heading": group.heading, "kind": group.kind},
        "aandeel": {"screen": not periods} if soort else None,
        "doorlopend": {} if periods else None,
    }
    if soort:
        changes |= {"soort": None, "eenheid": None}
        changes["bedrag"] = {"heading": "Bedrag per jaar"} if soort == "structureel" else {}
        changes["knooppunten"] = {"screen": group != GROUPS["knooppunt"]}
    return varied(COLUMNS, **changes)


def _with_total(table: Table, whole: "Found", group: Group) -> Table:
    """Return a table of one kind of money with its total, and with each row's share of what is known."""
    known = whole["bedrag"]
    parts = shares([None if row["bedrag"] is UNKNOWN else row["bedrag"] for row in table.rows])
    rows = [{**row, "aandeel": share} for row, share in zip(table.rows, parts, strict=True)]
    heading = "Aandeel in bekend geld" if whole["onbekend"] else "Aandeel"
    total = {
        **dict.fromkeys(column.name for column in COLUMNS),
        "naam": f"Totaal van {of_hubs(whole)}" if group == GROUPS["knooppunt"] else "Totaal",
        "bedrag": or_unknown(known),
        "aandeel": 100.0 if known else None,
        **counted(whole),
    }
    return table._replace(
        columns=varied(table.columns, aandeel={"heading": heading}),
        rows=sorted(rows, key=lambda row: row["bedrag"] is UNKNOWN),
        total=total if rows else None,
        wrapper={**(table.wrapper or {}), "totaal": known, "bekend": total["bekend"], "van": total["van"]},
    )


def _rising(store: "Store", chosen: Filter, money: Selection) -> Iterator[str]:
    rising = money.rows(
        store,
        "SELECT naam FROM gekozen JOIN knooppunten k ON k.id = knooppunt WHERE oplopend ORDER BY k.rowid",
    )
    if rising and not chosen.jaren:
        yield rising_note(hub["naam"] for hub in rising)
