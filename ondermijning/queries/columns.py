"""The fields of the public tables as the columns of an answer, and rows of the store as rows of one."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from ondermijning.store.fields import Field, PublicTable
from ondermijning.table import Column

if TYPE_CHECKING:
    from ondermijning.store import Found

CITED = Column("vindplaatsen", "Bron", "citations", "waar het staat: bron, pagina en fragment", machine=False)
"""The places that a row rests on, which most answers show to people alone."""


def columns_of(
    table: PublicTable, order: str, *others: Column, hidden: str = "", **own: Mapping[str, Any]
) -> list[Column]:
    """Return the columns of an answer by their names, in `order`: those of fields of a table, and `others`.

    People have to ask for those that are `hidden`; `own` says what of a field is its own in this answer.
    """
    columns = {field.name: _column(field) for field in table.fields} | {"vindplaatsen": CITED}
    columns |= {column.name: column for column in others}
    columns |= {name: columns[name]._replace(screen=False) for name in hidden.split()}
    return [columns[name]._replace(**own.get(name, {})) for name in order.split()]


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
