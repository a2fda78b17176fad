"""Snapshots of datasets: SQLite databases in the cache, by name. Nothing here raises OSError.

A snapshot is checked here, by its checksum, before any question is put to it: a damaged one decides no
answer, also where SQLite sees no damage. So nobody who asks needs to reckon with a damaged database.
"""

import os
import sqlite3
from contextlib import suppress

from ondermijning.store import cache, stamps

_IN_MEMORY = 4 * 2**20
"""Up to this size, in bytes, a snapshot is opened in memory; a larger one where it is."""


def find(name: str) -> sqlite3.Connection | None:
    """Return the snapshot `name`, open for reading, or None where there is none that is whole."""
    name = f"{name}.sqlite"
    with suppress(OSError, sqlite3.Error), cache.opened(name) as file:
        if os.fstat(file.fileno()).st_size > _IN_MEMORY:
            # its checksum is worked out again only where the file has changed since
            whole = stamps.known(file.name, b"checked", lambda: name if cache.is_whole(file, name) else "")
            return _in_place(file.name) if whole == name else None
        if image := cache.content(file, name):
            return _in_memory(image)
    return None


def save(name: str, db: sqlite3.Connection) -> None:
    """Keep a database as the snapshot `name`."""
    cache.keep(f"{name}.sqlite", db.serialize())


def _in_memory(image: bytes) -> sqlite3.Connection:
    db = sqlite3.connect(":memory:", isolation_level=None)
    db.deserialize(image)
    return db


def _in_place(path: str) -> sqlite3.Connection:
    from pathlib import Path

    return sqlite3.connect(f"{Path(path).as_uri()}?mode=ro&immutable=1", uri=True, isolation_level=None)
