"""`aansluiting`: the totals that sources state, beside the sum of their items."""

from typer import Exit

from ondermijning.cli.answer import answer
from ondermijning.cli.call import Call, Command
from ondermijning.cli.dutch.command import Option
from ondermijning.cli.options import shape

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

$ knooppunt aansluiting
$ knooppunt aansluiting --streng --kaal
"""


@Command(
    ("Vertrouwen", 30),
    "Of totalen uit bronnen kloppen met de som van de bedragen.",
    HELP,
    {"": "queries.reconciliation.COLUMNS"},
    shape(),
    Option("--streng", "", "Eindig met exitcode 1, tenzij elk totaal sluit of ruimer is."),
)
def command(call: Call, streng: bool) -> None:
    """Give each stated total beside the sum of its items; with `--streng`, exit 1 where one differs."""
    from ondermijning.queries.reconciliation import SETTLED, aansluiting

    nothing = "Deze dataset bevat geen totalen uit bronnen."
    report = answer(call, lambda store, *_: aansluiting(store), nothing=nothing)
    unsettled = [row for row in report.all_rows() if row["oordeel"] not in SETTLED]
    if streng and unsettled:
        verdicts = (f"{row['soort']} {row['wanneer']} ({row['oordeel']})" for row in unsettled)
        call.terminal.tell(f"Niet elk totaal sluit: {', '.join(verdicts)}.")
        raise Exit(1)
