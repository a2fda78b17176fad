"""A folder written whole or not at all, and one of our own replaced by a newer one."""

import json
import os
import shutil
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

from ondermijning.files import unwritable
from ondermijning.problems import UnreadableError
from ondermijning.text import visible

DESCRIPTOR, MAKER = "datapackage.json", "knooppunt exporteer"
"""The file that says what is in an exported folder, and who it says has made it."""


def write_folder(fill: Callable[[Path], None], path: str, *, overwrite: bool) -> None:
    """Make the folder `path` with what `fill` writes in it. Raises UnreadableError.

    `fill` works in a hidden folder beside it, which gets the name when it is whole; where that fails nothing
    of it stays. With `overwrite` it takes the place of an empty folder, or of one that an earlier call made
    and that nobody has put anything else in.
    """
    name = visible(path, most=1000)
    try:
        place = Path(os.path.realpath(path))
        if place.exists():
            _demand_own(place, name, overwrite=overwrite)
        temporary = place.with_name(f".knooppunt-{os.urandom(8).hex()}")
        try:
            temporary.mkdir()
            fill(temporary)
            _give_name(temporary, place)
        finally:
            shutil.rmtree(temporary, ignore_errors=True)
    except OSError as error:
        raise unwritable(path, error) from error
    except ValueError as error:  # a path with a NUL character
        raise UnreadableError(f"{name}: zo kan een map niet heten") from error


def _demand_own(place: Path, name: str, *, overwrite: bool) -> None:
    """Raise UnreadableError where `place` is not to be replaced."""
    if not place.is_dir():
        raise UnreadableError(
            f"{name}: hier staat al een bestand; noem een map, of een bestand op .xlsx, .ods of .sqlite"
        )
    if not overwrite:
        raise UnreadableError(f"{name}: deze map is er al; --overschrijf vervangt een eerdere export")
    if strange := sorted(_files(place) - _listed(place)):
        raise UnreadableError(
            f"{name}: in deze map staat iets dat niet van een export is ({visible(strange[0])}); "
            "noem een andere map, of haal het er eerst uit"
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
    with suppress(OSError, ValueError, TypeError, KeyError):
        said = json.loads((place / DESCRIPTOR).read_bytes())
        if said["gemaakt_met"] == MAKER:
            return set(map(str, said["bestanden"]))
    return set()


def files_of(folder: Path, more: Iterable[str] = ()) -> list[str]:
    """Return the names of the files that `folder` holds, and `more`, as its description lists them."""
    return sorted({*_files(folder), *more})


def _give_name(temporary: Path, place: Path) -> None:
    """Give a folder its name; what was there goes when the new one is there."""
    if not place.exists():
        temporary.rename(place)
        return
    old = place.with_name(f".knooppunt-{os.urandom(8).hex()}")
    place.rename(old)
    try:
        temporary.rename(place)
    except OSError:
        old.rename(place)
        raise
    shutil.rmtree(old, ignore_errors=True)
