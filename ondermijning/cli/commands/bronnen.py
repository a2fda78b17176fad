"""`bronnen`: the sources, and what rests on one."""

from typing import Annotated

from typer import Argument, Context

from ondermijning.cli.answer import NO_FILTERS, Fields, answer
from ondermijning.cli.completion import offers
from ondermijning.cli.options import AnswerOptions

GROUP, RANK, ALIASES = "Vertrouwen", 10, ()
SUMMARY = "De bronnen, en wat eruit komt."
HELP = """Toon de bronnen en hoeveel beweringen op elke bron steunen, of alle beweringen uit één bron."""
EXAMPLES = """
$ knooppunt bronnen
$ knooppunt bronnen kamerbrief-2022-11-04
"""

Bron = Annotated[
    str | None,
    Argument(metavar="BRON", help="Id van een bron.", autocompletion=offers.bronnen),
]


def fields() -> Fields:
    """Return the fields of each answer."""
    from ondermijning.queries import claims, sources

    return {"": sources.COLUMNS, "BRON": claims.of_one(claims.COLUMNS)}


def command(ctx: Context, bron: Bron = None, *, options: AnswerOptions) -> None:
    """Need a source or none; give each claim that rests on it, or all sources with how much does."""
    from ondermijning.queries import sources

    answer(
        ctx,
        options,
        NO_FILTERS,
        lambda store, *_: sources.bron(store, bron) if bron else sources.bronnen(store),
    )
