"""The public tables as answers: fields as columns, rows as rows, the vindplaatsen of claims as citations."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from ondermijning.store.fields import PublicTable
from ondermijning.table import Citation, Column, varied
from ondermijning.text import date_in_words

if TYPE_CHECKING:
    from ondermijning.store import Found, Store, Values

CITED = Column("vindplaatsen", "Bron", "citations", "waar het staat: bron, pagina en fragment", machine=False)
"""The places that a row rests on, which most answers show to people alone."""


def columns_of(
    table: PublicTable,
    order: str,
    *others: Column,
    hidden: str = "",
    narrow: str = "",
    blank: str = "",
    bare: str = "",
    **own: Mapping[str, Any],
) -> list[Column]:
    """Return the columns of an answer by their names, in `order`: those of fields of a table, and `others`.

    People have to ask for those that are `hidden`; those of `narrow` go where there is no room, the last one
    first; of those that are `blank` an empty cell shows nothing; `bare` is what `--kaal` prints. `own` says
    what else of a field is its own in this answer.
    """
    columns = {"vindplaatsen": CITED}
    for field in table.fields:
        heading = field.heading or field.name.replace("_", " ").capitalize()
        kind = "text" if field.kind == "slug" else field.kind
        columns[field.name] = Column(field.name, heading, kind, field.meaning)
    columns |= {column.name: column for column in others}
    columns |= {name: columns[name]._replace(screen=False) for name in hidden.split()}
    columns |= {name: columns[name]._replace(rank=rank) for rank, name in enumerate(narrow.split(), 1)}
    columns |= {name: columns[name]._replace(empty="") for name in blank.split()}
    columns |= {name: columns[name]._replace(bare=True) for name in bare.split()}
    return varied((columns[name] for name in order.split()), **own)


def as_row(stored: "Found", columns: Iterable[Column]) -> dict[str, Any]:
    """Return a row of the database as one of an answer: lists and booleans are what they are."""
    row = dict(stored)
    for column in columns:
        if column.kind == "list" and column.name in row:
            row[column.name] = row[column.name].split("|") if row[column.name] else []
        elif column.kind == "boolean" and row.get(column.name) is not None:
            row[column.name] = bool(row[column.name])
    return row


def cited(store: "Store", claims: str, values: "Values" = ()) -> dict[Any, list[Citation]]:
    """Return the citations of each `groep`; `claims` is a SELECT of `groep` and the key of a `bewering`.

    They are in the order of the claims, each citation once in a group.
    """
    sql = (
        "SELECT groep, bron, pagina, fragment, titel, uitgever, bronnen.datum, kenmerk, url "
        f"FROM ({claims}) JOIN beweringen b USING (bewering) JOIN bronnen ON id = bron ORDER BY b.rowid"
    )
    groups: dict[Any, dict[Citation, None]] = {}
    for row in store.rows(sql, values):
        page = f", p. {row['pagina']}" if row["pagina"] else ""
        label = f"{source_in_words(row, row['titel'])}{page} ({row['bron']})"
        place = Citation(row["bron"], row["pagina"], row["fragment"], label, row["url"])
        groups.setdefault(row["groep"], {})[place] = None
    return {group: list(places) for group, places in groups.items()}


def source_in_words(source: "Found", title: str) -> str:
    """Return the line that names a source under this title: title, publisher, reference, date."""
    kenmerk = source["kenmerk"]
    reference = kenmerk if kenmerk and kenmerk not in title else ""
    if reference[:1].isdigit():
        reference = f"kenmerk {reference}"
    date = date_in_words(source["datum"] or "onbekend")
    return ", ".join(filter(None, (title, source["uitgever"], reference, date)))
