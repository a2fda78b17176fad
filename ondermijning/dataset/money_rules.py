"""What the amounts of a knooppunt demand: years in order, parts inside their amount, no money twice.

Like all rules these look at plain data and pass over whatever has the wrong shape.
"""

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from ondermijning.amounts import written
from ondermijning.codes import Code
from ondermijning.dataset.entries import Entry, entries
from ondermijning.dataset.places import Path, Violation

_WAYS_OUT = (
    "Is het hetzelfde geld, zet er dan een vindplaats bij; noemt een bron er een ander bedrag voor, zet dat "
    "onder 'afwijkend'; is het bedrag veranderd, zet 'tot' bij het oude en 'vanaf' bij het nieuwe; is het "
    "ander geld, geef dan elk een eigen 'bestemming'."
)


def money_violations(data: dict[str, Any]) -> Iterator[Violation]:
    """Yield everything in plain `data` that breaks a rule about amounts."""
    for path, knooppunt in entries(data, "knooppunten"):
        amounts = list(entries(knooppunt, "financiering", path))
        for amount in amounts:
            yield from _years(*amount)
            yield from _parts(*amount)
        yield from _told_apart(amounts)


def _years(path: Path, amount: dict[str, Any]) -> Iterator[Violation]:
    """Yield where the years of structural money do not rise: those of the steps, `vanaf`, `tot`."""
    if amount.get("soort") != "structureel":
        return
    level, end = _year(amount, "vanaf"), _year(amount, "tot")
    if level and end and end < level:
        yield Violation((*path, "tot"), Code.VOLGORDE, f"'tot' ({end}) ligt vóór 'vanaf' ({level})")
    steps = [
        ((*place, "jaar"), year) for place, step in entries(amount, "opbouw", path) if (year := _year(step))
    ]
    for (_, year), (place, later) in pairwise(steps):
        if later <= year:
            yield Violation(
                place, Code.VOLGORDE, f"{later} staat na {year}; de jaren van een opbouw lopen op"
            )
    for place, year in steps:
        if level and year >= level:
            yield Violation(place, Code.VOLGORDE, f"een stap in {year} ligt niet vóór 'vanaf' ({level})")
        elif end and year > end:
            yield Violation(place, Code.VOLGORDE, f"een stap in {year} ligt na 'tot' ({end})")


def _parts(path: Path, amount: dict[str, Any]) -> Iterator[Violation]:
    """Yield where the known parts of a known amount are together more than it is."""
    found = [part.get("bedrag") for _, part in entries(amount, "waarvan")]
    parts = sum(euros for euros in found if type(euros) is int)
    whole = amount.get("bedrag")
    if type(whole) is int and parts > whole:
        message = f"de delen zijn samen {written(parts)}, meer dan het bedrag van {written(whole)}"
        yield Violation((*path, "waarvan"), Code.GRENS, message)


def _told_apart(amounts: list[Entry]) -> Iterator[Violation]:
    """Yield each amount that nothing tells apart from another of its kind and, one-off, of its year."""
    alike: dict[Any, list[Entry]] = defaultdict(list)
    for path, amount in amounts:
        kind, year = amount.get("soort"), _year(amount)
        if kind == "structureel" or (kind == "eenmalig" and year):
            alike["structureel bedrag" if kind == "structureel" else f"eenmalig bedrag in {year}"].append(
                (path, amount)
            )
    for what, group in alike.items():
        for path in _not_apart(group):
            message = f"een tweede {what} voor dit knooppunt, en niets houdt ze uiteen. {_WAYS_OUT}"
            yield Violation(path, Code.DUBBEL_BEDRAG, message)


def _not_apart(alike: list[Entry]) -> Iterator[Path]:
    """Yield the paths of amounts without a purpose beside others with one, or not after those of theirs."""
    by_purpose: dict[Any, list[Entry]] = defaultdict(list)
    for path, amount in alike:
        by_purpose[str(amount.get("bestemming") or "")].append((path, amount))
    if len(by_purpose) > 1:
        yield from (path for path, _ in by_purpose.pop("", []))
    for group in by_purpose.values():
        for (path, earlier), (other, later) in pairwise(
            sorted(group, key=lambda entry: start(entry[1]) or 0)
        ):
            if not follows(later, earlier):
                yield max(path, other)


def follows(later: dict[str, Any], earlier: dict[str, Any]) -> bool:
    """Whether the structural money of one amount begins after the last year of another."""
    first, last = start(later), _year(earlier, "tot")
    return first is not None and last is not None and last < first


def start(amount: dict[str, Any]) -> int | None:
    """Return the first year that structural money is said to run in: of a step, else of its level."""
    years = [_year(amount, "vanaf"), *(_year(step) for _, step in entries(amount, "opbouw"))]
    return min(filter(None, years), default=None)


def _year(part: dict[str, Any], name: str = "jaar") -> int | None:
    year = part.get(name)
    return year if type(year) is int else None
