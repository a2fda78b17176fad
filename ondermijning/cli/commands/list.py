"""`list`: which knooppunten there are, filtered."""

from typer import Context

from ondermijning.cli.answer import Fields, answer
from ondermijning.cli.options import AnswerOptions, FilterOptions

GROUP, RANK, ALIASES = "Vragen", 10, ("lijst",)
SUMMARY = "Welke knooppunten er zijn, met hun geld."
HELP = """Toon de knooppunten met hun geld, structureel (per jaar) en eenmalig, en de bron van elk bedrag.

Geeft u dezelfde optie vaker, dan is één waarde die klopt genoeg. Verschillende opties moeten allemaal
kloppen. Ook een onbekend bedrag wordt getoond, als 'onbekend'.
"""
EXAMPLES = """
$ knooppunt list --type zeehaven
$ knooppunt list --structureel --min 2mln
$ knooppunt list --thema weerbaarheid --json
"""


def fields() -> Fields:
    """Return the fields of each answer."""
    from ondermijning.queries.knooppunten import COLUMNS

    return {"": COLUMNS}


def command(ctx: Context, filters: FilterOptions, options: AnswerOptions) -> None:
    """Need filters or none; give a row for each knooppunt that passes them."""
    from ondermijning.queries.knooppunten import knooppunten

    answer(
        ctx,
        options,
        filters,
        lambda store, shape, chosen: knooppunten(store, chosen, citations=shape.cites),
    )
