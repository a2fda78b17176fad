"""The JSON Schema: valid, fresh, Dutch, and as strict as a schema can be."""

import inspect
import json
from typing import Any

import pytest
import yaml
from conftest import DATASET, ROOT, Run
from jsonschema import Draft202012Validator
from mistakes import MISTAKES, TEXT

from ondermijning.dataset import model
from ondermijning.dataset.reader import read
from ondermijning.dataset.schema import schema

SCHEMA: dict[str, Any] = json.loads(schema())
VALIDATOR = Draft202012Validator(SCHEMA)
EXPRESSED = {name: mistake for name, mistake in MISTAKES.items() if mistake.schema}


def test_the_copy_in_the_repository_is_fresh(run: Run) -> None:
    answer = run("schema")
    assert (answer.code, answer.err) == (0, "")
    assert answer.out == (ROOT / "docs" / "knooppunten.schema.json").read_text(), (
        "renew it: knooppunt schema -o docs/knooppunten.schema.json --overschrijf"
    )


def test_it_is_a_valid_schema() -> None:
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    Draft202012Validator.check_schema(SCHEMA)


def test_the_shipped_dataset_validates() -> None:
    assert not list(VALIDATOR.iter_errors(read(DATASET.read_bytes()).data))
    assert not list(VALIDATOR.iter_errors(yaml.safe_load(TEXT)))


def test_the_shipped_dataset_names_it_in_its_first_line() -> None:
    first = TEXT.splitlines()[0]
    assert first.startswith("# yaml-language-server: $schema=")
    assert (DATASET.parent / first.partition("=")[2]).resolve() == ROOT / "docs" / "knooppunten.schema.json"


@pytest.mark.parametrize("name", EXPRESSED)
def test_it_refuses_what_reading_refuses(name: str) -> None:
    text = EXPRESSED[name].text
    assert list(VALIDATOR.iter_errors(read(text.encode()).data))


def test_every_part_and_field_is_explained_in_dutch() -> None:
    docstrings = {inspect.getdoc(part) for _, part in inspect.getmembers(model, inspect.isclass)}
    parts = {"Dataset": SCHEMA, **SCHEMA["$defs"]}
    for name, part in parts.items():
        for what, explained in {name: part, **part["properties"]}.items():
            assert explained.get("title"), (name, what)
            assert explained.get("description"), (name, what)
            assert explained["description"] not in docstrings
            assert explained["description"].endswith((".", "?"))


def test_every_part_refuses_unknown_fields() -> None:
    for part in (SCHEMA, *SCHEMA["$defs"].values()):
        assert part["additionalProperties"] is False
