"""`kengetallen`: the figures that are no money, as series over the years."""

from typer import Context

from ondermijning.cli.answer import NO_FILTERS, Fields, answer
from ondermijning.cli.options import AnswerOptions, Knooppunt

GROUP, RANK, ALIASES = "Vragen", 80, ()
SUMMARY = "Cijfers die geen geld zijn, jaar na jaar."
HELP = """Toon de cijfers van een knooppunt, of van alle knooppunten, als reeksen over de jaren.

Een reeks telt één ding in één eenheid. Verschillende reeksen, zoals cocaïne en drugs, zijn nooit
samengevoegd.
"""
EXAMPLES = """
$ knooppunt kengetallen
$ knooppunt kengetallen rotterdam
$ knooppunt kengetallen -f csv
"""


def fields() -> Fields:
    """Return the fields that an answer may have."""
    from ondermijning.queries.kengetallen import COLUMNS

    return COLUMNS


def command(ctx: Context, knooppunt: Knooppunt = None, *, options: AnswerOptions) -> None:
    """Need a knooppunt or none; give its figures, or those of all, a row each."""
    from ondermijning.queries.kengetallen import kengetallen

    nothing = (
        "Geen kengetallen in deze dataset." if knooppunt is None else "Geen kengetallen bij dit knooppunt."
    )
    answer(ctx, options, NO_FILTERS, lambda store, *_: kengetallen(store, knooppunt), nothing)
