"""Typer's parser and parameters, with what they show a person left to `help` and `errors`.

Every call imports this: nothing but Typer is imported before a help or an error is shown.
"""

from collections.abc import Callable
from itertools import takewhile
from typing import TYPE_CHECKING, Any

from typer import BadParameter
from typer.core import TyperArgument, TyperOption

from ondermijning.cli.dutch.click import Command as ClickCommand
from ondermijning.cli.dutch.click import OptionParser, Parameter, UsageError
from ondermijning.problems import UsageProblem
from ondermijning.text import fold, is_utf_8, visible

if TYPE_CHECKING:
    from ondermijning.cli.dutch.click import Context, ParserOption, ParsingState

HELP = "help"
"""What Typer calls the help option among the values of a call."""
COLOUR = "kleur"
"""The option that chooses the colour: looked at before the others, for an error or a help heeds it too."""
OF_FILES = ("BESTAND", "MAP", "DOEL", "OUD", "NIEUW", "BRON=BESTAND")
"""What stands in the help for the values of parameters that take a file."""


class CallError(BadParameter, UsageProblem):
    """A call that cannot be answered as it is typed (exit 2), with a Dutch message, shown as it stands.

    Raised while a parameter is read, or with a `param_hint`, it is shown with that parameter's name.
    """


class _Asked(Parameter):
    """What options and arguments have in common; stands before Typer's class in both."""

    offer = ""
    """What kind of words fits, as `completion.offers` knows it; empty where nothing does."""
    read: Callable[[str], Any] | None = None
    """Makes a value of a word; None: the word is the value. Raises CallError."""

    def type_cast_value(self, ctx: "Context", value: Any) -> Any:  # noqa: ARG002 - as Typer calls it
        """Return the value of what stands in the call, a tuple of a parameter that may have more."""
        if self.multiple or self.nargs == -1:
            return tuple(map(self.read, value or ())) if self.read else tuple(value or ())
        return self.read(value) if self.read and value is not None else value


class Option(_Asked, TyperOption):
    """An option: its names, what stands for its value in the help ("" for a flag), and its help.

    Its name among the values of a call is the long one, without dashes.
    """

    def __init__(
        self,
        names: str,
        metavar: str,
        text: str,
        offer: str = "",
        *,
        panel: str = "Opties",
        read: Callable[[str], Any] | None = None,
        default: Any = None,
        **more: Any,
    ) -> None:
        flag = not metavar
        default = False if flag and "/" not in names else default
        super().__init__(
            param_decls=names.split(),
            metavar=metavar or None,
            is_flag=flag,
            default=default,
            rich_help_panel=panel,
            **more,
        )
        self.help, self.offer, self.read = text, offer, read


class Argument(_Asked, TyperArgument):
    """An argument: what stands for it in the help, and its help. Its name is the first in small letters."""

    def __init__(self, metavar: str, text: str, offer: str = "", *, required: bool = False) -> None:
        name = metavar.removesuffix("...")
        super().__init__(
            param_decls=[name.lower()],
            metavar=metavar,
            required=required,
            nargs=1 if name == metavar else -1,
            rich_help_panel="Argumenten",
        )
        self.help, self.offer = text, offer


def help_option() -> Option:
    """Return the option that shows the help of a command, and ends the call."""

    def show(ctx: "Context", _param: Parameter, wanted: bool) -> None:
        if wanted and not ctx.resilient_parsing:
            from ondermijning.cli.dutch.help import show_help

            show_help(ctx)
            ctx.exit()

    text = "Toon deze uitleg en stop."
    return Option("-h --help", "", text, is_eager=True, expose_value=False, callback=show)


class _Parser(OptionParser):
    """Typer's parser, which refuses words that would be passed over in silence."""

    wants_help = False
    """Whether help is asked for: of this command, or of one that is named behind it."""

    def parse_args(self, args: list[str]) -> tuple[dict[str, Any], list[str], list[Parameter]]:
        """Return values by name, words that are left, and parameters in the order of the call.

        Raises `CallError` for an option that means one thing and is there twice, for one beside its opposite,
        and for an empty word; for nothing where help is asked for.
        """
        words = set(args)
        self.wants_help = not {"-h", "--help"}.isdisjoint(takewhile(lambda word: word != "--", args))
        values, rest, given = super().parse_args(args)
        if self.wants_help and self.allow_interspersed_args:  # no words of another command stand among them
            return {HELP: True}, [], []
        if self.ctx is not None and not self.ctx.resilient_parsing:
            _refuse_repeated(self.ctx, given)
            _refuse_opposites(self.ctx, words, given)
            _refuse_empty(self.ctx, values, given)
        return values, rest, given

    def _process_args_for_options(self, state: "ParsingState") -> None:
        """Read the options, also those after one that is wrong: the colour is chosen before that is told."""
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

    def _match_long_opt(self, opt: str, explicit_value: str | None, state: "ParsingState") -> None:
        """Read a long option; refuse a value behind a flag."""
        if explicit_value is not None and opt in self._long_opt and not self._long_opt[opt].takes_value:
            raise CallError(f"optie {opt} krijgt geen waarde.")
        super()._match_long_opt(opt, explicit_value, state)

    def _get_value_from_state(self, name: str, option: "ParserOption", state: "ParsingState") -> Any:
        """Return the value of an option; nothing where it may do without and none comes after it."""
        if _may_do_without(option.obj) and (not state.rargs or state.rargs[0].startswith("-")):
            return ""
        if not state.rargs:
            raise CallError(f"achter optie {name} hoort een waarde.")
        return super()._get_value_from_state(name, option, state)


def _may_do_without(param: Parameter) -> bool:
    """Whether an option may be there without its value, as the brackets around that say in the help."""
    return (param.metavar or "").startswith("[")


def _refuse_repeated(ctx: "Context", given: list[Parameter]) -> None:
    """Refuse an option with one meaning that is given twice: here, or before the command as well."""
    before = ctx.parent.params if ctx.parent else {}
    seen = {name for name, value in before.items() if value is not None}
    for param in given:
        if isinstance(param, TyperOption) and not (param.multiple or param.is_flag):
            if param.name in seen:
                raise CallError(f"geef optie {'/'.join(param.opts)} maar één keer.", ctx=ctx)
            seen.add(param.name or "")


def _refuse_opposites(ctx: "Context", words: set[str], given: list[Parameter]) -> None:
    """Refuse an option beside its opposite, as `--kleur --geen-kleur`."""
    for param in given:
        if not (words.isdisjoint(param.opts) or words.isdisjoint(param.secondary_opts)):
            raise CallError(f"kies één van {param.opts[0]} en {param.secondary_opts[0]}.", ctx=ctx)


def _refuse_empty(ctx: "Context", values: dict[str, Any], given: list[Parameter]) -> None:
    """Refuse an empty word for a parameter, unless that is what the parameter is by default."""
    for param in given:
        blank = any(not fold(word).strip() for word in _words(values[param.name or ""]))
        if blank and param.default != "" and not _may_do_without(param):
            or_not = " of laat de optie weg" if isinstance(param, TyperOption) else ""
            raise CallError(f"deze waarde is leeg; vul iets in{or_not}.", ctx=ctx, param=param)


def _refuse_bytes(ctx: "Context", param: Parameter) -> None:
    """Refuse a value that is no text: SQLite and every format would stumble over it."""
    for word in _words(ctx.params.get(param.name or "")):
        if not is_utf_8(word):
            raise CallError(f"'{visible(word)}' is geen tekst in UTF-8.", ctx=ctx, param=param)


def _words(value: Any) -> list[str]:
    """Return the words among what a call gives for a parameter."""
    return [word for word in (value if isinstance(value, list | tuple) else [value]) if isinstance(word, str)]


class InDutch(ClickCommand):
    """What the program and its commands have in common; stands before Typer's class in both."""

    def subcommands(self) -> list[tuple[str, str, str]]:
        """Return the commands in it, none in a command: their groups, names and summaries, for the help."""
        return []

    def own_words(self) -> dict[str, str]:
        """Return what its help says where that of an option has `{words}`."""
        return {}

    def get_params(self, ctx: "Context") -> list[Parameter]:  # noqa: ARG002 - as Typer calls it
        """Return the parameters; the help option is one of them."""
        return self.params

    def make_parser(self, ctx: "Context") -> _Parser:
        """Return the parser of the words of a call."""
        parser = _Parser(ctx)
        for param in self.get_params(ctx):
            param.add_to_parser(parser, ctx)
        return parser

    def parse_args(self, ctx: "Context", args: list[str]) -> list[str]:
        """Read the words of a call. Raises `UsageError`, always with the command it is about."""
        try:
            left = super().parse_args(ctx, args)
        except UsageError as error:
            error.ctx = error.ctx or ctx  # the parser leaves it out of some
            raise
        for param in self.get_params(ctx):
            if param.metavar not in OF_FILES:  # whose names may be any bytes
                _refuse_bytes(ctx, param)
        return left
