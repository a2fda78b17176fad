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
HELP = """Lees een brief (PDF, bewaarde webpagina of tekst): elk bedrag, en of het al in de dataset staat.

Noemt de zin geen soort, jaar of knooppunt, dan blijft dat veld leeg. Met --als-yaml krijgt u het nieuwe
als YAML om te plakken. Geef bij een nieuwe brief met --bron een id en met --datum een datum op.
"""
EXAMPLES = """
$ knooppunt lees brief.pdf
$ knooppunt lees brief.pdf --bron kamerbrief-2022-11-04 -f csv
$ knooppunt lees brief.pdf --bron brief-2027 --datum 2027-03-01 --als-yaml
"""

Bestand = Annotated[
    str, Argument(metavar="BESTAND", help="Een PDF, bewaarde webpagina of tekst; - leest de standaardinvoer.")
]
Bron = Annotated[
    str | None,
    Option(
        "--bron",
        metavar="BRON",
        show_default=False,
        help="Id van de brief in de dataset, of met --datum een nieuw id.",
        autocompletion=offers.bronnen,
    ),
]
Datum = Annotated[
    str | None,
    Option(
        "--datum",
        metavar="DATUM",
        show_default=False,
        help="Datum van een brief die nog niet in de dataset staat, zoals 2027-03-01, of onbekend.",
    ),
]
AlsYaml = Annotated[
    bool, Option("--als-yaml", help="Toon wat nieuw is als YAML, om in de dataset te plakken.")
]


def fields() -> Fields:
    """Return the fields of each answer."""
    from ondermijning.audit.reading import COLUMNS

    return {"": COLUMNS}


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
        raise CallError("geef bij --als-yaml ook --bron; elke vindplaats verwijst naar een bron.")
    if als_yaml and options.ask_for_a_format():
        raise CallError("--als-yaml is zelf een formaat; laat -f, --json, --kaal, --velden en -o weg.")
    path = path_in_use(ctx)
    refuse_read_twice([path, bestand])
    shape = Shape(ctx.obj, options)
    reading = _read(ctx, path, bestand, bron, datum)
    if not als_yaml:
        give(reading.report(), shape, [path, bestand], nothing="In deze brief staat geen bedrag.")
    elif pieces := list(reading.yaml()):
        ctx.obj.answer(pieces)
    else:
        ctx.obj.tell(_nothing_to_paste([row["stand"] for row in reading.report().all_rows()]))


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


def _read(ctx: Context, path: str, letter: str, bron: str | None, datum: str | None) -> "Reading":
    from ondermijning.audit.reading import Reading, source
    from ondermijning.audit.source_file import read_source

    with open_dataset(ctx, path) as store:
        named = source(store, bron, datum)
        return Reading(store, read_source(letter), named)
