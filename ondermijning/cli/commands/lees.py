"""`lees`: the amounts in a letter, and what of it is new."""

from typing import TYPE_CHECKING, Annotated

from typer import Argument, Context, Option

from ondermijning.cli.answer import Fields, Shape, give, open_dataset
from ondermijning.cli.completion import offers
from ondermijning.cli.dataset import path_in_use, refuse_read_twice
from ondermijning.cli.dutch.command import CallError
from ondermijning.cli.options import AnswerOptions

if TYPE_CHECKING:
    from ondermijning.audit.reading import Reading

GROUP, RANK, ALIASES = "Bijhouden", 20, ()
SUMMARY = "De bedragen in een brief, en wat ervan nieuw is."
HELP = """Lees een brief (PDF, bewaarde webpagina of tekst): elk bedrag, en of de dataset het heeft.

Soort, jaar en knooppunt staan er waar de zin ze noemt, en zijn anders leeg. Met --als-yaml komt wat nieuw
is als stukken om in de dataset te plakken; een nieuwe brief krijgt met --bron en --datum een id en datum.
"""
EXAMPLES = """
$ knooppunt lees brief.pdf
$ knooppunt lees brief.pdf --bron kamerbrief-2022-11-04 -f csv
$ knooppunt lees brief.pdf --bron brief-2027 --datum 2027-03-01 --als-yaml
"""

Bestand = Annotated[
    str, Argument(metavar="BESTAND", help="Een PDF, webpagina of tekst; - leest de standaardinvoer.")
]
Bron = Annotated[
    str | None,
    Option(
        "--bron",
        metavar="BRON",
        show_default=False,
        help="Het id van de brief onder bronnen; met --datum een nieuw id.",
        autocompletion=offers.bronnen,
    ),
]
Datum = Annotated[
    str | None,
    Option(
        "--datum",
        metavar="DATUM",
        show_default=False,
        help="De datum van een brief die nog niet onder bronnen staat, zoals 2027-03-01, of onbekend.",
    ),
]
AlsYaml = Annotated[bool, Option("--als-yaml", help="Wat nieuw is, als YAML om in de dataset te plakken.")]


def fields() -> Fields:
    """Return the fields that an answer may have."""
    from ondermijning.audit.reading import COLUMNS

    return COLUMNS


def command(
    ctx: Context,
    bestand: Bestand,
    bron: Bron = None,
    datum: Datum = None,
    als_yaml: AlsYaml = False,
    *,
    options: AnswerOptions,
) -> None:
    """Need the file of a letter, maybe which source it is; give its amounts, or what is new as YAML."""
    if als_yaml and not bron:
        raise CallError("--als-yaml vraagt --bron: elke vindplaats noemt haar bron.")
    if als_yaml and options.ask_for_a_format():
        raise CallError("--als-yaml is zelf een vorm; laat -f, --json, --kaal, --velden en -o weg.")
    path = path_in_use(ctx)
    refuse_read_twice([path, bestand])
    shape = Shape(ctx.obj, options)
    reading = _read(ctx, path, bestand, bron, datum)
    if not als_yaml:
        give(reading.report(), shape, [path, bestand], nothing="In deze brief staat geen bedrag.")
    elif pieces := list(reading.yaml()):
        ctx.obj.answer(pieces)
    else:
        ctx.obj.tell("In deze brief staat niets nieuws om te plakken.")


def _read(ctx: Context, path: str, letter: str, bron: str | None, datum: str | None) -> "Reading":
    from ondermijning.audit.reading import Reading, source
    from ondermijning.audit.source_file import read_source

    with open_dataset(ctx, path) as store:
        named = source(store, bron, datum)
        return Reading(store, read_source(letter), named)
