"""`bedragen`: every amount on record, and every step towards one."""

from typer import Context

from ondermijning.cli.answer import Fields, answer
from ondermijning.cli.options import AnswerOptions, FilterOptions

GROUP, RANK, ALIASES = "Vragen", 27, ()
SUMMARY = "Elk bedrag apart, om mee te rekenen."
HELP = """Toon elk bedrag, en elk jaar in de opbouw ernaartoe, in een eigen rij, met de bron.

Gebruik deze lijst als basis voor een draaitabel, een grafiek of een controle. Tel structureel en
eenmalig geld nooit bij elkaar op; de eenheid staat erbij.
"""
EXAMPLES = """
$ knooppunt bedragen
$ knooppunt bedragen --type zeehaven --eenmalig -f csv
$ knooppunt bedragen --jaar 2023 --json
"""


def fields() -> Fields:
    """Return the fields of each answer."""
    from ondermijning.queries.bedragen import COLUMNS

    return {"": COLUMNS}


def command(ctx: Context, filters: FilterOptions, options: AnswerOptions) -> None:
    """Need filters or none; give a row for each amount and for each step."""
    from ondermijning.queries.bedragen import bedragen

    answer(
        ctx,
        options,
        filters,
        lambda store, shape, chosen: bedragen(store, chosen, citations=shape.cites),
    )
