"""Writing files, whole or not at all, by way of temporary ones; and in Dutch, why that failed."""

import errno
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from stat import S_ISREG

from ondermijning.files import STANDARD_INPUT, TOO_MANY, WHY, descriptor_of
from ondermijning.leaving import temporary, uncut
from ondermijning.problems import UnreadableError
from ondermijning.text import visible

_WHY_UNWRITABLE = {
    **WHY,
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
_UNKNOWN = "schrijven is geweigerd om een onbekende reden; probeer een andere map"


def unwritable(path: str | None, error: OSError, advice: str = "") -> UnreadableError:
    """Return why `path`, None for standard output, was not written; `advice` says where else to write."""
    why = _WHY_UNWRITABLE.get(error.errno or 0, _UNKNOWN)
    if path is None:
        return UnreadableError(f"schrijven naar de standaarduitvoer mislukt: {why}")
    held = error.errno in (errno.EACCES, errno.EBUSY, errno.EPERM)
    if held and os.path.isfile(path) and os.access(path, os.W_OK):
        why = "de map laat niet toe dat dit bestand wordt vervangen, of een ander programma heeft het open"
    advice = "" if error.errno in (*TOO_MANY, errno.EFBIG) else advice  # which hold in any place
    return UnreadableError(f"{visible(path, most=1000)}: schrijven mislukt: {why}{advice}")


def write(pieces: Iterable[str | bytes], path: str, *, overwrite: bool, inputs: Iterable[str]) -> None:
    """Write bytes, and text as UTF-8, to the file `path`, whole or not at all. Raises UnreadableError.

    A link is followed. A device, a pipe or a descriptor (/dev/stdout) is written to as it is, until its
    reader has enough. `overwrite` lets a new file take the place of the one that is there; its owner, mode
    and attributes stay, and hard links to it keep what they had. A file among `inputs`, which the call
    reads, is never written over.
    """
    content = (piece.encode() if isinstance(piece, str) else piece for piece in pieces)
    try:
        _write(content, path, overwrite=overwrite, inputs=inputs)
    except FileExistsError as error:
        why = "dit bestand bestaat al; gebruik --overschrijf om het te vervangen"
        raise UnreadableError(f"{visible(path, most=1000)}: {why}") from error
    except OSError as error:
        raise unwritable(path, error) from error
    except (OverflowError, ValueError) as error:  # a path with a NUL character, or /dev/fd/99999999999
        raise UnreadableError(f"{visible(path, most=1000)}: {WHY[errno.EINVAL]}") from error


_GiveName = Callable[[str, str], None]


def write_whole(
    pieces: Iterable[bytes], path: str, give_name: _GiveName = os.replace, *, private: bool = True
) -> None:
    """Write a file under a name of its own beside `path`, and when it is whole, `give_name(that, path)`.

    A `private` one is its owner's alone. Nothing of it stays where that fails. Raises OSError.
    """
    with temporary(os.path.dirname(path)) as name:
        mode = 0o600 if private else 0o666
        with open(name, "xb", opener=lambda file, flags: os.open(file, flags, mode)) as file:
            file.writelines(pieces)
        give_name(name, path)


@contextmanager
def temporary_folder() -> Iterator[str]:
    """Give a folder for temporary files, removed with all that is in it.

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
    descriptor = descriptor_of(path)
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
