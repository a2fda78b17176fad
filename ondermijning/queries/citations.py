"""Vindplaatsen as citations: which places in which sources a claim rests on, and how a note names them."""

from collections.abc import Iterable, Sequence
from typing import Any

from ondermijning.amounts import grouped
from ondermijning.store import Store, Values
from ondermijning.table import Citation
from ondermijning.text import all_of

_MONTHS = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
]

CITED = (
    "bron.id, vindplaats.pagina, vindplaats.fragment, bron.titel, bron.uitgever, bron.datum, "
    "bron.kenmerk, bron.url"
)
"""The columns that `citation` reads, of `vindplaats` joined with `bron`."""


def date_in_words(date: str) -> str:
    """Return a date as people write it: `4 november 2022`, `maart 2022`, `2019`."""
    year, *rest = date.split("-")
    numbers = [int(part) for part in rest]
    words = [str(numbers[1])] if len(numbers) > 1 else []
    return " ".join([*words, *([_MONTHS[numbers[0] - 1]] if numbers else []), year])


def label(titel: str, uitgever: str | None, datum: str, kenmerk: str | None) -> str:
    """Return the line that names a source: title, publisher, reference, date."""
    reference = kenmerk if kenmerk and kenmerk not in titel else None
    return ", ".join(part for part in (titel, uitgever, reference, date_in_words(datum)) if part)


def citation(row: Sequence[Any]) -> Citation:
    """Return the citation in a row of the columns `CITED`."""
    bron, pagina, fragment, titel, uitgever, datum, kenmerk, url = row
    page = f", p. {pagina}" if pagina else ""
    return Citation(bron, pagina, fragment, f"{label(titel, uitgever, datum, kenmerk)}{page} ({bron})", url)


def by_group(
    store: Store, sql: str, values: Values = (), keys: int = 1
) -> dict[tuple[Any, ...], list[Citation]]:
    """Return the citations for each value of the first `keys` columns of `sql`; its rest is `CITED`."""
    found: dict[tuple[Any, ...], dict[Citation, None]] = {}
    for row in store.rows(sql, values):
        found.setdefault(row[:keys], {})[citation(row[keys:])] = None
    return {group: list(citations) for group, citations in found.items()}


MOST_NAMES = 8
"""As many names as a note holds."""


def names(found: Iterable[str], of: int = 0) -> str:
    """Return names as a list for a note; of many (`of`, or as there are) only the first ones."""
    words = list(dict.fromkeys(found))
    more = max(of, len(words)) - MOST_NAMES
    if more > 0:
        words = [*words[: MOST_NAMES - 1], f"nog {grouped(more + 1)} andere"]
    return all_of(words)
