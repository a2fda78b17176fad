"""The shape of a public table: its fields with type, unit and meaning, its keys, its SELECT."""

from typing import Literal, NamedTuple

FieldKind = Literal["id", "text", "integer", "boolean", "url"]
"""What a field holds: `id` and `url` are text too; `boolean` is 0 or 1."""


class Field(NamedTuple):
    """A field: what it holds in Dutch words, and its unit; NULL where there is nothing, unless `required`.

    `unit` is `EUR`, `eenheid` where the field of that name says it, or empty.
    """

    name: str
    kind: FieldKind
    meaning: str
    required: bool = False
    unit: str = ""


class Reference(NamedTuple):
    """Fields of a table that name a row of another by its key."""

    fields: tuple[str, ...]
    table: str
    key: tuple[str, ...] = ("id",)


class PublicTable(NamedTuple):
    """A table: what it holds, its fields in order, what names a row of it, the SELECT that gives its rows.

    The SELECT is over tables of the read model, not over its views. Without a `key` nothing names a row.
    """

    name: str
    meaning: str
    fields: tuple[Field, ...]
    key: tuple[str, ...]
    references: tuple[Reference, ...]
    select: str
