"""An answer as sheets: a sheet a table, amounts as numbers, and a sheet with the notes and the sources."""

from collections.abc import Iterable, Iterator, Sequence

from ondermijning.amounts import grouped
from ondermijning.render import Page
from ondermijning.render.people import Cells, Footnotes
from ondermijning.render.sheets import Cell, Heading, Link, Sheet, name_for
from ondermijning.table import Column, Report, Row, Table, Unknown

_NOTES = "Toelichting"
_UNIT, _FIGURES = "eenheid", ("number", "euro", "value")
_EXACT = 10**15
"""From this on a spreadsheet does not hold each whole number: a larger one is a text, infinity too."""
_LEAST, _MOST = 6, 50
"""The widths of columns, in characters; longer texts go over more lines."""
_BUTTON = 4
"""What the button of a filter takes of a heading."""


def title_of(report: Report) -> str:
    """Return the title of a whole workbook."""
    return " · ".join(dict.fromkeys(table.title for table in report.tables))


def sheets_of(report: Report, page: Page) -> list[Sheet]:
    """Return a sheet for each table, and one for what is told of them: notes, sources, conditions, date."""
    footnotes, taken = Footnotes(), {_NOTES.lower()}
    sheets = []
    for table in report.tables:
        name = name_for(table.title, taken)
        taken.add(name.lower())
        above = [table.title, *report.of()] if page.heading else []
        sheets.append(_sheet(name, table, above, footnotes))
    return [*sheets, _notes(report, footnotes)]


def _sheet(name: str, table: Table, above: Sequence[str], footnotes: Footnotes) -> Sheet:
    columns, cells = _columns(table), Cells(table, footnotes)
    rows = [_row(row, columns, cells) for row in table.above_total()]
    total = _row(table.total, columns, cells) if table.total else []
    headings = [
        Heading(
            column.heading, column.kind, _width(column.heading, [row[place] for row in [*rows, total] if row])
        )
        for place, column in enumerate(columns)
    ]
    return Sheet(name, headings, rows, above=above, total=total)


def _columns(table: Table) -> list[Column]:
    """Return the columns that people see, and the unit of each row where there is one: figures are bare."""
    shown = table.for_people()
    units = [column for column in table.columns if column.name == _UNIT and column not in shown]
    last = max((place for place, column in enumerate(shown, 1) if column.kind in _FIGURES), default=0)
    return [*shown[:last], *units, *shown[last:]] if last else shown


def _row(row: Row, columns: Iterable[Column], cells: Cells) -> list[Cell]:
    return [_value(row, column, cells) for column in columns]


def _value(row: Row, column: Column, cells: Cells) -> Cell:
    """Return a cell: a figure as a number, what is unknown as the word, empty where there is nothing."""
    value = row.get(column.name)
    if value is None or value == []:
        return None
    if isinstance(value, Unknown):
        return str(value.value)
    if column.kind == "percentage":
        return float(value) / 100
    if column.kind == "url":
        return Link(value)
    if column.kind == "date":
        return str(value)  # as it sorts
    if column.kind == "year":
        return int(value) if str(value).isdecimal() else str(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value if abs(value) < _EXACT else str(value)
    return cells.text(row, column)


def _width(heading: str, cells: Iterable[Cell]) -> int:
    """Return a width that shows the longest cell, or its words over some lines."""
    longest = max(map(len, _words(cells)), default=0)
    return max(_LEAST, len(heading) + _BUTTON, min(longest + 2, _MOST))


def _words(cells: Iterable[Cell]) -> Iterator[str]:
    """Yield cells about as they are shown."""
    for cell in cells:
        if isinstance(cell, int | float):
            yield f"€ {grouped(round(cell))}"
        elif cell is not None:
            yield str(cell)


def _notes(report: Report, footnotes: Footnotes) -> Sheet:
    """Return the sheet beside the tables; each of its rows says what it is."""
    notes = dict.fromkeys(note for table in report.tables for note in table.notes)
    rows: list[list[Cell]] = [
        ["voorwaarden" if line == report.asked() else "stand", None, line, None] for line in report.of()
    ]
    rows += [["noot", None, note, None] for note in notes]
    for label, (number, citation) in footnotes.items():
        rows.append(["bron", number, label, Link(citation.url) if citation.url else None])
    headings = [Heading("Wat", width=12), Heading("Nummer", "integer", 11), Heading("Tekst", width=90)]
    return Sheet(
        _NOTES, [*headings, Heading("Adres", "url", 60)], rows, above=[f"{_NOTES}, noten en bronnen"]
    )
