"""The program as Typer has it: its global options, and its commands, each loaded when it is called."""

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer import Context, Exit, Option
from typer.main import get_command

from ondermijning.cli import commands
from ondermijning.cli.dutch.click import CompletionItem
from ondermijning.cli.dutch.command import Command, Group
from ondermijning.cli.options import Data, ungrouped, words_for

if TYPE_CHECKING:
    from ondermijning.cli.dutch.click import Command as ClickCommand
    from ondermijning.cli.dutch.click import Context as ClickContext
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


class _Commands(Mapping[str, "ClickCommand"]):
    """The commands by all their names; each is made of its module when it is looked up."""

    def __getitem__(self, word: str) -> "ClickCommand":
        module = commands.named(word)
        single = typer.Typer(add_completion=False, rich_markup_mode=None)
        single.command(
            word,
            cls=Command,
            help=module.HELP,
            short_help=module.SUMMARY,
            epilog=f"Voorbeelden:\n{module.EXAMPLES}",
            hidden=word in module.ALIASES,
            rich_help_panel=module.GROUP,
        )(ungrouped(module.command))
        command = get_command(single)
        command.fields = module.fields  # type: ignore[attr-defined]  # our own class has it
        command.drawn = getattr(module, "DRAWN", False)  # type: ignore[attr-defined]
        command.own_words = lambda: words_for(command)  # type: ignore[attr-defined]
        return command

    def __iter__(self) -> Iterator[str]:
        for module in commands.every():
            yield from (commands.name(module), *module.ALIASES)

    def __len__(self) -> int:
        return sum(1 for _ in self)


class _Program(Group):
    """The group of all commands."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.commands = _Commands()  # type: ignore[assignment]  # Typer only reads it

    def shell_complete(self, ctx: "ClickContext", incomplete: str) -> list[CompletionItem]:
        """Offer the commands, without making them, or the global options."""
        if incomplete.startswith("-"):
            return super(Group, self).shell_complete(ctx, incomplete)
        offered = [(commands.name(module), module.SUMMARY) for module in commands.every()]
        return [CompletionItem(name, help=what) for name, what in offered if name.startswith(incomplete)]


def _version(terminal: "Terminal") -> None:
    from ondermijning import __version__

    terminal.answer([f"knooppunt {__version__}\n"])


def _install_completion(terminal: "Terminal", shell: str) -> None:
    from ondermijning.cli.completion import shells

    shells.install(terminal, shell)


def _show_completion(terminal: "Terminal", shell: str) -> None:
    from ondermijning.cli.completion import shells

    shells.show(terminal, shell)


def _alone(name: str, text: str, act: Callable[..., None], **more: Any) -> Any:
    """Return an option that is the whole of a call: `act` gets the terminal, and its value if any."""

    def callback(ctx: Context, value: Any) -> None:
        if value not in (None, False) and not ctx.resilient_parsing:
            act(ctx.obj, *([] if value is True else [value]))
            raise Exit

    return Option(name, is_eager=True, expose_value=False, callback=callback, help=text, **more)


def _of_shell(name: str, text: str, act: Callable[["Terminal", str], None]) -> Any:
    """Return an option about Tab in a shell: the one that is named, or else the one in use."""
    return _alone(
        name, text, act, metavar="[SHELL]", show_default=False, autocompletion=lambda: ["bash", "zsh", "fish"]
    )


def program() -> "ClickCommand":
    """Return the program, to be called with words."""
    app = typer.Typer(cls=_Program, add_completion=False, rich_markup_mode=None)

    @app.callback(invoke_without_command=True, help=HELP, epilog=EXAMPLES)
    def _program(
        ctx: Context,
        data: Data = None,  # noqa: ARG001 - the commands read it from the context
        _version: Annotated[bool, _alone("--version", "Toon de versie en stop.", _version)] = False,
        _install: Annotated[
            str | None,
            _of_shell(
                "--install-completion",
                "Laat uw shell, of de shell die u opgeeft, woorden aanvullen met Tab.",
                _install_completion,
            ),
        ] = None,
        _show: Annotated[
            str | None,
            _of_shell("--show-completion", "Toon het script dat woorden aanvult met Tab.", _show_completion),
        ] = None,
    ) -> None:
        """Without a command: the overview."""
        if ctx.invoked_subcommand is None:
            from ondermijning.cli.dutch.help import show_overview

            show_overview(ctx.obj, HELP, FIRST, "Alle commando's: knooppunt --help")

    return get_command(app)
