"""The command line: words to a filter, one question, one table."""

import gc
import os
import sys
from contextlib import suppress
from typing import NoReturn

from ondermijning.problems import DatasetError, UnreadableError


def main() -> None:
    """Run the program and exit: 0 answered, 1 dataset or file off, 2 call off, 130 interrupted."""
    gc.disable()  # a call is over before a collection pays for itself; loading makes no cycles
    try:
        from typer.main import get_command

        from ondermijning.cli.app import app

        get_command(app).main(prog_name="knooppunt")
    except KeyboardInterrupt:
        _leave(130)
    except DatasetError as error:
        _stop([str(problem) for problem in error.problems])
    except UnreadableError as error:
        _stop([f"Fout: {error}"])
    except BrokenPipeError:
        _leave(0)  # the reader has what it wanted
    except OSError as error:
        from ondermijning.files import why_unwritable

        _stop([f"Fout: schrijven naar de standaarduitvoer mislukt: {why_unwritable(error)}"])


def _stop(lines: list[str]) -> NoReturn:
    """Say what is wrong with a file and exit with 1."""
    from ondermijning.cli import screen

    with suppress(OSError):  # there may be no one to tell
        screen.write("\n".join(lines), sys.stderr)
    _leave(1)


def _leave(code: int) -> NoReturn:
    """Exit, with what standard output still holds thrown away, so that Python says nothing of it."""
    with suppress(AttributeError, OSError, ValueError):  # standard output may be closed altogether
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(code)
