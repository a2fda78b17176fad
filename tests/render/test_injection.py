"""Text from a dataset, or from the call, never drives a terminal or a spreadsheet."""

import csv
import io
from pathlib import Path

import pytest
from conftest import Run, Terminal, Write, edited
from documents import called

from ondermijning.render import offered

# Control characters, and marks that turn the direction of text around; the first end of line is YAML's.
DRIVING = [
    chr(n) for n in (*range(9), *range(11, 32), *range(127, 160), 0x61C, 0x200E, 0x200F, 0x2028, 0x2029)
]
DRIVING += [chr(n) for n in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))]
MARKUP = "[bold red]Haven[/] [link=https://x.nl]klik[/link] :warning: [/"


def drives(text: str) -> set[str]:
    return set(text) & set(DRIVING) - {"\n"}


@pytest.mark.parametrize(
    "name", ["\x1b[31mrood", "\x1b]0;titel\x07", "a\x9b31m", "a\u202eb", "a\u2066b", "a\bb", "a\rb"]
)
def test_what_drives_a_terminal_is_refused_and_shown_escaped(
    name: str, run: Run, terminal: Terminal, tmp_path: Path
) -> None:
    path = called(name, tmp_path)
    for command in (["controleer", path], ["list", "--data", path]):
        code, out, err = run(*command)
        assert code == 1
        assert not drives(out + err)
    answer = terminal("controleer", path)
    assert (answer.code, drives(answer.out)) == (1, set())


def test_every_driving_character_is_refused(tmp_path: Path) -> None:
    from ondermijning.dataset import load
    from ondermijning.problems import DatasetError

    for character in DRIVING:
        with pytest.raises(DatasetError) as caught:
            load(called(f"Haven{character}Rotterdam", tmp_path).read_bytes(), "x")
        (problem,) = caught.value.problems
        assert not drives(str(problem)), repr(character)


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_formulas_are_refused(sign: str, run: Run, tmp_path: Path) -> None:
    assert run("list", "--data", called(f"{sign}cmd|' /C calc'!A0", tmp_path)).code == 1


@pytest.mark.parametrize(
    "form", [form.name for form in offered().values() if not form.binary and form.name != "svg"]
)
def test_markup_shows_as_it_stands(form: str, run: Run, tmp_path: Path) -> None:
    path = called(MARKUP, tmp_path)
    code, out, err = run("list", "--data", path, "--velden", "naam", "-f", form)
    assert (code, err) == (0, "")
    joined = " ".join(out.replace("\\", "").split())
    assert MARKUP in joined
    assert "\x1b" not in out


def test_markup_shows_as_it_stands_on_a_terminal(terminal: Terminal, tmp_path: Path) -> None:
    path = called(MARKUP, tmp_path)
    for command in (["list"], ["toon", "haven-rotterdam"], ["totaal", "--structureel"]):
        out = terminal(*command, "--data", path, columns=200, env={"TERM": "dumb", "NO_COLOR": "1"}).out
        assert "[bold red]Haven[/]" in out
        assert "[link=https://x.nl]klik[/link]" in out


def test_ids_and_field_names_are_shown_escaped(run: Run, write: Write) -> None:
    named = ("  - id: haven-rotterdam\n", '  - id: "\\e[31m"\n    "\\e]0;x\\a": 1\n')
    path = write(edited(named, ("werk: tno-2019", 'werk: "\\u202e"')))
    for form in ("json", "csv", "tsv", "jsonl", "md", "tabel"):
        answer = run("controleer", path, "-f", form)
        assert answer.code == 1
        assert not drives(answer.out.replace("\t", "")), form
    assert not drives(run("controleer", path).out)


def test_a_suggested_id_is_shown_escaped(run: Run, write: Write) -> None:
    out = run("controleer", write(edited(("  - id: tno-2019", '  - id: "\\e[31mtno-2019"')))).out
    assert "Bedoelde u \\x1b[31mtno-2019" in out
    assert not drives(out)


def test_a_field_name_is_no_formula_in_a_spreadsheet(run: Run, write: Write) -> None:
    path = write(edited(("bijgewerkt:", "\"=1+1\": 1\n'@x': 2\n'-x': 3\nbijgewerkt:")))
    rows = list(csv.reader(io.StringIO(run("controleer", path, "-f", "csv").out)))
    assert len(rows) == 4
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]


def test_names_in_the_call_are_shown_escaped(run: Run, write: Write) -> None:
    path = write(edited(("type: zeehaven", "type: zee haven")), "\x1b[31m.yaml")
    for words in (["controleer", path], ["list", "--data", path], ["controleer", f"{path}x"]):
        code, out, err = run(*words)
        assert code == 1
        assert "\\x1b[31m" in out + err
        assert not drives(out + err)
    for call in ("toon \x1b[31m", "controleer --brontekst \x1b[31m=x", "list --velden \x1b[31m"):
        code, out, err = run(*call.split(" "))
        assert code in (1, 2)
        assert not drives(out + err), call
