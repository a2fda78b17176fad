"""What a change of the dataset does to its totals, in words: those of `totaal`, before and after."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Any

from ondermijning.amounts import UNITS, in_words, scale_for
from ondermijning.queries.filters import Filter, select
from ondermijning.queries.sums import coverage, sum_of
from ondermijning.queries.totals import totals
from ondermijning.queries.years import Run
from ondermijning.table import UNKNOWN, Row, or_unknown

if TYPE_CHECKING:
    from ondermijning.store import Store


def effect(old: "Store", new: "Store") -> Iterator[str]:
    """Yield a line for each total that is not the same: of structural money that goes on, then of years."""
    yield from _line("Structureel", _level(old), _level(new))
    before, after = _by_year(old), _by_year(new)
    for kind in UNITS:
        yield from _years(kind, before[kind], after[kind])


def _level(store: "Store") -> Row | None:
    found = sum_of(store, select(store, Filter(structureel=True)))
    shown = {"bedrag": or_unknown(found["bedrag"]), "knooppunten": coverage(found)}
    return shown if found["knooppunten"] else None


def _by_year(store: "Store") -> dict[str, dict[int, Row]]:
    """Return the total of each kind and year, none where structural money is said of no year."""
    found: dict[str, dict[int, Row]] = {kind: {} for kind in UNITS}
    for row in totals(store, Filter(), "jaar", citations=False).rows:
        if row["groep"]:
            found[row["soort"]][int(row["groep"])] = row
    return found


def _years(kind: str, before: dict[int, Row], after: dict[int, Row]) -> Iterator[str]:
    """Yield the lines of years, one for years of structural money that follow each other and are the same."""
    known = [*before, *after]
    years = range(min(known), max(known) + 1) if known else range(0)
    sides = {year: (_in_year(before, year), _in_year(after, year)) for year in years}

    def figures(year: int) -> Any:
        return [*map(_figures, sides[year]), year if kind == "eenmalig" else None]

    for _, alike in groupby(years, figures):
        first, *others = alike
        run = Run(first, others[-1] if others else first)
        ongoing = any(row and row.get("doorlopend") for row in sides[run.last])
        run = run._replace(goes_on=run.last == years[-1] and ongoing)
        yield from _line(f"{kind.capitalize()} {run.in_words()}", *sides[first])


def _in_year(rows: dict[int, Row], year: int) -> Row | None:
    """Return the total of a year, that of the last one where it goes on after that."""
    if not rows or year <= max(rows):
        return rows.get(year)
    last = rows[max(rows)]
    return last if last.get("doorlopend") else None


def _figures(row: Row | None) -> Any:
    return row and (row["bedrag"], row["knooppunten"])


def _line(name: str, was: Row | None, now: Row | None) -> Iterator[str]:
    """Yield a line where a total is not the same; None: there is no such money on record."""
    if _figures(was) != _figures(now):
        sides = [row for row in (was, now) if row]
        yield f"{name}: {_amounts(was, now)} (bekend voor {_coverage(sides)})"


def _amounts(was: Row | None, now: Row | None) -> str:
    figures = [row["bedrag"] if row else None for row in (was, now)]
    scale = scale_for(euros for euros in figures if isinstance(euros, int))
    words = {None: "geen", UNKNOWN: UNKNOWN.value}
    return _step(in_words(euros, scale) if isinstance(euros, int) else words[euros] for euros in figures)


def _coverage(sides: list[Row]) -> str:
    """Return of how many knooppunten each total is; of as many on both sides that is said once."""
    said: list[str] = [row["knooppunten"] for row in sides]
    (first, all_), (last, whole) = said[0].split(" van "), said[-1].split(" van ")
    counts = _step(said) if all_ != whole else f"{_step([first, last])} van {whole}"
    return f"{counts} {'knooppunt' if whole == '1' else 'knooppunten'}"


def _step(sides: Iterable[str]) -> str:
    """Return what was and what is now, once where that is the same."""
    return " → ".join(dict.fromkeys(sides))
