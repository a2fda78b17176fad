"""The way in and out of the program: every call starts here and leaves with its exit code."""

import _signal as signal  # type: ignore[import-not-found]  # without the enums, which take a millisecond
import gc
import os
import sys

INTERRUPTED = 130


class _Interrupt:
    """What Ctrl-C does: the call ends with 130 and without a word.

    At once while the program imports or leaves; while it answers, by a KeyboardInterrupt, so that
    files and lines that are half written are tidied up.
    """

    def __init__(self) -> None:
        self.at_once = True
        self.came = False
        self._exit = os._exit  # kept, for Python empties its modules before it is gone

    def __call__(self, *_: object) -> None:
        """Take the signal."""
        if self.at_once:
            self._exit(INTERRUPTED)
        self.came = True
        raise KeyboardInterrupt

    def unraisable(self, lost: "sys.UnraisableHookArgs") -> None:
        """Leave where the KeyboardInterrupt came up where Python can raise nothing, and would print it."""
        if issubclass(lost.exc_type, KeyboardInterrupt):
            self._exit(INTERRUPTED)
        sys.__unraisablehook__(lost)


def main() -> None:
    """Run the program and exit: 0 answered, 1 dataset or file off, 2 call off, 130 interrupted."""
    interrupt = _Interrupt()
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:  # nohup and & have it ignored
        signal.signal(signal.SIGINT, interrupt)
        sys.unraisablehook = interrupt.unraisable
    gc.disable()  # a call is over before a collection pays for itself; loading makes no cycles
    from ondermijning.cli.exits import run
    from ondermijning.cli.program import app

    try:
        interrupt.at_once = False
        code = run(app)
    finally:
        interrupt.at_once = True
        if interrupt.came:  # whatever was made of it on the way
            os._exit(INTERRUPTED)
    sys.exit(code)
