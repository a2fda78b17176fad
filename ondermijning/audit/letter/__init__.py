"""A letter read: its amounts of money, and what the words around each say of it."""

from typing import NamedTuple

from ondermijning.amounts import UNITS
from ondermijning.audit.letter.cues import Wording, wording_of_lead, wordings
from ondermijning.audit.letter.euros import AmountSpan, amounts
from ondermijning.audit.letter.fragments import Fragments
from ondermijning.audit.letter.gazetteer import NOBODY, Gazetteer
from ondermijning.audit.letter.payees import Payee, payees
from ondermijning.audit.letter.sentences import LetterText, Sentence
from ondermijning.text import excerpt

__all__ = ["Gazetteer", "LetterAmount", "read_letter"]

_AROUND = 160


class LetterAmount(NamedTuple):
    """An amount in a letter; what the words around it do not say is empty or None.

    `bedrag` is whole euros: per year or once as `eenheid` says, which is empty where the kind is not said.
    `vanaf`: `jaar` is the first year. `knooppunt` is an id. `fragment` stands once in the letter, on page
    `pagina`, and `zin` are the words around the amount. `aanduiding` is a word such as "ruim"; `oplopend`:
    the money rises to this; `deel`: it is inside the amount before it; `grens`: it is one end of a range.
    """

    pagina: int | None
    bedrag: int
    soort: str
    jaar: int | None
    vanaf: bool
    knooppunt: str
    fragment: str
    zin: str
    aanduiding: str = ""
    oplopend: bool = False
    deel: bool = False
    grens: bool = False

    @property
    def eenheid(self) -> str:
        """The unit of the amount: EUR/jaar, EUR, or empty."""
        return UNITS.get(self.soort, "")


def read_letter(text: str, gazetteer: Gazetteer, datum: str | None) -> list[LetterAmount]:
    """Return the amounts in a letter, in order; `datum` is its date (2022-11-04, 2022-11, 2022) if known."""
    letter = LetterText(text)
    year = int(datum[:4]) if datum and datum[:4].isdecimal() else None
    spans = [(sentence, list(amounts(letter.flat, *sentence[:2]))) for sentence in letter.sentences()]
    fragments = Fragments(letter, [amount for _, here in spans for amount in here])
    reader = _Reader(letter, fragments, gazetteer, year)
    return [amount for sentence, here in spans if here for amount in reader.amounts(sentence, here)]


class _Reader(NamedTuple):
    """What the amounts of one letter are read with; `year` is that of its date."""

    letter: LetterText
    fragments: Fragments
    gazetteer: Gazetteer
    year: int | None

    def amounts(self, sentence: Sentence, spans: list[AmountSpan]) -> list[LetterAmount]:
        """Return the amounts of one sentence or list item."""
        words = self.letter.flat[sentence.start : sentence.end]
        own = [span.moved(-sentence.start) for span in spans]
        mentions = self.gazetteer.mentions(words)
        first_name = mentions[0].start if mentions else len(words)
        each = _completed(wordings(words, own, first_name, self.year), payees(words, own, mentions))
        lead, lead_hub, lead_is_whole = self._lead(sentence)
        amounts: list[LetterAmount] = []
        for span, (wording, payee) in zip(spans, each, strict=True):
            mention = None if wording.elders else payee.mention
            name = (sentence.start + mention.start, sentence.start + mention.end) if mention else None
            start, fragment = self.fragments.of(span, sentence.start, sentence.end, name)
            dated = wording if wording.jaar else lead
            amounts.append(
                LetterAmount(
                    pagina=self.letter.page(start),
                    bedrag=span.euros,
                    soort=wording.soort or lead.soort,
                    jaar=dated.jaar,
                    vanaf=dated.vanaf,
                    knooppunt=mention.id if mention else "" if mentions or wording.elders else lead_hub,
                    fragment=excerpt(fragment),
                    zin=self._around(sentence, span),
                    aanduiding=wording.aanduiding,
                    oplopend=wording.oplopend,
                    deel=payee.part or bool(lead_is_whole and not mentions and lead_hub),
                    grens=span.bound,
                )
            )
        return amounts

    def _lead(self, sentence: Sentence) -> tuple[Wording, str, bool]:
        """Return what the line above a list says, the one knooppunt in it, and whether it has an amount."""
        if sentence.lead is None:
            return Wording(), "", False
        words = self.letter.flat[slice(*sentence.lead)]
        ids = {mention.id for mention in self.gazetteer.mentions(words)}
        hub = ids.pop() if len(ids) == 1 and NOBODY not in ids else ""
        return (
            wording_of_lead(words, self.year),
            hub,
            any(True for _ in amounts(self.letter.flat, *sentence.lead)),
        )

    def _around(self, sentence: Sentence, span: AmountSpan) -> str:
        """Return the words that an amount stands in, cut to what can be taken in at once."""
        flat = self.letter.flat
        start, end = max(sentence.start, span.start - _AROUND), min(sentence.end, span.end + _AROUND)
        if start > sentence.start:
            start = flat.find(" ", start, span.start) + 1 or start
        if end < sentence.end:
            end = max(span.end, flat.rfind(" ", span.end, end))
        before, after = "… " if start > sentence.start else "", " …" if end < sentence.end else ""
        return f"{before}{excerpt(self.letter.literal(start, end))}{after}"


def _completed(wordings: list[Wording], payees: list[Payee]) -> list[tuple[Wording, Payee]]:
    """Give an amount that goes on from the one before it the kind that was said of that, if it has none."""
    completed: list[tuple[Wording, Payee]] = []
    for wording, payee in zip(wordings, payees, strict=True):
        if payee.follows and completed:
            before, _ = completed[-1]
            wording = wording._replace(soort=wording.soort or before.soort)
            if payee.part and not wording.jaar:
                wording = wording._replace(jaar=before.jaar, vanaf=before.vanaf)
        completed.append((wording, payee))
    return completed
