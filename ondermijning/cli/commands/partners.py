"""`partners`: who takes part, at one knooppunt or at all."""

from typer import Context

from ondermijning.cli.answer import NO_FILTERS, Fields, answer
from ondermijning.cli.options import AnswerOptions, Knooppunt

GROUP, RANK, ALIASES = "Vragen", 60, ()
SUMMARY = "Wie er meedoet, en waar."
HELP = """Toon de partners van één knooppunt, of alle partners met de knooppunten waar ze meedoen."""
EXAMPLES = """
$ knooppunt partners
$ knooppunt partners haven-rotterdam
$ knooppunt list --type zeehaven --kaal | xargs -n1 knooppunt partners --kaal
"""


def fields() -> Fields:
    """Return the fields of each answer."""
    from ondermijning.queries.partners import COLUMNS

    return {"": COLUMNS}


def command(ctx: Context, knooppunt: Knooppunt = None, *, options: AnswerOptions) -> None:
    """Need a knooppunt or none; give its partners, or all with where they take part."""
    from ondermijning.queries.partners import partners

    answer(ctx, options, NO_FILTERS, lambda store, *_: partners(store, knooppunt))
