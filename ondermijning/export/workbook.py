"""A workbook of the whole dataset: an overview, the money over the years, a sheet for each public table."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from ondermijning.amounts import UNITS
from ondermijning.export.package import TITLE
from ondermijning.export.rows import Progress, rows_of
from ondermijning.queries.filters import Filter
from ondermijning.queries.meerjaren import blocks
from ondermijning.queries.totals import totals
from ondermijning.render import Page
from ondermijning.render.sheets import Cell, Chart, Formula, Heading, Link, Sheet
from ondermijning.render.workbook import sheets_of
from ondermijning.store.public import PUBLIC
from ondermijning.table import UNKNOWN, Report, Table
from ondermijning.text import date_in_words

if TYPE_CHECKING:
    from ondermijning.store import Store
    from ondermijning.store.public_table import Field, PublicTable

_OVERVIEW = "Overzicht"
_MOST_GROUPS = 200
"""With more knooppunten the overview is of their types: every sum goes over all amounts."""
_SAMPLE, _WIDEST = 200, 60
_RULES = (
    "Onbekend is niet nul: een bedrag dat geen gelezen bron noemt heet onbekend, en zit in geen totaal.",
    "Structureel geld is per jaar, eenmalig geld niet: ze tellen nooit samen op.",
    "Gedeeld geld telt nooit dubbel: geld is niet over partners of thema's te verdelen; een deel zit erin.",
    "Een som over een keuze is niet de som over alles: wie filtert, ziet andere totalen dan hier staan.",
)


def pieces(store: "Store", path: str, progress: Progress) -> Iterator[bytes]:
    """Yield the bytes of the workbook that the ending of `path` chooses.

    Amounts are whole euros. Raises TooLargeError where a sheet cannot hold a table, and MissingExtraError
    where a library is not there.
    """
    ((date,),) = store.rows("SELECT bijgewerkt FROM dataset")
    sheets = [
        _overview(store, date),
        *_years(store, date),
        *(_sheet(store, table, progress) for table in PUBLIC),
    ]
    if path.lower().endswith(".ods"):
        from ondermijning.render import ods_book

        yield from ods_book.pieces(sheets, TITLE, date)
    else:
        from ondermijning.render import xlsx_book

        yield from xlsx_book.pieces(sheets, TITLE, date)


def _overview(store: "Store", date: str) -> Sheet:
    """Return the first sheet: what this is, and the totals as formulas over the sheet of amounts."""
    few = len(store.rows(f"SELECT 1 FROM knooppunt LIMIT {_MOST_GROUPS + 1}")) <= _MOST_GROUPS
    per = "knooppunt" if few else "type"
    asked = {
        "structureel": totals(store, Filter(structureel=True), per, citations=False),
        "eenmalig": totals(store, Filter(eenmalig=True), per, citations=False),
    }
    names = {row["groep"]: row["naam"] for table in asked.values() for row in table.all_rows()}
    figures = {
        kind: {row["groep"]: row["bedrag"] for row in table.all_rows()} for kind, table in asked.items()
    }
    amounts = _Amounts(store)
    rows: list[Sequence[Cell]] = []
    for group, name in names.items():
        cells = [amounts.sum(kind, figures[kind].get(group), **{per: group}) for kind in UNITS]
        rows.append([group, name, *cells])
    whole = [amounts.sum(kind, _whole(asked[kind])) for kind in UNITS]
    return Sheet(
        _OVERVIEW,
        [
            Heading(per, "id", 30),
            Heading("naam", "text", 36),
            Heading("structureel, euro per jaar", "euro", 18),
            Heading("eenmalig, euro, alle jaren", "euro", 18),
        ],
        rows,
        above=[TITLE, f"Stand van {date_in_words(date)}", *_RULES],
        total=["", "Totaal", *whole],
        below=[
            *_unknown(asked),
            "Gemaakt met knooppunt exporteer. De bladen hierna zijn de openbare tabellen.",
        ],
        chart=Chart("Structureel geld, in euro per jaar", 1, [2]) if rows else None,
    )


def _whole(table: Table) -> Any:
    return table.total["bedrag"] if table.total else None


def _unknown(asked: dict[str, Table]) -> Iterator[str]:
    for kind, table in asked.items():
        if table.unknown:
            names = ", ".join(row["naam"] for row in table.unknown[:20])
            yield f"Onbekend, en dus in geen totaal: het {kind} geld van {names}."


class _Amounts:
    """The sheet of amounts, as formulas refer to it."""

    def __init__(self, store: "Store") -> None:
        table = next(table for table in PUBLIC if table.name == "bedragen")
        ((count,),) = store.rows(f"SELECT COUNT(*) FROM ({table.select})")
        self._columns = {
            field.name: f"'bedragen'!${_letters(number)}$2:${_letters(number)}${max(count, 1) + 1}"
            for number, field in enumerate(table.fields)
        }

    def sum(self, kind: str, figure: Any, **where: str) -> Cell:
        """Return the sum of the amounts of a kind that go on, for where a field says this."""
        if figure is None or figure is UNKNOWN:
            return UNKNOWN.value if figure is UNKNOWN else None
        asked = {"soort": kind, "stap": _NO, "gevolgd": _NO, **where}
        conditions = ",".join(f'{self._columns[name]},"{word}"' for name, word in asked.items())
        return Formula(f"SUMIFS({self._columns['bedrag']},{conditions})", figure)


def _letters(number: int) -> str:
    """Return the letters of a column, from 0."""
    before, last = divmod(number, 26)
    return (_letters(before - 1) if before else "") + chr(ord("A") + last)


def _years(store: "Store", date: str) -> list[Sheet]:
    """Return the sheets of `meerjaren`, a row a knooppunt and a column for years, and that with its notes."""
    tables = blocks(store, Filter())
    return sheets_of(Report(tables, date=date), Page()) if tables else []


_YES, _NO = "ja", "nee"


def _sheet(store: "Store", table: "PublicTable", progress: Progress) -> Sheet:
    """Return the sheet of a public table, its rows read as they are written."""
    sample = store.rows(f"SELECT * FROM ({table.select}) LIMIT {_SAMPLE}")
    headings = [
        Heading(field.name, _kind(field), _width(field, [row[field.name] for row in sample]))
        for field in table.fields
    ]
    rows = (
        [_cell(value, field) for value, field in zip(row, table.fields, strict=True)]
        for row in rows_of(store, table, progress)
    )
    return Sheet(table.name, headings, rows)


def _kind(field: "Field") -> Any:
    if field.name == "bedrag":
        return "euro"
    if field.name == "waarde":
        return "number"
    return "url" if field.kind == "url" else "integer" if field.kind == "integer" else "text"


def _cell(value: Any, field: "Field") -> Cell:
    if value is None:
        return UNKNOWN.value if field.name == "bedrag" else None
    if isinstance(value, bool):
        return _YES if value else _NO
    return Link(value, value) if field.kind == "url" else value


def _width(field: "Field", values: list[Any]) -> int:
    longest = max((len(str(value)) for value in values if value is not None), default=0)
    return max(len(field.name) + 4, min(longest + 4, _WIDEST))
