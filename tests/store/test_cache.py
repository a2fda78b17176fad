"""The folder of the cache: where it is, whose it must be, and what is ever deleted in it."""

import os
import resource
import shutil
import sqlite3
import stat
import subprocess
import time
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path

import pytest
from conftest import Home

SUM = 16  # bytes of checksum behind the content of each file
DAY = 24 * 60 * 60
SIGNATURE = b"Signature: 8a477f597d28d172789f06886806bc55\n"  # what backup programs look for
needs_root = pytest.mark.skipif(os.getuid() != 0, reason="only root can give files to another user")


def _sealed(name: str, content: bytes) -> bytes:
    """Return content as the cache keeps it: with a checksum of it and of the file's name."""
    return content + blake2b(content, digest_size=SUM, key=name.encode()).digest()


def _lie(path: Path) -> None:
    """Make a snapshot give another answer, with a good checksum."""
    db = sqlite3.connect(":memory:")
    db.deserialize(path.read_bytes()[:-SUM])
    db.execute("UPDATE bedragen SET bedrag = 1 WHERE soort = 'structureel'")
    db.commit()
    path.write_bytes(_sealed(path.name, db.serialize()))
    db.close()


# ── Where it is ────────────────────────────────────────────────────────────────────────────────────


def test_on_a_mac_it_is_where_caches_are_there(someone: Home) -> None:
    """As far as that can be tried here: the system is only said to be another."""
    words = someone.command("import sys, sysconfig; sysconfig.get_config_vars(); sys.platform = 'darwin'")
    env = someone.env()
    subprocess.run(words, env=env, check=True, capture_output=True)
    assert len(someone.snapshots()) == 1  # what the environment says decides there too
    del env["XDG_CACHE_HOME"]
    done = subprocess.run(words, env=env, check=True, capture_output=True)
    assert done.stdout.decode() == someone.total
    assert list((someone.folder / "Library" / "Caches" / "knooppunt").glob("*.sqlite"))


def test_it_may_be_in_a_folder_whose_name_is_not_utf_8(someone_large: Home) -> None:
    name = os.fsdecode(os.fsencode(someone_large.folder) + b"/caf\xe9 %41?#")
    for _ in range(2):
        someone_large.check(env=someone_large.env(XDG_CACHE_HOME=name))
    assert list((Path(name) / "knooppunt").glob("*.sqlite"))


# ── A folder that cannot be used ───────────────────────────────────────────────────────────────────


def not_root() -> None:
    """Make a process one of a user without rights."""
    if os.getuid() == 0:
        os.setgroups([])
        os.setgid(65534)
        os.setuid(65534)


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
def test_another_user_without_a_folder_gets_an_answer(someone: Home) -> None:
    for folder in [someone.folder, *someone.folder.parents][:-2]:
        if not folder.stat().st_mode & stat.S_IXOTH:
            pytest.skip("another user cannot come here")
    someone.check(preexec_fn=not_root)


def test_a_file_where_the_folder_should_be_does_no_harm(someone: Home) -> None:
    someone.cache.parent.write_text("a file")
    someone.check()
    someone.cache.parent.unlink()
    someone.cache.parent.mkdir()
    someone.cache.write_text("a file")
    someone.check()
    assert someone.cache.read_text() == "a file"


def test_a_file_that_may_not_grow_does_no_harm(someone: Home) -> None:
    env = someone.env(PYTHONDONTWRITEBYTECODE="1")  # half of it would stay for the next call
    someone.check(env, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (8192, 8192)))
    assert [*someone.snapshots(), *someone.debris()] == []


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


@needs_root
def test_with_no_home_on_record_either_it_makes_no_folder(someone: Home) -> None:
    env = someone.env()
    del env["HOME"], env["XDG_CACHE_HOME"]
    cwd = someone.folder / "cwd"
    cwd.mkdir()
    for changes in ({}, {"HOME": "~"}, {"HOME": "relative"}):
        # a user id that nobody has, with root's rights to read what is here
        someone.check(env={**env, **changes}, cwd=cwd, preexec_fn=lambda: os.setresuid(54321, 0, 0))
    assert list(cwd.iterdir()) == []


def test_a_relative_cache_home_is_ignored(someone: Home) -> None:
    someone.check(env=someone.env(XDG_CACHE_HOME="relative"), cwd=someone.folder)
    assert not (someone.folder / "relative").exists()
    assert list((someone.folder / ".cache" / "knooppunt").glob("*.sqlite"))


# ── Its owner's alone ──────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
def test_only_its_owner_can_read_it(someone: Home, umask: int) -> None:
    someone.check(preexec_fn=lambda: os.umask(umask) and None)
    assert stat.S_IMODE(someone.cache.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in someone.cache.iterdir()} == {0o600}


@pytest.mark.parametrize("mode", [0o777, 0o770, 0o720, 0o702])
def test_a_folder_that_others_can_write_to_is_not_used(someone: Home, mode: int) -> None:
    _lie(someone.snapshot())
    someone.cache.chmod(mode)
    before = sorted(someone.cache.iterdir())
    someone.check()
    assert sorted(someone.cache.iterdir()) == before
    assert stat.S_IMODE(someone.cache.stat().st_mode) == mode


def test_a_folder_that_others_can_read_is_used(someone: Home) -> None:
    someone.cache.mkdir(parents=True)
    someone.cache.chmod(0o755)
    assert someone.snapshot().exists()


def test_a_snapshot_that_others_can_write_to_is_not_used(someone: Home) -> None:
    _lie(someone.snapshot())
    someone.snapshot().chmod(0o622)
    someone.check()
    someone.check()


@needs_root
@pytest.mark.parametrize("what", ["the folder", "the snapshot"])
def test_what_is_of_another_user_is_not_used(someone: Home, what: str) -> None:
    _lie(someone.snapshot())
    os.chown(someone.cache if what == "the folder" else someone.snapshot(), 65534, 65534)
    someone.check()


# ── Cleaning up ────────────────────────────────────────────────────────────────────────────────────

FORGOTTEN = [f"{'a' * 40}.sqlite", f"{'a' * 40}.stamp"]
FOREIGN = ["notes.txt", "notes.sqlite", "x.1.tmp", f"{'A' * 40}.sqlite", f"{'a' * 41}.sqlite"]
FOREIGN += [f"{'a' * 40}.sqlite.bak", f"{'a' * 40}.sqlite\n", f"{'a' * 40}.txt"]


def _old(path: Path, days: float = 40) -> Path:
    then = time.time() - days * DAY
    os.utime(path, (then, then), follow_symlinks=False)
    return path


def _filled(folder: Path, names: list[str], days: float = 40) -> list[Path]:
    """Make files, as the cache would, that nobody has used for some days."""
    paths = [folder / name for name in names]
    for path in paths:
        path.write_bytes(_sealed(path.name, b"a file"))
        _old(path, days)
    return paths


def _ask_of_another_dataset(home: Home, times: int = 1) -> None:
    """Ask what has no snapshot yet, so that one is written."""
    for _ in range(times):
        home.dataset.write_text(home.dataset.read_text() + "\n# another dataset\n")
        home.check()


def _gone(paths: list[Path]) -> list[Path]:
    return [path for path in paths if not os.path.lexists(path)]


def test_what_is_not_used_for_thirty_days_goes_at_the_next_write(someone: Home) -> None:
    used = _old(someone.snapshot(), 31)
    someone.check()  # used again, and so young again
    forgotten = _filled(someone.cache, FORGOTTEN, 31)
    kept = [used, *_filled(someone.cache, [f"{'c' * 40}.sqlite"], 29)]
    kept += _filled(someone.cache, [f".knooppunt-{'c' * 16}"], 0.5)
    forgotten += _filled(someone.cache, [f".knooppunt-{'d' * 16}"], 1.5)
    _ask_of_another_dataset(someone)
    assert _gone(kept + forgotten) == forgotten
    assert len(someone.snapshots()) == 3


def test_its_mark_is_one_that_backup_programs_know_and_stays(someone: Home) -> None:
    someone.check()
    mark = someone.cache / "CACHEDIR.TAG"
    assert mark.read_bytes().startswith(SIGNATURE)
    assert b"knooppunt" in mark.read_bytes()
    _old(mark)
    _ask_of_another_dataset(someone)
    assert mark.exists()


def test_nothing_goes_that_is_not_its_own(someone: Home) -> None:
    someone.check()
    kept = _filled(someone.cache, FOREIGN)
    for path in _filled(someone.cache, FORGOTTEN):  # of another program, which gives its files such names too
        path.write_bytes(path.read_bytes()[:-1] + b"?")
        kept.append(_old(path))
    outside = someone.folder / "outside"
    outside.mkdir()
    kept += _filled(outside, FORGOTTEN)
    link, folder = someone.cache / f"{'d' * 40}.stamp", someone.cache / f"{'e' * 40}.sqlite"
    link.symlink_to(kept[-1])
    folder.mkdir()
    kept += [_old(link), *_filled(folder, ["a file"]), _old(folder)]
    if os.getuid() == 0:
        kept += _filled(someone.cache, [f"{'f' * 40}.sqlite"])
        os.chown(kept[-1], 65534, 65534)
    _ask_of_another_dataset(someone)
    assert _gone(kept) == []


def test_nothing_goes_in_a_folder_where_others_keep_files(someone: Home) -> None:
    """Somebody's checkout stands there, with old files, some of them named as ours."""
    objects = someone.cache / ".git" / "objects"
    objects.mkdir(parents=True)
    kept = [*_filled(objects, ["pack"]), *_filled(someone.cache, ["README.md", *FORGOTTEN])]
    _ask_of_another_dataset(someone, times=2)
    assert _gone(kept) == []
    assert not (someone.cache / "CACHEDIR.TAG").exists()


@pytest.mark.parametrize("mark", [b"", SIGNATURE, SIGNATURE + b"# Made by another program\n"])
def test_nothing_goes_under_the_mark_of_another_program(someone: Home, mark: bytes) -> None:
    someone.cache.mkdir(parents=True)
    (someone.cache / "CACHEDIR.TAG").write_bytes(mark)
    kept = _filled(someone.cache, FORGOTTEN)
    _ask_of_another_dataset(someone, times=2)
    assert _gone(kept) == []
    assert (someone.cache / "CACHEDIR.TAG").read_bytes() == mark


def test_nothing_goes_behind_a_link(someone: Home) -> None:
    someone.check()
    elsewhere = someone.cache.rename(someone.folder / "elsewhere")
    someone.cache.symlink_to(elsewhere)
    _filled(elsewhere, FORGOTTEN)
    before = sorted(elsewhere.iterdir())
    _ask_of_another_dataset(someone)
    assert sorted(elsewhere.iterdir()) == before


def test_the_cache_of_a_version_without_a_mark_is_marked_and_then_cleaned(someone: Home) -> None:
    someone.cache.mkdir(parents=True)
    forgotten = _filled(someone.cache, FORGOTTEN)
    _ask_of_another_dataset(someone)
    assert _gone(forgotten) == []  # nothing goes without a mark that stood there before
    _ask_of_another_dataset(someone)
    assert _gone(forgotten) == forgotten
