"""What is sound but doubtful in a dataset: totals that do not add up, sources nobody cites, and the like."""

from collections import Counter
from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any

from ondermijning.amounts import written
from ondermijning.codes import Code
from ondermijning.dataset.entries import claims, entries
from ondermijning.dataset.places import Violation
from ondermijning.queries.notes import listed
from ondermijning.queries.reconciliation import SETTLED, Stated

_MILLIONS_AS_EUROS = 1000
"""Below this an amount looks like millions that were typed as euros."""
_MOST_WORDS = 200
"""More words than this are no choice of words any more, and comparing each with all takes too long."""


def doubts(data: dict[str, Any], totals: list[Stated]) -> Iterator[Violation]:
    """Yield the doubts about plain, sound `data`; `totals` are its stated totals, in its order."""
    yield from _totals(totals)
    yield from _without_amount(data)
    yield from _uncited(data)
    yield from _without_fragment(data)
    yield from _small(data)
    yield from _deviating(data)
    yield from _nearly_alike(data, "knooppunten", "type")
    yield from _nearly_alike(data, "bronnen", "soort")


def _totals(totals: list[Stated]) -> Iterator[Violation]:
    for number, total in enumerate(totals):
        if total.verdict not in SETTLED:
            code, message = _mismatch(total)
            open_ = f"; geen bekend bedrag: {listed(total.open)}" if total.open else ""
            yield Violation(("opgegeven_totalen", number, "bedrag"), code, f"{message}{open_}")


def _mismatch(total: Stated) -> tuple[Code, str]:
    """Return the code and the words of a total that does not simply add up."""
    difference = total.difference
    if difference is None:
        return Code.TOTAAL_ONBEKEND, "of de posten op dit totaal uitkomen, is onbekend"
    if difference == 0:
        return Code.TOTAAL_ONBEKEND, "de bekende posten komen al uit op dit totaal"
    if difference < 0:
        return Code.TOTAAL_OVERSCHREDEN, f"de posten zijn {written(-difference)} meer dan dit totaal"
    below = written(difference)
    return Code.TOTAAL_NIET_BEREIKT, f"de posten blijven {below} onder dit totaal: {total.verdict}"


def _without_amount(data: dict[str, Any]) -> Iterator[Violation]:
    for path, knooppunt in entries(data, "knooppunten"):
        amounts = [amount for _, amount in entries(knooppunt, "financiering")]
        steps = [step for amount in amounts for _, step in entries(amount, "opbouw")]
        if all(part["bedrag"] == "onbekend" for part in (*amounts, *steps)):
            message = "dit knooppunt heeft geen enkel bekend bedrag"
            yield Violation((*path, "id"), Code.ZONDER_BEDRAG, message)


def _uncited(data: dict[str, Any]) -> Iterator[Violation]:
    cited = {place["bron"] for path, claim in claims(data) for _, place in entries(claim, "vindplaatsen")}
    cited |= {claim["werk"] for _, claim in claims(data) if "werk" in claim}
    for path, bron in entries(data, "bronnen"):
        if bron["id"] not in cited:
            yield Violation((*path, "id"), Code.BRON_ONGEBRUIKT, "op deze bron rust geen enkele bewering")


def _without_fragment(data: dict[str, Any]) -> Iterator[Violation]:
    for path, claim in claims(data):
        places = [place for _, place in entries(claim, "vindplaatsen")]
        if len(places) == 1 and places[0].get("fragment") is None:
            message = "de enige vindplaats heeft geen fragment, zodat die niet is op te zoeken"
            yield Violation((*path, "vindplaatsen", 0), Code.ZONDER_FRAGMENT, message)


def _small(data: dict[str, Any]) -> Iterator[Violation]:
    for path, claim in claims(data):
        amount = claim.get("bedrag")
        if isinstance(amount, int) and 0 < amount < _MILLIONS_AS_EUROS:
            message = f"{amount} euro is erg weinig; zijn het miljoenen? Schrijf dan hele euro's"
            yield Violation((*path, "bedrag"), Code.KLEIN_BEDRAG, message)


def _deviating(data: dict[str, Any]) -> Iterator[Violation]:
    for path, knooppunt in entries(data, "knooppunten"):
        for place, amount in entries(knooppunt, "financiering", path):
            whole = amount["bedrag"]
            known = "het bedrag is onbekend" if whole == "onbekend" else f"het bedrag is {written(whole)}"
            for where, other in entries(amount, "afwijkend", place):
                bron, code = other["vindplaatsen"][0]["bron"], Code.AFWIJKEND
                message = f"{known}, maar {bron} noemt {written(other['bedrag'])}"
                if other["bedrag"] == whole:
                    code = Code.GEEN_AFWIJKING
                    message = f"{bron} noemt hetzelfde bedrag; zet de vindplaats bij dat bedrag zelf"
                yield Violation((*where, "bedrag"), code, message)


def _nearly_alike(data: dict[str, Any], name: str, field: str) -> Iterator[Violation]:
    """Yield the words that are used once and are nearly another one: `zeehave`."""
    counted = Counter(entry[field] for _, entry in entries(data, name))
    if len(counted) > _MOST_WORDS:
        return
    for path, entry in entries(data, name):
        word = entry[field]
        if counted[word] == 1 and (
            found := get_close_matches(word, counted.keys() - {word}, n=1, cutoff=0.8)
        ):
            message = f"'{word}' komt één keer voor en lijkt op '{found[0]}'"
            yield Violation((*path, field), Code.BIJNA_GELIJK, message)
