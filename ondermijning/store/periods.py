"""The years in which money runs, and how much in each: what `tijdvak` holds."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ondermijning.dataset.money import Afwijking, Deel, Eenmalig, Stap, Structureel

Amount = Structureel | Eenmalig | Stap | Deel | Afwijking
"""A part with an amount of its own."""


class Period(NamedTuple):
    """Years, both ends included (None: no end), and the whole euros in each of them (None: unknown)."""

    van: int | None
    tot: int | None
    bedrag: int | None


def euros(part: Amount) -> int | None:
    """Return the whole euros of a part, None where they are unknown."""
    return None if part.bedrag == "onbekend" else part.bedrag


def start(amount: Structureel) -> int | None:
    """Return the first year that structural money is said to run in: of a step, else of its level."""
    return min([*(step.jaar for step in amount.opbouw), *filter(None, [amount.vanaf])], default=None)


def followed(amounts: Iterable[Structureel | Eenmalig]) -> Iterator[bool]:
    """Yield for each amount of a knooppunt whether structural money for the same has begun after it ended.

    Money that does not say what it is for is the same as all other.
    """
    amounts = list(amounts)
    latest: dict[str | None, int] = {}  # the last year in which money for something begins
    for amount in amounts:
        if amount.soort == "structureel":
            latest[amount.bestemming] = max(start(amount) or 0, latest.get(amount.bestemming, 0))
    for amount in amounts:
        if amount.soort == "eenmalig" or amount.tot is None:
            yield False
        elif amount.bestemming is None:
            yield amount.tot < max(latest.values())
        else:
            yield amount.tot < max(latest[amount.bestemming], latest.get(None, 0))


def periods(amount: Structureel | Eenmalig) -> Iterator[Period]:
    """Yield the periods of an amount in the order of the years; between two there is no money on record.

    Years in which structural money runs and of which nothing more is said are unknown: all years where
    none is named, and those from its start on that no step is about and that come before its level.
    """
    if amount.soort == "eenmalig":
        yield Period(amount.jaar, amount.jaar, euros(amount))
        return
    following = start(amount)  # the first year that is still to be told of; None: there is no first
    for step in amount.opbouw:
        yield from _unknown(following, step.jaar - 1)
        yield Period(step.jaar, step.jaar, euros(step))
        following = step.jaar + 1
    if amount.vanaf is None:
        yield from _unknown(following, amount.tot)
    else:
        yield from _unknown(following, amount.vanaf - 1)
        yield Period(amount.vanaf, amount.tot, euros(amount))


def _unknown(first: int | None, last: int | None) -> Iterator[Period]:
    if first is None or last is None or first <= last:
        yield Period(first, last, None)
