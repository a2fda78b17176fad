"""Snapshots of datasets: SQLite databases in the cache, by name. Nothing here raises OSError.

A snapshot is checked by its checksum before any question is put to it, so nobody who asks needs to reckon
with a damaged one, also where SQLite sees no damage.
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
        if os.fstat(file.fileno()).st_size <= _IN_MEMORY:
            if image := cache.content(file, name):
                db = sqlite3.connect(":memory:", isolation_level=None)
                db.deserialize(image)
                return db
        # a checksum that takes long is worked out again only where the file has changed since
        elif stamps.known(file.name, b"checked", lambda: name if cache.is_whole(file, name) else "") == name:
            from pathlib import Path

            uri = f"{Path(file.name).as_uri()}?mode=ro&immutable=1"
            return sqlite3.connect(uri, uri=True, isolation_level=None)
    return None


def save(name: str, db: sqlite3.Connection) -> None:
    """Keep a database as the snapshot `name`."""
    cache.keep(f"{name}.sqlite", db.serialize())
