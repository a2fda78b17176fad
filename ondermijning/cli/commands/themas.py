"""`themas`: rode lijnen, speerpunten and uitgangspunt, of one knooppunt or of all."""

from ondermijning.cli.answer import answer
from ondermijning.cli.call import Call, Command
from ondermijning.cli.options import knooppunt, shape

HELP = """Toon waar het geld voor is: rode lijnen, speerpunten en uitgangspunt, van één of alle knooppunten.

Een rode lijn (het woord van de kamerbrief) is een gezamenlijke lijn voor meerdere knooppunten. Een
speerpunt is iets waar een knooppunt zelf op inzet. Het uitgangspunt geldt voor de hele aanpak.

$ knooppunt themas
$ knooppunt themas haven-rotterdam
"""


@Command(
    ("Vragen", 70),
    "Waar het geld voor is.",
    HELP,
    {"": "queries.themes.OF_ALL", "KNOOPPUNT": "queries.themes.OF_ONE"},
    shape(),
    knooppunt(),
)
def command(call: Call, knooppunt: str | None) -> None:
    """Give the themes that hold at one knooppunt, or all with where they hold."""
    from ondermijning.queries.themes import themas, themas_of

    answer(call, lambda store, *_: themas_of(store, knooppunt) if knooppunt else themas(store))
