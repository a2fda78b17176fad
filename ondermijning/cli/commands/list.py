"""`list`: which knooppunten there are, filtered."""

from ondermijning.cli.answer import answer
from ondermijning.cli.call import Call, Command
from ondermijning.cli.options import filter_of, filters, shape

HELP = """Toon de knooppunten met hun geld, structureel (per jaar) en eenmalig, en de bron van elk bedrag.

Geeft u dezelfde optie vaker, dan is één waarde die klopt genoeg. Verschillende opties moeten allemaal
kloppen. Ook een onbekend bedrag wordt getoond, als 'onbekend'.

$ knooppunt list --type zeehaven
$ knooppunt list --structureel --min 2mln
$ knooppunt list --thema weerbaarheid --json
"""


@Command(
    ("Vragen", 10),
    "Welke knooppunten er zijn, met hun geld.",
    HELP,
    {"": "queries.knooppunten.COLUMNS"},
    [*filters(), *shape()],
    aliases=("lijst",),
)
def command(call: Call) -> None:
    """Give a row for each knooppunt that the filters leave."""
    from ondermijning.queries.knooppunten import knooppunten

    answer(call, lambda store, shape, chosen: knooppunten(store, chosen, citations=shape.cites), filter_of)
