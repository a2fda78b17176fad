"""Large files are known again without reading them, and whatever changes in them is seen all the same."""

import mmap
import os
import re
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from copy import copy
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from conftest import DATASET, Home, command

PADDING = "# nothing\n" * 150_000
AMOUNT = re.compile(rb"structureel\n +bedrag: ([1-9])")


def _pad(path: Path) -> None:
    """Make a dataset so large that it is not read at every call."""
    path.write_text(path.read_text() + PADDING)


def _edit(content: bytes) -> tuple[int, bytes]:
    """Return where an amount begins, and another first figure for it."""
    found = AMOUNT.search(content)
    assert found
    return found.start(1), b"%d" % (int(found[1]) % 9 + 1)


@pytest.fixture
def padded(someone: Home) -> Home:
    """Someone with a dataset that is large, but not in what it says."""
    _pad(someone.dataset)
    return someone


def _kind(folder: Path) -> str:
    """Return the kind of file system that a folder is on."""
    done = subprocess.run(["stat", "-f", "-c", "%T", folder], capture_output=True, check=True)
    return done.stdout.decode().strip()


@pytest.fixture
def memory_disk(tmp_path: Path) -> Iterator[Path]:
    """Give a folder on a file system in memory."""
    with TemporaryDirectory(dir="/dev/shm" if Path("/dev/shm").is_dir() else tmp_path) as folder:
        if _kind(Path(folder)) not in ("tmpfs", "ramfs"):
            pytest.skip("there is no file system in memory here")
        yield Path(folder)


@pytest.mark.parametrize("size", ["someone", "padded", "someone_large"])
def test_an_edit_of_the_same_size_and_time_is_seen(size: str, request: pytest.FixtureRequest) -> None:
    home: Home = request.getfixturevalue(size)
    os.utime(home.dataset, (10**9, 10**9))
    home.check(later=True)
    home.check(later=True)
    before = home.dataset.stat()
    content = home.dataset.read_bytes()
    start, figure = _edit(content)
    home.dataset.write_bytes(content[:start] + figure + content[start + 1 :])
    os.utime(home.dataset, ns=(before.st_atime_ns, before.st_mtime_ns))
    after = home.dataset.stat()
    assert (after.st_size, after.st_mtime_ns) == (before.st_size, before.st_mtime_ns)
    home.check(later=True)


def _edited_by_mapping(home: Home) -> None:
    """Change an amount by a mapping that has changed the file before, and so need not show in its times."""
    _pad(home.dataset)
    with home.dataset.open("r+b") as file, mmap.mmap(file.fileno(), 0) as mapping:
        start, figure = _edit(mapping[:])
        mapping[start] = mapping[start]
        for _ in range(2):
            home.check(later=True)
        mapping[start] = figure[0]
        home.check(later=True)


def test_an_edit_by_a_mapping_is_seen(someone: Home) -> None:
    _edited_by_mapping(someone)


def test_an_edit_by_a_mapping_is_seen_on_a_disk_in_memory(memory_disk: Path) -> None:
    _edited_by_mapping(Home(memory_disk))


def test_an_edit_by_a_mapping_of_a_large_snapshot_in_memory_decides_no_answer(
    someone_large: Home, memory_disk: Path
) -> None:
    env = someone_large.env(XDG_CACHE_HOME=str(memory_disk))
    someone_large.check(env)
    (path,) = (memory_disk / "knooppunt").glob("*.sqlite")
    db = sqlite3.connect(":memory:")
    db.deserialize(path.read_bytes()[:-16])
    db.execute("UPDATE bewering SET waarde = 1 WHERE onderdeel = 'structureel'")
    db.commit()
    other = db.serialize()
    db.close()
    with path.open("r+b") as file, mmap.mmap(file.fileno(), 0) as mapping:
        mapping[: len(other)] = mapping[: len(other)]
        for _ in range(2):
            someone_large.check(env, later=True)
        mapping[: len(other)] = other
        someone_large.check(env, later=True)


def test_stamps_that_have_changed_places_are_not_believed(padded: Home) -> None:
    second = copy(padded)
    second.dataset = padded.folder / "second.yaml"
    content = padded.dataset.read_bytes()
    start, figure = _edit(content)
    second.dataset.write_bytes(content[:start] + figure + content[start + 1 :])
    for home in (padded, second):
        home.check(later=True)
    if _kind(padded.folder) not in ("ext2/ext3", "xfs", "btrfs", "f2fs"):
        pytest.skip("files have stamps only where their times are known to tell of every change")
    one, other = padded.cache.glob("*.stamp")
    third = one.with_suffix(".third")
    one.rename(third)
    other.rename(one)
    third.rename(other)
    assert padded.total != second.total
    for home in (padded, second):
        home.check(later=True)


def test_standard_input_is_not_a_file_of_that_name(padded: Home) -> None:
    shutil.copyfile(padded.dataset, padded.folder / "-")
    content = DATASET.read_bytes()
    start, figure = _edit(content)
    edited = content[:start] + figure + content[start + 1 :]
    words = padded.command(later=True)
    words[words.index(str(padded.dataset))] = "-"
    answers = [
        subprocess.run(words, input=given, env=padded.env(), cwd=padded.folder, capture_output=True).stdout
        for given in (content, edited, content)
    ]
    assert answers[0].decode() == padded.total
    assert answers[0] == answers[2]
    assert answers[0] != answers[1]
    named = [*command("--data", "./-"), *words[-3:]]  # the file itself
    done = subprocess.run(named, env=padded.env(), cwd=padded.folder, capture_output=True)
    assert done.stdout.decode() == padded.total


def test_a_snapshot_that_is_damaged_under_way_is_told_in_words(someone_large: Home) -> None:
    """What no call by itself can be made to meet: the file changes between opening and asking."""
    script = """
import pathlib, sys
from ondermijning.problems import UnreadableError
from ondermijning.store import open_store
with open_store(sys.argv[1]) as store:
    (path,) = pathlib.Path(sys.argv[2]).glob("*.sqlite")
    path.write_bytes(b"x" * path.stat().st_size)
    try:
        print(store.rows("SELECT SUM(waarde) FROM bewering"))
    except UnreadableError as error:
        print(error)
"""
    someone_large.check()
    words = [command()[0], "-c", script, str(someone_large.dataset), str(someone_large.cache)]
    done = subprocess.run(words, env=someone_large.env(), capture_output=True)
    assert done.stderr == b""
    assert "verwijder deze map" in done.stdout.decode()
    assert str(someone_large.cache) in done.stdout.decode()
    someone_large.check()  # and the next call puts it right
