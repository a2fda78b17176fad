"""What a change of the dataset does to its totals, in words: those of `totaal`, before and after."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from ondermijning.amounts import UNITS, in_words, scale_for
from ondermijning.queries.filters import Filter, select
from ondermijning.queries.sums import coverage, sum_of, with_noun
from ondermijning.queries.totals import totals
from ondermijning.queries.years import Run
from ondermijning.table import UNKNOWN, Unknown, or_unknown

if TYPE_CHECKING:
    from ondermijning.store import Store


class _Total(NamedTuple):
    """A sum, and of how many knooppunten it is known: `3 van de 5`."""

    euros: int | Unknown
    known: str


class _Course(NamedTuple):
    """The totals of one kind of money year by year; `goes_on`: the last one holds after its year as well."""

    totals: dict[int, _Total]
    goes_on: bool

    def of(self, year: int) -> _Total | None:
        last = max(self.totals, default=year)
        return self.totals.get(last if self.goes_on and year > last else year)


def effect(old: "Store", new: "Store") -> Iterator[str]:
    """Yield a line for each total that is not the same: of structural money that goes on, then of years."""
    yield from _line("Structureel", _level(old), _level(new))
    before, after = _courses(old), _courses(new)
    for kind in UNITS:
        yield from _years(kind, before[kind], after[kind])


def _level(store: "Store") -> _Total | None:
    level = sum_of(store, select(store, Filter(structureel=True)))
    return _Total(or_unknown(level["bedrag"]), coverage(level)) if level["knooppunten"] else None


def _courses(store: "Store") -> dict[str, _Course]:
    """Return the course of each kind of money, without structural money that is said of no year."""
    courses = {kind: _Course({}, goes_on=False) for kind in UNITS}
    for row in totals(store, Filter(), "jaar", citations=False).rows:
        if row["groep"]:
            years = courses[row["soort"]].totals
            years[int(row["groep"])] = _Total(row["bedrag"], row["knooppunten"])
            courses[row["soort"]] = _Course(years, bool(row.get("doorlopend")))
    return courses


def _years(kind: str, before: _Course, after: _Course) -> Iterator[str]:
    """Yield a line for each year; of structural money one for years in a row with the same totals."""
    known = [*before.totals, *after.totals]
    years = range(min(known), max(known) + 1) if known else range(0)
    apart = kind == "eenmalig"
    for (was, now, _), alike in groupby(
        years, lambda year: (before.of(year), after.of(year), apart and year)
    ):
        first, *others = alike
        last = others[-1] if others else first
        run = Run(first, last, last == years[-1] and (before.goes_on or after.goes_on))
        yield from _line(f"{kind.capitalize()} {run.in_words()}", was, now)


def _line(name: str, was: _Total | None, now: _Total | None) -> Iterator[str]:
    """Yield a line where a total is not the same; None: there is no such money on record."""
    if was == now:
        return
    euros = [total.euros if total else None for total in (was, now)]
    scale = scale_for(amount for amount in euros if isinstance(amount, int))
    words = {None: "geen", UNKNOWN: UNKNOWN.value}
    amounts = (in_words(amount, scale) if isinstance(amount, int) else words[amount] for amount in euros)
    yield f"{name}: {_step(amounts)} (bekend voor {_coverage([total for total in (was, now) if total])})"


def _coverage(sides: list[_Total]) -> str:
    """Return of how many knooppunten each total is; of as many on both sides that is said once."""
    counts, wholes = zip(*(total.known.split(" van ") for total in sides), strict=True)
    same = len(set(wholes)) == 1
    return with_noun(f"{_step(counts)} van {wholes[0]}" if same else _step(total.known for total in sides))


def _step(sides: Iterable[str]) -> str:
    """Return what was and what is now, once where that is the same."""
    return " → ".join(dict.fromkeys(sides))
