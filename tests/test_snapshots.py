"""The snapshot is a cache one can forget about: whatever happens to it, the answer is right and quiet."""

import os
import random
import re
import resource
import shutil
import signal
import sqlite3
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from conftest import DATASET, ROOT, Answer, command, environment, on_terminal

ASK = ("totaal", "--structureel", "--kaal")
SUM = 16  # bytes of checksum behind the database
DAY = 24 * 60 * 60
needs_root = pytest.mark.skipif(os.getuid() != 0, reason="only root can give files to another user")


class Home:
    """A user with a dataset and a cache of their own."""

    def __init__(self, folder: Path, dataset: Path = DATASET) -> None:
        self.folder, self.dataset = folder, folder / "data.yaml"
        shutil.copyfile(dataset, self.dataset)
        self.cache = folder / "cache" / "knooppunt"

    @property
    def total(self) -> str:
        """The right answer, read from the dataset's text."""
        found = re.findall(
            r"soort: structureel\n +bedrag: ([0-9_]+)", self.dataset.read_text().split("totalen:")[0]
        )
        return f"{sum(map(int, found))}\n"

    def command(self) -> list[str]:
        return command("--data", self.dataset, *ASK)

    def env(self, **changes: str) -> dict[str, str]:
        return environment(self.folder, changes)

    def start(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            self.command(),
            env=self.env(),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )

    def ask(
        self,
        env: dict[str, str] | None = None,
        cwd: Path | None = None,
        limit: Callable[[], None] | None = None,
    ) -> Answer:
        done = subprocess.run(
            self.command(),
            env=self.env() if env is None else env,
            cwd=cwd,
            preexec_fn=limit,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=60,
        )
        return Answer(done.returncode, done.stdout.decode(), done.stderr.decode())

    def check(
        self,
        env: dict[str, str] | None = None,
        cwd: Path | None = None,
        limit: Callable[[], None] | None = None,
    ) -> None:
        """Ask, and find the right answer and nothing to complain of."""
        answer = self.ask(env, cwd, limit)
        assert (answer.code, answer.out) == (0, self.total), answer.err
        assert re.fullmatch(r"(Totaal van .*\n)?", answer.err)  # what the total does not hold, no more

    def snapshots(self) -> list[Path]:
        return sorted(self.cache.glob("*.sqlite"))

    def snapshot(self) -> Path:
        """Return the one snapshot, made if need be."""
        if not self.snapshots():
            self.check()
        (found,) = self.snapshots()
        return found

    def debris(self) -> list[str]:
        """Return the names of what is in the cache and is neither a snapshot nor the note of one."""
        return [p.name for p in self.cache.glob("*") if p.suffix not in (".sqlite", ".stamp")]


@pytest.fixture
def someone(tmp_path: Path) -> Home:
    """Someone with the shipped dataset."""
    return Home(tmp_path)


@pytest.fixture(scope="session")
def large_dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a dataset that takes some seconds to load, with a snapshot of many megabytes."""
    path = tmp_path_factory.mktemp("large") / "data.yaml"
    subprocess.run([sys.executable, ROOT / "benchmarks" / "generate.py", "10000", path], check=True)
    return path


@pytest.fixture
def someone_large(tmp_path: Path, large_dataset: Path) -> Home:
    """Someone with a large dataset."""
    return Home(tmp_path, large_dataset)


# ── Named by what it holds ─────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("size", ["someone", "someone_large"])
def test_an_edit_of_the_same_size_and_time_is_seen(size: str, request: pytest.FixtureRequest) -> None:
    home: Home = request.getfixturevalue(size)
    text = home.dataset.read_text()
    os.utime(home.dataset, (10**9, 10**9))
    time.sleep(3.5 if size == "someone_large" else 0)  # long enough for a large file to be remembered
    home.check()
    home.check()
    before = home.dataset.stat()
    first = re.search(r"structureel\n +bedrag: ([1-9])", text)
    assert first
    digit = str(int(first[1]) % 9 + 1)
    home.dataset.write_text(text[: first.start(1)] + digit + text[first.end(1) :])
    os.utime(home.dataset, ns=(before.st_atime_ns, before.st_mtime_ns))
    after = home.dataset.stat()
    assert (after.st_size, after.st_mtime_ns) == (before.st_size, before.st_mtime_ns)
    home.check()


def test_another_version_makes_its_own_snapshot(someone: Home) -> None:
    path = someone.snapshot()
    other = someone.folder / "other"
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "ondermijning", other / "ondermijning", ignore=ignored)
    init = other / "ondermijning" / "__init__.py"
    init.write_text(init.read_text().replace('__version__ = "', '__version__ = "9'))
    someone.check(env=someone.env(PYTHONPATH=str(other)), cwd=other)
    assert len(someone.snapshots()) == 2
    assert path in someone.snapshots()


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


# ── A folder that cannot be used ───────────────────────────────────────────────────────────────────


@pytest.fixture
def not_root() -> Callable[[], None]:
    """Give what makes a process one of a user without rights."""

    def drop() -> None:
        if os.getuid() == 0:
            os.setgroups([])
            os.setgid(65534)
            os.setuid(65534)

    return drop


def test_a_folder_that_cannot_be_written_is_done_without(someone: Home) -> None:
    base = someone.cache.parent
    base.mkdir()
    base.chmod(0o500)
    if os.getuid() != 0:
        someone.check()
        base.chmod(0o700)
    else:  # root writes anywhere, but not in /proc
        someone.check(env=someone.env(XDG_CACHE_HOME="/proc/self"))


@needs_root
def test_another_user_without_a_folder_gets_an_answer(someone: Home, not_root: Callable[[], None]) -> None:
    for folder in [someone.folder, *someone.folder.parents][:-2]:
        if not folder.stat().st_mode & stat.S_IXOTH:
            pytest.skip("another user cannot come here")
    someone.check(limit=not_root)


def test_a_file_where_the_folder_should_be_does_no_harm(someone: Home) -> None:
    someone.cache.parent.write_text("a file")
    someone.check()
    someone.cache.parent.unlink()
    someone.cache.parent.mkdir()
    someone.cache.write_text("a file")
    someone.check()
    assert someone.cache.read_text() == "a file"


def test_a_file_that_may_not_grow_does_no_harm(someone: Home) -> None:
    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (8192, 8192))

    someone.check(limit=limit)
    assert someone.snapshots() == []
    assert someone.debris() == []


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    """Give a disk of a few kilobytes."""
    place = tmp_path / "tiny"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=16k", "tmpfs", str(place)]
    if not shutil.which("mount") or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("no tmpfs can be mounted here")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def test_a_full_disk_does_no_harm(someone: Home, tiny_disk: Path) -> None:
    for _ in range(2):
        someone.check(env=someone.env(XDG_CACHE_HOME=str(tiny_disk)))
    assert [path for path in tiny_disk.rglob("*") if path.is_file()] == []


def test_without_a_home_it_answers(someone: Home) -> None:
    env = someone.env()
    del env["HOME"]
    someone.check(env=env)
    del env["XDG_CACHE_HOME"]
    someone.check(env={**env, "HOME": "/nowhere/at/all"})


def test_a_relative_cache_home_is_ignored(someone: Home) -> None:
    someone.check(env=someone.env(XDG_CACHE_HOME="relative"), cwd=someone.folder)
    assert not (someone.folder / "relative").exists()
    assert list((someone.folder / ".cache" / "knooppunt").glob("*.sqlite"))


# ── Its owner's alone ──────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
def test_only_its_owner_can_read_it(someone: Home, umask: int) -> None:
    def limit() -> None:
        os.umask(umask)

    someone.check(limit=limit)
    assert stat.S_IMODE(someone.cache.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in someone.cache.iterdir()} == {0o600}


def _lie(path: Path) -> None:
    """Make a snapshot give another answer, with a good checksum."""
    from ondermijning import snapshots

    image = path.read_bytes()[: -snapshots._SUM]
    db = sqlite3.connect(":memory:")
    db.deserialize(image)
    db.execute("UPDATE bewering SET waarde = 1 WHERE onderdeel = 'structureel'")
    db.commit()
    image = db.serialize()
    path.write_bytes(image + snapshots._sum(path.stem, image))


@needs_root
def test_a_snapshot_of_another_user_is_not_used(someone: Home) -> None:
    _lie(someone.snapshot())
    os.chown(someone.snapshot(), 65534, 65534)
    someone.check()


@needs_root
def test_a_folder_of_another_user_is_not_used(someone: Home) -> None:
    _lie(someone.snapshot())
    os.chown(someone.cache, 65534, 65534)
    someone.check()


# ── Cleaning up ────────────────────────────────────────────────────────────────────────────────────


def _aged(path: Path, days: float) -> Path:
    then = time.time() - days * DAY
    os.utime(path, (then, then))
    return path


def test_what_is_not_used_for_thirty_days_goes_at_the_next_write(someone: Home) -> None:
    used = _aged(someone.snapshot(), 31)
    someone.check()  # used again, and so young again
    forgotten, recent, stale, busy = (
        someone.cache / name for name in (f"{'a' * 40}.sqlite", f"{'b' * 40}.sqlite", "x.1.tmp", "y.2.tmp")
    )
    for path, days in ((forgotten, 31), (recent, 29), (stale, 2), (busy, 0)):
        path.touch()
        _aged(path, days)
    someone.dataset.write_text(someone.dataset.read_text() + "\n# another dataset\n")
    someone.check()
    assert used.exists()
    assert recent.exists()
    assert busy.exists()
    assert not forgotten.exists()
    assert not stale.exists()
    assert len(someone.snapshots()) == 3


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
        else:
            assert (process.returncode, out, err) == (130, b"", b""), f"at {part}/20"
            assert time.monotonic() - sent < max(took, 1), f"at {part}/20"  # in this run's own measure
        assert someone_large.debris() == []
        someone_large.cache.mkdir(parents=True, exist_ok=True)
