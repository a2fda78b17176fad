"""`bronnen`: the sources, and what rests on one."""

from ondermijning.cli.answer import answer
from ondermijning.cli.call import Call, Command
from ondermijning.cli.dutch.command import Argument
from ondermijning.cli.options import shape

HELP = """Toon de bronnen en hoeveel beweringen op elke bron steunen, of alle beweringen uit één bron.

$ knooppunt bronnen
$ knooppunt bronnen kamerbrief-2022-11-04
"""


@Command(
    ("Vertrouwen", 10),
    "De bronnen, en wat eruit komt.",
    HELP,
    {"": "queries.sources.COLUMNS", "BRON": "queries.claims.OF_ONE"},
    shape(),
    Argument("BRON", "Id van een bron.", "bronnen"),
)
def command(call: Call, bron: str | None) -> None:
    """Give each claim that rests on one source, or all sources with how much rests on them."""
    from ondermijning.queries import sources

    answer(call, lambda store, *_: sources.bron(store, bron) if bron else sources.bronnen(store))
