"""Every benchmark runs, here in its smallest form: none goes stale unseen."""

import os
import sys
from importlib.util import find_spec

import pytest
from conftest import ROOT, started

FOLDER = ROOT / "benchmarks"
SMALLEST = {
    "difference": "-n 1 --size 10", "engines": "-n 1 --sizes 5 --engines duckdb",
    "exporting": "-n 1 --size 5", "generate": "5", "growth": "-n 1 --sizes 5",
    "mutate": "--show --module amounts --sample 3", "peers": "-n 1", "reading": "",
    "size": "-n 1 --slow 1 --sizes 5", "startup": "-n 1",
}  # fmt: skip
"""The words of each benchmark with which it takes least time."""
SHOWN = {
    "growth": "wide: rapport",
    "peers": "knooppunt",
    "startup": "totaal --structureel --kaal",
    "size": "first run, MB at the peak at 5",
}
"""A row that it measures itself by."""
NEEDS = {"engines": "duckdb"}


def test_each_is_run_here() -> None:
    assert {path.stem for path in FOLDER.glob("*.py")} == {*SMALLEST, "measure"}


@pytest.mark.parametrize("name", SMALLEST)
def test_a_benchmark_runs(name: str) -> None:
    if name in NEEDS and not find_spec(NEEDS[name]):
        pytest.skip(f"{NEEDS[name]} is not installed")
    words = [sys.executable, str(FOLDER / f"{name}.py"), *SMALLEST[name].split()]
    code, out, err = started(words, dict(os.environ), cwd=ROOT)
    assert code == 0, err
    assert SHOWN.get(name, "") in out
