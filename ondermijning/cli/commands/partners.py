"""`partners`: who takes part, at one knooppunt or at all."""

from typing import Annotated

from typer import Argument, Context

from ondermijning.cli.answer import answer
from ondermijning.cli.completion import offers
from ondermijning.cli.options import Data, ShapeOptions

HELP = """Toon de partners van een knooppunt, of alle partners met de knooppunten waar zij meedoen."""
EXAMPLES = """Voorbeelden:

$ knooppunt partners
$ knooppunt partners haven-rotterdam
$ knooppunt list --type zeehaven --kaal | xargs -n1 knooppunt partners --kaal
"""

Knooppunt = Annotated[
    str | None,
    Argument(metavar="KNOOPPUNT", help="Een id of een alias.", autocompletion=offers.knooppunten),
]


def command(ctx: Context, shape: ShapeOptions, knooppunt: Knooppunt = None, data: Data = None) -> None:
    """Answer the call."""
    from ondermijning.queries.partners import partners

    answer(ctx, data, shape, lambda store, _: partners(store, knooppunt))
