"""`schema`: the JSON Schema of the dataset."""

from typing import Annotated

from typer import Option

from ondermijning.cli import output

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


def command(uitvoer: Uitvoer = None, overschrijf: Overschrijf = False) -> None:
    """Answer the call."""
    from ondermijning.schema import schema

    text = schema() + "\n"
    if uitvoer is None:
        output.to_standard_output([text])
    else:
        output.to_file([text], uitvoer, overwrite=overschrijf)
