"""The entries of plain data, each with the path to it; what has another shape is passed over."""

from collections.abc import Iterator
from typing import Any

from ondermijning.dataset.places import Path

Entry = tuple[Path, dict[str, Any]]


def entries(data: Any, name: str, under: Path = ()) -> Iterator[Entry]:
    """Yield the path and the mapping of each entry of the list `data[name]`."""
    found = data.get(name)
    for index, entry in enumerate(found if isinstance(found, list) else []):
        if isinstance(entry, dict):
            yield (*under, name, index), entry


def claims(data: dict[str, Any]) -> Iterator[Entry]:
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
