"""Large files are known again without reading them, and whatever changes in them is seen all the same."""

import os
import re
import shutil
import subprocess
from copy import copy
from pathlib import Path

import pytest
from conftest import A_MINUTE_LATER, DATASET, Home, command, started

AMOUNT = re.compile(rb"structureel\n +bedrag: ([1-9])")


def _edited(content: bytes) -> bytes:
    """Return a dataset with another first figure of an amount."""
    found = AMOUNT.search(content)
    assert found
    return content[: found.start(1)] + b"%d" % (int(found[1]) % 9 + 1) + content[found.end(1) :]


@pytest.fixture
def padded(someone: Home) -> Home:
    """Someone with a dataset that is large, but not in what it says."""
    someone.dataset.write_text(someone.dataset.read_text() + "# nothing\n" * 150_000)
    return someone


@pytest.mark.parametrize("size", ["someone", "padded", "someone_large"])
def test_an_edit_of_the_same_size_and_time_is_seen(size: str, request: pytest.FixtureRequest) -> None:
    home: Home = request.getfixturevalue(size)
    os.utime(home.dataset, (10**9, 10**9))
    home.check(later=True)
    home.check(later=True)
    before = home.dataset.stat()
    home.dataset.write_bytes(_edited(home.dataset.read_bytes()))
    os.utime(home.dataset, ns=(before.st_atime_ns, before.st_mtime_ns))
    after = home.dataset.stat()
    assert (after.st_size, after.st_mtime_ns) == (before.st_size, before.st_mtime_ns)
    home.check(later=True)


def test_stamps_that_have_changed_places_are_not_believed(padded: Home) -> None:
    second = copy(padded)
    second.dataset = padded.folder / "second.yaml"
    second.dataset.write_bytes(_edited(padded.dataset.read_bytes()))
    for home in (padded, second):
        home.check(later=True)
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
    words = padded.command(A_MINUTE_LATER)
    words[words.index(str(padded.dataset))] = "-"
    env, folder = padded.env(), padded.folder
    texts = (content, _edited(content), content)
    first, second, third = (started(words, env, cwd=folder, input=text).out for text in texts)
    assert first == third == padded.total
    assert first != second
    named = [*command("--data", "./-"), *words[-3:]]  # the file itself
    assert started(named, padded.env(), cwd=padded.folder).out == padded.total


_COUNTING = """
import atexit, os
log = int(os.environ["LOG"])
@atexit.register
def tell():
    with open("/proc/self/io", "rb") as file:
        os.write(log, file.readline().split()[1])
"""


def _bytes_read(home: Home) -> int:
    """Return how much a call reads, all told."""
    ours, theirs = os.pipe()
    words = home.command(f"{A_MINUTE_LATER}\n{_COUNTING}")
    done = subprocess.run(words, env=home.env(LOG=str(theirs)), pass_fds=[theirs], capture_output=True)
    os.close(theirs)
    with open(ours, "rb") as log:
        count = log.read()
    assert done.stdout.decode() == home.total
    return int(count)


@pytest.mark.skipif(not Path("/proc/self/io").exists(), reason="the system does not count what is read")
def test_what_is_known_of_a_large_dataset_and_a_large_snapshot_is_not_read_again(someone_large: Home) -> None:
    first, second, third = (_bytes_read(someone_large) for _ in range(3))
    dataset, snapshot = someone_large.dataset.stat().st_size, someone_large.snapshot().stat().st_size
    assert first > dataset  # read to make the snapshot
    assert second - third > 0.99 * snapshot  # read once to see whether it is whole
    assert third < dataset


def test_a_snapshot_that_goes_or_is_renewed_under_way_still_answers(someone_large: Home) -> None:
    script = """
import pathlib, sys
from ondermijning.store import open_store
sql = "SELECT SUM(bedrag) FROM bedragen WHERE soort = 'structureel' AND NOT stap AND NOT gevolgd"
with open_store(sys.argv[1]) as store:
    (path,) = pathlib.Path(sys.argv[2]).glob("*.sqlite")
    path.unlink()
    print(*store.row(sql))
    with open_store(sys.argv[1]) as other:
        assert path.exists()
        print(*store.row(sql), *other.row(sql))
"""
    someone_large.check()
    words = [command()[0], "-c", script, str(someone_large.dataset), str(someone_large.cache)]
    total = someone_large.total.strip()
    assert started(words, someone_large.env()) == (0, f"{total}\n{total} {total}\n", "")
