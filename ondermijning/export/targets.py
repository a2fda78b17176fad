"""What a dataset can be exported to, by the ending of its name: a workbook, a database, or a folder."""

import errno
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from ondermijning.export.rows import Progress
from ondermijning.files import MEGABYTE, temporary_folder, unwritable, write

if TYPE_CHECKING:
    from ondermijning.store import Store

WORKBOOKS, DATABASE = (".xlsx", ".ods"), ".sqlite"

_NO_ROOM = {sqlite3.SQLITE_FULL: errno.ENOSPC, sqlite3.SQLITE_IOERR: errno.EIO}
"""What SQLite says where it cannot write, also when it sorts what is read: the errors of files."""


def is_folder(path: str) -> bool:
    """Whether a target is a folder: its name has none of the endings of files."""
    return not path.lower().endswith((*WORKBOOKS, DATABASE))


def export(
    store: "Store", path: str, progress: Progress, *, parquet: bool, overwrite: bool, inputs: Iterable[str]
) -> str:
    """Write all of a dataset to `path`, whole or not at all; return in Dutch what it has become.

    Raises UnreadableError where that cannot be, and MissingExtraError where a library is not there.
    """
    try:
        if is_folder(path):
            return _folder(store, path, progress, parquet=parquet, overwrite=overwrite, inputs=inputs)
        if path.lower().endswith(DATABASE):
            write(_database(store, progress), path, overwrite=overwrite, inputs=inputs)
            return "een SQLite-database; de tabel velden zegt wat elk veld is."
        from ondermijning.export.workbook import pieces

        write(pieces(store, path, progress), path, overwrite=overwrite, inputs=inputs)
    except sqlite3.OperationalError as error:
        if (number := _NO_ROOM.get(error.sqlite_errorcode & 0xFF)) is None:
            raise
        raise unwritable(path, OSError(number, str(error))) from error
    return "een werkmap; begin met het blad Overzicht."


def _folder(
    store: "Store", path: str, progress: Progress, *, parquet: bool, overwrite: bool, inputs: Iterable[str]
) -> str:
    from ondermijning.export.folder import whole_folder
    from ondermijning.export.package import write_package

    with whole_folder(path, overwrite=overwrite, inputs=inputs) as folder:
        write_package(store, folder, progress, parquet=parquet)
    return "een Data Package; begin met LEESMIJ.md, datapackage.json zegt wat elk veld is."


def _database(store: "Store", progress: Progress) -> Iterator[bytes]:
    """Yield the bytes of the database, which is made where there is room for what is temporary."""
    from ondermijning.export.sqlite import write_sqlite

    with temporary_folder() as folder:
        made = Path(folder) / "knooppunten.sqlite"
        write_sqlite(store, made, progress)
        with made.open("rb") as file:
            while piece := file.read(MEGABYTE):
                yield piece
