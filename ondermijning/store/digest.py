"""What snapshots are named and checked by: a hash, and the code that decides what is in them."""

import os
import sqlite3
import sys
from contextlib import suppress
from importlib.machinery import PathFinder

from ondermijning.files import ARCHIVE

try:
    from _blake2 import blake2b  # what hashlib gives too, after 2 ms for loading OpenSSL in every call
except ImportError:  # another Python than CPython
    from hashlib import blake2b

__all__ = ["blake2b", "program"]


def program() -> bytes:
    """Return the hash of all that decides what is kept of a dataset: Python, SQLite, libraries, this package.

    Files count by path, size and time of change, as they do for Python, which goes by that to compile anew.
    """
    parsers = [PathFinder.find_spec(name) for name in ("yaml", "pydantic")]  # importing them takes too long
    paths = [ARCHIVE, *(spec.origin for spec in parsers if spec)]
    if not ARCHIVE:
        for folder, _, names in os.walk(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))):
            if os.path.basename(folder) != "__pycache__":
                paths += [os.path.join(folder, name) for name in names]
    made_by = [sys.version, sqlite3.sqlite_version]
    for path in sorted(filter(None, paths)):
        with suppress(OSError):  # an editor's file may have just gone
            stat = os.stat(path)
            made_by.append(f"{path}\0{stat.st_size}\0{stat.st_mtime_ns}")
    return blake2b(repr(made_by).encode()).digest()
