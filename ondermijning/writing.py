"""Text to a file: whole or not at all, over nothing that the call did not mean."""

import errno
import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from stat import S_ISREG

from ondermijning.files import STANDARD_INPUT, why_unwritable
from ondermijning.problems import UnreadableError
from ondermijning.text import visible

_MOST_LINKS = 40  # as many as Linux follows
_KEPT_IN_PLACE = (errno.EACCES, errno.EBUSY, errno.EPERM)


def write_text(pieces: Iterable[str], path: str, *, overwrite: bool, inputs: Iterable[str]) -> None:
    """Write text as UTF-8 to the file `path`, whole or not at all. Raises UnreadableError.

    A link is followed. A device, a pipe or a descriptor (/dev/stdout) is written to as it is, until its
    reader has enough. `overwrite` lets a new file take the place of the one that is there; its owner, mode
    and attributes stay, and hard links to it keep what they had. A file among `inputs`, which the call
    reads, is never written over.
    """
    name = visible(path, most=1000)
    try:
        _write(pieces, path, overwrite=overwrite, inputs=inputs)
    except FileExistsError as error:
        raise UnreadableError(f"{name}: dit bestand is er al; --overschrijf vervangt het") from error
    except OSError as error:
        raise UnreadableError(f"{name}: schrijven mislukt: {_why(error, path)}") from error
    except (OverflowError, ValueError) as error:  # a path with a NUL character, or /dev/fd/99999999999
        raise UnreadableError(f"{name}: dit is geen geldige bestandsnaam") from error


def _why(error: OSError, path: str) -> str:
    if error.errno in _KEPT_IN_PLACE and os.path.isfile(path) and os.access(path, os.W_OK):
        return "de map laat niet toe dat dit bestand wordt vervangen, of een ander programma heeft het open"
    return why_unwritable(error)


def _write(pieces: Iterable[str], path: str, *, overwrite: bool, inputs: Iterable[str]) -> None:
    descriptor = _descriptor(path)
    there = _status(path if descriptor is None else descriptor)
    regular = there is None or S_ISREG(there.st_mode)
    if there and regular and _is_among(inputs, there):
        name = visible(path, most=1000)
        raise UnreadableError(f"{name}: hieruit wordt gelezen; schrijf naar een ander bestand")
    if descriptor is not None:
        _write_through(pieces, os.dup(descriptor))
    elif not os.path.basename(path):  # `folder/`: following links would drop the slash
        raise IsADirectoryError(errno.EISDIR, path)
    elif regular:
        _write_whole(pieces, os.path.realpath(path), there, overwrite=overwrite)
    else:
        _write_through(pieces, path)


def _descriptor(path: str) -> int | None:
    """Return the number of the descriptor that `path` names, as /dev/stdout and /dev/fd/3 do.

    Opened by its name, a file that the shell adds to (`>>`) would be written over from its start.
    """
    descriptors = os.path.realpath("/dev/fd")
    for _ in range(_MOST_LINKS):
        folder, name = os.path.split(path)
        if name.isdecimal() and os.path.realpath(folder) == descriptors:
            return int(name)
        try:
            path = os.path.join(folder, os.readlink(path))
        except OSError:  # no link
            return None
    return None


def _status(file: str | int) -> os.stat_result | None:
    try:
        return os.stat(file)
    except FileNotFoundError:
        return None


def _is_among(inputs: Iterable[str], there: os.stat_result) -> bool:
    """Whether `there` is one of `inputs`, under whatever name."""
    for path in inputs:
        with suppress(OSError, ValueError):
            if os.path.samestat(os.stat(0 if path == STANDARD_INPUT else path), there):
                return True
    return False


def _write_through(pieces: Iterable[str], file: str | int) -> None:
    """Write to what is there, until its reader has enough."""
    with suppress(BrokenPipeError), open(file, "w", encoding="utf-8", newline="", opener=_existing) as stream:
        stream.writelines(pieces)


def _write_whole(pieces: Iterable[str], path: str, there: os.stat_result | None, *, overwrite: bool) -> None:
    """Write a hidden file beside `path` and give it that name; `there` is what has the name now."""
    if there and not overwrite:
        raise FileExistsError
    if there and not os.access(path, os.W_OK):  # replacing asks no leave of the file itself
        raise PermissionError(errno.EACCES, "read-only")
    temporary = os.path.join(os.path.dirname(path), f".knooppunt-{os.urandom(8).hex()}")
    try:
        opener = _private if there else None
        with open(temporary, "x", encoding="utf-8", newline="", opener=opener) as file:
            file.writelines(pieces)
        if there:
            _take_after(path, there, temporary)
        if overwrite:
            os.replace(temporary, path)
        else:
            _give_new_name(temporary, path)
    finally:
        with suppress(OSError):
            os.unlink(temporary)


def _existing(path: str, flags: int) -> int:
    return os.open(path, flags & ~(os.O_CREAT | os.O_TRUNC))


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)  # the file that it replaces may be secret


def _take_after(path: str, there: os.stat_result, temporary: str) -> None:
    """Give `temporary` the owner, mode and attributes of `path`, as far as the system lets it."""
    from shutil import copystat

    if sys.platform != "win32":
        for owner, group in ((-1, there.st_gid), (there.st_uid, -1)):
            with suppress(OSError):
                os.chown(temporary, owner, group)
    with suppress(OSError):  # FAT and the like have none of their own
        copystat(path, temporary)
    os.utime(temporary)


def _give_new_name(temporary: str, path: str) -> None:
    """Give a file a name that nothing has yet. Raises FileExistsError."""
    if sys.platform == "win32":
        os.rename(temporary, path)  # which on Windows refuses a name that is taken
        return
    try:
        os.link(temporary, path)
    except OSError:  # taken, or a file system without links, such as FAT
        with open(path, "x"):
            os.replace(temporary, path)
