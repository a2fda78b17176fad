"""A dataset, checked as an auditor would: every error, or what is doubtful and how much was checked."""

from collections import Counter
from collections.abc import Iterator
from difflib import get_close_matches
from itertools import chain
from typing import Any, NamedTuple

from ondermijning.amounts import in_words
from ondermijning.audit.cut import cut_texts
from ondermijning.codes import Code
from ondermijning.dataset import load, located
from ondermijning.dataset.places import Violation, claims, entries
from ondermijning.dataset.reader import Watcher
from ondermijning.problems import DatasetError, Problem
from ondermijning.queries.notes import listed
from ondermijning.queries.reconciliation import SETTLED, Stated, stated_totals
from ondermijning.store import Store
from ondermijning.store.making import build

_MILLIONS_AS_EUROS = 1000
"""Below this an amount looks like millions that were typed as euros."""
_MOST_WORDS = 200
"""More words than this are no choice of words any more, and comparing each with all takes too long."""


class Checked(NamedTuple):
    """What a check found: errors (then nothing else is known), or doubts and the numbers of parts.

    `store` is the dataset, open, where it is sound.
    """

    problems: list[Problem]
    store: Store | None = None
    knooppunten: int = 0
    bedragen: int = 0
    beweringen: int = 0
    bronnen: int = 0

    @property
    def sound(self) -> bool:
        """Whether the dataset has no errors."""
        return self.store is not None


def check(raw: bytes, file: str, watcher: Watcher | None = None) -> Checked:
    """Check the dataset in `raw`; `file` names it in what is found."""
    try:
        reading = load(raw, file, watcher)
    except DatasetError as error:
        return Checked(error.problems)
    store = Store(build(reading.data))
    doubtful = chain(_doubts(reading.data, stated_totals(store)), cut_texts(raw))
    (counted,) = store.rows(
        "SELECT (SELECT COUNT(*) FROM knooppunten) AS knooppunten, "
        "(SELECT COUNT(*) FROM bedragen WHERE NOT stap) AS bedragen, "
        "(SELECT COUNT(*) FROM beweringen WHERE vindplaats = 1) AS beweringen, "
        "(SELECT COUNT(*) FROM bronnen) AS bronnen"
    )
    return Checked(located(reading, doubtful, file), store, **dict(counted))


def _doubts(data: dict[str, Any], totals: list[Stated]) -> Iterator[Violation]:
    """Yield the doubts about plain, sound `data`; `totals` are its stated totals, in its order."""
    yield from _totals(totals, {hub["id"]: hub["naam"] for _, hub in entries(data, "knooppunten")})
    yield from _without_amount(data)
    yield from _uncited(data)
    yield from _without_fragment(data)
    yield from _small(data)
    yield from _deviating(data)
    yield from _nearly_alike(data, "knooppunten", "type")
    yield from _nearly_alike(data, "bronnen", "soort")


def _totals(totals: list[Stated], hubs: dict[str, str]) -> Iterator[Violation]:
    for number, total in enumerate(totals):
        if total.verdict not in SETTLED:
            code, message = _mismatch(total)
            open_ = ""
            if total.difference is not None and total.open:
                open_ = f"; onbekend is het bedrag van {listed(hubs[hub] for hub in total.open)}"
            way_out = f"Kent u de reden, gebruik dan --behalve {code}"
            yield Violation(("opgegeven_totalen", number, "bedrag"), code, f"{message}{open_}. {way_out}")


def _mismatch(total: Stated) -> tuple[Code, str]:
    """Return the code and the words of a total that does not simply add up."""
    difference = total.difference
    if difference is None:
        return Code.TOTAAL_ONBEKEND, "voor dit totaal is van geen enkel knooppunt het bedrag bekend"
    if difference == 0:
        return Code.TOTAAL_ONBEKEND, "de bekende bedragen komen samen al uit op dit totaal"
    known = "bekende bedragen" if total.open else "bedragen"
    apart = f"de {known} zijn samen {in_words(abs(difference))}"
    if difference < 0:
        return Code.TOTAAL_OVERSCHREDEN, f"{apart} hoger dan dit totaal"
    return Code.TOTAAL_NIET_BEREIKT, f"{apart} lager dan dit totaal"


def _without_amount(data: dict[str, Any]) -> Iterator[Violation]:
    for path, knooppunt in entries(data, "knooppunten"):
        amounts = [amount for _, amount in entries(knooppunt, "financiering")]
        steps = [step for amount in amounts for _, step in entries(amount, "opbouw")]
        if all(part["bedrag"] == "onbekend" for part in (*amounts, *steps)):
            yield Violation(
                (*path, "id"), Code.ZONDER_BEDRAG, "van dit knooppunt is geen enkel bedrag bekend"
            )


def _uncited(data: dict[str, Any]) -> Iterator[Violation]:
    cited = {place["bron"] for _, claim in claims(data) for _, place in entries(claim, "vindplaatsen")}
    cited |= {claim["werk"] for _, claim in claims(data) if "werk" in claim}
    message = "geen enkel gegeven verwijst naar deze bron; haal de bron weg of verwijs ernaar"
    for path, bron in entries(data, "bronnen"):
        if bron["id"] not in cited:
            yield Violation((*path, "id"), Code.BRON_ONGEBRUIKT, message)


def _without_fragment(data: dict[str, Any]) -> Iterator[Violation]:
    message = (
        "de enige vindplaats heeft geen fragment en is daardoor niet te controleren; "
        "voeg enkele woorden uit de bron toe"
    )
    for path, claim in claims(data):
        if [place.get("fragment") for _, place in entries(claim, "vindplaatsen")] == [None]:
            yield Violation((*path, "vindplaatsen", 0), Code.ZONDER_FRAGMENT, message)


def _small(data: dict[str, Any]) -> Iterator[Violation]:
    for path, claim in claims(data):
        amount = claim.get("bedrag")
        if isinstance(amount, int) and 0 < amount < _MILLIONS_AS_EUROS:
            message = (
                f"€ {amount} is opvallend weinig; bedoelt u {amount} miljoen, schrijf dan {amount}000000"
            )
            yield Violation((*path, "bedrag"), Code.KLEIN_BEDRAG, message)


def _deviating(data: dict[str, Any]) -> Iterator[Violation]:
    for path, knooppunt in entries(data, "knooppunten"):
        for place, amount in entries(knooppunt, "financiering", path):
            whole = amount["bedrag"]
            known = "onbekend" if whole == "onbekend" else in_words(whole)
            for where, other in entries(amount, "afwijkend", place):
                bron, figure = other["vindplaatsen"][0]["bron"], other["bedrag"]
                code, message = Code.AFWIJKEND, f"het bedrag is {known}, maar {bron} noemt {in_words(figure)}"
                if figure == whole:
                    code = Code.GEEN_AFWIJKING
                    message = f"{bron} noemt hetzelfde bedrag; zet de vindplaats bij dat bedrag zelf"
                yield Violation((*where, "bedrag"), code, message)


def _nearly_alike(data: dict[str, Any], name: str, field: str) -> Iterator[Violation]:
    """Yield the words that are used once and are nearly another one: `zeehave`."""
    counted = Counter(entry[field] for _, entry in entries(data, name))
    once = {word for word, times in counted.items() if times == 1 and len(counted) <= _MOST_WORDS}
    for path, entry in entries(data, name):
        if (word := entry[field]) in once and (
            near := get_close_matches(word, counted.keys() - {word}, n=1, cutoff=0.8)
        ):
            message = f"'{word}' komt één keer voor en lijkt op '{near[0]}'; kijk of het een tikfout is"
            yield Violation((*path, field), Code.BIJNA_GELIJK, message)
