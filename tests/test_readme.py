"""The sessions of README, CONTRIBUTING and docs/promises.md, run on a terminal of 80 columns.

Run this file to renew them.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT, environment, on_terminal

from ondermijning.cli.commands import every
from ondermijning.cli.commands import name as name_of

README, CONTRIBUTING, PROMISES = ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "docs" / "promises.md"
DOCUMENTS = (README, CONTRIBUTING, PROMISES)
_BLOCK = re.compile(r"(?<=^```console\n)(.*?)(?=^```$)", re.DOTALL | re.MULTILINE)


def examples(block: str) -> list[str]:
    """Return the commands of a console block; a line that ends in a backslash goes on."""
    return re.findall(r"^\$ ((?:.*\\\n)*.*)$", block, re.MULTILINE)


def shown(block: str, home: Path) -> str:
    """Return a console block with the output that its commands really have."""
    return "".join(f"$ {example}\n{output(example, home)}" for example in examples(block))


def output(example: str, home: Path) -> str:
    """Return what a shell shows of a command, on a terminal without colour and links."""
    program = home / "bin" / "knooppunt"
    if not program.exists():
        program.parent.mkdir(exist_ok=True)
        program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m ondermijning "$@"\n')
        program.chmod(0o755)
    path = f"{program.parent}{os.pathsep}{os.environ['PATH']}"
    plain = environment(home, {"PATH": path, "TERM": "dumb"})
    return on_terminal(["bash", "-c", example], plain, columns=80, cwd=ROOT).out


def renewed(text: str, home: Path) -> str:
    """Return a document whose sessions with the program show what it says."""
    return _BLOCK.sub(lambda found: shown(found[0], home) if is_ours(found[0]) else found[0], text)


def is_ours(block: str) -> bool:
    """Whether a block is a session with the program, and not one that installs it."""
    return re.search(r"^\$ (.*(; |\| |=\S+ ))?knooppunt ", block, re.MULTILINE) is not None


BLOCKS = [block for path in DOCUMENTS for block in _BLOCK.findall(path.read_text()) if is_ours(block)]


@pytest.mark.parametrize("block", BLOCKS, ids=[examples(block)[0][:60] for block in BLOCKS])
def test_example_shows_what_the_program_says(block: str, home: Path) -> None:
    assert shown(block, home) == block


def test_readme_has_examples() -> None:
    assert len(BLOCKS) > 5


def test_the_commands_in_the_readme_are_there() -> None:
    _, _, table = README.read_text().partition("### Commands\n")
    commands = [
        line.split("|")[1] for line in table.partition("###")[0].splitlines() if line.startswith("| `")
    ]
    answered = re.findall(r"`([a-z]+)\b", " ".join(commands))
    assert {*answered} <= {name for module in every() for name in (name_of(module), *module.ALIASES)}
    assert len(answered) > 10


def test_what_is_held_elsewhere_is_there() -> None:
    _, _, table = PROMISES.read_text().partition("## Held by tests of their own\n")
    named = re.findall(r"`((?:tests|benchmarks)/[^`]*)`", table)
    assert len(named) > 15
    assert [path for path in named if not (ROOT / path).exists()] == []


def test_the_two_commands_stand_alone_in_their_blocks() -> None:
    blocks = re.findall(r"^```sh\n(.*?)^```$", README.read_text(), re.DOTALL | re.MULTILINE)
    assert blocks[0].rstrip().endswith("knooppunt list")
    assert blocks[1].rstrip().endswith("pytest")
    assert all(block.count("\n") == 1 for block in blocks[:2])


if __name__ == "__main__":
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        subprocess.run(["mkdir", "-p", f"{folder}/cache"], check=True)
        for document in DOCUMENTS:
            document.write_text(renewed(document.read_text(), Path(folder)))
