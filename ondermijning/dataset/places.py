"""Where something stands: in a file, by line and column, and in its data, by the path to it."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import Any, NamedTuple

import yaml

from ondermijning.codes import Code
from ondermijning.text import visible

Path = tuple[str | int, ...]
"""The way to a value in the data: keys of mappings, indexes of lists."""

_NONE = object()

Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_STARTS = (yaml.MappingStartEvent, yaml.SequenceStartEvent)
_ENDS = (yaml.MappingEndEvent, yaml.SequenceEndEvent)
_NODES = (*_STARTS, yaml.ScalarEvent, yaml.AliasEvent)


class Place(NamedTuple):
    """A line and a column, both from 1."""

    line: int
    column: int


def place_of(event: Any) -> Place:
    """Return where an event of the parser starts."""
    return Place(event.start_mark.line + 1, event.start_mark.column + 1)


class Violation(NamedTuple):
    """What is wrong at a path in the data, by its code, and why (Dutch); its place where that is known."""

    path: Path
    code: Code
    message: str
    place: Place | None = None


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


def entries(data: Any, name: str, under: Path = ()) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Yield the path and the mapping of each entry of the list `data[name]`."""
    found = data.get(name)
    for index, entry in enumerate(found if isinstance(found, list) else []):
        if isinstance(entry, dict):
            yield (*under, name, index), entry


def claims(data: dict[str, Any]) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Yield the path and the mapping of everything that must have vindplaatsen."""
    for path, knooppunt in entries(data, "knooppunten"):
        for place, amount in entries(knooppunt, "financiering", path):
            yield place, amount
            for name in ("opbouw", "waarvan", "afwijkend"):
                yield from entries(amount, name, place)
        for name in ("speerpunten", "kengetallen", "onderbouwing"):
            yield from entries(knooppunt, name, path)
    for name in ("partners", "themas", "opgegeven_totalen"):
        yield from entries(data, name)


def places(raw: bytes, wanted: Iterable[Path]) -> dict[tuple[Path, bool], Place]:
    """Return where the wanted paths first stand in `raw`: (path, True) the key, (path, False) the value."""
    found: dict[tuple[Path, bool], Place] = {}
    left = set(wanted)
    for path, event, is_key in standing(raw) if left else ():
        if path in left:
            found[path, is_key] = place_of(event)
            if not is_key:
                left.remove(path)
        if not left:
            break
    return found


def standing(raw: bytes) -> Iterator[tuple[Path, Any, bool]]:
    """Yield the keys and values of a file as they come: the path, the event it starts with, whether a key.

    What is wrong with the file is known by then, and ends it.
    """
    steps: list[Any] = []  # in each container: the number of an item, a key, or None where a key comes next
    with suppress(yaml.YAMLError):
        for event in iter(Loader(raw).get_event, None):
            kind = type(event)
            if kind in _NODES:
                is_key = bool(steps) and steps[-1] is None
                if is_key:
                    steps[-1] = getattr(event, "value", "")
                elif steps and isinstance(steps[-1], int):
                    steps[-1] += 1
                yield tuple(steps), event, is_key
                if is_key:
                    continue
                if kind in _STARTS:
                    steps.append(None if kind is yaml.MappingStartEvent else -1)
                    continue
            elif kind in _ENDS:
                steps.pop()
            if steps and isinstance(steps[-1], str):
                steps[-1] = None  # its value is done
