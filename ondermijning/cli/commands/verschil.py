"""`verschil`: what one dataset says and another does not."""

from typing import Annotated

from typer import Argument, Context, Exit, Option

from ondermijning.cli.answer import Fields, Shape, give, open_dataset, reported
from ondermijning.cli.dataset import path_in_use, path_named, refuse_read_twice
from ondermijning.cli.dutch.command import CallError
from ondermijning.cli.options import AnswerOptions

GROUP, RANK, ALIASES = "Vertrouwen", 50, ()
SUMMARY = "Wat er tussen twee datasets veranderd is."
HELP = """Leg twee datasets naast elkaar: wat de tweede zegt en de eerste niet, en omgekeerd.

De vergelijking gaat per bewering. Een andere volgorde of opmaak telt niet als verschil. Onder de tabel
staat wat de verschillen voor de totalen betekenen. Een knooppunt met een ander id is een ander knooppunt.
"""
EXAMPLES = """
$ knooppunt verschil eigen.yaml
$ knooppunt verschil <(git show HEAD~1:data/knooppunten.yaml)
$ knooppunt verschil eigen.yaml data/knooppunten.yaml --streng
"""

Oud = Annotated[str, Argument(metavar="OUD", help="De oude dataset; - leest de standaardinvoer.")]
Nieuw = Annotated[
    str | None,
    Argument(
        metavar="NIEUW",
        help="De nieuwe dataset; - leest de standaardinvoer. Standaard: de gekozen dataset (--data, "
        "KNOOPPUNT_DATA of de meegeleverde).",
    ),
]
Streng = Annotated[bool, Option("--streng", help="Eindig met exitcode 1 als er verschil is.")]


def fields() -> Fields:
    """Return the fields of each answer."""
    from ondermijning.audit.difference import COLUMNS

    return {"": COLUMNS}


def command(
    ctx: Context, oud: Oud, nieuw: Nieuw = None, streng: Streng = False, *, options: AnswerOptions
) -> None:
    """Need one or two datasets; give what differs from the first to the second, or to the one in use."""
    from ondermijning.audit.difference import difference
    from ondermijning.files import shown_name

    if nieuw and path_named(ctx):
        raise CallError("geef de nieuwe dataset één keer op: als NIEUW, of met --data.")
    shape, paths = Shape(ctx.obj, options), [oud, nieuw or path_in_use(ctx)]
    refuse_read_twice(paths)
    names = shown_name(oud), shown_name(nieuw) if nieuw else "de gekozen dataset"
    with open_dataset(ctx, paths[0]) as old, open_dataset(ctx, paths[1]) as new:
        report = reported(new, difference(old, new, names))
    give(report, shape, paths, nothing="Geen verschil: beide datasets zeggen hetzelfde.")
    if streng and report.all_rows():
        raise Exit(1)
