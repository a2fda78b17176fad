"""A workbook of the whole dataset: an overview, the money over the years, a sheet for each public table."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ondermijning.amounts import grouped
from ondermijning.export.overview import NO, overview, years
from ondermijning.export.shared import TITLE, Progress, rows_of
from ondermijning.render.sheets import MOST_ROWS, Cell, Heading, Link, Sheet, TooLargeError
from ondermijning.store.tables import PUBLIC
from ondermijning.table import UNKNOWN

if TYPE_CHECKING:
    from ondermijning.store import Store
    from ondermijning.store.fields import Field, PublicTable

_SAMPLE, _WIDEST = 200, 60
_YES = "ja"


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
    date = store.date()
    tables = (_sheet(store, table, progress) for table in PUBLIC)
    yield from written([overview(store, date, counts), *years(store, date, counts), *tables], TITLE, date)


def _count(store: "Store", table: "PublicTable") -> int:
    """Return how many rows a table has. Raises TooLargeError where a sheet has no more below its heading."""
    ((count,),) = store.rows(f"SELECT COUNT(*) FROM {table.name}")
    if count >= MOST_ROWS:
        raise TooLargeError(
            f"tabel '{table.name}' heeft {grouped(count)} rijen, en een blad heeft er hoogstens "
            f"{grouped(MOST_ROWS)}; kies een map, of een bestandsnaam die eindigt op .sqlite"
        )
    return int(count)


def _sheet(store: "Store", table: "PublicTable", progress: Progress) -> Sheet:
    """Return the sheet of a public table, its rows read as they are written."""
    sample = store.rows(f"SELECT * FROM {table.name} LIMIT {_SAMPLE}")
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
    return field.kind if field.kind in ("euro", "number", "url", "integer") else "text"


def _cell(value: Any, field: "Field") -> Cell:
    if value is None:
        return UNKNOWN.value if field.kind == "euro" else None
    if isinstance(value, bool):
        return _YES if value else NO
    return Link(value) if field.kind == "url" else value


def _width(field: "Field", values: list[Any]) -> int:
    longest = max((len(str(value)) for value in values if value is not None), default=0)
    return max(len(field.name) + 4, min(longest + 4, _WIDEST))
