"""Text that is no answer (help, errors, notes) on its way to a screen: its width, colour and letters."""

import os
import sys
from collections.abc import Iterator
from typing import TextIO

from ondermijning.cli import output
from ondermijning.text import ascii_only

BOLD, RED, CYAN = "1", "1;31", "36"
NARROWEST = 40

_ERROR = "Fout:"
_SWITCHES = {"--kleur": True, "--geen-kleur": False}
_USUAL_WIDTH = 80


def coloured(stream: TextIO | None) -> bool:
    """Whether to colour: what the call says, else the environment, else only on a terminal.

    An error comes before the options have been read, so the words of the call are looked at as such.
    """
    for word in reversed(sys.argv[1:]):
        if word in _SWITCHES:
            return _SWITCHES[word]
    return output.coloured(output.is_smart_terminal(stream))


def paint(text: str, code: str, colour: bool) -> str:
    """Return `text` in the colour `code`, where there is to be colour."""
    return f"\x1b[{code}m{text}\x1b[0m" if colour else text


def width(stream: TextIO | None) -> int | None:
    """Return the columns of the terminal that `stream` is, 40 or more; None where it is no terminal."""
    if stream is None or not stream.isatty():
        return None
    try:
        columns = int(os.environ.get("COLUMNS", "")) or _USUAL_WIDTH
    except ValueError:
        columns = os.get_terminal_size(stream.fileno()).columns or _USUAL_WIDTH
    return max(NARROWEST, columns)


def columns_of(text: str) -> int:
    """Return how many columns `text` takes on a terminal: wide characters two, combining ones none."""
    if text.isascii():
        return len(text)
    from unicodedata import combining, east_asian_width

    return sum(0 if combining(c) else 2 if east_asian_width(c) in "WF" else 1 for c in text)


def wrapped(line: str, most: int | None) -> str:
    """Return `line` in lines of at most `most` columns (None: as it is), broken between words alone.

    The lines after the first are indented. A word that is longer stays whole: an id or a path is to be
    copied.
    """
    return line if most is None or columns_of(line) <= most else "\n".join(_broken(line, most))


def _broken(line: str, most: int) -> Iterator[str]:
    start, *words = line.split(" ")
    for word in words:
        longer = f"{start} {word}"
        if columns_of(longer) <= most or not start.strip():
            start = longer
        else:
            yield start
            start = f"  {word}"
    yield start


def to_standard_error(text: str) -> None:
    """Tell what is no part of the answer, whether or not anyone is there to hear it."""
    stream = sys.stderr
    if not output.shows_unicode(stream):
        text = ascii_only(text)
    lines = [wrapped(line, width(stream)) for line in text.split("\n")]
    if lines[0].startswith(_ERROR):
        lines[0] = lines[0].replace(_ERROR, paint(_ERROR, RED, coloured(stream)), 1)
    put("\n".join([*lines, ""]))


def put(text: str) -> None:
    """Write `text` to standard error as it stands; where that takes nothing, the call goes on."""
    if sys.stderr is None:  # closed before the program started
        return
    try:
        sys.stderr.write(text)
        sys.stderr.flush()
    except OSError:
        output.discard(sys.stderr)
