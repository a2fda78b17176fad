"""A workbook of the whole dataset: an overview, the money over the years, a sheet for each public table."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Any

from ondermijning.amounts import UNITS, grouped
from ondermijning.export.shared import RULES, SUMMARY, TITLE, Progress, as_of, rows_of
from ondermijning.queries.filters import Filter
from ondermijning.queries.meerjaren import Course, courses
from ondermijning.queries.sums import with_noun
from ondermijning.queries.totals import totals
from ondermijning.queries.years import Run
from ondermijning.render.sheets import (
    MOST_ROWS,
    Cell,
    Chart,
    Formula,
    Heading,
    Link,
    Sheet,
    TooLargeError,
    letters,
)
from ondermijning.store.tables import BEDRAGEN, KNOOPPUNTEN, PUBLIC, TIJDVAKKEN
from ondermijning.table import UNKNOWN, Row, Table

if TYPE_CHECKING:
    from ondermijning.store import Store
    from ondermijning.store.fields import Field, PublicTable

_MOST_GROUPS = 200
"""With more knooppunten the overview is of their types: every sum goes over all amounts."""
_SAMPLE, _WIDEST = 200, 60
"""Of how many rows a column is as wide as its longest text, and how wide it is at most."""
_YES, _NO = "ja", "nee"
_COUNTED = {"stap": _NO, "gevolgd": _NO}
"""What holds for amounts that count in a total without a year."""
_OVERVIEW = {"structureel": "structureel, euro per jaar", "eenmalig": "eenmalig, euro, alle jaren samen"}
_FIGURES = {"structureel": "Eindbedrag (per jaar)", "eenmalig": "Alle jaren samen"}
"""What the figures of each kind are called on the overview, and beside the years."""
_NOTE = (
    "onbekend: er is geld, maar geen van de gelezen bronnen noemt het bedrag. Het telt in geen totaal mee. "
    "Is een deel van een bedrag bekend, dan telt dat deel wel mee. Leeg: niets vastgelegd."
)

_Sum = Callable[..., str]
"""Takes conditions by the name of a field; see `_sum`."""


def pieces(store: "Store", path: str, progress: Progress) -> Iterator[bytes]:
    """Yield the bytes of the workbook that the ending of `path` chooses.

    Amounts are whole euros. Raises TooLargeError where a sheet cannot hold a table, and MissingExtraError
    where a library is not there.
    """
    if path.lower().endswith(".ods"):
        from ondermijning.render.as_ods import pieces as written
    else:
        from ondermijning.render.as_xlsx import pieces as written
    counts = {table.name: _count(store, table) for table in PUBLIC}
    amounts, periods = (partial(_sum, table, counts[table.name]) for table in (BEDRAGEN, TIJDVAKKEN))
    per = "knooppunt" if counts[KNOOPPUNTEN.name] <= _MOST_GROUPS else "type"
    wholes = {kind: _totals(store, kind, "knooppunt") for kind in UNITS}
    sheets = [
        _overview(store, per, amounts),
        *(_years(store, kind, whole, amounts, periods) for kind, whole in wholes.items() if whole.rows),
        *(_sheet(store, table, progress) for table in PUBLIC),
    ]
    yield from written(sheets, TITLE, store.date())


def _count(store: "Store", table: "PublicTable") -> int:
    """Return how many rows a table has. Raises TooLargeError where a sheet has no more below its heading."""
    count = store.rows(f"SELECT COUNT(*) AS aantal FROM {table.name}")[0]["aantal"]
    if count >= MOST_ROWS:
        raise TooLargeError(
            f"tabel '{table.name}' heeft {grouped(count)} rijen, en een blad heeft er hoogstens "
            f"{grouped(MOST_ROWS)}; kies een map, of een bestandsnaam die eindigt op .sqlite"
        )
    return int(count)


def _sum(table: "PublicTable", count: int, **conditions: str) -> str:
    """Return the formula of the sum of `bedrag` over the rows of a table's sheet that meet all conditions.

    A condition is a word that a field holds, or a sign and a number: `<=2024`. `count` is how many rows the
    table has.
    """
    columns = {
        field.name: f"'{table.name}'!${letters(number)}$2:${letters(number)}${max(count, 1) + 1}"
        for number, field in enumerate(table.fields)
    }
    met = ",".join(f'{columns[name]},"{condition}"' for name, condition in conditions.items())
    return f"SUMIFS({columns['bedrag']},{met})"


def _overview(store: "Store", per: str, amounts: _Sum) -> Sheet:
    """Return the first sheet: what this is, and the totals as formulas over the sheet of amounts."""
    answers = {kind: _totals(store, kind, per) for kind in UNITS}
    groups: dict[str, dict[str, Row]] = {}
    for kind, table in answers.items():
        for row in table.rows:
            groups.setdefault(row["groep"], {})[kind] = row

    def cells(by_kind: Mapping[str, Row | None], **group: str) -> list[Cell]:
        return [_amount(amounts(soort=kind, **_COUNTED, **group), by_kind.get(kind)) for kind in UNITS]

    rows = [
        [group, next(iter(by_kind.values()))["naam"], *cells(by_kind, **{per: group})]
        for group, by_kind in groups.items()
    ]
    figures = [Heading(text, "euro", 18) for text in _OVERVIEW.values()]
    return Sheet(
        "Overzicht",
        [Heading(per, "id", 30), Heading("naam", "text", 36), *figures],
        rows,
        above=[TITLE, SUMMARY, as_of(store.date()), *RULES],
        total=["", "Totaal", *cells({kind: table.total for kind, table in answers.items()})],
        below=[
            *(line for table in answers.values() for line in _coverage(table)),
            "Gemaakt met knooppunt exporteer. Na de bladen over de jaren komt een blad per openbare tabel.",
        ],
        chart=Chart(answers["structureel"].title, 1, [2]) if rows else None,
    )


def _totals(store: "Store", kind: str, per: str) -> Table:
    chosen = Filter(structureel=kind == "structureel", eenmalig=kind == "eenmalig")
    return totals(store, chosen, per, citations=False)


def _amount(formula: str, row: Row | None) -> Cell:
    """Return a formula that comes to the amount of a row; where that is not known, it is no sum."""
    if row is None or row["bedrag"] is None:
        return None
    return UNKNOWN.value if row["bedrag"] is UNKNOWN else Formula(formula, row["bedrag"])


def _coverage(table: Table) -> Iterator[str]:
    """Yield of how many knooppunten the total of a kind is, and which are not in it."""
    if table.total:
        yield f"{table.title}: bekend voor {with_noun(table.total['knooppunten'])}."
    if table.caveat:
        yield table.caveat


def _years(store: "Store", kind: str, whole: Table, amounts: _Sum, periods: _Sum) -> Sheet:
    """Return the sheet of a kind of money, `whole` its total: a row a knooppunt, a column a year.

    Below each year are its total, and of how many knooppunten that is.
    """
    runs, each = courses(store, kind)
    columns = [(run, year) for run in runs for year in run.years()]
    of_year = {row["groep"]: row for row in _totals(store, kind, "jaar").rows}
    by_year = [of_year.get(str(year)) for _, year in columns]
    rows = (
        [course.hub["naam"], course.hub["knooppunt"], course.hub["type"], *_figures(course, columns)]
        for course in each
    )
    known = [row["knooppunten"] if row else None for row in (*by_year, whole.total)]
    sums = (
        # what has begun, less what has ended; an amount that is known says when it begins
        _amount(f"{periods(soort=kind, van=f'<={year}')}-{periods(soort=kind, tot=f'<{year}')}", row)
        for (_, year), row in zip(columns, by_year, strict=True)
    )
    named = [Heading("Knooppunt", "text", 36), Heading("Id", "id", 30), Heading("Type", "text", 14)]
    texts = (run.in_words() if run.goes_on and year == run.last else str(year) for run, year in columns)
    return Sheet(
        f"meerjaren {kind}",
        [*named, *(Heading(text, "euro", 14) for text in texts), Heading(_FIGURES[kind], "euro", 18)],
        chain(rows, [["Bekend", None, None, *known]]),
        above=[whole.title, as_of(store.date())],
        total=["Totaal", None, None, *sums, _amount(amounts(soort=kind, **_COUNTED), whole.total)],
        below=[_NOTE],
    )


def _figures(course: Course, columns: Sequence[tuple[Run, int]]) -> Iterator[Cell]:
    for figure in (*(course.by_year.get(run.first) for run, _ in columns), course.figure):
        yield UNKNOWN.value if figure is UNKNOWN else figure


def _sheet(store: "Store", table: "PublicTable", progress: Progress) -> Sheet:
    """Return the sheet of a public table, its rows read as they are written."""
    sample = store.rows(f"SELECT * FROM {table.name} LIMIT {_SAMPLE}")
    headings = [
        Heading(
            field.name,
            "text" if field.kind == "slug" or field.public_kind == "boolean" else field.kind,
            _width(field.name, sample),
        )
        for field in table.fields
    ]
    rows = (
        [_cell(value, field) for value, field in zip(row, table.fields, strict=True)]
        for row in rows_of(store, table, progress)
    )
    return Sheet(table.name, headings, rows)


def _width(name: str, rows: Sequence[Any]) -> int:
    longest = max((len(str(row[name])) for row in rows if row[name] is not None), default=0)
    return max(len(name) + 4, min(longest + 4, _WIDEST))


def _cell(value: Any, field: "Field") -> Cell:
    if value is None:
        return UNKNOWN.value if field.kind == "euro" else None
    if isinstance(value, bool):
        return _YES if value else _NO
    return Link(value) if field.kind == "url" else value
