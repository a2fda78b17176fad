"""The sheets with which a workbook of the whole dataset begins: the totals, and the money over the years."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any

from ondermijning.amounts import UNITS
from ondermijning.export.ranges import Ranges
from ondermijning.export.shared import RULES, SUMMARY, TITLE, as_of
from ondermijning.queries.filters import Filter
from ondermijning.queries.meerjaren import Course, courses
from ondermijning.queries.sums import with_noun
from ondermijning.queries.totals import totals
from ondermijning.queries.years import Run
from ondermijning.render.sheets import Cell, Chart, Formula, Heading, Sheet
from ondermijning.table import UNKNOWN, Table

if TYPE_CHECKING:
    from ondermijning.store import Store

_MOST_GROUPS = 200
"""With more knooppunten the overview is of their types: every sum goes over all amounts."""
_NOTE = (
    "onbekend: er is geld, maar geen van de gelezen bronnen noemt het bedrag. Het telt in geen totaal mee. "
    "Is een deel van een bedrag bekend, dan telt dat deel wel mee. Leeg: niets vastgelegd."
)
_TITLES = {"structureel": "Structureel geld, in euro per jaar", "eenmalig": "Eenmalig geld, in euro"}
_FIGURES = {"structureel": "Eindbedrag (per jaar)", "eenmalig": "Alle jaren samen"}
NO = "nee"
"""How a sheet says that a field is false."""


def overview(store: "Store", date: str, counts: Mapping[str, int]) -> Sheet:
    """Return the first sheet: what this is, and the totals as formulas over the sheet of amounts.

    `counts` says how many rows each public table has.
    """
    per = "knooppunt" if counts["knooppunten"] <= _MOST_GROUPS else "type"
    asked = {kind: totals(store, _only(kind), per, citations=False) for kind in UNITS}
    found = {kind: {row["groep"]: row for row in table.rows} for kind, table in asked.items()}
    names = {group: row["naam"] for rows in found.values() for group, row in rows.items()}
    amounts = Ranges("bedragen", counts["bedragen"])

    def cell(kind: str, row: Mapping[str, Any] | None, **where: str) -> Cell:
        return _sum(amounts.sum(soort=kind, stap=NO, gevolgd=NO, **where), row)

    rows: list[Sequence[Cell]] = [
        [group, name, *(cell(kind, found[kind].get(group), **{per: group}) for kind in UNITS)]
        for group, name in names.items()
    ]
    return Sheet(
        "Overzicht",
        [
            Heading(per, "id", 30),
            Heading("naam", "text", 36),
            Heading("structureel, euro per jaar", "euro", 18),
            Heading("eenmalig, euro, alle jaren samen", "euro", 18),
        ],
        rows,
        above=[TITLE, SUMMARY, as_of(date), *RULES],
        total=["", "Totaal", *(cell(kind, asked[kind].total) for kind in UNITS)],
        below=[
            *(line for kind in UNITS for line in _coverage(kind, asked[kind])),
            "Gemaakt met knooppunt exporteer. Na de bladen over de jaren komt een blad per openbare tabel.",
        ],
        chart=Chart(_TITLES["structureel"], 1, [2]) if rows else None,
    )


def _only(kind: str) -> Filter:
    return Filter(structureel=kind == "structureel", eenmalig=kind == "eenmalig")


def _sum(formula: str, row: Mapping[str, Any] | None) -> Cell:
    """Return a formula that comes to the amount of a row; where that is not known, it is no sum."""
    if row is None or row["bedrag"] is None:
        return None
    return UNKNOWN.value if row["bedrag"] is UNKNOWN else Formula(formula, row["bedrag"])


def _coverage(kind: str, table: Table) -> Iterator[str]:
    """Yield of how many knooppunten the total of a kind is, and which are not in it."""
    if table.total:
        yield f"{_TITLES[kind]}: bekend voor {with_noun(table.total['knooppunten'])}."
    if table.caveat:
        yield table.caveat


def years(store: "Store", date: str, counts: Mapping[str, int]) -> Iterator[Sheet]:
    """Yield a sheet for each kind of money that there is: a row a knooppunt, a column a year."""
    periods, amounts = (Ranges(name, counts[name]) for name in ("tijdvakken", "bedragen"))
    for kind in UNITS:
        found, each = courses(store, kind)
        if (first := next(each, None)) is not None:
            sheet = _years(store, kind, found, chain([first], each), periods, amounts)
            yield sheet._replace(above=[_TITLES[kind], as_of(date)])


def _years(
    store: "Store", kind: str, found: list[Run], each: Iterator[Course], periods: Ranges, amounts: Ranges
) -> Sheet:
    """Return the sheet of a kind, below each year its total, and of how many knooppunten that is."""
    columns = [(run, year) for run in found for year in run.years()]
    of_year = {row["groep"]: row for row in totals(store, _only(kind), "jaar", citations=False).rows}
    by_year = [of_year.get(str(year)) for _, year in columns]
    whole = totals(store, _only(kind), "knooppunt", citations=False).total
    sums = (
        # what has begun, less what has ended; an amount that is known says when it begins
        _sum(f"{periods.sum(soort=kind, van=f'<={year}')}-{periods.sum(soort=kind, tot=f'<{year}')}", row)
        for (_, year), row in zip(columns, by_year, strict=True)
    )
    known = [row["knooppunten"] if row else None for row in (*by_year, whole)]
    rows = (_row(course, columns) for course in each)
    return Sheet(
        f"meerjaren {kind}",
        [
            Heading("Knooppunt", "text", 36),
            Heading("Id", "id", 30),
            Heading("Type", "text", 14),
            *(Heading(_in_words(run, year), "euro", 14) for run, year in columns),
            Heading(_FIGURES[kind], "euro", 18),
        ],
        chain(rows, [["Bekend", None, None, *known]]),
        total=["Totaal", None, None, *sums, _sum(amounts.sum(soort=kind, stap=NO, gevolgd=NO), whole)],
        below=[_NOTE],
    )


def _in_words(run: Run, year: int) -> str:
    return run.in_words() if run.goes_on and year == run.last else str(year)


def _row(course: Course, columns: Sequence[tuple[Run, int]]) -> Sequence[Cell]:
    figures = [course.by_year.get(run.first) for run, _ in columns]
    shown = [UNKNOWN.value if figure is UNKNOWN else figure for figure in (*figures, course.figure)]
    return [course.hub["naam"], course.hub["knooppunt"], course.hub["type"], *shown]
