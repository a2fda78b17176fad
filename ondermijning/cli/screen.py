"""Text that is no answer (help, errors, notes) on its way to a screen: its colour and its letters."""

import sys
from typing import TextIO

from ondermijning.cli import output
from ondermijning.text import ascii_only

BOLD, RED, CYAN = "1", "1;31", "36"

_SWITCHES = {"--kleur": True, "--geen-kleur": False}


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


def write(text: str, stream: TextIO | None) -> None:
    """Write `text` and a line's end, in ASCII where the stream takes no more. Raises OSError."""
    if stream is None:  # closed before the program started
        return
    stream.write(text if output.shows_unicode(stream) else ascii_only(text))
    stream.write("\n")
    stream.flush()
