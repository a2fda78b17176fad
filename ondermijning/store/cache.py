"""The user's cache folder: files of the program's own, whole or not at all, that may go or rot at any time.

Each file ends with a checksum of its content and its name. Only a folder that is the user's own and
that nobody else can write to is used, and only in one with the program's mark is anything deleted.
"""

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from stat import S_ISDIR, S_ISREG
from time import time
from typing import BinaryIO

from ondermijning.store.digest import blake2b
from ondermijning.writing import write_whole

_SUM = 16
_PIECE = 2**20
_DAY = 24 * 60 * 60
_KEPT = 30 * _DAY
_WRITABLE_BY_OTHERS = 0o022

_TAG = "CACHEDIR.TAG"
_MARK = (
    b"Signature: 8a477f597d28d172789f06886806bc55\n# Made by knooppunt; see https://bford.info/cachedir/\n"
)
"""What backup programs know a cache by, and a line by which we know our own."""

_OURS = r"[0-9a-f]{40}\.(?:sqlite|stamp)"


def folder() -> str:
    """Return the folder of the cache, which need not exist; raises OSError where no place is known for it."""
    base = os.environ.get("XDG_CACHE_HOME", "")
    if os.path.isabs(base):  # the XDG specification: a relative path counts as unset
        return os.path.join(base, "knooppunt")
    if sys.platform == "linux":
        path = os.path.expanduser("~/.cache/knooppunt")
    else:
        from platformdirs import user_cache_dir

        path = user_cache_dir("knooppunt", appauthor=False)
    if not os.path.isabs(path):  # a user without a home: `~` stays as it is
        raise FileNotFoundError(path)
    return path


def opened(name: str) -> BinaryIO:
    """Open a file for reading and mark it as used; raises OSError where it is missing or not ours alone."""
    path = os.path.join(_trusted(folder()), name)
    file = open(path, "rb", opener=_no_link_no_wait)  # noqa: SIM115 - the caller closes it
    stat = os.fstat(file.fileno())
    if not _is_ours_alone(stat):
        file.close()
        raise PermissionError(path)
    if time() - stat.st_mtime > _DAY:
        with suppress(OSError):
            os.utime(path)
    return file


def content(file: BinaryIO, name: str) -> bytes | None:
    """Return what is in an opened file, None where it is not as it was written."""
    found = file.read()
    made = found[:-_SUM]
    return made if found[-_SUM:] == _sum(name, made) else None


def is_whole(file: BinaryIO, name: str) -> bool:
    """Whether an opened file, however large, is as it was written."""
    left = os.fstat(file.fileno()).st_size - _SUM
    made = blake2b(digest_size=_SUM, key=name.encode())
    while left > 0 and (piece := file.read(min(left, _PIECE))):
        left -= len(piece)
        made.update(piece)
    return made.digest() == file.read()


def keep(name: str, content: bytes) -> None:
    """Keep `content` as the file `name`, and drop what has not been used for 30 days.

    Where that cannot be done, nothing is kept.
    """
    with suppress(OSError, MemoryError):
        path = folder()
        os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
        os.makedirs(path, mode=0o700, exist_ok=True)
        _trusted(path)
        if _is_marked():
            _clean(path)
        _write(path, name, content, _sum(name, content))
        _mark(path)


def _trusted(path: str) -> str:
    """Return the folder; raises OSError where it is a link, another's, or open to others."""
    if not _is_ours_alone(os.lstat(path), S_ISDIR):
        raise PermissionError(path)
    return path


def _is_ours_alone(stat: os.stat_result, is_kind: Callable[[int], bool] = S_ISREG) -> bool:
    """Whether it is a file that only this user can write: what others can write decides no answer."""
    if sys.platform == "win32":  # where these bits say nothing, and a user's folders are closed to others
        return is_kind(stat.st_mode)
    return is_kind(stat.st_mode) and stat.st_uid == os.geteuid() and not stat.st_mode & _WRITABLE_BY_OTHERS


def _sum(name: str, content: bytes) -> bytes:
    return blake2b(content, digest_size=_SUM, key=name.encode()).digest()


def _write(folder: str, name: str, *pieces: bytes) -> None:
    write_whole(pieces, os.path.join(folder, name))


def _no_link_no_wait(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))


def _is_marked() -> bool:
    with suppress(OSError), opened(_TAG) as file:
        return file.read(len(_MARK)) == _MARK
    return False


def _mark(path: str) -> None:
    """Mark a folder as our own where all in it is: one that others keep files in is never cleaned."""
    from re import fullmatch

    if all(fullmatch(_OURS, name) for name in os.listdir(path)):
        _write(path, _TAG, _MARK)


def _clean(path: str) -> None:
    """Delete the files of our making, which the sum in them tells, that have lain unused for their time."""
    from re import fullmatch

    for name in os.listdir(path):
        with suppress(OSError):  # another process may be cleaning too
            file = os.path.join(path, name)
            unused = fullmatch(_OURS, name) and time() - os.lstat(file).st_mtime > _KEPT
            if unused and _is_made_here(file, name):
                os.unlink(file)


def _is_made_here(path: str, name: str) -> bool:
    with open(path, "rb", opener=_no_link_no_wait) as file:
        return _is_ours_alone(os.fstat(file.fileno())) and is_whole(file, name)
