"""What the parts of a dataset demand of each other: unique ids, existing references, sound amounts.

The rules look at plain data and pass over whatever has the wrong shape (the model tells of that), so
that one reading finds every error of a file.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any

from ondermijning.codes import Code
from ondermijning.dataset.money_rules import money_violations
from ondermijning.dataset.part import DATE_PATTERN
from ondermijning.dataset.places import Path, Violation, claims, entries
from ondermijning.text import did_you_mean, visible

_MOST_COMPARED = 100_000
"""How many ids are compared with unknown ones, in all, to find one that comes near: about a second."""


def violations(data: Any) -> Iterator[Violation]:
    """Yield everything in plain `data` that breaks a rule between parts."""
    for rule in _RULES if isinstance(data, dict) else ():
        yield from rule(data)


def _ids(data: dict[str, Any], name: str) -> list[tuple[Path, str]]:
    found = [((*path, "id"), entry.get("id")) for path, entry in entries(data, name)]
    return [(path, word) for path, word in found if isinstance(word, str)]


def _texts(entry: dict[str, Any], name: str, path: Path) -> Iterator[tuple[Path, str]]:
    found = entry.get(name)
    for index, item in enumerate(found if isinstance(found, list) else []):
        if isinstance(item, str):
            yield (*path, name, index), item


def _unique(data: dict[str, Any]) -> Iterator[Violation]:
    for name in ("bronnen", "knooppunten", "partners", "themas"):
        yield from _repeated(_ids(data, name))
    for name, what in (("knooppunten", "een knooppunt"), ("partners", "een partner")):
        aliases = [found for path, entry in entries(data, name) for found in _texts(entry, "aliassen", path)]
        yield from _repeated(aliases)
        ids = {word for _, word in _ids(data, name)}
        for path, alias in aliases:
            if alias in ids:
                message = f"alias '{visible(alias)}' is al het id van {what}; kies een andere alias"
                yield Violation(path, Code.DUBBEL, message)
    for name, field in (
        ("knooppunten", "plaatsen"),
        ("partners", "deelname"),
        ("themas", "geldt_voor"),
        ("opgegeven_totalen", "omvat"),
    ):
        for path, entry in entries(data, name):
            yield from _repeated(_texts(entry, field, path))


def _repeated(found: Iterable[tuple[Path, str]]) -> Iterator[Violation]:
    seen: set[str] = set()
    for path, word in found:
        if word in seen:
            message = f"'{visible(word)}' komt al eerder voor; kies een andere naam of haal er een weg"
            yield Violation(path, Code.DUBBEL, message)
        seen.add(word)


def _references(data: dict[str, Any]) -> Iterator[Violation]:
    lists = ("bronnen", "knooppunten", "themas", "partners")
    ids = {name: {word for _, word in _ids(data, name)} for name in lists}
    compared = 0
    for path, field, name, word in _referring(data):
        if isinstance(word, str) and word not in ids[name]:
            compared += len(ids[name])
            hint = did_you_mean(word[:100], ids[name]) if compared <= _MOST_COMPARED else ""
            hint = hint or f" Het moet een id uit {name} zijn."
            message = f"'{visible(word)}' staat niet in {name}.{visible(hint, most=300)}"
            yield Violation((*path, field), Code.VERWIJZING, message)


def _referring(data: dict[str, Any]) -> Iterator[tuple[Path, str | int, str, Any]]:
    """Yield every reference: the path of what it is in, its field, the list it refers to, the id it gives."""
    for path, claim in claims(data):
        for place, vindplaats in entries(claim, "vindplaatsen", path):
            yield place, "bron", "bronnen", vindplaats.get("bron")
        for field, name in (("thema", "themas"), ("werk", "bronnen"), ("valt_onder", "partners")):
            if field in claim:
                yield path, field, name, claim[field]
        for field in ("deelname", "geldt_voor", "omvat"):
            if field in claim:
                for where, word in _texts(claim, field, path):
                    yield where[:-1], where[-1], "knooppunten", word


def _real_dates(data: dict[str, Any]) -> Iterator[Violation]:
    found: list[tuple[Path, Any]] = [(("bijgewerkt",), data.get("bijgewerkt"))]
    found += [((*path, "datum"), bron.get("datum")) for path, bron in entries(data, "bronnen")]
    for path, day in found:
        if isinstance(day, str) and len(day) == len("2022-11-04") and re.fullmatch(DATE_PATTERN, day):
            try:
                date.fromisoformat(day)
            except ValueError:
                message = f"'{visible(day)}' is geen bestaande datum; controleer de dag"
                yield Violation(path, Code.DATUM, message)


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
    _unique,
    _references,
    _circles,
    _one_time,
    money_violations,
    _real_dates,
)
