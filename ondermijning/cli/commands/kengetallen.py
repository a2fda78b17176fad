"""`kengetallen`: the figures that are no money, as series over the years."""

from ondermijning.cli.answer import answer
from ondermijning.cli.call import Call, Command
from ondermijning.cli.options import knooppunt, shape

HELP = """Toon de kengetallen van één knooppunt of van alle: cijfers over iets anders dan geld, in reeksen.

Een reeks telt over de jaren één ding in één eenheid. Verschillende reeksen, zoals cocaïne en drugs,
worden nooit samengevoegd.

$ knooppunt kengetallen
$ knooppunt kengetallen rotterdam
$ knooppunt kengetallen -f csv
"""


@Command(
    ("Vragen", 80),
    "Cijfers over iets anders dan geld, jaar na jaar.",
    HELP,
    {"": "queries.kengetallen.COLUMNS"},
    shape(),
    knooppunt(),
    drawn=True,
)
def command(call: Call, knooppunt: str | None) -> None:
    """Give the figures of one knooppunt, or of all, a row each."""
    from ondermijning.queries.kengetallen import kengetallen

    nothing = f"{'Deze dataset' if knooppunt is None else 'Dit knooppunt'} heeft geen kengetallen."
    answer(call, lambda store, *_: kengetallen(store, knooppunt), nothing=nothing)
