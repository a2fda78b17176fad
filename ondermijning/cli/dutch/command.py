"""Typer's command classes, with what they show a person left to `help` and `errors`.

Every call imports this: nothing but Typer is imported before a help or an error is shown.
"""

from collections.abc import Callable, Mapping, Sequence
from itertools import takewhile
from typing import TYPE_CHECKING, Any

from typer import BadParameter
from typer.core import TyperCommand, TyperGroup, TyperOption

from ondermijning.cli.dutch.click import Command as ClickCommand
from ondermijning.cli.dutch.click import OptionParser, UsageError
from ondermijning.problems import UsageProblem
from ondermijning.text import fold, is_utf_8, visible

if TYPE_CHECKING:
    from ondermijning.cli.dutch.click import Context, HelpFormatter, Parameter, ParserOption, ParsingState
    from ondermijning.table import Column

HELP_OPTIONS = ("-h", "--help")
OF_FILES = ("BESTAND", "MAP", "DOEL", "OUD", "NIEUW", "BRON=BESTAND")
"""What stands in the help for the values of parameters that take a file."""
_HELP = "help"
"""What Typer calls the help option among the values of a call."""
COLOUR = "kleur"
"""The option that chooses the colour: looked at before the others, for an error or a help heeds it too."""


class CallError(BadParameter, UsageProblem):
    """A call that is off (exit 2), with a Dutch message that is shown as it stands.

    What the program's own callbacks and parsers raise: any other error's message is taken for Typer's
    English. Raised while a parameter is read, or with a `param_hint`, it is shown with that parameter's name.
    """


class _Parser(OptionParser):
    """Typer's parser, which refuses words that would be passed over in silence."""

    wants_help = False
    """Whether help is asked for: of this command, or of one that is named behind it."""

    def parse_args(self, args: list[str]) -> tuple[dict[str, Any], list[str], list["Parameter"]]:
        """Return values by name, words that are left, and parameters in the order of the call.

        Raises `CallError` for an option that means one thing and is there twice, for one beside its opposite,
        and for an empty word; for nothing where help is asked for.
        """
        words = set(args)
        self.wants_help = not set(HELP_OPTIONS).isdisjoint(takewhile(lambda word: word != "--", args))
        values, rest, given = super().parse_args(args)
        if self.wants_help and self.allow_interspersed_args:  # no words of another command stand among them
            return {_HELP: True}, [], []
        if self.ctx is not None and not self.ctx.resilient_parsing:
            _refuse_repeated(self.ctx, given)
            _refuse_opposites(self.ctx, words, given)
            _refuse_empty(self.ctx, values, given)
        return values, rest, given

    def _process_args_for_options(self, state: "ParsingState") -> None:
        """Read the options, also those after one that is off: the colour is chosen before that is told."""
        wrong: list[UsageError] = []
        while True:
            try:
                super()._process_args_for_options(state)
                break
            except UsageError as error:
                wrong.append(error)
        if self.ctx and self.ctx.obj and state.opts.get(COLOUR) is not None:
            self.ctx.obj.colour = state.opts[COLOUR]
        if wrong and not self.wants_help:
            raise wrong[0]

    def _get_value_from_state(self, name: str, option: "ParserOption", state: "ParsingState") -> Any:
        """Return the value of an option; nothing where it may do without and none comes after it."""
        if _may_do_without(option.obj) and (not state.rargs or state.rargs[0].startswith("-")):
            return ""
        return super()._get_value_from_state(name, option, state)


def _may_do_without(param: "Parameter") -> bool:
    """Whether an option may be there without its value, as the brackets around that say in the help."""
    return (getattr(param, "metavar", None) or "").startswith("[")


def _refuse_repeated(ctx: "Context", given: list["Parameter"]) -> None:
    """Refuse an option with one meaning that is given twice: here, or before the command as well."""
    before = ctx.parent.params if ctx.parent else {}
    seen = {name for name, value in before.items() if value is not None}
    for param in given:
        if isinstance(param, TyperOption) and not (param.multiple or param.is_flag):
            if param.name in seen:
                raise CallError(f"geef optie {'/'.join(param.opts)} maar één keer.", ctx=ctx)
            seen.add(param.name or "")


def _refuse_opposites(ctx: "Context", words: set[str], given: list["Parameter"]) -> None:
    """Refuse an option beside its opposite, as `--kleur --geen-kleur`."""
    for param in given:
        if not (words.isdisjoint(param.opts) or words.isdisjoint(param.secondary_opts)):
            raise CallError(f"kies één van {param.opts[0]} en {param.secondary_opts[0]}.", ctx=ctx)


def _refuse_empty(ctx: "Context", values: dict[str, Any], given: list["Parameter"]) -> None:
    """Refuse an empty word for a parameter, unless that is what the parameter is by default."""
    for param in given:
        value = values[param.name or ""]
        words = value if isinstance(value, list | tuple) else [value]
        blank = any(isinstance(word, str) and not fold(word).strip() for word in words)
        if blank and param.default != "" and not _may_do_without(param):
            or_not = " of laat de optie weg" if isinstance(param, TyperOption) else ""
            raise CallError(f"deze waarde is leeg; vul iets in{or_not}.", ctx=ctx, param=param)


class _InDutch(ClickCommand):
    """What `Command` and `Group` have in common; stands before Typer's class in both."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.options_metavar = "[OPTIES]"
        self.context_settings = {"help_option_names": [*HELP_OPTIONS], **self.context_settings}
        _refuse_english(self)

    def get_help_option_names(self, ctx: "Context") -> list[str]:
        """Return the names of the help option, the short one first; Typer's order is arbitrary."""
        return sorted(super().get_help_option_names(ctx), key=len)

    def get_help_option(self, ctx: "Context") -> "TyperOption | None":
        """Return the help option, with a Dutch text."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "Toon deze uitleg en stop."
            option.callback = _show_help
        return option

    def format_usage(self, ctx: "Context", formatter: "HelpFormatter") -> None:
        """Write the usage line in Dutch."""
        from ondermijning.cli.dutch.help import usage

        formatter.write(usage(self, ctx))

    def format_help(self, ctx: "Context", formatter: "HelpFormatter") -> None:
        """Write the help in Dutch, without colour."""
        from ondermijning.cli.dutch.help import help_text

        formatter.write(help_text(self, ctx, formatter.width))

    def make_parser(self, ctx: "Context") -> _Parser:
        """Return the parser of the words of a call."""
        parser = _Parser(ctx)
        for param in self.get_params(ctx):
            param.add_to_parser(parser, ctx)
        return parser

    def parse_args(self, ctx: "Context", args: list[str]) -> list[str]:
        """Read the words of a call. Raises `UsageError`, always with the command it is about."""
        if not args and self.no_args_is_help and not ctx.resilient_parsing:
            _show_help(ctx, None, True)
        try:
            left = super().parse_args(ctx, args)
        except UsageError as error:
            error.ctx = error.ctx or ctx  # the parser leaves it out of some
            raise
        for param in self.params:
            if getattr(param, "metavar", None) not in OF_FILES:  # whose names may be any bytes
                _refuse_bytes(ctx, param)
        return left


class Command(_InDutch, TyperCommand):
    """A Typer command that speaks Dutch: `@app.command(cls=Command)`."""

    fields: Callable[[], "Mapping[str, Sequence[Column]]"] = dict
    """Returns the fields of each answer of the command; none, unless it is told."""
    drawn: bool = False
    """Whether there is a picture of some of its answers."""
    own_words: Callable[[], "Mapping[str, str]"] = dict
    """Returns what stands in its help for `{words}` of options that other commands have too."""

    def invoke(self, ctx: "Context") -> Any:
        """Run the command. Raises `CallError` for a problem that its words turn out to have."""
        try:
            return super().invoke(ctx)
        except CallError:
            raise
        except UsageProblem as problem:
            raise CallError(str(problem), ctx=ctx) from problem


class Group(_InDutch, TyperGroup):
    """A Typer group that speaks Dutch: `typer.Typer(cls=Group)`."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Make a group as Typer does, with a Dutch word for its commands."""
        super().__init__(*args, **kwargs)
        self.subcommand_metavar = "COMMANDO [ARGUMENTEN]..."


def _show_help(ctx: "Context", _param: "Parameter | None", wanted: bool) -> None:
    """Show the help of `ctx`'s command and end the call with exit 0."""
    if wanted and not ctx.resilient_parsing:
        from ondermijning.cli.dutch.help import show_help

        show_help(ctx.command, ctx)
        ctx.exit()


def _refuse_bytes(ctx: "Context", param: "Parameter") -> None:
    """Raise CallError for a value that is no text: SQLite and every format would stumble over it."""
    value = ctx.params.get(param.name or "")
    for word in value if isinstance(value, list | tuple) else [value]:
        if isinstance(word, str) and not is_utf_8(word):
            raise CallError(f"'{visible(word)}' is geen tekst in UTF-8.", ctx=ctx, param=param)


def _refuse_english(command: ClickCommand) -> None:
    """Raise `ValueError` for what Typer would announce or ask in English while a command runs."""
    if command.deprecated:
        raise ValueError(f"{command.name}: 'deprecated' is English; say it in the help instead")
    if any(getattr(param, "prompt", None) for param in command.params):
        raise ValueError(f"{command.name}: 'prompt' is English; make the option required instead")
