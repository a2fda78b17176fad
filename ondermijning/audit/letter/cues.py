"""What the words of a sentence say of an amount: its kind, its year, how sure it is."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from ondermijning.audit.letter.euros import COUNTED, Amount

_MONEY = (
    r"(?:investering|bijdrage|middelen|bedrag|geld|financiering|budget|subsidie|impuls|uitkering|uitgaven"
    r"|bekostiging|reeks|investment|funding|funds|contribution|amount|grant|budget|money|sum|payment)\w*"
)
_ADJECTIVE = rf"(?= (?:\w+ ){{0,2}}?{_MONEY})"
_KINDS = {
    "structureel": (
        rf"structureel|structurele{_ADJECTIVE}|structurally|structural(?=[,.;)]|$)|structural{_ADJECTIVE}"
        rf"|(?:per|elk|ieder) jaar(?! later)|p\.j\.|jaarlijks|jaarlijkse{_ADJECTIVE}|annually"
        rf"|annual{_ADJECTIVE}|yearly|(?:per|each|every) year|per annum|(?<=[a-z0-9.,)] )a year(?! (?:later"
        r"|ago|after|before|earlier))"
    ),
    "eenmalig": (rf"eenmalig|eenmalige{_ADJECTIVE}|incidenteel|incidentele{_ADJECTIVE}|one-?off|one-time"),
}
_MONEY_NEXT = re.compile(rf"(?i) (?:\w+ ){{0,2}}?{_MONEY}")
_KIND = re.compile("(?i)" + "|".join(rf"(?<!\w)(?P<{kind}>{words})(?!\w)" for kind, words in _KINDS.items()))
_NOT_SAID = re.compile(
    r"(?i)\b(?:naast|bovenop|boven op|buiten|los van|niet|geen|in plaats van|bestaande|reguliere|not|no"
    r"|besides|on top of|in addition to|existing)(?: (?:de|het|langer|langer een|meer|dit|deze|the|any|een"
    r"|an?))? $"
)
_YEAR = "(?:19|20)[0-9]{2}"
_IN = r"\b(?:in|voor|over|of|for|during) "
_YEARS = re.compile(
    rf"(?i)(?P<several>\b(?:{_IN})?{_YEAR}(?:(?: ?[-/,] ?| en | t/m | tot en met | tot | to | and | through "
    rf"| until )(?:in |voor )?{_YEAR})+\b)|(?P<from>\b(?:vanaf|met ingang van|from|as of"
    rf"|starting in)(?: (?:het jaar|the year))? (?P<first>{_YEAR})\b)|(?P<in>(?:{_IN}"
    r"|(?<!elk )(?<!per )(?<!ieder )\bjaar |\b(?:eenmalig|structureel|incidenteel),? |^|\()(?:het jaar "
    rf"|the year )?(?P<year>{_YEAR})\b(?![-/]| {COUNTED}\b))|(?P<since>vanaf |from )?\b(?P<relative>dit jaar"
    rf"|volgend jaar|vorig jaar|this year|next year|last year)\b|(?P<bare>(?<![\w€.,/-]){_YEAR}(?![\w/-]"
    r"|[.,][0-9]))|\b(?P<later>(?:een|het) jaar (?:later|daarna|daarop|erna|erop)|a year later"
    r"|the year after|the following year)\b"
)
_RELATIVE = {"dit": 0, "this": 0, "volgend": 1, "next": 1, "vorig": -1, "last": -1}

_VERB = (
    r"\b(?:krijg\w*|kreeg|kregen|ontv[ai]ng\w*|is|wordt|worden|werd|werden|ga|gaat|gaan|ging|komt?|komen|kwam"
    r"|heeft|hebben|had|zal|zullen|kan|kunnen|mag|mogen|kost|kostte|was|waren|stelt?|stellen|maakte?n?|zei"
    r"|zegt|receives?|gets?|will|has|have|were|are|said|went)\b"
)
_STOPS = re.compile(
    rf"(?i), |;|\b(?:en|maar|and|but|terwijl|while) (?:er )?{_VERB}"
    r"|\b(?:maar|but|daarna|terwijl|while|then|thereafter|waarvan|of which|dat|die|which|waar\w*)\b"
)
_AND = re.compile(r"(?i)^,|\b(?:en|and|plus)\b")
_VERBS = re.compile(_VERB, re.IGNORECASE)
_TURN = re.compile(
    r"(?i)\b(?:daarna|later|vervolgens|waarna|daarnaast|thereafter|after which|then|besides)\b"
)
_ALL = re.compile(r"(?i)\b(?:allemaal|alles|alle|beide|beiden|telkens|all|both)(?: (?:\w+ ){0,2})?$")
_NOUN = re.compile(r"(?i)\b(?:voor|met|een|door|van|via|het|aan|naar|an?|the|for|with|of) $")
_COUNTS = re.compile(rf"(?i)\b{COUNTED} $")
_TO_COUNT = re.compile(
    rf"(?i)(?: \w+){{0,3}} [0-9][0-9.,]*(?: (?:miljoen|duizend|million|thousand))? {COUNTED}\b"
)
_APPROXIMATE = re.compile(
    r"(?i)\b(ruim|bijna|zo'n|circa|ca\.|ongeveer|rond|maximaal|ten hoogste|hooguit|minimaal|minstens"
    r"|ten minste|meer dan|minder dan|nearly|almost|about|around|approximately|up to|more than|over|at least"
    r"|less than) (?:de |een |het |the |a )?$"
)
_RISING = re.compile(
    r"(?i)\b(?:oplopend|oploopt|loopt op|rising|increasing|increase)(?: \w+){0,3}? (?:tot|naar"
    r"|to) (?:een bedrag van )?$"
)
_APPOSED = re.compile(r"(?i), (?:een|an?) $")  # "700.000 euro, een eenmalige bijdrage"
_WORTH = re.compile(
    r"(?i)\b(?:\w*waarde|boetes?|omzet|winst|schade|buit|losgeld|worth|value|fines?|turnover|profit|damage)"
    r"(?: (?:van|of))?(?: [\w']+)? $"
)
_OF_CRIME = re.compile(
    r"(?i) (?:(?:aan|of|in|worth of) )?(?:\w+ ){0,2}?(?:drugs\w*|coca[iï]ne\w*|toegevoegde|coke|hero[iï]ne"
    r"|crimineel|criminele|criminal|contant|cash|boete|schade|fine)\b"
)


class Said(NamedTuple):
    """What the words say of one amount; empty or None where they do not.

    `vanaf`: `jaar` is the first year. `aanduiding` is a word such as "ruim"; `oplopend`: it is a level that
    the money rises to; `elders`: it is what something is worth, or a fine, and goes to no knooppunt.
    """

    soort: str = ""
    jaar: int | None = None
    vanaf: bool = False
    aanduiding: str = ""
    oplopend: bool = False
    elders: bool = False


class _Cue(NamedTuple):
    start: int
    end: int
    value: Any


def said(sentence: str, amounts: Sequence[Amount], first_name: int, year: int | None) -> list[Said]:
    """Return what a sentence says of each of its amounts.

    `first_name` is where the first knooppunt is named, `year` is that of the source, where it is known.
    """
    kinds, years = list(_kinds(sentence, amounts)), list(_years(sentence, amounts, year))
    told_years = _attached(sentence, years, amounts, first_name)
    own_year = [bool(values) for values in _attached(sentence, years, amounts, 0)]
    told_kinds = _attached(sentence, kinds, amounts, first_name, own_year)
    found: list[Said] = []
    for amount, soorten, jaren in zip(amounts, told_kinds, told_years, strict=True):
        before = sentence[max(0, amount.start - 40) : amount.start]
        approximate = _APPROXIMATE.search(before)
        stolen = _WORTH.search(before) or _OF_CRIME.match(sentence, amount.end, amount.end + 40)
        soort = soorten.pop() if len(soorten) == 1 and not stolen else ""
        jaar, vanaf = jaren.pop() if len(jaren) == 1 else (None, False)
        rising = soort == "structureel" and bool(_RISING.search(before))
        about = approximate[1].lower() if approximate else ""
        found.append(Said(str(soort), jaar, vanaf, about, rising, bool(stolen)))
    return found


def alone(words: str, year: int | None) -> Said:
    """Return what words without an amount, such as the line above a list, say of kind and year."""
    kinds = {cue.value for cue in _kinds(words, ())}
    years = {cue.value for cue in _years(words, (), year)}
    jaar, vanaf = years.pop() if len(years) == 1 else (None, False)
    return Said(kinds.pop() if len(kinds) == 1 else "", jaar, vanaf)


def _kinds(sentence: str, amounts: Sequence[Amount]) -> Iterator[_Cue]:
    starts = {amount.start for amount in amounts}
    for found in _KIND.finditer(sentence):
        start, end = found.span()
        before = sentence[max(0, start - 40) : start]
        noun = _NOUN.search(before) and not _MONEY_NEXT.match(sentence, end) and end + 1 not in starts
        counts = _COUNTS.search(before) or _TO_COUNT.match(sentence, end, end + 60)
        if not (_NOT_SAID.search(before) or noun or counts):
            yield _Cue(start, end, str(found.lastgroup))


def _years(sentence: str, amounts: Sequence[Amount], year: int | None) -> Iterator[_Cue]:
    before: int | None = None
    ends = {amount.end for amount in amounts}
    for found in _YEARS.finditer(sentence):
        value: tuple[int | None, bool] = (None, False)
        if found["bare"]:  # a cell of a table
            if not ends & {found.start() - 1, found.start() - 3}:
                continue
            value = (int(found["bare"]), False)
        elif found["from"]:
            value = (int(found["first"]), True)
        elif found["in"]:
            value = (int(found["year"]), False)
        elif found["relative"] and year:
            value = (year + _RELATIVE[found["relative"].split()[0].lower()], bool(found["since"]))
        elif found["later"] and before:
            value = (before + 1, False)
        before = value[0]
        yield _Cue(*found.span(), value)


def _attached(
    sentence: str, cues: Sequence[_Cue], amounts: Sequence[Amount], first_name: int, own: Sequence[bool] = ()
) -> list[set[Any]]:
    """Return for each amount what the cues next to it say, else what one for all amounts says."""
    found: list[set[Any]] = [set() for _ in amounts]
    ends = [amount.end for amount in amounts]
    for cue in cues:
        after = bisect_left([amount.start for amount in amounts], cue.end)
        gaps = []
        if after < len(amounts):
            gaps.append((amounts[after].start - cue.end, after, sentence[cue.end : amounts[after].start]))
        if after:
            gaps.append((cue.start - ends[after - 1], after - 1, sentence[ends[after - 1] : cue.start]))
        near = sorted(
            (size + 100 * bool(_AND.search(gap)), index) for size, index, gap in gaps if _joins(gap)
        )
        if near and (len(near) == 1 or near[0][0] != near[1][0]):
            for index, end in enumerate(ends):
                if end == ends[near[0][1]]:
                    found[index].add(cue.value)
    for cue in cues:
        for index in _scope(sentence, cue, amounts, first_name):
            if not found[index] and not (own and own[index] != own[0]):
                found[index].add(cue.value)
    return found


def _scope(sentence: str, cue: _Cue, amounts: Sequence[Amount], first_name: int) -> Iterator[int]:
    """Yield the amounts that a cue holds for where it opens the sentence, or says "allemaal"."""
    if _ALL.search(sentence[max(0, cue.start - 30) : cue.start]):
        yield from (index for index, amount in enumerate(amounts) if amount.end <= cue.start)
    elif amounts and cue.start < 12 and cue.end <= min(first_name, amounts[0].start):
        if len(_VERBS.findall(sentence[cue.end : amounts[0].start])) > 1:
            return
        turn = _TURN.search(sentence, cue.end)
        yield from (index for index, amount in enumerate(amounts) if not turn or amount.end <= turn.start())


def _joins(gap: str) -> bool:
    """Tell whether a cue and an amount go together across the words between them."""
    if gap.strip(" ,(:)") == "":
        return True
    gap = _APPOSED.sub("", gap)
    whole = gap.count("(") == gap.count(")") or gap.strip().startswith("(") or gap.strip().endswith("(")
    return whole and len(gap) <= 120 and not _STOPS.search(gap) and len(_VERBS.findall(gap)) <= 1
