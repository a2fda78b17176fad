"""Ends a call in time, whatever it is busy with."""

from collections.abc import Iterator
from contextlib import contextmanager

from ondermijning.cli.terminal import Terminal
from ondermijning.leaving import leave
from ondermijning.problems import KnooppuntError


@contextmanager
def deadline(terminal: Terminal, seconds: float, late: KnooppuntError) -> Iterator[None]:
    """End the call with `late` where what is within takes longer."""
    from threading import Timer

    def end() -> None:
        terminal.tell(f"Fout: {late}")
        leave(late.exit_code)

    timer = Timer(seconds, end)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
