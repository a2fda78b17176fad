"""The years in which money runs, and how much in each: what `tijdvakken` holds."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

Data = dict[str, Any]
"""A part of a sound dataset, by its fields; one that may be left out need not be there."""


class Period(NamedTuple):
    """Years, both ends included (None: no end), and the whole euros in each of them (None: unknown)."""

    van: int | None
    tot: int | None
    bedrag: int | None


def euros(part: Data) -> int | None:
    """Return the whole euros of a part, None where they are unknown."""
    return None if part["bedrag"] == "onbekend" else part["bedrag"]


def start(amount: Data) -> int | None:
    """Return the first year that structural money is said to run in: of a step, else of its level."""
    years = [step["jaar"] for step in amount.get("opbouw", ())]
    return min([*years, *filter(None, [amount.get("vanaf")])], default=None)


def followed(amounts: Iterable[Data]) -> Iterator[bool]:
    """Yield for each amount of a knooppunt whether structural money for the same has begun after it ended.

    Money that does not say what it is for is the same as all other.
    """
    latest: dict[str | None, int] = {}  # the last year in which money for something begins
    for amount in amounts:
        if amount["soort"] == "structureel":
            purpose = amount.get("bestemming")
            latest[purpose] = max(start(amount) or 0, latest.get(purpose, 0))
    for amount in amounts:
        purpose, end = amount.get("bestemming"), amount.get("tot")
        if end is None:
            yield False
        elif purpose is None:
            yield end < max(latest.values())
        else:
            yield end < max(latest[purpose], latest.get(None, 0))


def periods(amount: Data) -> Iterator[Period]:
    """Yield the periods of an amount in the order of the years; between two there is no money on record.

    Years in which structural money runs and of which nothing more is said are unknown: all years where
    none is named, and those from its start on that no step is about and that come before its level.
    """
    if amount["soort"] == "eenmalig":
        yield Period(amount["jaar"], amount["jaar"], euros(amount))
        return
    level, end = amount.get("vanaf"), amount.get("tot")
    following = start(amount)  # the first year that is still to be told of; None: there is no first
    for step in amount.get("opbouw", ()):
        year = step["jaar"]
        yield from _unknown(following, year - 1)
        yield Period(year, year, euros(step))
        following = year + 1
    if level is None:
        yield from _unknown(following, end)
    else:
        yield from _unknown(following, level - 1)
        yield Period(level, end, euros(amount))


def _unknown(first: int | None, last: int | None) -> Iterator[Period]:
    if first is None or last is None or first <= last:
        yield Period(first, last, None)
