"""No command grows faster than its input: by the steps that Python and SQLite take, which no clock counts."""

import json
import sys
from pathlib import Path

import pytest
from conftest import ROOT, environment, started

sys.path.append(str(ROOT / "benchmarks"))
import growth

SIZES = (2, 8, 32, 128)
"""The first is for what is done once, such as importing."""
MOST = 4**1.1
"""As many times more may a step of four in size take than the step of four before it."""

COUNTED = """
import json, os, sqlite3, sys
from ondermijning.cli.main import main

steps = 0

def step(*event):
    global steps
    steps += 1

class Counted(sqlite3.Connection):
    def __init__(self, *words, **more):
        super().__init__(*words, **more)
        self.set_progress_handler(step, 10)

connect = sqlite3.connect
sqlite3.connect = lambda *words, **more: connect(*words, factory=Counted, **more)

def taken(words):
    global steps
    sys.argv = ["knooppunt", *words]
    steps = 0
    sys.setprofile(step)
    try:
        main()
    except SystemExit as end:
        assert not end.code, words
    finally:
        sys.setprofile(None)
    return steps

out, sys.stdout = sys.stdout, open(os.devnull, "w")
json.dump([taken(words) for words in json.loads(sys.argv[1])], out)
"""


@pytest.mark.parametrize("make", growth.CALLS, ids=lambda make: make.__name__)
def test_steps_grow_with_the_dataset(make: growth.Make, home: Path, tmp_path: Path) -> None:
    calls = []
    for size in SIZES:
        (tmp_path / str(size)).mkdir()
        calls += [call for _, call in growth.calls(tmp_path / str(size), make, size)]
    words = [sys.executable, "-c", COUNTED, json.dumps(calls)]
    env = environment(home, {"PYTHONPATH": str(ROOT)})
    code, out, err = started(words, env, cwd=tmp_path)
    assert code == 0, err
    names, taken = growth.CALLS[make], json.loads(out)
    for number, call in enumerate(names):
        little, some, much = taken[len(names) + number :: len(names)]
        assert much - some <= MOST * max(some - little, 1000), call
