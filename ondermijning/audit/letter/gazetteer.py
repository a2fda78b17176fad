"""The knooppunten that a sentence names: by name, alias or place."""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from ondermijning.text import fold

_WORD = re.compile(r"[^\W_]+")
_FILLERS = {"van", "in", "de", "het", "of", "the", "te", "den"}
_SEVERAL = re.compile(
    r"(?i)\b(?:alle|vijf|drie|vier|twee|zes|[0-9]|overige|andere|diverse|five|all|other|three|four|several"
    r"|major)(?: [\w()-]+){0,4}? (?:knooppunten|mainports|hubs|luchthavens|zeehavens|havens|veilingen|ports"
    r"|seaports|airports)\b|\b(?:landelijk|nationaal|heel nederland|nationwide|the whole country)\b"
)
_NO_PAYEE = re.compile(
    r"\b(?:volgens|bezoek(?:t|en)? (?:aan|in|van)|werkbezoek aan|rechtbank(?: van| in)?|rechter(?: in)?"
    r"|universiteit|hoogleraar(?: in)?|(?:burgemeester|wethouder)(?: [A-Z][\w-]+)*(?: van)?|according to"
    r"|visit(?:ing|ed)?(?: to)?|court in|mayor of)(?: de| het| the)?(?: haven van| port of)? $"
)
_TELLING = re.compile(
    r"(?i) (?:bekend ?gemaakt|aangekondigd|gezegd|verteld|gepresenteerd|toegelicht|announced|said|told)\b"
)
_DATELINE = re.compile(r"[A-Z]{4,}(?:[ -][A-Z]+)*(?:,? [^-.]{0,30})? - ")  # "ROTTERDAM, 3 mei - "
NOBODY = ""


class Mention(NamedTuple):
    """Where a sentence names a knooppunt; `id` is NOBODY where it names several at once, or one of two."""

    start: int
    end: int
    id: str


class _Names:
    """Names that begin alike: by the word that comes next, and whose the name is that ends here."""

    def __init__(self) -> None:
        self.further: dict[str, _Names] = {}
        self.id: str | None = None

    def longest(self, words: list[str], start: int) -> tuple[int, str]:
        """Return how many words the longest name takes that goes on at `start`, and whose it is; 0: none.

        Fillers are passed over, as in "haven van Rotterdam".
        """
        best = (start, self.id) if self.id is not None else (0, NOBODY)
        passed: set[str] = set()
        for place, word in enumerate(words[start:], start=start + 1):
            if word in self.further and word not in passed:
                best = max(best, self.further[word].longest(words, place))
            if word not in _FILLERS:
                break
            passed.add(word)
        return best


class Gazetteer:
    """The names, aliases and places of knooppunten, to find in sentences."""

    def __init__(self, names: Mapping[str, Iterable[str]]) -> None:
        """Take for each id what it is called; a name also goes without what stands in brackets."""
        self._names = _Names()
        for id_, called in names.items():
            for name in called:
                for variant in {name, *re.split(r"[()]", name)}:
                    self._add(_WORD.findall(fold(variant)), id_)

    def _add(self, words: list[str], id_: str) -> None:
        if len("".join(words)) > 2:
            names = self._names
            for word in words:
                names = names.further.setdefault(word, _Names())
            names.id = id_ if names.id in (None, id_) else NOBODY

    def mentions(self, sentence: str) -> list[Mention]:
        """Return where the sentence names knooppunten, in order; of names that overlap the longest."""
        words = [(match.start(), match.end(), fold(match[0])) for match in _WORD.finditer(sentence)]
        several = [Mention(*match.span(), NOBODY) for match in _SEVERAL.finditer(sentence)]
        named, index = list[Mention](), 0
        while index < len(words):
            length, id_ = self._named([word for _, _, word in words[index : index + 12]])
            if length:
                named.append(Mention(words[index][0], words[index + length - 1][1], id_))
            index += length or 1
        apart = [
            mention
            for mention in named
            if not _is_aside(sentence, mention)
            and not any(one.start < mention.end and mention.start < one.end for one in several)
        ]
        return sorted([*apart, *several])

    def _named(self, words: list[str]) -> tuple[int, str]:
        """Return how many words the longest name takes with which they begin, and whose it is; 0: none."""
        starts = {words[0], words[0].removesuffix("se")} & self._names.further.keys()
        return max((self._names.further[first].longest(words, 1) for first in starts), default=(0, NOBODY))


def _is_aside(sentence: str, mention: Mention) -> bool:
    """Tell whether a name is that of something else, or only of where or by whom something is said."""
    start, end, _ = mention
    if sentence[start - 1 : start] == "-" or (start == 0 and _DATELINE.match(sentence)):
        return True
    before = sentence[max(0, start - 60) : start]
    return bool(_NO_PAYEE.search(before) or _TELLING.match(sentence, end))
