"""Of any dataset: no difference where nothing else is said, and one wherever something is."""

import copy
import json
import random
import re
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache
from typing import Any

import pytest
import yaml
from conftest import DATASET
from hypothesis import given, settings
from hypothesis import strategies as st

from ondermijning import dataset
from ondermijning.audit.difference import difference
from ondermijning.dataset.schema import schema, template
from ondermijning.problems import DatasetError
from ondermijning.store import Store
from ondermijning.store.making import build

SHIPPED = yaml.safe_load(DATASET.read_text(encoding="utf-8"))
# Every field there is: what the template has in its comments too.
EVERY_FIELD = yaml.safe_load(
    re.sub(r"^( +)# (?=( +)?(afwijkend:|- |bron|toel|vind))", r"\1", template("2026-11-24"), flags=re.M)
)
ORDERED = ("opbouw",)
"""Lists whose order is a rule."""

Path = tuple[str | int, ...]


def built(data: Any) -> Store:
    """Return a dataset as a store; raises DatasetError where it is not sound."""
    return Store(build(dataset.load(json.dumps(data).encode(), "data.yaml").data))


def rows(old: Store, new: Store) -> list[Any]:
    return list(difference(old, new, ("oud", "nieuw")).rows)


def shuffled(value: Any, order: random.Random, name: str = "") -> Any:
    """Return a value with the fields of its parts and the items of its lists in another order."""
    if isinstance(value, dict):
        names = order.sample(list(value), len(value))
        return {name: shuffled(value[name], order, name) for name in names}
    if isinstance(value, list):
        items = value if name in ORDERED else order.sample(value, len(value))
        return [shuffled(item, order) for item in items]
    return value


@cache
def stores() -> dict[str, Store]:
    return {"shipped": built(SHIPPED), "every field": built(EVERY_FIELD)}


@settings(max_examples=15)
@given(
    order=st.randoms(use_true_random=False),
    flow=st.sampled_from([None, True, False]),
    quotes=st.sampled_from([None, '"']),
    width=st.sampled_from([40, 10_000]),
)
def test_moved_reordered_and_reformatted_is_no_difference(
    order: random.Random, flow: bool | None, quotes: str | None, width: int
) -> None:
    how: Any = {"default_flow_style": flow, "default_style": quotes, "width": width}
    for name, data in (("shipped", SHIPPED), ("every field", EVERY_FIELD)):
        text = yaml.dump(shuffled(data, order), allow_unicode=True, sort_keys=False, **how)
        text = re.sub(r'!!\w+ "(.*?)"', r"\1", text)  # how PyYAML says that what it quotes is no text
        text = re.sub(r"\b(\d{2,})000\b(?=[\n,}])", r"\1_000", text) + "# einde\n"
        with Store(build(dataset.load(text.encode(), "data.yaml").data)) as other:
            assert rows(stores()[name], other) == []
            assert rows(other, stores()[name]) == []


def leaves(value: Any, path: Path = ()) -> Iterator[Path]:
    """Yield where the values of fields and lists stand, and the items of lists."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in inner:
        if isinstance(value, list):
            yield (*path, key)
        yield from leaves(item, (*path, key))
    if path and not isinstance(value, dict | list):
        yield path


def at(data: Any, path: Path) -> Any:
    for key in path:
        data = data[key]
    return data


def others(data: Any, path: Path) -> Iterator[Any]:
    """Yield the data with something else in a place, sound or not: another value, or none."""
    value, field = at(data, path), path[-1]
    if isinstance(value, str):  # an id, wherever it is named
        yield json.loads(json.dumps(data).replace(json.dumps(value), json.dumps(f"{value}-x")))
    for other in near(data, path):
        if other != value:
            changed = copy.deepcopy(data)
            at(changed, path[:-1])[field] = other
            yield changed
    changed = copy.deepcopy(data)
    del at(changed, path[:-1])[field]
    yield changed


def near(data: Any, path: Path) -> list[Any]:
    """Return other values of the kind that stands in a place: of a text, those of such a field elsewhere."""
    match at(data, path):
        case bool(value):
            return [not value]
        case int(value):
            return [value + 1, value - 1]
        case str(value):
            alike = [at(data, other) for other in leaves(data) if other[-1] == path[-1]]
            words = [f"{value}x", "onbekend", "streven", "2021", [data["knooppunten"][0]["id"]]]
            return [*words, *(text for text in alike if isinstance(text, str))]
    return []


def changed(data: Any, path: Path) -> Store | None:
    """Return the first sound dataset that has something else in a place, None where there is none."""
    for other in others(data, path):
        with suppress(DatasetError):
            return built(other)
    return None


def test_any_other_value_of_any_field_is_a_difference() -> None:
    """Also an item of a list that goes. What cannot be anything else is no more than the kinds of money."""
    same, fixed = [], []
    for path in leaves(EVERY_FIELD):
        if other := changed(EVERY_FIELD, path):
            with other:
                if not (rows(stores()["every field"], other) and rows(other, stores()["every field"])):
                    same.append(path)
        else:
            fixed.append(path)
    assert same == []
    assert {path[-1] for path in fixed if isinstance(path[-1], str)} == {"soort"}


def texts(data: Any) -> Iterator[Path]:
    """Yield where free texts stand: what is no id, no fixed word and no date."""
    fixed = re.compile(r"[a-z0-9-]*|https?:.*")
    for path in leaves(data):
        if isinstance(value := at(data, path), str) and not fixed.fullmatch(value):
            yield path


LOOK_ALIKE = {
    "decomposed": lambda text: unicodedata.normalize("NFD", f"{text} é"),
    "soft hyphen": lambda text: f"{text[0]}\xad{text[1:]} é",
    "no width": lambda text: f"{text[0]}\u200b{text[1:]}\ufe0f é",
    "spaces": lambda text: f"{text} é".replace(" ", "\u00a0"),
    "two spaces": lambda text: f"{text}  é ",
    "hyphens": lambda text: f"{text} é".replace("-", "\u2011").replace("'", "’"),
    "ligature": lambda text: f"{text} é".replace("fi", "ﬁ").replace("ij", "ĳ"),
}
"""Other ways to write a text to which " é" is added."""


@pytest.mark.parametrize("written", LOOK_ALIKE.values(), ids=LOOK_ALIKE)
def test_one_text_written_in_two_ways_is_no_difference(written: Callable[[str], str]) -> None:
    """So that no row shows two values that look equal."""
    plain, other = copy.deepcopy(EVERY_FIELD), copy.deepcopy(EVERY_FIELD)
    places = [*texts(EVERY_FIELD)]
    assert len(places) > 20
    for path in places:
        text = at(EVERY_FIELD, path)
        at(plain, path[:-1])[path[-1]], at(other, path[:-1])[path[-1]] = f"{text} é", written(text)
    assert plain != other
    with built(plain) as old, built(other) as new:
        assert rows(old, new) == []
        assert rows(new, old) == []


@pytest.mark.parametrize(("then", "now"), [
    *(("Haven 16,5", now) for now in ("HAVEN 16,5", "haven 16,5", "Havén 16,5", "Haven 16,5²")),
    ("Haven 16,5", "Haven 16,52"),
    ("Haven 16,5²", "Haven 16,52"),
])  # fmt: skip
def test_what_looks_different_is_a_difference(then: str, now: str) -> None:
    old, new = copy.deepcopy(EVERY_FIELD), copy.deepcopy(EVERY_FIELD)
    old["knooppunten"][0]["naam"], new["knooppunten"][0]["naam"] = then, now
    with built(old) as was, built(new) as other:
        (row,) = rows(was, other)
    assert (row["veld"], row["oud"], row["nieuw"]) == ("naam", then, now)


@settings(max_examples=40)
@given(path=st.sampled_from([*leaves(SHIPPED)]))
def test_any_other_value_in_the_shipped_file_is_a_difference(path: Path) -> None:
    if other := changed(SHIPPED, path):
        with other:
            assert rows(stores()["shipped"], other)
            assert rows(other, stores()["shipped"])


def test_every_field_of_the_model_is_among_those_changed() -> None:
    """So that the test above looks at all there is."""
    whole = json.loads(schema())
    parts = [whole, *whole["$defs"].values()]
    paths = {name for path in leaves(EVERY_FIELD) for name in path if isinstance(name, str)}
    assert paths == {name for part in parts for name in part.get("properties", ())}
