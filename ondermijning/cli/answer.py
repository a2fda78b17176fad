"""One call: open the dataset, ask one question, give the answer the shape that was asked for."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from typer import Context

from ondermijning.cli import output, screen
from ondermijning.cli.dataset import path_in_use
from ondermijning.cli.dutch.command import CallError
from ondermijning.cli.options import ShapeOptions, one_of
from ondermijning.cli.progress import Progress

if TYPE_CHECKING:
    from ondermijning.render import Page
    from ondermijning.store import Store
    from ondermijning.table import Table

NOTHING = "Niets voldoet aan deze voorwaarden."

_CITATIONS = ("vindplaatsen", "bron")
"""The name and the heading of the column that holds the sources of a row."""


class Shape:
    """The shape options of a call, resolved: the format, the fields, the order, the destination."""

    def __init__(self, options: ShapeOptions) -> None:
        """Resolve the options; raises CallError where they contradict each other."""
        self.options = options
        self.format = self._format()
        self.fields = [name.strip() for name in options.velden.split(",")] if options.velden else []
        self._check_empty()
        if options.kaal and len(self.fields) > 1:
            raise CallError("--kaal geeft één veld; noem er bij --velden ook één.")

    def _format(self) -> str:
        from ondermijning.render import FORMATS

        options = self.options
        if options.kaal + options.json + (options.formaat is not None) > 1:
            raise CallError("kies één van --formaat, --json en --kaal.")
        if options.kaal:
            return "kaal"
        if options.json:
            return "json"
        if options.formaat is not None:
            return one_of("formaat", options.formaat, list(FORMATS))
        if options.uitvoer is not None:
            return self._by_ending(options.uitvoer)
        return "tabel" if output.is_terminal() else "tsv"

    def _check_empty(self) -> None:
        from ondermijning.render import WITH_EMPTY

        if self.options.leeg and self.format not in WITH_EMPTY:
            raise CallError(f"--leeg geldt voor tsv, csv en --kaal, niet voor {self.format}.")

    def _by_ending(self, path: str) -> str:
        for ending, name in output.ENDINGS.items():
            if path.lower().endswith(ending):
                return name
        raise CallError(f"'{path}' heeft geen bekende uitgang ({', '.join(output.ENDINGS)}); kies met -f.")

    @property
    def cites(self) -> bool:
        """Whether the answer shows its sources and notes: for people, or where the fields ask for it."""
        from ondermijning.table import field_key

        asked = {field_key(word) for word in (*self.fields, self.options.sorteer or "")}
        return self.for_people or not asked.isdisjoint(_CITATIONS)

    @property
    def for_people(self) -> bool:
        """Whether the format is one to read, with notes and sources."""
        from ondermijning.render import FOR_PEOPLE

        return self.format in FOR_PEOPLE

    def apply(self, table: "Table") -> "Table":
        """Return the table in the asked order, with the asked fields."""
        table = table.sort(self.options.sorteer, reverse=self.options.omgekeerd)
        return table.select(self.fields) if self.fields else table

    def page(self) -> "Page":
        """Return what the answer is drawn on."""
        options = self.options
        in_file = options.uitvoer is not None
        page = output.page(heading=not options.geen_kop, colour=options.kleur, file=in_file)
        return page._replace(empty=options.leeg)


def store_of(ctx: Context, data: str | None) -> "Store":
    """Open the dataset in use."""
    from ondermijning.store import open_store

    with Progress() as progress:
        return open_store(path_in_use(ctx, data), progress)


def give(table: "Table", shape: Shape, inputs: list[str], nothing: str = NOTHING) -> None:
    """Write the answer; what is not part of it (that nothing was found, a caveat) to standard error.

    `inputs` are the files that it was made of, which `-o` may not name.
    """
    from ondermijning.render import render

    table = shape.apply(table)
    empty = not table.rows and not table.unknown
    if empty and nothing:
        screen.to_standard_error(nothing)
    elif shape.format == "kaal" and (caveat := table.bare_caveat()):
        screen.to_standard_error(caveat)
    if empty and shape.for_people and shape.options.uitvoer is None:
        return
    pieces = render(table, shape.format, shape.page())
    if shape.options.uitvoer is not None:
        from ondermijning.files import write

        overwrite = shape.options.overschrijf
        write(pieces, shape.options.uitvoer, overwrite=overwrite, inputs=inputs)
    else:
        output.to_standard_output(pieces, for_people=shape.for_people)


def answer(
    ctx: Context, data: str | None, options: ShapeOptions, ask: Callable[["Store", Shape], "Table"]
) -> None:
    """Answer a question: the whole of what most commands do."""
    shape = Shape(options)
    with store_of(ctx, data) as store:
        table = ask(store, shape)
    give(table, shape, [path_in_use(ctx, data)])
