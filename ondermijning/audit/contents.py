"""The parts of two datasets that are not known to be the same, with all that they say."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from ondermijning.store.contents import CONTENTS
from ondermijning.table import UNKNOWN

if TYPE_CHECKING:
    from ondermijning.store import Store

_YES_OR_NO = ("gezamenlijk", "oplopend", "ruimer")


class Part(NamedTuple):
    """A part of a dataset: its sort, the values of its fields by name, its lists, and the parts inside it.

    Amounts are whole euros, UNKNOWN where no source gives them; a field that is left out is None.
    """

    onderdeel: str
    fields: Mapping[str, Any]
    lists: Mapping[str, list[str]]
    inside: "list[Part]"


def unequal(old: "Store", new: "Store") -> Iterator[tuple[Part | None, Part | None]]:
    """Yield the parts with an id that may differ, old beside new; None: it is not there.

    In the order of the new file, then of the old one.
    """
    for sort in CONTENTS:
        before, after = _fingerprints(old, sort), _fingerprints(new, sort)
        ids = [id_ for id_ in {**after, **before} if before.get(id_) != after.get(id_)]
        if ids:
            was, now = _parts(old, sort, ids), _parts(new, sort, ids)
            yield from ((was.get(id_), now.get(id_)) for id_ in ids)


def _fingerprints(store: "Store", sort: str) -> dict[str, bytes]:
    rows = store.rows("SELECT id, afdruk FROM vingerafdruk WHERE soort = ? ORDER BY nr", [sort])
    return {row[0]: row[1] for row in rows}


def _parts(store: "Store", sort: str, ids: Iterable[str]) -> dict[str, Part]:
    from json import dumps, loads

    rows = store.rows(
        f"SELECT id, inhoud FROM ({CONTENTS[sort]}) WHERE id IN (SELECT value FROM json_each(?))",
        [dumps(list(ids))],
    )
    return {row[0]: _part({"onderdeel": sort, **loads(row[1]), "id": row[0]}) for row in rows}


def _part(said: dict[str, Any]) -> Part:
    sort, inside = said.pop("onderdeel"), said.pop("onderdelen", [])
    lists = {name: value for name, value in said.items() if isinstance(value, list)}
    fields = {name: _value(name, value) for name, value in said.items() if name not in lists}
    return Part(sort, fields, lists, [_part(part) for part in inside])


def _value(name: str, value: Any) -> Any:
    if name in _YES_OR_NO and value is not None:
        return bool(value)
    if (name == "bedrag" and value is None) or (name == "speerpunten" and value == "onbekend"):
        return UNKNOWN
    return value
