"""What describes a public table: its fields, each once, what names a row, and its references to others."""

from typing import Literal, NamedTuple

FieldKind = Literal[
    "id", "slug", "text", "word", "euro", "number", "integer", "boolean", "list", "date", "url"
]
PublicKind = Literal["id", "text", "integer", "boolean", "url"]
_KINDS: dict[str, PublicKind] = {
    "slug": "id", "word": "id", "id": "id", "integer": "integer", "euro": "integer", "number": "integer",
    "boolean": "boolean", "url": "url",
}  # fmt: skip


class Field(NamedTuple):
    """A field: what it holds and what that means, in Dutch; NULL where there is nothing, unless `required`.

    `kind` is that of its column in an answer, `slug` for an id that people see as a text. `unit` is `EUR`,
    `eenheid` where the field of that name says it, or empty. `heading` is what people see above it, by
    itself the name.
    """

    name: str
    kind: FieldKind
    meaning: str
    required: bool = False
    unit: str = ""
    heading: str = ""

    @property
    def sql_type(self) -> str:
        """Its type in SQLite."""
        return "INTEGER" if self.public_kind in ("integer", "boolean") else "TEXT"

    @property
    def public_kind(self) -> PublicKind:
        """What programs read: ids and urls are text too, a boolean is 0 or 1, a list is joined by `|`."""
        return _KINDS.get(self.kind, "text")


class Reference(NamedTuple):
    """A field that names a row of another table by its key."""

    field: str
    table: str
    key: str = "id"


class PublicTable(NamedTuple):
    """A table: what it holds, its fields in order, what names a row of it; without a `key` nothing does.

    With `view`, a SELECT, it is made of a table that keeps what holds for all knooppunten as such: so the
    database grows with the file, and not with its square.
    """

    name: str
    meaning: str
    fields: tuple[Field, ...]
    key: tuple[str, ...] = ()
    references: tuple[Reference, ...] = ()
    view: str = ""


EVERYONE = "*"
"""What stands for all knooppunten in what `deelname` and `geldigheid` are made of; no id is called so."""


def spread(table: str, field: str) -> str:
    """Return the SELECT of what holds where, each knooppunt by itself."""
    return (
        f"SELECT {field}, groep AS knooppunt FROM main.{table} WHERE groep <> '{EVERYONE}' UNION ALL "
        f"SELECT {field}, id FROM main.{table}, main.knooppunten WHERE groep = '{EVERYONE}'"
    )


def in_order(table: PublicTable) -> str:
    """Return the SELECT of all rows of a table in the order of the file, whatever index SQLite would take."""
    if not table.view:
        return f"SELECT * FROM main.{table.name} ORDER BY rowid"
    one, other = table.references
    return (
        f"SELECT v.* FROM ({table.view}) v JOIN main.{one.table} one ON one.id = v.{one.field} "
        f"JOIN main.{other.table} other ON other.id = v.{other.field} ORDER BY one.rowid, other.rowid"
    )


def definition(table: PublicTable) -> str:
    """Return the SQL that makes a table, with what its fields are as comments: SQLite keeps them."""
    if table.view:
        return f"CREATE VIEW {table.name} AS {table.view};\n"
    lines = [
        f"-- {field.meaning}\n    {field.name} {field.sql_type}{' NOT NULL' if field.required else ''}"
        for field in table.fields
    ]
    lines += [f"PRIMARY KEY ({', '.join(table.key)})"] if table.key else []
    lines += [f"FOREIGN KEY ({ref.field}) REFERENCES {ref.table} ({ref.key})" for ref in table.references]
    body = ",\n    ".join(lines)
    return f"CREATE TABLE {table.name} (  -- {table.meaning}\n    {body}\n);\n"


HUB = Field("knooppunt", "id", "id van het knooppunt", required=True)
NAME = Field("naam", "text", "naam van het knooppunt", required=True, heading="Knooppunt")
TYPE = Field("type", "slug", "type knooppunt, bijvoorbeeld zeehaven of luchthaven", required=True)
KIND = Field("soort", "slug", "structureel (per jaar) of eenmalig", required=True)
UNIT = Field("eenheid", "text", "EUR/jaar of EUR", required=True)
ROUGHLY = Field("aanduiding", "text", "hoe precies de bron is, bijvoorbeeld ruim of ongeveer")
FIRST_PLACE = (
    Field("bron", "id", "id van de eerste bron", required=True),
    Field("pagina", "integer", "pagina van de eerste vindplaats"),
    Field("fragment", "text", "woorden die daar staan"),
)
SOURCES = Field("bronnen", "list", "id's van alle bronnen", required=True)
READING = Field(
    "lezing",
    "text",
    "interpretatie: wat de dataset uit de bron opmaakt zonder dat het er letterlijk staat",
    heading="Interpretatie",
)
ALIASES = Field("aliassen", "list", "andere namen die u kunt typen")
CLAIM = Field("bewering", "text", "sleutel van de bewering in beweringen", required=True)
OF_HUB = Reference("knooppunt", "knooppunten")
OF_SOURCE = Reference("bron", "bronnen")
