"""The dataset as a database to ask questions of: opened from a snapshot, or built and kept as one.

A snapshot is named by the hash of the dataset's bytes and of the program's version, so it can never
be out of date.
"""

import os
import sqlite3
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from ondermijning import __version__, snapshots
from ondermijning.digest import blake2b
from ondermijning.files import MEGABYTE, read_bytes, shown_name

if TYPE_CHECKING:
    from ondermijning.loader.reader import Progress

_MOST = 256 * MEGABYTE
"""How large a dataset may be."""

_READING = ("loader/reader", "loader/rules", "loader/shape", "values", "model", "text", "read_model")
"""The modules that decide what a dataset says: which are sound, and what is kept of them."""


def default_path() -> str:
    """Return the dataset that comes with the program: a checkout's own, or the one in the wheel."""
    package = os.path.dirname(os.path.abspath(__file__))
    packaged = os.path.join(package, "data", "knooppunten.yaml")
    if os.path.exists(packaged):
        return packaged
    return os.path.join(os.path.dirname(package), "data", "knooppunten.yaml")


def read_dataset(path: str) -> bytes:
    """Return what is in the dataset `path`, `-` for standard input; raises UnreadableError."""
    from_environment = path == os.environ.get("KNOOPPUNT_DATA")
    return read_bytes(path, _MOST, missing="; kijk naar KNOOPPUNT_DATA" if from_environment else "")


def _version() -> bytes:
    """Return the hash of what makes a read model of a dataset: the program's version and the code.

    The code counts as well because in a checkout it changes between two versions.
    """
    made = blake2b(__version__.encode())
    for module in _READING:
        made.update(read_bytes(os.path.join(os.path.dirname(__file__), f"{module}.py"), _MOST))
    return made.digest()


class Store:
    """A dataset, ready for questions in SQL over the tables of `read_model`."""

    def __init__(
        self, db: sqlite3.Connection, rebuild: Callable[[], sqlite3.Connection] | None = None
    ) -> None:
        """Take a database; `rebuild` makes it anew where it comes from a snapshot that may be broken."""
        self._db, self._rebuild = db, rebuild

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Return all rows that answer a SELECT."""
        try:
            return self._db.execute(sql, values).fetchall()
        except sqlite3.DatabaseError:
            if self._rebuild is None:
                raise
            self._db, self._rebuild = self._rebuild(), None
            return self._db.execute(sql, values).fetchall()

    def image(self) -> bytes:
        """Return the database as the bytes of a SQLite file."""
        return self._db.serialize()

    def row(self, sql: str, values: Sequence[Any] = ()) -> tuple[Any, ...] | None:
        """Return the first row that answers a SELECT, None where there is none."""
        found = self.rows(sql, values)
        return found[0] if found else None


def open_store(path: str | None = None, progress: "Progress | None" = None) -> Store:
    """Open the dataset in `path` (None: the one that comes with the program).

    Raises UnreadableError where the file cannot be read, DatasetError where it is not sound.
    """
    path = default_path() if path is None else path

    def build(raw: bytes | None = None) -> sqlite3.Connection:
        from ondermijning import loader, read_model

        raw = read_dataset(path) if raw is None else raw
        return read_model.build(loader.load(raw, shown_name(path), progress))

    version = _version()
    stamp = snapshots.stamp(path, version)
    if stamp and (known := snapshots.recall(stamp)) and (found := snapshots.find(known)):
        return Store(found, build)
    raw = read_dataset(path)
    name = blake2b(raw, digest_size=20, key=version).hexdigest()
    found = snapshots.find(name)
    store = Store(found, lambda: build(raw)) if found else Store(build(raw))
    if not found:
        snapshots.save(name, store.image())
    if stamp and stamp == snapshots.stamp(path, version):
        snapshots.remember(stamp, name)
    return store
