"""What the parts of a dataset demand of each other: unique ids, existing references, no double amounts.

The rules look at plain data and pass over whatever has the wrong shape (the model tells of that), so
that one reading finds every error of a file.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from ondermijning.dataset.places import Path, Violation
from ondermijning.dataset.values import DATE_PATTERN
from ondermijning.problems import Code
from ondermijning.text import any_of, did_you_mean, visible

Entry = tuple[Path, dict[str, Any]]

_MOST_COMPARED = 100_000
"""How many ids are compared with unknown ones, in all, to find one that comes near: about a second."""


def violations(data: Any) -> Iterator[Violation]:
    """Yield everything in plain `data` that breaks a rule between parts."""
    if not isinstance(data, dict):
        return
    for rule in _RULES:
        yield from rule(data)


def entries(data: Any, name: str, under: Path = ()) -> Iterator[Entry]:
    """Yield the path and the mapping of each entry of the list `data[name]`."""
    found = data.get(name)
    for index, entry in enumerate(found if isinstance(found, list) else []):
        if isinstance(entry, dict):
            yield (*under, name, index), entry


def claims(data: dict[str, Any]) -> Iterator[Entry]:
    """Yield the path and the mapping of everything that must have vindplaatsen."""
    for path, knooppunt in entries(data, "knooppunten"):
        for name in ("financiering", "speerpunten", "kengetallen", "onderbouwing"):
            yield from entries(knooppunt, name, path)
    for name in ("partners", "themas", "opgegeven_totalen"):
        yield from entries(data, name)


def _ids(data: dict[str, Any], name: str) -> set[str]:
    return {entry["id"] for _, entry in entries(data, name) if isinstance(entry.get("id"), str)}


def _texts(entry: dict[str, Any], name: str, path: Path) -> Iterator[tuple[Path, str]]:
    found = entry.get(name)
    for index, item in enumerate(found if isinstance(found, list) else []):
        if isinstance(item, str):
            yield (*path, name, index), item


def _unique_ids(data: dict[str, Any]) -> Iterator[Violation]:
    for name in ("bronnen", "knooppunten", "partners", "themas"):
        yield from _repeated(
            ((*path, "id"), entry["id"])
            for path, entry in entries(data, name)
            if isinstance(entry.get("id"), str)
        )


def _repeated(found: Iterator[tuple[Path, str]]) -> Iterator[Violation]:
    seen: set[str] = set()
    for path, word in found:
        if word in seen:
            yield Violation(path, Code.DUBBEL, f"'{visible(word)}' komt al eerder voor")
        seen.add(word)


def _unique_aliases(data: dict[str, Any]) -> Iterator[Violation]:
    ids = _ids(data, "knooppunten")
    aliases = [
        item
        for path, knooppunt in entries(data, "knooppunten")
        for item in _texts(knooppunt, "aliassen", path)
    ]
    yield from _repeated(iter(aliases))
    for path, alias in aliases:
        if alias in ids:
            yield Violation(path, Code.DUBBEL, f"alias '{visible(alias)}' is al het id van een knooppunt")


def _unique_in_lists(data: dict[str, Any]) -> Iterator[Violation]:
    lists = {
        "knooppunten": "plaatsen",
        "partners": "deelname",
        "themas": "geldt_voor",
        "opgegeven_totalen": "omvat",
    }
    for name, field in lists.items():
        for path, entry in entries(data, name):
            yield from _repeated(_texts(entry, field, path))


def _references(data: dict[str, Any]) -> Iterator[Violation]:
    ids = {name: _ids(data, name) for name in ("bronnen", "knooppunten", "themas")}
    compared = 0
    for path, name, word in _referring(data):
        if isinstance(word, str) and word not in ids[name]:
            compared += len(ids[name])
            hint = did_you_mean(word[:100], ids[name]) if compared <= _MOST_COMPARED else ""
            hint = hint or f" Het moet een id uit {name} zijn."
            message = f"'{visible(word)}' staat niet in {name}.{visible(hint, most=300)}"
            yield Violation(path, Code.VERWIJZING, message)


def _referring(data: dict[str, Any]) -> Iterator[tuple[Path, str, Any]]:
    """Yield every reference: its path, the list it refers to, and the id it gives."""
    for path, claim in claims(data):
        for place, vindplaats in entries(claim, "vindplaatsen", path):
            yield (*place, "bron"), "bronnen", vindplaats.get("bron")
        if "thema" in claim:
            yield (*path, "thema"), "themas", claim["thema"]
        if "werk" in claim:
            yield (*path, "werk"), "bronnen", claim["werk"]
        for field in ("deelname", "geldt_voor", "omvat"):
            for place, word in _texts(claim, field, path):
                yield place, "knooppunten", word


def _single_amounts(data: dict[str, Any]) -> Iterator[Violation]:
    for path, knooppunt in entries(data, "knooppunten"):
        seen: set[tuple[Any, ...]] = set()
        for place, amount in entries(knooppunt, "financiering", path):
            kind, year = amount.get("soort"), amount.get("jaar")
            if kind == "structureel":
                if (kind,) in seen:
                    message = "een tweede structureel bedrag voor dit knooppunt; zet het bij het eerste"
                    yield Violation(place, Code.DUBBEL_BEDRAG, message)
                seen.add((kind,))
            elif kind == "eenmalig" and isinstance(year, int):
                found = [place.get("bron") for _, place in entries(amount, "vindplaatsen")]
                sources = {bron for bron in found if isinstance(bron, str)}
                again = sorted(bron for bron in sources if (year, bron) in seen)
                if again:
                    yield Violation(
                        place,
                        Code.DUBBEL_BEDRAG,
                        f"een tweede eenmalig bedrag voor dit knooppunt en {year} "
                        f"uit dezelfde bron ({visible(any_of(again))}); tel ze samen of haal er een weg",
                    )
                seen.update((year, bron) for bron in sources)


def _real_dates(data: dict[str, Any]) -> Iterator[Violation]:
    found: list[tuple[Path, Any]] = [(("bijgewerkt",), data.get("bijgewerkt"))]
    found += [((*path, "datum"), bron.get("datum")) for path, bron in entries(data, "bronnen")]
    for path, day in found:
        if isinstance(day, str) and len(day) == len("2022-11-04") and re.fullmatch(DATE_PATTERN, day):
            try:
                date.fromisoformat(day)
            except ValueError:
                yield Violation(path, Code.DATUM, f"'{visible(day)}' is geen bestaande datum")


_RULES: tuple[Callable[[dict[str, Any]], Iterator[Violation]], ...] = (
    _unique_ids,
    _unique_aliases,
    _unique_in_lists,
    _references,
    _single_amounts,
    _real_dates,
)
