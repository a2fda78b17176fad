"""The first version's dataset reads as before, and what scripts ask of it is answered as before.

`first_version.yaml` is the dataset that the first version shipped, `first_version.jsonl` what that version
answered: a call, and its JSON, or its text where the call asks for TSV or for one field. Fields may have
been added since; what there was stays.
"""

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from conftest import Run

DATA = Path(__file__).with_name("first_version.yaml")
ANSWERS = Path(__file__).with_name("first_version.jsonl").read_text(encoding="utf-8").splitlines()
CALLS: dict[str, Any] = {made["call"]: made["answer"] for made in map(json.loads, ANSWERS)}
NEW_ROWS = {"onderdeel": "lezing", "bedrag": None}
"""Which rows are new: of `toon` a reading, beside what it is a reading of; of `totaal` what is unknown."""
REWORDED = {"structureel", "speerpunt"}
"""What `toon` describes in other words, which are for people."""


def kept(new: Any, old: Any) -> Any:
    """Return of a new answer what the old one had: its fields, and the sorts of row there were."""
    if isinstance(old, dict) and isinstance(new, dict):
        worded = {"omschrijving"} if new.get("onderdeel") in REWORDED else set()
        return {
            name: value if name in worded else kept(new[name], value)
            for name, value in old.items()
            if name in new
        }
    if isinstance(old, list) and isinstance(new, list):
        same = [item for item in new if not _is_new(item)] if len(new) > len(old) else new
        return [kept(item, was) for item, was in zip(same, old, strict=True)]
    return new


def _is_new(item: Any) -> bool:
    return isinstance(item, dict) and any(item.get(name, ...) == value for name, value in NEW_ROWS.items())


@pytest.mark.parametrize("call", CALLS)
def test_a_call_is_answered_as_before(call: str, run: Run) -> None:
    old, words = CALLS[call], call.split()
    if isinstance(old, str):
        answer = run("--data", DATA, *words)
        old, new = (_rows(text) if "tsv" in words else text for text in (old, answer.out))
    else:
        answer = run("--data", DATA, *words, "--json")
        new = json.loads(answer.out)
    assert answer.code == 0
    assert kept(new, old) == old


def _rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))


def test_it_is_sound_and_doubted_as_before(run: Run) -> None:
    (found,) = json.loads(run("controleer", DATA, "--json").out)
    assert (found["ernst"], found["code"]) == ("waarschuwing", "totaal-niet-bereikt")
    assert found["melding"].startswith("de bekende bedragen zijn samen € 7 miljoen lager dan dit totaal")
