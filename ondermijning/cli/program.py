"""The program: its global options, and its commands, each loaded when it is called."""

import os
from collections.abc import Callable, Iterator, Mapping, MutableMapping
from importlib import import_module
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer import Context, Exit, Option
from typer.main import get_command

from ondermijning.cli.dutch.command import Command, Group
from ondermijning.cli.options import Data
from ondermijning.cli.signature import spread

if TYPE_CHECKING:
    from typer._click.core import Command as ClickCommand
    from typer._click.core import Context as ClickContext
    from typer._click.shell_completion import CompletionItem

SUMMARIES = {
    "list": "Welke knooppunten er zijn, met hun geld.",
    "totaal": "Hoeveel geld het is, per knooppunt, type, jaar of bron.",
    "toon": "Alles over één knooppunt, met de bronnen.",
    "partners": "Wie er meedoen, en waar.",
    "themas": "Waar het geld voor is.",
    "bronnen": "Waar het staat: de bronnen en wat erop rust.",
    "aansluiting": "Of opgegeven totalen sluiten op hun posten.",
    "controleer": "Of een dataset deugt: elke fout met zijn regel.",
    "schema": "Het JSON Schema van de dataset.",
}
"""The commands in the order of the help, each with its line there."""

ALIASES = {"lijst": "list"}
"""Other names of commands, not in the help."""


_COMPLETE = "_KNOOPPUNT_COMPLETE"


class _Commands(Mapping[str, "ClickCommand"]):
    """The commands by name; a command's module is imported when it is looked up."""

    def __init__(self) -> None:
        self._loaded: dict[str, ClickCommand] = {}

    def __getitem__(self, name: str) -> "ClickCommand":
        if name not in self._loaded:
            self._loaded[name] = _load(name)
        return self._loaded[name]

    def __iter__(self) -> Iterator[str]:
        return iter([*SUMMARIES, *ALIASES])

    def __len__(self) -> int:
        return len(SUMMARIES) + len(ALIASES)


def _load(name: str) -> "ClickCommand":
    """Return the command `name` made of its module; raises KeyError where there is none."""
    module_name = ALIASES.get(name, name)
    summary = SUMMARIES[module_name]
    module = import_module(f"ondermijning.cli.commands.{module_name}")
    single = typer.Typer(add_completion=False, rich_markup_mode=None)
    single.command(
        name,
        cls=Command,
        help=module.HELP,
        short_help=summary,
        epilog=module.EXAMPLES,
        hidden=name in ALIASES,
    )(spread(module.command))
    return get_command(single)


class _Program(Group):
    """The group of all commands, which knows their names without loading them."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.commands = _Commands()  # type: ignore[assignment]  # Typer only reads it

    def _main_shell_completion(
        self,
        ctx_args: MutableMapping[str, Any],  # noqa: ARG002 - Typer's signature
        prog_name: str,  # noqa: ARG002
        complete_var: str | None = None,  # noqa: ARG002
    ) -> None:
        """Answer a shell that asks, and leave; Typer's own answer imports Rich and speaks English."""
        if _COMPLETE in os.environ:
            from ondermijning.cli.completion.respond import respond

            respond(self, os.environ[_COMPLETE])
            raise Exit

    def shell_complete(self, ctx: "ClickContext", incomplete: str) -> "list[CompletionItem]":
        """Offer the commands, without loading them, and the global options."""
        from typer._click.shell_completion import CompletionItem

        names = [name for name in SUMMARIES if name.startswith(incomplete)]
        if incomplete.startswith("-"):
            return super(Group, self).shell_complete(ctx, incomplete)
        return [CompletionItem(name, help=SUMMARIES[name]) for name in names]


def _version(ctx: Context, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        from ondermijning import __version__
        from ondermijning.cli import output

        output.to_standard_output([f"knooppunt {__version__}\n"])
        raise Exit


def _install_completion(ctx: Context, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        from ondermijning.cli.completion import shells

        shells.install()
        raise Exit


def _show_completion(ctx: Context, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        from ondermijning.cli.completion import shells

        shells.show()
        raise Exit


def _at_once(name: str, callback: Callable[[Context, bool], None], text: str) -> Any:
    return Option(name, is_eager=True, expose_value=False, callback=callback, help=text)


HELP = (
    """Wat gaat waarheen in de aanpak van ondermijning op logistieke knooppunten, en welke bron zegt dat?"""
)
FIRST = [
    ("knooppunt list", "wie krijgt wat"),
    ("knooppunt totaal --structureel", "hoeveel per jaar, en wat onbekend is"),
    ("knooppunt toon haven-rotterdam", "alles over één knooppunt"),
]
EXAMPLES = """Voorbeelden:

$ knooppunt list --type zeehaven
$ knooppunt totaal --structureel --kaal
$ knooppunt list --kaal | xargs -n1 knooppunt partners --kaal

Een commando legt zich uit met --help. Op een scherm is het antwoord een tabel, in een pijp TSV.
Tussenresultaten staan in de map knooppunt onder $XDG_CACHE_HOME of ~/.cache; die mag altijd weg.
"""

app = typer.Typer(cls=_Program, add_completion=False, rich_markup_mode=None)


@app.callback(invoke_without_command=True, help=HELP, epilog=EXAMPLES)
def _program(
    ctx: Context,
    data: Data = None,  # noqa: ARG001 - the commands read it from the context
    _version: Annotated[bool, _at_once("--version", _version, "Toon de versie en stop.")] = False,
    _install: Annotated[
        bool,
        _at_once("--install-completion", _install_completion, "Laat Tab woorden aanvullen in uw shell."),
    ] = False,
    _show: Annotated[
        bool, _at_once("--show-completion", _show_completion, "Toon het script waarmee Tab dat doet.")
    ] = False,
) -> None:
    """Without a command: the overview."""
    if ctx.invoked_subcommand is None:
        from ondermijning.cli.dutch.help import show_overview

        show_overview(HELP, FIRST, "Alle commando's: knooppunt --help")
