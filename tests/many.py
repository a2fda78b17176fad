"""Ask many questions in one process: the program is imported once, and each call is a fork of that."""

import json
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from conftest import Answer, environment

_RUNNER = """
import json, os, pkgutil, sys
import ondermijning
from ondermijning.cli.main import main

for module in pkgutil.walk_packages(ondermijning.__path__, "ondermijning."):
    if module.name != "ondermijning.__main__":
        __import__(module.name)

codes = []
for number, (columns, words) in enumerate(json.load(sys.stdin)):
    child = os.fork()
    if not child:
        os.environ["COLUMNS"] = str(columns)
        sys.argv = ["knooppunt", *words]
        for name in (1, 2):
            os.dup2(os.open(f"{number}.{name}", os.O_WRONLY | os.O_CREAT), name)
        main()
    codes.append(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
print(json.dumps(codes))
"""


class Call(NamedTuple):
    """A call, on a page of so many columns."""

    words: list[str]
    columns: int = 100


def many(home: Path, calls: list[Call]) -> list[Answer]:
    """Return the answers to the calls, each with a file for its output, as in a pipe."""
    asked = json.dumps([(call.columns, call.words) for call in calls])
    with TemporaryDirectory() as folder:
        done = subprocess.run(
            [sys.executable, "-c", _RUNNER],
            input=asked.encode(),
            cwd=folder,
            env=environment(home),
            stdout=subprocess.PIPE,
            check=True,
            timeout=300,
        )
        return [
            Answer(code, *(Path(folder, f"{number}.{name}").read_text(encoding="utf-8") for name in (1, 2)))
            for number, code in enumerate(json.loads(done.stdout))
        ]
