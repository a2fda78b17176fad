"""What a total can be of: the groups of `totaal`."""

from typing import NamedTuple

from ondermijning.queries.years import IN_RUN
from ondermijning.table import Kind


class Group(NamedTuple):
    """How money is grouped: the SQL of a group's id, name, order and what is joined, its Dutch heading."""

    id: str
    naam: str
    order: str
    heading: str
    join: str = ""
    kind: Kind = "text"

    @property
    def key(self) -> str:
        """The SQL of what tells the groups of both kinds of money apart."""
        return f"gekozen.soort || ' ' || COALESCE({self.id}, '')"


_HUB = "JOIN knooppunt k ON k.nr = knooppunt"
# An amount with more sources counts with the first of those asked for, so that no euro counts twice.
SOURCE = """JOIN bron eerste ON eerste.nr = (
    SELECT bron FROM vindplaats WHERE vindplaats.bewering = gekozen.bewering AND {} ORDER BY volg LIMIT 1)"""
GROUPS = {
    "knooppunt": Group("k.id", "k.naam", "k.nr", "Knooppunt", _HUB),
    "type": Group("k.type", "k.type", "MIN(k.nr)", "Type", _HUB),
    "jaar": Group(
        "CAST(jaar AS TEXT)", "COALESCE(CAST(jaar AS TEXT), 'elk jaar')", "jaar", "Jaar", kind="year"
    ),
    "bron": Group("eerste.id", "eerste.titel", "eerste.nr", "Eerste bron", SOURCE),
}
RUNS = GROUPS["jaar"]._replace(
    id="reeks.value", naam="reeks.value", order="reeks.value", join=f"JOIN {IN_RUN}"
)
PER = tuple(GROUPS)
"""What a row can be about."""
