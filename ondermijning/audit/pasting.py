"""What is new in a letter, as pieces of YAML to paste into the dataset, sound as they stand."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from ondermijning.amounts import written
from ondermijning.audit.letter import Found
from ondermijning.audit.record import Records
from ondermijning.text import date_in_words

_END = 9999


def source(bron: str, datum: str) -> Iterator[str]:
    """Yield the lines of a new source, of which no more is known than its id and its date."""
    when = "zonder datum" if datum == "onbekend" else f"van {date_in_words(datum)}"
    yield "# Onder bronnen; vul de titel aan, en de soort:\n"
    yield f"  - id: {bron}\n"
    yield f"    titel: Brief {when}\n"
    yield "    soort: brief\n"
    yield f"    datum: {_quoted(datum)}\n"


def amounts(new: Sequence[Found], records: Records, bron: str) -> Iterator[str]:
    """Yield the lines of amounts that are new, by knooppunt; `bron` is the id of the letter.

    What would not be sound, as a second amount for the same money, is told of in a comment.
    """
    for knooppunt in dict.fromkeys(found.knooppunt for found in new):
        yield from _hub(knooppunt, [found for found in new if found.knooppunt == knooppunt], records, bron)


def _hub(knooppunt: str, new: list[Found], records: Records, bron: str) -> Iterator[str]:
    """Yield the amounts of one knooppunt, those that cannot be pasted as comments."""
    same: dict[tuple[Any, ...], list[Found]] = {}
    for found in new:
        same.setdefault((found.soort, found.jaar, found.vanaf, found.bedrag, found.deel), []).append(found)
    groups = list(same.values())
    sound = [group for group in groups if _obstacle(group[0], [g[0] for g in groups], records) is None]
    if sound:
        yield f"# Bij knooppunt {knooppunt}, onder financiering:\n"
        if not any(records.of(knooppunt, kind) for kind in ("structureel", "eenmalig")):
            yield "    financiering:\n"
    for group in sound:
        yield from _amount(group, bron)
    for group in groups:
        if why := _obstacle(group[0], [g[0] for g in groups], records):
            first = group[0]
            year = f" {'vanaf ' if first.vanaf else ''}{first.jaar}" if first.jaar else ""
            yield f"# Zelf te plaatsen bij {knooppunt}: {first.soort}{year}: {written(first.bedrag)}; {why}\n"


def _obstacle(found: Found, others: list[Found], records: Records) -> str | None:
    """Return why an amount cannot be pasted as an amount of its own, None where it can."""
    if found.deel:
        return "het zit in een ander bedrag (waarvan)"
    first, last = _years(found)
    for other in others:
        if other is not found and not other.deel and other.soort == found.soort:
            start, end = _years(other)
            if first <= end and start <= last:
                return "de brief noemt er nog een bedrag voor"
    for record in records.of(found.knooppunt, found.soort):
        if first <= (record.tot or _END) and (record.van or 0) <= last:
            return f"de dataset heeft {record.in_words()}"
    return None


def _years(found: Found) -> tuple[int, int]:
    """Return the first and the last year in which an amount would count once it stands in the dataset."""
    if found.soort == "eenmalig":
        return found.jaar or 0, found.jaar or _END
    return (found.jaar or 0) if found.vanaf else 0, _END


def _amount(group: list[Found], bron: str) -> Iterator[str]:
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
    for place in dict.fromkeys((found.pagina, found.fragment) for found in group):
        page = f", pagina: {place[0]}" if place[0] else ""
        fragment = f", fragment: {_quoted(place[1])}" if place[1] else ""
        yield f"          - {{bron: {bron}{page}{fragment}}}\n"


def _quoted(text: str) -> str:
    """Return a text as YAML takes it, whatever is in it."""
    return json.dumps(text, ensure_ascii=False)
