"""Run the program as people do: as a process of its own, in a pipe or on a terminal."""

import os
import pty
import subprocess
import sys
import termios
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from forking import Forker, shares_start

ROOT = Path(__file__).parents[1]
DATASET = ROOT / "data" / "knooppunten.yaml"
SHARED = ROOT.parent / "shared"
needs_shared = pytest.mark.skipif(not SHARED.exists(), reason="../shared is not here")


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


@pytest.fixture
def run(home: Path) -> Run:
    """Run `knooppunt` in a pipe: `run("list", "--kaal")`."""

    def call(
        *words: str | Path, stdin: str | bytes = b"", env: dict[str, str] | None = None, timeout: float = 60
    ) -> Answer:
        data = stdin.encode() if isinstance(stdin, str) else stdin
        if shares_start(env or {}):
            code, out, err = FORKER.run(list(map(str, words)), environment(home, env), data, timeout)
            return Answer(code, out.decode(), err.decode())
        done = subprocess.run(
            command(*words), input=data, env=environment(home, env), capture_output=True, timeout=timeout
        )
        return Answer(done.returncode, done.stdout.decode(), done.stderr.decode())

    return call


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
        FORKER.start(list(map(str, words)), environment(home, env), None, [theirs] * 3)
        os.close(theirs)
        seen = _seen(ours)
        return Answer(FORKER.wait(60), seen, "")

    return call
