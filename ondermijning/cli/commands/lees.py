"""`lees`: the amounts in a letter, and what of it is new."""

from typing import TYPE_CHECKING

from ondermijning.cli.answer import Shape, give
from ondermijning.cli.call import Call, Command, refuse_read_twice
from ondermijning.cli.dutch.command import Argument, CallError, Option
from ondermijning.cli.options import shape

if TYPE_CHECKING:
    from ondermijning.audit.reading import ComparedLetter

HELP = """Lees een brief (PDF, bewaarde webpagina of tekst): elk bedrag, en of het al in de dataset staat.

Noemt de zin geen soort, jaar of knooppunt, dan blijft dat veld leeg. Met --als-yaml krijgt u het nieuwe
als YAML om te plakken. Geef bij een nieuwe brief met --bron een id en met --datum een datum op.

$ knooppunt lees brief.pdf
$ knooppunt lees brief.pdf --bron kamerbrief-2022-11-04 -f csv
$ knooppunt lees brief.pdf --bron brief-2027 --datum 2027-03-01 --als-yaml
"""


@Command(
    ("Bijhouden", 20),
    "De bedragen in een brief, en wat ervan nieuw is.",
    HELP,
    {"": "audit.reading.COLUMNS"},
    shape(),
    Argument("BESTAND", "Een PDF, bewaarde webpagina of tekst; - leest de standaardinvoer.", required=True),
    Option("--bron", "BRON", "Id van de brief in de dataset, of met --datum een nieuw id.", "bronnen"),
    Option(
        "--datum",
        "DATUM",
        "Datum van een brief die nog niet in de dataset staat, zoals 2027-03-01, of onbekend.",
    ),
    Option("--als-yaml", "", "Toon wat nieuw is als YAML, om in de dataset te plakken."),
)
def command(call: Call, bestand: str, bron: str | None, datum: str | None, als_yaml: bool) -> None:
    """Give the amounts in a letter, or what is new in it as YAML."""
    if als_yaml and not bron:
        raise CallError("geef bij --als-yaml ook --bron; elke vindplaats verwijst naar een bron.")
    if als_yaml and call.asks_for_a_format:
        raise CallError("--als-yaml is zelf een formaat; laat -f, --json, --kaal, --velden en -o weg.")
    refuse_read_twice([call.path, bestand])
    asked = Shape(call)
    reading = _read(call, bestand, bron, datum)
    if not als_yaml:
        give(reading.report(), asked, [call.path, bestand], nothing="In deze brief staat geen bedrag.")
    elif pieces := list(reading.yaml()):
        call.terminal.answer(pieces)
    else:
        call.terminal.tell(_nothing_to_paste([row["stand"] for row in reading.report().all_rows()]))


def _nothing_to_paste(stands: list[str]) -> str:
    """Say why a letter gives nothing to paste: an amount that is unclear is not passed over."""
    unclear = stands.count("onduidelijk")
    if not unclear:
        return "In deze brief staat niets nieuws om te plakken."
    those = (
        "1 bedrag is onduidelijk. Bekijk het"
        if unclear == 1
        else f"{unclear} bedragen zijn onduidelijk. Bekijk ze"
    )
    return f"Er is niets dat u zo kunt plakken: {those} zonder --als-yaml."


def _read(call: Call, letter: str, bron: str | None, datum: str | None) -> "ComparedLetter":
    from ondermijning.audit.reading import ComparedLetter, source
    from ondermijning.audit.source_file import read_source

    with call.open() as store:
        named = source(store, bron, datum)
        return ComparedLetter(store, read_source(letter), named)
