"""The commands, one module each: a module in this folder is a command, of the same name.

A module holds `GROUP` and `RANK` (its panel in the help, and its place there: lowest first), `ALIASES` (other
names, not in the help), `SUMMARY` (its line in the help), `HELP` (one sentence first), `EXAMPLES`,
`command` (its options, and what it does with them) and `fields` (the fields that its answers may have).
"""

import os
from importlib import import_module
from types import ModuleType

GROUPS = ("Vragen", "Vertrouwen", "Bijhouden", "Meenemen")
"""The groups in the order of the help."""


def named(word: str) -> ModuleType:
    """Return the module of the command that `word` names; raises KeyError where there is none.

    Only for an alias are the modules of other commands imported.
    """
    if word in _names():
        return import_module(f"{__name__}.{word}")
    return {alias: module for module in every() for alias in module.ALIASES}[word]


def every() -> list[ModuleType]:
    """Return the modules of all commands, in the order of the help."""
    modules = [import_module(f"{__name__}.{word}") for word in _names()]
    return sorted(modules, key=lambda module: (GROUPS.index(module.GROUP), module.RANK))


def name(module: ModuleType) -> str:
    """Return the name of the command in `module`."""
    return module.__name__.rpartition(".")[2]


def _names() -> list[str]:
    files = os.listdir(os.path.dirname(__file__))
    return [file.removesuffix(".py") for file in files if file.endswith(".py") and not file.startswith("_")]
