"""Run commands as whole processes, in turns, and print what they took: the part all benchmarks share.

Every process gets the same plain environment, with a cache and compiled bytecode in a folder of its own
that goes when the benchmark ends.
"""

import argparse
import os
import pty
import shutil
import signal
import subprocess
import sys
import termios
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from threading import Timer
from time import perf_counter
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
DATASET = ROOT / "data" / "knooppunten.yaml"
_START = "from ondermijning.cli.main import start; start()"  # what the installed script `knooppunt` does
_MAXRSS_UNIT = 1 if sys.platform == "darwin" else 1024


class Case(NamedTuple):
    """One command to measure; `answer` must stand in its output, `before` runs before each run, untimed.

    `peer`: of a program that is not ours, and need not know the answer.
    """

    command: Sequence[str]
    env: Mapping[str, str]
    terminal: bool = False
    answer: str = ""
    before: Callable[[], None] | None = None
    timeout: float = 600
    peer: bool = False


class Run(NamedTuple):
    """One finished process: wall and processor time, the most memory it or a child held, what it wrote."""

    seconds: float
    processor: float
    peak_bytes: int
    output: str


class WrongAnswerError(Exception):
    """A command failed, or does not give the answer that it is measured on."""


class TooSlowError(Exception):
    """A command went over its time limit and was stopped."""


class Sandbox:
    """A folder for everything a benchmark makes, and the environment of the processes in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.cache = folder / "cache"
        self.plain_env = {
            "PATH": os.environ["PATH"],
            "HOME": str(folder),
            "LANG": "C.UTF-8",
            "TERM": "xterm-256color",
        }
        self.env = {
            **self.plain_env,
            "XDG_CACHE_HOME": str(self.cache),
            "PYTHONPATH": str(ROOT),
            "PYTHONPYCACHEPREFIX": str(folder / "bytecode"),
        }

    def forget(self) -> None:
        """Empty the cache, so that the next run is a first one."""
        shutil.rmtree(self.cache, ignore_errors=True)

    def knooppunt(self, *words: str, answer: str = "", terminal: bool = False, cold: bool = False) -> Case:
        """Return a call of this checkout's `knooppunt`; `cold`: each time as the first one."""
        before = self.forget if cold else None
        return Case([sys.executable, "-c", _START, *words], self.env, terminal, answer, before)


@contextmanager
def sandbox() -> Iterator[Sandbox]:
    """Give a sandbox that leaves nothing behind; processes start in its folder."""
    start = os.getcwd()
    with TemporaryDirectory(prefix="knooppunt-benchmark-") as folder:
        os.chdir(folder)
        try:
            yield Sandbox(Path(folder))
        finally:
            os.chdir(start)


def run(case: Case) -> Run:
    """Run a command to its end. Raises WrongAnswerError or TooSlowError."""
    if case.before:
        case.before()
    ours, theirs = pty.openpty() if case.terminal else os.pipe()
    if case.terminal:
        termios.tcsetwinsize(theirs, (50, 120))
    start = perf_counter()
    process = subprocess.Popen(
        case.command,
        env=case.env,
        stdin=theirs if case.terminal else subprocess.DEVNULL,
        stdout=theirs,
        stderr=theirs if case.terminal else subprocess.DEVNULL,
        start_new_session=True,
    )
    os.close(theirs)
    limit = Timer(case.timeout, os.killpg, (process.pid, signal.SIGKILL))
    limit.start()
    output = _read_all(ours)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = perf_counter() - start
    limit.cancel()
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode == -signal.SIGKILL:
        raise TooSlowError(f"stopped after {case.timeout:.0f} s")
    if process.returncode or case.answer not in output:
        raise WrongAnswerError(f"{' '.join(case.command)}: exit {process.returncode}\n{output[:1000]}")
    return Run(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * _MAXRSS_UNIT, output)


def _read_all(file: int) -> str:
    pieces = []
    with suppress(OSError):  # how Linux says that the other side of a terminal is closed
        while piece := os.read(file, 65536):
            pieces.append(piece)
    os.close(file)
    return b"".join(pieces).decode(errors="replace")


def interleaved(cases: Mapping[str, Case], rounds: int, *, warm_up: bool = True) -> dict[str, Run]:
    """Return the median run of each case, taken in turns (A B C A B C …), after a round that does not count.

    A case that is too slow, or of a peer that fails, is told on standard error and left out. Raises
    WrongAnswerError for one of our own.
    """
    runs: dict[str, list[Run]] = {name: [] for name in cases}
    for turn in range(-1 if warm_up else 0, rounds):
        for name in list(runs):
            _tell(f"{turn + 1}/{rounds} {name}")
            try:
                done = run(cases[name])
            except (WrongAnswerError, TooSlowError) as error:
                if isinstance(error, WrongAnswerError) and not cases[name].peer:
                    raise
                _tell(f"{name} is left out: {error}\n")
                del runs[name]
                continue
            if turn >= 0:
                runs[name].append(done)
    _tell("")
    return {name: typical(done) for name, done in runs.items()}


def typical(runs: Sequence[Run]) -> Run:
    """Return the medians of some runs of one command."""
    seconds, processor, peak, output = zip(*runs, strict=True)
    return Run(median(seconds), median(processor), int(median(peak)), output[0])


def _tell(text: str) -> None:
    """Show on standard error how far it is, in place on a terminal; a whole line anywhere."""
    if sys.stderr.isatty():
        print(f"\r\x1b[K{text}", end="", file=sys.stderr, flush=True)
    elif text.endswith("\n"):
        print(text, end="", file=sys.stderr)


def print_table(heading: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print rows under a heading: the first column to the left, the others to the right."""
    widths = [max(map(len, column)) for column in zip(heading, *rows, strict=True)]
    for row in (heading, ["-" * width for width in widths], *rows):
        first, *others = (f"{cell:>{width}}" for cell, width in zip(row, widths, strict=True))
        print("  ".join([f"{first.strip():<{widths[0]}}", *others]).rstrip())
    print(flush=True)


def milliseconds(run: Run) -> str:
    """Return what a run took, as a table shows it."""
    return f"{1000 * run.seconds:.1f}"


def verdict(value: float, most: float) -> str:
    """Return whether a value stays within its target."""
    return "yes" if value <= most else "NO"


def parser(description: str | None, rounds: int = 20) -> argparse.ArgumentParser:
    """Return a parser with the option that all benchmarks have."""
    made = argparse.ArgumentParser(description=description, formatter_class=argparse.RawTextHelpFormatter)
    made.add_argument(
        "-n", type=int, default=rounds, metavar="N", help=f"rounds to measure (default {rounds})"
    )
    return made


def about() -> str:
    """Return what the figures were measured with."""
    from importlib.metadata import version
    from platform import machine, python_version, system

    names = " ".join(f"{name} {version(name)}" for name in ("typer", "rich", "pydantic", "pyyaml"))
    return f"Python {python_version()}, {names}; {system()} {machine()}, {os.cpu_count()} cores"
