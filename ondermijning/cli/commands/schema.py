"""`schema`: the JSON Schema of the dataset."""

from typing import Annotated

from typer import Context, Option

from ondermijning.cli import output
from ondermijning.cli.dataset import path_in_use

HELP = """Toon het JSON Schema (2020-12) van de dataset, waarmee een editor velden aanvult en uitlegt."""
EXAMPLES = """Voorbeelden:

$ knooppunt schema -o knooppunten.schema.json
$ check-jsonschema --schemafile knooppunten.schema.json eigen.yaml
"""

Uitvoer = Annotated[
    str | None,
    Option("-o", "--uitvoer", metavar="BESTAND", show_default=False, help="Schrijf naar dit bestand."),
]
Overschrijf = Annotated[bool, Option("--overschrijf", help="Ook als dat bestand er al is.")]


def command(ctx: Context, uitvoer: Uitvoer = None, overschrijf: Overschrijf = False) -> None:
    """Write the schema to standard output or to a file, but not over the dataset in use."""
    from ondermijning.dataset.schema import schema

    text = schema() + "\n"
    if uitvoer is None:
        output.to_standard_output([text])
    else:
        from ondermijning.files import write

        write([text], uitvoer, overwrite=overschrijf, inputs=[path_in_use(ctx, None)])
