"""The snapshot is a cache one can forget about: whatever happens to it, the answer is right and quiet."""

import os
import random
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import DATASET, ROOT, Answer, Home, command, on_terminal, started
from forking import HANGS

SUM = 16  # bytes of checksum behind the database
IN_MEMORY = 4 * 2**20  # up to this size, in bytes, a snapshot is opened in memory


# ── Named by what it holds ─────────────────────────────────────────────────────────────────────────


def _copied(home: Home) -> tuple[Path, dict[str, str]]:
    """Give a copy of the program, to edit, and the environment in which it is the one that runs."""
    other = home.folder / "other"
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "ondermijning", other / "ondermijning", ignore=ignored)
    return other, home.env(PYTHONPATH=str(other))


def test_another_version_makes_its_own_snapshot(someone: Home) -> None:
    path = someone.snapshot()
    other, env = _copied(someone)
    init = other / "ondermijning" / "__init__.py"
    init.write_text(init.read_text().replace('__version__ = "', '__version__ = "9'))
    someone.check(env=env, cwd=other)
    assert {path} < {*someone.snapshots()}


def test_an_edit_of_the_words_in_the_code_shows_in_the_answers(someone: Home) -> None:
    other, env = _copied(someone)
    words = command("--data", DATASET, "toon", "haven-rotterdam", "--json")

    def answer() -> str:
        return subprocess.run(words, env=env, cwd=other, check=True, capture_output=True).stdout.decode()

    assert '"EUR/jaar"' in answer()
    for path in other.rglob("*.py"):
        if '"EUR/jaar"' in path.read_text():
            path.write_text(path.read_text().replace('"EUR/jaar"', '"EUR per jaar"'))
    assert '"EUR per jaar"' in answer()
    assert '"EUR/jaar"' not in answer()


def test_an_edit_of_any_file_of_the_program_makes_another_name(someone: Home) -> None:
    other, env = _copied(someone)
    edit_each = """
import pathlib, sys
from ondermijning.store.digest import program
names = [program(), program()]
assert len(set(names)) == 1
for path in sorted(pathlib.Path(sys.argv[1]).rglob("*.py")):
    path.write_text(path.read_text() + "#")
    names.append(program())
    assert len(set(names)) == len(names) - 1, path
"""
    words = [sys.executable, "-c", edit_each, str(other / "ondermijning")]
    assert started(words, env, cwd=other) == (0, "", "")


def test_another_version_of_a_parser_makes_its_own_snapshot(someone: Home) -> None:
    import yaml

    path = someone.snapshot()
    other = someone.folder / "other"
    shutil.copytree(Path(yaml.__file__).parent, other / "yaml")
    init = other / "yaml" / "__init__.py"
    init.write_text(init.read_text() + "\n# a newer version\n")
    someone.check(env=someone.env(PYTHONPATH=str(other)))
    assert {path} < {*someone.snapshots()}


@pytest.mark.parametrize("size", ["someone", "someone_large"])
def test_a_second_call_is_answered_from_the_snapshot(size: str, request: pytest.FixtureRequest) -> None:
    home: Home = request.getfixturevalue(size)
    for modules in (["yaml"], [], []):
        words = [home.command()[0], "-X", "importtime", *home.command()[1:]]
        done = subprocess.run(words, env=home.env(), check=True, capture_output=True)
        assert done.stdout.decode() == home.total
        assert re.findall(r"\| +(yaml)$", done.stderr.decode(), re.MULTILINE) == modules
    assert (home.snapshot().stat().st_size > IN_MEMORY) == (size == "someone_large")


# ── Many at once, and killed ───────────────────────────────────────────────────────────────────────


def test_many_at_once_on_an_empty_cache_all_answer_right(someone: Home) -> None:
    started = [someone.start() for _ in range(16)]
    answers = [process.communicate(timeout=HANGS) for process in started]
    assert {out.decode() for out, _ in answers} == {someone.total}
    assert not any(b"Traceback" in err for _, err in answers)
    assert len(someone.snapshots()) == 1
    assert someone.debris() == []


_STOPPED = """
import os, signal, sys, time
log, at, number, ticks, steps = int(os.environ["LOG"]), int(os.environ["AT"]), int(os.environ["SIGNAL"]), 0, 0

def a_second_later():
    global ticks
    ticks += 1
    sys.audit("tick")
    return float(ticks)

def step(event, args):
    global steps
    if event == "open" and not (args[1] is None and "/cache/" in args[0] and args[2] & os.O_CREAT):
        return
    if event == "import" and args[0] not in ("typer", "yaml"):
        return
    if event in ("tick", "import", "open", "sqlite3.connect", "os.mkdir", "os.rename", "os.remove"):
        steps += 1
        os.write(log, event.encode() + b"\\n")
        if steps == at:
            os.kill(os.getpid(), number)

time.monotonic = a_second_later
sys.addaudithook(step)
"""


def _stopped(home: Home, at: int, number: int) -> tuple[Answer, list[str]]:
    """Ask, and send the process a signal at a step of its way; return the answer and the steps taken."""
    ours, theirs = os.pipe()
    env = home.env(LOG=str(theirs), AT=str(at), SIGNAL=str(int(number)))
    done = subprocess.run(home.command(_STOPPED), env=env, pass_fds=[theirs], capture_output=True)
    os.close(theirs)
    with open(ours) as log:
        steps = log.read().split()
    return Answer(done.returncode, done.stdout.decode(), done.stderr.decode()), steps


def _steps_to_stop_at(home: Home) -> dict[int, str]:
    """Return the steps of a first call, by number: of the many ticks of the clock a few."""
    answer, steps = _stopped(home, 0, 0)
    assert answer.out == home.total
    assert {"open", "os.rename", "sqlite3.connect", "tick"} <= set(steps)
    ticks = [number for number, step in enumerate(steps, 1) if step == "tick"]
    few = ticks[:: max(1, len(ticks) // 3)]
    return {number: step for number, step in enumerate(steps, 1) if step != "tick" or number in few}


def test_killed_at_any_step_it_harms_no_later_one(someone_large: Home) -> None:
    for number, step in _steps_to_stop_at(someone_large).items():
        if step in ("import", "tick"):  # where the cache has not been touched yet
            continue
        shutil.rmtree(someone_large.cache)
        answer, steps = _stopped(someone_large, number, signal.SIGKILL)
        assert (answer.code, len(steps)) == (-signal.SIGKILL, number)
        someone_large.check()
        assert len(someone_large.snapshots()) == 1


@pytest.mark.parametrize("written", [1, 3_000_000])
def test_killed_while_writing_it_harms_no_later_one(someone_large: Home, written: int) -> None:
    """By the system, as soon as the file would grow beyond a number of bytes."""
    limit = f"import resource, signal; resource.setrlimit(resource.RLIMIT_FSIZE, ({written}, {written}))"
    words = someone_large.command(f"{limit}; signal.signal(signal.SIGXFSZ, signal.SIG_DFL)")
    done = subprocess.run(words, env=someone_large.env(), capture_output=True)
    assert done.returncode == -signal.SIGXFSZ
    (half,) = someone_large.cache.iterdir()
    assert half.stat().st_size == written
    for _ in range(2):
        someone_large.check()
    os.utime(half, (0, 0))
    someone_large.snapshot().unlink()
    someone_large.check()
    assert someone_large.debris() == []


# ── Something else in its place ────────────────────────────────────────────────────────────────────


def _remade(home: Home, content: bytes | bytearray, sound: bytes) -> None:
    """Put something in the place of the snapshot, and check that a sound one takes its place."""
    home.snapshot().write_bytes(content)
    home.check()
    assert len(home.snapshot().read_bytes()) == len(sound)
    home.check()


@pytest.mark.parametrize(("size", "length"), [
    *(("someone", length) for length in (0, 1, 16, 100, 4096, 20_000, -1, -16, -4096)),
    *(("someone_large", length) for length in (0, 4096, -4096)),
])  # fmt: skip
def test_a_truncated_snapshot_is_replaced(size: str, length: int, request: pytest.FixtureRequest) -> None:
    home: Home = request.getfixturevalue(size)
    sound = home.snapshot().read_bytes()
    _remade(home, sound[:length], sound)


def test_a_garbled_snapshot_is_replaced(someone: Home) -> None:
    sound = someone.snapshot().read_bytes()
    chance = random.Random(1)
    for place in [0, 20, 100, len(sound) - 1, *(chance.randrange(len(sound)) for _ in range(12))]:
        garbled = bytearray(sound)
        garbled[place] ^= 1 << chance.randrange(8)
        _remade(someone, garbled, sound)
    _remade(someone, chance.randbytes(len(sound)), sound)


def test_a_garbled_large_snapshot_decides_no_answer(someone_large: Home) -> None:
    sound = someone_large.snapshot().read_bytes()
    chance = random.Random(2)
    garbled = bytearray(sound)
    for _ in range(20_000):
        garbled[chance.randrange(4096, len(sound))] ^= 1 << chance.randrange(8)
    _remade(someone_large, garbled, sound)
    _remade(someone_large, chance.randbytes(len(sound)), sound)
    assert someone_large.snapshot().read_bytes()[:16] == sound[:16]


def test_a_few_bytes_changed_in_a_large_snapshot_decide_no_answer(someone_large: Home) -> None:
    """A change that SQLite itself cannot see: an amount, in the table and in its index."""
    sound = someone_large.snapshot().read_bytes()
    db = sqlite3.connect(":memory:")
    db.deserialize(sound[:-SUM])
    db.execute("UPDATE bedragen SET bedrag = bedrag + 1 WHERE soort = 'structureel' AND rowid < 9")
    db.commit()
    _remade(someone_large, db.serialize() + sound[-SUM:], sound)


def _database(path: Path) -> None:
    db = sqlite3.connect(path)
    db.execute("CREATE TABLE bedragen (x)")
    db.commit()
    db.close()


def _folder(path: Path) -> None:
    path.mkdir()
    (path / "file").touch()


OTHERS: dict[str, Callable[[Path], object]] = {
    "database": _database,
    "folder": _folder,
    "link": lambda path: path.symlink_to(DATASET),
    "dangling": lambda path: path.symlink_to("/nowhere/at/all"),
    "fifo": os.mkfifo,
}


@pytest.mark.parametrize("what", OTHERS)
def test_something_else_in_its_place_does_no_harm(someone: Home, what: str) -> None:
    path = someone.snapshot()
    path.unlink()
    OTHERS[what](path)
    someone.check()
    assert what == "folder" or (path.is_file() and not path.is_symlink())
    assert DATASET.read_bytes().startswith(b"#")


def test_the_sound_snapshot_of_another_dataset_is_not_taken_for_it(someone: Home) -> None:
    mine = someone.snapshot()
    content = mine.read_bytes()
    mine.unlink()
    someone.dataset.write_text(someone.dataset.read_text().replace("16_500_000", "17_500_000"))
    someone.snapshot().write_bytes(content)
    someone.check()


# ── Waiting, and giving up ─────────────────────────────────────────────────────────────────────────


_A_SLOW_CLOCK = "import time; time.monotonic = lambda: 0.0"
_A_FAST_CLOCK = (
    "import itertools, time; ticks = itertools.count(0.0, 2.0); time.monotonic = lambda: next(ticks)"
)


def test_a_long_load_shows_its_progress_on_a_terminal_and_wipes_it(someone_large: Home) -> None:
    screen = on_terminal(someone_large.command(_A_FAST_CLOCK), someone_large.env(), columns=80).out
    before, _, after = screen.rpartition("\x1b[K")
    shown = [int(part) for part in re.findall(r"(\d+)%", before)]
    assert len(shown) > 3
    assert shown == sorted(shown)
    assert "%" not in after
    assert someone_large.total in after


def test_a_long_load_shows_nothing_in_a_pipe(someone_large: Home) -> None:
    answer = started(someone_large.command(_A_FAST_CLOCK), someone_large.env())
    assert answer.out == someone_large.total
    assert "%" not in answer.err


@pytest.mark.parametrize(("term", "clock"), [("dumb", _A_FAST_CLOCK), ("xterm", _A_SLOW_CLOCK)])
def test_where_no_line_can_be_wiped_or_an_answer_is_quick_no_progress_is_shown(
    someone_large: Home, term: str, clock: str
) -> None:
    screen = on_terminal(someone_large.command(clock), someone_large.env(TERM=term), columns=80).out
    assert screen.endswith(someone_large.total)
    assert "%" not in screen
    assert term != "dumb" or "\x1b" not in screen


def test_an_interrupt_stops_a_long_load_at_once(someone_large: Home) -> None:
    """Without a word, whatever it is at, and nothing more is done but to tidy up."""
    for number, step in _steps_to_stop_at(someone_large).items():
        shutil.rmtree(someone_large.cache, ignore_errors=True)
        answer, steps = _stopped(someone_large, number, signal.SIGINT)
        assert answer == (130, "", ""), f"at {number}, {step}"
        assert set(steps[number:]) <= {"os.remove"}, f"at {number}, {step}"
        assert someone_large.debris() == []


GONE_BAD = """
import sqlite3
connect = sqlite3.connect
def opened(path, *args, uri=False, **more):
    if uri:
        with open(path.removeprefix("file://").partition("?")[0], "r+b") as file:
            file.seek(4096)
            file.write(bytes(2**20))
    return connect(path, *args, uri=uri, **more)
sqlite3.connect = opened
"""
"""Damages a snapshot as a failing disk could: after it was found to be whole, before a question is asked."""


def test_a_snapshot_that_goes_bad_during_a_call_is_told_with_the_way_out(someone_large: Home) -> None:
    someone_large.snapshot()
    why = (
        f"een tussenresultaat in {someone_large.cache} is beschadigd. Verwijder die map en geef het commando"
    )
    answer = started(someone_large.command(GONE_BAD), someone_large.env())
    assert answer == (1, "", f"Fout: {why} opnieuw.\n")
    shutil.rmtree(someone_large.cache)
    someone_large.check()
