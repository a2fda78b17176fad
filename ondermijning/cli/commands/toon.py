"""`toon`: everything about one knooppunt."""

from typing import Annotated

from typer import Argument, Context

from ondermijning.cli.answer import Fields, answer
from ondermijning.cli.completion import offers
from ondermijning.cli.options import AnswerOptions

GROUP, RANK, ALIASES = "Vragen", 50, ()
SUMMARY = "Alles over één knooppunt, met de bronnen."
HELP = """Toon alles over één knooppunt: geld, plaatsen, partners, thema's en cijfers, met de bronnen."""
EXAMPLES = """
$ knooppunt toon haven-rotterdam
$ knooppunt toon schiphol --json
"""

Knooppunt = Annotated[
    str,
    Argument(metavar="KNOOPPUNT", help="Een id of een alias.", autocompletion=offers.knooppunten),
]


def fields() -> Fields:
    """Return the fields that an answer may have."""
    from ondermijning.queries.details import COLUMNS

    return COLUMNS


def command(ctx: Context, knooppunt: Knooppunt, options: AnswerOptions) -> None:
    """Need a knooppunt; give all that is known of it, a row a fact."""
    from ondermijning.queries import details

    answer(ctx, options, lambda store, _: details.knooppunt(store, knooppunt))
