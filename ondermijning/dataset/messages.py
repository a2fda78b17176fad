"""What pydantic finds wrong with the shape of the data, as Dutch sentences with a path into the data."""

import re
from collections.abc import Callable, Iterator
from math import isfinite
from typing import Any, get_args
from urllib.parse import quote

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from ondermijning.amounts import grouped
from ondermijning.codes import Code
from ondermijning.dataset.model import Dataset
from ondermijning.dataset.part import (
    DATE_OR_UNKNOWN_PATTERN,
    DATE_PATTERN,
    PLAATS_PATTERN,
    SLUG_PATTERN,
    URL_PATTERN,
)
from ondermijning.dataset.places import Path, Violation, existing
from ondermijning.text import UNSAFE, any_of, did_you_mean, fold, is_formula, visible


def shape_violations(error: ValidationError, data: Any) -> Iterator[Violation]:
    """Yield each of pydantic's errors over the data of a dataset as a violation with a Dutch message."""
    for details in error.errors(include_url=False):
        code, describe = _BY_TYPE[details["type"]]
        path = _path(details["loc"], data)
        if details["type"] == "missing":
            path = (*path, details["loc"][-1])
        elif details["type"].startswith("union_tag"):
            path = (*path, "soort")
        yield Violation(path, code, describe(details))


def _path(loc: tuple[int | str, ...], data: Any) -> Path:
    """Return pydantic's location without the union branches in it, which the data does not have."""
    path: list[int | str] = []
    for step in loc:
        if existing((step,), data):
            data = data[step]
            path.append(step)
    return tuple(path)


def _part(loc: tuple[int | str, ...]) -> tuple[type[BaseModel], list[type[BaseModel]]]:
    """Return the part at pydantic's location, and the other branches of its union, if it is in one."""
    parts: list[type[BaseModel]] = [Dataset]
    others: list[type[BaseModel]] = []
    for step in loc:
        if isinstance(step, int) or step in ("word", "other"):
            continue
        if len(parts) > 1:  # the branch of a union, by its `soort`
            others = [part for part in parts if step not in _kinds(part)]
            parts = [part for part in parts if step in _kinds(part)]
        else:
            parts, others = list(_parts_in(parts[0].model_fields[step].annotation)), []
    return parts[0], others


def _kinds(part: type[BaseModel]) -> list[str]:
    """Return what the `soort` of a part in a union may be."""
    return list(get_args(part.model_fields["soort"].annotation))


def _parts_in(annotation: Any) -> Iterator[type[BaseModel]]:
    """Yield the parts that a field may hold."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from _parts_in(inner)


def _shown(value: Any) -> str:
    """Name a value in an error: its word, or what sort of thing it is."""
    if value is None:
        return "leeg"
    if isinstance(value, bool):
        return f"{str(value).lower()} (ja/nee)"
    if isinstance(value, float) and not isfinite(value):
        return "een getal zonder waarde (.nan of .inf)"
    if isinstance(value, int | float):
        return f"{visible(str(value)) if abs(value) < 10**20 else 'zo groot'} (getal)"
    if isinstance(value, str):
        return f"'{visible(value)}' (tekst)" if value else "lege tekst"
    return "een lijst" if isinstance(value, list) else "een groep velden"


def _must_be(what: str, how: str = "") -> "Describe":
    return lambda details: f"moet {what} zijn{how}, niet {_shown(details['input'])}"


def _unknown_field(details: ErrorDetails) -> str:
    name = str(details["loc"][-1])
    part, others = _part(details["loc"][:-1])
    for other in others:
        if name in other.model_fields:
            rather = [field for field in part.model_fields if field not in other.model_fields]
            instead = f" (dat heeft {', '.join(rather)})" if rather else ""
            return f"'{name}' hoort bij {any_of(_kinds(other))}, niet bij {any_of(_kinds(part))}{instead}"
    hint = did_you_mean(name[:100], part.model_fields) or f" Toegestaan zijn: {', '.join(part.model_fields)}."
    return f"onbekend veld '{visible(name)}'.{hint}"


_OTHER_BRANCH = {"bedrag": "een geheel getal zonder aanhalingstekens", "speerpunten": "een lijst"}


def _choice(details: ErrorDetails) -> str:
    context = details.get("ctx", {})
    words = re.findall(r"'([^']*)'", str(context.get("expected") or context.get("expected_tags")))
    given = details["input"]
    if isinstance(given, dict):  # a union that is told apart by its `soort`
        given = given.get("soort")
    hint = did_you_mean(given[:100], words) if isinstance(given, str) else ""
    must = f"moet {any_of(words)} zijn"
    if details["loc"][-1] == "word":  # the other branch of the union is open as well
        other = _OTHER_BRANCH.get(str(details["loc"][-2]), "een lijst van id's")
        must = f"moet het woord {any_of(words)} zijn of {other}"
    return f"{must}, niet {_shown(given)}.{hint}".removesuffix(".")


def _text(details: ErrorDetails) -> str:
    value, pattern = str(details["input"]), details.get("ctx", {}).get("pattern")
    shown = f"'{visible(value)}'"
    if not value.strip():
        return f"dit veld is leeg; vul het in{'' if _is_required(details['loc']) else ' of haal het weg'}"
    if pattern == SLUG_PATTERN:
        slug = re.sub("[^a-z0-9]+", "-", fold(value))[:80].strip("-")
        instead = f"; schrijf bijvoorbeeld {slug}" if slug else ""
        may = "kleine letters (a-z), cijfers en losse streepjes"
        return f"mag alleen bestaan uit {may}, niet {shown}{instead}"
    if pattern in (DATE_PATTERN, DATE_OR_UNKNOWN_PATTERN):
        unknown = ", of het woord onbekend" if pattern == DATE_OR_UNKNOWN_PATTERN else ""
        return f'moet een datum zijn zoals "2022-11-04", "2022-11" of "2022"{unknown}, niet {shown}'
    if pattern == URL_PATTERN:
        return f"moet een webadres zijn dat met https:// begint, niet {shown}{_coded(value)}"
    if value[0].isspace():
        return "begint met witruimte; haal die weg"
    if is_formula(value):
        return f"begint met '{value[0]}'; een spreadsheet ziet dat als een formule. Begin met een woord"
    if "\n" in value:
        return "tekst mag geen regeleinde bevatten; gebruik >- om lange tekst af te breken"
    if re.search(f"[{UNSAFE}]", value):
        return f"tekst mag geen stuurteken bevatten; haal het weg uit {shown}"
    if pattern == PLAATS_PATTERN and "|" in value:
        return f"een plaats mag geen | bevatten, want dat teken scheidt plaatsen: {shown}"
    return f"begint met een onzichtbaar teken (U+{ord(value[0]):04X}); haal dat weg"


def _is_required(loc: tuple[int | str, ...]) -> bool:
    """Whether the field at pydantic's location has to be there; an item of a list does not."""
    return isinstance(loc[-1], str) and _part(loc[:-1])[0].model_fields[loc[-1]].is_required()


def _coded(address: str) -> str:
    """Return how to write the first character in a web address that may not stand there as it is."""
    sound = re.match(URL_PATTERN.removesuffix("$"), address)
    wrong = address[sound.end()] if sound else ""
    return f". Schrijf '{visible(wrong)}' als {quote(wrong, safe='', errors='replace')}." if wrong else ""


def _too_long(details: ErrorDetails) -> str:
    return f"is langer dan {grouped(details['ctx']['max_length'])} tekens; kort de tekst in"


def _out_of_bounds(details: ErrorDetails) -> str:
    ((way, number),) = details["ctx"].items()
    bound = grouped(number) if number >= 10_000 else str(number)  # a year has no point
    return f"{_BOUNDS[way]} {bound} zijn, niet {_shown(details['input'])}"


def _lacking(details: ErrorDetails) -> str:
    """Say what is missing: a field, or something in a list."""
    name = details["loc"][-1]
    if name == "vindplaatsen":
        return "er ontbreekt een vindplaats; zet erbij welke bron dit zegt"
    if details["type"] == "missing":
        return f"veld '{name}' ontbreekt"
    return "deze lijst is leeg; zet er minstens één id in"


_BOUNDS = {"ge": "moet minstens", "le": "mag hoogstens"}
_PART = _must_be("een groep velden", " (naam: waarde)")
_WHOLE = _must_be("een geheel getal", " (zonder aanhalingstekens)")
Describe = Callable[[ErrorDetails], str]

_BY_TYPE: dict[str, tuple[Code, Describe]] = {
    "missing": (Code.VELD_ONTBREEKT, _lacking),
    "extra_forbidden": (Code.VELD_ONBEKEND, _unknown_field),
    "literal_error": (Code.KEUZE, _choice),
    "union_tag_invalid": (Code.KEUZE, _choice),
    "union_tag_not_found": (Code.VELD_ONTBREEKT, lambda _: "veld 'soort' ontbreekt"),
    "string_type": (Code.TYPE, _must_be("tekst", " (zo nodig tussen aanhalingstekens)")),
    "int_type": (Code.TYPE, _WHOLE),
    "int_from_float": (Code.TYPE, _WHOLE),
    "int_parsing_size": (Code.TYPE, _WHOLE),
    "bool_type": (Code.TYPE, _must_be("true of false")),
    "list_type": (Code.TYPE, _must_be("een lijst")),
    "model_type": (Code.TYPE, _PART),
    "model_attributes_type": (Code.TYPE, _PART),
    "dict_type": (Code.TYPE, _PART),
    "string_pattern_mismatch": (Code.TEKST, _text),
    "string_too_long": (Code.TEKST, _too_long),
    "greater_than_equal": (Code.GRENS, _out_of_bounds),
    "less_than_equal": (Code.GRENS, _out_of_bounds),
    "too_short": (Code.TE_WEINIG, _lacking),
}
