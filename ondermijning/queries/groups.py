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


_HUB = "JOIN knooppunten k ON k.id = knooppunt"
# An amount with more sources counts with the first of those asked for, so that no euro counts twice.
SOURCE = """JOIN bronnen eerste ON eerste.id = (
    SELECT bron FROM beweringen WHERE bewering = gekozen.sleutel AND {} ORDER BY vindplaats LIMIT 1)"""
GROUPS = {
    "knooppunt": Group("k.id", "k.naam", "k.rowid", "Knooppunt", _HUB),
    "type": Group("k.type", "k.type", "MIN(k.rowid)", "Type", _HUB),
    "jaar": Group(
        "CAST(jaar AS TEXT)", "COALESCE(CAST(jaar AS TEXT), 'elk jaar')", "jaar", "Jaar", kind="year"
    ),
    "bron": Group("eerste.id", "eerste.titel", "eerste.rowid", "Eerste bron", SOURCE),
}
RUNS = GROUPS["jaar"]._replace(
    id="reeks.value", naam="reeks.value", order="reeks.value", join=f"JOIN {IN_RUN}"
)
PER = tuple(GROUPS)
"""What a row can be about."""
