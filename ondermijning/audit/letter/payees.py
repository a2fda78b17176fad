"""Which knooppunt the words of a sentence give each of its amounts to."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from ondermijning.audit.letter.euros import Amount
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


class Place(NamedTuple):
    """What an amount goes to: a knooppunt as the sentence names it, None where that is not said.

    `follows`: it is the amount before it over again, with another figure or year; `part`: it is inside that.
    """

    mention: Mention | None
    follows: bool = False
    part: bool = False


def places(sentence: str, amounts: Sequence[Amount], mentions: Sequence[Mention]) -> list[Place]:
    """Return for each amount of a sentence the knooppunt that it goes to."""
    found: list[Place] = []
    first, start = 0, 0
    for last in range(1, len(amounts) + 1):
        gap = sentence[amounts[last - 1].end : amounts[last].start] if last < len(amounts) else ":"
        if stop := re.search("[:;]", gap):
            end = amounts[last - 1].end + stop.start() if last < len(amounts) else len(sentence)
            here = [mention for mention in mentions if start <= mention.start < end]
            found += _in_part(sentence, amounts[first:last], here)
            first, start = last, end
    return found


def _in_part(sentence: str, amounts: Sequence[Amount], mentions: list[Mention]) -> list[Place]:
    """Return the places of amounts between which no colon or semicolon stands."""
    whole = [_is_whole(sentence, amount, len(amounts)) for amount in amounts]
    counted = [amount for amount, out in zip(amounts, whole, strict=True) if not out]
    mentions = _runs(mentions, counted)
    given = iter(_in_turn(sentence, counted, mentions) or _by_clause(sentence, counted, mentions))
    found: list[Place] = []
    before: Amount | None = None
    for amount, out in zip(amounts, whole, strict=True):
        ids = set[Mention]() if out else next(given)
        names = {mention.id for mention in ids}
        mention = max(ids) if len(names) == 1 and NOBODY not in names else None
        named = found[-1].mention if found else None
        gap = sentence[max(before.end, named.end if named else 0) : amount.start] if before else ""
        follows = part = False
        if before and not ids and not out and before.end <= amount.start:
            part = bool(_PART.search(gap))
            follows = part or bool(_LIGHT.fullmatch(gap))
            mention = found[-1].mention if follows else None
        elif before and before.end > amount.start:
            mention = mention or found[-1].mention  # of one list
        found.append(Place(mention, follows, part))
        before = amount
    return found


def _is_whole(sentence: str, amount: Amount, number: int) -> bool:
    """Tell whether an amount is called the whole that others are of, and not what goes to one place."""
    before = sentence[max(0, amount.start - 60) : amount.start]
    return bool(_OF_A_WHOLE.search(before) or (number > 1 and _SUM.search(before)))


def _runs(mentions: Iterable[Mention], amounts: Sequence[Amount]) -> list[Mention]:
    """Leave of mentions of the same, with no amount between them, one that spans them all."""
    runs: list[Mention] = []
    for mention in mentions:
        last = runs[-1] if runs else None
        if (
            last
            and last.id == mention.id
            and not any(last.end <= amount.start < mention.start for amount in amounts)
        ):
            runs[-1] = last._replace(end=mention.end)
        else:
            runs.append(mention)
    return runs


def _in_turn(sentence: str, amounts: Sequence[Amount], mentions: list[Mention]) -> list[set[Mention]]:
    """Pair amounts and knooppunten that stand in turn, or a list of each; empty where they do not."""
    if len(amounts) != len(mentions):
        return []
    order = [
        name for _, name in sorted([*((a.start, "a") for a in amounts), *((m.start, "m") for m in mentions)])
    ]
    alternate = all(one != other for one, other in pairwise(order))
    half = len(amounts)
    lists = len(set(order[:half])) == len(set(order[half:])) == 1
    one_list = len({amount.end for amount in amounts}) == 1
    if alternate or (lists and (one_list or _IN_TURN.search(sentence))):
        return [{mention} for mention in mentions]
    return []


def _by_clause(sentence: str, amounts: Sequence[Amount], mentions: list[Mention]) -> list[set[Mention]]:
    """Give each amount the knooppunten of its own clause."""
    found: list[set[Mention]] = [set() for _ in amounts]
    if not amounts:
        return found
    found[0].update(mention for mention in mentions if mention.start < amounts[0].start)
    found[-1].update(mention for mention in mentions if mention.start >= amounts[-1].end)
    joined = [0]
    for index, (before, after) in enumerate(pairwise(amounts), 1):
        here = [mention for mention in mentions if before.end <= mention.start < after.start]
        breaks = _breaks(sentence, before.end, after.start, here)
        joined.append(joined[-1] + bool(breaks))
        left, right = _divided(here, breaks)
        found[index - 1].update(left)
        found[index].update(right)
    return [
        set().union(*(found[other] for other, group in enumerate(joined) if group == own)) for own in joined
    ]


def _breaks(sentence: str, start: int, end: int, mentions: list[Mention]) -> list[int]:
    """Return where a clause may end: not within a name."""
    places = [found.start() for found in _BREAK.finditer(sentence, start, end)]
    return [
        place for place in places if not any(mention.start <= place < mention.end for mention in mentions)
    ]


def _divided(here: list[Mention], breaks: list[int]) -> tuple[list[Mention], list[Mention]]:
    """Divide the knooppunten between two amounts among them; both get them all where that is not clear."""
    sides = {tuple(mention.start > place for mention in here) for place in breaks}
    if len(sides) == 1 and here:
        (side,) = sides
        return (
            [m for m, on_right in zip(here, side, strict=True) if not on_right],
            [m for m, on_right in zip(here, side, strict=True) if on_right],
        )
    middle = [side for side in sides if len(here) == 2 and side == (False, True)]
    if middle:
        return here[:1], here[1:]
    unclear = [Mention(0, 0, NOBODY), *here] if here and breaks else here
    return unclear, unclear
