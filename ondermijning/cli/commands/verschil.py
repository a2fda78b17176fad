"""`verschil`: what one dataset says and another does not."""

from typer import Exit

from ondermijning.cli.answer import Shape, give
from ondermijning.cli.call import Call, Command, refuse_read_twice, reported
from ondermijning.cli.dutch.command import Argument, CallError, Option
from ondermijning.cli.options import DATASET, shape

HELP = """Leg twee datasets naast elkaar: wat de tweede zegt en de eerste niet, en omgekeerd.

De vergelijking gaat per bewering. Een andere volgorde of opmaak telt niet als verschil. Onder de tabel
staat wat de verschillen voor de totalen betekenen. Een knooppunt met een ander id is een ander knooppunt.

$ knooppunt verschil eigen.yaml
$ knooppunt verschil <(git show HEAD~1:data/knooppunten.yaml)
$ knooppunt verschil eigen.yaml data/knooppunten.yaml --streng
"""


@Command(
    ("Vertrouwen", 50),
    "Wat er tussen twee datasets veranderd is.",
    HELP,
    {"": "audit.difference.COLUMNS"},
    shape(),
    Argument("OUD", "De oude dataset; - leest de standaardinvoer.", required=True),
    Argument("NIEUW", f"De nieuwe dataset; - leest de standaardinvoer. {DATASET}"),
    Option("--streng", "", "Eindig met exitcode 1 als er verschil is."),
)
def command(call: Call, oud: str, nieuw: str | None, streng: bool) -> None:
    """Give what differs from the first dataset to the second, or to the one in use."""
    from ondermijning.audit.difference import difference
    from ondermijning.files import shown_name

    if nieuw and call.named:
        raise CallError("geef de nieuwe dataset één keer op: als NIEUW, of met --data.")
    asked, paths = Shape(call), [oud, nieuw or call.path]
    refuse_read_twice(paths)
    names = shown_name(oud), shown_name(nieuw) if nieuw else "de gekozen dataset"
    with call.open(paths[0]) as old, call.open(paths[1]) as new:
        report = reported(new, difference(old, new, names))
    give(report, asked, paths, nothing="Geen verschil: beide datasets zeggen hetzelfde.")
    if streng and report.all_rows():
        raise Exit(1)
