"""`exporteer` writes whole or not at all: cut short, without room or rights, and beside what is another's."""

import json
import os
import resource
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from conftest import DATASET, Home, Run, command, environment
from forking import HANGS

TARGETS = {
    "uit": (),
    "uit-parquet": ("--parquet",),
    "uit.sqlite": (),
    "uit.xlsx": (),
    "uit.ods": (),
}


class Place:
    """A folder to export to, and the one for what is temporary."""

    def __init__(self, folder: Path) -> None:
        self.out, self.temporary = folder / "plaats", folder / "tijdelijk"
        for path in (self.out, self.temporary):
            path.mkdir()

    def hidden(self) -> list[Path]:
        return [*self.out.glob(".knooppunt-*"), *self.temporary.glob("knooppunt-*")]

    def start(
        self, name: str, someone: Home, *words: str, limit: Callable[[], None] | None = None
    ) -> subprocess.Popen[str]:
        return subprocess.Popen(
            command("exporteer", name, *TARGETS[name], "--data", someone.dataset, *words),
            # Of a module that is compiled without room, half would stay for the next call.
            env=someone.env(TMPDIR=str(self.temporary), PYTHONDONTWRITEBYTECODE="1"),
            cwd=self.out,
            preexec_fn=limit,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def stopped_half_way(self, name: str, someone: Home, *words: str) -> subprocess.Popen[str]:
        """Return a call that is held while it writes: what is temporary is there."""
        for _ in range(10):
            process = self.start(name, someone, *words)
            while process.poll() is None and not self.hidden():
                time.sleep(0.0005)
            process.send_signal(signal.SIGSTOP)
            if process.poll() is None and self.hidden():
                return process
            process.send_signal(signal.SIGCONT)  # it was quicker
            process.communicate(timeout=HANGS)
            self.clear()
        raise AssertionError("never caught while it writes")

    def clear(self) -> None:
        for path in self.out.iterdir():
            shutil.rmtree(path) if path.is_dir() else path.unlink()


@pytest.fixture
def place(tmp_path: Path, someone_large: Home) -> Place:
    someone_large.check()  # its snapshot is there
    return Place(tmp_path)


@pytest.mark.parametrize("name", TARGETS)
def test_ctrl_c_leaves_nothing(place: Place, someone_large: Home, name: str) -> None:
    process = place.stopped_half_way(name, someone_large)
    assert not (place.out / name).exists()
    process.send_signal(signal.SIGINT)
    process.send_signal(signal.SIGCONT)
    assert process.communicate(timeout=HANGS) == ("", "")
    assert process.returncode == 130
    assert list(place.out.iterdir()) == list(place.temporary.iterdir()) == []


@pytest.mark.parametrize("name", ["uit", "uit.sqlite"])
def test_what_was_there_stays_where_a_call_is_killed(place: Place, someone_large: Home, name: str) -> None:
    made = place.start(name, someone_large)
    assert made.wait(HANGS) == 0, made.communicate()
    before = contents(place.out / name)
    process = place.start(name, someone_large, "--overschrijf")
    while process.poll() is None and not place.hidden():
        time.sleep(0.0005)
    process.kill()
    process.communicate(timeout=HANGS)
    assert contents(place.out / name) == before


def contents(path: Path) -> dict[str, bytes]:
    return {str(file): file.read_bytes() for file in [path, *path.rglob("*")] if file.is_file()}


@pytest.mark.parametrize("name", TARGETS)
def test_without_room_nothing_stays(place: Place, someone_large: Home, name: str) -> None:
    def little_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (5000, 5000))

    process = place.start(name, someone_large, limit=little_room)
    _, said = process.communicate(timeout=HANGS)
    assert process.returncode == 1
    assert said == f"Fout: {name}: schrijven mislukt: het bestand wordt te groot.\n"
    assert list(place.out.iterdir()) == list(place.temporary.iterdir()) == []


@pytest.mark.parametrize(("name", "library"), [("uit.xlsx", "xlsxwriter"), ("uit-parquet", "pyarrow")])
def test_without_a_library_it_says_what_to_install(run: Run, tmp_path: Path, name: str, library: str) -> None:
    (tmp_path / "zonder").mkdir()
    (tmp_path / "zonder" / f"{library}.py").write_text("raise ImportError")
    (tmp_path / "hier").mkdir()
    target = tmp_path / "hier" / name
    answer = run("exporteer", target, *TARGETS[name], env={"PYTHONPATH": str(tmp_path / "zonder")})
    assert (answer.code, answer.out) == (1, "")
    assert f" {library}\n" in answer.err
    assert not list(target.parent.iterdir())


@pytest.mark.parametrize("description", ['{"gemaakt_met": "iets anders"}', "[" * 10**6, "[]", "\udcff", "{}"])
def test_a_folder_that_is_not_ours_is_never_replaced(run: Run, tmp_path: Path, description: str) -> None:
    folder = tmp_path / "pakket"
    folder.mkdir()
    (folder / "datapackage.json").write_bytes(description.encode(errors="surrogateescape"))
    answer = run("exporteer", folder, "--overschrijf")
    assert answer.code == 1
    assert "datapackage.json" in answer.err
    assert [path.name for path in folder.iterdir()] == ["datapackage.json"]


@pytest.fixture
def package(run: Run, tmp_path: Path) -> Path:
    """Give an export of ours."""
    path = tmp_path / "pakket"
    assert run("exporteer", path).code == 0
    return path


def in_folder(folder: Path) -> Iterator[str]:
    return (str(path.relative_to(folder)) for path in sorted(folder.rglob("*")))


@pytest.mark.parametrize("what", ["a folder", "a link", "a file"])
def test_a_folder_in_which_something_was_put_is_never_replaced(run: Run, package: Path, what: str) -> None:
    mine = package / "van-mij"
    match what:
        case "a folder":
            mine.mkdir()
        case "a link":
            mine.symlink_to(package.parent)
        case "a file":
            mine.write_text("van mij")
    before = list(in_folder(package))
    answer = run("exporteer", package, "--overschrijf")
    assert answer.code == 1
    assert "van-mij" in answer.err
    assert list(in_folder(package)) == before


def test_the_folder_of_the_dataset_is_never_replaced(run: Run, package: Path) -> None:
    """Not even where the dataset has the name of a file of ours."""
    data = package / "LEESMIJ.md"
    shutil.copyfile(DATASET, data)
    answer = run("exporteer", package, "--overschrijf", "--data", data)
    assert answer.code == 1
    assert "kies een andere map" in answer.err
    assert data.read_bytes() == DATASET.read_bytes()


@pytest.mark.parametrize("name", [".", "../pakket/", "vragen/.."])
def test_the_folder_one_works_in_is_never_replaced(home: Path, package: Path, name: str) -> None:
    (package / "vragen").mkdir()
    done = subprocess.run(
        command("exporteer", name, "--overschrijf"),
        env=environment(home),
        cwd=package,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1
    assert "kies een andere map" in done.stderr
    assert (package / "bedragen.csv").exists()


def test_a_folder_that_takes_the_place_of_another_is_as_private(run: Run, package: Path) -> None:
    package.chmod(0o700)
    assert run("exporteer", package, "--overschrijf", "--parquet").code == 0
    assert package.stat().st_mode & 0o777 == 0o700
    said = json.loads((package / "datapackage.json").read_text(encoding="utf-8"))
    assert set(said["bestanden"]) == {name for name in in_folder(package) if name != "vragen"}


def test_what_is_no_folder_is_said(run: Run, tmp_path: Path) -> None:
    file, loop = tmp_path / "bestand", tmp_path / "kring"
    file.write_text("van mij")
    loop.symlink_to(loop)
    for target, why in {
        file: "hier staat al een bestand",
        loop: "hier staat al een bestand",
        file / "pakket": "de map bestaat niet",
        tmp_path / "weg" / "pakket": "de map bestaat niet",
        tmp_path / ("n" * 256): "deze naam is te lang",
        Path("/dev/null"): "hier staat al een bestand",
    }.items():
        answer = run("exporteer", target, "--overschrijf")
        assert (answer.code, answer.out) == (1, "")
        assert why in answer.err
    assert sorted(os.listdir(tmp_path)) == ["bestand", "kring"]
    assert file.read_text() == "van mij"
