"""The database itself as a file: the public tables with keys and indexes, and what each field is."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from ondermijning.export.shared import RULES_LISTED, SUMMARY, TITLE
from ondermijning.files import MEGABYTE
from ondermijning.store.fields import definition, in_order
from ondermijning.store.tables import PUBLIC
from ondermijning.writing import temporary_folder

if TYPE_CHECKING:
    from ondermijning.store import Store

_DESCRIBED = """
DROP TABLE zoek;
DROP TABLE namen;
DROP TABLE deelname_van;
DROP TABLE geldigheid_van;
ALTER TABLE dataset ADD COLUMN titel TEXT;
ALTER TABLE dataset ADD COLUMN omschrijving TEXT;
CREATE TABLE tabellen (naam TEXT NOT NULL PRIMARY KEY, omschrijving TEXT NOT NULL);
CREATE TABLE velden (
    tabel TEXT NOT NULL REFERENCES tabellen (naam), veld TEXT NOT NULL, omschrijving TEXT NOT NULL,
    eenheid TEXT, PRIMARY KEY (tabel, veld));
"""


def pieces(store: "Store") -> Iterator[bytes]:
    """Yield the bytes of a database with all public tables and `tabellen`, `velden`, `dataset` about them."""
    with temporary_folder() as folder:
        made = Path(folder) / "knooppunten.sqlite"
        try:
            with closing(store.copy(str(made))) as db:
                _describe(db)
                db.execute("VACUUM")
        except sqlite3.OperationalError as error:
            with made.open("ab") as file:  # SQLite does not say why; the system does to who writes on
                file.write(bytes(MEGABYTE))
            raise OSError(errno.EIO, str(error)) from error
        with made.open("rb") as file:
            yield from iter(lambda: file.read(MEGABYTE), b"")


def _describe(db: sqlite3.Connection) -> None:
    for table in PUBLIC:
        if table.view:
            made = definition(table._replace(view=""))
            db.executescript(f"DROP VIEW {table.name}; {made} INSERT INTO {table.name} {in_order(table)};")
    db.executescript(_DESCRIBED)
    db.execute("UPDATE dataset SET titel = ?, omschrijving = ?", [TITLE, f"{SUMMARY}\n\n{RULES_LISTED}"])
    for table in PUBLIC:
        db.execute("INSERT INTO tabellen VALUES (?, ?)", [table.name, table.meaning])
        fields = [(table.name, field.name, field.meaning, field.unit or None) for field in table.fields]
        db.executemany("INSERT INTO velden VALUES (?, ?, ?, ?)", fields)
