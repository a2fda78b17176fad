"""The JSON Schema: valid, fresh, Dutch, and as strict as a schema can be."""

import inspect
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import DATASET, ROOT, Run
from jsonschema import Draft202012Validator
from mistakes import MISTAKES, TEXT

from ondermijning.dataset import model, money, part
from ondermijning.dataset.reader import Reading
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


class Yaml12(yaml.SafeLoader):
    """YAML 1.2's core schema, as editors read it: no date, no `yes`, and 16_500_000 is a text."""


Yaml12.yaml_implicit_resolvers = {}
for tag, pattern in {
    "null": r"~|null|Null|NULL|",
    "bool": r"true|True|TRUE|false|False|FALSE",
    "int": r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+",
    "float": r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)",
}.items():
    Yaml12.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"^({pattern})$"), None)

READERS: dict[str, Callable[[str], Any]] = {
    "YAML 1.1": yaml.safe_load,
    "YAML 1.2": lambda text: yaml.load(text, Loader=Yaml12),
    "our own": lambda text: Reading(text.encode()).data,
}


@pytest.mark.parametrize("reader", READERS)
def test_the_shipped_dataset_validates_whichever_yaml_is_read(reader: str) -> None:
    data = READERS[reader](TEXT)
    assert not list(VALIDATOR.iter_errors(data))
    assert data == Reading(DATASET.read_bytes()).data


@pytest.mark.parametrize("reader", READERS)
def test_the_first_version_validates_whichever_yaml_is_read(reader: str) -> None:
    """Its amounts have underscores, which make a text of them in YAML 1.2, and a number to us."""
    text = (Path(__file__).with_name("first_version.yaml")).read_text(encoding="utf-8")
    amount = READERS[reader](text)["knooppunten"][0]["financiering"][0]["bedrag"]
    assert amount == ("16_500_000" if reader == "YAML 1.2" else 16_500_000)
    assert not list(VALIDATOR.iter_errors(READERS[reader](text)))


@pytest.mark.parametrize("number", ["16_", "_16", "1__6", "0_5", "16.500", "-1_000"])
def test_what_is_no_number_is_no_amount(number: str) -> None:
    text = TEXT.replace("bedrag: 16500000", f"bedrag: {number}")
    for name, reader in READERS.items():
        if name != "YAML 1.1":  # to which most of these are numbers
            assert list(VALIDATOR.iter_errors(reader(text))), name


def test_the_shipped_dataset_names_it_in_its_first_line() -> None:
    first = TEXT.splitlines()[0]
    assert first.startswith("# yaml-language-server: $schema=")
    assert (DATASET.parent / first.partition("=")[2]).resolve() == ROOT / "docs" / "knooppunten.schema.json"


@pytest.mark.parametrize("name", EXPRESSED)
def test_it_refuses_what_reading_refuses(name: str) -> None:
    text = EXPRESSED[name].text
    assert list(VALIDATOR.iter_errors(Reading(text.encode()).data))


def test_every_part_and_field_is_explained_in_dutch() -> None:
    classes = [
        made for module in (model, money, part) for _, made in inspect.getmembers(module, inspect.isclass)
    ]
    docstrings = {inspect.getdoc(made) for made in classes}
    for name, made in {"Dataset": SCHEMA, **SCHEMA["$defs"]}.items():
        for what, explained in {name: made, **made["properties"]}.items():
            assert explained.get("title"), (name, what)
            assert explained.get("description"), (name, what)
            assert explained["description"] not in docstrings
            assert explained["description"].endswith((".", "?"))


def test_every_part_refuses_unknown_fields() -> None:
    for made in (SCHEMA, *SCHEMA["$defs"].values()):
        assert made["additionalProperties"] is False
