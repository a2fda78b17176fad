"""The fields of the public tables as the columns of an answer, and rows of the store as rows of one."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from ondermijning.store.fields import Field, PublicTable
from ondermijning.table import Column

if TYPE_CHECKING:
    from ondermijning.store import Found

CITED = Column("vindplaatsen", "Bron", "citations", "waar het staat: bron, pagina en fragment", machine=False)
"""The places that a row rests on, which most answers show to people alone."""
HIDDEN = {"screen": False}
"""How people see a field that they have to ask for."""


def columns_of(table: PublicTable, **shown: Mapping[str, Any] | Column) -> list[Column]:
    """Return the columns of an answer in the order of `shown`.

    By the name of a field, what is its own in this answer; or a column that is of no field.
    """
    fields = {field.name: field for field in table.fields}
    return [
        _column(fields[name])._replace(**how) if isinstance(how, Mapping) else how
        for name, how in shown.items()
    ]


def as_row(found: "Found", columns: Iterable[Column]) -> dict[str, Any]:
    """Return a row of the database as one of an answer: lists and booleans are what they are."""
    row = dict(found)
    for column in columns:
        if column.kind == "list" and column.name in row:
            row[column.name] = row[column.name].split("|") if row[column.name] else []
        elif column.kind == "boolean" and row.get(column.name) is not None:
            row[column.name] = bool(row[column.name])
    return row


def _column(field: Field) -> Column:
    heading = field.heading or field.name.replace("_", " ").capitalize()
    return Column(field.name, heading, "text" if field.kind == "slug" else field.kind, field.meaning)
