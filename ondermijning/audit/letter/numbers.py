"""Numbers in running text, in figures or in Dutch and English words, as what they are worth."""

import re
from fractions import Fraction

FIGURE = (
    r"[0-9]{1,3}(?:\.[0-9]{3}){1,3}(?:,[0-9]{1,2})?(?![0-9])"
    r"|[0-9]{1,3}(?:,[0-9]{3}){2,3}(?:\.[0-9]{1,2})?(?![0-9])"
    r"|[0-9]{1,3}(?: [0-9]{3}){1,3}(?:,[0-9]{1,2})?(?![0-9])|[0-9]{1,12}(?:[.,][0-9]{1,3})?(?![0-9])"
)
"""A number in figures: 16,5 and 3.5, 1.500.000 and 1,500,000 and 1 500 000."""
WORD = r"[a-zéë]{1,30}(?:-[a-z]{3,5})?"
"""What may be a number in words; `worth` tells."""

_TO_NINETEEN = [
    "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf",
    "dertien", "veertien", "vijftien", "zestien", "zeventien", "achttien", "negentien",
]  # fmt: skip
_TENS = ["twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig"]
_ENGLISH_TO_NINETEEN = [
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
]  # fmt: skip
_ENGLISH_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def _words() -> dict[str, Fraction]:
    """Return what words are worth, from a quarter to nine hundred and ninety-nine."""
    units = list(enumerate(_TO_NINETEEN[:9], 1))
    before_en = {one: f"{unit}{'ën' if unit.endswith('e') else 'en'}" for one, unit in units}  # tweeën
    words = {word: Fraction(number) for number, word in enumerate(_TO_NINETEEN, 1)}
    for tens, word in enumerate(_TENS, 2):
        words |= {word: Fraction(10 * tens)}
        words |= {f"{unit}{word}": Fraction(10 * tens + one) for one, unit in before_en.items()}
    below_hundred = {"": Fraction(0), **words}
    for hundreds, unit in enumerate(["", *_TO_NINETEEN[1:9]], 1):
        words |= {f"{unit}honderd{word}": 100 * hundreds + number for word, number in below_hundred.items()}
    words |= {word: Fraction(number) for number, word in enumerate(_ENGLISH_TO_NINETEEN, 1)}
    for tens, word in enumerate(_ENGLISH_TENS, 2):
        words |= {word: Fraction(10 * tens)}
        words |= {
            f"{word}-{unit}": Fraction(10 * tens + one)
            for one, unit in enumerate(_ENGLISH_TO_NINETEEN[:9], 1)
        }
    for half in ("half", "halve"):
        words |= {half: Fraction(1, 2), f"anderhal{half[3:]}": Fraction(3, 2)}
        words |= {f"{unit}{half}": one + Fraction(1, 2) for one, unit in before_en.items()}
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
    commas = re.fullmatch(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?", number)
    if commas and (number.count(",") > 1 or not scaled):
        return Fraction(number.replace(",", ""))
    if re.fullmatch(rf"[0-9]+\.[0-9]{{1,{'' if english else 2}}}", number):
        return Fraction(number)
    return Fraction(number.replace(".", "").replace(" ", "").replace(",", "."))
