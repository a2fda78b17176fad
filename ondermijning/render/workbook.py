"""An answer as sheets: a sheet a table, amounts as numbers, and a sheet with the notes and the sources."""

from collections.abc import Iterable, Sequence

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


def sheets_of(report: Report, page: Page) -> list[Sheet]:
    """Return a sheet for each table, and one for what is told of them: notes, sources, conditions, date."""
    footnotes, taken = Footnotes(), {_NOTES.lower()}
    sheets = []
    for table in report.tables:
        name = name_for(table.title, taken)
        taken.add(name.lower())
        above = [table.title, *report.context()] if page.heading else []
        sheets.append(_sheet(name, table, above, footnotes))
    return [*sheets, _notes(report, footnotes)]


def _sheet(name: str, table: Table, above: Sequence[str], footnotes: Footnotes) -> Sheet:
    columns, cells = _columns(table), Cells(table, footnotes)
    rows = [[_value(row, column, cells) for column in columns] for row in table.shown()]
    headings = [
        Heading(column.heading, column.kind, _width(column.heading, [row[place] for row in rows]))
        for place, column in enumerate(columns)
    ]
    total = rows.pop() if table.total else []
    return Sheet(name, headings, rows, above=above, total=total)


def _columns(table: Table) -> list[Column]:
    """Return the columns that people see, and the unit of each row where there is one: figures are bare."""
    shown = [column for column in table.columns if column.screen]
    units = [column for column in table.columns if column.name == _UNIT and column not in shown]
    last = max((place for place, column in enumerate(shown, 1) if column.kind in _FIGURES), default=0)
    return [*shown[:last], *units, *shown[last:]] if last else shown


def _value(row: Row, column: Column, cells: Cells) -> Cell:
    """Return a cell: a figure as a number, what is unknown as the word, empty where there is nothing."""
    value = row.get(column.name)
    if value is None or value == []:
        return None
    match column.kind:
        case _ if isinstance(value, Unknown):
            return value.value
        case "percentage":
            return float(value) / 100
        case "url":
            return Link(value)
        case "date":
            return str(value)  # as it sorts
        case "year":
            return int(value) if str(value).isdecimal() else str(value)
        case _ if isinstance(value, int | float) and not isinstance(value, bool):
            return value if abs(value) < _EXACT else str(value)
    return cells.text(row, column)


def _width(heading: str, cells: Iterable[Cell]) -> int:
    """Return a width that shows the longest cell, or its words over some lines."""
    shown = (
        f"€ {grouped(round(cell))}" if isinstance(cell, int | float) else str(cell or "") for cell in cells
    )
    return max(_LEAST, len(heading) + _BUTTON, min(max(map(len, shown), default=0) + 2, _MOST))


def _notes(report: Report, footnotes: Footnotes) -> Sheet:
    """Return the sheet beside the tables; each of its rows says what it is."""
    lines = [("voorwaarden" if line == report.asked() else "stand", line) for line in report.context()]
    lines += [
        ("noot", note) for note in dict.fromkeys(note for table in report.tables for note in table.notes)
    ]
    rows: list[list[Cell]] = [[what, None, line, None] for what, line in lines]
    for label, (number, citation) in footnotes.items():
        rows.append(["bron", number, label, Link(citation.url) if citation.url else None])
    headings = [Heading("Wat", width=12), Heading("Nummer", "integer", 11), Heading("Tekst", width=90)]
    title = f"{_NOTES}, noten en bronnen"
    return Sheet(_NOTES, [*headings, Heading("Adres", "url", 60)], rows, above=[title])
