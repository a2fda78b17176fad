"""`aansluiting`: the totals that sources state, beside the sum of their items."""

from typing import Annotated

from typer import Context, Exit, Option

from ondermijning.cli.answer import Shape, give, store_of
from ondermijning.cli.dataset import path_in_use
from ondermijning.cli.options import Data, ShapeOptions

HELP = """Leg elk totaal dat een bron noemt naast de som van zijn posten, en zeg wat ontbreekt.

'niet gespecificeerd' is wat overblijft zolang er nog een bedrag onbekend is; 'sluit niet'
is een verschil zonder onbekende bedragen.
"""
EXAMPLES = """Voorbeelden:

$ knooppunt aansluiting
$ knooppunt aansluiting --streng --kaal
"""

Streng = Annotated[bool, Option("--streng", help="Stop met 1 als een totaal niet sluit.")]


def command(ctx: Context, shape: ShapeOptions, streng: Streng = False, data: Data = None) -> None:
    """Answer the call; with `--streng`, exit 1 where a total does not add up."""
    from ondermijning.queries.reconciliation import ADDS_UP, aansluiting

    with store_of(ctx, data) as store:
        table = aansluiting(store)
    verdict = table.place("oordeel")
    give(table, Shape(shape), [path_in_use(ctx, data)])
    if streng and any(row[verdict] != ADDS_UP for row in table.rows):
        raise Exit(1)
