"""Writing text to a file: alone, beside others, cut short, without rights."""

import errno
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from ondermijning.problems import UnreadableError
from ondermijning.writing import write_text

WRITERS = 8


def no_links(*_: object) -> None:
    raise PermissionError(errno.EPERM, "this file system has no links")


@pytest.mark.parametrize("links", [True, False], ids=["links", "no links"])
def test_of_writers_at_once_one_wins(links: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All are past their look at what is there before any of them is done."""
    if not links:
        monkeypatch.setattr(os, "link", no_links)
    path = tmp_path / "antwoord"
    barrier = threading.Barrier(WRITERS, timeout=60)

    def pieces(number: int) -> Iterator[str]:
        yield f"{number}\n" * 10_000
        barrier.wait()
        yield f"{number}\n" * 10_000

    def write(number: int) -> bool:
        try:
            write_text(pieces(number), str(path), overwrite=False, inputs=[])
        except UnreadableError as error:
            assert str(error) == f"{path}: dit bestand is er al; --overschrijf vervangt het"
            return False
        return True

    with ThreadPoolExecutor(WRITERS) as pool:
        won = list(pool.map(write, range(WRITERS)))
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
            write_text(pieces(), str(path), overwrite=True, inputs=[])
    assert len(seen) == 2  # each its own, and hidden
    assert all(name.startswith(".") for name in seen)
    assert set(tmp_path.iterdir()) == names
    assert foreign.read_text() == "van een ander"
    assert not before or path.read_text() == before


_AS_ANOTHER = """
import os, shutil, sys
from ondermijning.problems import UnreadableError
from ondermijning.writing import write_text
if os.getuid() == 0:
    os.setgroups([])
    os.setgid(54321)
    os.setuid(54321)
for path in sys.argv[1:]:
    try:
        write_text(["nieuw"], path, overwrite=True, inputs=[])
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
    done = subprocess.run(
        [sys.executable, "-c", _AS_ANOTHER, *files], capture_output=True, text=True, timeout=60
    )
    held = "de map laat niet toe dat dit bestand wordt vervangen, of een ander programma heeft het open"
    assert done.stdout.splitlines() == [
        f"{files[0]}: schrijven mislukt: u hebt geen schrijfrechten",
        f"{files[1]}: schrijven mislukt: {held}",
        f"{files[2]}: schrijven mislukt: u hebt geen schrijfrechten",
    ]
    assert [file.read_text() for file in files[:2]] == ["van mij", "van mij"]
    assert list(open_.iterdir()) == [files[0]]
    closed.chmod(0o755)
