"""Sums of chosen money: of how many knooppunten they are, what is in none of them, and shares of them."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from ondermijning.amounts import UNITS
from ondermijning.queries.filters import Filter, Selection
from ondermijning.queries.notes import THE_KIND, by_years, in_years, listed
from ondermijning.queries.years import IN_RUN, Run, reeksen
from ondermijning.text import share

if TYPE_CHECKING:
    from ondermijning.store import Found, Store

# How many knooppunten there are, and of how many an amount is unknown.
HUBS = (
    "COUNT(DISTINCT knooppunt) AS knooppunten, "
    "COUNT(DISTINCT CASE WHEN bedrag IS NULL THEN knooppunt END) AS onbekend"
)
# The same of one kind, faster: SQLite counts one thing at a time in the order of its index.
_WHOLE = """
SELECT SUM(bedrag) AS bedrag, COUNT(DISTINCT knooppunt) AS knooppunten,
    (SELECT COUNT(DISTINCT knooppunt) FROM gekozen WHERE bedrag IS NULL) AS onbekend
FROM gekozen
"""


def sum_of(store: "Store", money: Selection) -> "Found":
    """Return the sum of chosen money of one kind: `bedrag`, in whole euros, None where none is known.

    With it the number of `knooppunten` that have such money, and of how many of them it is `onbekend`.
    """
    (whole,) = money.rows(store, _WHOLE)
    return whole


def coverage(found: "Found") -> str:
    """Return of how many knooppunten an amount is known: `3 van de 5`."""
    return share(found["knooppunten"] - found["onbekend"], found["knooppunten"])


def of_hubs(found: "Found") -> str:
    """Return the same with its noun: `3 van de 5 knooppunten`, `1 van 1 knooppunt`."""
    return with_noun(coverage(found))


def with_noun(known: str) -> str:
    """Return what `coverage` gives with its noun."""
    return f"{known} {'knooppunt' if known.endswith(' 1') else 'knooppunten'}"


def counted(found: "Found") -> dict[str, Any]:
    """Return the cells that say of how many knooppunten an amount is known, in words and in figures."""
    known = found["knooppunten"] - found["onbekend"]
    return {"knooppunten": coverage(found), "bekend": known, "van": found["knooppunten"]}


class Missing(NamedTuple):
    """Money that no source gives: of which kind and knooppunt, and in words in which years."""

    soort: str
    id: str
    naam: str
    years: str


def unknown_money(store: "Store", money: Selection, chosen: Filter, periods: list[Run]) -> list[Missing]:
    """Return the chosen money that is unknown, of runs of years in each of these."""
    run_of = {run.first: run.in_words() for run in periods}
    found = money.rows(
        store,
        "SELECT DISTINCT gekozen.soort, k.id, k.naam, iif(gekozen.soort = 'eenmalig', jaar, NULL) AS jaar, "
        f"van AS vanaf, gekozen.tot, {'reeks.value' if periods else 'NULL'} AS reeks "
        f"FROM gekozen CROSS JOIN knooppunten k ON k.id = knooppunt {f'JOIN {IN_RUN}' if periods else ''} "
        "WHERE bedrag IS NULL ORDER BY k.rowid, reeks, jaar, van",
        **reeksen(periods),
    )
    return [
        Missing(one["soort"], one["id"], one["naam"], run_of.get(one["reeks"]) or in_years(one, chosen.years))
        for one in found
    ]


def not_counted(unknown: list[Missing]) -> Iterator[str]:
    """Say of which knooppunten money is in no sum, and in which years."""
    for soort in UNITS:
        for years, hubs in by_years((one.naam, one.years) for one in unknown if one.soort == soort).items():
            yield (
                f"Niet meegeteld{years}: het {THE_KIND[soort]} geld voor {listed(hubs)}, want geen van de "
                "gelezen bronnen noemt het bedrag."
            )


def unknown_hubs(store: "Store", money: Selection, most: int) -> "list[Found]":
    """Return the names of as many of the knooppunten of which a chosen amount is unknown."""
    return money.rows(
        store,
        "SELECT naam FROM knooppunten k WHERE EXISTS ("
        "SELECT 1 FROM gekozen WHERE knooppunt = k.id AND bedrag IS NULL) ORDER BY rowid LIMIT :most",
        most=most,
    )


def shares(amounts: Sequence[int | None]) -> list[float | None]:
    """Return the share of 100 that each of `amounts` (whole euros of one kind) is of all that is known.

    In tenths that add up to 100.0: each is rounded down, and what is left goes to those that lost most
    (largest remainder). One that would be 0.0 and is not zero stays exact: more than 0, less than 0.1.
    None where the amount is unknown (None), or where the known ones are zero together.
    """
    whole = sum(amount or 0 for amount in amounts)
    if not whole:
        return [None] * len(amounts)
    parts = [divmod(1000 * (amount or 0), whole) for amount in amounts]
    left = 1000 - sum(tenths for tenths, _ in parts)
    by_loss = sorted(range(len(parts)), key=lambda place: -parts[place][1])
    raised = set(by_loss[:left])
    return [
        None if amount is None else (tenths + (place in raised)) / 10 or 100 * amount / whole
        for place, (amount, (tenths, _)) in enumerate(zip(amounts, parts, strict=True))
    ]
