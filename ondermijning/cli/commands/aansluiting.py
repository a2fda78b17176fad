"""`aansluiting`: the totals that sources state, beside the sum of their items."""

from typing import Annotated

from typer import Context, Exit, Option

from ondermijning.cli.answer import Fields, answer
from ondermijning.cli.options import AnswerOptions

GROUP, RANK, ALIASES = "Vertrouwen", 30, ()
SUMMARY = "Of opgegeven totalen sluiten op hun posten."
HELP = """Leg elk totaal dat een bron noemt naast de som van zijn posten, en zeg wat ontbreekt.

Een totaal sluit als elke post bekend is en de som klopt. Is er nog een bedrag onbekend, dan is
het oordeel 'niet gespecificeerd' (de bekende posten blijven onder het totaal), 'al bereikt'
(ze komen er al op uit) of 'onbekend' (geen enkele post is bekend). Anders sluit het niet.
"""
EXAMPLES = """
$ knooppunt aansluiting
$ knooppunt aansluiting --streng --kaal
"""

Streng = Annotated[bool, Option("--streng", help="Eindig met exitcode 1 als een totaal niet sluit.")]


def fields() -> Fields:
    """Return the fields that an answer may have."""
    from ondermijning.queries.reconciliation import COLUMNS

    return COLUMNS


def command(ctx: Context, streng: Streng = False, *, options: AnswerOptions) -> None:
    """Give each stated total beside the sum of its items; with `--streng`, exit 1 where one differs."""
    from ondermijning.queries.reconciliation import ADDS_UP, aansluiting

    nothing = "Deze dataset bevat geen opgegeven totalen."
    report = answer(ctx, options, lambda store, _: aansluiting(store), nothing)
    if streng and any(row["oordeel"] != ADDS_UP for row in report.all_rows()):
        raise Exit(1)
