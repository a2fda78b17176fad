"""Which knooppunt the words of a sentence give each of its amounts to."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from ondermijning.audit.letter.euros import AmountSpan
from ondermijning.audit.letter.gazetteer import NOBODY, Mention

_BREAK = re.compile(
    r"(?i)[;:]|, | (?:en|maar|terwijl|plus|waarvan|daarvan|and|but|while|whereas|of which|with) "
)
_OF_A_WHOLE = re.compile(
    r"(?i)\b(?:van|uit|of|from|out of) (?:de|het|die|dit|deze|the|that|this)(?: (?:totale|beschikbare"
    r"|total|available))? $"
    r"|\b(?:van|of) (?:het|de|the|a) (?:totale |total )?(?:bedrag|budget|som|sum|amount)(?: van| of)? $"
)
_SUM = re.compile(
    r"(?i)\b(?:in totaal|totaal(?:bedrag)?(?: van)?|bij elkaar(?: dus)?|samen|gezamenlijk|opgeteld"
    r"|total(?: of)?|altogether)"
    r"(?: (?:goed voor|om|is|gaat het om|komt dat neer op))?(?: (?:ruim|bijna|zo'n|circa|ongeveer))? $"
)
_LIGHT = re.compile(
    r"(?i)(?:[ ,()]|\b(?:in|vanaf|en|naar|tot|oplopend|daarna|structureel|eenmalig|incidenteel|per|jaar"
    r"|jaarlijks|om|nog|to|from|and|then|year|a|rising|annually|one-off|once|extra|dit|volgend|vorig|elk"
    r"|ieder|het|een|later|daarop|ruim|bijna|next|this|last|krijgt|kreeg|ontvangt|receives|gets|[0-9]{4})\b)*"
)
_PART = re.compile(r"(?i),? ?\(?(?:waarvan|van wie|of which|inclusief|including)\b")
_IN_TURN = re.compile(r"(?i)\b(?:respectievelijk|respectively|resp\.)")


class Payee(NamedTuple):
    """What an amount goes to: a knooppunt as the sentence names it, None where that is not said.

    `follows`: it is the amount before it over again, with another figure or year; `part`: it is inside that.
    """

    mention: Mention | None
    follows: bool = False
    part: bool = False


def payees(sentence: str, amounts: Sequence[AmountSpan], mentions: Sequence[Mention]) -> list[Payee]:
    """Return for each amount of a sentence the knooppunt that it goes to."""
    each: list[Payee] = []
    first, start = 0, 0
    for last, amount in enumerate(amounts, 1):
        following = amounts[last].start if last < len(amounts) else len(sentence)
        stop = re.compile("[:;]").search(sentence, amount.end, following)
        if last == len(amounts) or stop:
            end = stop.start() if stop and last < len(amounts) else len(sentence)
            here = [mention for mention in mentions if start <= mention.start < end]
            each += _in_part(sentence, amounts[first:last], here)
            first, start = last, end
    return each


def _in_part(sentence: str, amounts: Sequence[AmountSpan], mentions: list[Mention]) -> list[Payee]:
    """Return the payees of amounts between which no colon or semicolon stands."""
    wholes = [amount for amount in amounts if _is_whole(sentence, amount, len(amounts))]
    counted = [amount for amount in amounts if amount not in wholes]
    mentions = _merged(mentions, counted)
    named = _in_turn(sentence, counted, mentions) or _by_clause(sentence, counted, mentions)
    given = dict(zip(counted, named, strict=True))
    each: list[Payee] = []
    before: AmountSpan | None = None
    for amount in amounts:
        mine = given.get(amount, set())
        ids = {mention.id for mention in mine}
        mention = max(mine) if len(ids) == 1 and NOBODY not in ids else None
        follows = part = False
        if before:
            earlier = each[-1].mention
            gap = sentence[max(before.end, earlier.end if earlier else 0) : amount.start]
            if before.end > amount.start:
                mention = mention or earlier  # of one list
            elif not mine and amount in given:
                part = bool(_PART.search(gap))
                follows = part or bool(_LIGHT.fullmatch(gap))
                mention = earlier if follows else None
        each.append(Payee(mention, follows, part))
        before = amount
    return each


def _is_whole(sentence: str, amount: AmountSpan, number: int) -> bool:
    """Tell whether an amount is called the whole that others are of, and not what goes to one place."""
    before = sentence[max(0, amount.start - 60) : amount.start]
    return bool(_OF_A_WHOLE.search(before) or (number > 1 and _SUM.search(before)))


def _merged(mentions: Iterable[Mention], amounts: Sequence[AmountSpan]) -> list[Mention]:
    """Merge mentions of the same knooppunt that follow each other with no amount between them."""
    merged: list[Mention] = []
    for mention in mentions:
        last = merged[-1] if merged and merged[-1].id == mention.id else None
        if last and not any(last.end <= amount.start < mention.start for amount in amounts):
            merged[-1] = last._replace(end=mention.end)
        else:
            merged.append(mention)
    return merged


def _in_turn(sentence: str, amounts: Sequence[AmountSpan], mentions: list[Mention]) -> list[set[Mention]]:
    """Pair amounts and knooppunten that stand in turn, or a list of each; empty where they do not."""
    half = len(amounts)
    if half != len(mentions):
        return []
    starts = [(amount.start, "amount") for amount in amounts]
    order = [kind for _, kind in sorted([*starts, *((mention.start, "mention") for mention in mentions)])]
    alternate = all(one != other for one, other in pairwise(order))
    lists = len(set(order[:half])) == len(set(order[half:])) == 1
    one_list = len({amount.end for amount in amounts}) == 1
    paired = alternate or (lists and (one_list or _IN_TURN.search(sentence)))
    return [{mention} for mention in mentions] if paired else []


def _by_clause(sentence: str, amounts: Sequence[AmountSpan], mentions: list[Mention]) -> list[set[Mention]]:
    """Give each amount the knooppunten of its own clause."""
    if not amounts:
        return []
    each: list[set[Mention]] = [set() for _ in amounts]
    each[0].update(mention for mention in mentions if mention.start < amounts[0].start)
    each[-1].update(mention for mention in mentions if mention.start >= amounts[-1].end)
    clauses = [0]
    for index, (before, after) in enumerate(pairwise(amounts), 1):
        here = [mention for mention in mentions if before.end <= mention.start < after.start]
        breaks = _breaks(sentence, before.end, after.start, here)
        clauses.append(clauses[-1] + bool(breaks))
        left, right = _divided(here, breaks)
        each[index - 1].update(left)
        each[index].update(right)
    return [
        set().union(*(names for names, clause in zip(each, clauses, strict=True) if clause == own))
        for own in clauses
    ]


def _breaks(sentence: str, start: int, end: int, mentions: list[Mention]) -> list[int]:
    """Return where a clause may end: not within a name."""
    places = [match.start() for match in _BREAK.finditer(sentence, start, end)]
    return [place for place in places if not any(name.start <= place < name.end for name in mentions)]


def _divided(here: list[Mention], breaks: list[int]) -> tuple[list[Mention], list[Mention]]:
    """Divide the knooppunten between two amounts among them; both get them all where that is not clear."""
    ways = {sum(mention.start <= place for mention in here) for place in breaks}  # how many come before
    if len(ways) == 1 and here:
        (left,) = ways
        return here[:left], here[left:]
    if len(here) == 2 and 1 in ways:
        return here[:1], here[1:]
    unclear = [Mention(0, 0, NOBODY), *here] if here and breaks else here
    return unclear, unclear
