"""Every place where a quote stands in a text of lines, at a cost that is linear in both."""

import re

LINE, ASIDE = "\n", "\v"
"""What precedes each line of a text: ASIDE where the line may break into a sentence, else LINE."""

# A quote's words; between them its spaces, or where a line may break without one: after - / and €.
_WORDS = re.compile(r"( )|(?<=[-/€])(?! |$)")
_LETTER = r"[^\W\d_]"
# Between two digits these make one figure: 16,5 and 70.000, 2019-2022, 3/10.
_JOINT = "[.,:/\u2044-]"


class Lines:
    """A text to look quotes up in.

    A set of places in it is one integer with a bit for each character, the first one highest: a shift to the
    left moves all places one character back, and `&` keeps those that two sets share. So a quote is followed
    from its end to its start at all places at once, however often it stands there.
    """

    def __init__(self, text: str) -> None:
        """Take a text in which each line follows LINE or ASIDE; the last line is no aside."""
        self._text = text + LINE
        self._letters: dict[str, int] = {}
        self._lines, self._asides = self._letter(LINE), self._letter(ASIDE)
        self._breaks = self._lines | self._asides
        self._within_lines = (1 << len(self._text)) - 1 - self._breaks
        self._outside_words = self._where(r"\W")

    def places(self, quote: str) -> str:
        """Return a "1" for each character of the text where the quote starts, a "0" for the others.

        The quote has single spaces, and no break. Returns "" where it stands nowhere.
        """
        parts = _WORDS.split(quote)
        here = self._where(re.escape(quote[-1]) + not_after(quote)) >> 1
        here = self._before_word(parts[-1], here)
        for index in range(len(parts) - 2, 0, -2):
            word, space, next_word = parts[index - 1 : index + 2]
            broken = self._before_break(next_word, here)
            here = broken | (self._letter(" ") & (here << 1) if space else here)
            here = self._before_word(word, here)
        here &= self._where(not_before(quote) + re.escape(quote[0])) if here else 0
        return f"{here:0{len(self._text)}b}" if here else ""

    def _before_word(self, word: str, here: int) -> int:
        """Return where `word` stands before one of `here`, whole or broken by a hyphen at a line's end."""
        later = ""
        for letter in reversed(word):
            if not here:
                return 0
            if letter.isalpha() and later.isalpha() and (breaks := self._lines & (here << 1)):
                here |= self._letter("-") & (self._over_asides(breaks, self._asides) << 1)
            here = self._letter(letter) & (here << 1)
            later = letter
        return here

    def _before_break(self, next_word: str, here: int) -> int:
        """Return where a line ends, and one of `here`, where `next_word` stands, starts the next."""
        breaks = self._breaks & (here << 1)
        if not (breaks and self._asides):
            return breaks
        # A line that starts with the quote's next word is never skipped.
        kept = self._outside_words if next_word[-1].isalnum() else -1
        for letter in reversed(next_word):
            kept = self._letter(letter) & (kept << 1)
        kept = self._asides & (kept << 1)
        return self._over_asides(breaks & (self._lines | kept), self._asides & ~kept)

    def _over_asides(self, breaks: int, asides: int) -> int:
        """Return `breaks`, and the breaks before them with nothing but such asides in between."""
        reached = breaks
        while reached and asides:
            # Added to the end of a line, a bit is carried to the break in front of that line.
            reached = ((reached << 1) + self._within_lines) & asides
            breaks |= reached
        return breaks

    def _letter(self, letter: str) -> int:
        if letter not in self._letters:
            self._letters[letter] = self._where(re.escape(letter))
        return self._letters[letter]

    def _where(self, pattern: str) -> int:
        """Return where a pattern of one character matches; it may look around."""
        return int("1".join("0" * len(piece) for piece in re.split(pattern, self._text)), 2)


def not_before(quote: str) -> str:
    """Return a pattern that refuses what may not precede: the rest of a word or of a figure."""
    if quote[0].isalpha():
        return f"(?<!{_LETTER})"
    if re.match(rf"{_JOINT}?\d", quote):
        # The space of 16 500 000 is part of the figure, the one after a year is not.
        group = r"(?<!(?<!\d\d\d)\d\s)" if re.match(r"\d{3}(?!\d)", quote) else ""
        return rf"(?<!\d)(?<!\d{_JOINT}){group}"
    return ""


def not_after(quote: str) -> str:
    """Return a pattern that refuses what may not follow: the rest of a word or of a figure."""
    if quote[-1].isalpha():
        return f"(?!{_LETTER})"
    if re.search(rf"\d{_JOINT}?$", quote):
        group = r"(?!\s\d{3}(?!\d))" if re.search(r"(?<!\d)\d{1,3}$", quote) else ""
        return rf"(?!{_JOINT}?\d){group}"
    return ""
