"""What notes say in words: dates, lists of names, which amounts are unknown or still rising."""

from collections.abc import Iterable

from ondermijning.amounts import grouped
from ondermijning.text import all_of

MOST_NAMES = 8
"""As many names as a note holds."""


def listed(names: Iterable[str], of: int = 0) -> str:
    """Return names as a list for a note; of many (`of`, or as there are) only the first ones."""
    words = list(dict.fromkeys(names))
    more = max(of, len(words)) - MOST_NAMES
    if more > 0:
        words = [*words[: MOST_NAMES - 1], f"nog {grouped(more + 1)} andere"]
    return all_of(words)


def unknown_note(soort: str, hubs: Iterable[str]) -> str:
    """Return the note that says of which knooppunten no source gives the amount of this kind."""
    which = {"structureel": "structurele", "eenmalig": "eenmalige"}[soort]
    return f"Onbekend: geen gelezen bron noemt het {which} bedrag voor {listed(hubs)}."


def rising_note(hubs: Iterable[str]) -> str:
    """Return the note that explains for which knooppunten the structural amount is a level to rise to."""
    return f"Oplopend: bij {listed(hubs)} groeit het jaarbedrag toe naar dit bedrag."
