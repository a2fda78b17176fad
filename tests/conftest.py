"""Run the program as people do: as a process of its own, in a pipe or on a terminal."""

import csv
import io
import json
import os
import pty
import re
import shlex
import shutil
import signal
import subprocess
import sys
import termios
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from browser import chromium, missing
from forking import HANGS, Forker, shares_start
from hypothesis import HealthCheck, settings

from ondermijning.cli.call import Command

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).parents[1]
DATASET = ROOT / "data" / "knooppunten.yaml"
SHARED = ROOT.parent / "shared"
settings.register_profile(
    "busy",  # the machine may be: how long an example takes, or to make, says nothing
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large],
)
settings.load_profile("busy")

for _name in ("NO_COLOR", "FORCE_COLOR", "KNOOPPUNT_DATA"):
    os.environ.pop(_name, None)  # the developer's own
for _number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
    if signal.getsignal(_number) == signal.SIG_IGN:  # by `nohup` or `&`; what tests start heeds it
        signal.signal(_number, lambda *_: None)

needs_shared = pytest.mark.skipif(not SHARED.exists(), reason="../shared is not here")


def pytest_xdist_auto_num_workers() -> int:
    """Return how many tests run at once: they wait half of their time, for shells, browsers and terminals."""
    return 2 * (os.cpu_count() or 1)


class Answer(NamedTuple):
    """What a call gave: its exit code, what it wrote to standard output and to standard error."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()


Run = Callable[..., Answer]
Terminal = Callable[..., Answer]
Write = Callable[..., Path]


def asked(run: Run, *words: str | Path) -> Any:
    """Return the answer to a call as JSON has it."""
    return json.loads(run(*words, "--json").out)


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One home, and so one cache, for all calls of a test run."""
    return tmp_path_factory.mktemp("home")


def environment(home: Path, changes: dict[str, str] | None = None) -> dict[str, str]:
    """Return a plain environment: nothing of the developer's own but the path."""
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "XDG_CACHE_HOME": str(home / "cache"),
        "LANG": "C.UTF-8",
        "TERM": "xterm-256color",
        **(changes or {}),
    }


FORKER = Forker()
"""Starts `knooppunt` in a fork of one Python."""


def command(*words: str | Path) -> list[str]:
    return [sys.executable, "-m", "ondermijning", *map(str, words)]


def started(words: Sequence[str | Path], env: dict[str, str], **how: Any) -> Answer:
    """Run a command as a process of its own; `how` is what `subprocess.run` takes."""
    streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    done: Any = subprocess.run(words, env=env, timeout=HANGS, **streams | how)
    return Answer(done.returncode, (done.stdout or b"").decode(), (done.stderr or b"").decode())


def bash(script: str, home: Path, *words: str | Path, **how: Any) -> Answer:
    """Run a line of bash in which `"$@"` is the call."""
    line = ["bash", "-c", f"set -o pipefail; {script}", "-", *command(*words)]
    env = environment(home, {"PYTHONPATH": str(ROOT)})
    return started(line, env, **{"stdin": subprocess.DEVNULL, **how})


@pytest.fixture
def run(home: Path) -> Run:
    """Run `knooppunt` in a pipe: `run("list", "--kaal")`."""

    def call(*words: str | Path, stdin: str | bytes = b"", env: dict[str, str] | None = None) -> Answer:
        data = stdin.encode() if isinstance(stdin, str) else stdin
        if shares_start(env or {}):
            return fork(words, environment(home, env), data)
        return started(command(*words), environment(home, env), input=data)

    return call


Rows = Callable[..., list[dict[str, str]]]


@pytest.fixture
def rows(run: Run) -> Rows:
    """Return the rows of an answer in CSV: `rows("list", "--structureel")`, or of its words in one text."""

    def call(*words: str | Path) -> list[dict[str, str]]:
        split = shlex.split(str(words[0])) if len(words) == 1 else words
        answer = run(*split, "-f", "csv")
        assert answer.code in (0, 1), answer
        return list(csv.DictReader(io.StringIO(answer.out)))

    return call


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a text, or what JSON makes of data, to a file of one's own: `write(text, "brief.txt")`."""

    def call(content: object, name: str = "eigen.yaml") -> Path:
        path = tmp_path / name
        path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
        return path

    return call


def edited(*edits: tuple[str, str]) -> str:
    """Return the shipped dataset with the first of each text replaced by another."""
    text = DATASET.read_text(encoding="utf-8")
    for old, new in edits:
        assert old in text
        text = text.replace(old, new, 1)
    return text


class Call(NamedTuple):
    """A call, on a page of so many columns."""

    words: list[str]
    columns: int = 100


def many(home: Path, calls: Iterable[Call]) -> list[Answer]:
    """Return the answers to the calls, each in a pipe."""
    return [fork(call.words, environment(home, {"COLUMNS": str(call.columns)})) for call in calls]


def fork(words: Sequence[str | Path], env: dict[str, str], data: bytes = b"") -> Answer:
    """Run `knooppunt` in a pipe, without starting Python for it."""
    code, out, err = FORKER.run(list(map(str, words)), env, data)
    return Answer(code, out.decode(), err.decode())


def on_terminal(words: list[str], env: dict[str, str], *, columns: int, cwd: Path | None = None) -> Answer:
    """Run a command on a pseudo-terminal; `err` is empty, for a terminal shows both."""
    ours, theirs = _new_terminal(columns)
    process = subprocess.Popen(
        words, stdin=theirs, stdout=theirs, stderr=theirs, env=env, cwd=cwd, start_new_session=True
    )
    os.close(theirs)
    seen = _seen(ours)
    return Answer(process.wait(), seen, "")


def _new_terminal(columns: int) -> tuple[int, int]:
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (50, columns))
    return ours, theirs


def _seen(ours: int) -> str:
    """Return what a terminal shows until its program has closed it."""
    seen = b""
    while True:
        try:
            piece = os.read(ours, 65536)
        except OSError:  # how Linux says that the other side is closed
            break
        if not piece:
            break
        seen += piece
    os.close(ours)
    return seen.decode(errors="replace").replace("\r\n", "\n")


@pytest.fixture
def terminal(home: Path) -> Terminal:
    """Run `knooppunt` on a terminal of some width: `terminal("list", columns=60)`."""

    def call(*words: str | Path, columns: int = 80, env: dict[str, str] | None = None) -> Answer:
        if not shares_start(env or {}):
            return on_terminal(command(*words), environment(home, env), columns=columns)
        ours, theirs = _new_terminal(columns)
        FORKER.start(list(map(str, words)), environment(home, env), [theirs] * 3)
        seen = _seen(ours)
        return Answer(FORKER.wait(), seen, "")

    return call


def examples(command: Command) -> list[str]:
    """Return the calls in the help of a command that need no file, without their format; none: the bare call.

    Not even that where every call of a command names something. So what is said of every command is said of a
    new one as well.
    """
    pattern = rf"^\$ knooppunt ({command.name}[^|]*?)(?: \|.*)?$"
    found = re.findall(pattern, command.examples, re.MULTILINE)
    calls = [re.sub(r" (--kaal|--json|--streng|-f \w+)\b", "", call) for call in found]
    without = list(dict.fromkeys(call for call in calls if not re.search(r"[=.<>]|-o ", call)))
    needs_a_word = any(param.required for param in command.get_params())
    return without or ([] if needs_a_word else [command.name])


ASK = ("totaal", "--structureel", "--kaal")
A_MINUTE_LATER = "import time; now = time.time; time.time = lambda: now() + 60"


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

    def command(self, before: str = "") -> list[str]:
        """Return the question; `before` is Python that comes before the program."""
        words = command("--data", self.dataset, *ASK)
        program = f"{before}\nfrom ondermijning.cli.main import main\nmain()"
        return [words[0], "-c", program, *words[3:]] if before else words

    def env(self, **changes: str) -> dict[str, str]:
        return environment(self.folder, changes)

    def start(self) -> subprocess.Popen[bytes]:
        pipe = subprocess.PIPE
        return subprocess.Popen(
            self.command(), env=self.env(), stdout=pipe, stderr=pipe, start_new_session=True
        )

    def ask(self, env: dict[str, str] | None = None, *, later: bool = False, **how: Any) -> Answer:
        """Ask; `later`: by a clock that is a minute ahead; `how` is what `subprocess.run` takes."""
        env = self.env() if env is None else env
        if not (how or later) and shares_start(env):
            return fork(self.command()[3:], env)
        return started(self.command(A_MINUTE_LATER if later else ""), env, stdin=subprocess.DEVNULL, **how)

    def check(self, env: dict[str, str] | None = None, **how: Any) -> None:
        """Ask, and find the right answer and nothing to complain of."""
        answer = self.ask(env, **how)
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
        """Return the names of what is in the cache and is no snapshot, no note of one and no mark."""
        return [p.name for p in self.cache.glob("*") if p.suffix not in (".sqlite", ".stamp", ".TAG")]


@pytest.fixture
def someone(tmp_path: Path) -> Home:
    """Someone with the shipped dataset."""
    return Home(tmp_path)


@pytest.fixture(scope="session")
def large_dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a dataset whose snapshot is so large (over 4 MB) that it is opened where it is."""
    path = tmp_path_factory.mktemp("large") / "data.yaml"
    subprocess.run([sys.executable, ROOT / "benchmarks" / "generate.py", "500", path], check=True)
    # few knooppunten, which load soon, with three long fragments for each short one
    three_long = rf"\1{' en meer' * 100}\2" * 3
    path.write_text(re.sub(r'( +- {bron: .+fragment: "[^"]+)("}\n)', three_long, path.read_text()))
    return path


@pytest.fixture
def someone_large(tmp_path: Path, large_dataset: Path) -> Home:
    """Someone with a large dataset."""
    return Home(tmp_path, large_dataset)


@pytest.fixture(scope="session")
def browser() -> Iterator["Browser"]:
    """Give a browser, which all tests of a process share."""
    if absent := missing():
        pytest.skip(f"not here: {', '.join(absent)}")
    with chromium() as started:
        yield started
