"""`list`: which knooppunten there are, filtered."""

from typing import TYPE_CHECKING

from typer import Context

from ondermijning.cli.answer import Shape, answer
from ondermijning.cli.options import Data, FilterOptions, ShapeOptions

if TYPE_CHECKING:
    from ondermijning.store import Store
    from ondermijning.table import Table

HELP = """Toon de knooppunten met hun geld, per jaar en eenmalig, en met de bron van elk bedrag.

Geeft u een voorwaarde twee keer, dan is één van beide genoeg. Verschillende voorwaarden
gelden samen. Ook een onbekend bedrag wordt getoond, als 'onbekend'.
"""
EXAMPLES = """Voorbeelden:

$ knooppunt list --type zeehaven
$ knooppunt list --structureel --min 2mln
$ knooppunt list --thema weerbaarheid --json
"""


def command(ctx: Context, filters: FilterOptions, shape: ShapeOptions, data: Data = None) -> None:
    """Answer the call."""

    def ask(store: "Store", shape: Shape) -> "Table":
        from ondermijning.queries.knooppunten import knooppunten

        return knooppunten(store, filters.chosen(store), citations=shape.cites)

    answer(ctx, data, shape, ask)
