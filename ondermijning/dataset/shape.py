"""The shape of plain data, held against the model entry by entry.

Pydantic keeps every error it finds, half a kilobyte each, and its parts take twice the room of plain data. So
an entry is validated as soon as it is read, its part is dropped, and reading stops at too many errors.
"""

from typing import Any, get_origin

from pydantic import ValidationError

from ondermijning.dataset.messages import shape_violations
from ondermijning.dataset.model import Dataset
from ondermijning.dataset.places import Violation
from ondermijning.dataset.reader import EnoughError, Reading, Watcher

_EMPTY: dict[str, Any] = {"bijgewerkt": "2022", "bronnen": [], "knooppunten": []}
_LISTS = [name for name, field in Dataset.model_fields.items() if get_origin(field.annotation) is list]


def read_shaped(raw: bytes, most: int, watcher: Watcher | None) -> tuple[Reading, list[Violation]]:
    """Read, and return all that has the wrong shape too; past `most` reading stops and not all is found."""
    found: list[Violation] = []
    lists: dict[str, list[Any]] = {}

    def validate(name: str, entries: list[Any], part: float) -> None:
        if watcher:
            watcher(part)
        if name in _LISTS and lists.setdefault(name, entries) is entries:  # and not another list of that name
            try:
                _dataset_with(name, entries[-1])
            except ValidationError as error:
                for wrong in shape_violations(error, {name: entries[-1:]}):
                    found.append(wrong._replace(path=(name, len(entries) - 1, *wrong.path[2:])))
                if len(found) > most:
                    raise EnoughError from error

    reading = Reading(raw, validate)
    if len(found) > most:
        reading.data = lists  # all that is known of it
    elif reading.data is None:
        found.clear()
    else:
        found += _misshapen_around(reading.data)
    return reading, found


def _dataset_with(name: str, entry: Any) -> Dataset:
    """Return a dataset of one entry."""
    return Dataset.model_validate({**_EMPTY, name: [entry]})


def _misshapen_around(data: Any) -> list[Violation]:
    """Return what is wrong with the dataset around the entries of its lists."""
    if isinstance(data, dict):
        data = {
            name: [] if name in _LISTS and isinstance(value, list) else value for name, value in data.items()
        }
    try:
        Dataset.model_validate(data)
    except ValidationError as error:
        return list(shape_violations(error, data))
    return []
