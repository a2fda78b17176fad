"""Lets a database be asked by anyone: SQLite itself refuses all but reading the public tables."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from secrets import token_hex

from ondermijning.files import MEGABYTE
from ondermijning.store.public import PUBLIC

_TABLES = {table.name for table in PUBLIC}
_LISTS = ("json_each", "json_tree")
"""Functions that make rows of a list."""
_ROOM = 1024 * MEGABYTE
"""How much memory a question may take."""
_LIMITS = {
    sqlite3.SQLITE_LIMIT_LENGTH: MEGABYTE,  # of one text; longer ones could keep one step busy for minutes
    sqlite3.SQLITE_LIMIT_SQL_LENGTH: MEGABYTE,
    sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH: 1000,
    sqlite3.SQLITE_LIMIT_ATTACHED: 0,
    sqlite3.SQLITE_LIMIT_WORKER_THREADS: 0,
}
_DETERMINISTIC = 0x800  # SQLITE_DETERMINISTIC: a function that looks at its arguments alone


@contextmanager
def guarded(db: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """Give the database with the public tables as views: those can be read, and nothing else be done.

    Nothing is written, no other table or file is reached, no setting changed, no extension loaded.
    """
    secret = f"x{token_hex(16)}_"
    for table in PUBLIC:
        db.execute(f"CREATE TEMP VIEW {secret}{table.name} AS {table.select}")
        db.execute(f"CREATE TEMP VIEW {table.name} AS SELECT * FROM {secret}{table.name}")
    db.execute(f"SELECT 1 FROM {', '.join(f'{name}(0)' for name in _LISTS)}")  # which makes them
    pure = {
        name
        for name, kind, flags in db.execute("SELECT name, type, flags FROM pragma_function_list")
        if kind != "s" or flags & _DETERMINISTIC
    }
    pages, size = (db.execute(f"PRAGMA {what}").fetchone()[0] for what in ("page_count", "page_size"))
    db.execute(f"PRAGMA hard_heap_limit = {_ROOM + pages * size}")
    db.execute("PRAGMA query_only = on")
    for limit, most in _LIMITS.items():
        db.setlimit(limit, most)
    db.set_authorizer(_authorizer(pure, secret))
    try:
        yield db
    finally:
        db.set_authorizer(None)


def _authorizer(pure: set[str], secret: str) -> Callable[..., int]:
    """Return what SQLite asks of every part of a question before it runs.

    SQLite says in which view a table is read, but not whether that is ours: a question may call a part of its
    own (`WITH bronnen AS …`) by the same name. So a table is read only in views whose names nobody can know.
    Of a table of which no value is read, only how many rows it has, it says no view: a bare name has to do.
    """

    def allowed(
        action: int, first: str | None, second: str | None, schema: str | None, view: str | None
    ) -> int:
        match action:
            case sqlite3.SQLITE_SELECT | sqlite3.SQLITE_RECURSIVE:
                fine = True
            case sqlite3.SQLITE_FUNCTION:
                fine = second in pure
            case sqlite3.SQLITE_READ:
                ours = schema == "temp" and (first in _TABLES or str(first).startswith(secret))
                counted = not second and schema is None and not str(first).lower().startswith("sqlite_")
                fine = ours or counted or str(view).startswith(secret) or first in _LISTS
            case _:
                fine = False
        return sqlite3.SQLITE_OK if fine else sqlite3.SQLITE_DENY

    return allowed
