"""Stamps: what was found out about a large file is noted, and holds for as long as the file is unchanged.

A stamp rests on the time of change (ctime), which no program can set back.
"""

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from stat import S_ISREG
from time import time
from typing import BinaryIO

from ondermijning.store import cache
from ondermijning.store.digest import blake2b

_LARGE = 2**20
"""From this size on, in bytes, a file is worth a stamp."""
_QUIET = 3
"""So many seconds old must a change be: another could fall in the same tick of the clock."""
_TIMED = {b"ext2", b"ext3", b"ext4", b"xfs", b"btrfs", b"f2fs"}
"""File systems on which every change of a file changes its ctime, also one made by way of a mapping."""


def known(path: str, key: bytes, find_out: Callable[[], str]) -> str:
    """Return what `find_out` says of the content of a file: as noted under `key`, or else anew.

    Nothing is noted where `find_out` says nothing, or where the file changes meanwhile.
    """
    stamp = _stamp(path, key)
    if stamp is None:
        return find_out()
    if noted := _noted(stamp):
        return noted
    _settle(path)
    found = find_out()
    if found and stamp == _stamp(path, key):
        cache.keep(stamp, found.encode())
    return found


def _noted(stamp: str) -> str:
    with suppress(OSError), cache.opened(stamp) as file:
        return (cache.content(file, stamp) or b"").decode("ascii", "replace")
    return ""


def _settle(path: str) -> None:
    """Write down what was changed by way of a mapping, so that the ctime tells of the next such change."""
    with suppress(OSError), open(path, "rb") as file:
        os.fsync(file.fileno())


def _stamp(path: str, key: bytes) -> str | None:
    """Return what identifies the present content of a large file that has been quiet; None for any other."""
    with suppress(OSError, ValueError):
        stat = os.stat(path)
        quiet = time() - max(stat.st_mtime, stat.st_ctime) > _QUIET
        if not (S_ISREG(stat.st_mode) and stat.st_size >= _LARGE and quiet):  # opening a pipe takes from it
            return None
        with open(path, "rb") as file:
            stat = os.fstat(file.fileno())
            if _tells_changes(file):
                identity = (stat.st_dev, stat.st_ino, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns)
                return blake2b(repr(identity).encode(), digest_size=20, key=key).hexdigest() + ".stamp"
    return None


def _tells_changes(file: BinaryIO) -> bool:
    """Whether the ctime of a file is known to tell of every change."""
    if sys.platform == "win32":  # there, ctime is the time of creation
        return False
    if sys.platform != "linux":
        return True
    with suppress(OSError):  # there may be no /proc
        with open(f"/proc/self/fdinfo/{file.fileno()}", "rb") as lines:
            mount = next((line.split()[1] for line in lines if line.startswith(b"mnt_id:")), b"")
        with open("/proc/self/mountinfo", "rb") as mounts:
            kinds = [line.partition(b" - ")[2].split()[0] for line in mounts if line.split()[0] == mount]
        return bool(kinds) and kinds[0] in _TIMED
    return False
