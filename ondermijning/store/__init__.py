"""The dataset as a database to ask questions of: opened from a snapshot, or built and kept as one."""

import functools
import os
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Self

from ondermijning.files import MEGABYTE, STANDARD_INPUT, read_bytes, shipped, shown_name

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from sqlite3 import Connection, Row

    from ondermijning.dataset.reader import Watcher
    from ondermijning.store.guard import Guarded

    Found = Row
    """A row that answers a SELECT: its values by the names of its columns."""

_MOST = 256 * MEGABYTE
"""How large a dataset may be."""

Values = Sequence[Any] | Mapping[str, Any]
"""The parameters of a SELECT, by place or by name."""


class Store:
    """A dataset, ready for questions in SQL over its tables; a `with` block closes it."""

    def __init__(self, db: "Connection") -> None:
        """Take a database, to be closed with the store."""
        import sqlite3

        self._db = db
        self._db.row_factory = sqlite3.Row
        self._db.execute("PRAGMA temp_store = memory")  # sorting takes no disk, which could be full

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the database."""
        self._db.close()

    def rows(self, sql: str, values: Values = ()) -> "list[Found]":
        """Return all rows that answer a SELECT."""
        return self._db.execute(sql, values).fetchall()

    def row(self, sql: str, values: Values = ()) -> "Found | None":
        """Return the first row that answers a SELECT, None where there is none."""
        found: Found | None = self._db.execute(sql, values).fetchone()
        return found

    def each(self, sql: str, values: Values = ()) -> "Iterator[Found]":
        """Yield the rows that answer a SELECT one by one, so that they need not all be in memory."""
        for row in self._db.execute(sql, values):  # noqa: UP028 - which would close the cursor after the database
            yield row

    def date(self) -> str:
        """Return the date of the dataset: a year, year-month or day."""
        date: str = self.rows("SELECT bijgewerkt FROM dataset")[0]["bijgewerkt"]
        return date

    def public(self) -> "AbstractContextManager[Guarded]":
        """Give the database with the public tables to read, and nothing else to do."""
        from ondermijning.store.guard import guarded

        return guarded(self._db)

    def copy(self, path: str) -> "Connection":
        """Return the database, copied into a new file."""
        import sqlite3

        copied = sqlite3.connect(path, isolation_level=None)
        copied.execute("PRAGMA journal_mode = off")  # a file that is not whole gets no name
        self._db.backup(copied)
        return copied


def default_path() -> str:
    """Return the dataset that comes with the program: a checkout's own, or the one in the wheel."""
    return shipped("data", "knooppunten.yaml")


def read_dataset(path: str) -> bytes:
    """Return what is in the dataset `path`, `-` for standard input; raises UnreadableError."""
    missing = ""
    if path == os.environ.get("KNOOPPUNT_DATA"):
        missing = "; controleer de naam in KNOOPPUNT_DATA"
    elif path == default_path():
        missing = "; geef met --data een dataset op"
    return read_bytes(path, _MOST, missing)


def open_store(path: str | None = None, progress: "Watcher | None" = None, raw: bytes | None = None) -> Store:
    """Open the dataset in `path` (None: the one that comes with the program): its snapshot, made if need be.

    A snapshot is named by the hash of the dataset's bytes and of the program, so it is never out of date.
    `raw` is what is in the file, where that has been read.
    Raises UnreadableError where the file cannot be read, DatasetError where it is not sound.
    """
    from ondermijning.store import snapshots, stamps
    from ondermijning.store.digest import blake2b, program

    path = default_path() if path is None else path
    code = program()

    @functools.cache
    def content() -> bytes:
        return read_dataset(path) if raw is None else raw

    def name() -> str:
        return blake2b(content(), digest_size=20, key=code).hexdigest()

    read = raw is not None or path == STANDARD_INPUT
    db = snapshots.find(name() if read else stamps.known(path, code, name))
    if db is None:
        from ondermijning import dataset
        from ondermijning.store.making import build

        made, size = name(), len(content())  # what was read may be newer than what was known
        data = dataset.load(content(), shown_name(path), progress).data
        content.cache_clear()  # which leaves its memory to the database
        db = snapshots.make(made, size, functools.partial(build, data))
    return Store(db)
