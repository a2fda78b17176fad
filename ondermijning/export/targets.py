"""What a dataset can be exported to, by the ending of its name: a workbook, a database, or a folder."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ondermijning.export.rows import Progress
from ondermijning.files import write

if TYPE_CHECKING:
    from ondermijning.store import Store

WORKBOOKS, DATABASE = (".xlsx", ".ods"), ".sqlite"


def is_folder(path: str) -> bool:
    """Whether a target is a folder: its name has none of the endings of files."""
    return not path.lower().endswith((*WORKBOOKS, DATABASE))


def export(
    store: "Store", path: str, progress: Progress, *, parquet: bool, overwrite: bool, inputs: Iterable[str]
) -> str:
    """Write all of a dataset to `path`, whole or not at all; return in Dutch what it has become.

    Raises UnreadableError where that cannot be, and MissingExtraError where a library is not there.
    """
    if is_folder(path):
        return _folder(store, path, progress, parquet=parquet, overwrite=overwrite, inputs=inputs)
    if path.lower().endswith(DATABASE):
        from ondermijning.export import sqlite

        write(sqlite.pieces(store, progress), path, overwrite=overwrite, inputs=inputs)
        return "(SQLite-database). In de tabel velden staat wat elk veld betekent."
    from ondermijning.export import workbook

    write(workbook.pieces(store, path, progress), path, overwrite=overwrite, inputs=inputs)
    return "(spreadsheet). Begin met het blad Overzicht."


def _folder(
    store: "Store", path: str, progress: Progress, *, parquet: bool, overwrite: bool, inputs: Iterable[str]
) -> str:
    from ondermijning.export.folder import whole_folder
    from ondermijning.export.package import write_package

    with whole_folder(path, overwrite=overwrite, inputs=inputs) as folder:
        write_package(store, folder, progress, parquet=parquet)
    return (
        "(map met een Data Package). Begin met LEESMIJ.md; in datapackage.json staat wat elk veld betekent."
    )
