"""What is cleaned up however a call ends: with an answer, with an error, or by a signal at any moment."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from re import fullmatch
from time import time

_DAY = 24 * 60 * 60
_OURS = r"\.?knooppunt-[0-9a-f]{16}"

_undoing: list[Callable[[], None]] = []
_waiting: list[int] | None = None
"""Exit codes given to `leave` inside a block of `uncut`, which ends first; None outside such a block."""


@contextmanager
def undone(undo: Callable[[], None]) -> Iterator[None]:
    """Call `undo` on leaving the block, or when `leave` ends the call within it; it may be called twice."""
    _undoing.append(undo)
    try:
        yield
    finally:
        undo()
        _undoing.remove(undo)


@contextmanager
def uncut() -> Iterator[None]:
    """Make `leave` wait until the block is done, so that it happens as a whole."""
    global _waiting
    _waiting = []
    try:
        yield
    finally:
        waiting, _waiting = _waiting, None
        if waiting:
            leave(waiting[0])


def leave(code: int) -> None:
    """End the process at once, undoing what has to be undone; called at any moment, and perhaps again."""
    if _waiting is not None:
        _waiting.append(code)
        return
    for undo in reversed(_undoing):
        with suppress(Exception):
            undo()
    os._exit(code)


@contextmanager
def temporary(folder: str) -> Iterator[str]:
    """Give a hidden name in `folder` for a file or a folder, which is removed in the end if it still has it.

    So is what a killed call left there over a day ago. Raises OSError.
    """
    for left in _left(folder):
        _remove(left)
    path = os.path.join(folder, f".knooppunt-{os.urandom(8).hex()}")
    with open(os.devnull, "rb") as spare:

        def undo() -> None:
            spare.close()  # so that there is a descriptor to look into a folder with
            _remove(path)

        with undone(undo):
            yield path


def _left(folder: str) -> Iterator[str]:
    """Yield what is our own in a folder, and has not been touched for a day."""
    with suppress(OSError):
        for path in [os.path.join(folder, name) for name in os.listdir(folder) if fullmatch(_OURS, name)]:
            stat = os.lstat(path)
            own = sys.platform == "win32" or stat.st_uid == os.geteuid()
            if own and time() - stat.st_mtime > _DAY:
                yield path


def _remove(path: str) -> None:
    """Remove a file, or a folder with all that is in it, as far as that can be."""
    with suppress(OSError):
        if os.path.islink(path) or not os.path.isdir(path):
            os.unlink(path)
        else:
            for name in os.listdir(path):
                _remove(os.path.join(path, name))
            os.rmdir(path)
