"""What is new in a letter, as pieces of YAML to paste into the dataset, sound as they stand."""

import json
from collections.abc import Iterator, Sequence

from ondermijning.amounts import UNITS, in_words
from ondermijning.audit.letter import LetterAmount
from ondermijning.audit.record import Records
from ondermijning.text import date_in_words, needs_quotes

_END = 9999


def source(bron: str, datum: str) -> Iterator[str]:
    """Yield the lines of a new source, of which no more is known than its id and its date."""
    when = "zonder datum" if datum == "onbekend" else f"van {date_in_words(datum)}"
    yield "# Zet dit onder bronnen, en vul de titel en de soort aan:\n"
    yield f"  - id: {_plain(bron)}\n"
    yield f"    titel: Brief {when}\n"
    yield "    soort: brief\n"
    yield f"    datum: {_quoted(datum)}\n"


def amounts(found: Sequence[LetterAmount], records: Records, bron: str) -> Iterator[str]:
    """Yield the lines of amounts that are new or other than on record; `bron` is the id of the letter.

    What a person has to decide of, as a second amount for the same money, stands in a comment.
    """
    for knooppunt in dict.fromkeys(one.knooppunt for one in found):
        here = [one for one in found if one.knooppunt == knooppunt]
        same: dict[tuple[object, ...], list[LetterAmount]] = {}
        for one in here:
            same.setdefault((one.soort, one.jaar, one.vanaf, one.bedrag, one.deel), []).append(one)
        told = [(group, _obstacle(group[0], here, records)) for group in same.values()]
        if sound := [group for group, obstacle in told if not obstacle]:
            has_money = any(records.of(knooppunt, kind) for kind in UNITS)
            yield f"# Zet dit bij knooppunt {knooppunt}{', onder financiering' if has_money else ''}:\n"
            yield from () if has_money else ("    financiering:\n",)
            for group in sound:
                yield from _amount(group, bron)
        for group, obstacle in told:
            if obstacle:
                yield f"# Beslis zelf wat u hiermee doet ({knooppunt}): {_in_words(group[0])}. {obstacle}\n"
                yield from (f"#{line}" for line in _places(group, bron))


def _obstacle(found: LetterAmount, others: list[LetterAmount], records: Records) -> str:
    """Return why an amount cannot be pasted as an amount of its own, empty where it can."""
    if found.deel:
        return "Het is een deel van een ander bedrag (waarvan)."
    first, last = _years(found)
    for record in records.of(found.knooppunt, found.soort):
        if first <= (record.tot or _END) and (record.van or 0) <= last:
            return f"In de dataset staat al: {record.in_words()}."
    for other in others:
        start, end = _years(other)
        alike = other.soort == found.soort and not other.deel and first <= end and start <= last
        if alike and (other.bedrag, start) != (found.bedrag, first):
            return "De brief noemt voor hetzelfde geld nog een bedrag."
    return ""


def _years(found: LetterAmount) -> tuple[int, int]:
    """Return the first and the last year in which an amount would count once it stands in the dataset."""
    if found.soort == "eenmalig":
        return found.jaar or 0, found.jaar or _END
    return (found.jaar or 0) if found.vanaf else 0, _END


def _amount(group: list[LetterAmount], bron: str) -> Iterator[str]:
    """Yield an amount with each place in the letter that says so."""
    found = group[0]
    yield f"      - soort: {found.soort}\n"
    if found.soort == "eenmalig":
        yield f"        jaar: {found.jaar}\n"
    yield f"        bedrag: {found.bedrag}\n"
    if found.oplopend:
        yield "        oplopend: true\n"
    if found.soort == "structureel" and found.vanaf:
        yield f"        vanaf: {found.jaar}\n"
    told = [found.aanduiding] if found.aanduiding else []
    if found.soort == "structureel" and found.jaar and not found.vanaf:
        told.append(f"de brief noemt {found.jaar}")
    if told:
        yield f"        toelichting: {_quoted(', '.join(told))}\n"
    yield "        vindplaatsen:\n"
    yield from _places(group, bron)


def _places(group: list[LetterAmount], bron: str) -> Iterator[str]:
    """Yield a line for each place in the letter that says so."""
    for pagina, fragment in dict.fromkeys((found.pagina, found.fragment) for found in group):
        page = f", pagina: {pagina}" if pagina else ""
        words = f", fragment: {_quoted(fragment)}" if fragment else ""
        yield f"          - {{bron: {_plain(bron)}{page}{words}}}\n"


def _in_words(found: LetterAmount) -> str:
    year = f" {'vanaf ' if found.vanaf else ''}{found.jaar}" if found.jaar else ""
    return f"{in_words(found.bedrag)} ({found.soort}{year})"


def _plain(id_: str) -> str:
    """Return an id as a person writes it: in quotes only where it needs them."""
    return _quoted(id_) if needs_quotes(id_) else id_


def _quoted(text: str) -> str:
    """Return a text as YAML takes it, whatever is in it."""
    return json.dumps(text, ensure_ascii=False)
