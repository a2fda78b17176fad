"""`aansluiting`: the totals that sources state, beside the sum of their items."""

from typing import Annotated

from typer import Context, Exit, Option

from ondermijning.cli.answer import NO_FILTERS, Fields, answer
from ondermijning.cli.options import AnswerOptions

GROUP, RANK, ALIASES = "Vertrouwen", 30, ()
SUMMARY = "Of totalen uit bronnen kloppen met de som van de bedragen."
HELP = """Vergelijk elk totaal dat een bron noemt met de som van de bedragen, en zie wat er ontbreekt.

Dit zijn de oordelen:
- sluit: alle bedragen zijn bekend en de som klopt.
- sluit niet: de som is te hoog, of alle bedragen zijn bekend en de som is te laag.
- ruimer: alles is bekend en de som is lager; het totaal is volgens de bron breder dan deze knooppunten.
- niet gespecificeerd: de som is lager dan het totaal, maar er zijn nog onbekende bedragen.
- al bereikt: de som klopt al, terwijl er nog een bedrag onbekend is.
- onbekend: geen enkel bedrag is bekend.

Een totaal van één jaar wordt vergeleken met het geld in dat jaar, een totaal vanaf een jaar met het
geld in dat eerste jaar.
"""
EXAMPLES = """
$ knooppunt aansluiting
$ knooppunt aansluiting --streng --kaal
"""

Streng = Annotated[
    bool, Option("--streng", help="Eindig met exitcode 1, tenzij elk totaal sluit of ruimer is.")
]


def fields() -> Fields:
    """Return the fields of each answer."""
    from ondermijning.queries.reconciliation import COLUMNS

    return {"": COLUMNS}


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
