"""`themas`: rode lijnen, speerpunten and uitgangspunt, of one knooppunt or of all."""

from typer import Context

from ondermijning.cli.answer import NO_FILTERS, Fields, answer
from ondermijning.cli.options import AnswerOptions, Knooppunt

GROUP, RANK, ALIASES = "Vragen", 70, ()
SUMMARY = "Waar het geld voor is."
HELP = """Toon waar het geld voor is: rode lijnen, speerpunten en uitgangspunt, van één of alle knooppunten.

Een rode lijn (het woord van de kamerbrief) is een gezamenlijke lijn voor meerdere knooppunten. Een
speerpunt is iets waar een knooppunt zelf op inzet. Het uitgangspunt geldt voor de hele aanpak.
"""
EXAMPLES = """
$ knooppunt themas
$ knooppunt themas haven-rotterdam
"""


def fields() -> Fields:
    """Return the fields of each answer."""
    from ondermijning.queries.themes import OF_ALL, OF_ONE

    return {"": OF_ALL, "KNOOPPUNT": OF_ONE}


def command(ctx: Context, knooppunt: Knooppunt = None, *, options: AnswerOptions) -> None:
    """Need a knooppunt or none; give the themes that hold there, or all with where they hold."""
    from ondermijning.queries.themes import themas, themas_of

    answer(
        ctx,
        options,
        NO_FILTERS,
        lambda store, *_: themas_of(store, knooppunt) if knooppunt else themas(store),
    )
