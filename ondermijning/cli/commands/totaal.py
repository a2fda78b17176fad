"""`totaal`: how much money, per group; never one sum over both kinds."""

from typing import TYPE_CHECKING, Annotated

from typer import Context, Option

from ondermijning.cli.answer import Shape, answer
from ondermijning.cli.completion import offers
from ondermijning.cli.dutch.command import CallError
from ondermijning.cli.options import Data, FilterOptions, ShapeOptions, one_of

if TYPE_CHECKING:
    from ondermijning.store import Store
    from ondermijning.table import Table

HELP = """Tel het geld op, per knooppunt, type, jaar of bron, en zeg van hoeveel het een totaal is.

Geld per jaar en eenmalig geld tellen nooit bij elkaar op: zonder --structureel of --eenmalig
staan ze in aparte regels. Een onbekend bedrag zit in geen totaal en wordt genoemd.
"""
EXAMPLES = """Voorbeelden:

$ knooppunt totaal --structureel
$ knooppunt totaal --eenmalig --per jaar
$ knooppunt totaal --structureel --kaal
"""


_SHARED = ("partner", "thema")  # an amount has more of them, with no part for each


def _per(text: str) -> str:
    if text.lower() in _SHARED:
        raise CallError(
            "een bedrag is niet over partners of thema's verdeeld, en gedeeld geld telt nooit dubbel. "
            f"Kies uit: {', '.join(offers.PER)}; of kies "
            f"met --{text.lower()} van welke knooppunten het geld telt."
        )
    return one_of("groep", text, list(offers.PER))


Per = Annotated[
    str | None,
    Option(
        "--per",
        metavar="GROEP",
        parser=_per,
        show_default=False,
        autocompletion=offers.groups,
        help="knooppunt, type, jaar of bron.",
    ),
]


def command(
    ctx: Context, filters: FilterOptions, shape: ShapeOptions, per: Per = None, data: Data = None
) -> None:
    """Answer the call."""

    def ask(store: "Store", shape: Shape) -> "Table":
        from ondermijning.queries.totals import total, totals

        chosen = filters.chosen(store)
        if shape.format == "kaal" and not shape.fields:
            return total(store, chosen)
        return totals(store, chosen, per, citations=shape.cites)

    answer(ctx, data, shape, ask)
