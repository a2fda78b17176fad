"""The sessions in README, CONTRIBUTING and docs/, run on a terminal of 80 columns.

Run this file to renew them.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import FORKER, ROOT, environment, on_terminal

from ondermijning.cli.commands import ALIASES, every

README, PROMISES = ROOT / "README.md", ROOT / "docs" / "promises.md"
DOCUMENTS = (README, ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md")))
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
        FORKER.program(program)
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


def test_every_page_for_users_has_examples() -> None:
    shown = {path.stem for path in DOCUMENTS if any(map(is_ours, _BLOCK.findall(path.read_text())))}
    assert shown >= {"README", "CONTRIBUTING", "promises", "asking", "trusting", "keeping", "taking-along"}


def test_the_readme_is_short_and_names_every_command_and_every_page() -> None:
    text = README.read_text()
    assert text.count("\n") <= 250
    _, _, table = text.partition("## What each command is for\n")
    answered = re.findall(r"^\| `([a-z]+)", table.partition("\n## ")[0], re.MULTILINE)
    assert sorted(answered) == sorted(command.name for command in every())
    assert [alias for alias in ALIASES if f"`{alias}`" not in table] == []
    assert [path.name for path in DOCUMENTS[1:] if f"{path.name})" not in text] == []


def test_links_lead_to_files_that_are_there() -> None:
    for path in DOCUMENTS:
        links = re.findall(r"\]\(([^):#]+)\)", path.read_text())
        assert [link for link in links if not (path.parent / link).exists()] == [], path


def test_python_in_the_docs_runs_as_it_stands(home: Path, tmp_path: Path) -> None:
    (code,) = re.findall(r"```py\n(.*?)```", (ROOT / "docs" / "taking-along.md").read_text(), re.DOTALL)
    output(f"knooppunt exporteer {tmp_path}/map --parquet", home)
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path / "map", capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    assert "13000000" in done.stdout


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
