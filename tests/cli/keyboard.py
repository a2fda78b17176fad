"""A person at the keyboard of a shell: types, presses Tab, and reads what the screen shows."""

import os
import pty
import re
import select
import signal
import termios
import time
from types import TracebackType

from forking import HANGS

TAB = "\t"
MOMENT = 0.1
PROMPT = "KLAAR>"

_CONTROL = re.compile(r"\x1b\[[0-9;?>=]*[A-Za-z]|\x1b[()][A-Z0-9]|\x1b[=>78]|\x1b\][^\x07]*\x07|[\x07\x0f]")


class Keyboard:
    """A shell on a pseudo-terminal."""

    def __init__(self, command: list[str], environ: dict[str, str]) -> None:
        self._process, self._ours = pty.fork()  # unlike subprocess, it makes the terminal the shell's own
        if not self._process:
            os.chdir(environ["HOME"])
            os.execvpe(command[0], command, environ)
        termios.tcsetwinsize(self._ours, (50, 200))

    def __enter__(self) -> "Keyboard":
        self.read(PROMPT)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        os.kill(self._process, signal.SIGKILL)
        os.waitpid(self._process, 0)
        os.close(self._ours)

    def press(self, keys: str, until: str) -> str:
        """Press keys; return what the screen shows from then on, as soon as `until` is there."""
        os.write(self._ours, keys.encode())
        return self.read(until)

    def read(self, until: str) -> str:
        """Return what appears, as soon as `until` is there and nothing more comes for a moment."""
        seen, stop = b"", time.monotonic() + HANGS
        while time.monotonic() < stop:
            if select.select([self._ours], [], [], MOMENT)[0]:
                seen += os.read(self._ours, 65536)
            elif until in _plain(seen):
                return _plain(seen)
        raise AssertionError(f"{until!r} did not appear: {_plain(seen)!r}")


def _plain(seen: bytes) -> str:
    return _CONTROL.sub("", seen.decode(errors="replace")).replace("\r", "")
