"""`-o`: an answer in a file, whole or not at all, in the format that the file's name asks for."""

import json
import os
import pty
import resource
import stat
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import DATASET, Run, bash, command, environment, started

ENDINGS = ["txt", "tsv", "csv", "json", "jsonl", "yaml", "yml", "md"]


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_ending_chooses_the_format(run: Run, tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"antwoord.{ending}"
    assert run("list", "-o", path) == (0, "", "")
    form = {"txt": "tabel", "yml": "yaml"}.get(ending, ending)
    assert path.read_text() == run("list", "-f", form).out
    assert [file.name for file in tmp_path.iterdir()] == [path.name]


def test_a_dash_is_standard_output(run: Run, home: Path, tmp_path: Path) -> None:
    """As without `-o`, and no file gets that name."""
    for call in (
        "list",
        "totaal --structureel --json",
        "rapport",
        "schema",
        "controleer",
        "aansluiting -f md",
    ):
        words = call.split()
        assert bash('"$@"', home, *words, "-o", "-", cwd=tmp_path) == run(*words)
    assert list(tmp_path.iterdir()) == []


def test_a_named_format_beats_the_ending(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "antwoord.csv"
    run("totaal", "--structureel", "-o", path, "--json")
    assert json.loads(path.read_text())["totaal"] == 26_500_000


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

    env = environment(home, {"PYTHONDONTWRITEBYTECODE": "1"})  # half of it would stay for the next call
    code, _, err = started(command("list", "-o", path, "--overschrijf"), env, preexec_fn=no_room)
    assert code == 1
    assert "schrijven mislukt" in err
    assert "Traceback" not in err
    assert path.read_text() == "van mij"
    assert [file.name for file in tmp_path.iterdir()] == [path.name]


def test_a_folder_that_is_not_there_is_said_so(run: Run, tmp_path: Path) -> None:
    answer = run("list", "-o", tmp_path / "nergens" / "antwoord.tsv")
    assert (answer.code, answer.out) == (1, "")
    assert "de map bestaat niet" in answer.err


# ── What is written to as it is ────────────────────────────────────────────────────────────────────


def written(home: Path, *words: str | Path, stdout: int = subprocess.DEVNULL, **how: Any) -> int:
    """Run a call whose answer goes elsewhere, and return its exit; it says nothing on standard error."""
    answer = started(command(*words), environment(home), stdout=stdout, **how)
    assert answer.err == ""
    return answer.code


@pytest.mark.parametrize("more", [(), ("--overschrijf",)], ids=["plain", "overwrite"])
def test_a_pipe_and_a_terminal_stay_what_they_are(
    more: tuple[str, ...], run: Run, home: Path, tmp_path: Path
) -> None:
    answer = run("list", "--kaal").out
    fifo = tmp_path / "pijp"
    os.mkfifo(fifo)
    reader = os.open(fifo, os.O_RDONLY | os.O_NONBLOCK)
    assert written(home, "list", "--kaal", "-o", fifo, *more) == 0
    assert os.read(reader, 65536).decode() == answer
    os.close(reader)
    assert stat.S_ISFIFO(fifo.lstat().st_mode)
    ours, theirs = pty.openpty()
    assert written(home, "list", "--kaal", "-o", os.ttyname(theirs), *more) == 0
    assert os.read(ours, 65536).decode().replace("\r\n", "\n") == answer
    os.close(ours)
    os.close(theirs)


def test_a_descriptor_by_any_name_is_where_it_stands(run: Run, home: Path, tmp_path: Path) -> None:
    """As the shell opened it: a file that it adds to (`>>`) keeps what it has."""
    answer = run("list", "--kaal").out
    link = tmp_path / "uit"
    link.symlink_to("/dev/stdout")
    names: list[str | Path] = ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1", link]
    path = tmp_path / "antwoord"
    path.write_text("van mij\n")
    with path.open("a") as file:
        for name in names:
            assert written(home, "list", "--kaal", "-o", name, stdout=file.fileno()) == 0
    assert path.read_text() == "van mij\n" + len(names) * answer
    assert run("list", "--kaal", "-o", "/dev/stderr") == (0, "", answer)
    ours, theirs = os.pipe()
    assert written(home, "list", "--kaal", "-o", f"/dev/fd/{theirs}", pass_fds=(theirs,)) == 0
    assert os.read(ours, 65536).decode() == answer
    os.close(ours)
    os.close(theirs)


def test_a_reader_that_leaves_changes_no_verdict(home: Path, tmp_path: Path) -> None:
    unsound = tmp_path / "eigen.yaml"
    unsound.write_text("bijgewerkt: 1")
    for words, code in {("list", "--json"): 0, ("controleer", str(unsound), "--json"): 1}.items():
        ours, theirs = os.pipe()
        os.close(ours)
        assert written(home, *words, "-o", "/dev/stdout", stdout=theirs) == code
        os.close(theirs)


# ── What may not be lost ───────────────────────────────────────────────────────────────────────────


def test_a_link_is_followed(run: Run, tmp_path: Path) -> None:
    target, link = tmp_path / "doel.txt", tmp_path / "link.json"
    link.symlink_to("doel.txt")
    assert run("list", "-o", link).code == 0  # what it points to is not there yet
    assert (run("list", "-o", link).code, link.readlink()) == (1, Path("doel.txt"))
    assert run("totaal", "-o", link, "--overschrijf").code == 0
    assert link.readlink() == Path("doel.txt")
    assert target.read_text() == run("totaal", "--json").out


def test_a_replaced_file_keeps_what_it_is(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "antwoord.json"
    path.write_text("van mij")
    if os.getuid() == 0:
        os.chown(path, 1234, 2345)
    path.chmod(0o604)
    try:
        os.setxattr(path, "user.van", b"mij")
    except OSError:
        pytest.skip("no attributes on this file system")
    before = path.stat()
    assert run("list", "-o", path, "--overschrijf").code == 0
    after = path.stat()
    assert len(json.loads(path.read_text())) == 5
    assert (after.st_mode, after.st_uid, after.st_gid) == (before.st_mode, before.st_uid, before.st_gid)
    assert os.getxattr(path, "user.van") == b"mij"
    assert after.st_mtime_ns > before.st_mtime_ns


def test_a_new_file_gets_the_mode_that_the_user_chose(home: Path, tmp_path: Path) -> None:
    path = tmp_path / "antwoord.json"
    assert written(home, "list", "-o", path, umask=0o027) == 0
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_the_dataset_is_never_written_over(run: Run, home: Path, tmp_path: Path) -> None:
    names = ("eigen.yaml", "hard.yaml", "link.yaml", "brief.txt")
    own, hard, link, text = (tmp_path / name for name in names)
    own.write_bytes(DATASET.read_bytes())
    hard.hardlink_to(own)
    link.symlink_to(own)
    text.write_text("tekst")
    shipped = tmp_path / "meegeleverd.yaml"
    try:
        shipped.hardlink_to(DATASET)  # so that a failing test costs no dataset
    except OSError:  # it is another's, or on another disk
        shipped.symlink_to(DATASET)
    over = ("-f", "yaml", "--overschrijf", "-o")
    calls: list[tuple[tuple[str | Path, ...], dict[str, str]]] = [
        *((("list", "--data", own, *over, name), {}) for name in (own, hard, link)),
        (("--data", own, "toon", "schiphol", *over, own), {}),
        (("aansluiting", *over, hard), {"KNOOPPUNT_DATA": str(own)}),
        (("controleer", own, *over, own), {}),
        (("list", "-o", own, "--data", own), {}),
        (("schema", "--overschrijf", "-o", own), {"KNOOPPUNT_DATA": str(own)}),
        (("controleer", "--brontekst", f"erasmus-2019={text}", *over, text), {}),
        (("list", *over, shipped), {}),
    ]
    for words, env in calls:
        answer = run(*words, env=env)
        assert (answer.code, answer.out) == (1, ""), words
        assert answer.err.endswith(": dit bestand is zelf invoer; kies een ander uitvoerbestand.\n"), words
    with own.open() as file:  # --data - < eigen.yaml
        call = command("list", "--data", "-", *over, own)
        assert started(call, environment(home), stdin=file).code == 1
    question = tmp_path / "vraag.sql"
    question.write_text("SELECT id FROM knooppunten")
    for words in (("sql", "-"), ("lees", "-"), ("controleer", "--brontekst", "erasmus-2019=-")):
        with question.open() as file:
            code, out, err = started(command(*words, *over, question), environment(home), stdin=file)
        assert (code, out) == (1, ""), words
        assert err.endswith("dit bestand is zelf invoer; kies een ander uitvoerbestand.\n"), words
    assert question.read_text() == "SELECT id FROM knooppunten"
    assert own.read_bytes() == hard.read_bytes() == DATASET.read_bytes()
    assert (link.readlink(), text.read_text()) == (own, "tekst")


def test_where_nothing_can_be_written_it_is_said(run: Run, tmp_path: Path) -> None:
    loop = tmp_path / "kring"
    loop.symlink_to(loop)
    for path, why in {
        tmp_path: "dit is een map; geef een bestand op",
        f"{tmp_path}/nieuw/": "dit is een map; geef een bestand op",
        tmp_path / ("n" * 256): "deze naam is te lang",
        loop: "deze link verwijst naar zichzelf",
        "/dev/full": "de schijf is vol",
        "/dev/fd/77": "hier kan niet geschreven worden",
    }.items():
        answer = run("list", "--kaal", "-o", path)
        assert answer == (1, "", f"Fout: {path}: schrijven mislukt: {why}.\n")
    assert list(tmp_path.iterdir()) == [loop]


def test_a_long_name_is_no_matter(run: Run, tmp_path: Path) -> None:
    path = tmp_path / ("n" * 250 + ".json")
    for _ in range(2):
        assert run("list", "-o", path, "--overschrijf").code == 0
    assert list(tmp_path.iterdir()) == [path]
