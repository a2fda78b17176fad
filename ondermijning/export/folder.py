"""A folder written whole or not at all, and one of our own replaced by a newer one."""

import errno
import json
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from stat import S_IMODE

from ondermijning.files import MEGABYTE, STANDARD_INPUT, read_bytes
from ondermijning.leaving import temporary, uncut
from ondermijning.problems import UnreadableError
from ondermijning.text import visible
from ondermijning.writing import unwritable

DESCRIPTOR, MAKER = "datapackage.json", "knooppunt exporteer"
"""The file that says what is in an exported folder, and who it says has made it."""

_MOST = 16 * MEGABYTE
_TAKEN = (errno.EEXIST, errno.ENOTDIR, errno.ENOTEMPTY)


@contextmanager
def whole_folder(path: str, *, overwrite: bool, inputs: Iterable[str]) -> Iterator[Path]:
    """Give a hidden folder to fill, which gets the name `path` when that is done. Raises UnreadableError.

    Where it is not done, nothing stays. A link is followed. With `overwrite` it takes the place, and the
    mode, of an empty folder, or of one that an earlier call made and that nobody has put anything else in;
    never of one in which the call is made, or that holds one of `inputs`, which it reads.
    """
    name = visible(path, most=1000)
    try:
        place = Path(os.path.realpath(path))
        _put_back(place)
        there = place.lstat() if os.path.lexists(place) else None
        if there:
            _demand_replaceable(place, name, overwrite=overwrite, inputs=inputs)
        with temporary(str(place.parent)) as hidden:
            new = Path(hidden)
            new.mkdir()
            yield new
            if there:
                new.chmod(S_IMODE(there.st_mode))
                _replace(place, new, name)
            else:
                _give_name(new, place, name)
    except OSError as error:
        raise unwritable(path, error) from error
    except ValueError as error:  # a path with a NUL character
        raise UnreadableError(f"{name}: dit is geen geldige mapnaam; kies een andere naam") from error


def files_of(folder: Path, more: Iterable[str] = ()) -> list[str]:
    """Return the names of the files that `folder` holds, and `more`, as its description lists them."""
    return sorted({*_files(folder), *more})


def _demand_replaceable(place: Path, name: str, *, overwrite: bool, inputs: Iterable[str]) -> None:
    """Raise UnreadableError where what is at `place` is not to be replaced."""
    if not place.is_dir():
        raise UnreadableError(
            f"{name}: hier staat al een bestand; kies een map, of een bestandsnaam die eindigt op "
            ".xlsx, .ods of .sqlite"
        )
    if not overwrite:
        raise UnreadableError(
            f"{name}: deze map bestaat al; gebruik --overschrijf om een eerdere export te vervangen"
        )
    read = (Path(os.path.realpath(path)) for path in inputs if path != STANDARD_INPUT)
    if any(path.is_relative_to(place) for path in (Path.cwd(), *read)):
        raise UnreadableError(f"{name}: dit is uw werkmap of de map van de dataset; kies een andere map")
    _demand_own(place, name)


def _demand_own(place: Path, name: str) -> None:
    """Raise UnreadableError where a folder holds anything that is not of an export."""
    listed = _listed(place)
    found = _files(place) if listed else set(os.listdir(place))
    if strange := sorted(found - listed):
        raise UnreadableError(
            f"{name}: in deze map staat iets dat niet van een export is ({visible(strange[0])}); "
            "kies een andere map, of haal het er eerst uit"
        )


def _files(place: Path) -> set[str]:
    """Return all that is in a folder, by its path from there; of folders only what is in them."""
    return {
        str(found.relative_to(place))
        for found in place.rglob("*")
        if found.is_symlink() or not found.is_dir() or not any(found.iterdir())
    }


def _listed(place: Path) -> set[str]:
    """Return the files that a folder of our own says that it holds; none where it is not our own."""
    with suppress(UnreadableError, ValueError, TypeError, KeyError, RecursionError):
        said = json.loads(read_bytes(str(place / DESCRIPTOR), _MOST))
        if said["gemaakt_met"] == MAKER:
            return set(map(str, said["bestanden"]))
    return set()


def _give_name(new: Path, place: Path, name: str) -> None:
    try:
        new.rename(place)
    except OSError as error:
        if error.errno in _TAKEN:
            raise UnreadableError(
                f"{name}: er staat intussen iets anders met deze naam; kies een andere map"
            ) from error
        raise


def _replace(place: Path, new: Path, name: str) -> None:
    """Let a folder trade names with another, unless that turns out to hold what is not ours."""
    with uncut():
        _trade(place, new)
        try:
            _demand_own(new, name)  # nothing can come into it any more by its name
        except BaseException:
            _trade(place, new)
            raise


def _trade(place: Path, new: Path) -> None:
    """Let two folders trade names: at once, or one by one where the system knows no other way."""
    if not _trade_at_once(bytes(place), bytes(new)):
        aside = _aside(place)
        place.rename(aside)
        try:
            new.rename(place)
        except OSError:
            aside.rename(place)
            raise
        aside.rename(new)


def _trade_at_once(one: bytes, other: bytes) -> bool:
    """Return whether two files have traded names."""
    with suppress(ImportError, AttributeError):  # a Python without ctypes, a library without the function
        import ctypes

        if sys.platform == "linux":
            here, exchange = -100, 2  # AT_FDCWD, RENAME_EXCHANGE
            return not ctypes.CDLL(None).renameat2(here, one, here, other, exchange)
        if sys.platform == "darwin":
            swap = 2  # RENAME_SWAP
            return not ctypes.CDLL(None).renamex_np(one, other, swap)
    return False


def _aside(place: Path) -> Path:
    return place.with_name(f".knooppunt-{place.name}")


def _put_back(place: Path) -> None:
    """Give a folder its name again that a call, trading names one by one, was killed over."""
    if not os.path.lexists(place):
        with suppress(OSError):
            _aside(place).rename(place)
