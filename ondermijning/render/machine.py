"""Cells and rows as programs read them: whole euros, empty or null for unknown, no notes."""

from collections.abc import Iterator
from typing import Any

from ondermijning.render import Page
from ondermijning.table import Citation, Report, Row, Table, Unknown


def word(cell: Any) -> str:
    """Return a cell as one field of a line, empty for unknown or nothing: a list joined by `|`.

    No item of a list holds a `|`. Of citations it is the sources, each once.
    """
    if cell is None or isinstance(cell, Unknown):
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, list):
        words = (item.bron if isinstance(item, Citation) else str(item) for item in cell)
        return "|".join(dict.fromkeys(words))
    return str(cell)


def lines(report: Report, page: Page) -> Iterator[list[str]]:
    """Yield the names of the fields, unless the page has no heading, and each row as fields of a line."""
    names = [column.name for column in report.tables[0].for_machines()]
    if page.heading:
        yield names
    for row in report.all_rows():
        yield [word(row[name]) or page.empty for name in names]


def record(table: Table, row: Row) -> dict[str, Any]:
    """Return a row as a JSON object."""
    return {column.name: _value(row[column.name]) for column in table.for_machines()}


def document(report: Report) -> Any:
    """Return a report as a JSON document: that of its one table, or a list of those of each."""
    documents = [_document(table, report) for table in report.tables]
    return documents[0] if len(documents) == 1 else documents


def _document(table: Table, report: Report) -> Any:
    """Return a list of objects, or the table's wrapper with what the answer is an answer to."""
    if table.wrapper is None:
        return [record(table, row) for row in table.rows]
    asked = {"voorwaarden": list(report.conditions), "bijgewerkt": report.date}
    return {**table.wrapper, table.rows_name: [record(table, row) for row in table.rows], **asked}


def _value(cell: Any) -> Any:
    """Return a cell as JSON knows it."""
    if isinstance(cell, Unknown):
        return None
    if isinstance(cell, list):
        return [_value(item) for item in cell]
    if isinstance(cell, Citation):
        return {"bron": cell.bron, "pagina": cell.pagina, "fragment": cell.fragment}
    return cell
