"""What the words of a sentence say of an amount: its kind, its year, how sure it is."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from ondermijning.audit.letter.euros import COUNTED, AmountSpan

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
    rf"(?i)(?P<several>\b(?:{_IN})?{_YEAR}"
    r"(?:(?: ?[-/,] ?| en | t/m | tot en met | tot | to | and | through | until )"
    rf"(?:in |voor )?{_YEAR})+\b)"
    r"|(?P<from>\b(?:vanaf|met ingang van|from|as of|starting in)"
    rf"(?: (?:het jaar|the year))? (?P<first>{_YEAR})\b)"
    rf"|(?P<in>(?:{_IN}|(?<!elk )(?<!per )(?<!ieder )\bjaar |\b(?:eenmalig|structureel|incidenteel),? |^|\()"
    rf"(?:het jaar |the year )?(?P<year>{_YEAR})\b(?![-/]| {COUNTED}\b))"
    r"|(?P<since>vanaf |from )?"
    r"\b(?P<relative>dit jaar|volgend jaar|vorig jaar|this year|next year|last year)\b"
    rf"|(?P<bare>(?<![\w€.,/-]){_YEAR}(?![\w/-]|[.,][0-9]))"
    r"|\b(?P<later>(?:een|het) jaar (?:later|daarna|daarop|erna|erop)|a year later|the year after"
    r"|the following year)\b"
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
_VERBS = re.compile(f"(?i){_VERB}")
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


class Wording(NamedTuple):
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


Spans = Sequence[AmountSpan]


def wordings(sentence: str, amounts: Spans, first_name: int, year: int | None) -> list[Wording]:
    """Return what a sentence says of each of its amounts.

    `first_name` is where the first knooppunt is named, `year` is that of the source, where it is known.
    """
    kinds, years = list(_kinds(sentence, amounts)), list(_years(sentence, amounts, year))
    years_of_each = _attached(sentence, years, amounts, first_name)
    has_own_year = [bool(values) for values in _attached(sentence, years, amounts, 0)]
    kinds_of_each = _attached(sentence, kinds, amounts, first_name, has_own_year)
    each: list[Wording] = []
    for amount, soorten, jaren in zip(amounts, kinds_of_each, years_of_each, strict=True):
        before = sentence[max(0, amount.start - 40) : amount.start]
        approximate = _APPROXIMATE.search(before)
        elders = bool(_WORTH.search(before) or _OF_CRIME.match(sentence, amount.end, amount.end + 40))
        soort = "" if elders else _only(soorten, "")
        jaar, vanaf = _only(jaren, (None, False))
        about = approximate[1].lower() if approximate else ""
        rising = soort == "structureel" and bool(_RISING.search(before))
        each.append(Wording(soort, jaar, vanaf, about, rising, elders))
    return each


def wording_of_lead(words: str, year: int | None) -> Wording:
    """Return what words without an amount, such as the line above a list, say of kind and year."""
    kinds, years = ({cue.value for cue in cues} for cues in (_kinds(words, ()), _years(words, (), year)))
    return Wording(_only(kinds, ""), *_only(years, (None, False)))


def _only(values: set[Any], otherwise: Any) -> Any:
    """Return the one value there is, or else something else."""
    return next(iter(values)) if len(values) == 1 else otherwise


def _kinds(sentence: str, amounts: Spans) -> Iterator[_Cue]:
    starts = {amount.start for amount in amounts}
    for match in _KIND.finditer(sentence):
        start, end = match.span()
        before = sentence[max(0, start - 40) : start]
        noun = _NOUN.search(before) and not _MONEY_NEXT.match(sentence, end) and end + 1 not in starts
        counts = _COUNTS.search(before) or _TO_COUNT.match(sentence, end, end + 60)
        if not (_NOT_SAID.search(before) or noun or counts):
            yield _Cue(start, end, str(match.lastgroup))


def _years(sentence: str, amounts: Spans, year: int | None) -> Iterator[_Cue]:
    before: int | None = None
    ends = {amount.end for amount in amounts}
    for match in _YEARS.finditer(sentence):
        value: tuple[int | None, bool] = (None, False)
        if match["bare"]:  # a cell of a table
            if not ends & {match.start() - 1, match.start() - 3}:
                continue
            value = (int(match["bare"]), False)
        elif match["from"]:
            value = (int(match["first"]), True)
        elif match["in"]:
            value = (int(match["year"]), False)
        elif match["relative"] and year:
            value = (year + _RELATIVE[match["relative"].split()[0].lower()], bool(match["since"]))
        elif match["later"] and before:
            value = (before + 1, False)
        before = value[0]
        yield _Cue(*match.span(), value)


def _attached(
    sentence: str, cues: Sequence[_Cue], amounts: Spans, first_name: int, own: Sequence[bool] = ()
) -> list[set[Any]]:
    """Return for each amount what the cues next to it say, else what one for all amounts says.

    Where `own` tells which amounts have a year of their own, the latter holds for amounts like the first.
    """
    values: list[set[Any]] = [set() for _ in amounts]
    for cue in cues:
        near = _near(sentence, cue, amounts)
        for index, amount in enumerate(amounts):
            if near and amount.end == near.end:
                values[index].add(cue.value)
    for cue in cues:
        for index in _scope(sentence, cue, amounts, first_name):
            if not values[index] and not (own and own[index] != own[0]):
                values[index].add(cue.value)
    return values


def _near(sentence: str, cue: _Cue, amounts: Spans) -> AmountSpan | None:
    """Return the amount before or after a cue that it goes together with, the nearer one of two."""
    after = bisect_left([amount.start for amount in amounts], cue.end)
    joined: list[tuple[int, AmountSpan]] = []
    for amount in amounts[max(0, after - 1) : after + 1]:
        start, end = min(cue.end, amount.end), max(cue.start, amount.start)
        if _joins(gap := sentence[start:end]):
            joined.append((end - start + 100 * bool(_AND.search(gap)), amount))
    joined.sort()
    if not joined or (len(joined) > 1 and joined[0][0] == joined[1][0]):
        return None
    return joined[0][1]


def _scope(sentence: str, cue: _Cue, amounts: Spans, first_name: int) -> Iterator[int]:
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
