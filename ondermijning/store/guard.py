"""Lets the database be asked by anyone: SQLite itself refuses all but reading the public tables."""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, NamedTuple

from ondermijning.files import MEGABYTE
from ondermijning.store.fields import in_order
from ondermijning.store.tables import PUBLIC

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
_READING = (sqlite3.SQLITE_SELECT, sqlite3.SQLITE_RECURSIVE)
_LISTS = {"json_each", "json_tree"}
"""Functions that make rows of a list."""
_MADE_OF = {f"{table.name}_van" for table in PUBLIC if table.view}
"""What public tables that are views are made of, and is read in these alone."""


class Guarded(NamedTuple):
    """A database of which only the public tables are read, and the pages in it where these begin."""

    db: sqlite3.Connection
    pages: set[int]

    def demand_public(self, question: str, values: Mapping[str, Any]) -> None:
        """Raise sqlite3.DatabaseError where a question would open another table.

        SQLite asks no leave for the columns of USING in a FULL JOIN, but says what it opens.
        """
        self.db.text_factory = bytes  # a text of the question need not be UTF-8
        try:
            steps = self.db.execute(f"EXPLAIN {question}", values).fetchall()
        finally:
            self.db.text_factory = str
        opened = [(step["p3"], step["p2"]) for step in steps if step["opcode"] == b"OpenRead"]
        if any(schema or page not in self.pages for schema, page in opened):
            raise sqlite3.DatabaseError("not authorized")


@contextmanager
def guarded(db: sqlite3.Connection) -> Iterator[Guarded]:
    """Give the database to read its public tables, with functions that look at nothing but what they get.

    Their rows come in the order of the file.
    """
    pure = _pure_functions(db)
    for table in PUBLIC:
        db.execute(f"CREATE TEMP VIEW {table.name} AS {in_order(table)}")
    public = {table.name for table in PUBLIC}
    schema = db.execute("SELECT tbl_name, rootpage FROM main.sqlite_master").fetchall()
    own = {row["tbl_name"].lower() for row in schema}
    pages = {row["rootpage"] for row in schema if row["tbl_name"] in public | _MADE_OF}
    _limit(db)

    def allowed(
        action: int, first: str | None, second: str | None, _schema: str | None, view: str | None
    ) -> int:
        """Say whether a part of a question may run: it reads what is public, or is a pure function.

        Of what is only counted SQLite tells the name as it is typed, of a part of the question too.
        """
        match action:
            case sqlite3.SQLITE_READ:
                name = str(first).lower()
                counted = not second and name not in own and not name.startswith("sqlite_")
                inside = name in _MADE_OF and str(view).lower() in public
                fine = counted or inside or name in public | _LISTS
            case sqlite3.SQLITE_FUNCTION:
                fine = second in pure
            case _:
                fine = action in _READING
        return sqlite3.SQLITE_OK if fine else sqlite3.SQLITE_DENY

    db.set_authorizer(allowed)
    try:
        yield Guarded(db, pages)
    finally:
        db.set_authorizer(None)


def _pure_functions(db: sqlite3.Connection) -> set[str]:
    db.execute("SELECT 1 FROM json_each(0), json_tree(0)")  # which makes them
    functions = db.execute("SELECT name, type, flags FROM pragma_function_list")
    return {row["name"] for row in functions if row["type"] != "s" or row["flags"] & _DETERMINISTIC}


def _limit(db: sqlite3.Connection) -> None:
    pages, size = (db.execute(f"PRAGMA {what}").fetchone()[what] for what in ("page_count", "page_size"))
    db.execute(f"PRAGMA hard_heap_limit = {_ROOM + pages * size}")
    db.execute("PRAGMA query_only = on")
    for limit, most in _LIMITS.items():
        db.setlimit(limit, most)
