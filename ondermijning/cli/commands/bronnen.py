"""`bronnen`: the sources, and what rests on one."""

from typing import Annotated

from typer import Argument, Context

from ondermijning.cli.answer import answer
from ondermijning.cli.completion import offers
from ondermijning.cli.options import Data, ShapeOptions

HELP = """Toon de bronnen en hoeveel beweringen op elke bron rusten, of alle beweringen uit één bron."""
EXAMPLES = """Voorbeelden:

$ knooppunt bronnen
$ knooppunt bronnen kamerbrief-2022-11-04
"""

Bron = Annotated[
    str | None,
    Argument(metavar="BRON", help="Het id van een bron.", autocompletion=offers.bronnen),
]


def command(ctx: Context, shape: ShapeOptions, bron: Bron = None, data: Data = None) -> None:
    """Answer the call."""
    from ondermijning.queries import sources

    answer(
        ctx,
        data,
        shape,
        lambda store, _: sources.bron(store, bron) if bron else sources.bronnen(store),
    )
