"""How much money there is, per group: the question of `totaal`. No sum ever spans both kinds."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from ondermijning.amounts import UNITS
from ondermijning.problems import UsageProblem
from ondermijning.queries.citations import cited
from ondermijning.queries.filters import OF_SOURCES, Filter, Money, Selection, select
from ondermijning.queries.notes import MOST_NAMES, THE_KIND, by_years, in_years, listed, rising_note
from ondermijning.queries.shares import shares
from ondermijning.queries.years import IN_RUN, Run, is_yearless, reeksen, runs
from ondermijning.table import UNKNOWN, Column, Kind, Picture, Table, or_unknown, varied

if TYPE_CHECKING:
    from ondermijning.store import Found, Store

COLUMNS = (
    Column("soort", "Soort", meaning="structureel of eenmalig"),
    Column("groep", "Groep", "id", "id van het knooppunt of de bron, het type of het jaar", screen=False),
    Column("naam", "Naam", meaning="naam van de groep"),
    Column("bedrag", "Bedrag", "euro", "het bekende geld samen, in euro of euro per jaar"),
    Column(
        "aandeel", "Aandeel", "percentage", "deel van het bekende geld, in procent", rank=1, bar="aandeel"
    ),
    Column("eenheid", "Eenheid", meaning="EUR/jaar of EUR", rank=1),
    Column("doorlopend", "Doorlopend", "boolean", "of het na dit jaar zo doorgaat", screen=False),
    Column("knooppunten", "Knooppunten", meaning="voor hoeveel het bedrag bekend is", machine=False, rank=2),
    Column("vindplaatsen", "Bron", "citations", "waar het staat: bron, pagina en fragment", machine=False),
)
"""Of one kind of money there is a share, and no `soort` or `eenheid`; of both kinds it is the reverse.

`doorlopend` is only there where structural money goes over the years."""

_TOTAL = Column("totaal", "Totaal", "euro", "het bekende geld samen, in euro of euro per jaar")


class _Group(NamedTuple):
    """How money is grouped: the SQL of a group's id, name, order and what is joined, its Dutch heading."""

    id: str
    naam: str
    order: str
    heading: str
    join: str = ""
    kind: Kind = "text"

    @property
    def key(self) -> str:
        """The SQL of what tells the groups of both kinds of money apart."""
        return f"gekozen.soort || ' ' || COALESCE({self.id}, '')"


_HUB = "JOIN knooppunt k ON k.nr = knooppunt"
# An amount with more sources counts with the first of those asked for, so that no euro counts twice.
_SOURCE = """JOIN bron eerste ON eerste.nr = (
    SELECT bron FROM vindplaats WHERE vindplaats.bewering = gekozen.bewering AND {} ORDER BY volg LIMIT 1)"""
_GROUPS = {
    "knooppunt": _Group("k.id", "k.naam", "k.nr", "Knooppunt", _HUB),
    "type": _Group("k.type", "k.type", "MIN(k.nr)", "Type", _HUB),
    "jaar": _Group(
        "CAST(jaar AS TEXT)", "COALESCE(CAST(jaar AS TEXT), 'elk jaar')", "jaar", "Jaar", kind="year"
    ),
    "bron": _Group("eerste.id", "eerste.titel", "eerste.nr", "Eerste bron", _SOURCE),
}
_RUNS = _GROUPS["jaar"]._replace(
    id="reeks.value", naam="reeks.value", order="reeks.value", join=f"JOIN {IN_RUN}"
)
PER = tuple(_GROUPS)
"""What a row can be about."""

# How many knooppunten there are, and of how many an amount is unknown.
_HUBS = (
    "COUNT(DISTINCT knooppunt) AS knooppunten, "
    "COUNT(DISTINCT CASE WHEN bedrag IS NULL THEN knooppunt END) AS onbekend"
)
# The same of one kind, faster: SQLite counts one thing at a time in the order of its index.
_WHOLE = """
SELECT SUM(bedrag) AS bedrag, COUNT(DISTINCT knooppunt) AS knooppunten,
    (SELECT COUNT(DISTINCT knooppunt) FROM gekozen WHERE bedrag IS NULL) AS onbekend
FROM gekozen
"""


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
        return Table("Totaal", [_TOTAL], [], key="totaal")
    caveat = ""
    if whole["onbekend"] or len(chosen.in_words()) > 1:
        some = [hub["naam"] for hub in _unknown_hubs(store, money, MOST_NAMES)]
        missing = f"; onbekend: {listed(some, of=whole['onbekend'])}" if some else ""
        caveat = f"Totaal van {of_hubs(whole)}{missing}."
    return Table("Totaal", [_TOTAL], [{"totaal": or_unknown(whole["bedrag"])}], key="totaal", caveat=caveat)


def totals(
    store: "Store", chosen: Filter, per: str | None, *, citations: bool, merged: bool = False
) -> Table:
    """Return the money of each group `per`: of one kind with shares and a total, else each kind apart.

    `bedrag` is whole euros: per year where the kind is structural, once where it is one-off. Structural
    money `per` jaar has no total and no shares: a row a year, or, `merged`, for years with the same answer.
    Raises UsageProblem where several years are chosen, and neither that nor one figure is possible.
    """
    one_kind = len(chosen.soorten) == 1
    group = _GROUPS[per or ("knooppunt" if one_kind else "jaar")]
    periods = _periods(store, chosen, per)
    if periods:
        group = _RUNS
    elif group is _GROUPS["bron"]:
        group = group._replace(join=_SOURCE.format(OF_SOURCES if chosen.bronnen else "TRUE"))
    money = select(store, chosen, Money.RUNNING if periods else Money.SHOWN)
    grouped = f"FROM gekozen {group.join} "
    sources = {}
    if citations:
        claims = f"{money.sql}SELECT {group.key} AS groep, bewering {grouped}"
        sources = cited(store, claims, money.values | reeksen(periods))
    rows: list[dict[str, Any]] = [
        {
            **found,
            "bedrag": or_unknown(found["bedrag"]),
            "eenheid": UNITS[found["soort"]],
            "knooppunten": coverage(found),
            "vindplaatsen": sources.get(found["sleutel"], []),
        }
        for found in money.rows(
            store,
            f"SELECT {group.key} AS sleutel, gekozen.soort, {group.id} AS groep, {group.naam} AS naam, "
            f"SUM(bedrag) AS bedrag, {_HUBS} {grouped}"
            f"GROUP BY gekozen.soort, {group.id} ORDER BY gekozen.soort DESC, {group.order}",
            **reeksen(periods),
        )
    ]
    unknown = _unknown(store, money, chosen, periods)
    caveat = " ".join(_not_counted(unknown))
    table = Table(
        title="Structureel en eenmalig geld, elk apart",
        columns=varied(
            COLUMNS, naam={"heading": group.heading, "kind": group.kind}, aandeel=None, **_going_on(periods)
        ),
        rows=list(_of_years(rows, periods, merged=merged)) if periods else rows,
        key="groep",
        notes=[caveat] if caveat else [],
        caveat=caveat,
        wrapper={
            "totaal": None,
            "eenheid": None,
            "posten": [],
            "onbekend": list(dict.fromkeys(one.id for one in unknown)),
        },
    )
    if one_kind:
        (soort,) = chosen.soorten
        table = _of_one_kind(table, soort, group, periods)
        if not periods:
            whole = sum_of(store, money)
            table = _with_total(table, whole, by_hub=group is _GROUPS["knooppunt"])
    notes = _notes(store, chosen, money, per) if citations and not periods else ()
    return table._replace(notes=[*table.notes, *notes])


def sum_of(store: "Store", money: Selection) -> "Found":
    """Return the sum of chosen money of one kind: `bedrag`, in whole euros, None where none is known.

    With it the number of `knooppunten` that have such money, and of how many of them it is `onbekend`.
    """
    (whole,) = money.rows(store, _WHOLE)
    return whole


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


def _going_on(periods: list[Run]) -> dict[str, Any]:
    return {} if periods else {"doorlopend": None}


def _of_one_kind(table: Table, soort: str, group: _Group, periods: list[Run]) -> Table:
    """Return a table of one kind of money, whose title says its unit."""
    structural = soort == "structureel"
    return table._replace(
        title=f"{soort.capitalize()} geld, in {'euro per jaar' if structural else 'euro'}",
        columns=varied(
            COLUMNS,
            soort=None,
            naam={"heading": group.heading, "kind": group.kind},
            bedrag={"heading": "Bedrag per jaar" if structural else "Bedrag"},
            eenheid=None,
            aandeel={"screen": not periods},
            knooppunten={"screen": group is not _GROUPS["knooppunt"]},
            **_going_on(periods),
        ),
        wrapper={**(table.wrapper or {}), "eenheid": UNITS[soort]},
        picture=Picture("naam", "bedrag", said=["bedrag", "aandeel", "knooppunten"]),
    )


def _with_total(table: Table, whole: "Found", *, by_hub: bool) -> Table:
    """Return a table of one kind of money with its total, and with each row's share of what is known."""
    known = whole["bedrag"]
    parts = shares([None if row["bedrag"] is UNKNOWN else row["bedrag"] for row in table.rows])
    rows = [{**row, "aandeel": share} for row, share in zip(table.rows, parts, strict=True)]
    heading = "Aandeel in bekend geld" if whole["onbekend"] else "Aandeel"
    return table._replace(
        columns=varied(table.columns, aandeel={"heading": heading}),
        rows=sorted(rows, key=lambda row: row["bedrag"] is UNKNOWN),
        total={
            **dict.fromkeys(column.name for column in COLUMNS),
            "naam": f"Totaal van {of_hubs(whole)}" if by_hub else "Totaal",
            "bedrag": or_unknown(known),
            "aandeel": 100.0 if known else None,
            "knooppunten": coverage(whole),
        },
        wrapper={**(table.wrapper or {}), "totaal": known},
    )


def coverage(counted: "Found") -> str:
    """Return of how many knooppunten an amount is known: `3 van de 5`."""
    known, all_ = counted["knooppunten"] - counted["onbekend"], counted["knooppunten"]
    return f"{known} van {'1' if all_ == 1 else f'de {all_}'}"


def of_hubs(counted: "Found") -> str:
    """Return the same with its noun: `3 van de 5 knooppunten`, `1 van 1 knooppunt`."""
    return f"{coverage(counted)} {'knooppunt' if counted['knooppunten'] == 1 else 'knooppunten'}"


class _Unknown(NamedTuple):
    """Money that no source gives: of which kind and knooppunt, and in words in which years."""

    soort: str
    id: str
    naam: str
    years: str


def _unknown(store: "Store", money: Selection, chosen: Filter, periods: list[Run]) -> list[_Unknown]:
    """Return the chosen money that is unknown, of runs of years in each of these."""
    run_of = {run.first: run.in_words() for run in periods}
    found = money.rows(
        store,
        "SELECT DISTINCT gekozen.soort, k.id, k.naam, iif(gekozen.soort = 'eenmalig', jaar, NULL) AS jaar, "
        f"van AS vanaf, gekozen.tot, {'reeks.value' if periods else 'NULL'} AS reeks "
        f"FROM gekozen CROSS JOIN knooppunt k ON k.nr = knooppunt {f'JOIN {IN_RUN}' if periods else ''} "
        "WHERE bedrag IS NULL ORDER BY knooppunt, reeks, jaar, van",
        **reeksen(periods),
    )
    return [
        _Unknown(
            one["soort"], one["id"], one["naam"], run_of.get(one["reeks"]) or in_years(one, chosen.years)
        )
        for one in found
    ]


def _not_counted(unknown: list[_Unknown]) -> Iterator[str]:
    """Say of which knooppunten money is in no sum, and in which years."""
    for soort in UNITS:
        for years, hubs in by_years((one.naam, one.years) for one in unknown if one.soort == soort).items():
            yield (
                f"Niet meegeteld{years}: het {THE_KIND[soort]} geld voor {listed(hubs)}, want geen van de "
                "gelezen bronnen noemt het bedrag."
            )


def _unknown_hubs(store: "Store", money: Selection, most: int) -> "list[Found]":
    """Return the names of as many of the knooppunten of which a chosen amount is unknown."""
    return money.rows(
        store,
        "SELECT DISTINCT knooppunt, k.naam FROM gekozen CROSS JOIN knooppunt k ON k.nr = knooppunt "
        "WHERE bedrag IS NULL ORDER BY knooppunt LIMIT :most",
        most=most,
    )


def _notes(store: "Store", chosen: Filter, money: Selection, per: str | None) -> Iterator[str]:
    rising = money.rows(
        store,
        "SELECT naam FROM gekozen JOIN knooppunt k ON k.nr = knooppunt WHERE oplopend ORDER BY k.nr",
    )
    if rising and not chosen.jaren:
        yield rising_note(naam for (naam,) in rising)
    if per == "bron":
        yield (
            "Staat een bedrag in meerdere bronnen, dan telt het één keer mee: bij de bron die de dataset als "
            "eerste noemt."
        )
