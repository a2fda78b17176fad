"""The user's cache folder: files of the program's own, whole or not at all, that may go or rot at any time.

Each file ends with a checksum of its content and its name. Only a folder that is the user's own and
that nobody else can write to is used, and only in one with the program's mark is anything deleted.
"""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from stat import S_ISDIR, S_ISREG
from time import time
from typing import BinaryIO

from ondermijning.leaving import temporary
from ondermijning.store.digest import blake2b
from ondermijning.writing import write_whole

_SUM, _PIECE = 16, 2**20
_DAY = 24 * 60 * 60
_KEPT = 30 * _DAY
_WRITABLE_BY_OTHERS = 0o022

_TAG = "CACHEDIR.TAG"
_MARK = b"""Signature: 8a477f597d28d172789f06886806bc55
# Made by knooppunt; see https://bford.info/cachedir/
"""
"""What backup programs know a cache by, and a line by which we know our own."""


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


@contextmanager
def opened(name: str) -> Iterator[BinaryIO]:
    """Give a file to read and mark it as used; raises OSError where it is missing or not ours alone."""
    path = folder()
    _check(os.lstat(path), S_ISDIR)
    with _open(os.path.join(path, name)) as file:
        if time() - os.fstat(file.fileno()).st_mtime > _DAY:
            with suppress(OSError):
                os.utime(file.name)
        yield file


def content(file: BinaryIO, name: str) -> bytes | None:
    """Return what is in an opened file, None where it is not as it was written."""
    if not is_whole(file, name):
        return None
    file.seek(0)
    return file.read()[:-_SUM]


def is_whole(file: BinaryIO, name: str) -> bool:
    """Whether an opened file, however large, is as it was written."""
    return _sum(file, name, os.fstat(file.fileno()).st_size - _SUM) == file.read()


def _sum(file: BinaryIO, name: str, left: int) -> bytes:
    """Return the checksum of the first `left` bytes of an opened file that is called `name`."""
    made = blake2b(digest_size=_SUM, key=name.encode())
    while left > 0 and (piece := file.read(min(left, _PIECE))):
        left -= len(piece)
        made.update(piece)
    return made.digest()


def keep(name: str, content: bytes | Callable[[str], object]) -> str | None:
    """Keep the file `name`, of `content` or of what that writes in an empty one; return its path.

    What has not been used for 30 days is dropped. Where nothing can be kept, return None. A folder is marked
    as ours where all in it is, and only a marked one is cleaned, so never one that others keep files in.
    """
    from re import fullmatch

    with suppress(OSError, MemoryError):
        path = folder()
        os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
        os.makedirs(path, mode=0o700, exist_ok=True)
        _check(os.lstat(path), S_ISDIR)
        ours = [name for name in os.listdir(path) if fullmatch(r"[0-9a-f]{40}\.(?:sqlite|stamp)", name)]
        if _is_marked():
            _clean(path, ours)
        with temporary(path) as made:
            with open(made, "xb", opener=_private) as file:
                file.write(content if isinstance(content, bytes) else b"")
            if not isinstance(content, bytes):
                content(made)
            with open(made, "r+b") as file:
                file.write(_sum(file, name, os.fstat(file.fileno()).st_size))
            os.replace(made, os.path.join(path, name))
        if len(os.listdir(path)) == len({*ours, name}):
            write_whole([_MARK], os.path.join(path, _TAG))
        return os.path.join(path, name)
    return None


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _is_marked() -> bool:
    with suppress(OSError), opened(_TAG) as file:
        return file.read(len(_MARK)) == _MARK
    return False


def _clean(folder: str, names: list[str]) -> None:
    """Delete the files of our making, as their checksums tell, that nobody has used for their time."""
    for name in names:
        with suppress(OSError):  # another process may be cleaning too
            path = os.path.join(folder, name)
            if time() - os.lstat(path).st_mtime > _KEPT:
                with _open(path) as file:
                    whole = is_whole(file, name)
                if whole:
                    os.unlink(path)


@contextmanager
def _open(path: str) -> Iterator[BinaryIO]:
    """Give a file to read; raises OSError where it is not ours alone."""
    with open(path, "rb", opener=_no_link_no_wait) as file:
        _check(os.fstat(file.fileno()), S_ISREG)
        yield file


def _no_link_no_wait(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))


def _check(stat: os.stat_result, is_kind: Callable[[int], bool]) -> None:
    """Raise OSError where others than this user can write: that decides no answer, nor does a link."""
    ours = is_kind(stat.st_mode)
    if sys.platform != "win32":  # where these say nothing, and a user's folders are closed to others
        ours = ours and stat.st_uid == os.geteuid() and not stat.st_mode & _WRITABLE_BY_OTHERS
    if not ours:
        raise PermissionError
