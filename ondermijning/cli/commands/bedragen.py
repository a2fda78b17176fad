"""`bedragen`: every amount on record, and every step towards one."""

from typer import Context

from ondermijning.cli.answer import Fields, answer
from ondermijning.cli.options import AnswerOptions, FilterOptions

GROUP, RANK, ALIASES = "Vragen", 27, ()
SUMMARY = "Elk bedrag apart, om mee te rekenen."
HELP = """Toon elk bedrag, en elk jaar van een opbouw, in een eigen regel, met de bron.

Dit is waar een draaitabel, een grafiek of een controle mee begint. Tel structureel en eenmalig geld
niet op: de eenheid staat erbij.
"""
EXAMPLES = """
$ knooppunt bedragen
$ knooppunt bedragen --type zeehaven --eenmalig -f csv
$ knooppunt bedragen --jaar 2023 --json
"""


def fields() -> Fields:
    """Return the fields that an answer may have."""
    from ondermijning.queries.bedragen import COLUMNS

    return COLUMNS


def command(ctx: Context, filters: FilterOptions, options: AnswerOptions) -> None:
    """Need filters or none; give a row for each amount and for each step."""
    from ondermijning.queries.bedragen import bedragen

    answer(
        ctx,
        options,
        filters,
        lambda store, shape, chosen: bedragen(store, chosen, citations=shape.cites),
    )
