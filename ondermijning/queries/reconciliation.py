"""Totals that a source states, beside the sum of the items they cover: the question of `aansluiting`."""

from typing import NamedTuple

from ondermijning.amounts import written
from ondermijning.queries.citations import CITED, by_group, names
from ondermijning.store import Store
from ondermijning.table import UNKNOWN, Column, Table

ADDS_UP, DOES_NOT = "sluit", "sluit niet"
NOT_SPECIFIED, REACHED, UNDECIDED = "niet gespecificeerd", "al bereikt", "onbekend"
"""The verdicts; the last three are of totals of which an item is still unknown."""


class Stated(NamedTuple):
    """A stated total and its items: euros per year where `soort` is structural, else euros in `jaar`.

    `itemised` is None where no item is known; `open` are the ids of the covered knooppunten of which
    not every amount is known.
    """

    bewering: int
    soort: str
    jaar: int | None
    vanaf: int | None
    status: str
    stated: int
    itemised: int | None
    open: list[str]

    @property
    def difference(self) -> int | None:
        """What the total has more than its known items, in euros; negative where these have more.

        None where no item is known, for then nothing is known of the difference.
        """
        return None if self.itemised is None else self.stated - self.itemised

    @property
    def verdict(self) -> str:
        """What follows and no more: open amounts may explain what is missing, never what is too much."""
        if self.difference is None:
            return UNDECIDED
        if self.difference == 0:
            return REACHED if self.open else ADDS_UP
        return NOT_SPECIFIED if self.open and self.difference > 0 else DOES_NOT


def stated_totals(store: Store) -> list[Stated]:
    """Return every stated total beside its items, in the order of the file."""
    totals = store.rows("SELECT nr, bewering, soort, jaar, vanaf, status, bedrag FROM totaal ORDER BY nr")
    return [
        Stated(bewering, soort, jaar, vanaf, status, bedrag, *_items(store, nr, soort, jaar))
        for nr, bewering, soort, jaar, vanaf, status, bedrag in totals
    ]


def _items(store: Store, total: int, soort: str, jaar: int | None) -> tuple[int | None, list[str]]:
    """Return the sum of the items that a total covers, and the covered knooppunten that are open."""
    rows = store.rows(
        "SELECT knooppunt.id, SUM(bedrag), COUNT(bedrag) = COUNT(*) AND COUNT(*) > 0 "
        "FROM (SELECT knooppunt FROM dekking WHERE totaal = ?) covered "
        "JOIN knooppunt ON knooppunt.nr = covered.knooppunt LEFT JOIN ("
        "SELECT knooppunt, bedrag, 1 AS item FROM bedrag WHERE soort = ? AND jaar IS ?) items "
        "ON items.knooppunt = covered.knooppunt GROUP BY knooppunt.nr",
        [total, soort, jaar],
    )
    known = [euros for _, euros, _ in rows if euros is not None]
    return sum(known) if known else None, [hub for hub, _, complete in rows if not complete]


def aansluiting(store: Store) -> Table:
    """Return the stated totals: amounts in whole euros, per year where `soort` is structural."""
    found = stated_totals(store)
    cited = by_group(
        store,
        f"SELECT totaal.bewering, {CITED} FROM totaal JOIN vindplaats USING (bewering) "
        "JOIN bron ON bron.nr = bron ORDER BY totaal.nr, volg",
    )
    rows = []
    for total in found:
        sources = cited.get((total.bewering,), [])
        rows.append(
            [
                list(dict.fromkeys(citation.bron for citation in sources)),
                total.soort,
                total.jaar,
                total.vanaf,
                str(total.jaar) if total.jaar else f"v.a. {total.vanaf}" if total.vanaf else "elk jaar",
                total.status,
                total.stated,
                UNKNOWN if total.itemised is None else total.itemised,
                UNKNOWN if total.difference is None else total.difference,
                total.open,
                total.verdict,
                sources,
            ]
        )
    return Table(
        title="Opgegeven totalen naast de som van hun posten",
        columns=[
            Column("bron", "Bron", "list", screen=False),
            Column("soort", "Soort"),
            Column("jaar", "Jaar", "integer", screen=False),
            Column("vanaf", "Vanaf", "integer", screen=False),
            Column("wanneer", "Jaar", machine=False, rank=2),
            Column("status", "Status", rank=3),
            Column("opgegeven", "Opgegeven", "euro"),
            Column("gespecificeerd", "Som", "euro"),
            Column("verschil", "Verschil", "euro", rank=1),
            Column("onbekend", "Onbekend", "list", screen=False),
            Column("oordeel", "Oordeel"),
            Column("vindplaatsen", "Bron", "citations", machine=False),
        ],
        rows=rows,
        key="oordeel",
        notes=[note for total in found if (note := _note(store, total))],
    )


def _note(store: Store, total: Stated) -> str:
    if total.verdict == ADDS_UP:
        return ""
    when = f" {total.jaar}" if total.jaar else ""
    start = f"{total.soort.capitalize()}{when}: "
    words = [_finding(total)]
    if total.open:
        known = dict(store.rows("SELECT id, naam FROM knooppunt"))
        words.append(f"geen bekend bedrag bij {names(known[hub] for hub in total.open)}")
    return f"{start}{'; '.join(words)}."


def _finding(total: Stated) -> str:
    """Return in words how a total that does not simply add up relates to its items."""
    stated, difference = written(total.stated), total.difference
    if difference is None:
        return f"of {stated} sluit, is onbekend"
    if difference == 0:
        return f"de bekende posten komen al uit op {stated}"
    if difference < 0:
        return f"de posten zijn {written(-difference)} meer dan het opgegeven totaal"
    rest = "is niet gespecificeerd" if total.open else "komt bij geen post terug"
    return f"{written(difference)} van {stated} {rest}"
