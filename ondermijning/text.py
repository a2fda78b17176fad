"""Words: comparing them whatever their case, accents and typography, finding near ones, showing them safe."""

from collections.abc import Iterable
from functools import cache

# Insides of a character class, for `re` and for the regular expressions of JSON Schema alike.
UNSAFE = r"\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff"
"""A control or line character could drive a terminal, a bidirectional one could mislead a reader."""
FORMULA_SIGNS = r"=+@\-\uff1d\uff0b\uff0d\uff20"
"""What makes a text a formula to a spreadsheet, of any width, when it comes first (OWASP, CSV injection)."""

_NO_TEXT = ("~", "null", "true", "false", "yes", "no", "on", "off", "y", "n")
"""What YAML reads as no text, in any case."""

MONTHS = "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
"""The months in their order, as a pattern that matches each."""


def date_in_words(date: str) -> str:
    """Return a date as people write it: `4 november 2022`, `maart 2022`, `2019`, `zonder datum`."""
    months = MONTHS.split("|")
    match date.split("-"):
        case [year, month, day]:
            return f"{int(day)} {months[int(month) - 1]} {year}"
        case [year, month]:
            return f"{months[int(month) - 1]} {year}"
    return "zonder datum" if date == "onbekend" else date


@cache
def alike() -> dict[int, str | None]:
    """Return characters that are typed for one another, each with what it counts as (None: as nothing)."""
    apostrophes = "`\xb4\u02b9\u02bb\u02bc\u02bd\u02c8\u0374\u1fef\u1ffd\u2018\u2019\u201a\u201b\u2032\u2035"
    hyphens = [*range(0x2010, 0x2016), 0x2043, 0x207B, 0x208B, 0x2212, 0xFE31, 0xFE32, 0xFE58, 0xFE63, 0xFF0D]
    # Unicode's default-ignorable characters but the soft hyphen, and the marks around an annotation.
    unseen = [0x034F, 0x061C, 0x115F, 0x1160, 0x17B4, 0x17B5, *range(0x180B, 0x1810), *range(0x200B, 0x2010)]
    unseen += [*range(0x202A, 0x202F), *range(0x2060, 0x2070), 0x3164, *range(0xFE00, 0xFE10), 0xFEFF, 0xFFA0]
    unseen += [*range(0xFFF0, 0xFFFC), *range(0xE0000, 0xE0080), *range(0xE0100, 0xE01F0)]
    return {
        **dict.fromkeys(map(ord, f"{apostrophes}\ua78b\ua78c\uff40"), "'"),
        0x0149: "'n",
        **dict.fromkeys(map(ord, "\xab\xbb\u201c\u201d\u201e\u201f\u2033"), '"'),
        **dict.fromkeys(hyphens, "-"),
        **dict.fromkeys(unseen),
    }


def plain(text: str) -> str:
    """Return `text` in one typography: plain quotes, hyphens and spaces, no ligatures, nothing unseen.

    Soft hyphens stay: at the end of a line they are seen.
    """
    if text.isascii():
        return text.replace("`", "'")
    from unicodedata import normalize

    return normalize("NFKC", text.translate(alike()))


def fold(text: str) -> str:
    """Return words as they are compared everywhere: plain, without case, accents and soft hyphens."""
    if text.isascii():
        return text.replace("`", "'").lower()
    from unicodedata import combining, normalize

    letters = normalize("NFKD", plain(text).casefold())
    return "".join(c for c in letters if c != "\xad" and not combining(c))


def needs_quotes(text: str) -> bool:
    """Whether YAML, of version 1.1 or 1.2, may read a text without quotes as a figure, date, truth or null.

    Whatever begins like a figure gets quotes, for the versions differ in what they take for one.
    """
    first = text[:1]
    return first.isdigit() or first in "+-." or text.lower() in _NO_TEXT


def near(word: str, words: Iterable[str], most: int = 3) -> list[str]:
    """Return the `most` words that come nearest to `word`, best first; none when none is near."""
    from difflib import get_close_matches

    by_fold = {fold(candidate): candidate for candidate in words}
    return [by_fold[match] for match in get_close_matches(fold(word[:100]), by_fold, n=most)]


def did_you_mean(word: str, words: Iterable[str]) -> str:
    """Return " Bedoelde u X of Y?" for the near words, empty when none is near."""
    return f" Bedoelde u {any_of(found)}?" if (found := near(word, words)) else ""


def any_of(words: list[str]) -> str:
    """Join words as a choice: `a`, `a of b`, `a, b of c`."""
    return joined(words, "of")


def all_of(words: list[str]) -> str:
    """Join words as a list: `a`, `a en b`, `a, b en c`."""
    return joined(words, "en")


def joined(words: list[str], last: str) -> str:
    """Join words with commas, and the word `last` before the last one."""
    return f" {last} ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)


def share(part: int, whole: int) -> str:
    """Return how many of all, before the noun: `3 van de 5`, `1 van 1`."""
    return f"{part} van {'' if whole == 1 else 'de '}{whole}"


def visible(text: str, most: int = 60) -> str:
    """Return `text` safe for a terminal: unprintable characters escaped, cut after `most` characters."""
    cut = text if len(text) <= most else text[: most - 1] + "…"
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in cut)


def harmless(text: str) -> str:
    """Return `text` with what could drive a terminal or mislead a reader escaped, and all else as it is."""
    from re import sub

    return text if text.isprintable() else sub(f"[{UNSAFE}]", lambda found: ascii(found[0])[1:-1], text)


def is_utf_8(text: str) -> bool:
    """Whether `text` can be written: a word of a call holds surrogates where its bytes were not UTF-8."""
    return text == text.encode(errors="replace").decode()


def is_formula(text: str) -> bool:
    """Tell whether a spreadsheet would take `text` for a formula."""
    from re import match

    return match(f"[{FORMULA_SIGNS}]", text) is not None


def excerpt(text: str) -> str:
    """Return words of someone else's text as one safe line; "…" goes before what would be a formula."""
    from re import sub

    line = " ".join(sub(f"[{UNSAFE}]", " ", text).split())
    return f"…{line}" if is_formula(line) else line


_SPELLED = str.maketrans(
    {"€": "EUR", "–": "-", "—": "-", "…": "...", "‘": "'", "’": "'", "“": '"', "”": '"', "→": "->"}
)


def ascii_only(text: str) -> str:
    """Return `text` as an output that takes only ASCII can show it: EUR for €, letters without accents.

    A letter of another script is shown by its number, so that two names never become one.
    """
    if text.isascii():
        return text
    from unicodedata import combining, normalize

    plain = normalize("NFKD", text.translate(_SPELLED))
    return "".join(c for c in plain if not combining(c)).encode("ascii", "backslashreplace").decode()
