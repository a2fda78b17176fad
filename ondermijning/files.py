"""Reading files up to a bound, and in Dutch, why that failed; and the files that come with the program."""

import errno
import os
import sys
from contextlib import suppress
from io import BytesIO
from stat import S_ISDIR, S_ISREG
from time import sleep, time
from typing import Any, BinaryIO

from ondermijning.problems import UnreadableError
from ondermijning.text import visible

STANDARD_INPUT = "-"
MEGABYTE = 2**20

_LOADER: Any = __spec__.loader
ARCHIVE: str | None = getattr(_LOADER, "archive", None)
"""The zip that the program runs from; None where its files are files."""
_PACKAGE = os.path.dirname(__file__ if ARCHIVE else os.path.abspath(__file__))

_TRIES, _QUIET, _EMPTY = 25, 0.02, 0.3
"""How often a file is read, and for how many seconds nothing must be written in it, or in an empty one."""

TOO_MANY = (errno.EMFILE, errno.ENFILE)
WHY = {
    errno.EINVAL: "dit is geen geldige bestandsnaam",
    errno.ELOOP: "deze link verwijst naar zichzelf",
    errno.ENAMETOOLONG: "deze naam is te lang",
    **dict.fromkeys((errno.ENXIO, errno.EOPNOTSUPP), "dit is geen gewoon bestand"),
    **dict.fromkeys(TOO_MANY, "er staan te veel bestanden open; 'ulimit -n 1024' staat er meer toe"),
}
_WHY_UNREADABLE = {
    **WHY,
    **dict.fromkeys((errno.EACCES, errno.EPERM), "u hebt geen leesrechten voor dit bestand"),
    **dict.fromkeys((errno.ENOENT, errno.ENOTDIR), "dit bestand bestaat niet"),
}
_UNKNOWN = "lezen is geweigerd om een onbekende reden; probeer een kopie van het bestand"


def shipped(folder: str, name: str) -> str:
    """Return the path of a file that comes with the program: in `folder` of a checkout, or in the wheel."""
    packaged = os.path.join(_PACKAGE, "data", name)
    there = os.path.exists(packaged) or _archived(packaged) is not None
    return packaged if there else os.path.join(os.path.dirname(_PACKAGE), folder, name)


def own_text(path: str) -> str:
    """Return the text of a file of the package, by its path in there."""
    content: bytes = _LOADER.get_data(os.path.join(_PACKAGE, path))
    return content.decode()


def _archived(path: str) -> bytes | None:
    """Return what is in a file of the zip that the program runs from; None for any other file."""
    with suppress(OSError):
        return _LOADER.get_data(path) if ARCHIVE else None
    return None


def shown_name(path: str) -> str:
    """Return the name of a file as messages show it."""
    return "standaardinvoer" if path == STANDARD_INPUT else visible(path, most=1000)


def read_bytes(path: str, most: int, missing: str = "") -> bytes:
    """Return what is in the file `path`, `-` for standard input: `most` bytes (whole megabytes) at most.

    `missing` is what to add where there is no such file. Raises UnreadableError.
    """
    standard = path == STANDARD_INPUT
    if standard and sys.stdin is None:
        raise UnreadableError("de standaardinvoer is gesloten")
    try:
        with open(0 if standard else path, "rb", closefd=not standard) as file:
            content = _settled(most, file)
    except (OSError, ValueError) as error:
        if (archived := _archived(path)) is not None:
            return archived
        number = getattr(error, "errno", errno.EINVAL)  # a ValueError: there is a NUL character in the path
        why = _WHY_UNREADABLE.get(number, _UNKNOWN)
        if os.path.isdir(path):  # Windows says that it may not be read
            why = "dit is een map; geef een bestand uit die map op"
        elif number in (errno.ENOENT, errno.ENOTDIR):
            why += missing or "; controleer de naam"
        raise UnreadableError(f"{shown_name(path)}: {why}") from error
    if content is None:
        why = "dit bestand verandert terwijl het gelezen wordt; probeer het opnieuw als het bewaard is"
        raise UnreadableError(f"{shown_name(path)}: {why}")
    if len(content) > most:
        why = f"dit bestand is te groot; het mag hoogstens {most // MEGABYTE} MB zijn"
        raise UnreadableError(f"{shown_name(path)}: {why}")
    return content


def _settled(most: int, file: BinaryIO) -> bytes | None:
    """Return what is in `file`, up to a bound; None where it is being written all the time.

    An editor that saves in place empties a file, and then fills it. So one that is empty, or in which
    something was written just now, is looked at again after a pause, and read again where it has changed. The
    time of an empty one says nothing: a file is empty before its time changes, for as long as the disk takes.
    """
    if not S_ISREG(os.fstat(file.fileno()).st_mode):
        return _up_to(most, file)
    start = file.tell()
    for _ in range(_TRIES):
        before = os.fstat(file.fileno())
        content = _up_to(most, file)
        if not content:
            sleep(_EMPTY)
        elif abs(time() - before.st_mtime) < _QUIET:
            sleep(_QUIET)
        after = os.fstat(file.fileno())
        if (before.st_size, before.st_mtime_ns) == (after.st_size, after.st_mtime_ns):
            return content
        file.seek(start)
    return None


def _up_to(most: int, file: BinaryIO) -> bytes:
    """Return all that is in `file`, or more than `most` bytes of it, for it may have no end."""
    content = BytesIO()
    while content.tell() <= most and (piece := file.read(MEGABYTE)):
        content.write(piece)
    return content.getvalue()


def stream(path: str) -> tuple[int, int] | None:
    """Return what identifies a stream, which can be read only once; None for a file or a folder.

    Standard input and other descriptors count as streams, whatever is behind them.
    """
    with suppress(OSError, ValueError):
        descriptor = 0 if path == STANDARD_INPUT else descriptor_of(path)
        there = os.stat(path if descriptor is None else descriptor)
        if descriptor is not None or not (S_ISREG(there.st_mode) or S_ISDIR(there.st_mode)):
            return there.st_dev, there.st_ino
    return None


def descriptor_of(path: str) -> int | None:
    """Return the number of the descriptor that `path` names, as /dev/stdout and /dev/fd/3 do.

    Opened by its name, a file that the shell adds to (`>>`) would be written over from its start.
    """
    descriptors = os.path.realpath("/dev/fd")
    with suppress(OSError):  # no link
        for _ in range(40):  # as many links as Linux follows
            folder, name = os.path.split(path)
            if name.isdecimal() and os.path.realpath(folder) == descriptors:
                return int(name)
            path = os.path.join(folder, os.readlink(path))
    return None
