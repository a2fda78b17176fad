"""What snapshots are named and checked by: a hash, and the code that decides what is in them."""

import os
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import suppress
from importlib.machinery import PathFinder

from ondermijning.files import ARCHIVE

try:
    from _blake2 import blake2b  # what hashlib gives too, after 2 ms for loading OpenSSL in every call
except ImportError:  # another Python than CPython
    from hashlib import blake2b

__all__ = ["blake2b", "program"]

_PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def program() -> bytes:
    """Return the hash of all that decides what is kept of a dataset: Python, SQLite, libraries, this package.

    Files count by path, size and time of change, as they do for Python, which goes by that to compile anew.
    """
    parsers = [PathFinder.find_spec(name) for name in ("yaml", "pydantic")]  # importing them takes too long
    code = [ARCHIVE] if ARCHIVE else sorted(_code(_PACKAGE))
    paths = [*code, *(spec.origin for spec in parsers if spec and spec.origin)]
    made_by = (sys.version, sqlite3.sqlite_version, *map(_described, paths))
    return blake2b(repr(made_by).encode()).digest()


def _code(folder: str) -> Iterator[str]:
    for above, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name != "__pycache__"]
        yield from (os.path.join(above, name) for name in names)


def _described(path: str) -> tuple[str, int, int] | None:
    with suppress(OSError):  # an editor's file may have just gone
        stat = os.stat(path)
        return path, stat.st_size, stat.st_mtime_ns
    return None
