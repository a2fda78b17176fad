"""The dataset as a database to ask questions of: opened from a snapshot, or built and kept as one.

A snapshot is named by the hash of the dataset's bytes and of the program, so it can never be out of date.
"""

import os
import sqlite3
from collections.abc import Mapping, Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from ondermijning.files import MEGABYTE, STANDARD_INPUT, read_bytes, shown_name
from ondermijning.problems import UnreadableError
from ondermijning.store import cache, snapshots
from ondermijning.store.digest import blake2b, program

if TYPE_CHECKING:
    from ondermijning.dataset.reader import Watcher

_MOST = 256 * MEGABYTE
"""How large a dataset may be."""

Values = Sequence[Any] | Mapping[str, Any]
"""The parameters of a SELECT, by place or by name."""

_LOST = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_IOERR)
"""What SQLite says of a file that is not, or no longer, what was written."""


def default_path() -> str:
    """Return the dataset that comes with the program: a checkout's own, or the one in the wheel."""
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    packaged = os.path.join(package, "data", "knooppunten.yaml")
    if os.path.exists(packaged):
        return packaged
    return os.path.join(os.path.dirname(package), "data", "knooppunten.yaml")


def read_dataset(path: str) -> bytes:
    """Return what is in the dataset `path`, `-` for standard input; raises UnreadableError."""
    from_environment = path == os.environ.get("KNOOPPUNT_DATA")
    return read_bytes(path, _MOST, missing="; kijk naar KNOOPPUNT_DATA" if from_environment else "")


class Store:
    """A dataset, ready for questions in SQL over the tables of `read_model`; a `with` block closes it."""

    def __init__(self, db: sqlite3.Connection) -> None:
        """Take a database, to be closed with the store."""
        self._db = db

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the database."""
        self._db.close()

    def rows(self, sql: str, values: Values = ()) -> list[tuple[Any, ...]]:
        """Return all rows that answer a SELECT. Raises UnreadableError where the snapshot is damaged."""
        try:
            return self._db.execute(sql, values).fetchall()
        except sqlite3.DatabaseError as error:
            if getattr(error, "sqlite_errorcode", 0) & 0xFF not in _LOST:
                raise
            folder = shown_name(cache.folder())
            advice = "verwijder deze map en probeer het opnieuw"
            raise UnreadableError(
                f"{folder}: de kopie van de dataset hierin is beschadigd; {advice}"
            ) from error

    def row(self, sql: str, values: Values = ()) -> tuple[Any, ...] | None:
        """Return the first row that answers a SELECT, None where there is none."""
        found = self.rows(sql, values)
        return found[0] if found else None


def open_store(path: str | None = None, progress: "Watcher | None" = None) -> Store:
    """Open the dataset in `path` (None: the one that comes with the program).

    Raises UnreadableError where the file cannot be read, DatasetError where it is not sound.
    """
    path = default_path() if path is None else path
    code = program()
    stamp = None if path == STANDARD_INPUT else snapshots.stamp(path, code)
    if stamp and (name := snapshots.recall(stamp)) and (db := snapshots.find(name)):
        return Store(db)
    if stamp:
        snapshots.settle(path)
    raw = read_dataset(path)
    name = blake2b(raw, digest_size=20, key=code).hexdigest()
    db = snapshots.find(name) or _built(name, raw, path, progress)
    if stamp and stamp == snapshots.stamp(path, code):
        snapshots.remember(stamp, name)
    return Store(db)


def _built(name: str, raw: bytes, path: str, progress: "Watcher | None") -> sqlite3.Connection:
    """Return the database of the dataset in `raw`, and keep it as the snapshot `name`."""
    from ondermijning import dataset
    from ondermijning.store import read_model

    db = read_model.build(dataset.load(raw, shown_name(path), progress))
    snapshots.save(name, db.serialize())
    return db
