"""The way in and out of the program: every call starts here and leaves with its exit code."""

import _signal as signal  # type: ignore[import-not-found]  # without the enums, which take a millisecond
import gc
import os
import sys

TYPE_CHECKING = False  # that of typing would be one more module to load before signals are seen to
if TYPE_CHECKING:
    from collections.abc import Callable

    from ondermijning.cli.dutch.click import Command
    from ondermijning.cli.terminal import Terminal

INTERRUPTED = 130

_ENDING = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]
"""Ctrl-C, what the system and other programs send, and the end of the terminal; Windows has not all."""


def start() -> None:
    """Run the program and end the process at once: all is written, and taking modules apart takes long."""
    try:
        main()
    except SystemExit as end:
        os._exit(end.code)  # type: ignore[arg-type]  # ours is a number


def main() -> None:
    """Run the program and exit: 0 answered, 1 dataset or file off, 2 call off, 128 and more by a signal."""
    leave: Callable[[int], object] = os._exit  # there is nothing to undo while the program imports

    def end(number: int, _frame: object) -> None:
        leave(128 + number)

    for number in _ENDING:
        if signal.getsignal(number) in (signal.SIG_DFL, signal.default_int_handler):  # nohup, & ignore some
            signal.signal(number, end)
    gc.disable()  # a call is over before a collection pays for itself; loading makes no cycles
    from ondermijning import leaving
    from ondermijning.cli.program import Program
    from ondermijning.cli.terminal import Terminal

    leave = leaving.leave
    code = run(Program(), sys.argv[1:], Terminal())
    leave = os._exit  # nor in leaving
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
