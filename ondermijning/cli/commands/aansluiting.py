"""`aansluiting`: the totals that sources state, beside the sum of their items."""

from typing import Annotated

from typer import Context, Exit, Option

from ondermijning.cli.answer import Shape, give, store_of
from ondermijning.cli.dataset import path_in_use
from ondermijning.cli.options import Data, ShapeOptions

HELP = """Leg elk totaal dat een bron noemt naast de som van zijn posten, en zeg wat ontbreekt.

Een totaal sluit als elke post bekend is en de som klopt. Is er nog een bedrag onbekend, dan is
het oordeel 'niet gespecificeerd' (de bekende posten blijven onder het totaal), 'al bereikt'
(ze komen er al op uit) of 'onbekend' (geen enkele post is bekend). Anders sluit het niet.
"""
EXAMPLES = """Voorbeelden:

$ knooppunt aansluiting
$ knooppunt aansluiting --streng --kaal
"""

Streng = Annotated[bool, Option("--streng", help="Eindig met exitcode 1 als een totaal niet sluit.")]


def command(ctx: Context, shape: ShapeOptions, streng: Streng = False, data: Data = None) -> None:
    """Answer the call; with `--streng`, exit 1 where a total does not add up."""
    from ondermijning.queries.reconciliation import ADDS_UP, aansluiting

    with store_of(ctx, data) as store:
        table = aansluiting(store)
    nothing = "Deze dataset bevat geen opgegeven totalen."
    give(table, Shape(shape), [path_in_use(ctx, data)], nothing=nothing)
    if streng and any(row["oordeel"] != ADDS_UP for row in table.rows):
        raise Exit(1)
