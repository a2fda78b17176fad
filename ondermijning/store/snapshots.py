"""Snapshots of datasets, as SQLite databases in the cache, and stamps: what is known of large files.

A stamp notes that a large file, unchanged since, has been read before. Nothing here raises: where the
cache cannot be used, there is no snapshot.
"""

import os
import sqlite3
import sys
from contextlib import suppress
from stat import S_ISREG
from time import time
from typing import BinaryIO

from ondermijning.store import cache
from ondermijning.store.digest import blake2b

_IN_MEMORY = 4 * 2**20
"""Up to this size a snapshot is read, checked and opened in memory; a larger one is opened in place."""
_LARGE = 2**20
_QUIET = 3
_TIMED = {b"ext2", b"ext3", b"ext4", b"xfs", b"btrfs", b"f2fs"}
"""File systems on which every change of a file changes its ctime, also one made by way of a mapping."""


def find(name: str) -> sqlite3.Connection | None:
    """Return the snapshot `name`, open for reading, or None where there is none that is whole."""
    name = f"{name}.sqlite"
    try:
        with cache.opened(name) as file:
            small = os.fstat(file.fileno()).st_size <= _IN_MEMORY
            return _in_memory(file, name) if small else _in_place(file, name)
    except (OSError, ValueError, sqlite3.Error):
        return None


def save(name: str, image: bytes) -> None:
    """Keep the bytes of a SQLite file as the snapshot `name`."""
    cache.keep(f"{name}.sqlite", image)


def _in_memory(file: BinaryIO, name: str) -> sqlite3.Connection | None:
    image = cache.content(file, name)
    if not image:
        return None
    db = sqlite3.connect(":memory:", isolation_level=None)
    db.deserialize(image)
    return db


def _in_place(file: BinaryIO, name: str) -> sqlite3.Connection | None:
    """Open a snapshot where it is; its checksum is worked out again only where it has changed since."""
    from pathlib import Path

    checked = _stamp_of(file, b"checked")
    if not checked or recall(checked) != name:
        if checked:
            settle(file.name)
        if not cache.is_whole(file, name):
            return None
        if checked and checked == _stamp_of(file, b"checked"):
            remember(checked, name)
    return sqlite3.connect(f"{Path(file.name).as_uri()}?mode=ro&immutable=1", uri=True, isolation_level=None)


def stamp(path: str, key: bytes) -> str | None:
    """Return what identifies a large file's present content without reading it, None for any other.

    The identity rests on the time of change (ctime), which no program can set back. A file that has
    changed in the last seconds has no stamp: another change could fall in the same tick of the clock.
    """
    try:
        if not _is_large(os.stat(path)):  # a pipe must not be opened twice
            return None
        with open(path, "rb") as file:
            return _stamp_of(file, key)
    except (OSError, ValueError):
        return None


def settle(path: str) -> None:
    """Write down what was changed by way of a mapping, so that the ctime tells of the next such change."""
    with suppress(OSError), open(path, "rb") as file:
        os.fsync(file.fileno())


def recall(stamp: str) -> str | None:
    """Return what `remember` put down for a stamp."""
    name = f"{stamp}.stamp"
    try:
        with cache.opened(name) as file:
            known = cache.content(file, name)
    except OSError:
        return None
    return known.decode("ascii", "replace") if known else None


def remember(stamp: str, name: str) -> None:
    """Put down what the content behind `stamp` is named."""
    cache.keep(f"{stamp}.stamp", name.encode())


def _stamp_of(file: BinaryIO, key: bytes) -> str | None:
    stat = os.fstat(file.fileno())
    quiet = time() - max(stat.st_mtime, stat.st_ctime) > _QUIET
    if not (_is_large(stat) and quiet and _tells_changes(file)):
        return None
    identity = (stat.st_dev, stat.st_ino, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns)
    return blake2b(repr(identity).encode(), digest_size=20, key=key).hexdigest()


def _is_large(stat: os.stat_result) -> bool:
    return S_ISREG(stat.st_mode) and stat.st_size >= _LARGE


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
