"""Commands that make a dataset, and carry it on when the next letter comes."""

from ondermijning.cli.answer import Shape, give
from ondermijning.cli.call import Call, Command, refuse_read_twice
from ondermijning.cli.dutch.command import Argument, CallError, Option
from ondermijning.cli.options import data, overschrijf, shape, uitvoer


@Command(
    "Een dataset om mee te beginnen.",
    """Maak een dataset om mee te beginnen, met een voorbeeld en uitleg van elk onderdeel.

Het bestand is meteen bruikbaar, en de eerste regel verwijst uw editor naar het schema. Met --kopie
krijgt u een exacte kopie van de gekozen dataset (--data, KNOOPPUNT_DATA of de meegeleverde).

$ knooppunt nieuw mijn.yaml
$ knooppunt nieuw kopie.yaml --kopie""",
    {},
    lambda: [
        Argument("BESTAND", "Het bestand dat gemaakt wordt.", required=True),
        Option("--kopie", "", "Maak een exacte kopie van de gekozen dataset."),
        overschrijf(),
        data(),
    ],
)
def nieuw(call: Call, bestand: str, kopie: bool, overschrijf: bool) -> None:
    """Write a new dataset or a copy to a file, and say on standard error what to do with it."""
    from datetime import date
    from shlex import quote

    from ondermijning.dataset.schema import template
    from ondermijning.files import ARCHIVE, shown_name
    from ondermijning.store import read_dataset
    from ondermijning.writing import write

    if bestand == "-":
        raise CallError("geef een bestand op; /dev/stdout is de standaarduitvoer.")
    content = read_dataset(call.path) if kopie else template(date.today().isoformat())
    write([content], bestand, overwrite=overschrijf, inputs=[call.path])
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


@Command(
    "De bedragen in een brief, en wat ervan nieuw is.",
    """Lees een brief (PDF, bewaarde webpagina of tekst): elk bedrag, en of het al in de dataset staat.

Noemt de zin geen soort, jaar of knooppunt, dan blijft dat veld leeg. Met --als-yaml krijgt u het nieuwe
als YAML om te plakken. Geef bij een nieuwe brief met --bron een id en met --datum een datum op.

$ knooppunt lees brief.pdf
$ knooppunt lees brief.pdf --bron kamerbrief-2022-11-04 -f csv
$ knooppunt lees brief.pdf --bron brief-2027 --datum 2027-03-01 --als-yaml""",
    {"": "audit.reading.COLUMNS"},
    lambda: [
        Argument(
            "BESTAND", "Een PDF, bewaarde webpagina of tekst; - leest de standaardinvoer.", required=True
        ),
        Option("--bron", "BRON", "Id van de brief in de dataset, of met --datum een nieuw id.", "bronnen"),
        Option(
            "--datum",
            "DATUM",
            "Datum van een brief die nog niet in de dataset staat, zoals 2027-03-01, of onbekend.",
        ),
        Option("--als-yaml", "", "Toon wat nieuw is als YAML, om in de dataset te plakken."),
        *shape(),
    ],
)
def lees(call: Call, bestand: str, bron: str | None, datum: str | None, als_yaml: bool) -> None:
    """Give the amounts in a letter, or what is new in it as YAML."""
    if als_yaml and not bron:
        raise CallError("geef bij --als-yaml ook --bron; elke vindplaats verwijst naar een bron.")
    if als_yaml and call.asks_for_a_format:
        raise CallError("--als-yaml is zelf een formaat; laat -f, --json, --kaal, --velden en -o weg.")
    refuse_read_twice([call.path, bestand])
    asked = Shape(call)
    from ondermijning.audit.reading import ComparedLetter, source
    from ondermijning.audit.source_file import read_source

    with call.open() as store:
        named = source(store, bron, datum)
        reading = ComparedLetter(store, read_source(bestand), named)
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
    one, more = "1 bedrag is onduidelijk. Bekijk het", f"{unclear} bedragen zijn onduidelijk. Bekijk ze"
    return f"Er is niets dat u zo kunt plakken: {one if unclear == 1 else more} zonder --als-yaml."


@Command(
    "Het JSON Schema van de dataset.",
    """Toon het JSON Schema (2020-12) van de dataset, waarmee een editor velden aanvult en uitlegt.

$ knooppunt schema -o knooppunten.schema.json
$ check-jsonschema --schemafile knooppunten.schema.json eigen.yaml""",
    {},
    lambda: [uitvoer(), overschrijf()],
)
def schema(call: Call, uitvoer: str | None, overschrijf: bool) -> None:
    """Write the schema to standard output or to a file, but not over the dataset in use."""
    from ondermijning.dataset.schema import schema

    text = schema() + "\n"
    if uitvoer is None:
        call.terminal.answer([text])
    else:
        from ondermijning.writing import write

        write([text], uitvoer, overwrite=overschrijf, inputs=[call.path])
