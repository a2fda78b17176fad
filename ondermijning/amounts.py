"""Amounts of whole euros as people write and read them: `2,5 mln`, `€ 1.500.000`."""

from collections.abc import Iterable
from typing import NamedTuple

MOST = 10**12
"""The largest amount in euros; far above any budget, and so small that no sum outgrows SQLite's integers."""

EUROS_PER_YEAR = "EUR/jaar"
EUROS = "EUR"
UNITS = {"structureel": EUROS_PER_YEAR, "eenmalig": EUROS}
"""The unit of each kind of money; amounts of two units are never added."""

_MOST_DIGITS = 40
_SIZES = {"": 1, "k": 10**3, "duizend": 10**3, "m": 10**6, "mln": 10**6, "miljoen": 10**6}
_SIZES |= {"mld": 10**9, "miljard": 10**9, "euro": 1, "eur": 1}
SPELLED = {"": "", "mln": "miljoen", "mld": "miljard"}
"""The names of scales as a sentence or a heading says them."""


def parse(text: str) -> int:
    """Return the whole euros that a person means by `text`: `2mln`, `2,5 mln`, `€ 1.500.000`, `1500000`.

    A comma is the decimal sign and a point groups by three, as in Dutch; `2.5 mln` is taken as well
    where the point cannot group. Raises ValueError for what is no amount, is no whole number of
    euros, is negative, or exceeds `MOST`.
    """
    from re import fullmatch

    words = text.replace("\u00a0", " ").replace("\u202f", " ").strip().casefold()
    whole = r"[0-9]{1,3}(?:[._ ][0-9]{3})+|[0-9]+"
    found = fullmatch(rf"(?:€|eur|euro)? *({whole})(?:([.,])([0-9]+|-))? *([a-z]*)\.? *(?:euro|eur)?", words)
    if not found:
        raise ValueError(text)
    whole, sign, decimals, unit = found.groups()
    if unit not in _SIZES or (sign == "." and len(decimals) == 3):
        raise ValueError(text)
    digits = "".join(c for c in whole if c.isdigit())
    fraction = "" if decimals in (None, "-") else decimals
    if len(digits) + len(fraction) > _MOST_DIGITS:
        raise ValueError(text)
    euros, rest = divmod(int(digits + fraction) * _SIZES[unit], int(10 ** len(fraction)))
    if rest or euros > MOST:
        raise ValueError(text)
    return euros


class Scale(NamedTuple):
    """How amounts are written: in euros, mln or mld (`name`, of `size` euros), with so many decimals."""

    name: str
    size: int
    decimals: int


def scale_for(amounts: Iterable[int]) -> Scale:
    """Return the largest scale in which each of these amounts, in euros, is exact with two decimals at most.

    What stands in one column shares a scale, so that its decimals line up.
    """
    sizes = [abs(euros) for euros in amounts]
    for name, size, least in (("mld", 10**9, 10**9), ("mln", 10**6, 10**5)):
        if max(sizes, default=0) >= least and not any(euros % (size // 100) for euros in sizes):
            return Scale(name, size, 2 if any(euros % (size // 10) for euros in sizes) else 1)
    return Scale("", 1, 0)


def written(euros: int, scale: Scale | None = None) -> str:
    """Return whole euros as a table shows them, never rounded: `€ 16,5 mln`, `€ 12.345`, `-€ 7,0 mln`, `€ 0`.

    The scale is one of `scale_for` amounts with this one among them; None: the one that fits this amount.
    """
    scale = scale or scale_for([euros])
    name = scale.name if euros else ""
    return f"{'-' if euros < 0 else ''}€ {figure(abs(euros), scale)} {name}".rstrip()


def in_words(euros: int, scale: Scale | None = None) -> str:
    """Return whole euros as a sentence says them, never rounded: `€ 9 miljoen`, `€ 12.345`.

    The scale is one of `scale_for` amounts with this one among them; None: the one that fits this amount.
    """
    scale = scale or scale_for([euros])
    decimals = scale.decimals if euros % scale.size else 0
    return written(euros, scale._replace(name=SPELLED[scale.name], decimals=decimals))


def figure(euros: int, scale: Scale) -> str:
    """Return whole euros as a bare figure of a scale that is said elsewhere: `16,5`; nothing is `0`."""
    if not euros:
        return "0"
    whole, rest = divmod(abs(euros), scale.size)
    fraction = f",{rest * 10**scale.decimals // scale.size:0{scale.decimals}}" if scale.decimals else ""
    return f"{'-' if euros < 0 else ''}{grouped(whole)}{fraction}"


def grouped(number: int) -> str:
    """Return a whole number with a point between each three digits: `70.000`."""
    return f"{number:,}".replace(",", ".")
