"""Files: read up to a bound, written whole or not at all, and in Dutch why that failed."""

import errno
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from io import BytesIO
from stat import S_ISDIR, S_ISREG
from time import sleep, time
from typing import Any, BinaryIO

from ondermijning.leaving import temporary, uncut
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

_HELD = (errno.EACCES, errno.EBUSY, errno.EPERM)
_TOO_MANY = (errno.EMFILE, errno.ENFILE)
_WHY = {
    errno.EINVAL: "dit is geen geldige bestandsnaam",
    errno.EIO: "er is een leesfout of schrijffout op de schijf",
    errno.ELOOP: "deze link verwijst naar zichzelf",
    errno.ENAMETOOLONG: "deze naam is te lang",
    **dict.fromkeys((errno.ENXIO, errno.EOPNOTSUPP), "dit is geen gewoon bestand"),
    **dict.fromkeys(_TOO_MANY, "er staan te veel bestanden open; 'ulimit -n 1024' staat er meer toe"),
}
_WHY_UNREADABLE = {
    **_WHY,
    **dict.fromkeys((errno.EACCES, errno.EPERM), "u hebt geen leesrechten voor dit bestand"),
    **dict.fromkeys((errno.ENOENT, errno.ENOTDIR), "dit bestand bestaat niet"),
}
_WHY_UNWRITABLE = {
    **_WHY,
    **dict.fromkeys((errno.EACCES, errno.EPERM), "u hebt daar geen schrijfrechten"),
    # EEXIST: a file has the name of the folder
    **dict.fromkeys((errno.ENOENT, errno.ENOTDIR, errno.EEXIST), "de map bestaat niet"),
    errno.EBADF: "hier kan niet geschreven worden",
    errno.EDQUOT: "uw schijfruimte is op",
    errno.EFBIG: "het bestand wordt te groot",
    errno.EISDIR: "dit is een map; geef een bestand op",
    errno.ENOSPC: "de schijf is vol",
    errno.EROFS: "op deze schijf kan niet geschreven worden",
}


def shipped(folder: str, name: str) -> str:
    """Return the path of a file that comes with the program: in `folder` of a checkout, or in the wheel."""
    packaged = os.path.join(_PACKAGE, "data", name)
    there = os.path.exists(packaged) or _archived(packaged) is not None
    return packaged if there else os.path.join(os.path.dirname(_PACKAGE), folder, name)


def own_text(path: str) -> str:
    """Return the text of a file of the package, by its path in there."""
    return _own_bytes(os.path.join(_PACKAGE, path)).decode()


def _own_bytes(path: str) -> bytes:
    content: bytes = _LOADER.get_data(path)
    return content


def _archived(path: str) -> bytes | None:
    """Return what is in a file of the zip that the program runs from; None for any other file."""
    with suppress(OSError):
        return _own_bytes(path) if ARCHIVE else None
    return None


def shown_name(path: str) -> str:
    """Return the name of a file as messages show it."""
    return "standaardinvoer" if path == STANDARD_INPUT else visible(path, most=1000)


def read_bytes(path: str, most: int, missing: str = "") -> bytes:
    """Return what is in the file `path`, `-` for standard input: `most` bytes (whole megabytes) at most.

    `missing` is what to add where there is no such file. Raises UnreadableError.
    """
    name, standard = shown_name(path), path == STANDARD_INPUT
    if standard and sys.stdin is None:
        raise UnreadableError("de standaardinvoer is gesloten")
    try:
        with open(0 if standard else path, "rb", closefd=not standard) as file:
            content = _settled(most, file)
    except (OSError, ValueError) as error:
        if (archived := _archived(path)) is not None:
            return archived
        number = error.errno if isinstance(error, OSError) else errno.EINVAL  # a NUL character in the path
        why = _WHY_UNREADABLE.get(
            number or 0, "lezen is geweigerd om een onbekende reden; probeer een kopie van het bestand"
        )
        if os.path.isdir(path):  # Windows says that it may not be read
            why = "dit is een map; geef een bestand uit die map op"
        advice = (
            (missing or "; controleer de naam")
            if isinstance(error, FileNotFoundError | NotADirectoryError)
            else ""
        )
        raise UnreadableError(f"{name}: {why}{advice}") from error
    if content is None:
        raise UnreadableError(
            f"{name}: dit bestand verandert terwijl het gelezen wordt; "
            "probeer het opnieuw als het bewaard is."
        )
    if len(content) > most:
        raise UnreadableError(
            f"{name}: dit bestand is te groot; het mag hoogstens {most // MEGABYTE} MB zijn"
        )
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


def stream(path: str) -> tuple[int, int] | None:
    """Return what tells a stream, which is read only once, from others; None for a file or a folder.

    Standard input and other descriptors are streams whatever is behind them.
    """
    with suppress(OSError, ValueError):
        descriptor = 0 if path == STANDARD_INPUT else _descriptor(path)
        there = os.stat(path if descriptor is None else descriptor)
        if descriptor is not None or not (S_ISREG(there.st_mode) or S_ISDIR(there.st_mode)):
            return there.st_dev, there.st_ino
    return None


def _up_to(most: int, file: BinaryIO) -> bytes:
    """Return all that is in `file`, or more than `most` bytes of it, for it may have no end."""
    content = BytesIO()
    while content.tell() <= most and (piece := file.read(MEGABYTE)):
        content.write(piece)
    return content.getvalue()


def unwritable(path: str | None, error: OSError, advice: str = "") -> UnreadableError:
    """Return why `path`, None for standard output, was not written; `advice`: where another would do."""
    why = _WHY_UNWRITABLE.get(
        error.errno or 0, "schrijven is geweigerd om een onbekende reden; probeer een andere map"
    )
    if path is None:
        return UnreadableError(f"schrijven naar de standaarduitvoer mislukt: {why}")
    if error.errno in _HELD and os.path.isfile(path) and os.access(path, os.W_OK):
        why = "de map laat niet toe dat dit bestand wordt vervangen, of een ander programma heeft het open"
    advice = "" if error.errno in (*_TOO_MANY, errno.EFBIG) else advice  # which hold in any place
    return UnreadableError(f"{visible(path, most=1000)}: schrijven mislukt: {why}{advice}")


def write(pieces: Iterable[str | bytes], path: str, *, overwrite: bool, inputs: Iterable[str]) -> None:
    """Write bytes, and text as UTF-8, to the file `path`, whole or not at all. Raises UnreadableError.

    A link is followed. A device, a pipe or a descriptor (/dev/stdout) is written to as it is, until its
    reader has enough. `overwrite` lets a new file take the place of the one that is there; its owner, mode
    and attributes stay, and hard links to it keep what they had. A file among `inputs`, which the call
    reads, is never written over.
    """
    name = visible(path, most=1000)
    content = (piece.encode() if isinstance(piece, str) else piece for piece in pieces)
    try:
        _write(content, path, overwrite=overwrite, inputs=inputs)
    except FileExistsError as error:
        raise UnreadableError(
            f"{name}: dit bestand bestaat al; gebruik --overschrijf om het te vervangen"
        ) from error
    except OSError as error:
        raise unwritable(path, error) from error
    except (OverflowError, ValueError) as error:  # a path with a NUL character, or /dev/fd/99999999999
        raise UnreadableError(f"{name}: {_WHY[errno.EINVAL]}") from error


def write_whole(
    pieces: Iterable[bytes],
    path: str,
    give_name: Callable[[str, str], None] = os.replace,
    *,
    private: bool = True,
) -> None:
    """Write a file under a name of its own beside `path`, and when it is whole, `give_name(that, path)`.

    A `private` one is its owner's alone. Nothing of it stays where that fails. Raises OSError.
    """
    with temporary(os.path.dirname(path)) as name:
        with open(name, "xb", opener=_private if private else None) as file:
            file.writelines(pieces)
        give_name(name, path)


@contextmanager
def temporary_folder() -> Iterator[str]:
    """Give a folder for what is temporary, which goes with all that is in it.

    Raises UnreadableError where the system has no room for one, or for what is written in it.
    """
    from tempfile import gettempdir

    try:
        place = gettempdir()
    except FileNotFoundError as error:
        raise UnreadableError("er is geen map voor tijdelijke bestanden; geef TMPDIR er een") from error
    try:
        with temporary(place) as path:
            os.mkdir(path, mode=0o700)
            yield path
    except OSError as error:
        raise unwritable(place, error, "; geef met TMPDIR een andere tijdelijke map op") from error


def _write(pieces: Iterable[bytes], path: str, *, overwrite: bool, inputs: Iterable[str]) -> None:
    descriptor = _descriptor(path)
    there = _status(path if descriptor is None else descriptor)
    regular = there is None or S_ISREG(there.st_mode)
    if there and regular and _is_among(inputs, there):
        name = visible(path, most=1000)
        raise UnreadableError(f"{name}: dit bestand is zelf invoer; kies een ander uitvoerbestand")
    if descriptor is not None:
        _write_through(pieces, os.dup(descriptor))
    elif not os.path.basename(path):  # `folder/`: following links would drop the slash
        raise IsADirectoryError(errno.EISDIR, path)
    elif not regular:
        _write_through(pieces, os.open(path, os.O_WRONLY))
    elif there and not overwrite:
        raise FileExistsError
    else:
        path = os.path.realpath(path)
        if there and not os.access(path, os.W_OK):  # replacing asks no leave of the file itself
            raise PermissionError(errno.EACCES, path)
        give_name = _replace if overwrite else _give_new_name
        write_whole(pieces, path, give_name, private=there is not None)  # as the old one may be


def _descriptor(path: str) -> int | None:
    """Return the number of the descriptor that `path` names, as /dev/stdout and /dev/fd/3 do.

    Opened by its name, a file that the shell adds to (`>>`) would be written over from its start.
    """
    descriptors = os.path.realpath("/dev/fd")
    for _ in range(40):  # as many links as Linux follows
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


def _write_through(pieces: Iterable[bytes], descriptor: int) -> None:
    """Write to what is there, until its reader has enough."""
    with suppress(BrokenPipeError), open(descriptor, "wb") as stream:
        stream.writelines(pieces)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _replace(name: str, path: str) -> None:
    """Put the file `name` in the place of `path`, with its owner, mode and attributes as far as may be."""
    if there := _status(path):
        from shutil import copystat

        if sys.platform != "win32":
            for owner, group in ((-1, there.st_gid), (there.st_uid, -1)):
                with suppress(OSError):
                    os.chown(name, owner, group)
        with suppress(OSError):  # FAT and the like have none of their own
            copystat(path, name)
        os.utime(name)
    os.replace(name, path)


def _give_new_name(name: str, path: str) -> None:
    """Give a file a name that nothing has yet. Raises FileExistsError."""
    if sys.platform == "win32":
        os.rename(name, path)  # which on Windows refuses a name that is taken
        return
    try:
        os.link(name, path)
    except OSError:  # taken, or a file system without links, such as FAT
        with uncut(), open(path, "x"):
            os.replace(name, path)
