"""What goes again however the call ends: with an answer, with an error, or by a signal at any moment."""

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
"""The exits that have to wait for what is not to be cut in two; None: none has to."""


@contextmanager
def undone(undo: Callable[[], None]) -> Iterator[None]:
    """Call `undo` in leaving the block, also where `leave` ends the call in it; it may be called twice."""
    _undoing.append(undo)
    try:
        yield
    finally:
        undo()
        _undoing.remove(undo)


@contextmanager
def uncut() -> Iterator[None]:
    """Let `leave` wait until the block is done: what is in it happens whole."""
    global _waiting
    _waiting = []
    try:
        yield
    finally:
        waiting, _waiting = _waiting, None
        if waiting:
            leave(waiting[0])


def leave(code: int) -> None:
    """End the process at once, but for what is to be undone; this may come at any moment, and again."""
    if _waiting is not None:
        _waiting.append(code)
        return
    for undo in reversed(_undoing):
        with suppress(Exception):
            undo()
    os._exit(code)


@contextmanager
def temporary(folder: str) -> Iterator[str]:
    """Give a hidden name in `folder` for a file or a folder, which goes if it still has that name in the end.

    Also goes what a call left there that was killed, over a day ago. Raises OSError.
    """
    for name in _left(folder):
        _remove(os.path.join(folder, name))
    path = os.path.join(folder, f".knooppunt-{os.urandom(8).hex()}")
    with open(os.devnull, "rb") as spare:

        def undo() -> None:
            spare.close()  # so that there is a descriptor to look into a folder with
            _remove(path)

        with undone(undo):
            yield path


def _left(folder: str) -> Iterator[str]:
    """Yield the names of what is our own in a folder, and has not been touched for a day."""
    with suppress(OSError):
        for name in os.listdir(folder):
            if fullmatch(_OURS, name):
                stat = os.lstat(os.path.join(folder, name))
                own = sys.platform == "win32" or stat.st_uid == os.geteuid()
                if own and time() - stat.st_mtime > _DAY:
                    yield name


def _remove(path: str) -> None:
    """Remove a file, or a folder with all that is in it, as far as that can be."""
    with suppress(OSError):
        if os.path.islink(path) or not os.path.isdir(path):
            os.unlink(path)
        else:
            for name in os.listdir(path):
                _remove(os.path.join(path, name))
            os.rmdir(path)
