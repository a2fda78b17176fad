"""What a dataset can be exported to, by the ending of its name: a workbook, a database, or a folder."""

import os
from collections.abc import Iterable
from typing import TYPE_CHECKING

from ondermijning.writing import write

if TYPE_CHECKING:
    from ondermijning.export.shared import Progress
    from ondermijning.store import Store

FILES = [".xlsx", ".ods", ".sqlite"]
"""The endings of the files that can be made."""


def ending(path: str) -> str:
    """Return the ending of a target's name; "" for a folder, which has none or a slash at its end."""
    return os.path.splitext(os.path.basename(path))[1].lower()


def export(
    store: "Store", path: str, progress: "Progress", *, parquet: bool, overwrite: bool, inputs: Iterable[str]
) -> str:
    """Write all of a dataset to `path`, whole or not at all; return in Dutch what it has become.

    The path is that of a folder, or has one of the endings in `FILES`. Raises UnreadableError where that
    cannot be, and MissingExtraError where a library is not there.
    """
    match ending(path):
        case "":
            from ondermijning.export.folder import whole_folder
            from ondermijning.export.package import write_package

            with whole_folder(path, overwrite=overwrite, inputs=inputs) as folder:
                write_package(store, folder, progress, parquet=parquet)
            return (
                "(map met een Data Package). Begin met LEESMIJ.md; in datapackage.json staat wat elk veld "
                "betekent."
            )
        case ".sqlite":
            from ondermijning.export import database

            write(database.pieces(store), path, overwrite=overwrite, inputs=inputs)
            return "(SQLite-database). In de tabel velden staat wat elk veld betekent."
    from ondermijning.export import workbook

    write(workbook.pieces(store, path, progress), path, overwrite=overwrite, inputs=inputs)
    return "(spreadsheet). Begin met het blad Overzicht."
