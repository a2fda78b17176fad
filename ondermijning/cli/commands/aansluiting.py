"""`aansluiting`: the totals that sources state, beside the sum of their items."""

from typing import Annotated

from typer import Context, Exit, Option

from ondermijning.cli.answer import NO_FILTERS, Fields, answer
from ondermijning.cli.options import AnswerOptions

GROUP, RANK, ALIASES = "Vertrouwen", 30, ()
SUMMARY = "Of opgegeven totalen sluiten op hun posten."
HELP = """Leg elk totaal dat een bron noemt naast de som van zijn posten, en zeg wat ontbreekt.

Een totaal sluit als elke post bekend is en de som klopt. Is er nog een bedrag onbekend, dan is
het oordeel 'niet gespecificeerd' (de bekende posten blijven onder het totaal), 'al bereikt'
(ze komen er al op uit) of 'onbekend' (geen enkele post is bekend). Zegt de bron dat het totaal
ruimer is dan deze knooppunten, dan is 'ruimer' wat er boven bekende posten uitkomt. Anders sluit
het niet.

Een totaal van een jaar ligt naast het geld in dat jaar, een totaal vanaf een jaar naast het geld
in dat eerste jaar.
"""
EXAMPLES = """
$ knooppunt aansluiting
$ knooppunt aansluiting --streng --kaal
"""

Streng = Annotated[
    bool, Option("--streng", help="Eindig met exitcode 1 als een totaal niet sluit; ruimer mag.")
]


def fields() -> Fields:
    """Return the fields that an answer may have."""
    from ondermijning.queries.reconciliation import COLUMNS

    return COLUMNS


def command(ctx: Context, streng: Streng = False, *, options: AnswerOptions) -> None:
    """Give each stated total beside the sum of its items; with `--streng`, exit 1 where one differs."""
    from ondermijning.queries.reconciliation import SETTLED, aansluiting

    nothing = "Deze dataset bevat geen totalen uit bronnen."
    report = answer(ctx, options, NO_FILTERS, lambda store, *_: aansluiting(store), nothing)
    unsettled = [row for row in report.all_rows() if row["oordeel"] not in SETTLED]
    if streng and unsettled:
        told = (f"{row['soort']} {row['wanneer']} ({row['oordeel']})" for row in unsettled)
        ctx.obj.tell(f"Niet elk totaal sluit: {', '.join(told)}.")
        raise Exit(1)
