"""What standard output and standard error can show, found out once; all that is written goes through it."""

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from time import monotonic
from typing import TextIO

from ondermijning.problems import UnreadableError
from ondermijning.text import ascii_only

BOLD, RED, CYAN = "1", "1;31", "36"
NARROWEST = 40

_ERROR = "Fout:"
_USUAL_WIDTH = 80
_PATIENCE = 1.0


class Stream:
    """Standard output or standard error: where it goes to and what that can show.

    `width` is in columns, None where nothing says it. A `smart` terminal knows colour and links. Whether
    more than ASCII can be shown is told by the encoding and by the locale.
    """

    def __init__(self, file: TextIO | None) -> None:
        """Look at a stream; None: it was closed before the program started."""
        self.file = file
        self.is_terminal = file is not None and file.isatty()
        self.smart = self.is_terminal and os.environ.get("TERM") != "dumb"
        self.width = self._width()
        encoding = getattr(file, "encoding", None) or "utf-8"
        self.unicode = encoding.lower().startswith("utf") and not _is_ascii_alone()

    def _width(self) -> int | None:
        with suppress(ValueError):
            if (columns := int(os.environ.get("COLUMNS", ""))) > 0:
                return columns
        if self.file is None or not self.is_terminal:
            return None
        return os.get_terminal_size(self.file.fileno()).columns or _USUAL_WIDTH

    @property
    def line(self) -> int | None:
        """How many columns a line may take: 40 or more on a terminal, None (any number) elsewhere."""
        return max(NARROWEST, self.width or _USUAL_WIDTH) if self.is_terminal else None

    def letters(self, text: str) -> str:
        """Return `text` in the letters that can be shown."""
        return text if self.unicode else ascii_only(text)

    def discard(self) -> None:
        """Throw away what the stream still holds and gets: Python would complain of it in leaving."""
        with suppress(OSError, ValueError):
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, self.file.fileno())  # type: ignore[union-attr]  # only of a stream that is there
            os.close(nowhere)


class Terminal:
    """Both streams of a call, and whether it is to be in colour."""

    def __init__(self) -> None:
        """Look at the streams and the environment."""
        self.out, self.err = Stream(sys.stdout), Stream(sys.stderr)
        self.colour = _colour_asked()
        """What the call, else the environment says; None: nothing, so where a terminal knows it."""

    def coloured(self, stream: Stream) -> bool:
        """Whether to colour what goes to `stream`."""
        return stream.smart if self.colour is None else self.colour

    def answer(self, pieces: Iterable[str | bytes], *, for_people: bool = False) -> None:
        """Write to standard output: text as UTF-8 or, `for_people`, in the letters that it can show.

        A reader that leaves has what it wanted. Raises UnreadableError where there is no room, or no output.
        """
        file = self.out.file
        if file is None:
            raise UnreadableError("de standaarduitvoer is gesloten")
        try:
            for piece in pieces:
                if isinstance(piece, str):
                    piece = (self.out.letters(piece) if for_people else piece).encode()
                file.buffer.write(piece)
            file.buffer.flush()
        except BrokenPipeError:
            self.out.discard()
        except OSError as error:
            self.out.discard()
            from ondermijning.writing import unwritable

            raise unwritable(None, error) from error

    def tell(self, text: str) -> None:
        """Write to standard error what is no part of the answer, whether or not anyone hears it."""
        lines = [wrapped(line, self.err.line) for line in self.err.letters(text).split("\n")]
        if lines[0].startswith(_ERROR):
            lines[0] = paint(_ERROR, RED, self.coloured(self.err)) + lines[0].removeprefix(_ERROR)
        self._put("\n".join([*lines, ""]))

    def _put(self, text: str) -> None:
        if self.err.file is None:
            return
        try:
            self.err.file.write(text)
            self.err.file.flush()
        except OSError:
            self.err.discard()

    @contextmanager
    def progress(self, work: str = "Dataset lezen") -> Iterator[Callable[[float], None]]:
        """Give a function to tell which part of `work` is done, 0 to 1.

        It shows a line on standard error, only on a terminal that can wipe it and only after a second; the
        line is wiped in leaving.
        """
        from ondermijning.leaving import undone

        start, shown = monotonic(), ""

        def tell(part: float) -> None:
            nonlocal shown
            line = f"\r{work}: {part:.0%} "
            if self.err.smart and line != shown and monotonic() - start > _PATIENCE:
                shown = line
                self._put(line)

        def wipe() -> None:
            if shown:
                self._put("\r\x1b[K")

        with undone(wipe):
            yield tell


def _is_ascii_alone() -> bool:
    """Whether the user chose the C locale, and not UTF-8 in it.

    Python makes UTF-8 of the C locale, and then writes that into LC_CTYPE itself (PEP 538, 540).
    """
    env = os.environ.get
    if env("PYTHONUTF8") == "1" or (env("PYTHONIOENCODING") or "").lower().startswith("utf"):
        return False
    kind = None if sys.flags.utf8_mode else env("LC_CTYPE")
    return (env("LC_ALL") or kind or env("LANG")) in ("C", "POSIX")


def _colour_asked() -> bool | None:
    """Return what the environment says of colour; 0 forces none, and where nothing is said, it is None."""
    env = os.environ.get
    if env("NO_COLOR"):
        return False
    if any(env(name, "") not in ("", "0") for name in ("FORCE_COLOR", "CLICOLOR_FORCE")):
        return True
    return False if env("CLICOLOR") == "0" else None


def paint(text: str, code: str, colour: bool) -> str:
    """Return `text` in the colour `code`, where there is to be colour."""
    return f"\x1b[{code}m{text}\x1b[0m" if colour else text


def columns_of(text: str) -> int:
    """Return how many columns `text` takes on a terminal: wide characters two, combining ones none."""
    if text.isascii():
        return len(text)
    from unicodedata import combining, east_asian_width

    return sum(0 if combining(c) else 2 if east_asian_width(c) in "WF" else 1 for c in text)


def wrapped(line: str, most: int | None) -> str:
    """Return `line` in lines of at most `most` columns (None: as it is), broken between words alone.

    The lines after the first are indented. A word that is longer stays whole, and so does a line that is
    indented itself: an id, a path or a command is to be copied.
    """
    if most is None or columns_of(line) <= most or line.startswith(" "):
        return line
    return "\n".join(_broken(line, most))


def _broken(line: str, most: int) -> Iterator[str]:
    start, *words = line.split(" ")
    for word in words:
        longer = f"{start} {word}"
        if columns_of(longer) <= most:
            start = longer
        else:
            yield start
            start = f"  {word}"
    yield start
