"""What is new in a letter, as pieces of YAML to paste into the dataset, sound as they stand."""

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import partial

from ondermijning.amounts import UNITS, in_words
from ondermijning.audit.letter import LetterAmount
from ondermijning.audit.record import Records
from ondermijning.text import date_in_words, needs_quotes

_END = 9999
_quoted = partial(json.dumps, ensure_ascii=False)  # a text as YAML takes it, whatever is in it


def source(bron: str, datum: str) -> Iterator[str]:
    """Yield the lines of a new source, of which no more is known than its id and its date."""
    when = "zonder datum" if datum == "onbekend" else f"van {date_in_words(datum)}"
    yield "# Zet dit onder bronnen, en vul de titel en de soort aan:\n"
    yield f"  - id: {_plain(bron)}\n"
    yield f"    titel: Brief {when}\n"
    yield "    soort: brief\n"
    yield f"    datum: {_quoted(datum)}\n"


def amounts(new: Sequence[LetterAmount], records: Records, bron: str) -> Iterator[str]:
    """Yield the lines of amounts that are new or other than on record; `bron` is the id of the letter.

    What a person has to decide on, as a second amount for the same money, stands in a comment.
    """
    for knooppunt in dict.fromkeys(amount.knooppunt for amount in new):
        here = [amount for amount in new if amount.knooppunt == knooppunt]
        same: dict[tuple[object, ...], list[LetterAmount]] = defaultdict(list)
        for one in here:
            same[one.soort, one.jaar, one.vanaf, one.bedrag, one.deel].append(one)
        obstacles = [_obstacle(group[0], here, records) for group in same.values()]
        groups = list(zip(same.values(), obstacles, strict=True))
        if not all(obstacles):
            has_money = any(records.of(knooppunt, kind) for kind in UNITS)
            yield f"# Zet dit bij knooppunt {knooppunt}{', onder financiering' if has_money else ''}:\n"
            yield from () if has_money else ("    financiering:\n",)
        for group, obstacle in groups:
            if not obstacle:
                yield from _amount(group, bron)
        for group, obstacle in groups:
            if obstacle:
                one = group[0]
                year = f" {'vanaf ' if one.vanaf else ''}{one.jaar}" if one.jaar else ""
                what = f"{in_words(one.bedrag)} ({one.soort}{year})"
                yield f"# Beslis zelf wat u hiermee doet ({knooppunt}): {what}. {obstacle}\n"
                yield from (f"#{line}" for line in _places(group, bron))


def _obstacle(amount: LetterAmount, others: list[LetterAmount], records: Records) -> str:
    """Return why an amount cannot be pasted as an amount of its own, empty where it can."""
    if amount.deel:
        return "Het is een deel van een ander bedrag (waarvan)."
    first, last = _years(amount)
    for record in records.of(amount.knooppunt, amount.soort):
        if first <= (record.tot or _END) and (record.van or 0) <= last:
            return f"In de dataset staat al: {record.in_words()}."
    for other in others:
        start, end = _years(other)
        alike = other.soort == amount.soort and not other.deel and first <= end and start <= last
        if alike and (other.bedrag, start) != (amount.bedrag, first):
            return "De brief noemt voor hetzelfde geld nog een bedrag."
    return ""


def _years(amount: LetterAmount) -> tuple[int, int]:
    """Return the first and the last year in which an amount would count once it stands in the dataset."""
    if amount.soort == "eenmalig":
        return amount.jaar or 0, amount.jaar or _END
    return (amount.jaar or 0) if amount.vanaf else 0, _END


def _amount(group: list[LetterAmount], bron: str) -> Iterator[str]:
    """Yield an amount with each place in the letter that says so."""
    amount, structural = group[0], group[0].soort == "structureel"
    dated = structural and amount.jaar and not amount.vanaf
    notes = [amount.aanduiding, f"de brief noemt {amount.jaar}" if dated else ""]
    fields = {
        "jaar": None if structural else amount.jaar,
        "bedrag": amount.bedrag,
        "oplopend": "true" if amount.oplopend else None,
        "vanaf": amount.jaar if structural and amount.vanaf else None,
        "toelichting": _quoted(", ".join(filter(None, notes))) if any(notes) else None,
    }
    yield f"      - soort: {amount.soort}\n"
    yield from (f"        {name}: {value}\n" for name, value in fields.items() if value is not None)
    yield "        vindplaatsen:\n"
    yield from _places(group, bron)


def _places(group: list[LetterAmount], bron: str) -> Iterator[str]:
    """Yield a line for each place in the letter that says so."""
    for pagina, fragment in dict.fromkeys((amount.pagina, amount.fragment) for amount in group):
        page = f", pagina: {pagina}" if pagina else ""
        words = f", fragment: {_quoted(fragment)}" if fragment else ""
        yield f"          - {{bron: {_plain(bron)}{page}{words}}}\n"


def _plain(id_: str) -> str:
    """Return an id as a person writes it: in quotes only where it needs them."""
    return _quoted(id_) if needs_quotes(id_) else id_
