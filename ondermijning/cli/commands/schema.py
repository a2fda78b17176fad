"""`schema`: the JSON Schema of the dataset."""

from ondermijning.cli.call import Call, Command
from ondermijning.cli.options import overschrijf, uitvoer

HELP = """Toon het JSON Schema (2020-12) van de dataset, waarmee een editor velden aanvult en uitlegt.

$ knooppunt schema -o knooppunten.schema.json
$ check-jsonschema --schemafile knooppunten.schema.json eigen.yaml
"""


@Command(("Bijhouden", 30), "Het JSON Schema van de dataset.", HELP, {}, (), uitvoer(), overschrijf())
def command(call: Call, uitvoer: str | None, overschrijf: bool) -> None:
    """Write the schema to standard output or to a file, but not over the dataset in use."""
    from ondermijning.dataset.schema import schema

    text = schema() + "\n"
    if uitvoer is None:
        call.terminal.answer([text])
    else:
        from ondermijning.writing import write

        write([text], uitvoer, overwrite=overschrijf, inputs=[call.path])
