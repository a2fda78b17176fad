"""The shape of plain data, held against the model entry by entry.

Pydantic keeps every error it finds, half a kilobyte each, and its parts take twice the room of plain data. So
an entry is validated as soon as it is read, and reading stops where there are too many errors; a part is
made of it when it is asked for.
"""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any, get_args, get_origin

from pydantic import TypeAdapter, ValidationError, create_model

from ondermijning.amounts import grouped
from ondermijning.codes import Code
from ondermijning.dataset.messages import shape_violations
from ondermijning.dataset.model import Dataset
from ondermijning.dataset.part import Part
from ondermijning.dataset.places import Violation, child
from ondermijning.dataset.reader import Reading, Watcher

_MOST_IN_ENTRY = 100_000

_ADAPTERS: dict[str, TypeAdapter[Any]] = {
    name: TypeAdapter(get_args(field.annotation)[0])
    for name, field in Dataset.model_fields.items()
    if get_origin(field.annotation) is list
}
"""What validates an entry of each list of the dataset."""

_FRAME: dict[str, Any] = {
    name: (list if name in _ADAPTERS else field.annotation, field)
    for name, field in Dataset.model_fields.items()
}
_Frame = create_model("_Frame", __base__=Part, **_FRAME)
"""The dataset, whatever its lists hold."""


class _Parts(Sequence[Any]):
    """The entries of a sound list as parts of the model, each made when it is taken."""

    def __init__(self, name: str, entries: list[Any]) -> None:
        self._make, self._entries = _ADAPTERS[name].validate_python, entries

    def __len__(self) -> int:
        return len(self._entries)

    def __getitem__(self, index: Any) -> Any:
        return self._make(self._entries[index])


def dataset_of(data: dict[str, Any]) -> Dataset:
    """Return plain, sound data as a dataset."""
    lists = {name: _Parts(name, data.get(name, [])) for name in _ADAPTERS}
    return Dataset.model_construct(**{**data, **lists})


def misshapen(reading: Reading, most: int, watcher: Watcher | None = None) -> list[Violation]:
    """Read, and return all that has the wrong shape; past `most` reading stops and not all is found."""
    found: list[Violation] = []
    done = dict.fromkeys(_ADAPTERS, 0)
    for name, entries, weight in reading.entries(watcher):
        if name in done and reading.data[name] is entries:  # and not another list of that name
            found += _misshapen_entries(name, entries, done[name], weight)
            done[name] = len(entries)
            if len(found) > most:
                around = _misshapen_frame(reading.data)  # in which the fields to come are missing
                return [wrong for wrong in around if wrong.code != Code.VELD_ONTBREEKT] + found
    if reading.data is None:
        return []
    for name, start in done.items():
        if isinstance(entries := child(reading.data, name), list):
            found += islice(_misshapen_entries(name, entries, start), most + 1 - len(found))
    return _misshapen_frame(reading.data) + found


def _misshapen_frame(data: Any) -> list[Violation]:
    """Return what is wrong with the dataset around its entries."""
    try:
        _Frame.model_validate(data)
    except ValidationError as error:
        return list(shape_violations(error, data))
    return []


def _misshapen_entries(name: str, entries: list[Any], start: int, weight: int = 0) -> Iterator[Violation]:
    """Yield what is wrong with the entries from `start` on, of which the last has that weight."""
    for index in range(start, len(entries)):
        if weight > _MOST_IN_ENTRY and index == len(entries) - 1:
            most = grouped(_MOST_IN_ENTRY)
            message = f"meer dan {most} waarden in één onderdeel; splits het of haal ze weg"
            yield Violation((name, index), Code.TE_VEEL, message)
            return
        try:
            _ADAPTERS[name].validate_python(entries[index])
        except ValidationError as error:
            yield from shape_violations(error, entries[index], (name, index))
