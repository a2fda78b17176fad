"""The way in and out of the program: every call starts here and leaves with its exit code."""

import _signal as signal  # type: ignore[import-not-found]  # without the enums, which take a millisecond
import gc
import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ondermijning.cli.dutch.click import Command
    from ondermijning.cli.terminal import Terminal

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
    from ondermijning.cli.program import program
    from ondermijning.cli.terminal import Terminal

    try:
        interrupt.at_once = False
        code = run(program(), sys.argv[1:], Terminal())
    finally:
        interrupt.at_once = True
        if interrupt.came:  # whatever was made of it on the way
            os._exit(INTERRUPTED)
    sys.exit(code)


def run(program: "Command", words: list[str], terminal: "Terminal", name: str = "knooppunt") -> int:
    """Answer the call that `words` make, or the shell that asks what fits at Tab; return the exit code."""
    try:
        if "_KNOOPPUNT_COMPLETE" in os.environ:
            from ondermijning.cli.completion.respond import respond

            respond(program, os.environ["_KNOOPPUNT_COMPLETE"], terminal)
        else:
            with program.make_context(name, words, obj=terminal) as ctx:
                program.invoke(ctx)
    except (Exception, KeyboardInterrupt) as error:
        return _exit_code(error, terminal)
    return 0


def _exit_code(error: BaseException, terminal: "Terminal") -> int:
    """Tell what is wrong and return the exit code, which stands whether or not anyone was told.

    Raises what is no way to end a call: a mistake in the program itself.
    """
    from typer import Abort, Exit

    from ondermijning.cli.dutch.click import ClickException
    from ondermijning.problems import DatasetError, KnooppuntError

    match error:
        case Exit():
            pass
        case Abort() | KeyboardInterrupt():
            return INTERRUPTED
        case ClickException():
            from ondermijning.cli.dutch.errors import explained

            terminal.tell(explained(error))
        case DatasetError():
            terminal.tell("\n".join(map(str, error.problems)))
        case KnooppuntError():
            terminal.tell(f"Fout: {error}")
        case _:
            return _damaged(error, terminal)
    return error.exit_code


def _damaged(error: BaseException, terminal: "Terminal") -> int:
    """Tell of a cache that went to pieces while it was read; raises any other error."""
    from sqlite3 import SQLITE_ERROR, DatabaseError

    from ondermijning.store.cache import folder

    # A question that is wrong is a mistake in the program.
    if not isinstance(error, DatabaseError) or getattr(error, "sqlite_errorcode", None) == SQLITE_ERROR:
        raise error
    terminal.tell(
        f"Fout: een tussenresultaat in {folder()} is beschadigd. "
        "Verwijder die map en geef het commando opnieuw."
    )
    return 1
