"""Text from a dataset, or from the call, never drives a terminal or a spreadsheet."""

import csv
import io
import json
from pathlib import Path

import pytest
from conftest import Run, Terminal
from mistakes import TEXT

from ondermijning.render import offered

# Control characters, and marks that turn the direction of text around; the first end of line is YAML's.
DRIVING = [
    chr(n) for n in (*range(9), *range(11, 32), *range(127, 160), 0x61C, 0x200E, 0x200F, 0x2028, 0x2029)
]
DRIVING += [chr(n) for n in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))]
MARKUP = "[bold red]Haven[/] [link=https://x.nl]klik[/link] :warning: [/"


def dataset(folder: Path, name: str) -> Path:
    path = folder / "eigen.yaml"
    path.write_text(TEXT.replace("naam: Haven Rotterdam", f"naam: {json.dumps(name)}", 1))
    return path


def drives(text: str) -> set[str]:
    return set(text) & set(DRIVING) - {"\n"}


@pytest.mark.parametrize(
    "name", ["\x1b[31mrood", "\x1b]0;titel\x07", "a\x9b31m", "a\u202eb", "a\u2066b", "a\bb", "a\rb"]
)
def test_what_drives_a_terminal_is_refused_and_shown_escaped(
    name: str, run: Run, terminal: Terminal, tmp_path: Path
) -> None:
    path = dataset(tmp_path, name)
    for command in (["controleer", path], ["list", "--data", path]):
        code, out, err = run(*command)
        assert code == 1
        assert not drives(out + err)
    code, out, _ = terminal("controleer", path)
    assert code == 1
    assert not drives(out)


def test_every_driving_character_is_refused(tmp_path: Path) -> None:
    from ondermijning.dataset import load
    from ondermijning.problems import DatasetError

    for character in DRIVING:
        with pytest.raises(DatasetError) as caught:
            load(dataset(tmp_path, f"Haven{character}Rotterdam").read_bytes(), "x")
        (problem,) = caught.value.problems
        assert not drives(str(problem)), repr(character)


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_formulas_are_refused(sign: str, run: Run, tmp_path: Path) -> None:
    assert run("list", "--data", dataset(tmp_path, f"{sign}cmd|' /C calc'!A0")).code == 1


@pytest.mark.parametrize(
    "form", [form.name for form in offered().values() if not form.binary and form.name != "svg"]
)
def test_markup_shows_as_it_stands(form: str, run: Run, tmp_path: Path) -> None:
    path = dataset(tmp_path, MARKUP)
    code, out, err = run("list", "--data", path, "--velden", "naam", "-f", form)
    assert (code, err) == (0, "")
    joined = " ".join(out.replace("\\", "").split())
    assert MARKUP in joined
    assert "\x1b" not in out


def test_markup_shows_as_it_stands_on_a_terminal(terminal: Terminal, tmp_path: Path) -> None:
    path = dataset(tmp_path, MARKUP)
    for command in (["list"], ["toon", "haven-rotterdam"], ["totaal", "--structureel"]):
        out = terminal(*command, "--data", path, columns=200, env={"TERM": "dumb", "NO_COLOR": "1"}).out
        assert "[bold red]Haven[/]" in out
        assert "[link=https://x.nl]klik[/link]" in out


def test_ids_and_field_names_are_shown_escaped(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "eigen.yaml"
    text = TEXT.replace("  - id: haven-rotterdam\n", '  - id: "\\e[31m"\n    "\\e]0;x\\a": 1\n', 1)
    path.write_text(text.replace("werk: tno-2019", 'werk: "\\u202e"', 1))
    for form in ("json", "csv", "tsv", "jsonl", "md", "tabel"):
        answer = run("controleer", path, "-f", form)
        assert answer.code == 1
        assert not drives(answer.out.replace("\t", "")), form
    assert not drives(run("controleer", path).out)


def test_a_suggested_id_is_shown_escaped(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "eigen.yaml"
    path.write_text(TEXT.replace("  - id: tno-2019", '  - id: "\\e[31mtno-2019"', 1))
    out = run("controleer", path).out
    assert "Bedoelde u \\x1b[31mtno-2019" in out
    assert not drives(out)


def test_a_field_name_is_no_formula_in_a_spreadsheet(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "eigen.yaml"
    path.write_text(TEXT.replace("bijgewerkt:", "\"=1+1\": 1\n'@x': 2\n'-x': 3\nbijgewerkt:", 1))
    rows = list(csv.reader(io.StringIO(run("controleer", path, "-f", "csv").out)))
    assert len(rows) == 4
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]


def test_names_in_the_call_are_shown_escaped(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "\x1b[31m.yaml"
    path.write_text(TEXT.replace("type: zeehaven", "type: zee haven", 1))
    for words in (["controleer", path], ["list", "--data", path], ["controleer", f"{path}x"]):
        code, out, err = run(*words)
        assert code == 1
        assert "\\x1b[31m" in out + err
        assert not drives(out + err)
    for words in (
        ["toon", "\x1b[31m"],
        ["controleer", "--brontekst", "\x1b[31m=x"],
        ["list", "--velden", "\x1b[31m"],
    ):
        code, out, err = run(*words)
        assert code in (1, 2)
        assert not drives(out + err), words
