"""`nieuw`: a dataset to start from."""

from typing import Annotated

from typer import Argument, Context, Option

from ondermijning.cli.answer import Fields
from ondermijning.cli.dataset import path_in_use
from ondermijning.cli.dutch.command import CallError
from ondermijning.cli.options import Data, Overschrijf

GROUP, RANK, ALIASES = "Bijhouden", 10, ()
SUMMARY = "Een dataset om mee te beginnen."
HELP = """Maak een dataset om mee te beginnen, met een voorbeeld en uitleg van elk onderdeel.

Het bestand is meteen bruikbaar, en de eerste regel verwijst uw editor naar het schema. Met --kopie
krijgt u een exacte kopie van de gekozen dataset (--data, KNOOPPUNT_DATA of de meegeleverde).
"""
EXAMPLES = """
$ knooppunt nieuw mijn.yaml
$ knooppunt nieuw kopie.yaml --kopie
"""

Bestand = Annotated[str, Argument(metavar="BESTAND", help="Het bestand dat gemaakt wordt.")]
Kopie = Annotated[bool, Option("--kopie", help="Maak een exacte kopie van de gekozen dataset.")]


def fields() -> Fields:
    """Return no fields: a dataset is no table."""
    return {}


def command(
    ctx: Context,
    bestand: Bestand,
    kopie: Kopie = False,
    overschrijf: Overschrijf = False,
    data: Data = None,  # noqa: ARG001 - read from the context
) -> None:
    """Write a new dataset or a copy to a file, and say on standard error what to do with it."""
    from shlex import quote

    from ondermijning.files import ARCHIVE, shown_name
    from ondermijning.writing import write

    if bestand == "-":
        raise CallError("geef een bestand op; /dev/stdout is de standaarduitvoer.")
    path = path_in_use(ctx)
    write([_copy(path) if kopie else _template()], bestand, overwrite=overschrijf, inputs=[path])
    if not bestand.startswith("/dev/"):
        what = "een kopie" if kopie else "een dataset met voorbeelden"
        name = shown_name(bestand)
        ctx.obj.tell(f"{name} is gemaakt: {what}.")
        ctx.obj.tell(f"Pas het bestand aan en controleer het met: knooppunt controleer {quote(name)}")
        if ARCHIVE and not kopie:
            ctx.obj.tell(
                "Uw editor zoekt het schema ernaast. Maak het daar met: "
                "knooppunt schema -o knooppunten.schema.json"
            )


def _copy(path: str) -> bytes:
    from ondermijning.store import read_dataset

    return read_dataset(path)


def _template() -> str:
    from datetime import date

    from ondermijning.dataset.schema import template

    return template(date.today().isoformat())
