"""`nieuw`: a dataset to start from, as a person and their editor find it."""

import json
import os
import re
from datetime import date
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
import yaml
from conftest import DATASET, ROOT, Run, command, environment, started
from jsonschema import Draft202012Validator

from ondermijning.dataset.schema import schema


@pytest.fixture
def made(run: Run, tmp_path: Path) -> Path:
    path = tmp_path / "mijn.yaml"
    answer = run("nieuw", path)
    assert (answer.code, answer.out) == (0, "")
    assert answer.err.startswith(f"{path} is gemaakt: een dataset met voorbeelden.")
    assert f"knooppunt controleer {path}" in answer.err
    return path


def test_it_is_sound_as_it_stands(run: Run, made: Path) -> None:
    """Without an error or a doubt, its totals add up, and it is of today."""
    answer = run("controleer", made, "--streng")
    assert (answer.code, answer.err) == (0, "")
    assert "in orde, zonder waarschuwingen" in answer.out
    assert run("aansluiting", "--streng", "--data", made).code == 0
    assert yaml.safe_load(made.read_text(encoding="utf-8"))["bijgewerkt"] == date.today().isoformat()


@pytest.mark.parametrize(
    "words", ["list", "totaal", "meerjaren", "toon voorbeeldhaven", "partners", "themas"]
)
def test_every_question_has_an_answer(run: Run, made: Path, words: str) -> None:
    answer = run(*words.split(), "--data", made)
    assert (answer.code, answer.err) == (0, "")
    assert len(answer.lines) > 1


def test_its_first_line_takes_an_editor_to_the_schema(made: Path) -> None:
    """By an address that holds wherever the dataset goes on this machine; it is as the schema says."""
    text = made.read_text(encoding="utf-8")
    found = re.match(r"# yaml-language-server: \$schema=(file:///\S+)\n", text)
    assert found
    said = json.loads(Path(unquote(urlsplit(found[1]).path)).read_text(encoding="utf-8"))
    assert said == json.loads(schema())
    assert list(Draft202012Validator(said).iter_errors(yaml.safe_load(text))) == []


def test_it_shows_every_field_there_is_and_explains_what_it_does_not_use(run: Run, made: Path) -> None:
    """The one part that is a comment, for it would be a doubt, is sound where it is taken out of it."""
    text = made.read_text(encoding="utf-8")
    whole = json.loads(schema())
    names = {name for part in (whole, *whole["$defs"].values()) for name in part.get("properties", ())}
    assert [name for name in names if not re.search(rf"[ {{-]{name}: ?|^{name}:", text, re.MULTILINE)] == []
    hidden = re.findall(r"^ +# (?:  )*(?:- )?(\w+):", text, re.MULTILINE)
    assert hidden == ["afwijkend", "bedrag", "toelichting", "vindplaatsen"]
    shown = re.sub(r"^( +)# (afwijkend:| +\S.*)$", r"\1\2", text, flags=re.MULTILINE)
    answer = run("controleer", "-", "-f", "json", stdin=shown)
    assert [problem["code"] for problem in json.loads(answer.out)] == ["afwijkend"]


WAY = "gebruik --overschrijf om het te vervangen"


def test_a_file_that_is_there_is_kept_unless_told_otherwise(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "mijn.yaml"
    path.write_text("van mij")
    for more in ((), ("--kopie",)):
        answer = run("nieuw", path, *more)
        assert (answer.code, path.read_text()) == (1, "van mij")
        assert answer.err == f"Fout: {path}: dit bestand bestaat al; {WAY}.\n"
    assert run("nieuw", path, "--overschrijf").code == 0
    assert run("controleer", path).code == 0


def test_a_copy_is_the_dataset_in_use_to_the_byte(run: Run, tmp_path: Path) -> None:
    """Whichever that is, sound or not."""
    own = tmp_path / "eigen.yaml"
    own.write_bytes(b"\xef\xbb\xbfbijgewerkt: x\r\n# \xff")
    for number, (words, env, stdin, expected) in enumerate(
        [
            ((), {}, b"", DATASET),
            (("--data", own), {}, b"", own),
            ((), {"KNOOPPUNT_DATA": str(own)}, b"", own),
            (("--data", "-"), {}, own.read_bytes(), own),
        ]
    ):
        path = tmp_path / f"{number}.yaml"
        answer = run("nieuw", path, "--kopie", *words, env=env, stdin=stdin)
        assert (answer.code, path.read_bytes()) == (0, expected.read_bytes())
        assert answer.err.startswith(f"{path} is gemaakt: een kopie.")


def test_the_dataset_in_use_is_never_written_over(run: Run, tmp_path: Path) -> None:
    own = tmp_path / "eigen.yaml"
    own.write_text("van mij")
    for more in ((), ("--kopie",)):
        answer = run("nieuw", own, "--overschrijf", "--data", own, *more)
        assert (answer.code, own.read_text()) == (1, "van mij")


def test_what_fails_is_said_and_leaves_nothing(run: Run, tmp_path: Path) -> None:
    assert "de map bestaat niet" in run("nieuw", tmp_path / "nergens" / "mijn.yaml").err
    assert run("nieuw", tmp_path / "x.yaml", "--kopie", "--data", tmp_path / "weg.yaml").code == 1
    assert list(tmp_path.iterdir()) == []


def test_standard_output_is_written_to_as_it_is(home: Path, made: Path) -> None:
    answer = started(command("nieuw", "/dev/stdout"), environment(home), cwd=ROOT)
    assert answer == (0, made.read_text(encoding="utf-8"), "")


def test_a_name_is_quoted_as_a_shell_wants_it(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "mijn data.yaml"
    assert f"knooppunt controleer '{path}'" in run("nieuw", path).err
    assert os.path.exists(path)
