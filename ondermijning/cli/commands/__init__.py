"""The commands, one module each in this folder, named as its command is: who adds one writes it, no more.

A module holds a `command`, a `Command` made of the function that answers a call of it.
"""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from ondermijning.cli.call import Command

_GROUPS = ("Vragen", "Vertrouwen", "Bijhouden", "Meenemen")
"""The groups in the order of the help."""


def named(word: str) -> Command | None:
    """Return the command that `word` names, None where there is none.

    Only for another name than its own are the modules of all commands imported.
    """
    if word.isidentifier() and not word.startswith("_"):
        try:
            command: Command = import_module(f"{__name__}.{word}").command
            return command
        except ModuleNotFoundError as error:
            if error.name != f"{__name__}.{word}":
                raise
    return next((command for command in every() if word in command.aliases), None)


@cache
def every() -> list[Command]:
    """Return all commands, in the order of the help."""
    modules = [import_module(f"{__name__}.{info.name}") for info in iter_modules(__path__)]
    commands: list[Command] = [module.command for module in modules]
    return sorted(commands, key=lambda command: (_GROUPS.index(command.group), command.rank))
