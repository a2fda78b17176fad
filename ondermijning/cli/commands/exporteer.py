"""`exporteer`: the whole dataset as a workbook, a data package, Parquet or SQLite."""

from typing import Annotated

from typer import Argument, Context, Option

from ondermijning.cli.answer import Fields, open_dataset
from ondermijning.cli.dataset import path_in_use
from ondermijning.cli.dutch.command import CallError
from ondermijning.cli.options import Data
from ondermijning.text import any_of, visible

GROUP, RANK, ALIASES = "Meenemen", 20, ()
SUMMARY = "De hele dataset als spreadsheet, datapakket of database."
HELP = """Schrijf de hele dataset weg, om er elders mee verder te gaan.

De extensie van DOEL bepaalt wat er ontstaat: met .xlsx of .ods een spreadsheet met een overzicht en
een blad per tabel, met .sqlite een database. Een naam zonder extensie, of met een / aan het eind,
wordt een map: een Data Package met een CSV-bestand per tabel.
"""
EXAMPLES = """
$ knooppunt exporteer knooppunten.ods
$ knooppunt exporteer knooppunten.sqlite
$ knooppunt exporteer pakket --parquet
"""

Doel = Annotated[str, Argument(metavar="DOEL", help="Naam van het bestand of de map.")]
Parquet = Annotated[
    bool,
    Option(
        "--parquet", help="Een map met Parquet-bestanden in plaats van CSV, met voorbeeldvragen in SQL erbij."
    ),
]
Overschrijf = Annotated[
    bool,
    Option("--overschrijf", help="Vervang een bestand dat al bestaat, of de map van een eerdere export."),
]


def fields() -> Fields:
    """Return no fields: what is written has its own, those of the public tables."""
    return {}


def command(
    ctx: Context,
    doel: Doel,
    parquet: Parquet = False,
    overschrijf: Overschrijf = False,
    data: Data = None,  # noqa: ARG001 - read from the context
) -> None:
    """Write the dataset in use to a file or a folder, and say on standard error what it has become."""
    from ondermijning.export.targets import FILES, ending, export
    from ondermijning.files import shown_name

    if doel == "-":
        raise CallError("dit past niet op de standaarduitvoer; geef een bestand of een map op.")
    if ending(doel) not in ("", *FILES):
        raise CallError(
            f"'{visible(doel)}' heeft geen extensie die hier kan: {any_of(FILES)}. "
            "Een map heeft geen extensie, of een / aan het eind."
        )
    if parquet and ending(doel):
        raise CallError(f"--parquet maakt een map; geef een DOEL zonder {any_of(FILES)} op.")
    path = path_in_use(ctx)
    with open_dataset(ctx, path) as store, ctx.obj.progress("Dataset wegschrijven") as progress:
        said = export(store, doel, progress, parquet=parquet, overwrite=overschrijf, inputs=[path])
    ctx.obj.tell(f"{shown_name(doel)} is gemaakt {said}")
