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
_LARGE = 2**20
_QUIET = 3
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


def save(name: str, image: bytes) -> None:
    """Keep the bytes of a SQLite file as the snapshot `name`; drop what has not been used for 30 days."""
    _write(_path(name), image + _sum(image))


def stamp(path: str, version: bytes) -> str | None:
    """Return what identifies a large file's present content without reading it, None for any other.

    The identity rests on the time of change (ctime), which no program can set back. A file that has
    changed in the last seconds has no stamp: another change could fall in the same tick of the clock.
    """
    from time import time

    try:
        stat = os.stat(path)
    except (OSError, ValueError):
        return None
    if stat.st_size < _LARGE or not time() - max(stat.st_mtime, stat.st_ctime) > _QUIET:
        return None
    identity = (stat.st_dev, stat.st_ino, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns)
    return blake2b(repr(identity).encode(), digest_size=20, key=version).hexdigest()


def recall(stamp: str) -> str | None:
    """Return the name of the snapshot that `remember` put down for a stamp."""
    path = os.path.join(folder(), f"{stamp}.stamp")
    try:
        with open(path, encoding="ascii") as file:
            stat = os.fstat(file.fileno())
            name = file.read(100)
    except (OSError, ValueError):
        return None
    _keep(path, stat.st_mtime)
    return name if _ours(stat) and name.isalnum() else None


def remember(stamp: str, name: str) -> None:
    """Put down that the content behind `stamp` has the snapshot `name`."""
    _write(os.path.join(folder(), f"{stamp}.stamp"), name.encode())


def _write(path: str, content: bytes) -> None:
    temporary = f"{path}.{os.getpid()}.tmp"
    try:
        os.makedirs(folder(), mode=0o700, exist_ok=True)
        if not _ours(os.stat(folder())):
            return
        _clean()
        with open(temporary, "wb", opener=_private) as file:
            file.write(content)
        os.replace(temporary, path)
    except (OSError, MemoryError):
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
