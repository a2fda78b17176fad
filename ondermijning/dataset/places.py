"""Where something stands: in a file, by line and column, and in its data, by the path to it."""

from typing import Any, NamedTuple

from ondermijning.codes import Code
from ondermijning.text import visible

Path = tuple[str | int, ...]
"""The way to a value in the data: keys of mappings, indexes of lists."""

_NONE = object()


class Place(NamedTuple):
    """A line and a column, both from 1."""

    line: int
    column: int


class Refusal(NamedTuple):
    """What reading refused: where in the file, its code, where in the data, and why (Dutch)."""

    place: Place
    code: Code
    path: Path
    message: str


class Violation(NamedTuple):
    """A rule that is broken: the path of the value that breaks it, its code, and why (Dutch)."""

    path: Path
    code: Code
    message: str


def child(data: Any, step: str | int, default: Any = None) -> Any:
    """Return what stands in plain `data` at one step of a path, or `default` where nothing does."""
    if isinstance(data, dict):
        return data.get(step, default)
    if isinstance(data, list) and isinstance(step, int) and step < len(data):
        return data[step]
    return default


def existing(path: Path, data: Any) -> Path:
    """Return as much of `path` as there is in plain `data`."""
    for number, step in enumerate(path):
        data = child(data, step, _NONE)
        if data is _NONE:
            return path[:number]
    return path


def spelled(path: Path, data: Any) -> str:
    """Return a path as people read it, entries by their id: `knooppunten[haven-rotterdam].naam`."""
    words = ""
    for step in path:
        data = child(data, step)
        words += f".{_name(step)}" if isinstance(step, str) else f"[{_id(data) or step + 1}]"
    return words.removeprefix(".")


def _id(entry: Any) -> str:
    name = child(entry, "id")
    return visible(name) if isinstance(name, str) else ""


def _name(key: str) -> str:
    """Return a field's name; one that is no word in quotes, so that it is never a formula either."""
    plain = len(key) < 60 and key[:1] != "-" and key.replace("-", "_").isidentifier()
    return key if plain else f"'{visible(key)}'"
