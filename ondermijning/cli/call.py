"""One call: the dataset that it is about and what its options say, found out once and handed on."""

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any, Self, TypeAlias

from typer.core import TyperCommand

from ondermijning.cli.dutch.click import Context, Parameter
from ondermijning.cli.dutch.command import CallError, InDutch, help_option
from ondermijning.problems import UsageProblem
from ondermijning.text import all_of, any_of, harmless, visible

if TYPE_CHECKING:
    from ondermijning.cli.terminal import Terminal
    from ondermijning.store import Store
    from ondermijning.table import Column, Report, Table

Fields: TypeAlias = "Mapping[str, Sequence[Column]]"
"""The fields of each answer of a command, by the words that ask for it: Tab offers them, docs list them."""


class Call:
    """What a call says.

    `named` is the file that it names with `--data`, after the command or before it, and `path` the dataset
    in use. `given` holds the values of all options by name; `name` and `params` are those of the command.
    """

    def __init__(self, ctx: Context) -> None:
        self.terminal: Terminal = ctx.obj
        self.given: Mapping[str, Any] = ctx.params
        self.named, self.path = path_named(ctx), path_in_use(ctx)
        self.name, self.params = str(ctx.info_name), ctx.command.get_params(ctx)

    def open(self, path: str = "", raw: bytes | None = None) -> "Store":
        """Open a dataset, the one in use or another, of which `raw` may have been read.

        Where that takes long, it shows how far it is.
        """
        from ondermijning.store import open_store

        with self.terminal.progress() as progress:
            return open_store(path or self.path, progress, raw)

    @property
    def asks_for_a_format(self) -> bool:
        """Whether the call asks for a table of some format, where a command has another form by itself."""
        return any(self.given[name] for name in ("formaat", "json", "kaal", "velden", "uitvoer"))


class Command(InDutch, TyperCommand):
    """A command: `@Command(…)` makes it of the function that answers a call of it.

    `summary` is its line in the list of commands, and `words` its own help: one sentence first, and two or
    three calls last. `fields` are those of each answer, each where it stands (`queries.themes.OF_ALL`), or
    what returns them; `params` makes its parameters, arguments first. The function takes the call, and by
    name the values that it wants. It is `drawn` where there is a picture of some answers.
    """

    allow_extra_args = True
    group: str
    name: str

    def __init__(
        self,
        summary: str,
        words: str,
        fields: Mapping[str, str] | Callable[[], Fields],
        params: Callable[[], Sequence[Parameter]],
        *,
        drawn: bool = False,
    ) -> None:
        text, _, calls = words.partition("\n$ ")
        self.examples = f"\n$ {calls}"
        super().__init__("", help=text, epilog=f"Voorbeelden:\n{self.examples}")
        self.summary, self.drawn, self._fields, self._params = summary, drawn, fields, params

    def __call__(self, act: Callable[..., None]) -> Self:
        """Answer calls by `act`."""
        self._act = act
        return self

    def get_params(self, ctx: Context | None = None) -> list[Parameter]:  # noqa: ARG002 - as Typer calls it
        """Return the parameters, made where they are first asked for: few of the commands are called."""
        self.params = self.params or [*self._params(), help_option()]
        return self.params

    def fields(self) -> Fields:
        """Return the fields of each answer."""
        if callable(self._fields):
            return self._fields()
        places = {words: place.rpartition(".") for words, place in self._fields.items()}
        return {
            words: getattr(import_module(f"ondermijning.{module}"), name)
            for words, (module, _, name) in places.items()
        }

    def own_words(self) -> dict[str, str]:
        """Return what the help of this command says where that of shared options has `{words}`."""
        from ondermijning.render import endings, offered

        fields = (field for columns in self.fields().values() for field in columns)
        bare = list(dict.fromkeys(field.name for field in fields if field.bare))
        return {
            "{formaten}": any_of(list(offered(pictures=self.drawn))),
            "{sleutel}": any_of(bare) or "het eerste veld",
            "{met_leeg}": taking_empty(),
            "{extensies}": any_of(endings(pictures=self.drawn)),
        }

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Read the words of a call; refuse those that are left."""
        left = super().parse_args(ctx, args)
        if left and not ctx.resilient_parsing:
            raise CallError(
                f"dit commando kan niets met {' '.join(left)}. Kies met een optie (zie --help); "
                "alles over één knooppunt geeft 'knooppunt toon'.",
                ctx=ctx,
            )
        return left

    def invoke(self, ctx: Context) -> None:
        """Answer the call. Raises `CallError` for a problem that its words turn out to have."""
        try:
            wanted = self._act.__annotations__.keys() & ctx.params.keys()
            self._act(Call(ctx), **{name: ctx.params[name] for name in wanted})
        except CallError as error:
            error.ctx = error.ctx or ctx
            raise
        except UsageProblem as problem:
            raise CallError(str(problem), ctx=ctx) from problem


def taking_empty() -> str:
    """Return the formats that take `--leeg`, as a call says them: `tsv, csv en --kaal`."""
    from ondermijning.render import offered

    return all_of([*(name for name, form in offered().items() if form.takes_empty), "--kaal"])


def path_named(ctx: Context) -> str | None:
    """Return the file that the call names with `--data`, after the command or before it."""
    return ctx.params.get("data") or ctx.find_root().params.get("data")


def path_in_use(ctx: Context) -> str:
    """Return the file that the call names with `--data`, else the one that the environment names.

    Where neither names one, the program's own; an empty variable counts as unset.
    """
    from ondermijning.store import default_path

    return path_named(ctx) or os.environ.get("KNOOPPUNT_DATA") or default_path()


def refuse_read_twice(paths: Iterable[str]) -> None:
    """Refuse to read a stream for two things: the second would get nothing. Raises CallError."""
    from ondermijning.files import stream

    names: dict[tuple[int, int], str] = {}
    for path in paths:
        if found := stream(path):
            if found in names:
                both = " en ".join(dict.fromkeys(visible(name) for name in (names[found], path)))
                raise CallError(
                    f"u geeft dezelfde invoer twee keer op ({both}), en die is maar één keer te lezen; "
                    "geef voor een van beide een bestand op."
                )
            names[found] = path


def reported(
    store: "Store | None", tables: "Table | list[Table]", conditions: Iterable[str] = ()
) -> "Report":
    """Return tables as a report: with the conditions that they answer to, and the date of a dataset."""
    from ondermijning.table import Report

    words = [harmless(condition) for condition in conditions]
    return Report(tables if isinstance(tables, list) else [tables], words, store.date() if store else "")
