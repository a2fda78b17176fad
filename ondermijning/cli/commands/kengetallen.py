"""`kengetallen`: the figures that are no money, as series over the years."""

from typer import Context

from ondermijning.cli.answer import NO_FILTERS, Fields, answer
from ondermijning.cli.options import AnswerOptions, Knooppunt

GROUP, RANK, ALIASES = "Vragen", 80, ()
DRAWN = True
SUMMARY = "Cijfers over iets anders dan geld, jaar na jaar."
HELP = """Toon de kengetallen van één knooppunt of van alle: cijfers over iets anders dan geld, in reeksen.

Een reeks telt over de jaren één ding in één eenheid. Verschillende reeksen, zoals cocaïne en drugs,
worden nooit samengevoegd.
"""
EXAMPLES = """
$ knooppunt kengetallen
$ knooppunt kengetallen rotterdam
$ knooppunt kengetallen -f csv
"""


def fields() -> Fields:
    """Return the fields of each answer."""
    from ondermijning.queries.kengetallen import COLUMNS

    return {"": COLUMNS}


def command(ctx: Context, knooppunt: Knooppunt = None, *, options: AnswerOptions) -> None:
    """Need a knooppunt or none; give its figures, or those of all, a row each."""
    from ondermijning.queries.kengetallen import kengetallen

    nothing = f"{'Deze dataset' if knooppunt is None else 'Dit knooppunt'} heeft geen kengetallen."
    answer(ctx, options, NO_FILTERS, lambda store, *_: kengetallen(store, knooppunt), nothing)
