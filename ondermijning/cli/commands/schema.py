"""`schema`: the JSON Schema of the dataset."""

from typer import Context

from ondermijning.cli.answer import Fields
from ondermijning.cli.dataset import path_in_use
from ondermijning.cli.options import Overschrijf, Uitvoer

GROUP, RANK, ALIASES = "Bijhouden", 30, ()
SUMMARY = "Het JSON Schema van de dataset."
HELP = """Toon het JSON Schema (2020-12) van de dataset, waarmee een editor velden aanvult en uitlegt."""
EXAMPLES = """
$ knooppunt schema -o knooppunten.schema.json
$ check-jsonschema --schemafile knooppunten.schema.json eigen.yaml
"""


def fields() -> Fields:
    """Return no fields: the schema is no table."""
    return {}


def command(ctx: Context, uitvoer: Uitvoer = None, overschrijf: Overschrijf = False) -> None:
    """Write the schema to standard output or to a file, but not over the dataset in use."""
    from ondermijning.dataset.schema import schema

    text = schema() + "\n"
    if uitvoer is None:
        ctx.obj.answer([text])
    else:
        from ondermijning.writing import write

        write([text], uitvoer, overwrite=overschrijf, inputs=[path_in_use(ctx)])
