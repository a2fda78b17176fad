"""The commands, in modules of those that belong together: who adds one writes it there, and names it here."""

from functools import cache
from importlib import import_module

from ondermijning.cli.call import Command

ALL = (
    ("Vragen", "money", ("list", "totaal", "meerjaren", "bedragen")),
    ("Vragen", "hubs", ("toon", "partners", "themas", "kengetallen")),
    ("Vertrouwen", "trust", ("bronnen", "beweringen", "aansluiting", "controleer", "verschil")),
    ("Bijhouden", "carry_on", ("nieuw", "lees", "schema")),
    ("Meenemen", "take_along", ("rapport", "exporteer", "sql")),
)
"""The commands in the order of the help: their group there, their module here, and their names."""
ALIASES = {"lijst": "list"}
"""Other names, which are not in the help."""


@cache
def named(word: str) -> Command | None:
    """Return the command that `word` names, None where there is none; no module but its own is imported."""
    word = ALIASES.get(word, word)
    for group, module, names in ALL:
        if word in names:
            found = vars(import_module(f"{__name__}.{module}"))
            command: Command = found.get(word) or found[f"{word}_"]  # which is a word of Python too
            command.group, command.name = group, word
            return command
    return None


def every() -> list[Command]:
    """Return all commands, in the order of the help."""
    return [command for _, _, names in ALL for command in map(named, names) if command]
