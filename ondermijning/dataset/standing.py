"""Where keys and values stand in a file that has been read before, with the paths to them."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import Any, NamedTuple

import yaml

from ondermijning.dataset.places import Path, Place
from ondermijning.dataset.reader import ENDS, STARTS, events, place_of

_NODES = STARTS | {yaml.ScalarEvent, yaml.AliasEvent}


class Places(NamedTuple):
    """Where the value at a path stands, and the key that names it."""

    values: dict[Path, Place]
    keys: dict[Path, Place]


class Standing(NamedTuple):
    """A key, or a value, at a path: the event of the parser that it starts with."""

    path: Path
    event: Any
    is_key: bool


def places(raw: bytes, wanted: Iterable[Path]) -> Places:
    """Return where the wanted paths first stand in `raw`."""
    found, left = Places({}, {}), set(wanted)
    for path, event, is_key in standing(raw):
        if not left:
            break
        if path in left:
            (found.keys if is_key else found.values)[path] = place_of(event)
            if not is_key:
                left.remove(path)
    return found


def standing(raw: bytes) -> Iterator[Standing]:
    """Yield the keys and values of a file as they come; what is wrong with it is known, and ends it."""
    steps: list[Any] = []  # in each container: the index of an item, a key, or None where a key comes next
    with suppress(yaml.YAMLError):
        for event in events(raw):
            kind = type(event)
            if kind in ENDS:
                steps.pop()
            elif kind not in _NODES:
                continue
            elif steps and steps[-1] is None:
                steps[-1] = getattr(event, "value", "")
                yield Standing(tuple(steps), event, is_key=True)
                continue
            else:
                if steps and isinstance(steps[-1], int):
                    steps[-1] += 1
                yield Standing(tuple(steps), event, is_key=False)
                if kind in STARTS:
                    steps.append(None if kind is yaml.MappingStartEvent else -1)
                    continue
            if steps and isinstance(steps[-1], str):
                steps[-1] = None
