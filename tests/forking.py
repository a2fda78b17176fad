"""One Python that has imported the program, and forks a child for each call.

A child is a process as any other, with its own files, environment, exit and death; what it is spared is
starting Python. Where the start is the point (imports, interrupts, encodings) tests start Python.
"""

import fcntl
import marshal
import os
import resource
import signal
import socket
import subprocess
import sys
import traceback
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from importlib import import_module
from multiprocessing import Pipe
from multiprocessing.connection import Connection, wait
from multiprocessing.reduction import recv_handle, send_handle
from pathlib import Path
from typing import NoReturn

_ROOT = Path(__file__).parents[1]
ROOM = "ROOM"
"""What in the environment says how many bytes of memory a call may take, beyond those of its start."""
_DECIDED_AT_START = ("LANG", "LC_", "PYTHON")
HANGS = 300
"""So many seconds, far above what any call takes on a busy machine: one that takes longer is ended."""
_PROGRAM = """#!{python} -IS
import _signal, _socket, marshal, os, sys

def is_open(file):
    try:
        return bool(os.fstat(file))
    except OSError:
        return False

_signal.signal(_signal.SIGINT, _signal.SIG_DFL)
files = [file for file in range(128) if is_open(file)]
forker = _socket.socket(_socket.AF_UNIX, _socket.SOCK_SEQPACKET)
forker.connect({address!r})
call = marshal.dumps((sys.argv[1:], dict(os.environ), os.getcwd(), files))
rights = b"".join(file.to_bytes(4, sys.byteorder) for file in files)
forker.sendmsg([call], [(_socket.SOL_SOCKET, _socket.SCM_RIGHTS, rights)])
sys.exit(forker.recv(1)[0])
"""


def shares_start(env: Mapping[str, str]) -> bool:
    """Whether a call in `env` may do with a Python that was started before, in another environment."""
    return not any(name.startswith(_DECIDED_AT_START) and value != "C.UTF-8" for name, value in env.items())


class Forker:
    """The other Python, started at the first call. One call at a time: `start`, then `wait`."""

    def __init__(self) -> None:
        self._server: Connection | None = None
        self._address = b""

    def run(self, words: Sequence[str], env: Mapping[str, str], data: bytes) -> tuple[int, bytes, bytes]:
        """Run `knooppunt` with `data` in its pipe; return its exit code, its output and its errors."""
        (given, to_it), (of_it, out), (errors, err) = os.pipe(), os.pipe(), os.pipe()
        self.start(words, env, [given, out, err])
        with ThreadPoolExecutor(3) as pool:
            pool.submit(_fill, to_it, data)
            read_out, read_err = pool.submit(_drain, of_it), pool.submit(_drain, errors)
            return self.wait(), read_out.result(), read_err.result()

    def start(self, words: Sequence[str], env: Mapping[str, str], files: Sequence[int]) -> None:
        """Start `knooppunt` with these words; `files` become its standard streams, and are closed here."""
        self._server = self._server or self._started()
        self._server.send((list(words), dict(env)))
        for file in files:
            send_handle(self._server, file, None)
        for file in set(files):
            os.close(file)

    def program(self, path: Path) -> None:
        """Make a program for shells: `knooppunt` without its start, in their folder, with their files."""
        self._server = self._server or self._started()
        path.write_text(_PROGRAM.format(python=sys.executable, address=self._address))
        path.chmod(0o755)

    def wait(self) -> int:
        """Wait for the end of the call; return its exit code, negative for a signal."""
        assert self._server
        return os.waitstatus_to_exitcode(self._server.recv())

    def _started(self) -> Connection:
        ours, theirs = Pipe()
        env = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8"}
        subprocess.Popen([sys.executable, __file__], stdin=theirs.fileno(), env=env, cwd=_ROOT)
        theirs.close()
        self._address = ours.recv()
        return ours


def _fill(file: int, data: bytes) -> None:
    with suppress(BrokenPipeError), open(file, "wb") as pipe:
        pipe.write(data)


def _drain(file: int) -> bytes:
    with open(file, "rb") as pipe:
        return pipe.read()


def _serve(tests: Connection) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # what Ctrl-C ends is the tests, and this with them
    _import_everything()
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    listener.bind("")  # Linux chooses an address that is free
    listener.listen(64)
    tests.send(listener.getsockname())
    while True:
        if tests not in wait([tests, listener]):
            _see_to(listener.accept()[0])
            continue
        words, env = tests.recv()
        tests.send(_forked(words, env, dict(enumerate(recv_handle(tests) for _ in range(3)))))


def _see_to(caller: socket.socket) -> None:
    """Leave a call from a shell to a child of its own: several may run at a time, as in a pipeline."""
    with suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    if os.fork():
        caller.close()
        return
    call, files, _, _ = socket.recv_fds(caller, 2**20, 128)
    words, env, folder, numbers = marshal.loads(call)
    os.chdir(folder)
    code = os.waitstatus_to_exitcode(_forked(words, env, dict(zip(numbers, files, strict=True))))
    with suppress(BrokenPipeError):  # it was interrupted meanwhile
        caller.send(bytes([code if code >= 0 else 128 - code]))
    os._exit(0)


def _forked(words: list[str], env: dict[str, str], files: dict[int, int]) -> int:
    """Run a call in a fork, each file under its number; return how it ended."""
    child = os.fork()
    if not child:
        _become(words, env, files)
    for file in files.values():
        os.close(file)
    return os.waitpid(child, 0)[1]


def _import_everything() -> None:
    for path in sorted((_ROOT / "ondermijning").rglob("*.py")):
        if path.name != "__main__.py":
            parts = path.relative_to(_ROOT).with_suffix("").parts
            import_module(".".join(part for part in parts if part != "__init__"))


def _become(words: list[str], env: dict[str, str], files: dict[int, int]) -> NoReturn:
    """Be what `python -m ondermijning` is: its streams, its words, its environment, its exit."""
    code = 1
    try:
        os.setsid()
        signal.signal(signal.SIGINT, signal.default_int_handler)
        signal.alarm(HANGS)
        if ROOM in env:
            pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
            most = pages * resource.getpagesize() + int(env.pop(ROOM))
            resource.setrlimit(resource.RLIMIT_AS, (most, most))
        apart = {number: fcntl.fcntl(file, fcntl.F_DUPFD, 256) for number, file in files.items()}
        for number, file in apart.items():
            os.dup2(file, number)
        os.closerange(max(files) + 1, max(apart.values()) + 1)
        sys.stdin = open(0, encoding="utf-8", errors="surrogateescape", closefd=False)  # noqa: SIM115
        sys.stdout = open(1, "w", encoding="utf-8", errors="surrogateescape", closefd=False)  # noqa: SIM115
        sys.stderr = open(2, "w", encoding="utf-8", errors="backslashreplace", closefd=False)  # noqa: SIM115
        os.environ.clear()
        os.environ.update(env)
        sys.argv = ["knooppunt", *words]
        code = _exit_code()
        sys.stdout.flush()
        sys.stderr.flush()
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(code)


def _exit_code() -> int:
    from ondermijning.cli.main import main

    try:
        main()
    except SystemExit as leaving:
        assert isinstance(leaving.code, int)
        return leaving.code
    return 0


if __name__ == "__main__":
    with suppress(EOFError):  # the tests are over
        _serve(Connection(os.dup(0)))
