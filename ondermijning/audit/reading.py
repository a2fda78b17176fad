"""The amounts in a letter beside what the dataset has on record: the question of `lees`."""

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from ondermijning.amounts import in_words
from ondermijning.audit import pasting
from ondermijning.audit.letter import Gazetteer, LetterAmount, read_letter
from ondermijning.audit.record import STANDS, Records
from ondermijning.problems import UsageProblem
from ondermijning.table import Column, Report, Table
from ondermijning.text import date_in_words, did_you_mean, fold, visible

if TYPE_CHECKING:
    from ondermijning.store import Store

COLUMNS = (
    Column("pagina", "Pagina", "integer", "pagina van de brief, als die bekend is", rank=3, empty=""),
    Column("bedrag", "Bedrag", "euro", "het bedrag, in de eenheid die ernaast staat", bare=True),
    Column("eenheid", "Eenheid", meaning="EUR/jaar of EUR; leeg als de zin geen soort noemt", screen=False),
    Column(
        "soort", "Soort", meaning="structureel of eenmalig; leeg als de zin dat niet zegt", rank=1, empty=""
    ),
    Column("jaar", "Jaar", "integer", "het jaar dat de zin noemt", rank=2, empty=""),
    Column("knooppunt", "Knooppunt", "id", "id van het knooppunt dat de zin noemt", empty=""),
    Column("fragment", "Fragment", meaning="het kortste stuk zin dat maar één keer voorkomt", screen=False),
    Column("stand", "Vergeleken", "word", "met de dataset: bekend, wijkt-af, nieuw of onduidelijk"),
    Column("vanaf", "Vanaf", "boolean", "of het jaar het eerste jaar is", screen=False),
    Column("aanduiding", "Aanduiding", meaning="woord vóór het bedrag, zoals ruim of bijna", screen=False),
    Column("oplopend", "Oplopend", "boolean", "of het geld naar dit bedrag toegroeit", screen=False),
    Column("deel", "Deel", "boolean", "of het een deel is van het bedrag ervoor", screen=False),
    Column("in_dataset", "In de dataset", meaning="wat de dataset erover zegt", screen=False),
    Column("zin", "Zin", meaning="de zin waar het bedrag in staat"),
)

_NAMES = """
SELECT id, naam FROM knooppunten UNION ALL SELECT id, naam FROM namen WHERE soort IN ('alias', 'plaats')
"""


def gazetteer(store: "Store") -> Gazetteer:
    """Return the names, aliases and places of the knooppunten in the dataset."""
    names: dict[str, list[str]] = {}
    for row in store.rows(_NAMES):
        names.setdefault(row["id"], []).append(row["naam"])
    return Gazetteer(names)


class Source(NamedTuple):
    """The source that is read: its id and date, empty where not told, and whether the dataset has it."""

    id: str
    datum: str
    known: bool


def source(store: "Store", bron: str | None, datum: str | None) -> Source:
    """Return the source that a call means by an id and a date, of which a known one needs no date.

    Raises UsageProblem for an id that the dataset does not have and that has no date, or is no id, for a
    date that does not exist, and for one beside a source that has its own.
    """
    if datum is not None and not _is_date(datum):
        raise UsageProblem(
            f"'{visible(datum)}' is geen datum; schrijf JJJJ-MM-DD, JJJJ-MM, JJJJ of onbekend."
        )
    sources = {
        row["id"]: row["datum"] or "onbekend"
        for row in store.each("SELECT id, datum FROM bronnen ORDER BY rowid")
    }
    if known := sources.get(id_ := fold(bron or "")):
        if datum:
            raise UsageProblem(f"bron '{id_}' heeft al een datum, {date_in_words(known)}; laat --datum weg.")
        return Source(id_, known, known=True)
    if bron and datum is None:
        raise UsageProblem(
            f"bron '{visible(bron)}' staat niet in de dataset.{did_you_mean(bron, sources)} "
            "Is de brief nieuw, geef dan ook --datum op."
        )
    if bron and (not re.fullmatch("[a-z0-9]+(?:-[a-z0-9]+)*", bron) or len(bron) > 80):
        raise UsageProblem(f"'{visible(bron)}' is geen id; schrijf kleine letters, cijfers en streepjes.")
    return Source(bron or "", datum or "", known=False)


def _is_date(text: str) -> bool:
    """Whether a text is `onbekend` or a year, year-month or day that there is."""
    with suppress(ValueError):
        like_one = re.fullmatch("[12][0-9]{3}(?:-[0-9]{2}){0,2}", text)
        return text == "onbekend" or bool(like_one and date.fromisoformat(f"{text}-01-01"[:10]))
    return False


class ComparedLetter:
    """A letter that has been read, beside the dataset."""

    def __init__(self, store: "Store", text: str, source: Source) -> None:
        """Read the text of a letter; `source` says which it is."""
        self._date, self._source, self._records = store.date(), source, Records(store, source.id)
        amounts = read_letter(text, gazetteer(store), source.datum)
        self._rows = [_row(amount, self._records) for amount in amounts]

    def report(self) -> Report:
        """Return the amounts, each with how it stands to the dataset."""
        table = Table("Bedragen in de brief", COLUMNS, self._rows, notes=list(_notes(self._rows)))
        return Report([table], [f"bron {self._source.id}"] if self._source.id else [], self._date)

    def yaml(self) -> Iterator[str]:
        """Yield the lines of YAML that add what is new to the dataset, and as comments what differs."""
        new = [row["amount"] for row in self._rows if row["stand"] in ("nieuw", "wijkt-af")]
        if new and not self._source.known:
            yield from pasting.source(self._source.id, self._source.datum)
        yield from pasting.amounts(new, self._records, self._source.id)


def _row(amount: LetterAmount, records: Records) -> dict[str, Any]:
    stand, on_record = records.stand(amount)
    row: dict[str, Any] = {name: value or None for name, value in amount._asdict().items()}
    row |= {"bedrag": amount.bedrag, "eenheid": amount.eenheid or None, "deel": amount.deel}
    row |= {"vanaf": amount.vanaf if amount.jaar else None}
    return row | {"stand": stand, "in_dataset": on_record or None, "amount": amount}


def _notes(rows: list[dict[str, Any]]) -> Iterator[str]:
    """Yield how many amounts are known, new or neither, and of those that differ what the dataset says."""
    counts = Counter(row["stand"] for row in rows)
    words = [f"{counts[stand]} {words}" for stand, words in STANDS.items() if counts[stand]]
    yield f"{len(rows)} {'bedrag' if len(rows) == 1 else 'bedragen'}: {', '.join(words)}."
    for row in rows:
        if row["stand"] == "wijkt-af":
            yield f"{row['knooppunt']}: {in_words(row['bedrag'])}; in de dataset staat {row['in_dataset']}."
    yield "Wat niet uit de zin rond het bedrag blijkt, is leeggelaten."
