"""Snapshots of datasets in the user's cache folder: files that may go, rot or be foreign at any time.

A snapshot is a SQLite database with a checksum behind it, written whole to a temporary file and then
renamed. Nothing here raises: where the folder cannot be used, there is no snapshot.
"""

import os
import sqlite3
from contextlib import suppress
from hashlib import blake2b

_SUM = 16
_WHOLLY_CHECKED = 4 * 2**20
_DAY = 24 * 60 * 60
_KEPT = 30 * _DAY


def folder() -> str:
    """Return the folder of the snapshots: `knooppunt` in `$XDG_CACHE_HOME`, or in `~/.cache`."""
    base = os.environ.get("XDG_CACHE_HOME", "")
    if not os.path.isabs(base):  # the XDG specification: a relative path counts as unset
        base = os.path.join(os.path.expanduser("~"), ".cache")
    return os.path.join(base, "knooppunt")


def find(name: str) -> sqlite3.Connection | None:
    """Return the snapshot `name`, open for reading, or None where there is none that is whole."""
    path = _path(name)
    try:
        with open(path, "rb") as file:
            stat = os.fstat(file.fileno())
            if not _ours(stat):
                return None
            size = stat.st_size - _SUM
            db = _small(file.read()) if size <= _WHOLLY_CHECKED else _large(path, size)
    except (OSError, sqlite3.Error):
        return None
    if db is not None:
        _keep(path, stat.st_mtime)
    return db


def _path(name: str) -> str:
    return os.path.join(folder(), f"{name}.sqlite")


def _ours(stat: os.stat_result) -> bool:
    """Whether the file is this user's own: what others can write decides no answer."""
    return not hasattr(os, "getuid") or stat.st_uid == os.getuid()


def _small(content: bytes) -> sqlite3.Connection | None:
    image = content[:-_SUM]
    if not image or _sum(image) != content[-_SUM:]:
        return None
    db = sqlite3.connect(":memory:", isolation_level=None)
    db.deserialize(image)
    return db


def _large(path: str, size: int) -> sqlite3.Connection | None:
    """Open in place; of a large snapshot only the size is checked, SQLite itself finds broken pages."""
    from urllib.parse import quote

    uri = f"file:{quote(path)}?mode=ro&immutable=1"
    db = sqlite3.connect(uri, uri=True, isolation_level=None)
    pages, page_size = (db.execute(f"PRAGMA {p}").fetchone()[0] for p in ("page_count", "page_size"))
    return db if pages * page_size == size else None


def _sum(image: bytes) -> bytes:
    return blake2b(image, digest_size=_SUM).digest()


def _keep(path: str, used: float) -> None:
    """Mark a snapshot as used, at most once a day."""
    from time import time

    if time() - used > _DAY:
        with suppress(OSError):
            os.utime(path)


def save(name: str, db: sqlite3.Connection) -> None:
    """Keep `db` as the snapshot `name`, and drop the snapshots that have not been used for 30 days."""
    temporary = ""
    try:
        os.makedirs(folder(), mode=0o700, exist_ok=True)
        if not _ours(os.stat(folder())):
            return
        _clean()
        image = db.serialize()
        temporary = f"{_path(name)}.{os.getpid()}.tmp"
        with open(temporary, "wb", opener=_private) as file:
            file.write(image)
            file.write(_sum(image))
        os.replace(temporary, _path(name))
    except (OSError, sqlite3.Error, MemoryError):
        pass
    finally:
        with suppress(OSError):
            os.unlink(temporary)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags | os.O_EXCL, 0o600)


def _clean() -> None:
    from time import time

    with os.scandir(folder()) as entries:
        for entry in entries:
            unused = time() - entry.stat(follow_symlinks=False).st_mtime
            if unused > (_DAY if entry.name.endswith(".tmp") else _KEPT):
                with suppress(OSError):
                    os.unlink(entry.path)
