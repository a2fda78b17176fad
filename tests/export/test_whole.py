"""`exporteer` writes whole or not at all: cut short, without room or rights, and beside what is another's."""

import json
import os
import re
import resource
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from conftest import DATASET, Answer, Home, Run, command, environment, started

TARGETS = {"uit": (), "uit-parquet": ("--parquet",), "uit.sqlite": (), "uit.xlsx": (), "uit.ods": ()}


class Place:
    """A folder to export to, and the one for what is temporary."""

    def __init__(self, folder: Path) -> None:
        self.out, self.temporary = folder / "plaats", folder / "tijdelijk"
        for path in (self.out, self.temporary):
            path.mkdir()

    def hidden(self) -> list[Path]:
        return [*self.out.glob(".knooppunt-*"), *self.temporary.glob(".knooppunt-*")]

    def export(self, name: str, someone: Home, limit: Callable[[], None] | None = None) -> Answer:
        words = command("exporteer", name, *TARGETS[name], "--data", someone.dataset)
        # Of a module that is compiled without room, half would stay for the next call.
        env = someone.env(TMPDIR=str(self.temporary), PYTHONDONTWRITEBYTECODE="1")
        return started(words, env, cwd=self.out, preexec_fn=limit)

    def exported(self, name: str, someone: Home) -> dict[str, bytes]:
        """Make an export, and return what it holds."""
        assert self.export(name, someone).code == 0
        return contents(self.out / name)

    def clear(self) -> None:
        for path in self.out.iterdir():
            shutil.rmtree(path) if path.is_dir() else path.unlink()


@pytest.fixture
def place(tmp_path: Path, someone_large: Home) -> Place:
    someone_large.check()  # its snapshot is there
    return Place(tmp_path)


# Makes a call over and over, each in a fork and a folder of its own with `before` in it, and ends it
# by a signal at a line of the files that write, each time a few lines further on. Says how each ended.
AT_MANY_STEPS = """
import json, os, shutil, signal, sys
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from ondermijning.cli.main import main

ours = [f"ondermijning.{name}" for name in ("export.package", "export.workbook", "render.as_ods")]
for name in [*ours, "rich", "xlsxwriter", "pyarrow.parquet"]:
    with suppress(ImportError):  # once, for all forks
        import_module(name)

before, signals, again, functions, most, *words = sys.argv[1:]
signals, functions, told = json.loads(signals), set(functions.split()), {}

def call(words, at, number):
    if child := os.fork():
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    steps = 0
    def step(frame, event, arg):
        nonlocal steps
        if frame.f_code.co_name not in functions:
            return None
        file = Path(frame.f_code.co_filename)
        if file.name not in ("leaving.py", "writing.py") and file.parent.name != "export":
            return None
        if event == "line":
            steps += 1
            if steps == at:
                os.kill(os.getpid(), number)
        return step
    for other in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(other, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    sys.argv[1:] = words
    code = 0
    sys.settrace(step)
    try:
        main()
    except SystemExit as leaving:
        code = leaving.code
    sys.settrace(None)
    if not at:
        Path("../steps").write_text(str(steps))
    os._exit(code)

def tried(at, number):
    os.mkdir(str(at))
    os.chdir(str(at))
    if before:
        copy = shutil.copytree if os.path.isdir(f"../{before}") else shutil.copy
        copy(f"../{before}", before)
    told[at] = [number, call(words, at, number)]
    if again:
        call(again.split(), -1, 0)
    os.chdir("..")

tried(0, 0)
steps = int(Path("steps").read_text())
for number, at in enumerate(range(1, steps + 1, max(1, steps // int(most)))):
    tried(at, signals[number % len(signals)])
Path("told").write_text(json.dumps(told))
"""


WRITING = (
    "temporary undone undo write_whole temporary_folder whole_folder _give_new_name "
    "write_package _write_csv _write_parquet _write_text pieces _describe"
)
REPLACING = "_replace uncut _trade _trade_at_once"
"""The functions in which a call is ended."""


def at_many_steps(
    place: Place,
    someone: Home,
    words: str,
    *,
    before: str = "",
    signals: Iterable[int] = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP),
    again: str = "",
    functions: str = WRITING,
    most: int = 12,
    env: dict[str, str] | None = None,
) -> Iterator[tuple[int, int, Path]]:
    """Make a call and end it at one step after another; yield the signal, exit and folder of each."""
    someone.check()  # its snapshot is there
    given = [before, json.dumps(list(signals)), again, functions, str(most), *words.split()]
    words_of_it = [sys.executable, "-c", AT_MANY_STEPS, *given, "--data", str(someone.dataset)]
    answer = started(words_of_it, someone.env(TMPDIR=str(place.temporary), **(env or {})), cwd=place.out)
    assert (answer.code, answer.out) == (0, ""), answer.err
    told = json.loads((place.out / "told").read_text())
    assert told.pop("0") == [0, 0]
    assert len(told) >= 8
    said = "\\S+ is gemaakt|Fout: uit: deze map bestaat al"
    assert all(re.match(said, line) for line in answer.err.splitlines())
    for at, (number, code) in told.items():
        yield number, code, place.out / at


def names_in(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


MAKING = {name: " ".join(["exporteer", name, *more]) for name, more in TARGETS.items()}


@pytest.mark.parametrize(("made", "words"), [*MAKING.items(), ("x.json", "totaal --json -o x.json")])
def test_ended_at_any_step_it_leaves_the_whole_or_nothing(
    tmp_path: Path, someone: Home, words: str, made: str
) -> None:
    place = Place(tmp_path)
    for number, code, folder in at_many_steps(place, someone, words, most=8):
        assert code == 128 + number
        assert names_in(folder) <= {made}
        assert contents(folder / made) in ({}, contents(place.out / "0" / made))
    assert names_in(place.temporary) == set()


def test_killed_at_any_step_a_file_that_is_replaced_is_there(tmp_path: Path, someone: Home) -> None:
    place = Place(tmp_path)
    whole, words = place.exported("uit.sqlite", someone), "exporteer uit.sqlite --overschrijf"
    functions = f"{WRITING} _replace"
    for _, code, folder in at_many_steps(
        place, someone, words, before="uit.sqlite", signals=[signal.SIGKILL], functions=functions
    ):
        assert code == -signal.SIGKILL
        assert contents(folder / "uit.sqlite") == whole


NO_EXCHANGE = "raise ImportError('as on a system that cannot exchange names')"
"""A module that says that the system cannot exchange names."""


@pytest.mark.parametrize("exchange", [True, False])
def test_ended_at_any_step_a_folder_that_is_replaced_stays_whole(
    tmp_path: Path, someone: Home, exchange: bool
) -> None:
    place = Place(tmp_path)
    whole = place.exported("uit", someone)
    (tmp_path / "ctypes.py").write_text(NO_EXCHANGE)
    env = {} if exchange else {"PYTHONPATH": str(tmp_path)}
    words, functions = "exporteer uit --overschrijf", f"{REPLACING} undo _remove"
    steps = at_many_steps(place, someone, words, before="uit", functions=functions, env=env)
    for number, code, folder in steps:
        assert code == 128 + number
        assert names_in(folder) == {"uit"}
        assert contents(folder / "uit") == whole


@pytest.mark.parametrize("again", ["", "exporteer uit", "exporteer uit --overschrijf"])
def test_killed_at_any_step_a_folder_that_is_replaced_is_there(
    tmp_path: Path, someone: Home, again: str
) -> None:
    """At once; where the system cannot exchange names after the next call, which may be refused."""
    place = Place(tmp_path)
    whole, words = place.exported("uit", someone), "exporteer uit --overschrijf"
    (tmp_path / "ctypes.py").write_text(NO_EXCHANGE)
    env = {"PYTHONPATH": str(tmp_path)} if again else {}
    how: Any = {"before": "uit", "signals": [signal.SIGKILL], "again": again, "functions": REPLACING}
    for _, code, folder in at_many_steps(place, someone, words, **how, env=env):
        assert code == -signal.SIGKILL
        assert contents(folder / "uit") == whole


def test_a_folder_of_another_that_is_called_as_ours_stays(tmp_path: Path, someone: Home) -> None:
    place = Place(tmp_path)
    place.exported("uit", someone)
    (tmp_path / "ctypes.py").write_text(NO_EXCHANGE)
    (place.out / ".knooppunt-uit").mkdir()
    (place.out / ".knooppunt-uit" / "eigen").write_text("van mij")
    words = command("exporteer", "uit", "--overschrijf", "--data", str(someone.dataset))
    answer = started(words, someone.env(PYTHONPATH=str(tmp_path)), cwd=place.out)
    assert (answer.code, answer.out) == (1, "")
    assert "in deze map staat iets dat niet van een export is (eigen)" in answer.err
    shutil.rmtree(place.out / "uit")
    assert (
        started([word for word in words if word != "--overschrijf"], someone.env(), cwd=place.out).code == 0
    )
    assert (place.out / ".knooppunt-uit" / "eigen").read_text() == "van mij"


def test_what_a_killed_call_left_goes_after_a_day(tmp_path: Path, run: Run) -> None:
    """Beside what is written and among what is temporary; of another program nothing goes, however old."""
    place = Place(tmp_path)
    ours, theirs = f".knooppunt-{'a' * 16}", [".knooppunt-mijn", "knooppunt-0", f".knooppunt-{'g' * 16}"]
    for folder in (place.out, place.temporary):
        for name in (ours, *theirs):
            (folder / name / "erin").mkdir(parents=True)
            (folder / name / "erin" / "bestand").write_text("half")
            os.utime(folder / name, (0, 0))
        (folder / f".knooppunt-{'b' * 16}").write_text("half")
        os.utime(folder / f".knooppunt-{'b' * 16}", (0, 0))
        (folder / f".knooppunt-{'c' * 16}").write_text("van een ander die nu schrijft")
    answer = run("exporteer", place.out / "uit.xlsx", env={"TMPDIR": str(place.temporary)})
    assert answer.code == 0
    left = {*theirs, f".knooppunt-{'c' * 16}"}
    assert (names_in(place.out), names_in(place.temporary)) == ({*left, "uit.xlsx"}, left)


@pytest.fixture
def small_disk() -> Iterator[Callable[[Path, str], None]]:
    """Give what puts a disk of some size in a folder."""
    mounted = []

    def mount(folder: Path, size: str) -> None:
        words = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
        if not shutil.which("mount") or subprocess.run(words, capture_output=True).returncode:
            pytest.skip("no tmpfs can be mounted here")
        mounted.append(folder)

    yield mount
    for folder in mounted:
        subprocess.run(["umount", str(folder)], check=True)


def contents(path: Path) -> dict[str, bytes]:
    files = [file for file in (path, *path.rglob("*")) if file.is_file()]
    return {str(file.relative_to(path)): file.read_bytes() for file in files}


@pytest.mark.parametrize("name", TARGETS)
def test_without_room_nothing_stays(place: Place, someone_large: Home, name: str) -> None:
    little_room = partial(resource.setrlimit, resource.RLIMIT_FSIZE, (5000, 5000))
    there = place.temporary if name in ("uit.xlsx", "uit.sqlite") else name
    said = f"Fout: {there}: schrijven mislukt: het bestand wordt te groot.\n"
    assert place.export(name, someone_large, little_room) == (1, "", said)
    assert list(place.out.iterdir()) == list(place.temporary.iterdir()) == []


@pytest.mark.parametrize("size", ["16k", "64k"])
@pytest.mark.parametrize("full", ["plaats", "tijdelijk"])
def test_of_two_disks_the_one_that_is_full_is_named(
    tmp_path: Path, someone: Home, small_disk: Callable[[Path, str], None], full: str, size: str
) -> None:
    place = Place(tmp_path)
    someone.check()
    small_disk(tmp_path / full, size)
    for name in TARGETS:
        code, _, said = place.export(name, someone)
        if code:
            where, advice = name, ""
            if full == "tijdelijk":
                where, advice = str(place.temporary), "; geef met TMPDIR een andere tijdelijke map op"
            assert said == f"Fout: {where}: schrijven mislukt: de schijf is vol{advice}.\n"
            assert not (place.out / name).exists()
        else:
            assert said.startswith(f"{name} is gemaakt")
        assert place.hidden() == []
        place.clear()


@pytest.mark.parametrize("most", [5, 7, 12])
def test_with_few_descriptors_nothing_stays(tmp_path: Path, someone: Home, most: int) -> None:
    few = partial(resource.setrlimit, resource.RLIMIT_NOFILE, (most, most))
    place = Place(tmp_path)
    someone.check()
    for name in ("uit", "uit.xlsx", "uit.sqlite"):
        code, _, said = place.export(name, someone, few)
        if code:
            assert code == 1
            assert re.fullmatch(r"Fout: .*: er staan te veel bestanden open; .*\n", said), said
        assert names_in(place.out) == (set() if code else {name})
        assert names_in(place.temporary) == set()
        place.clear()


@pytest.mark.parametrize(("name", "library"), [("uit.xlsx", "xlsxwriter"), ("uit-parquet", "pyarrow")])
def test_without_a_library_it_says_what_to_install(run: Run, tmp_path: Path, name: str, library: str) -> None:
    (tmp_path / "zonder").mkdir()
    (tmp_path / "zonder" / f"{library}.py").write_text("raise ImportError")
    (tmp_path / "hier").mkdir()
    extra = {"xlsxwriter": "kantoor", "pyarrow": "parquet"}[library]
    target = tmp_path / "hier" / name
    answer = run("exporteer", target, *TARGETS[name], env={"PYTHONPATH": str(tmp_path / "zonder")})
    assert (answer.code, answer.out) == (1, "")
    assert f"'knooppunt[{extra}]'\n" in answer.err
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


PUT: dict[str, Callable[[Path], object]] = {
    "a folder": lambda path: path.mkdir(),
    "a link": lambda path: path.symlink_to(path.parent.parent),
    "a file": lambda path: path.write_text("van mij"),
}


@pytest.mark.parametrize("what", PUT)
def test_a_folder_in_which_something_was_put_is_never_replaced(run: Run, package: Path, what: str) -> None:
    PUT[what](package / "van-mij")
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
    answer = started(command("exporteer", name, "--overschrijf"), environment(home), cwd=package)
    assert answer.code == 1
    assert "kies een andere map" in answer.err
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


def test_a_workbook_may_have_more_sheets_than_files_may_be_open(someone_large: Home, tmp_path: Path) -> None:
    """As `toon` gives of hundreds of knooppunten, each on a sheet of its own; macOS allows 256 files."""
    few = partial(resource.setrlimit, resource.RLIMIT_NOFILE, (64, 64))
    env, data = someone_large.env(), ("--data", someone_large.dataset)
    ids = started(command("list", "--kaal", *data), env).lines[:120]
    words = command("toon", *ids, *data, "-o", tmp_path / "veel.xlsx")
    assert started(words, env, preexec_fn=few) == (0, "", "")
    assert len(openpyxl.load_workbook(tmp_path / "veel.xlsx", read_only=True).sheetnames) > len(ids)
