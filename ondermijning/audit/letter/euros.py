"""Amounts of euros in running text, as Dutch and English letters write them."""

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from ondermijning.amounts import MOST
from ondermijning.audit.letter.numbers import FIGURE, WORD, worth

_SIZES = {
    **dict.fromkeys(["duizend", "thousand", "k"], 10**3),
    "ton": 10**5,
    **dict.fromkeys(["miljoen", "mln", "mio", "million", "m"], 10**6),
    **dict.fromkeys(["miljard", "mld", "mrd", "billion", "bn"], 10**9),
}
_ENGLISH = ("million", "billion", "thousand", "m", "bn", "k")
SCALE = r"(?:miljoen|miljard|mln|mld|mrd|mio|million|billion|duizend|thousand|ton)"
"""Words for the size of a number."""
_EURO = r"(?:euro(?:'?s)?|eur)\b"
_ROUND = r"(?:,(?:-{1,2}|=))?"  # € 500.000,-

_TRIGGER = re.compile(rf"(?i)€|{SCALE}\b|{_EURO}")
_AFTER_SIGN = re.compile(
    rf"(?i)(?:€|EUR ?)(?P<number>{FIGURE}|{WORD}(?= ?{SCALE}\b)){_ROUND}"
    rf"(?: ?(?P<scale>{SCALE}|[km]|bn)\b(?!/)\.?)?(?: ?{_EURO})?"
)
_BEFORE_SCALE = re.compile(
    rf"(?i)(?:(?<![\w.,])(?<![a-z]-)(?P<figure>{FIGURE})|(?<![\w-])(?P<word>{WORD})(?P<half>(?: en een"
    r"| and a) half)?|(?<!\w)(?P<a_half>half an?)) ?$"
)
_BEFORE_EURO = re.compile(rf"(?i)(?<![\w.,])(?P<number>{FIGURE}){_ROUND} ?(?P<scale>{SCALE}|k|m|bn)?\.? ?$")
_AFTER_SCALE = re.compile(rf"(?i)\.?(?: ?{_EURO})?")

_APART = r"(?P<apart>, | en | of | and | or | tot | to | à | naar |/| ?- ?| tot en met | respectievelijk )"
_BOUNDS = ("of", "or", "tot", "to", "à", "-", "tot en met")
_EARLIER = re.compile(rf"(?i)(?<![\w.,])(?P<sign>€?)(?P<number>{FIGURE}|{WORD}){_APART}$")
_GOES_ON = re.compile(rf"(?i)(?:(?:{_APART.replace('?P<apart>', '?:')})€?(?:{FIGURE})){{1,6}} ?{SCALE}\b")
_BETWEEN = re.compile(r"(?i)\b(?:tussen|between)(?: de)? $")
_NUMBERED = re.compile(
    r"(?i)\b(?:artikel|art\.|pagina|blz\.?|bijlage|voetnoot|nr\.?|nummer|lid|paragraaf|hoofdstuk|tabel|fase"
    r"|page|table) (?:[0-9]+(?:, | en ))*$"
)
_FOREIGN = re.compile(r"(?i)[$£¥]$|\b(?:usd|us|dollar|gbp)\b ?$")
_UNIT = re.compile(r"(?i)(?:\bx|×|\*|bedragen in|\(in) ?€1(?:\.000(?:\.000)?| ?mln\.?| ?miljoen)\b")

COUNTED = (
    r"(?:kilo|kilogram|kg|gram|ton|tonnen|tons|tonnes|liter|litres?|\w*containers?|teu|stuks?|passagiers"
    r"|passengers|reizigers|travell?ers|inwoners|inhabitants|mensen|people|personen|bezoekers|visitors"
    r"|pakketten|pakjes|parcels|packages|zendingen|shipments|bloemen|planten|flowers|pillen|tabletten|pills"
    r"|sigaretten|cigarettes|schepen|vluchten|flights|voertuigen|vrachtwagens|bedrijven|medewerkers|banen"
    r"|jobs|huishoudens|woningen|meters?|m2|hectare|uur|uren|hours|dollars?|pond|pounds|keer|times|berichten"
    r"|messages|gegevens|scans|controles|vierkante|kubieke)"
)
"""What else is counted in millions."""
_COUNTED = re.compile(rf"(?i)[ -](?:[\w-]+ )??{COUNTED}\b")
_WEIGHED = re.compile(
    r"(?i)\b(?:kilo|kg|coca[iï]ne|coke|drugs|hero[iï]ne|hasj|xtc|lading|vracht|goederen|staal|gepakt"
    r"|onderschept|ontdekt|gevonden|gewicht|cargo|seized|intercepted|overgeslagen|overslag|vervoerd"
    r"|getransporteerd)\b"
)
_MONEY = re.compile(
    r"(?i)€|\b(?:euro|krijg|kreeg|kregen|gekregen|ontv[ai]ng|bedrag|invest|geïnvest|geld|budget|begroot"
    r"|begroting|subsid|bijdrag|beschikbaar|kost|financ|gefinanc|middelen|uitgetrokken|trekt|uitgegeven"
    r"|uitgaven|toegezegd|toegekend|bestemd|besteed|bested|reserv|ga(?:at|an)\b|gegaan|ging|impuls|fonds"
    r"|reserve|stel(?:t|len)?\b|verdeel|verdel|komt\b|fund|earmark|spen[dt]|alloca|receiv|grant|award|amount"
    r"|cost|pa(?:y|id)\b)"
)


_NO_NOUN = re.compile(
    r"(?i) ?(?:[.,;:?!)'\"]|$)| (?:bij|extra|voor|naar|per|in|van|op|aan|uit|meer|minder|te|om|en|of|dit"
    r"|vorig|volgend|vanaf|tot|structureel|eenmalig|jaarlijks|erbij|nodig|vrij|for|to|from|a|and|or|this|last"
    r"|next|more|less|extra|annually|per)\b| (?:\w*ge\w{2,}|\w*(?:ver|be|ont)\w+)[dt]\b"
)


class AmountSpan(NamedTuple):
    """Whole euros, and where in the text the words stand that say so.

    `number` is where its own number starts, `scale_end` where the word for its size ends. Amounts with the
    same `end` share that word: "2, 3 en 4 miljoen". `bound`: one end of a range, "3 tot 4 miljoen".
    """

    start: int
    end: int
    euros: int
    number: int
    scale_end: int
    bound: bool = False

    def moved(self, by: int) -> "AmountSpan":
        """Return it in a text that starts so much further back."""
        start, end, _, number, scale_end, _ = self
        return self._replace(start=start + by, end=end + by, number=number + by, scale_end=scale_end + by)


def amounts(flat: str, start: int, end: int) -> Iterator[AmountSpan]:
    """Yield the amounts in a stretch of text, in order."""
    done = start
    for trigger in _TRIGGER.finditer(flat, start, end):
        if trigger.start() < done:
            continue
        if unit := _UNIT.search(flat, max(start, trigger.start() - 12), min(end, trigger.start() + 12)):
            done = unit.end()  # "bedragen x € 1.000" heads a table, and is no amount
            continue
        for amount in _at(flat, trigger, done, end):
            done = amount.end
            yield amount


def _at(flat: str, trigger: re.Match[str], done: int, end: int) -> list[AmountSpan]:
    """Return the amount to which a word belongs, after those earlier in a list of which it is the last."""
    signed = _AFTER_SIGN.match(flat, trigger.start(), end) if trigger[0] in ("€", "EUR") else None
    if signed and not signed["scale"] and _GOES_ON.match(flat, signed.end("number"), end):
        return []  # "€ 2 en 3 miljoen": found with the last
    if not signed and trigger[0] != "€" and not trigger[0].lower().startswith("eur"):
        return _scaled(flat, trigger, done, end)
    words = signed or _BEFORE_EURO.search(flat, max(done, trigger.start() - 30), trigger.start())
    if not words or (euros := _euros(words["number"], words["scale"] or "")) is None:
        return []
    stop = max(words.end(), trigger.end())
    last = AmountSpan(words.start(), stop, euros, words.start("number"), stop)
    return _with_earlier(flat, last, words["scale"] or "", done)


def _scaled(flat: str, trigger: re.Match[str], done: int, end: int) -> list[AmountSpan]:
    """Return the amounts in front of a word such as miljoen, where what it counts is euros."""
    words = _BEFORE_SCALE.search(flat, max(done, trigger.start() - 45), trigger.start())
    if not words:
        return []
    after = _AFTER_SCALE.match(flat, trigger.end(), end)
    stop = after.end() if after else trigger.end()
    scale = trigger[0].lower()
    has_euro = flat[trigger.end() : stop].strip(" .")
    if not has_euro and not _is_money(flat, words, trigger, end):
        return []
    number = "half" if words["a_half"] else words["figure"] or words["word"]
    half = bool(words["half"])
    if half and worth(number) is None:
        number, half = "half", False
    euros = _euros(number, scale, half=half)
    if euros is None or _FOREIGN.search(flat, max(done, words.start() - 8), words.start()):
        return []
    last = AmountSpan(words.start(), stop, euros, words.start(), trigger.end())
    return _with_earlier(flat, last, scale, done)


def _is_money(flat: str, words: re.Match[str], trigger: re.Match[str], end: int) -> bool:
    """Tell whether a number of thousands, millions or tons without euro beside it is money all the same."""
    scale = trigger[0].lower()
    if scale in ("duizend", "thousand") or _COUNTED.match(flat, trigger.end(), min(end, trigger.end() + 60)):
        return False
    around = flat[max(0, words.start() - 150) : min(end, trigger.end() + 150)]
    if scale == "ton":
        small = not words["figure"] or len(re.split("[.,]", words["figure"])[0]) == 1
        return small and not _WEIGHED.search(around) and bool(_MONEY.search(around))
    return bool(_MONEY.search(around) or _NO_NOUN.match(flat, trigger.end(), end))


def _euros(number: str, scale: str, *, half: bool = False) -> int | None:
    """Return what a number of a size comes to, and `half` of that size more; None where it is no amount."""
    value = worth(number, english=scale.lower() in _ENGLISH, scaled=bool(scale))
    if value is None:
        return None
    euros = (value + Fraction(half, 2)) * _SIZES.get(scale.lower(), 1)
    return int(euros) if euros == int(euros) and euros <= MOST else None


def _with_earlier(flat: str, last: AmountSpan, scale: str, done: int) -> list[AmountSpan]:
    """Return an amount after those that share its scale: "2, 3 en 4 miljoen", "3 tot 4 miljoen"."""
    spans = [last]
    while len(spans) < 9 and scale:
        first = spans[0]
        earlier = _EARLIER.search(flat, max(done, first.start - 40), first.start)
        if not earlier or (flat[first.start] == "€" and not earlier["sign"]):
            break
        start, number = earlier.start(), earlier["number"]
        if re.fullmatch("(?:19|20)[0-9]{2}", number) or _NUMBERED.search(flat, max(0, start - 40), start):
            break
        if (euros := _euros(number, scale)) is None:
            break
        between = _BETWEEN.search(flat, max(0, start - 14), start)
        bound = earlier["apart"].strip().lower() in _BOUNDS or bool(between)
        spans[0] = first._replace(bound=first.bound or bound)
        spans.insert(0, AmountSpan(start, last.end, euros, earlier.start("number"), last.scale_end, bound))
    return spans
