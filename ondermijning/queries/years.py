"""The years that an answer goes over: which there are, and which stand together because nothing changes."""

from typing import TYPE_CHECKING, NamedTuple

from ondermijning.queries.filters import IN_YEAR, Filter, Selection
from ondermijning.table import Column

if TYPE_CHECKING:
    from ondermijning.store import Store

IN_RUN = f"json_each(:reeksen) AS reeks ON {IN_YEAR.format('gekozen', 'reeks.value')}"
"""What joins the chosen money with the runs in which it is there, by their first years (`reeksen`)."""


ONGOING = Column("doorlopend", "Doorlopend", "boolean", "of het na dit jaar zo doorgaat", screen=False)


class Run(NamedTuple):
    """Years in which no chosen money begins or ends, both ends included; `goes_on` after the last as well."""

    first: int
    last: int
    goes_on: bool = False

    def years(self) -> range:
        """Return the years."""
        return range(self.first, self.last + 1)

    def in_words(self) -> str:
        """Return the years as people read them: `2024`, `2025–2030`, `vanaf 2031`."""
        if self.goes_on:
            return f"vanaf {self.first}"
        return str(self.first) if self.first == self.last else f"{self.first}–{self.last}"

    @property
    def name(self) -> str:
        """The years as the name of a field."""
        return self.in_words().replace(" ", "-").replace("–", "-")

    def joined(self, later: "Run") -> "Run":
        """Return this run and the one right after it as one."""
        return Run(self.first, later.last, later.goes_on)


def is_yearless(store: "Store", money: Selection, chosen: Filter) -> bool:
    """Whether no year is chosen, and none said of any chosen structural money: then its levels are all."""
    dated = "SELECT 1 FROM gekozen WHERE soort = 'structureel' AND COALESCE(van, tot) IS NOT NULL LIMIT 1"
    return not chosen.jaren and not money.rows(store, dated)


def runs(store: "Store", money: Selection, chosen: Filter, *, once: bool = False) -> list[Run]:
    """Return the runs of the chosen years; without any, of all years that the chosen money speaks of.

    From the first year to the last in which something changes; only of one-off money where that is asked.
    """
    of_kind = "soort = 'eenmalig'" if once else "TRUE"
    found = money.rows(store, f"SELECT DISTINCT van, tot FROM gekozen WHERE {of_kind}")
    bounds = [(period["van"], period["tot"]) for period in found]
    changes = {van for van, _ in bounds if van is not None}
    changes |= {tot + 1 for _, tot in bounds if tot is not None}
    goes_on = not chosen.jaren and any(tot is None for _, tot in bounds)
    years = chosen.years
    if changes and not years:
        first = min(tot if van is None else van for van, tot in bounds if (van, tot) != (None, None))
        years = list(range(first, max(changes) + goes_on))
    joined: list[Run] = []
    for year in years:
        if joined and joined[-1].last == year - 1 and year not in changes:
            joined[-1] = joined[-1]._replace(last=year)
        else:
            joined.append(Run(year, year))
    return [*joined[:-1], joined[-1]._replace(goes_on=goes_on)] if joined else []


def reeksen(found: list[Run]) -> dict[str, str]:
    """Return the parameter of a statement that joins the chosen money with these runs."""
    return {"reeksen": f"[{','.join(str(run.first) for run in found)}]"}
