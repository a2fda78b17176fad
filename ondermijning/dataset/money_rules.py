"""What the amounts of a knooppunt demand: years in order, parts inside their amount, no money twice.

Like all rules these look at plain data and pass over whatever has the wrong shape.
"""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from math import inf
from typing import Any, NamedTuple

from ondermijning.amounts import in_words
from ondermijning.codes import Code
from ondermijning.dataset.places import Path, Violation, entries

_SAME = (
    "Gaat het om hetzelfde geld, voeg dan een vindplaats toe. Noemt een bron er een ander bedrag voor, zet "
    "dat dan onder `afwijkend`."
)
_CHANGED = "Is het bedrag veranderd, zet dan `tot` bij het oude en `vanaf` bij het nieuwe."
_OTHER = "Gaat het om ander geld, geef dan elk bedrag een eigen `bestemming`."
_WAYS_OUT = {
    "structureel": ("dezelfde jaren", f"{_SAME} {_CHANGED} {_OTHER}"),
    "eenmalig": ("hetzelfde jaar", f"{_SAME} {_OTHER}"),
}
"""What two amounts of a kind that cannot be told apart have in common, and what to do about it."""


def money_violations(data: dict[str, Any]) -> Iterator[Violation]:
    """Yield everything in plain `data` that breaks a rule about amounts."""
    for path, knooppunt in entries(data, "knooppunten"):
        runs: dict[str, list[_Run]] = {"structureel": [], "eenmalig": []}
        for place, amount in entries(knooppunt, "financiering", path):
            if amount.get("soort") == "structureel":
                yield from _years(place, amount)
            if "waarvan" in amount:
                yield from _parts(place, amount)
            if run := _run(place, amount):
                runs[amount["soort"]].append(run)
        for kind, alike in runs.items():
            for run in _not_apart(alike) if len(alike) > 1 else ():
                years, ways_out = _WAYS_OUT[kind]
                message = f"dit knooppunt heeft al een {kind} bedrag voor {years}, en nergens staat"
                yield Violation(run.path, Code.DUBBEL_BEDRAG, f"{message} wat het verschil is. {ways_out}")


def _years(path: Path, amount: dict[str, Any]) -> Iterator[Violation]:
    """Yield where the years of structural money do not rise: those of the steps, `vanaf`, `tot`."""
    level, end = _year(amount, "vanaf"), _year(amount, "tot")
    if level and end and end < level:
        message = f"`tot` ({end}) ligt vóór `vanaf` ({level}); verbeter een van beide"
        yield Violation((*path, "tot"), Code.VOLGORDE, message)
    steps = [(place, year) for place, step in entries(amount, "opbouw", path) if (year := _year(step))]
    for (_, year), (place, later) in pairwise(steps):
        if later <= year:
            message = f"{later} staat na {year}; zet de jaren van een opbouw op volgorde, elk jaar één keer"
            yield Violation((*place, "jaar"), Code.VOLGORDE, message)
    for place, year in steps:
        message = ""
        if level and year >= level:
            message = f"{year} ligt niet vóór `vanaf` ({level}); een opbouw gaat over de jaren daarvoor"
        elif end and year > end:
            message = f"{year} ligt na `tot` ({end}); verbeter een van beide"
        if message:
            yield Violation((*place, "jaar"), Code.VOLGORDE, message)


def _parts(path: Path, amount: dict[str, Any]) -> Iterator[Violation]:
    """Yield where the known parts of a known amount are together more than it is."""
    found = [part.get("bedrag") for _, part in entries(amount, "waarvan")]
    parts = sum(euros for euros in found if type(euros) is int)
    whole = amount.get("bedrag")
    if type(whole) is int and 0 <= whole < parts:
        message = f"de delen zijn samen {in_words(parts)}, meer dan het bedrag zelf ({in_words(whole)})"
        yield Violation((*path, "waarvan"), Code.GRENS, message)


class _Run(NamedTuple):
    """The years of an amount, both ends included, where it stands, and what it says that it is for."""

    first: float
    last: float
    path: Path
    purpose: str


def _run(path: Path, amount: dict[str, Any]) -> _Run | None:
    """Return the years of an amount, None where its kind or its year is off; a year not said is no bound."""
    purpose = amount.get("bestemming")
    purpose = purpose if isinstance(purpose, str) else ""
    match amount.get("soort"):
        case "eenmalig" if year := _year(amount):
            return _Run(year, year, path, purpose)
        case "structureel":
            starts = [_year(amount, "vanaf"), *(_year(step) for _, step in entries(amount, "opbouw"))]
            first = min((year for year in starts if year), default=-inf)
            return _Run(first, _year(amount, "tot") or inf, path, purpose)
    return None


def _not_apart(runs: Iterable[_Run]) -> Iterator[_Run]:
    """Yield the second of each two that share a year, and not each have a purpose of their own."""
    anything, nothing = None, ""
    longest: dict[str | None, _Run] = {}  # what goes on longest of those before, by purpose
    for run in sorted(runs, key=lambda run: run.first):
        for purpose in [run.purpose, nothing] if run.purpose else [anything]:
            other = longest.get(purpose)
            if other and other.last >= run.first:
                yield max(run, other, key=lambda either: either.path)
        for purpose in (run.purpose, anything):
            longest[purpose] = max(run, longest.get(purpose, run), key=lambda either: either.last)


def _year(part: dict[str, Any], name: str = "jaar") -> int | None:
    year = part.get(name)
    return year if type(year) is int else None
