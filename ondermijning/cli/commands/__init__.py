"""The commands, one module each in this folder, of the same name: `NAMES`.

A module holds `GROUP` and `RANK` (its panel in the help, and its place there: lowest first), `ALIASES` (other
names, not in the help), `SUMMARY` (its line in the help), `HELP` (one sentence first), `EXAMPLES`,
`command` (its options, and what it does with them), `fields` (those of each answer), and `DRAWN` where there
is a picture of some answers.
"""

from importlib import import_module
from types import ModuleType

GROUPS = ("Vragen", "Vertrouwen", "Bijhouden", "Meenemen")
"""The groups in the order of the help."""
NAMES = (
    *("list", "totaal", "meerjaren", "bedragen", "toon", "partners", "themas", "kengetallen"),
    *("bronnen", "beweringen", "aansluiting", "controleer", "verschil"),
    *("nieuw", "lees", "schema"),
    *("rapport", "exporteer", "sql"),
)


def named(word: str) -> ModuleType:
    """Return the module of the command that `word` names; raises KeyError where there is none.

    Only for an alias are the modules of other commands imported.
    """
    if word in NAMES:
        return import_module(f"{__name__}.{word}")
    return {alias: module for module in every() for alias in module.ALIASES}[word]


def every() -> list[ModuleType]:
    """Return the modules of all commands, in the order of the help."""
    modules = [import_module(f"{__name__}.{word}") for word in NAMES]
    return sorted(modules, key=lambda module: (GROUPS.index(module.GROUP), module.RANK))


def name(module: ModuleType) -> str:
    """Return the name of the command in `module`."""
    return module.__name__.rpartition(".")[2]
