"""Which knooppunt the words of a sentence give each of its amounts to."""

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from ondermijning.audit.letter.amounts import Amount
from ondermijning.text import fold

_WORD = re.compile(r"[^\W_]+")
_FILLERS = {"van", "in", "de", "het", "of", "the", "te", "den"}
_SEVERAL = re.compile(
    r"\b(?:alle|vijf|drie|vier|twee|zes|[0-9]|overige|andere|diverse|five|all|other|three|four|several|major)"
    r"(?: [\w()-]+){0,4}? (?:knooppunten|mainports|hubs|luchthavens|zeehavens|havens|veilingen|ports|seaports|airports)\b"
    r"|\b(?:landelijk|nationaal|heel nederland|nationwide|the whole country)\b",
    re.IGNORECASE,
)
_NO_PAYEE = re.compile(
    r"\b(?:volgens|bezoek(?:t|en)? (?:aan|in|van)|werkbezoek aan|rechtbank(?: van| in)?|rechter(?: in)?|universiteit"
    r"|hoogleraar(?: in)?|(?:burgemeester|wethouder)(?: [A-Z][\w-]+)*(?: van)?|according to|visit(?:ing|ed)?(?: to)?"
    r"|court in|mayor of)(?: de| het| the)?(?: haven van| port of)? $"
)
_TELLING = re.compile(
    r" (?:bekend ?gemaakt|aangekondigd|gezegd|verteld|gepresenteerd|toegelicht|announced|said|told)\b", re.IGNORECASE
)
_BREAK = re.compile(
    r"[;:]|, | (?:en|maar|terwijl|plus|waarvan|daarvan|and|but|while|whereas|of which|with) ", re.IGNORECASE
)
_OF_A_WHOLE = re.compile(
    r"\b(?:van|uit|of|from|out of) (?:de|het|die|dit|deze|the|that|this)(?: (?:totale|beschikbare|total|available))? $"
    r"|\b(?:van|of) (?:het|de|the|a) (?:totale |total )?(?:bedrag|budget|som|sum|amount)(?: van| of)? $",
    re.IGNORECASE,
)
_SUM = re.compile(
    r"\b(?:in totaal|totaal(?:bedrag)?(?: van)?|bij elkaar(?: dus)?|samen|gezamenlijk|opgeteld|total(?: of)?|altogether)"
    r"(?: (?:goed voor|om|is|gaat het om|komt dat neer op))?(?: (?:ruim|bijna|zo'n|circa|ongeveer))? $",
    re.IGNORECASE,
)
_LIGHT = re.compile(
    r"(?:[ ,()]|\b(?:in|vanaf|en|naar|tot|oplopend|daarna|structureel|eenmalig|incidenteel|per|jaar|jaarlijks|om|nog|to|from"
    r"|and|then|year|a|rising|annually|one-off|once|extra|dit|volgend|vorig|elk|ieder|het|een|later|daarop|ruim|bijna|next"
    r"|this|last|krijgt|kreeg|ontvangt|receives|gets|[0-9]{4})\b)*",
    re.IGNORECASE,
)
_PART = re.compile(r",? ?\(?(?:waarvan|van wie|of which|inclusief|including)\b", re.IGNORECASE)
_IN_TURN = re.compile(r"\b(?:respectievelijk|respectively|resp\.)", re.IGNORECASE)
_DATELINE = re.compile(r"[A-Z]{4,}(?:[ -][A-Z]+)*(?:,? [^-.]{0,30})? - ")  # "ROTTERDAM, 3 mei - "
NOBODY = ""


class Mention(NamedTuple):
    """Where a sentence names a knooppunt; `id` is NOBODY where it names several at once, or one of two."""

    start: int
    end: int
    id: str


class Gazetteer:
    """The names, aliases and places of knooppunten, to find in sentences."""

    def __init__(self, names: Mapping[str, Iterable[str]]) -> None:
        """Take for each id what it is called; a name also goes without what stands in brackets."""
        self._by_first: dict[str, dict[tuple[str, ...], str]] = {}
        for id_, called in names.items():
            for name in called:
                for variant in {name, *re.split(r"[()]", name)}:
                    self._add(tuple(fold(word) for word in _WORD.findall(variant)), id_)

    def _add(self, words: tuple[str, ...], id_: str) -> None:
        if words and len("".join(words)) > 2:
            alike = self._by_first.setdefault(words[0], {})
            alike[words] = id_ if alike.get(words, id_) == id_ else NOBODY

    def mentions(self, sentence: str) -> list[Mention]:
        """Return where the sentence names knooppunten, in order; of names that overlap the longest."""
        words = [(found.start(), found.end(), fold(found[0])) for found in _WORD.finditer(sentence)]
        several = [Mention(*found.span(), NOBODY) for found in _SEVERAL.finditer(sentence)]
        found, index = list[Mention](), 0
        while index < len(words):
            length, id_ = self._named([word for _, _, word in words[index : index + 12]])
            start = words[index][0]
            mention = Mention(start, words[index + length - 1][1] if length else start, id_)
            if length and not _is_aside(sentence, mention):
                found.append(mention)
            index += length or 1
        named = [
            mention
            for mention in found
            if not any(m.start < mention.end and mention.start < m.end for m in several)
        ]
        return sorted([*named, *several])

    def _named(self, words: list[str]) -> tuple[int, str]:
        """Return how many words the longest name takes with which they begin, and whose it is; 0: none."""
        best = (0, NOBODY)
        for first in dict.fromkeys([words[0], words[0].removesuffix("se")]):
            for name, id_ in self._by_first.get(first, {}).items():
                best = max(best, (_taken(words, name), id_))
        return best


def _is_aside(sentence: str, mention: Mention) -> bool:
    """Tell whether a name is that of something else, or only of where or by whom something is said."""
    start, end, _ = mention
    if sentence[start - 1 : start] == "-" or (start == 0 and _DATELINE.match(sentence)):
        return True
    before = sentence[max(0, start - 60) : start]
    return bool(_NO_PAYEE.search(before) or _TELLING.match(sentence, end))


def _taken(words: list[str], name: tuple[str, ...]) -> int:
    """Return how many words a name takes, with such between them as in "haven van Rotterdam"; 0: not there."""
    at = 1
    for part in name[1:]:
        while words[at : at + 1] and words[at] != part and words[at] in _FILLERS:
            at += 1
        if words[at : at + 1] != [part]:
            return 0
        at += 1
    return at


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
