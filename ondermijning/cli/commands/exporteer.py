"""`exporteer`: the whole dataset as a workbook, a data package, Parquet or SQLite."""

from ondermijning.cli.call import Call, Command
from ondermijning.cli.dutch.command import Argument, CallError, Option
from ondermijning.cli.options import data, overschrijf
from ondermijning.text import any_of, visible

HELP = """Schrijf de hele dataset weg, om er elders mee verder te gaan.

De extensie van DOEL bepaalt wat er ontstaat: met .xlsx of .ods een spreadsheet met een overzicht en
een blad per tabel, met .sqlite een database. Een naam zonder extensie, of met een / aan het eind,
wordt een map: een Data Package met een CSV-bestand per tabel.

$ knooppunt exporteer knooppunten.ods
$ knooppunt exporteer knooppunten.sqlite
$ knooppunt exporteer pakket --parquet
"""


@Command(
    ("Meenemen", 20),
    "De hele dataset als spreadsheet, datapakket of database.",
    HELP,
    {},
    [data()],
    Argument("DOEL", "Naam van het bestand of de map.", required=True),
    Option(
        "--parquet", "", "Een map met Parquet-bestanden in plaats van CSV, met voorbeeldvragen in SQL erbij."
    ),
    overschrijf("Vervang een bestand dat al bestaat, of de map van een eerdere export."),
)
def command(call: Call, doel: str, parquet: bool, overschrijf: bool) -> None:
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
    with call.open() as store, call.terminal.progress("Dataset wegschrijven") as progress:
        inputs = [call.path]
        made = export(store, doel, progress, parquet=parquet, overwrite=overschrijf, inputs=inputs)
    call.terminal.tell(f"{shown_name(doel)} is gemaakt {made}")
