"""What the dataset has on record of an amount that a letter names: the same, another, or nothing."""

from collections import defaultdict
from typing import TYPE_CHECKING, Literal, NamedTuple

from ondermijning.amounts import UNITS, in_words
from ondermijning.audit.letter import LetterAmount
from ondermijning.text import all_of

if TYPE_CHECKING:
    from ondermijning.store import Store

Stand = Literal["bekend", "wijkt-af", "nieuw", "onduidelijk"]
STANDS: dict[Stand, str] = {
    "bekend": "bekend",
    "wijkt-af": "anders dan in de dataset",
    "nieuw": "nieuw",
    "onduidelijk": "onduidelijk",
}
"""How an amount stands to the dataset, and how a note counts it."""

_INSIDE = ("waarvan", "afwijkend")
_RECORDS = """
SELECT onderdeel, iif(b.eenheid = 'EUR', 'eenmalig', 'structureel') AS soort,
    COALESCE(b.knooppunt, '') AS knooppunt, waarde AS bedrag,
    COALESCE(b.jaar, b.vanaf, heel.jaar, heel.vanaf) AS van,
    CASE WHEN b.jaar IS NOT NULL THEN b.jaar WHEN bij IS NULL THEN b.tot
        ELSE COALESCE(heel.jaar, heel.tot) END AS tot,
    bij IS NULL AND COALESCE(heel.gevolgd, 0) AS gevolgd,
    EXISTS (SELECT 1 FROM beweringen WHERE bewering = b.bewering AND bron = ?) AS van_bron
FROM beweringen b LEFT JOIN bedragen heel ON sleutel = COALESCE(bij, b.bewering)
WHERE vindplaats = 1
AND onderdeel IN ('structureel', 'eenmalig', 'opbouw', 'waarvan', 'afwijkend', 'opgegeven-totaal')
ORDER BY b.rowid
"""


class Record(NamedTuple):
    """An amount in the dataset: whole euros, None where unknown, in the years `van` to `tot`, None: no bound.

    `knooppunt` is empty for a total that a source states. `van_bron`: the source that is read says so.
    """

    onderdeel: str
    soort: str
    knooppunt: str
    bedrag: int | None
    van: int | None
    tot: int | None
    gevolgd: bool
    van_bron: bool

    def in_words(self) -> str:
        """Return what is on record, for people: `€ 16,5 miljoen (structureel vanaf 2024)`."""
        years = (f" vanaf {self.van}" if self.van else "") + (f" tot en met {self.tot}" if self.tot else "")
        if self.van and self.van == self.tot:
            years = f" {self.van}"
        return f"{'onbekend' if self.bedrag is None else in_words(self.bedrag)} ({self.soort}{years})"

    def may_be(self, amount: LetterAmount) -> bool:
        """Whether nothing that the letter says of an amount, its height aside, speaks against this one."""
        return (
            amount.knooppunt in ("", self.knooppunt)
            and amount.soort in ("", self.soort)
            and (amount.jaar is None or (self.van or 0) <= amount.jaar <= (self.tot or 9999))
        )

    def is_of_the_money(self, amount: LetterAmount) -> bool:
        """Whether this is the same money: of the same year, else the level that holds now."""
        if amount.jaar:
            return self.may_be(amount)
        return self.onderdeel == "structureel" and not self.gevolgd


class Records:
    """The amounts on record, to hold those of a letter against."""

    def __init__(self, store: "Store", bron: str | None) -> None:
        """Read them; `bron` is the id of the source that is read, None where it is not told."""
        self._by_euros: dict[int | None, list[Record]] = defaultdict(list)
        self._of: dict[tuple[str, str], list[Record]] = defaultdict(list)
        for row in store.rows(_RECORDS, [bron]):
            record = Record(**dict(row))
            self._by_euros[record.bedrag].append(record)
            if record.onderdeel not in _INSIDE:
                self._of[record.knooppunt, record.soort].append(record)

    def of(self, knooppunt: str, soort: str) -> list[Record]:
        """Return the amounts and steps of one kind at a knooppunt."""
        return self._of[knooppunt, soort]

    def stand(self, amount: LetterAmount) -> tuple[Stand, str]:
        """Return how an amount of a letter stands to the dataset, and in words what that has on record."""
        clear = bool(amount.knooppunt and amount.soort)
        for record in self._by_euros[amount.bedrag]:
            # Where the letter tells no knooppunt, what is known is what this source says, a part or a total.
            if record.may_be(amount) and (clear or record.van_bron or record.onderdeel not in UNITS):
                return "bekend", record.in_words()
        if not clear or amount.grens or (amount.soort == "eenmalig" and not amount.jaar):
            return "onduidelijk", ""
        known = [] if amount.deel else self.of(amount.knooppunt, amount.soort)
        others = [record for record in known if record.is_of_the_money(amount)]
        differs = any(other.bedrag is not None for other in others)
        return "wijkt-af" if differs else "nieuw", all_of([other.in_words() for other in others])
