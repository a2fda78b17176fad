"""The formats: each is an entry under its name in capitals, beside what draws it.

A format for people has a module `as_NAME`; those for programs share `machine`. A module is imported when its
format is asked for, and all of them only when all are listed.
"""

from collections.abc import Callable, Iterator
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from ondermijning.table import Report

NAMES = ("tabel", "tsv", "csv", "json", "jsonl", "yaml", "md", "html", "xlsx", "ods", "svg")
"""The formats that `-f` offers, in the order in which they are listed; `kaal` has an option of its own."""
_FOR_PROGRAMS = ("tsv", "csv", "kaal", "json", "jsonl", "yaml")


class Page(NamedTuple):
    """What an answer is drawn on: its width in characters, and what may be used on it.

    `empty` is what stands for unknown or nothing in the formats that take it.
    """

    width: int = 80
    colour: bool = False
    links: bool = False
    unicode: bool = True
    heading: bool = True
    empty: str = ""


class Format(NamedTuple):
    """A format: what it is (Dutch), the endings of file names that choose it, and what draws it.

    `render` yields a report on a page, piece by piece: bytes if the format is `binary`. A format `for_people`
    has notes, sources and a total row. Its text is in letters that their screen can show, unless it is
    `utf_8`, for the program that opens it. One that `takes_empty` leaves a field empty for unknown or
    nothing, unless the call says what stands there. Only some answers have one that `is_picture`.
    """

    name: str
    what: str
    endings: tuple[str, ...]
    render: Callable[["Report", Page], Iterator[str] | Iterator[bytes]]
    for_people: bool = False
    binary: bool = False
    utf_8: bool = False
    takes_empty: bool = False
    is_picture: bool = False


def named(name: str) -> Format:
    """Return the format of this name."""
    module = "machine" if name in _FOR_PROGRAMS else f"as_{name}"
    form: Format = getattr(import_module(f"{__name__}.{module}"), name.upper())
    return form


def offered(*, pictures: bool = True) -> dict[str, Format]:
    """Return the formats that `-f` offers, by name, with or without pictures."""
    return {form.name: form for form in map(named, NAMES) if pictures or not form.is_picture}


def endings(*, pictures: bool = True) -> list[str]:
    """Return the endings of file names that choose a format."""
    return [ending for form in offered(pictures=pictures).values() for ending in form.endings]


def by_ending(path: str) -> Format | None:
    """Return the format that the ending of a file's name chooses."""
    path = path.lower()
    called_so = sorted(NAMES, key=lambda name: not path.endswith(f".{name}"))  # so that it alone is imported
    return next((form for form in map(named, called_so) if path.endswith(form.endings)), None)
