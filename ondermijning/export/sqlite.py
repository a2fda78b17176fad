"""The public tables as a SQLite database of their own, with keys, and with what each field is."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from ondermijning.export.rows import Progress, rows_of
from ondermijning.export.words import SUMMARY, TITLE, rules
from ondermijning.files import MEGABYTE
from ondermijning.store.public import PUBLIC
from ondermijning.writing import temporary_folder

if TYPE_CHECKING:
    from ondermijning.store import Store
    from ondermijning.store.public_table import PublicTable

_TYPES = {"integer": "INTEGER", "boolean": "INTEGER"}
_DESCRIBED = """
CREATE TABLE tabellen (naam TEXT NOT NULL PRIMARY KEY, omschrijving TEXT NOT NULL);
CREATE TABLE velden (
    tabel TEXT NOT NULL REFERENCES tabellen (naam), veld TEXT NOT NULL, omschrijving TEXT NOT NULL,
    eenheid TEXT, PRIMARY KEY (tabel, veld));
CREATE TABLE dataset (bijgewerkt TEXT NOT NULL, titel TEXT NOT NULL, omschrijving TEXT NOT NULL);
"""


def pieces(store: "Store", progress: Progress) -> Iterator[bytes]:
    """Yield the bytes of a database with all public tables and `tabellen`, `velden`, `dataset` about them."""
    with temporary_folder() as folder:
        made = Path(folder) / "knooppunten.sqlite"
        try:
            _write(store, made, progress)
        except sqlite3.OperationalError as error:
            with made.open("ab") as file:  # SQLite does not say why; the system does to who writes on
                file.write(bytes(MEGABYTE))
            raise OSError(errno.EIO, str(error)) from error
        with made.open("rb") as file:
            while piece := file.read(MEGABYTE):
                yield piece


def _write(store: "Store", path: Path, progress: Progress) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("PRAGMA journal_mode = off")  # a file that is not whole gets no name
        db.execute("PRAGMA synchronous = off")
        db.execute("BEGIN")
        _describe(store, db)
        for table in PUBLIC:
            db.execute(_definition(table))
            marks = ", ".join("?" * len(table.fields))
            db.executemany(f"INSERT INTO {table.name} VALUES ({marks})", rows_of(store, table, progress))
            for number, reference in enumerate(table.references):
                fields = ", ".join(reference.fields)
                db.execute(f"CREATE INDEX {table.name}_{number} ON {table.name} ({fields})")
        db.execute("COMMIT")


def _definition(table: "PublicTable") -> str:
    """Return the SQL that makes a table, with what its fields are as comments: SQLite keeps them."""
    fields = [
        f"{field.name} {_TYPES.get(field.kind, 'TEXT')}{' NOT NULL' if field.required else ''}"
        for field in table.fields
    ]
    keys = [f"PRIMARY KEY ({', '.join(table.key)})"] if table.key else []
    keys += [
        f"FOREIGN KEY ({', '.join(ref.fields)}) REFERENCES {ref.table} ({', '.join(ref.key)})"
        for ref in table.references
    ]
    meanings = [*(field.meaning for field in table.fields), *("" for _ in keys)]
    lines = [*fields, *keys]
    ends = [*("," for _ in lines[1:]), ""]
    body = "\n".join(
        f"    {line}{end}{f'  -- {meaning}' if meaning else ''}"
        for line, end, meaning in zip(lines, ends, meanings, strict=True)
    )
    return f"CREATE TABLE {table.name} (\n    -- {table.meaning}\n{body}\n)"


def _describe(store: "Store", db: sqlite3.Connection) -> None:
    for statement in _DESCRIBED.split(";"):
        db.execute(statement)
    ((date,),) = store.rows("SELECT bijgewerkt FROM dataset")
    db.execute("INSERT INTO dataset VALUES (?, ?, ?)", [date, TITLE, f"{SUMMARY}\n\n{rules()}"])
    db.executemany("INSERT INTO tabellen VALUES (?, ?)", [(table.name, table.meaning) for table in PUBLIC])
    db.executemany(
        "INSERT INTO velden VALUES (?, ?, ?, ?)",
        [
            (table.name, field.name, field.meaning, field.unit or None)
            for table in PUBLIC
            for field in table.fields
        ],
    )
