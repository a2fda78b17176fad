"""`nieuw`: a dataset to start from."""

from ondermijning.cli.call import Call, Command
from ondermijning.cli.dutch.command import Argument, CallError, Option
from ondermijning.cli.options import data, overschrijf

HELP = """Maak een dataset om mee te beginnen, met een voorbeeld en uitleg van elk onderdeel.

Het bestand is meteen bruikbaar, en de eerste regel verwijst uw editor naar het schema. Met --kopie
krijgt u een exacte kopie van de gekozen dataset (--data, KNOOPPUNT_DATA of de meegeleverde).

$ knooppunt nieuw mijn.yaml
$ knooppunt nieuw kopie.yaml --kopie
"""


@Command(
    ("Bijhouden", 10),
    "Een dataset om mee te beginnen.",
    HELP,
    {},
    [overschrijf(), data()],
    Argument("BESTAND", "Het bestand dat gemaakt wordt.", required=True),
    Option("--kopie", "", "Maak een exacte kopie van de gekozen dataset."),
)
def command(call: Call, bestand: str, kopie: bool) -> None:
    """Write a new dataset or a copy to a file, and say on standard error what to do with it."""
    from shlex import quote

    from ondermijning.files import ARCHIVE, shown_name
    from ondermijning.store import read_dataset
    from ondermijning.writing import write

    if bestand == "-":
        raise CallError("geef een bestand op; /dev/stdout is de standaarduitvoer.")
    content = read_dataset(call.path) if kopie else _template()
    write([content], bestand, overwrite=call.given["overschrijf"], inputs=[call.path])
    if not bestand.startswith("/dev/"):
        what = "een kopie" if kopie else "een dataset met voorbeelden"
        name = shown_name(bestand)
        call.terminal.tell(f"{name} is gemaakt: {what}.")
        call.terminal.tell(f"Pas het bestand aan en controleer het met: knooppunt controleer {quote(name)}")
        if ARCHIVE and not kopie:
            call.terminal.tell(
                "Uw editor zoekt het schema ernaast. Maak het daar met: "
                "knooppunt schema -o knooppunten.schema.json"
            )


def _template() -> str:
    from datetime import date

    from ondermijning.dataset.schema import template

    return template(date.today().isoformat())
