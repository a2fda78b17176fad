"""Files: read up to a bound, and in Dutch why reading or writing failed."""

import errno
import os
import sys
from io import BytesIO
from typing import BinaryIO

from ondermijning.problems import UnreadableError

STANDARD_INPUT = "-"
MEGABYTE = 2**20

_WHY = {
    errno.EINVAL: "dit is geen geldige bestandsnaam",
    errno.EIO: "de schijf werkt niet goed",
    errno.ELOOP: "deze link verwijst naar zichzelf",
    errno.ENAMETOOLONG: "deze naam is te lang",
    errno.ENXIO: "dit is geen gewoon bestand",
    errno.EOPNOTSUPP: "dit is geen gewoon bestand",
}
_WHY_UNREADABLE = _WHY | {
    errno.EACCES: "dit bestand mag u niet lezen",
    errno.EPERM: "dit bestand mag u niet lezen",
    errno.ENOENT: "dit bestand is er niet",
    errno.ENOTDIR: "dit bestand is er niet",
}
_WHY_UNWRITABLE = _WHY | {
    errno.EACCES: "u hebt geen schrijfrechten",
    errno.EPERM: "u hebt geen schrijfrechten",
    errno.EBADF: "dit is niet open om naar te schrijven",
    errno.EEXIST: "de map is er niet",  # but a file of that name is
    errno.EDQUOT: "uw schijfruimte is op",
    errno.EFBIG: "het bestand wordt te groot",
    errno.EISDIR: "dit is een map",
    errno.ENOENT: "de map is er niet",
    errno.ENOSPC: "de schijf is vol",
    errno.ENOTDIR: "de map is er niet",
    errno.EROFS: "de schijf is alleen te lezen",
}


def shown_name(path: str) -> str:
    """Return the name of a file as messages show it."""
    from ondermijning.text import visible

    return "standaardinvoer" if path == STANDARD_INPUT else visible(path, most=1000)


def read_bytes(path: str, most: int, missing: str = "") -> bytes:
    """Return what is in the file `path`, `-` for standard input: `most` bytes (whole megabytes) at most.

    `missing` is what to add where there is no such file. Raises UnreadableError.
    """
    try:
        if path != STANDARD_INPUT:
            with open(path, "rb") as file:
                content = _up_to(most, file)
        elif sys.stdin is None:
            raise UnreadableError("de standaardinvoer is gesloten")
        else:
            content = _up_to(most, sys.stdin.buffer)
    except OSError as error:
        why = _WHY_UNREADABLE.get(error.errno or 0, "dit bestand is niet te lezen")
        if os.path.isdir(path):  # Windows says that it may not be read
            why = "dit is een map; noem het bestand erin"
        advice = missing if isinstance(error, FileNotFoundError) else ""
        raise UnreadableError(f"{shown_name(path)}: {why}{advice}") from error
    except ValueError as error:  # a path with a NUL character
        raise UnreadableError(f"{shown_name(path)}: {_WHY[errno.EINVAL]}") from error
    if len(content) > most:
        raise UnreadableError(
            f"{shown_name(path)}: te groot; er wordt hoogstens {most // MEGABYTE} MB gelezen"
        )
    return content


def _up_to(most: int, file: BinaryIO) -> bytes:
    """Return all that is in `file`, or more than `most` bytes of it, for it may have no end."""
    content = BytesIO()
    while content.tell() <= most and (piece := file.read(MEGABYTE)):
        content.write(piece)
    return content.getvalue()


def why_unwritable(error: OSError) -> str:
    """Return in Dutch why something could not be written."""
    return _WHY_UNWRITABLE.get(error.errno or 0, "het systeem weigert het")
