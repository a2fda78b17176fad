"""Files: what has no end, what is no file; writing alone, beside others, cut short, without rights."""

import errno
import os
import resource
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from conftest import DATASET, Run, command, environment, started
from forking import HANGS

from ondermijning.problems import UnreadableError
from ondermijning.writing import write

BRON = "kamerbrief-2022-11-04"


@pytest.mark.parametrize(("words", "most"), [
    (("list", "--data", "/dev/zero"), 256), (("controleer", "/dev/urandom"), 256),
    (("controleer", "--brontekst", f"{BRON}=/dev/zero"), 64),
    (("controleer", "--brontekst", f"{BRON}=/dev/urandom"), 64),
])  # fmt: skip
def test_what_has_no_end_is_refused(words: tuple[str, ...], most: int, home: Path) -> None:
    """Within half a gigabyte of memory, all told."""

    def little_memory() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (512 * 2**20, 512 * 2**20))

    answer = started(command(*words), environment(home), preexec_fn=little_memory)
    name = words[-1].rpartition("=")[2]
    expected = f"Fout: {name}: dit bestand is te groot; het mag hoogstens {most} MB zijn.\n"
    assert answer == (1, "", expected)


def test_a_pipe_without_end_is_refused(home: Path) -> None:
    with subprocess.Popen(["yes"], stdout=subprocess.PIPE) as endless:
        answer = started(command("list", "--data", "-"), environment(home), stdin=endless.stdout)
        endless.kill()
    why = "Fout: standaardinvoer: dit bestand is te groot; het mag hoogstens 256 MB zijn.\n"
    assert answer == (1, "", why)


def test_what_is_no_file_is_said(run: Run, tmp_path: Path) -> None:
    """And what to do about it, but only where that helps: what was typed, the user sees."""
    loop, missing, long = tmp_path / "kring", tmp_path / "weg", tmp_path / ("n" * 256)
    loop.symlink_to(loop)
    here = os.open(tmp_path, os.O_RDONLY)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(f"/proc/self/fd/{here}/s")  # a socket's path is short
    os.close(here)
    for path, why in {
        tmp_path: "dit is een map; geef een bestand uit die map op",
        missing: "dit bestand bestaat niet; controleer de naam",
        loop / "eigen.yaml": "deze link verwijst naar zichzelf",
        tmp_path / "s": "dit is geen gewoon bestand",
        long: "deze naam is te lang",
    }.items():
        answer = run("controleer", "--brontekst", f"{BRON}={path}")
        assert answer == (1, "", f"Fout: {path}: {why}.\n")
    why = f"Fout: {missing}: dit bestand bestaat niet; controleer de naam"
    assert run("list", "--data", missing).err == f"{why}.\n"
    assert run("list", env={"KNOOPPUNT_DATA": str(missing)}).err == f"{why} in KNOOPPUNT_DATA.\n"


def test_an_equals_sign_may_stand_in_the_name_of_a_text(run: Run, tmp_path: Path) -> None:
    """The first one ends the source: what follows is a path, whatever a system has in its paths."""
    text = tmp_path / "C:brief=1.txt"
    text.write_text("tekst")
    assert run("controleer", "--brontekst", f"erasmus-2019={text}").code == 0


SAVING = """
import sys, time
old, new = (open(name, "rb").read() for name in sys.argv[2:])
for number in range(1000):
    with open(sys.argv[1], "wb") as file:
        file.write((new, old)[number % 2])
    time.sleep(0.05)
"""


def test_beside_an_editor_that_saves_in_place_nothing_half_is_read(run: Run, tmp_path: Path) -> None:
    old, new, both = tmp_path / "oud.yaml", tmp_path / "nieuw.yaml", tmp_path / "data.yaml"
    for path, amount in ((old, "16500000"), (new, "16600000"), (both, "16500000")):
        path.write_text(DATASET.read_text().replace("bedrag: 16500000", f"bedrag: {amount}"))
    ask = ("totaal", "--structureel", "--kaal", "--data", both)
    words = [sys.executable, "-c", SAVING, *map(str, (both, old, new))]
    with subprocess.Popen(words) as editor:
        answers = {run(*ask).out for _ in range(40)}
        editor.kill()
    assert answers <= {"26500000\n", "26600000\n"}


SAVED_IN_A_PAUSE = """
import os, sys, time
path, text = sys.argv.pop(1), sys.argv.pop(1)
saved = iter(range(1000))
def save(_):
    with open(path, "w") as file:
        file.write(text)
    os.utime(path, (0, next(saved)))
time.sleep = save
from ondermijning.cli.main import main
main()
"""


@pytest.mark.parametrize("piped", [False, True], ids=["by name", "standard input"])
@pytest.mark.parametrize("ends", [True, False], ids=["saved", "never done"])
def test_a_file_that_is_empty_for_now_is_looked_at_again(
    piped: bool, ends: bool, home: Path, tmp_path: Path
) -> None:
    """Read once what is in it stays; said where that never comes."""
    path = tmp_path / "data.yaml"
    path.write_text("")
    rest = DATASET.read_text() if ends else ""
    words = [sys.executable, "-c", SAVED_IN_A_PAUSE, str(path), rest, "list", "--kaal"]
    with path.open() as file:
        answer = started([*words, "--data", "-" if piped else str(path)], environment(home), stdin=file)
    if ends:
        assert (answer.code, answer.err, len(answer.lines)) == (0, "", 5)
    else:
        told = "dit bestand verandert terwijl het gelezen wordt; probeer het opnieuw als het bewaard is."
        assert answer == (1, "", f"Fout: {'standaardinvoer' if piped else path}: {told}\n")


# ── Writing ────────────────────────────────────────────────────────────────────────────────────────

WRITERS = 8


def no_links(*_: object) -> None:
    raise PermissionError(errno.EPERM, "this file system has no links")


def test_text_and_bytes_may_be_written(tmp_path: Path) -> None:
    text: list[str] = ["één\n", "twee\r\n"]
    write(text, str(tmp_path / "tekst"), overwrite=False, inputs=[])
    write((piece.encode() for piece in text), str(tmp_path / "bytes"), overwrite=False, inputs=[])
    for path in tmp_path.iterdir():
        assert path.read_bytes() == "één\ntwee\r\n".encode()


@pytest.mark.parametrize("links", [True, False], ids=["links", "no links"])
def test_of_writers_at_once_one_wins(links: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All are past their look at what is there before any of them is done."""
    if not links:
        monkeypatch.setattr(os, "link", no_links)
    path = tmp_path / "antwoord"
    barrier = threading.Barrier(WRITERS, timeout=HANGS)

    def pieces(number: int) -> Iterator[str]:
        yield f"{number}\n" * 10_000
        barrier.wait()
        yield f"{number}\n" * 10_000

    def wins(number: int) -> bool:
        try:
            write(pieces(number), str(path), overwrite=False, inputs=[])
        except UnreadableError as error:
            assert str(error) == f"{path}: dit bestand bestaat al; gebruik --overschrijf om het te vervangen."
            return False
        return True

    with ThreadPoolExecutor(WRITERS) as pool:
        won = list(pool.map(wins, range(WRITERS)))
    assert won.count(True) == 1
    assert path.read_text() == f"{won.index(True)}\n" * 20_000
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("before", [None, "van mij"])
def test_an_answer_that_is_cut_short_leaves_nothing(before: str | None, tmp_path: Path) -> None:
    path = tmp_path / "antwoord"
    if before:
        path.write_text(before)
    foreign = tmp_path / f"antwoord.{os.getpid()}.tmp"
    foreign.write_text("van een ander")
    names = set(tmp_path.iterdir())
    seen: set[str] = set()

    def pieces() -> Iterator[str]:
        yield "half"
        seen.update(file.name for file in set(tmp_path.iterdir()) - names)
        raise KeyboardInterrupt

    for _ in range(2):
        with pytest.raises(KeyboardInterrupt):
            write(pieces(), str(path), overwrite=True, inputs=[])
    assert len(seen) == 2  # each its own, and hidden
    assert all(name.startswith(".") for name in seen)
    assert set(tmp_path.iterdir()) == names
    assert foreign.read_text() == "van een ander"
    assert not before or path.read_text() == before


_AS_ANOTHER = """
import os, shutil, sys
from ondermijning.problems import UnreadableError
from ondermijning.writing import write
if os.getuid() == 0:
    os.setgroups([])
    os.setgid(54321)
    os.setuid(54321)
for path in sys.argv[1:]:
    try:
        write(["nieuw"], path, overwrite=True, inputs=[])
    except UnreadableError as error:
        print(error)
"""


def test_without_rights_nothing_is_replaced(tmp_path: Path) -> None:
    """Neither a file that is not to be written, though its folder is, nor one that its folder holds."""
    open_, closed = tmp_path / "open", tmp_path / "dicht"
    files = open_ / "alleen-lezen", closed / "vast", closed / "nieuw"
    for folder in (open_, closed):
        folder.mkdir()
    for file in files[:2]:
        file.write_text("van mij")
    files[0].chmod(0o444)
    files[1].chmod(0o666)
    closed.chmod(0o555)
    for folder in (open_, *tmp_path.parents[:3], tmp_path):
        folder.chmod(folder.stat().st_mode | 0o055)
    open_.chmod(0o777)
    answer = started([sys.executable, "-c", _AS_ANOTHER, *files], dict(os.environ))
    held = "de map laat niet toe dat dit bestand wordt vervangen, of een ander programma heeft het open."
    assert answer.lines == [
        f"{files[0]}: schrijven mislukt: u hebt daar geen schrijfrechten.",
        f"{files[1]}: schrijven mislukt: {held}",
        f"{files[2]}: schrijven mislukt: u hebt daar geen schrijfrechten.",
    ]
    assert [file.read_text() for file in files[:2]] == ["van mij", "van mij"]
    assert list(open_.iterdir()) == [files[0]]
    closed.chmod(0o755)
