"""The shape of plain data, held against the model: a `Dataset`, or what is wrong with it.

Pydantic keeps every error it finds, half a kilobyte each. A large dataset is therefore given to it in
pieces, so that a million errors take no more memory than the first thousand.
"""

from collections.abc import Iterator
from itertools import islice
from typing import Any, NamedTuple

from pydantic import ValidationError

from ondermijning.amounts import grouped
from ondermijning.dataset.messages import shape_violations
from ondermijning.dataset.model import Dataset
from ondermijning.dataset.places import Violation

_PIECE = 20_000
_MOST_IN_ENTRY = 100_000
_ERRORS_OF_A_MAPPING = 5
_LISTS = ("bronnen", "knooppunten", "partners", "themas", "opgegeven_totalen")
_EMPTY: dict[str, Any] = {"bijgewerkt": "2000", "bronnen": [], "knooppunten": []}


class _Piece(NamedTuple):
    """Some entries of the list `name`, the first one's index, and how many errors they may have."""

    name: str
    start: int
    entries: list[Any]
    weight: int


def validate(data: Any, most: int) -> tuple[Dataset | None, list[Violation]]:
    """Return plain `data` as a dataset, or None and its errors; past `most` not all of them."""
    if not isinstance(data, dict) or _weight(data) <= _PIECE:
        return _validate(data, most)
    dataset, found = _validate({**data, **{name: [] for name in _LISTS if _is_list(data, name)}}, most)
    for piece in _pieces(data):
        if len(found) >= most:
            break
        part, wrong = _validate_piece(piece, most)
        found += wrong
        if dataset is not None and part is not None:
            getattr(dataset, piece.name).extend(getattr(part, piece.name))
    return (None if found else dataset), found


def _validate(data: Any, most: int) -> tuple[Dataset | None, list[Violation]]:
    try:
        return Dataset.model_validate(data), []
    except ValidationError as error:
        return None, list(islice(shape_violations(error, data), most))


def _validate_piece(piece: _Piece, most: int) -> tuple[Dataset | None, list[Violation]]:
    if piece.weight > _MOST_IN_ENTRY:
        message = f"meer dan {grouped(_MOST_IN_ENTRY)} waarden in één onderdeel; splits het of haal ze weg"
        return None, [Violation((piece.name, piece.start), "te-veel", message)]
    part, found = _validate({**_EMPTY, piece.name: piece.entries}, most)
    return part, [violation._replace(path=_moved(violation.path, piece.start)) for violation in found]


def _moved(path: tuple[Any, ...], start: int) -> tuple[Any, ...]:
    name, index, *rest = path
    return (name, index + start, *rest)


def _is_list(data: dict[str, Any], name: str) -> bool:
    return isinstance(data.get(name), list)


def _pieces(data: dict[str, Any]) -> Iterator[_Piece]:
    """Yield the entries of all lists in pieces that weigh little; an entry that does not is alone."""
    for name in _LISTS:
        if not _is_list(data, name):
            continue
        start, entries, total = 0, list[Any](), 0
        for index, entry in enumerate(data[name]):
            weight = 1 + _weight(entry)
            if entries and total + weight > _PIECE:
                yield _Piece(name, start, entries, total)
                start, entries, total = index, [], 0
            entries.append(entry)
            total += weight
        if entries:
            yield _Piece(name, start, entries, total)


def _weight(part: Any) -> int:
    """Return about how many errors a part of the data can have at most."""
    if type(part) is dict:
        inner = [_weight(value) for value in part.values() if type(value) is dict or type(value) is list]
        return _ERRORS_OF_A_MAPPING + len(part) + sum(inner)
    if type(part) is list:
        return len(part) + sum([_weight(item) for item in part if type(item) is dict or type(item) is list])
    return 0
