"""Cells and rows as programs read them: whole euros, empty or null for unknown, no notes."""

from collections.abc import Iterator
from typing import Any

from ondermijning.table import Citation, Table, Unknown


def value(cell: Any) -> Any:
    """Return a cell as JSON knows it."""
    if isinstance(cell, Unknown):
        return None
    if isinstance(cell, list):
        return [_item(item) for item in cell]
    return cell


def _item(item: Any) -> Any:
    if isinstance(item, Citation):
        return {"bron": item.bron, "pagina": item.pagina, "fragment": item.fragment}
    return item


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


def fields(table: Table) -> list[str]:
    """Return the names of the fields."""
    return [table.columns[place].name for place in table.places(screen=False)]


def words(table: Table, empty: str) -> Iterator[list[str]]:
    """Yield each row as fields of a line, with `empty` for unknown or nothing."""
    places = table.places(screen=False)
    for row in table.all_rows():
        yield [word(row[place]) or empty for place in places]


def record(table: Table, row: Any) -> dict[str, Any]:
    """Return a row as a JSON object."""
    return {table.columns[place].name: value(row[place]) for place in table.places(screen=False)}


def document(table: Table) -> Any:
    """Return the whole table as a JSON document: a list of objects, or the table's wrapper."""
    if table.wrapper is None:
        return [record(table, row) for row in table.all_rows()]
    return {**table.wrapper, table.rows_name: [record(table, row) for row in table.rows]}
