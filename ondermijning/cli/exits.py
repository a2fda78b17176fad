"""From what ended a call to its exit code, with what is wrong told on standard error."""

from typer import Abort, Exit, Typer
from typer._click.exceptions import ClickException
from typer.main import get_command

from ondermijning.cli import screen
from ondermijning.cli.main import INTERRUPTED
from ondermijning.problems import DatasetError, KnooppuntError


def run(app: Typer) -> int:
    """Answer the call that the words of the process make, and return its exit code."""
    try:
        get_command(app).main(prog_name="knooppunt", standalone_mode=False)
    except Exception as error:
        return exit_code(error)
    return 0


def exit_code(error: BaseException) -> int:
    """Tell what is wrong and return the exit code, which stands whether or not anyone was told.

    Raises what is no way to end a call: a mistake in the program itself.
    """
    match error:
        case Exit():
            return error.exit_code
        case Abort() | KeyboardInterrupt():
            return INTERRUPTED
        case ClickException():
            from ondermijning.cli.dutch.errors import show_error

            show_error(error)
            return error.exit_code
        case DatasetError():
            screen.to_standard_error("\n".join(map(str, error.problems)))
            return error.exit_code
        case KnooppuntError():
            screen.to_standard_error(f"Fout: {error}")
            return error.exit_code
    raise error
