"""`-o`: an answer in a file, whole or not at all, in the format that the file's name asks for."""

import json
import resource
import subprocess
from pathlib import Path

import pytest
import yaml
from conftest import Run, command, environment

ENDINGS = ["txt", "tsv", "csv", "json", "jsonl", "yaml", "yml", "md"]


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_ending_chooses_the_format(run: Run, tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"antwoord.{ending}"
    assert run("list", "-o", path) == (0, "", "")
    form = {"txt": "tabel", "yml": "yaml"}.get(ending, ending)
    assert path.read_text() == run("list", "-f", form).out
    assert [file.name for file in tmp_path.iterdir()] == [path.name]


def test_a_named_format_beats_the_ending(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "antwoord.csv"
    run("totaal", "--structureel", "-o", path, "--json")
    assert json.loads(path.read_text())["totaal"] == 22_000_000


def test_an_unknown_ending_is_a_call_that_is_off(run: Run, tmp_path: Path) -> None:
    answer = run("list", "-o", tmp_path / "antwoord.doc")
    assert answer.code == 2
    assert ".csv" in answer.err
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_there_is_kept_unless_told_otherwise(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "antwoord.json"
    path.write_text("van mij")
    answer = run("list", "-o", path)
    assert answer.code == 1
    assert "--overschrijf" in answer.err
    assert path.read_text() == "van mij"
    assert run("list", "-o", path, "--overschrijf").code == 0
    assert len(json.loads(path.read_text())) == 5


@pytest.mark.parametrize("words", [("list",), ("schema",), ("bronnen",), ("controleer",), ("aansluiting",)])
def test_every_answer_can_go_to_a_file(run: Run, tmp_path: Path, words: tuple[str, ...]) -> None:
    path = tmp_path / "antwoord.json"
    assert run(*words, "-o", path).out == ""
    assert yaml.safe_load(path.read_text())


def test_a_full_disk_leaves_what_was_there(home: Path, tmp_path: Path) -> None:
    path = tmp_path / "antwoord.txt"
    path.write_text("van mij")

    def no_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))

    done = subprocess.run(
        command("list", "-o", path, "--overschrijf"),
        env=environment(home),
        preexec_fn=no_room,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1
    assert "schrijven mislukt" in done.stderr
    assert "Traceback" not in done.stderr
    assert path.read_text() == "van mij"
    assert [file.name for file in tmp_path.iterdir()] == [path.name]


def test_a_folder_that_is_not_there_is_said_so(run: Run, tmp_path: Path) -> None:
    answer = run("list", "-o", tmp_path / "nergens" / "antwoord.tsv")
    assert (answer.code, answer.out) == (1, "")
    assert "de map is er niet" in answer.err
