"""How much money there is in each year, knooppunt by knooppunt: the question of `meerjaren`."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from ondermijning.amounts import UNITS
from ondermijning.queries.columns import cited, columns_of
from ondermijning.queries.filters import Filter, Money, Selection, select
from ondermijning.queries.found import by_way
from ondermijning.queries.notes import listed
from ondermijning.queries.years import IN_RUN, ONGOING, Run, is_yearless, reeksen, runs
from ondermijning.store.tables import BEDRAGEN
from ondermijning.table import UNKNOWN, Citation, Column, Picture, Table, Unknown, or_unknown

if TYPE_CHECKING:
    from ondermijning.store import Found, Store

COLUMNS = columns_of(
    BEDRAGEN,
    "knooppunt naam type soort jaar doorlopend bedrag status vindplaatsen",
    ONGOING,
    Column(
        "status",
        "Status",
        meaning="bekend, of onbekend als er geld is maar geen van de gelezen bronnen het bedrag noemt",
    ),
    hidden="knooppunt type",
    jaar={"meaning": "het jaar; leeg als geen bron een jaar noemt"},
    bedrag={"bare": True},
)

(_NAME,) = (column for column in COLUMNS if column.name == "naam")

_CELLS = """
SELECT knooppunt, k.naam, k.type, soort, reeks.value AS van, SUM(bedrag) AS bekend,
    COUNT(*) > COUNT(bedrag) AS open, knooppunt || ' ' || soort || ' ' || COALESCE(reeks.value, '') AS groep
FROM gekozen JOIN {0} JOIN knooppunten k ON k.id = knooppunt
GROUP BY k.rowid, soort, reeks.value ORDER BY k.rowid, soort DESC, reeks.value
"""
_CLAIMS = """
SELECT knooppunt || ' ' || soort || ' ' || COALESCE(reeks.value, '') AS groep, sleutel AS bewering
FROM gekozen JOIN {0}
"""
_NO_YEAR = "(SELECT NULL AS value) AS reeks ON soort = 'structureel'"
_ALL_YEARS = "(SELECT NULL AS value) AS reeks ON TRUE"
_CHOSEN = "SELECT id, naam FROM keuze JOIN knooppunten k USING (id) ORDER BY k.rowid"


class _Cell(NamedTuple):
    """What a knooppunt has of one kind in each year of a run; None: each year, where no source says which.

    `figure` is whole euros, unknown where a part of it is; `bekend` is what is known of it.
    """

    hub: "Found"
    run: Run | None
    vindplaatsen: Sequence[Citation]

    @property
    def figure(self) -> int | Unknown:
        return _figure(self.hub)


def _figure(hub: "Found") -> int | Unknown:
    return UNKNOWN if hub["open"] else or_unknown(hub["bekend"])


def meerjaren(store: "Store", chosen: Filter, *, citations: bool) -> Table:
    """Return a row for each year in which a chosen knooppunt has money of a kind on record, known or not.

    `bedrag` is whole euros: per year where `soort` is structureel, once where it is eenmalig; unknown
    where a part of it is. Where no year is said of any structural money, its level stands without one.
    """
    rows = [
        {
            **cell.hub,
            "jaar": year,
            "doorlopend": cell.run is None or cell.run.goes_on,
            "bedrag": cell.figure,
            "status": "onbekend" if cell.figure is UNKNOWN else "bekend",
            "vindplaatsen": cell.vindplaatsen,
        }
        for cell in _cells(store, chosen, citations=citations)
        for year in (cell.run.years() if cell.run else [None])
    ]
    return Table(
        title="Geld over de jaren",
        columns=COLUMNS,
        rows=rows,
        found=by_way(store, chosen, select(store, chosen, Money.RUNNING)),
        picture=None if rows else Picture("naam", "bedrag"),  # rows are drawn as `blocks`
    )


def blocks(store: "Store", chosen: Filter) -> list[Table]:
    """Return the same for people: a table for each kind that there is, a row a knooppunt, a column a run."""
    cells = _cells(store, chosen, citations=False)
    money = select(store, chosen, Money.RUNNING)
    hubs = {hub["id"]: hub["naam"] for hub in money.rows(store, _CHOSEN)}
    years = _years(cells)
    titles = {"structureel": "Structureel geld per jaar", "eenmalig": "Eenmalig geld"}
    found = [
        _block(titles[soort], hubs, years, of_kind)
        for soort in UNITS
        if (of_kind := [cell for cell in cells if cell.hub["soort"] == soort])
    ]
    where = "De bronnen van elk bedrag vindt u met knooppunt bedragen en knooppunt toon."
    if found:
        notes = [*found[-1].notes, where]
        found[-1] = found[-1]._replace(notes=notes, found=by_way(store, chosen, money))
    return found


class Course(NamedTuple):
    """What a knooppunt (`knooppunt`, `naam`, `type`) has of one kind of money, in whole euros.

    `figure` is what `list` shows: per year, or once in all years together; `by_year` is what there is in the
    first year of each run of years. Unknown where a part of it is.
    """

    hub: "Found"
    figure: int | Unknown
    by_year: dict[int, int | Unknown]


def courses(store: "Store", soort: str) -> tuple[list[Run], Iterator[Course]]:
    """Return the runs of years of all money of a kind, and what each knooppunt has of it, one by one.

    Where no year is said of any of it there are no runs.
    """
    chosen = Filter(structureel=soort == "structureel", eenmalig=soort == "eenmalig")
    running = select(store, chosen, Money.RUNNING)
    periods = runs(store, running, chosen)
    wholes = select(store, chosen).each(store, _CELLS.format(_ALL_YEARS))
    cells = running.each(store, _CELLS.format(IN_RUN), **reeksen(periods))
    return periods, _beside(wholes, cells)


def _beside(wholes: "Iterator[Found]", cells: "Iterator[Found]") -> Iterator[Course]:
    """Yield each whole with the cells of the same knooppunt; both come in the order of the knooppunten."""
    cell = next(cells, None)
    for whole in wholes:
        by_year = {}
        while cell and cell["knooppunt"] == whole["knooppunt"]:
            by_year[cell["van"]] = _figure(cell)
            cell = next(cells, None)
        yield Course(whole, _figure(whole), by_year)


def _cells(store: "Store", chosen: Filter, *, citations: bool) -> list[_Cell]:
    money = select(store, chosen, Money.RUNNING)
    yearless = is_yearless(store, money, chosen)
    found = _of(store, money, IN_RUN, runs(store, money, chosen, once=yearless), citations=citations)
    if yearless:
        levels = _of(store, select(store, chosen), _NO_YEAR, [], citations=citations)
        found = [*levels, *(cell for cell in found if cell.hub["soort"] == "eenmalig")]
    return found


def _of(store: "Store", money: Selection, join: str, periods: list[Run], *, citations: bool) -> list[_Cell]:
    by_first = {run.first: run for run in periods}
    given = reeksen(periods)
    sources = cited(store, money.sql + _CLAIMS.format(join), money.values | given) if citations else {}
    return [
        _Cell(hub, by_first.get(hub["van"]), sources.get(hub["groep"], []))
        for hub in money.rows(store, _CELLS.format(join), **given)
    ]


_Years = list[tuple[Column, Run | None]]
"""The columns of years that people see, each with a run whose money it shows."""

_EVERY_YEAR: _Years = [(Column("elk-jaar", "elk jaar", "euro"), None)]


def _years(cells: list[_Cell]) -> _Years:
    """Return the columns in the order of the years: one for runs after each other in which all is the same.

    One-off money is of one year, and stands in no column of more.
    """
    said: dict[Run, dict[tuple[str, str], Any]] = {}
    for cell in cells:
        if cell.run:
            what = said.setdefault(cell.run, {})
            what[cell.hub["knooppunt"], cell.hub["soort"]] = cell.figure, cell.hub["bekend"]
    spans: list[tuple[Run, Run]] = []
    for run in sorted(said):
        span, like = spans[-1] if spans else (run, run)
        yearly = all(soort == "structureel" for _, soort in said[run])
        if yearly and span.last == run.first - 1 and said[run] == said[like]:
            spans[-1] = (span.joined(run), like)
        else:
            spans.append((run, run))
    return [(Column(span.name, span.in_words(), "euro"), run) for span, run in spans]


def _block(title: str, hubs: dict[str, str], years: _Years, cells: list[_Cell]) -> Table:
    """Return the table of one kind: below each year its total, and of how many knooppunten that is."""
    if any(cell.run is None for cell in cells):
        years = _EVERY_YEAR
    of_run = {column.name: [cell for cell in cells if cell.run == run] for column, run in years}
    figures: dict[str, dict[str, Any]] = {id_: {"naam": naam} for id_, naam in hubs.items()}
    for name, found in of_run.items():
        figures |= {
            cell.hub["knooppunt"]: figures[cell.hub["knooppunt"]] | {name: cell.figure} for cell in found
        }
    return Table(
        title=title,
        # where there is no room for all, a year with nothing on record goes first
        columns=[_NAME, *(column._replace(rank=0 if of_run[column.name] else 1) for column, _ in years)],
        rows=list(figures.values()),
        coverage={"naam": "Bekend", **{name: _coverage(found) for name, found in of_run.items()}},
        total={"naam": "Totaal", **{name: _known(found) for name, found in of_run.items()}},
        notes=list(_notes(cells)),
        unit_in_title=True,
        picture=Picture("naam", years=list(of_run)),
    )


def _coverage(cells: list[_Cell]) -> str | None:
    known = sum(cell.figure is not UNKNOWN for cell in cells)
    return f"{known}/{len(cells)}" if cells else None


def _known(cells: list[_Cell]) -> int | Unknown | None:
    """Return what is known of a column together: None where nothing is on record, not even unknown."""
    known = [cell.hub["bekend"] for cell in cells if cell.hub["bekend"] is not None]
    return (sum(known) if known else UNKNOWN) if cells else None


def _notes(cells: list[_Cell]) -> Iterator[str]:
    if any(cell.figure is UNKNOWN for cell in cells):
        yield (
            "onbekend: er is geld, maar geen van de gelezen bronnen noemt het bedrag. Het telt in geen "
            "totaal mee."
        )
    if partly := [cell.hub["naam"] for cell in cells if cell.hub["open"] and cell.hub["bekend"] is not None]:
        yield f"Van {listed(partly)} is een deel bekend; dat deel telt in het totaal mee."
