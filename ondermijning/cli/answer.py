"""One call: open the dataset, ask one question, give the answer the shape that was asked for."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Protocol, Self, TypeAlias, TypeVar

from typer import Context

from ondermijning.cli.dataset import path_in_use
from ondermijning.cli.dutch.command import CallError
from ondermijning.cli.options import AnswerOptions, one_of, taking_empty
from ondermijning.cli.terminal import NARROWEST, Terminal
from ondermijning.render import NAMES, Format, Page, by_ending, endings, named
from ondermijning.text import harmless

if TYPE_CHECKING:
    from ondermijning.store import Store
    from ondermijning.table import Column, Report, Table

Fields: TypeAlias = "Mapping[str, Sequence[Column]]"
"""The fields of each answer of a command, by the words that ask for it: Tab offers them, docs list them."""

NOTHING = (
    "Er is niets gevonden dat aan deze voorwaarden voldoet. Laat een voorwaarde weg, of kijk met "
    "'knooppunt list' wat er is."
)
_NOT_RECORDED = "Hierover is in deze dataset niets vastgelegd."

_PIPE_WIDTH = 100
_CITATIONS = ("vindplaatsen", "bron")
"""The name and the heading of the column that holds the sources of a row."""


class Conditions(Protocol):
    """What a question is asked under."""

    def in_words(self) -> list[str]:
        """Return the conditions in Dutch words, one an option."""


Chosen = TypeVar("Chosen", bound=Conditions, covariant=True)


class Filters(Protocol[Chosen]):
    """The options that set conditions."""

    def chosen(self, store: "Store") -> Chosen:
        """Return what the options mean in a dataset."""


class _NoFilters:
    """Of a command that has no such options."""

    def chosen(self, store: "Store") -> Self:  # noqa: ARG002 - they mean the same in each
        return self

    def in_words(self) -> list[str]:
        return []


NO_FILTERS = _NoFilters()


class Shape:
    """How the answer to a call looks and where it goes: its options, resolved."""

    def __init__(self, terminal: Terminal, options: AnswerOptions) -> None:
        """Resolve the options; raises CallError where they contradict each other."""
        self.terminal, self.options = terminal, options
        self.format = self._format()
        self.fields = [name.strip() for name in options.velden.split(",")] if options.velden else []
        if options.leeg and not self.format.takes_empty:
            raise CallError(f"--leeg geldt voor {taking_empty()}, niet voor {self.format.name}.")
        if self.format.binary and options.uitvoer is None and terminal.out.is_terminal:
            name, (ending, *_) = self.format.name, self.format.endings
            raise CallError(
                f"{name} past niet op een scherm; schrijf naar een bestand, zoals -o antwoord{ending}."
            )
        if options.kaal and len(self.fields) > 1:
            raise CallError("--kaal geeft één veld; geef bij --velden ook één veld op.")

    def _format(self) -> Format:
        options = self.options
        if options.kaal + options.json + (options.formaat is not None) > 1:
            raise CallError("kies één van --formaat, --json en --kaal.")
        if options.uitvoer is not None and not (options.kaal or options.json or options.formaat):
            return _format_of(options.uitvoer)
        if options.formaat is not None:
            return named(one_of("formaat {} kan hier niet", options.formaat, list(NAMES)))
        usual = "tabel" if self.terminal.out.is_terminal else "tsv"
        return named("kaal" if options.kaal else "json" if options.json else usual)

    @property
    def cites(self) -> bool:
        """Whether the answer shows its sources and notes: for people, or where the fields ask for it."""
        from ondermijning.table import field_key

        asked = {field_key(word) for word in (*self.fields, self.options.sorteer or "")}
        return self.format.for_people or not asked.isdisjoint(_CITATIONS)

    def apply(self, report: "Report") -> "Report":
        """Return the report with its tables in the asked order, with the asked fields."""
        by, reverse = self.options.sorteer, self.options.omgekeerd
        tables = [table.sort(by, reverse=reverse) for table in report.tables]
        if self.fields:
            tables = [table.select(self.fields) for table in tables]
        return report._replace(tables=tables)

    def page(self) -> Page:
        """Return what the answer is drawn on; a file takes all letters, and colour where it is asked for."""
        out, in_file = self.terminal.out, self.options.uitvoer is not None
        return Page(
            width=max(NARROWEST, out.width or _PIPE_WIDTH),
            colour=bool(self.terminal.colour) if in_file else self.terminal.coloured(out),
            links=out.smart and not in_file and self.terminal.colour is not False,
            unicode=in_file or out.unicode,
            heading=not self.options.geen_kop,
            empty=self.options.leeg,
        )


def _format_of(path: str) -> Format:
    """Return the format that the ending of a file's name chooses."""
    if chosen := by_ending(path):
        return chosen
    raise CallError(
        f"'{path}' heeft geen bekende extensie ({', '.join(endings())}); kies het formaat met -f."
    )


def open_dataset(ctx: Context, path: str, raw: bytes | None = None) -> "Store":
    """Open a dataset, of which `raw` may have been read, and show how far it is where that takes long."""
    from ondermijning.store import open_store

    with ctx.obj.progress() as progress:
        return open_store(path, progress, raw)


def reported(store: "Store", tables: "Table | list[Table]", chosen: Conditions = NO_FILTERS) -> "Report":
    """Return tables as a report: with the conditions that they answer to, and the date of the dataset."""
    from ondermijning.table import Report

    (date,) = store.rows("SELECT bijgewerkt FROM dataset")[0]
    conditions = [harmless(words) for words in chosen.in_words()]
    return Report(tables if isinstance(tables, list) else [tables], conditions, date)


def give(report: "Report", shape: Shape, inputs: list[str], nothing: str = "") -> None:
    """Write the answer; what is not part of it (that `nothing` was found, a caveat) to standard error.

    `inputs` are the files that it was made of, which `-o` may not name.
    """
    report = shape.apply(report)
    empty = not report.all_rows()
    if empty:
        shape.terminal.tell(nothing or (NOTHING if report.conditions else _NOT_RECORDED))
    elif shape.options.kaal and (caveat := report.bare_caveat()):
        shape.terminal.tell(caveat)
    options = shape.options
    if empty and shape.format.name == "tabel" and options.uitvoer is None:
        return  # on a screen the note is enough; any other format is a whole document
    pieces = shape.format.render(report, shape.page())
    if options.uitvoer is None:
        form = shape.format
        shape.terminal.answer(pieces, for_people=form.for_people and not form.utf_8)
    else:
        from ondermijning.writing import write

        write(pieces, options.uitvoer, overwrite=options.overschrijf, inputs=inputs)


def answer(
    ctx: Context,
    options: AnswerOptions,
    filters: Filters[Chosen],
    ask: Callable[["Store", Shape, Chosen], "Table | list[Table]"],
    nothing: str = "",
    inputs: Sequence[str] = (),
) -> "Report":
    """Ask a question of the dataset in use, give the answer and return it: the whole of most commands.

    `ask` is told what the filters mean in that dataset. `inputs` are the files that the question was made of.
    """
    shape = Shape(ctx.obj, options)
    path = path_in_use(ctx)
    with open_dataset(ctx, path) as store:
        chosen = filters.chosen(store)
        report = reported(store, ask(store, shape, chosen), chosen)
    give(report, shape, [path, *inputs], nothing)
    return report
