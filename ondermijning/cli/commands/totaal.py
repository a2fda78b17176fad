"""`totaal`: how much money, per group; never one sum over both kinds."""

from typing import TYPE_CHECKING, Annotated

from typer import Context, Option

from ondermijning.cli.answer import Fields, Shape, answer
from ondermijning.cli.dutch.command import CallError
from ondermijning.cli.options import AnswerOptions, FilterOptions, one_of

if TYPE_CHECKING:
    from ondermijning.queries.filters import Filter
    from ondermijning.store import Store
    from ondermijning.table import Table

GROUP, RANK, ALIASES = "Vragen", 20, ()
SUMMARY = "Hoeveel geld het is, per knooppunt, type, jaar of bron."
HELP = """Tel het geld op, per knooppunt, type, jaar of bron, en zeg van hoeveel het een totaal is.

Geld per jaar en eenmalig geld tellen nooit bij elkaar op: zonder --structureel of --eenmalig
staan ze in aparte regels. Een onbekend bedrag zit in geen totaal en wordt genoemd.
Met --per jaar gaat structureel geld de jaren langs; over jaren telt het niet op.
"""
EXAMPLES = """
$ knooppunt totaal --structureel
$ knooppunt totaal --structureel --per jaar
$ knooppunt totaal --structureel --kaal
"""


_SHARED = ("partner", "thema")  # an amount has more of them, with no part for each


def _per(text: str) -> str:
    from ondermijning.queries.totals import PER

    if text.lower() in _SHARED:
        raise CallError(
            "een bedrag is niet over partners of thema's verdeeld, en gedeeld geld telt nooit dubbel. "
            f"Kies uit: {', '.join(PER)}; of kies met --{text.lower()} van welke knooppunten het geld telt."
        )
    return one_of("groep", text, list(PER))


def _groups(incomplete: str) -> list[str]:
    from ondermijning.queries.totals import PER

    return [group for group in PER if group.startswith(incomplete)]


Per = Annotated[
    str | None,
    Option(
        "--per",
        metavar="GROEP",
        parser=_per,
        show_default=False,
        autocompletion=_groups,
        help="knooppunt, type, jaar of bron.",
    ),
]


def fields() -> Fields:
    """Return the fields that an answer may have."""
    from ondermijning.queries.totals import COLUMNS

    return COLUMNS


def command(ctx: Context, filters: FilterOptions, per: Per = None, *, options: AnswerOptions) -> None:
    """Need filters and a group, or none; give a row for each group, or with `--kaal` the total alone."""

    def ask(store: "Store", shape: Shape, chosen: "Filter") -> "Table":
        from ondermijning.queries.totals import total, totals

        if shape.options.kaal and not shape.fields:
            return total(store, chosen, per)
        return totals(store, chosen, per, citations=shape.cites, merged=shape.format.for_people)

    answer(ctx, options, filters, ask)
