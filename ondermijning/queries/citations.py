"""Vindplaatsen as citations: which places in which sources a claim rests on, and how they are named."""

from typing import TYPE_CHECKING, Any

from ondermijning.table import Citation
from ondermijning.text import date_in_words

if TYPE_CHECKING:
    from ondermijning.store import Found, Store, Values


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
