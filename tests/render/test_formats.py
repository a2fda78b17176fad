"""The registry: an entry says all of a format, and what a person sees of formats is made of the entries."""

import re
import shlex
import subprocess
import sys
from operator import attrgetter
from pathlib import Path

import pytest
from conftest import ROOT, Call, Run, examples, many
from test_screen import CALLS

from ondermijning.cli.call import Command
from ondermijning.cli.commands import every
from ondermijning.render import NAMES, by_ending, endings, named, offered

ASKED = [*CALLS, *(call for command in every() if command.fields() for call in examples(command))]
NO_TOTAL = ("totaal", "totaal --structureel --per jaar")
"""Calls that have no one total for `--kaal`."""
NO_PICTURE = "dit antwoord heeft geen grafiek"


def choosing(form: str) -> list[str]:
    return ["-f", form] if form in NAMES else [f"--{form}"]


@pytest.mark.parametrize("form", [*NAMES, "kaal"])
def test_every_format_draws_the_answer_of_every_command(home: Path, tmp_path: Path, form: str) -> None:
    asked = [call for call in dict.fromkeys(ASKED) if form != "kaal" or call not in NO_TOTAL]
    paths = [tmp_path / str(number) for number in range(len(asked))]
    calls = [
        [*shlex.split(call), *choosing(form), "-o", str(path)]
        for call, path in zip(asked, paths, strict=True)
    ]
    for call, path, answer in zip(asked, paths, many(home, map(Call, calls)), strict=True):
        if form == "svg" and NO_PICTURE in answer.err:
            assert (answer.code, path.exists()) == (2, False)
            continue
        assert (answer.code, answer.out) == (0, ""), (call, answer.err)
        content = path.read_bytes()
        assert content, call
        if not named(form).binary:
            assert content.decode().endswith("\n")


def test_each_format_has_its_entry_and_endings_of_its_own() -> None:
    modules = {path.stem for path in (ROOT / "ondermijning" / "render").glob("as_*.py")}
    assert modules == {f"as_{form.name}" for form in offered().values() if form.for_people}
    assert [named(form).name for form in NAMES] == [*offered()] == [*NAMES]
    assert named("kaal").name == "kaal"
    assert len({*endings()}) == len(endings())
    assert all(re.fullmatch(r"\.[a-z]+", ending) for ending in endings())
    assert all(form.endings for form in offered().values())


@pytest.mark.parametrize(
    "command", [command for command in every() if command.fields()], ids=attrgetter("name")
)
def test_help_and_tab_name_the_formats_that_a_command_has(run: Run, command: Command) -> None:
    """A picture where some answer of it has one."""
    forms = offered(pictures=draws(run, command))
    *most, last = forms
    shown = " ".join(run(command.name, "--help").out.split())
    assert f" {', '.join(most)} of {last}. Standaard: een tabel" in shown
    *most, last = [ending for form in forms.values() for ending in form.endings]
    assert f" {', '.join(most)} of {last}." in shown
    line = f"knooppunt {command.name} -f "
    tab = run(env={"_KNOOPPUNT_COMPLETE": "complete_zsh", "_KNOOPPUNT_LINE": line}).out
    for form in offered().values():
        assert (form.what in tab) == (form.name in forms)


def draws(run: Run, command: Command) -> bool:
    """Whether one of the calls in its help has a picture."""
    answers = [run(*shlex.split(call), "-f", "svg") for call in examples(command)]
    assert all(answer.code == 0 or NO_PICTURE in answer.err for answer in answers)
    return any(answer.code == 0 for answer in answers)


def test_the_docs_name_the_formats_and_what_has_a_picture() -> None:
    text = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")
    assert f"`-f {'|'.join(offered())}`" in text
    drawn = [f"`{command.name}`" for command in every() if command.drawn]
    assert f"`svg` is there for {', '.join(drawn[:-1])} and {drawn[-1]}" in " ".join(text.split())


@pytest.mark.parametrize(("asked", "found"), [
    ("NAMES", set()),
    ("named('md')", {"as_md"}),
    ("by_ending('een.map/X.CSV')", {"machine"}),
    ("offered()", {"machine", *(f"as_{form.name}" for form in offered().values() if form.for_people)}),
])  # fmt: skip
def test_only_the_format_that_is_asked_for_is_imported(asked: str, found: set[str]) -> None:
    """And where all are listed, none of the libraries that they draw with."""
    code = f"import sys; from ondermijning.render import *; {asked}; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    imported = set(done.stdout.split())
    assert not imported & {"rich", "yaml", "xlsxwriter"}
    ours = {name.removeprefix("ondermijning.render.") for name in imported}
    assert {name for name in ours if name.startswith("as_") or name == "machine"} == found


@pytest.mark.parametrize("ending", [*endings(), ".kaal", "", ".doc"])
def test_the_ending_of_a_name_chooses_its_format(ending: str) -> None:
    chosen = by_ending(f"map.csv/x{ending.upper()}")
    assert ending in chosen.endings if chosen else ending in ("", ".kaal", ".doc")
