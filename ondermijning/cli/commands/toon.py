"""`toon`: everything about one knooppunt, or about several."""

from typing import Annotated

from typer import Argument, Context

from ondermijning.cli.answer import NO_FILTERS, Fields, answer
from ondermijning.cli.completion import offers
from ondermijning.cli.options import AnswerOptions

GROUP, RANK, ALIASES = "Vragen", 50, ()
SUMMARY = "Alles over een of meer knooppunten, met de bronnen."
HELP = """Toon alles over een knooppunt: geld, plaatsen, partners, thema's en kengetallen, met de bronnen.

Onder een bedrag staat wat erbij hoort: de opbouw ernaartoe, de delen die erin zitten, wat een andere
bron over hetzelfde geld zegt, en de interpretatie: wat de dataset uit de bron opmaakt zonder dat het er
letterlijk staat. Vraagt u meerdere knooppunten, dan staan ze onder elkaar; in JSON krijgt u een lijst.
"""
EXAMPLES = """
$ knooppunt toon haven-rotterdam
$ knooppunt toon rotterdam schiphol
$ knooppunt toon schiphol --json
"""

Knooppunten = Annotated[
    list[str],
    Argument(
        metavar="KNOOPPUNT...",
        help="Id's of aliassen van een of meer knooppunten.",
        autocompletion=offers.knooppunten,
    ),
]


def fields() -> Fields:
    """Return the fields of each answer."""
    from ondermijning.queries.details import COLUMNS
    from ondermijning.table import varied

    return {"KNOOPPUNT": varied(COLUMNS, knooppunt=None), "KNOOPPUNT KNOOPPUNT": COLUMNS}


def command(ctx: Context, knooppunten: Knooppunten, options: AnswerOptions) -> None:
    """Need a knooppunt or more; give all that is known of each, a row a fact."""
    from ondermijning.queries import details

    answer(ctx, options, NO_FILTERS, lambda store, *_: details.knooppunten(store, knooppunten))
