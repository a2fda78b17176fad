"""Snapshots of datasets in the user's cache folder: files that may go, rot or be foreign at any time.

A snapshot is a SQLite database with a checksum behind it, written whole to a temporary file and then
renamed. A stamp is a note that a large file, unchanged since, has been read before. Nothing here
raises: where the folder cannot be used, there is no snapshot.
"""

import os
import sqlite3
from contextlib import suppress
from stat import S_ISREG
from time import time
from typing import BinaryIO

from ondermijning.digest import blake2b

_SUM = 16
_PIECE = 2**20
_IN_MEMORY = 4 * 2**20
"""Up to this size a snapshot is read, checked and opened in memory; a larger one is opened in place."""
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
    path = _path(name, "sqlite")
    try:
        with _open(path) as file:
            small = os.fstat(file.fileno()).st_size <= _IN_MEMORY
            return _small(file.read(), name) if small else _large(file, path, name)
    except (OSError, sqlite3.Error):
        return None


def save(name: str, image: bytes) -> None:
    """Keep the bytes of a SQLite file as the snapshot `name`; drop what has not been used for 30 days."""
    _write(_path(name, "sqlite"), image + _sum(name, image))


def stamp(path: str, version: bytes) -> str | None:
    """Return what identifies a large file's present content without reading it, None for any other.

    The identity rests on the time of change (ctime), which no program can set back. A file that has
    changed in the last seconds has no stamp: another change could fall in the same tick of the clock.
    """
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
    try:
        with _open(_path(stamp, "stamp")) as file:
            name = file.read(100).decode("ascii")
    except (OSError, ValueError):
        return None
    return name if name.isalnum() else None


def remember(stamp: str, name: str) -> None:
    """Put down that the content behind `stamp` has the snapshot `name`."""
    _write(_path(stamp, "stamp"), name.encode())


def _path(name: str, ending: str) -> str:
    return os.path.join(folder(), f"{name}.{ending}")


def _open(path: str) -> BinaryIO:
    """Open a file of this user's own, and mark it as used; raises OSError where it is anything else."""
    file = open(path, "rb", opener=_no_wait)  # noqa: SIM115 - the caller closes it
    stat = os.fstat(file.fileno())
    if not (S_ISREG(stat.st_mode) and _ours(stat) and _ours(os.stat(folder()))):
        file.close()
        raise OSError
    if time() - stat.st_mtime > _DAY:
        with suppress(OSError):
            os.utime(path)
    return file


def _no_wait(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))  # a pipe in its place would wait for ever


def _ours(stat: os.stat_result) -> bool:
    """Whether the file is this user's own: what others can write decides no answer."""
    return not hasattr(os, "getuid") or stat.st_uid == os.getuid()


def _small(content: bytes, name: str) -> sqlite3.Connection | None:
    image = content[:-_SUM]
    if not image or _sum(name, image) != content[-_SUM:]:
        return None
    db = sqlite3.connect(":memory:", isolation_level=None)
    db.deserialize(image)
    return db


def _large(file: BinaryIO, path: str, name: str) -> sqlite3.Connection | None:
    """Open in place; the checksum is worked out again only where the file has changed since."""
    from urllib.parse import quote

    checked = stamp(path, b"checked")
    if checked is None or recall(checked) != name:
        if not _is_whole(file, name):
            return None
        if checked is not None:
            remember(checked, name)
    uri = f"file:{quote(path)}?mode=ro&immutable=1"
    return sqlite3.connect(uri, uri=True, isolation_level=None)


def _is_whole(file: BinaryIO, name: str) -> bool:
    left = os.fstat(file.fileno()).st_size - _SUM
    made = blake2b(digest_size=_SUM, key=name.encode())
    while left > 0 and (piece := file.read(min(left, _PIECE))):
        made.update(piece)
        left -= len(piece)
    return file.read() == made.digest()


def _sum(name: str, image: bytes) -> bytes:
    return blake2b(image, digest_size=_SUM, key=name.encode()).digest()


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
    with os.scandir(folder()) as entries:
        for entry in entries:
            with suppress(OSError):  # another process may be cleaning too
                unused = time() - entry.stat(follow_symlinks=False).st_mtime
                if unused > (_DAY if entry.name.endswith(".tmp") else _KEPT):
                    os.unlink(entry.path)
