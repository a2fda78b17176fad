"""Stamps: what was found out about a large file is noted, and holds for as long as the file is unchanged.

That its times, size and place on the disk are what they were, is taken as proof: no program can set back the
time of change (ctime). Only an edit by way of a mapping need not show in it at once.
"""

import os
from collections.abc import Callable
from contextlib import suppress
from stat import S_ISREG
from time import time

from ondermijning.store import cache
from ondermijning.store.digest import blake2b

_LARGE = 2**20
"""From this size on, in bytes, a file is worth a stamp."""
_QUIET = 3
"""So many seconds old must a change be: another could fall in the same tick of the clock."""


def known(path: str, key: bytes, find_out: Callable[[], str]) -> str:
    """Return what `find_out` says of the content of a file: as noted under `key`, or else anew.

    Nothing is noted where `find_out` says nothing, or where the file changes meanwhile.
    """
    if not (stamp := _stamp(path, key)):
        return find_out()
    with suppress(OSError), cache.opened(stamp) as file:
        if noted := cache.content(file, stamp):
            return noted.decode("ascii", "replace")
    found = find_out()
    if found and stamp == _stamp(path, key):
        cache.keep(stamp, found.encode())
    return found


def _stamp(path: str, key: bytes) -> str:
    """Return what identifies the present content of a large file that has been quiet; empty for any other."""
    with suppress(OSError, ValueError):
        stat = os.stat(path)
        quiet = time() - max(stat.st_mtime, stat.st_ctime) > _QUIET
        if S_ISREG(stat.st_mode) and stat.st_size >= _LARGE and quiet:
            identity = (stat.st_dev, stat.st_ino, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns)
            return blake2b(repr(identity).encode(), digest_size=20, key=key).hexdigest() + ".stamp"
    return ""
