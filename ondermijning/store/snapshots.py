"""Snapshots of datasets: SQLite databases in the cache, by name. Nothing here raises OSError.

A snapshot is checked by its checksum before any question is put to it, so nobody who asks needs to reckon
with a damaged one, also where SQLite sees no damage.
"""

import os
import sqlite3
from collections.abc import Callable
from contextlib import suppress

from ondermijning.store import cache, stamps

_IN_MEMORY = 4 * 2**20
"""Up to this size, in bytes, a snapshot is opened in memory; a larger one where it is."""
_LARGE = 2**20
"""From this size on, in bytes, a dataset is made into a snapshot where that is to be, not in memory."""


def find(name: str) -> sqlite3.Connection | None:
    """Return the snapshot `name`, open for reading, or None where there is none that is whole."""
    name = f"{name}.sqlite"
    with suppress(OSError, sqlite3.Error), cache.opened(name) as file:
        if os.fstat(file.fileno()).st_size <= _IN_MEMORY:
            if image := cache.content(file, name):
                db = sqlite3.connect(":memory:", isolation_level=None)
                db.deserialize(image)
                return db
        # a checksum that takes long is worked out again only where the file has changed since
        elif stamps.known(file.name, b"checked", lambda: name if cache.is_whole(file, name) else "") == name:
            return _at(file.name)
    return None


def make(name: str, size: int, build: Callable[[str], sqlite3.Connection]) -> sqlite3.Connection:
    """Return the database that `build` makes of a dataset of `size` bytes; keep it as the snapshot `name`."""
    name = f"{name}.sqlite"
    if size >= _LARGE:
        with suppress(sqlite3.Error):  # there is no room for it
            if path := cache.keep(name, lambda path: build(path).close()):
                return _at(path)
    db = build(":memory:")
    cache.keep(name, db.serialize())
    return db


def _at(path: str) -> sqlite3.Connection:
    """Return the snapshot in a file, open for reading."""
    from pathlib import Path

    return sqlite3.connect(f"{Path(path).as_uri()}?mode=ro&immutable=1", uri=True, isolation_level=None)
