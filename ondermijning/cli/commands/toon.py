"""`toon`: everything about one knooppunt, or about several."""

from collections.abc import Sequence

from ondermijning.cli.answer import answer
from ondermijning.cli.call import Call, Command, Fields
from ondermijning.cli.dutch.command import Argument
from ondermijning.cli.options import shape

HELP = """Toon alles over een knooppunt: geld, plaatsen, partners, thema's en kengetallen, met de bronnen.

Onder een bedrag staat wat erbij hoort: de opbouw ernaartoe, de delen die erin zitten, wat een andere
bron over hetzelfde geld zegt, en de interpretatie: wat de dataset uit de bron opmaakt zonder dat het er
letterlijk staat. Vraagt u meerdere knooppunten, dan staan ze onder elkaar; in JSON krijgt u een lijst.

$ knooppunt toon haven-rotterdam
$ knooppunt toon rotterdam schiphol
$ knooppunt toon schiphol --json
"""


def _fields() -> Fields:
    from ondermijning.queries.details import COLUMNS
    from ondermijning.table import varied

    return {"KNOOPPUNT": varied(COLUMNS, knooppunt=None), "KNOOPPUNT KNOOPPUNT": COLUMNS}


@Command(
    ("Vragen", 50),
    "Alles over een of meer knooppunten, met de bronnen.",
    HELP,
    _fields,
    shape(),
    Argument("KNOOPPUNT...", "Id's of aliassen van een of meer knooppunten.", "knooppunten", required=True),
)
def command(call: Call, knooppunt: Sequence[str]) -> None:
    """Give all that is known of each knooppunt that is named, a row a fact."""
    from ondermijning.queries import details

    answer(call, lambda store, *_: details.knooppunten(store, knooppunt))
