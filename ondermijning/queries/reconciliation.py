"""Totals that a source states, beside the sum of the items they cover: the question of `aansluiting`."""

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from ondermijning.amounts import in_words
from ondermijning.queries import names
from ondermijning.queries.columns import as_row, cited, columns_of
from ondermijning.queries.notes import MOST_NAMES, listed
from ondermijning.store.tables import TOTALEN
from ondermijning.table import Column, Table, or_unknown

if TYPE_CHECKING:
    from ondermijning.store import Store

VERDICTS = ("sluit", "ruimer", "sluit niet", "niet gespecificeerd", "al bereikt", "onbekend")
"""What follows for a total; the last three are of totals of which an item is still unknown."""
ADDS_UP, WIDER, DOES_NOT, NOT_SPECIFIED, REACHED, UNDECIDED = VERDICTS
SETTLED = (ADDS_UP, WIDER)
"""The verdicts that leave nothing to find out: the rest of a wider total is not about its items."""

COLUMNS = columns_of(
    TOTALEN,
    "bron soort jaar vanaf wanneer ruimer status opgegeven gespecificeerd verschil onbekend oordeel "
    "vindplaatsen",
    Column("bron", "Bron", "list", "id's van de bronnen die het totaal noemen"),
    Column("wanneer", "Jaar", "year", "jaar of eerste jaar in woorden", machine=False),
    Column("opgegeven", "Totaal", "euro", "het totaal dat de bron noemt, in euro of euro per jaar"),
    Column("gespecificeerd", "Som", "euro", "de bekende bedragen samen"),
    Column("verschil", "Verschil", "euro", "hoeveel het totaal hoger is dan die som"),
    Column("onbekend", "Onbekend", "list", "id's van de knooppunten zonder bekend bedrag"),
    Column("oordeel", "Oordeel", meaning=", ".join(VERDICTS)),
    hidden="bron jaar vanaf ruimer onbekend",
    narrow="verschil wanneer status",
    bare="oordeel",
)


class Stated(NamedTuple):
    """A stated total beside its items, in euros per year where `soort` is structural, else in euros.

    `items` is the sum of those that are known, None where none is; `open` are the ids of the covered
    knooppunten of which not every amount is known.
    """

    bewering: str
    soort: str
    jaar: int | None
    vanaf: int | None
    ruimer: bool
    status: str
    bedrag: int
    items: int | None
    open: list[str]

    @property
    def difference(self) -> int | None:
        """How much more the total is than its known items, or less; None where no item is known."""
        return None if self.items is None else self.bedrag - self.items

    @property
    def verdict(self) -> str:
        """What follows and no more: open amounts may explain what is missing, never what is too much."""
        if self.difference is None:
            return UNDECIDED
        if self.difference == 0:
            return REACHED if self.open else ADDS_UP
        if self.difference < 0:
            return DOES_NOT
        return NOT_SPECIFIED if self.open else WIDER if self.ruimer else DOES_NOT

    @property
    def when(self) -> str:
        """The year or the first year, in words; empty where the total is of every year."""
        return str(self.jaar or "") or (f"vanaf {self.vanaf}" if self.vanaf else "")


_COVERED = "SELECT value AS id FROM json_each('[\"' || replace(:omvat, '|', '\",\"') || '\"]')"
_ALL = "SELECT id FROM knooppunten"
# The money of a year; for a total without a year the levels are taken. A level without any year counts for a
# total that goes on, for nothing says that it does not hold then.
_OF_A_YEAR = """
SELECT t.knooppunt, IIF(:vanaf AND van IS NULL AND t.tot IS NULL, b.bedrag, t.bedrag) AS bedrag
FROM omvat CROSS JOIN tijdvakken t ON t.knooppunt = omvat.id AND t.soort = :soort
CROSS JOIN bedragen b USING (sleutel)
WHERE COALESCE(:jaar, :vanaf) BETWEEN COALESCE(van, 0) AND COALESCE(t.tot, 9999)
"""
_LEVELS = """
SELECT knooppunt, bedrag
FROM omvat CROSS JOIN bedragen ON knooppunt = omvat.id AND soort = :soort AND gevolgd = 0 AND stap = 0
"""
_ITEMS = """
WITH omvat AS ({covered})
SELECT id, items.bedrag, COALESCE(bekend, FALSE) AS bekend FROM omvat JOIN knooppunten k USING (id)
LEFT JOIN (SELECT knooppunt, SUM(bedrag) AS bedrag, COUNT(bedrag) = COUNT(*) AS bekend
    FROM ({money}) GROUP BY knooppunt) items ON items.knooppunt = omvat.id
ORDER BY k.rowid
"""


def stated_totals(store: "Store") -> list[Stated]:
    """Return every stated total beside its items, in the order of the file."""

    @cache  # totals of the same knooppunten in the same years have the same items
    def items(omvat: str, soort: str, jaar: int | None, vanaf: int | None) -> tuple[int | None, list[str]]:
        money = _LEVELS if jaar is None and vanaf is None else _OF_A_YEAR
        sql = _ITEMS.format(covered=_ALL if omvat == "alle" else _COVERED, money=money)
        hubs = store.rows(sql, {"omvat": omvat, "soort": soort, "jaar": jaar, "vanaf": vanaf})
        known = [hub["bedrag"] for hub in hubs if hub["bedrag"] is not None]
        return sum(known) if known else None, [hub["id"] for hub in hubs if not hub["bekend"]]

    totals = []
    for row in store.rows("SELECT * FROM totalen ORDER BY rowid"):
        known, open_ = items(row["omvat"], row["soort"], row["jaar"], row["vanaf"])
        total = {name: cell for name, cell in as_row(row, COLUMNS).items() if name in Stated._fields}
        totals.append(Stated(**total, items=known, open=open_))
    return totals


def aansluiting(store: "Store") -> Table:
    """Return the stated totals: amounts in whole euros, per year where `soort` is structural."""
    totals = stated_totals(store)
    sources = cited(store, "SELECT bewering AS groep, bewering FROM totalen")
    rows = [
        {
            **total._asdict(),
            "bron": list(dict.fromkeys(place.bron for place in sources[total.bewering])),
            "wanneer": total.when or "elk jaar",
            "opgegeven": total.bedrag,
            "gespecificeerd": or_unknown(total.items),
            "verschil": or_unknown(total.difference),
            "onbekend": total.open,
            "oordeel": total.verdict,
            "vindplaatsen": sources[total.bewering],
        }
        for total in totals
    ]
    return Table(
        title="Totalen volgens de bron, vergeleken met de som van de bedragen",
        columns=COLUMNS,
        rows=rows,
        notes=list(_notes(totals, names.hubs(store) if any(total.open for total in totals) else {})),
    )


def _notes(totals: list[Stated], hubs: dict[str, str]) -> Iterator[str]:
    for total in totals:
        if total.verdict != ADDS_UP:
            when = f" {total.when}" if total.when else ""
            missing = listed((hubs[hub] for hub in total.open[:MOST_NAMES]), of=len(total.open))
            is_or_are = "is het bedrag" if len(total.open) == 1 else "zijn de bedragen"
            open_ = f" Onbekend {is_or_are} van {missing}." if missing else ""
            yield f"{total.soort.capitalize()}{when}: {_relation(total)}{open_}"


def _relation(total: Stated) -> str:
    """Say how a total that does not simply add up relates to its items."""
    stated, difference = in_words(total.bedrag), total.difference
    if difference is None:
        return f"of het totaal van {stated} klopt, is niet te zeggen."
    if difference == 0:
        return f"de bekende bedragen zijn samen al {stated}."
    if difference < 0:
        return f"de bedragen zijn samen {in_words(-difference)} hoger dan het totaal volgens de bron."
    rest = in_words(difference)
    if total.verdict == WIDER:
        return f"het totaal is breder dan deze knooppunten; {rest} valt erbuiten of is niet uitgesplitst."
    missing = f"van de {stated} is {rest} niet in de bedragen terug te vinden."
    wider = " Een deel daarvan kan buiten deze knooppunten vallen: het totaal is breder."
    return missing + wider if total.ruimer else missing
