"""What snapshots are named and checked by: a hash, and the code that decides what is in them."""

import os
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import suppress
from importlib.machinery import PathFinder

from ondermijning import __version__

try:
    from _blake2 import blake2b  # what hashlib gives too, after 2 ms for loading OpenSSL in every call
except ImportError:  # another Python than CPython
    from hashlib import blake2b

__all__ = ["blake2b", "program"]

_LIBRARIES = ("yaml", "pydantic")
"""What a dataset is read with, beside Python and SQLite."""


def program() -> bytes:
    """Return the hash of all that decides what is kept of a dataset: this package and what it reads with.

    Files count by name, size and time of change, as they do for Python, which goes by that to compile anew.
    """
    package = sorted(_files(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))))
    libraries = [_library(name) for name in _LIBRARIES]
    made_by = (__version__, sys.version, sqlite3.sqlite_version, package, libraries)
    return blake2b(repr(made_by).encode()).digest()


def _files(folder: str, above: str = "") -> Iterator[tuple[str, int, int]]:
    """Yield each file in a folder, but compiled ones: name, bytes, time of change in nanoseconds."""
    with suppress(OSError), os.scandir(folder) as entries:  # a file may have just gone
        for entry in entries:
            name = f"{above}{entry.name}"
            if not entry.is_dir():
                stat = entry.stat()
                yield name, stat.st_size, stat.st_mtime_ns
            elif entry.name != "__pycache__":
                yield from _files(entry.path, f"{name}/")


def _library(name: str) -> tuple[str, int, int] | None:
    """Return where a package stands and when it was put there, which tells one version from another."""
    found = PathFinder.find_spec(name)  # importing it, or reading its metadata, takes too long
    with suppress(OSError):
        if found and found.origin:
            stat = os.stat(found.origin)
            return found.origin, stat.st_size, stat.st_mtime_ns
    return None
