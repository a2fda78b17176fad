"""The snapshot is a cache one can forget about: whatever happens to it, the answer is right and quiet."""

import os
import random
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import DATASET, ROOT, Home, on_terminal

SUM = 16  # bytes of checksum behind the database


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
    assert len(someone.snapshots()) == 2
    assert path in someone.snapshots()


def test_an_edit_of_the_words_in_the_code_shows_in_the_answers(someone: Home) -> None:
    other, env = _copied(someone)
    words = [sys.executable, "-m", "ondermijning", "--data", str(DATASET), "toon"]
    words += ["haven-rotterdam", "--json"]

    def answer() -> str:
        return subprocess.run(words, env=env, cwd=other, check=True, capture_output=True).stdout.decode()

    assert '"EUR/jaar"' in answer()
    amounts = other / "ondermijning" / "amounts.py"
    amounts.write_text(amounts.read_text().replace('"EUR/jaar"', '"EUR per jaar"'))
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
    done = subprocess.run(words, env=env, cwd=other, capture_output=True)
    assert done.returncode == 0, done.stderr.decode()


def test_another_version_of_a_parser_makes_its_own_snapshot(someone: Home) -> None:
    import yaml

    path = someone.snapshot()
    other = someone.folder / "other"
    shutil.copytree(Path(yaml.__file__).parent, other / "yaml")
    init = other / "yaml" / "__init__.py"
    init.write_text(init.read_text() + "\n# a newer version\n")
    someone.check(env=someone.env(PYTHONPATH=str(other)))
    assert len(someone.snapshots()) == 2
    assert path in someone.snapshots()


@pytest.mark.parametrize("size", ["someone", "someone_large"])
def test_a_second_call_is_answered_from_the_snapshot(size: str, request: pytest.FixtureRequest) -> None:
    home: Home = request.getfixturevalue(size)
    for modules in (["yaml"], []):
        words = [home.command()[0], "-X", "importtime", *home.command()[1:]]
        done = subprocess.run(words, env=home.env(), check=True, capture_output=True)
        assert done.stdout.decode() == home.total
        assert re.findall(r"\| +(yaml)$", done.stderr.decode(), re.MULTILINE) == modules


# ── Many at once, and killed ───────────────────────────────────────────────────────────────────────


def test_fifty_at_once_on_an_empty_cache_all_answer_right(someone: Home) -> None:
    started = [someone.start() for _ in range(50)]
    answers = [process.communicate(timeout=120) for process in started]
    assert {out.decode() for out, _ in answers} == {someone.total}
    assert not any(b"Traceback" in err for _, err in answers)
    assert len(someone.snapshots()) == 1
    assert someone.debris() == []


def test_killed_at_any_moment_it_harms_no_later_one(someone_large: Home) -> None:
    began = time.monotonic()
    someone_large.check()
    took = time.monotonic() - began
    for part in range(1, 12):
        shutil.rmtree(someone_large.cache)
        process = someone_large.start()
        time.sleep(took * part / 10)
        process.kill()
        process.communicate()
        if part % 3 == 0:
            someone_large.check()
        someone_large.cache.mkdir(parents=True, exist_ok=True)
    someone_large.check()
    assert len(someone_large.snapshots()) == 1


def test_killed_while_writing_it_harms_no_later_one(someone_large: Home) -> None:
    for delay in (0, 0.001, 0.003, 0.01):
        shutil.rmtree(someone_large.cache, ignore_errors=True)
        process = someone_large.start()
        while process.poll() is None and not someone_large.debris():
            pass
        time.sleep(delay)
        process.kill()
        process.communicate()
        someone_large.check()
        someone_large.check()
        for name in someone_large.debris():
            os.utime(someone_large.cache / name, (0, 0))
        for path in someone_large.snapshots():
            path.unlink()
        someone_large.check()
        assert someone_large.debris() == []


# ── Something else in its place ────────────────────────────────────────────────────────────────────


def _remade(home: Home, sound: bytes) -> None:
    """Check that the snapshot is as good as new, or that a sound one has come in its place."""
    home.check()
    content = home.snapshot().read_bytes()
    assert len(content) == len(sound)
    home.check()


@pytest.mark.parametrize("length", [0, 1, 16, 100, 4096, 20_000, -1, -16, -4096])
def test_a_truncated_snapshot_is_replaced(someone: Home, length: int) -> None:
    sound = someone.snapshot().read_bytes()
    someone.snapshot().write_bytes(sound[:length])
    _remade(someone, sound)


@pytest.mark.parametrize("length", [0, 4096, -4096])
def test_a_truncated_large_snapshot_is_replaced(someone_large: Home, length: int) -> None:
    sound = someone_large.snapshot().read_bytes()
    someone_large.snapshot().write_bytes(sound[:length])
    _remade(someone_large, sound)


def test_a_garbled_snapshot_is_replaced(someone: Home) -> None:
    sound = someone.snapshot().read_bytes()
    chance = random.Random(1)
    for place in [0, 20, 100, len(sound) - 1, *(chance.randrange(len(sound)) for _ in range(12))]:
        garbled = bytearray(sound)
        garbled[place] ^= 1 << chance.randrange(8)
        someone.snapshot().write_bytes(garbled)
        _remade(someone, sound)
    someone.snapshot().write_bytes(chance.randbytes(len(sound)))
    _remade(someone, sound)


def test_a_garbled_large_snapshot_decides_no_answer(someone_large: Home) -> None:
    sound = someone_large.snapshot().read_bytes()
    chance = random.Random(2)
    garbled = bytearray(sound)
    for _ in range(20_000):
        garbled[chance.randrange(4096, len(sound))] ^= 1 << chance.randrange(8)
    someone_large.snapshot().write_bytes(garbled)
    _remade(someone_large, sound)
    someone_large.snapshot().write_bytes(chance.randbytes(len(sound)))
    _remade(someone_large, sound)
    assert someone_large.snapshot().read_bytes()[:16] == sound[:16]


def test_a_few_bytes_changed_in_a_large_snapshot_decide_no_answer(someone_large: Home) -> None:
    """A change that SQLite itself cannot see: an amount, in the table and in its index."""
    sound = someone_large.snapshot().read_bytes()
    db = sqlite3.connect(":memory:")
    db.deserialize(sound[:-SUM])
    db.execute("UPDATE bewering SET waarde = waarde + 1 WHERE onderdeel = 'structureel' AND knooppunt = 7")
    db.commit()
    someone_large.snapshot().write_bytes(db.serialize() + sound[-SUM:])
    _remade(someone_large, sound)


def _database(path: Path) -> None:
    path.unlink()
    db = sqlite3.connect(path)
    db.execute("CREATE TABLE bedrag (x)")
    db.commit()
    db.close()


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()
    (path / "file").touch()


def _link(path: Path) -> None:
    path.unlink()
    path.symlink_to(DATASET)


def _dangling(path: Path) -> None:
    path.unlink()
    path.symlink_to("/nowhere/at/all")


def _fifo(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


@pytest.mark.parametrize("put", [_database, _folder, _link, _dangling, _fifo])
def test_something_else_in_its_place_does_no_harm(someone: Home, put: Callable[[Path], None]) -> None:
    path = someone.snapshot()
    put(path)
    someone.check()
    if put is not _folder:
        assert path.is_file()
        assert not path.is_symlink()
    assert DATASET.read_bytes().startswith(b"#")


def test_the_sound_snapshot_of_another_dataset_is_not_taken_for_it(someone: Home) -> None:
    mine = someone.snapshot()
    content = mine.read_bytes()
    mine.unlink()
    someone.dataset.write_text(someone.dataset.read_text().replace("16_500_000", "17_500_000"))
    someone.snapshot().write_bytes(content)
    someone.check()


# ── Waiting, and giving up ─────────────────────────────────────────────────────────────────────────


def test_a_long_load_shows_its_progress_on_a_terminal_and_wipes_it(someone_large: Home) -> None:
    began = time.monotonic()
    screen = on_terminal(someone_large.command(), someone_large.env(), columns=80).out
    if time.monotonic() - began < 1.5 and "%" not in screen:
        pytest.skip("this machine loads it within a second")
    before, _, after = screen.rpartition("\x1b[K")
    assert re.search(r"\d+%", before)
    assert "%" not in after
    assert someone_large.total in after


def test_a_long_load_shows_nothing_in_a_pipe(someone_large: Home) -> None:
    assert "%" not in someone_large.ask().err


def test_a_quick_answer_shows_no_progress(someone: Home) -> None:
    assert "%" not in on_terminal(someone.command(), someone.env(), columns=80).out


def test_an_interrupt_stops_a_long_load_at_once(someone_large: Home) -> None:
    began = time.monotonic()
    someone_large.check()
    took = time.monotonic() - began
    for part in range(2, 20):
        shutil.rmtree(someone_large.cache)
        process = someone_large.start()
        time.sleep(took * part / 20)
        sent = time.monotonic()
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
        if process.returncode == 0:  # it was done before
            assert out.decode() == someone_large.total
        elif process.returncode == -signal.SIGINT:  # in its last moments it is Python that answers
            assert (out.decode(), err) == (someone_large.total, b""), f"at {part}/20"
        else:
            assert (process.returncode, out, err) == (130, b"", b""), f"at {part}/20"
            assert time.monotonic() - sent < max(took, 1), f"at {part}/20"  # in this run's own measure
        assert someone_large.debris() == []
        someone_large.cache.mkdir(parents=True, exist_ok=True)
