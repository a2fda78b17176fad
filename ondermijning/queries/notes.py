"""What notes say in words: lists of names, which amounts are unknown and in which years, which are levels."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from ondermijning.amounts import grouped
from ondermijning.text import all_of

if TYPE_CHECKING:
    from ondermijning.store import Found
    from ondermijning.table import Row

MOST_NAMES = 8
"""As many names as a note holds."""
THE_KIND = {"structureel": "structurele", "eenmalig": "eenmalige"}
"""The kinds of money as they stand before a noun."""


def listed(names: Iterable[str], of: int = 0) -> str:
    """Return names as a list for a note: of many only the first, `of` all that there are."""
    words = list(dict.fromkeys(names))
    more = max(of, len(words)) - MOST_NAMES
    if more > 0:
        words = [*words[: MOST_NAMES - 1], f"nog {grouped(more + 1)} andere"]
    return all_of(words)


def unknown_notes(soort: str, unknown: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Yield a note for each set of years: of which knooppunten no source gives the amount of this kind then.

    `unknown` are the names of these knooppunten, each with its years in words.
    """
    for years, hubs in by_years(unknown).items():
        yield (
            f"Onbekend{years}: geen van de gelezen bronnen noemt het {THE_KIND[soort]} bedrag van "
            f"{listed(hubs)}."
        )


def by_years(unknown: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """Return names by their years in words, such as ` voor 2023 en 2024`; empty where no year is known."""
    years_of: dict[str, list[str]] = {}
    for naam, years in unknown:
        years_of.setdefault(naam, []).append(years)
    names: dict[str, list[str]] = {}
    for naam, all_years in years_of.items():
        words = "" if "" in all_years else listed(all_years)
        names.setdefault(f"{' voor' if words[:1].isdigit() else ''} {words}".rstrip(), []).append(naam)
    return names


def in_years(amount: "Row | Found", chosen: Sequence[int] = ()) -> str:
    """Return in words of which years an amount is, or of which of the chosen ones; empty without years."""
    jaar, first, last = amount["jaar"], amount["vanaf"], amount["tot"]
    if jaar:
        return str(jaar)
    if chosen:
        return listed(str(year) for year in chosen if (first or year) <= year <= (last or year))
    if first and last:
        return str(first) if first == last else f"{first}–{last}"
    return f"vanaf {first}" if first else f"tot en met {last}" if last else ""


def rising_note(hubs: Iterable[str]) -> str:
    """Return the note that explains for which knooppunten the structural amount is a level to rise to."""
    return (
        f"Oplopend: van {listed(hubs)} staat hier het eindbedrag; in eerdere jaren is het bedrag lager of "
        "onbekend."
    )
