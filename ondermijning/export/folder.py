"""A folder written whole or not at all, and one of our own replaced by a newer one."""

import errno
import json
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from shutil import rmtree
from stat import S_IMODE

from ondermijning.files import MEGABYTE, STANDARD_INPUT, read_bytes, unwritable
from ondermijning.problems import UnreadableError
from ondermijning.text import visible

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
        there = place.lstat() if os.path.lexists(place) else None
        if there:
            _demand_replaceable(place, name, overwrite=overwrite, inputs=inputs)
        temporary = _beside(place)
        try:
            temporary.mkdir()
            yield temporary
            if there:
                temporary.chmod(S_IMODE(there.st_mode))
                _replace(place, temporary, name)
            else:
                _give_name(temporary, place, name)
        finally:
            rmtree(temporary, ignore_errors=True)
    except OSError as error:
        raise unwritable(path, error) from error
    except ValueError as error:  # a path with a NUL character
        raise UnreadableError(f"{name}: dit is geen geldige mapnaam; kies een andere naam") from error


def files_of(folder: Path, more: Iterable[str] = ()) -> list[str]:
    """Return the names of the files that `folder` holds, and `more`, as its description lists them."""
    return sorted({*_files(folder), *more})


def _beside(place: Path) -> Path:
    return place.with_name(f".knooppunt-{os.urandom(8).hex()}")


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


def _give_name(temporary: Path, place: Path, name: str) -> None:
    try:
        temporary.rename(place)
    except OSError as error:
        if error.errno in _TAKEN:
            raise UnreadableError(
                f"{name}: er staat intussen iets anders met deze naam; kies een andere map"
            ) from error
        raise


def _replace(place: Path, temporary: Path, name: str) -> None:
    """Put a folder in the place of another; that comes back where it turns out to hold what is not ours."""
    old = _beside(place)
    try:
        place.rename(old)
        _demand_own(old, name)  # nothing can come into it any more by its name
        _give_name(temporary, place, name)
    except BaseException:  # Ctrl-C too
        if not os.path.lexists(place):
            with suppress(OSError):
                old.rename(place)
        raise
    try:
        rmtree(old)
    finally:  # also of Ctrl-C
        rmtree(old, ignore_errors=True)
