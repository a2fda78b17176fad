"""Commands that ask what is known of one knooppunt, of several, or of all, beside the money."""

from collections.abc import Sequence

from ondermijning.cli.answer import answer
from ondermijning.cli.call import Call, Command, Fields
from ondermijning.cli.dutch.command import Argument, Option
from ondermijning.cli.options import shape


def _one_or_all() -> list[Argument | Option]:
    return [Argument("KNOOPPUNT", "Id of alias van een knooppunt.", "knooppunten"), *shape()]


def _fields() -> Fields:
    from ondermijning.queries.details import COLUMNS
    from ondermijning.table import varied

    return {"KNOOPPUNT": varied(COLUMNS, knooppunt=None), "KNOOPPUNT KNOOPPUNT": COLUMNS}


@Command(
    "Alles over een of meer knooppunten, met de bronnen.",
    """Toon alles over een knooppunt: geld, plaatsen, partners, thema's en kengetallen, met de bronnen.

Onder een bedrag staat wat erbij hoort: de opbouw ernaartoe, de delen die erin zitten, wat een andere
bron over hetzelfde geld zegt, en de interpretatie: wat de dataset uit de bron opmaakt zonder dat het er
letterlijk staat. Vraagt u meerdere knooppunten, dan staan ze onder elkaar; in JSON krijgt u een lijst.

$ knooppunt toon haven-rotterdam
$ knooppunt toon rotterdam schiphol
$ knooppunt toon schiphol --json""",
    _fields,
    lambda: [
        Argument(
            "KNOOPPUNT...", "Id's of aliassen van een of meer knooppunten.", "knooppunten", required=True
        ),
        *shape(),
    ],
)
def toon(call: Call, knooppunt: Sequence[str]) -> None:
    """Give all that is known of each knooppunt that is named, a row a fact."""
    from ondermijning.queries import details

    answer(call, lambda store, *_: details.knooppunten(store, knooppunt))


@Command(
    "Wie er meedoet, en waar.",
    """Toon de partners van één knooppunt, of alle partners met de knooppunten waar ze meedoen.

$ knooppunt partners
$ knooppunt partners haven-rotterdam
$ knooppunt list --type zeehaven --kaal | xargs -n1 knooppunt partners --kaal""",
    {"": "queries.partners.COLUMNS"},
    _one_or_all,
)
def partners(call: Call, knooppunt: str | None) -> None:
    """Give the partners of one knooppunt, or all with where they take part."""
    from ondermijning.queries.partners import partners

    answer(call, lambda store, *_: partners(store, knooppunt))


@Command(
    "Waar het geld voor is.",
    """Toon waar het geld voor is: rode lijnen, speerpunten en uitgangspunt, van één of alle knooppunten.

Een rode lijn (het woord van de kamerbrief) is een gezamenlijke lijn voor meerdere knooppunten. Een
speerpunt is iets waar een knooppunt zelf op inzet. Het uitgangspunt geldt voor de hele aanpak.

$ knooppunt themas
$ knooppunt themas haven-rotterdam""",
    {"": "queries.themes.OF_ALL", "KNOOPPUNT": "queries.themes.OF_ONE"},
    _one_or_all,
)
def themas(call: Call, knooppunt: str | None) -> None:
    """Give the themes that hold at one knooppunt, or all with where they hold."""
    from ondermijning.queries.themes import themas, themas_of

    answer(call, lambda store, *_: themas_of(store, knooppunt) if knooppunt else themas(store))


@Command(
    "Cijfers over iets anders dan geld, jaar na jaar.",
    """Toon de kengetallen van één knooppunt of van alle: cijfers over iets anders dan geld, in reeksen.

Een reeks telt over de jaren één ding in één eenheid. Verschillende reeksen, zoals cocaïne en drugs,
worden nooit samengevoegd.

$ knooppunt kengetallen
$ knooppunt kengetallen rotterdam
$ knooppunt kengetallen -f csv""",
    {"": "queries.kengetallen.COLUMNS"},
    _one_or_all,
    drawn=True,
)
def kengetallen(call: Call, knooppunt: str | None) -> None:
    """Give the figures of one knooppunt, or of all, a row each."""
    from ondermijning.queries.kengetallen import kengetallen

    nothing = f"{'Deze dataset' if knooppunt is None else 'Dit knooppunt'} heeft geen kengetallen."
    answer(call, lambda store, *_: kengetallen(store, knooppunt), nothing=nothing)
