"""Numbers in running text, in figures or in Dutch and English words, as what they are worth."""

import re
from fractions import Fraction

_UNITS = ["een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen"]
_TEENS = [
    "tien",
    "elf",
    "twaalf",
    *(f"{ten}tien" for ten in ("der", "veer", "vijf", "zes", "zeven", "acht", "negen")),
]
_TENS = [f"{ten}tig" for ten in ("twin", "der", "veer", "vijf", "zes", "zeven", "tach", "negen")]
_ENGLISH = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
_ENGLISH_TEENS = [
    "ten",
    "eleven",
    "twelve",
    *(f"{ten}teen" for ten in ("thir", "four", "fif", "six", "seven", "eigh", "nine")),
]
_ENGLISH_TENS = [f"{ten}ty" for ten in ("twen", "thir", "for", "fif", "six", "seven", "eigh", "nine")]

FIGURE = (
    r"[0-9]{1,3}(?:\.[0-9]{3}){1,3}(?:,[0-9]{1,2})?(?![0-9])"
    r"|[0-9]{1,3}(?:,[0-9]{3}){2,3}(?:\.[0-9]{1,2})?(?![0-9])"
    r"|[0-9]{1,3}(?: [0-9]{3}){1,3}(?:,[0-9]{1,2})?(?![0-9])|[0-9]{1,12}(?:[.,][0-9]{1,3})?(?![0-9])"
)
"""A number in figures: 16,5 and 3.5, 1.500.000 and 1,500,000 and 1 500 000."""
WORD = r"[a-zéë]{1,30}(?:-[a-z]{3,5})?"
"""What may be a number in words; `worth` tells."""


def _joint(unit: str) -> str:
    """Return a number as it comes before "en": tweeën, vieren."""
    return f"{unit}{'ën' if unit.endswith('e') else 'en'}"


def _words() -> dict[str, Fraction]:
    """Return what words are worth, from a half to nine hundred and ninety-nine."""
    words = {word: Fraction(number) for number, word in enumerate([*_UNITS, *_TEENS], 1)}
    for ten, tens in enumerate(_TENS, 2):
        words[tens] = Fraction(10 * ten)
        words |= {f"{_joint(unit)}{tens}": Fraction(10 * ten + one) for one, unit in enumerate(_UNITS, 1)}
    below_hundred = {"": Fraction(0), **words}
    for hundreds, unit in enumerate(["", *_UNITS[1:]], 1):
        words |= {f"{unit}honderd{word}": 100 * hundreds + number for word, number in below_hundred.items()}
    words |= {word: Fraction(number) for number, word in enumerate([*_ENGLISH, *_ENGLISH_TEENS], 1)}
    for ten, tens in enumerate(_ENGLISH_TENS, 2):
        words |= {f"{tens}-{unit}": Fraction(10 * ten + one) for one, unit in enumerate(_ENGLISH, 1)}
        words[tens] = Fraction(10 * ten)
    for half in ("half", "halve"):
        words |= {half: Fraction(1, 2), f"anderhal{half[3:]}": Fraction(3, 2)}
        words |= {f"{_joint(unit)}{half}": one + Fraction(1, 2) for one, unit in enumerate(_UNITS, 1)}
    return words | {
        "één": Fraction(1),
        "a": Fraction(1),
        "kwart": Fraction(1, 4),
        "driekwart": Fraction(3, 4),
    }


_WORDS = _words()


def worth(number: str, *, english: bool = False, scaled: bool = False) -> Fraction | None:
    """Return what a number in figures or words is worth; None where it is no number.

    `scaled`: a word such as miljoen follows it, an `english` one (million) or not, which tells whether
    1.500 and 1,500 are thousands or a one and decimals.
    """
    if not number[:1].isdigit():
        return _WORDS.get(number.lower())
    if re.fullmatch(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?", number) and (
        number.count(",") > 1 or not scaled
    ):
        return Fraction(number.replace(",", ""))
    if re.fullmatch(r"[0-9]+\.[0-9]{1,2}", number) or (english and re.fullmatch(r"[0-9]+\.[0-9]+", number)):
        return Fraction(number)
    return Fraction(number.replace(".", "").replace(" ", "").replace(",", "."))
