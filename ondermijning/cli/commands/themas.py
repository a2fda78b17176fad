"""`themas`: rode lijnen, speerpunten and uitgangspunt, of one knooppunt or of all."""

from typer import Context

from ondermijning.cli.answer import answer
from ondermijning.cli.commands.partners import Knooppunt
from ondermijning.cli.options import Data, ShapeOptions

HELP = """Toon waar het geld voor is: rode lijnen, speerpunten en uitgangspunt, van een knooppunt of van alle.

Een rode lijn geldt voor meer knooppunten, een speerpunt is de eigen keuze van een knooppunt, en het
uitgangspunt draagt het geheel.
"""
EXAMPLES = """Voorbeelden:

$ knooppunt themas
$ knooppunt themas haven-rotterdam
"""


def command(ctx: Context, shape: ShapeOptions, knooppunt: Knooppunt = None, data: Data = None) -> None:
    """Answer the call."""
    from ondermijning.queries.themes import themas, themas_of

    answer(
        ctx,
        data,
        shape,
        lambda store, _: themas_of(store, knooppunt) if knooppunt else themas(store),
    )
