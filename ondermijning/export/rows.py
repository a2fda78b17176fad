"""The rows of public tables as programs outside SQLite take them, one by one."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from ondermijning.store.tables import PUBLIC

if TYPE_CHECKING:
    from ondermijning.store import Store
    from ondermijning.store.fields import PublicTable

Progress = Callable[[float], None]
"""Takes which part of the work is done, 0 to 1."""

_AT_ONCE = 10_000


def rows_of(store: "Store", table: "PublicTable", progress: Progress) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of a table in the order of its fields: texts, integers and booleans, None for NULL."""
    booleans = [number for number, field in enumerate(table.fields) if field.public_kind == "boolean"]
    done, step = PUBLIC.index(table), 1 / len(PUBLIC)
    for count, found in enumerate(store.each(f"SELECT * FROM {table.name}")):
        if count % _AT_ONCE == 0:  # how many there are is not known: the bar nears the next table
            progress(step * (done + count / (count + 10 * _AT_ONCE)))
        row = list(found)
        for number in booleans:
            row[number] = None if row[number] is None else bool(row[number])
        yield tuple(row)
