"""`bedragen`: every amount on record, and every step towards one."""

from ondermijning.cli.answer import answer
from ondermijning.cli.call import Call, Command
from ondermijning.cli.options import filter_of, filters, shape

HELP = """Toon elk bedrag, en elk jaar in de opbouw ernaartoe, in een eigen rij, met de bron.

Gebruik deze lijst als basis voor een draaitabel, een grafiek of een controle. Tel structureel en
eenmalig geld nooit bij elkaar op; de eenheid staat erbij.

$ knooppunt bedragen
$ knooppunt bedragen --type zeehaven --eenmalig -f csv
$ knooppunt bedragen --jaar 2023 --json
"""


@Command(
    ("Vragen", 27),
    "Elk bedrag apart, om mee te rekenen.",
    HELP,
    {"": "queries.bedragen.COLUMNS"},
    [*filters(), *shape()],
)
def command(call: Call) -> None:
    """Give a row for each amount that the filters leave, and for each step towards one."""
    from ondermijning.queries.bedragen import bedragen

    answer(call, lambda store, shape, chosen: bedragen(store, chosen, citations=shape.cites), filter_of)
