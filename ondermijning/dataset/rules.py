"""What the parts of a dataset demand of each other: unique ids, existing references, sound amounts.

The rules look at plain data and pass over whatever has the wrong shape (the model tells of that), so
that one reading finds every error of a file.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from ondermijning.codes import Code
from ondermijning.dataset.entries import claims, entries
from ondermijning.dataset.money_rules import money_violations
from ondermijning.dataset.places import Path, Violation
from ondermijning.dataset.values import DATE_PATTERN
from ondermijning.text import did_you_mean, visible

_WAYS_OUT = "kies een andere naam of haal er een weg"
_MOST_COMPARED = 100_000
"""How many ids are compared with unknown ones, in all, to find one that comes near: about a second."""


def violations(data: Any) -> Iterator[Violation]:
    """Yield everything in plain `data` that breaks a rule between parts."""
    if not isinstance(data, dict):
        return
    for rule in _RULES:
        yield from rule(data)


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
            yield Violation(path, Code.DUBBEL, f"'{visible(word)}' komt al eerder voor; {_WAYS_OUT}")
        seen.add(word)


def _unique_aliases(data: dict[str, Any]) -> Iterator[Violation]:
    for name, what in (("knooppunten", "een knooppunt"), ("partners", "een partner")):
        ids = _ids(data, name)
        aliases = [item for path, entry in entries(data, name) for item in _texts(entry, "aliassen", path)]
        yield from _repeated(iter(aliases))
        for path, alias in aliases:
            if alias in ids:
                yield Violation(
                    path,
                    Code.DUBBEL,
                    f"alias '{visible(alias)}' is al het id van {what}; kies een andere alias",
                )


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
    ids = {name: _ids(data, name) for name in ("bronnen", "knooppunten", "themas", "partners")}
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
        if "valt_onder" in claim:
            yield (*path, "valt_onder"), "partners", claim["valt_onder"]
        for field in ("deelname", "geldt_voor", "omvat"):
            for place, word in _texts(claim, field, path):
                yield place, "knooppunten", word


def _real_dates(data: dict[str, Any]) -> Iterator[Violation]:
    found: list[tuple[Path, Any]] = [(("bijgewerkt",), data.get("bijgewerkt"))]
    found += [((*path, "datum"), bron.get("datum")) for path, bron in entries(data, "bronnen")]
    for path, day in found:
        if isinstance(day, str) and len(day) == len("2022-11-04") and re.fullmatch(DATE_PATTERN, day):
            try:
                date.fromisoformat(day)
            except ValueError:
                yield Violation(
                    path, Code.DATUM, f"'{visible(day)}' is geen bestaande datum; controleer de dag"
                )


def _circles(data: dict[str, Any]) -> Iterator[Violation]:
    """Yield one of the partners in each circle of partners that fall under each other."""
    above: dict[str, str] = {}
    paths: dict[str, Path] = {}
    for path, entry in entries(data, "partners"):
        id_, general = entry.get("id"), entry.get("valt_onder")
        if isinstance(id_, str) and isinstance(general, str):
            above[id_], paths[id_] = general, path
    cleared: set[str] = set()
    for word in above:
        passed: dict[str, None] = {}
        while word in above and word not in cleared and word not in passed:
            passed[word] = None
            word = above[word]
        if word in passed:
            steps = [*passed]
            circle = " → ".join([*steps[steps.index(word) :], word])
            message = f"valt via `valt_onder` onder zichzelf: {visible(circle, most=300)}; haal er één weg"
            yield Violation((*paths[word], "valt_onder"), Code.KRING, message)
        cleared.update(passed)


def _one_time(data: dict[str, Any]) -> Iterator[Violation]:
    for path, total in entries(data, "opgegeven_totalen"):
        if total.get("soort") == "structureel" and {"jaar", "vanaf"} <= total.keys():
            message = "geef `jaar` (alleen dat jaar) óf `vanaf` (elk jaar vanaf dan), niet allebei"
            yield Violation((*path, "vanaf"), Code.TEGENSTRIJDIG, message)


_RULES: tuple[Callable[[dict[str, Any]], Iterator[Violation]], ...] = (
    _unique_ids,
    _unique_aliases,
    _unique_in_lists,
    _references,
    _circles,
    _one_time,
    money_violations,
    _real_dates,
)
