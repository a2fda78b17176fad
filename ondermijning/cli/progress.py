"""A line on standard error that tells how far long work is; only on a terminal, only after a second."""

import sys
from time import monotonic
from types import TracebackType

from ondermijning.cli import screen

_PATIENCE = 1.0


class Progress:
    """Call it with the part that is done, 0 to 1; leaving the `with` block wipes the line."""

    def __init__(self, work: str = "Dataset lezen") -> None:
        """Start the clock; `work` says what is being done."""
        self._work = work
        self._start = monotonic()
        self._shown = ""

    def __call__(self, part: float) -> None:
        """Show the part that is done, if it is time and there is someone to see it."""
        line = f"\r{self._work}: {part:.0%} "
        if line == self._shown or monotonic() - self._start <= _PATIENCE:
            return
        if sys.stderr is not None and sys.stderr.isatty():
            self._shown = line
            screen.put(line)

    def __enter__(self) -> "Progress":
        """Return itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Wipe the line."""
        if self._shown:
            screen.put("\r\x1b[K")
