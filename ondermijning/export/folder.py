"""A folder written whole or not at all, and one of our own replaced by a newer one."""

import json
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from shutil import copymode, rmtree

from ondermijning.files import MEGABYTE, STANDARD_INPUT, read_bytes
from ondermijning.leaving import temporary, uncut
from ondermijning.problems import UnreadableError
from ondermijning.text import visible
from ondermijning.writing import unwritable

DESCRIPTOR, MAKER = "datapackage.json", "knooppunt exporteer"
"""The file that says what is in an exported folder, and who it says has made it."""

_LARGEST_DESCRIPTOR = 16 * MEGABYTE


@contextmanager
def whole_folder(path: str, *, overwrite: bool, inputs: Iterable[str]) -> Iterator[Path]:
    """Give a hidden folder to fill, which gets the name `path` when that is done. Raises UnreadableError.

    Where it is not done, nothing stays. A link is followed. With `overwrite` it takes the place, and the
    mode, of an empty folder, or of one that an earlier call made and that nobody has put anything else in;
    never of one in which the call is made, or that holds one of `inputs`, which it reads.
    """
    place, name = Path(os.path.realpath(path)), visible(path, most=1000)
    aside = place.with_name(f".knooppunt-{place.name}")
    try:
        if not os.path.lexists(place):
            with suppress(OSError, UnreadableError):  # there where a call was killed while it replaced it
                _demand_own(aside, name)
                aside.rename(place)
        if there := os.path.lexists(place):
            _demand_replaceable(place, name, inputs, overwrite=overwrite)
        with temporary(str(place.parent)) as hidden:
            new = Path(hidden)
            new.mkdir()
            yield new
            if there:
                _replace(place, new, aside, name)
            else:
                new.rename(place)
    except OSError as error:
        raise unwritable(path, error) from error


def _demand_replaceable(place: Path, name: str, inputs: Iterable[str], *, overwrite: bool) -> None:
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
    read = (os.path.realpath(path) for path in inputs if path != STANDARD_INPUT)
    if any(Path(path).is_relative_to(place) for path in (os.getcwd(), *read)):
        raise UnreadableError(f"{name}: dit is uw werkmap of de map van de dataset; kies een andere map")
    _demand_own(place, name)


def _demand_own(place: Path, name: str) -> None:
    """Raise UnreadableError where a folder holds anything that is not of an export."""
    listed: set[str] = set()
    with suppress(UnreadableError, ValueError, TypeError, KeyError, RecursionError):
        described = json.loads(read_bytes(str(place / DESCRIPTOR), _LARGEST_DESCRIPTOR))
        if described["gemaakt_met"] == MAKER:
            listed = set(map(str, described["bestanden"]))
    names = files_in(place) if listed else set(os.listdir(place))
    if strange := sorted(names - listed):
        raise UnreadableError(
            f"{name}: in deze map staat iets dat niet van een export is ({visible(strange[0])}); "
            "kies een andere map, of haal het er eerst uit"
        )


def files_in(place: Path) -> set[str]:
    """Return all that is in a folder, by its path from there; of folders only those that are empty."""
    return {
        str(path.relative_to(place))
        for path in place.rglob("*")
        if path.is_symlink() or not path.is_dir() or not any(path.iterdir())
    }


def _replace(place: Path, new: Path, aside: Path, name: str) -> None:
    """Put a folder in the place of another, unless that turns out to hold what is not ours."""
    with uncut():
        copymode(place, new)
        _trade(place, new, aside)
        try:
            _demand_own(new, name)  # nothing can come into it any more by its name
        except BaseException:
            _trade(place, new, aside)
            raise


def _trade(place: Path, new: Path, aside: Path) -> None:
    """Let two folders trade names: at once, or one by one where the system knows no other way."""
    if not _trade_at_once(bytes(place), bytes(new)):
        if aside.is_dir():  # left by a call that was killed at the end of this
            _demand_own(aside, visible(aside.name))
            rmtree(aside)
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
