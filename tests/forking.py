"""A server that has imported the program and forks a child for each call.

A child is a process as any other, with its own files, environment, exit and death; what it is spared is
starting Python. Where the start is the point (imports, interrupts, encodings) tests start Python.
"""

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn

_ROOT = Path(__file__).parents[1]
_LENGTH = 8
_DECIDED_AT_START = ("LANG", "LC_", "PYTHON")


def shares_start(env: Mapping[str, str]) -> bool:
    """Whether a call in `env` may do with a Python that was started before, in another environment."""
    return not any(name.startswith(_DECIDED_AT_START) and value != "C.UTF-8" for name, value in env.items())


class Forker:
    """The server, started at the first call."""

    def __init__(self) -> None:
        self._ours: socket.socket | None = None

    def run(
        self, words: Sequence[str], env: Mapping[str, str], data: bytes, timeout: float
    ) -> tuple[int, bytes, bytes]:
        """Run `knooppunt` with `data` in its pipe; return its exit code, its output and its errors."""
        given, theirs_in = os.pipe()
        ours_out, theirs_out = os.pipe()
        ours_err, theirs_err = os.pipe()
        with ThreadPoolExecutor(3) as pool:
            pool.submit(_fill, theirs_in, data)
            self.start(words, env, None, [given, theirs_out, theirs_err])
            for file in (given, theirs_out, theirs_err):
                os.close(file)
            out, err = pool.submit(_drain, ours_out), pool.submit(_drain, ours_err)
            code = self.wait(timeout)
            return code, out.result(), err.result()

    def start(self, words: Sequence[str], env: Mapping[str, str], cwd: str | None, files: list[int]) -> int:
        """Start `knooppunt` with these words; `files` are its standard streams. Return its process id."""
        call = json.dumps({"words": [*words], "env": dict(env), "cwd": cwd or os.getcwd()}).encode()
        server = self._server()
        socket.send_fds(server, [len(call).to_bytes(_LENGTH)], files)
        server.sendall(call)
        return int.from_bytes(_exactly(server, _LENGTH))

    def wait(self, timeout: float | None = None) -> int:
        """Wait for the end of the call; return its exit code, negative for a signal. Raises TimeoutError."""
        server = self._server()
        server.settimeout(timeout)
        try:
            status = int.from_bytes(_exactly(server, _LENGTH))
        finally:
            server.settimeout(None)
        return os.waitstatus_to_exitcode(status)

    def _server(self) -> socket.socket:
        if self._ours is None:
            self._ours, theirs = socket.socketpair()
            env = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8"}
            subprocess.Popen([sys.executable, __file__], stdin=theirs.fileno(), env=env, cwd=_ROOT)
            theirs.close()
        return self._ours


def _fill(file: int, data: bytes) -> None:
    with suppress(BrokenPipeError), open(file, "wb") as pipe:
        pipe.write(data)


def _drain(file: int) -> bytes:
    with open(file, "rb") as pipe:
        return pipe.read()


def _exactly(ours: socket.socket, size: int) -> bytes:
    pieces = b""
    while len(pieces) < size:
        piece = ours.recv(size - len(pieces))
        if not piece:
            raise EOFError
        pieces += piece
    return pieces


def _serve(ours: socket.socket) -> None:
    _import_everything()
    while True:
        length, files, _, _ = socket.recv_fds(ours, _LENGTH, 3)
        if not length:
            return
        call = json.loads(_exactly(ours, int.from_bytes(length)))
        child = os.fork()
        if not child:
            ours.close()
            _become(call, files)
        for file in files:
            os.close(file)
        ours.sendall(child.to_bytes(_LENGTH))
        _, status = os.waitpid(child, 0)
        ours.sendall(status.to_bytes(_LENGTH))


def _import_everything() -> None:
    for path in sorted((_ROOT / "ondermijning").rglob("*.py")):
        if path.name != "__main__.py":
            parts = path.relative_to(_ROOT).with_suffix("").parts
            import_module(".".join(part for part in parts if part != "__init__"))


def _become(call: dict[str, Any], files: list[int]) -> NoReturn:
    """Be what `python -m ondermijning` is: its streams, its words, its environment, its exit."""
    code = 1
    try:
        os.setsid()
        signal.signal(signal.SIGINT, signal.default_int_handler)
        for target, file in enumerate(files):
            os.dup2(file, target)
            os.close(file)
        sys.stdin = open(0, encoding="utf-8", errors="surrogateescape", closefd=False)  # noqa: SIM115
        sys.stdout = open(1, "w", encoding="utf-8", errors="surrogateescape", closefd=False)  # noqa: SIM115
        sys.stderr = open(2, "w", encoding="utf-8", errors="backslashreplace", closefd=False)  # noqa: SIM115
        os.environ.clear()
        os.environ.update(call["env"])
        os.chdir(call["cwd"])
        sys.argv = ["knooppunt", *call["words"]]
        code = _exit_code()
    finally:
        os._exit(code)


def _exit_code() -> int:
    from ondermijning.cli.main import main

    try:
        main()
    except SystemExit as leaving:
        code = leaving.code if isinstance(leaving.code, int) else leaving.code is not None
    except BaseException:
        import traceback

        traceback.print_exc()
        code = 1
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    return int(code)


if __name__ == "__main__":
    _serve(socket.socket(fileno=os.dup(0)))
