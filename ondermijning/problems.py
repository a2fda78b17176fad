"""What can be wrong: with a dataset, each thing by its code and place, and with a call, as an exception."""

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:  # the codes take a while to make, and most calls report nothing
    from ondermijning.codes import Code, Severity


class Problem(NamedTuple):
    """One thing that is wrong with a dataset, and where.

    `line` and `column` count from 1. `place` says where in the data (`knooppunten[haven-rotterdam].naam`),
    empty where that is the file as a whole.
    """

    file: str
    line: int
    column: int
    code: "Code"
    place: str
    message: str

    @property
    def severity(self) -> "Severity":
        """Whether it is an error or a doubt."""
        return self.code.severity

    def __str__(self) -> str:
        """`bestand:regel:kolom: waar: wat er mis is`, as compilers write it."""
        doubt = "waarschuwing: " if self.severity == "waarschuwing" else ""
        place = f"{self.place}: " if self.place else ""
        return f"{self.file}:{self.line}:{self.column}: {doubt}{place}{self.message}"


class KnooppuntError(Exception):
    """What ends a call without its answer, in a Dutch sentence for its user; `exit_code` is its exit."""

    exit_code = 1

    def __str__(self) -> str:
        """Return the message, which ends as a sentence does."""
        message = super().__str__()
        return message if message.endswith((".", "?")) else f"{message}."


class DatasetError(KnooppuntError):
    """The dataset cannot be read or is not sound; `problems` holds everything found, in file order."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(f"{len(problems)} problem(s)")
        self.problems = problems


class UnreadableError(KnooppuntError):
    """A file cannot be opened or written."""


class UsageProblem(KnooppuntError):  # noqa: N818 - a problem of the call, named beside Problem
    """What is asked for does not exist, or cannot be asked so."""

    exit_code = 2
