"""The public tables as answers: fields as columns, rows as rows, the vindplaatsen of claims as citations."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from ondermijning.store.fields import Field, PublicTable
from ondermijning.table import Citation, Column
from ondermijning.text import date_in_words

if TYPE_CHECKING:
    from ondermijning.store import Found, Store, Values

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


def cited(store: "Store", claims: str, values: "Values" = ()) -> dict[Any, list[Citation]]:
    """Return the citations of each `groep`; `claims` is a SELECT of `groep` and the key of a `bewering`.

    In the order of the claims, each citation once a group.
    """
    sql = (
        "SELECT groep, bron, pagina, fragment, titel, uitgever, bronnen.datum, kenmerk, url "
        f"FROM ({claims}) JOIN beweringen b USING (bewering) JOIN bronnen ON id = bron ORDER BY b.rowid"
    )
    found: dict[Any, dict[Citation, None]] = {}
    for row in store.rows(sql, values):
        found.setdefault(row["groep"], {})[_citation(row)] = None
    return {group: list(citations) for group, citations in found.items()}


def _citation(row: "Found") -> Citation:
    page = f", p. {row['pagina']}" if row["pagina"] else ""
    named = f"{source_in_words(row, row['titel'])}{page} ({row['bron']})"
    return Citation(row["bron"], row["pagina"], row["fragment"], named, row["url"])


def source_in_words(source: "Found", title: str) -> str:
    """Return the line that names a source under this title: title, publisher, reference, date."""
    kenmerk = source["kenmerk"]
    reference = kenmerk if kenmerk and kenmerk not in title else None
    if reference and reference[0].isdigit():
        reference = f"kenmerk {reference}"
    date = date_in_words(source["datum"] or "onbekend")
    parts = (title, source["uitgever"], reference, date)
    return ", ".join(part for part in parts if part)
