"""The program as Typer has it: its global options, and its commands, each loaded when it is called."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from typer import Exit
from typer.core import TyperGroup

from ondermijning.cli import commands
from ondermijning.cli.call import Command
from ondermijning.cli.dutch.click import CompletionItem
from ondermijning.cli.dutch.command import CallError, InDutch, Option, help_option
from ondermijning.cli.options import data

if TYPE_CHECKING:
    from ondermijning.cli.dutch.click import Context
    from ondermijning.cli.terminal import Terminal

HELP = """Welk geld gaat waarheen in de aanpak van ondermijning op logistieke knooppunten, en welke bron
zegt dat?
"""
FIRST = [
    ("knooppunt list", "wie krijgt wat"),
    ("knooppunt totaal --structureel", "hoeveel per jaar, en wat onbekend is"),
    ("knooppunt toon haven-rotterdam", "alles over één knooppunt"),
]
EXAMPLES = """Voorbeelden:

$ knooppunt list --type zeehaven
$ knooppunt totaal --structureel --kaal
$ knooppunt list --kaal | xargs -n1 knooppunt partners --kaal

Met --help achter een commando krijgt u uitleg. Op het scherm is het antwoord een tabel; doorgestuurd
naar een ander programma of een bestand is het TSV. Tussenresultaten staan in de map ~/.cache/knooppunt
(of $XDG_CACHE_HOME/knooppunt). U kunt die map altijd verwijderen. De variabele KNOOPPUNT_DATA kiest een
dataset voor elk commando, KNOOPPUNT_BRONMAP de map met teksten van bronnen voor elke controle.
"""


class Program(InDutch, TyperGroup):
    """The group of all commands."""

    def __init__(self) -> None:
        shells = "Laat uw shell, of de shell die u opgeeft, woorden aanvullen met Tab."
        script = "Toon het script dat woorden aanvult met Tab."
        params = [
            data(),
            _alone("--version", "", "Toon de versie en stop.", _version),
            _alone("--install-completion", "[SHELL]", shells, _install, "shells"),
            _alone("--show-completion", "[SHELL]", script, _show, "shells"),
            help_option(),
        ]
        super().__init__(params=params, help=HELP, epilog=EXAMPLES)

    def subcommands(self) -> list[tuple[str, str, str]]:
        """Return the groups, names and summaries of the commands, for the help."""
        return [(command.group, command.name, command.summary) for command in commands.every()]

    def resolve_command(
        self, ctx: "Context", args: list[str]
    ) -> tuple[str | None, Command | None, list[str]]:
        """Return the command that the words name, and what follows; raises CallError where there is none."""
        word, *rest = args
        command = commands.named(word)
        if command or ctx.resilient_parsing:
            return word, command, rest
        if word.startswith("-"):  # behind `--`
            self.parse_args(ctx, args)
        from difflib import get_close_matches

        names = [*commands.ALIASES, *(command.name for command in commands.every())]
        near = " of ".join(map(repr, get_close_matches(word, names)))
        raise CallError(f"onbekend commando {word!r}." + (f" Bedoelde u {near}?" if near else ""), ctx=ctx)

    def invoke(self, ctx: "Context") -> Any:
        """Answer the call; without a command, show the overview."""
        if ctx._protected_args:
            return super().invoke(ctx)
        from ondermijning.cli.dutch.help import show_overview

        return show_overview(ctx.obj, HELP, FIRST, "Alle commando's: knooppunt --help")

    def shell_complete(self, ctx: "Context", incomplete: str) -> list[CompletionItem]:
        """Offer the commands, or the global options."""
        if incomplete.startswith("-"):
            return super(TyperGroup, self).shell_complete(ctx, incomplete)
        return [
            CompletionItem(name, help=what)
            for _, name, what in self.subcommands()
            if name.startswith(incomplete)
        ]


def _alone(name: str, metavar: str, text: str, act: Callable[..., None], offer: str = "") -> Option:
    """Return an option that is the whole of a call: `act` gets the terminal, and a value if any."""

    def callback(ctx: "Context", _param: object, value: str | bool | None) -> None:
        if value not in (None, False) and not ctx.resilient_parsing:
            act(ctx.obj, *([] if value is True else [value]))
            raise Exit

    return Option(name, metavar, text, offer, is_eager=True, expose_value=False, callback=callback)


def _version(terminal: "Terminal") -> None:
    from ondermijning import __version__

    terminal.answer([f"knooppunt {__version__}\n"])


def _install(terminal: "Terminal", shell: str) -> None:
    from ondermijning.cli.completion.shells import install

    install(terminal, shell)


def _show(terminal: "Terminal", shell: str) -> None:
    from ondermijning.cli.completion.shells import show

    show(terminal, shell)
