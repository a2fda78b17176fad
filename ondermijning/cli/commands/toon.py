"""`toon`: everything about one knooppunt."""

from typing import Annotated

from typer import Argument, Context

from ondermijning.cli.answer import answer
from ondermijning.cli.completion import offers
from ondermijning.cli.options import Data, ShapeOptions

HELP = """Toon alles over één knooppunt: geld, plaatsen, partners, thema's en cijfers, met de bronnen."""
EXAMPLES = """Voorbeelden:

$ knooppunt toon haven-rotterdam
$ knooppunt toon schiphol --json
"""

Knooppunt = Annotated[
    str,
    Argument(metavar="KNOOPPUNT", help="Een id of een alias.", autocompletion=offers.knooppunten),
]


def command(ctx: Context, knooppunt: Knooppunt, shape: ShapeOptions, data: Data = None) -> None:
    """Answer the call."""
    from ondermijning.queries import details

    answer(ctx, data, shape, lambda store, _: details.knooppunt(store, knooppunt))
