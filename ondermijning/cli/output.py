"""Where an answer goes and how it looks there: standard output or a file, its format, its page."""

import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from typing import TYPE_CHECKING, TextIO

from ondermijning.problems import UnreadableError
from ondermijning.text import ascii_only

if TYPE_CHECKING:
    from ondermijning.render import Page

ENDINGS = {
    ".txt": "tabel",
    ".tsv": "tsv",
    ".csv": "csv",
    ".json": "json",
    ".jsonl": "jsonl",
    ".yaml": "yaml",
    ".yml": "yaml",
    ".md": "md",
}
"""The format that the ending of a file's name chooses."""

_LEAST_WIDTH, _PIPE_WIDTH = 40, 100


def is_terminal() -> bool:
    """Whether standard output is a terminal."""
    return sys.stdout is not None and sys.stdout.isatty()


def is_smart_terminal(stream: TextIO | None) -> bool:
    """Whether `stream` is a terminal that knows colour and links."""
    return stream is not None and stream.isatty() and os.environ.get("TERM") != "dumb"


def page(*, heading: bool, colour: bool | None, file: bool) -> "Page":
    """Return what the answer is drawn on. `colour` is what the call says: yes, no, or nothing."""
    from shutil import get_terminal_size

    from ondermijning.render import Page

    smart = is_smart_terminal(sys.stdout) and not file
    return Page(
        width=max(_LEAST_WIDTH, get_terminal_size((_PIPE_WIDTH, 24)).columns),
        colour=coloured(smart) if colour is None else colour,
        links=smart and colour is not False and not os.environ.get("NO_COLOR"),
        unicode=file or shows_unicode(sys.stdout),
        heading=heading,
    )


def coloured(smart: bool) -> bool:
    """Whether to colour where the call does not say: by the environment, else on a `smart` terminal."""
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or smart


def shows_unicode(stream: TextIO | None) -> bool:
    """Whether `stream` takes more than ASCII: by its encoding, and by the locale as it was set.

    Python makes UTF-8 of the C locale (PEP 538, 540), so the encoding alone does not tell.
    """
    encoding = getattr(stream, "encoding", None) or "utf-8"
    given = os.environ.get("LC_ALL") or os.environ.get("LANG") or ""
    return encoding.lower().startswith("utf") and given not in ("C", "POSIX")


def to_standard_output(pieces: Iterable[str], *, for_people: bool = False) -> None:
    """Write text as UTF-8 whatever the locale or, `for_people`, in ASCII where the locale has no more.

    A reader that leaves has what it wanted. Raises UnreadableError where there is no room, or no output.
    """
    stream = sys.stdout
    if stream is None:
        raise UnreadableError("de standaarduitvoer is gesloten")
    plain = for_people and not shows_unicode(stream)
    try:
        for piece in pieces:
            stream.buffer.write((ascii_only(piece) if plain else piece).encode())
        stream.buffer.flush()
    except BrokenPipeError:
        discard(stream)
    except OSError as error:
        discard(stream)
        from ondermijning.files import unwritable

        raise unwritable(None, error) from error


def discard(stream: TextIO) -> None:
    """Throw away what `stream` still holds and gets: Python would complain of it in leaving."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
