"""`partners`: who takes part, at one knooppunt or at all."""

from ondermijning.cli.answer import answer
from ondermijning.cli.call import Call, Command
from ondermijning.cli.options import knooppunt, shape

HELP = """Toon de partners van één knooppunt, of alle partners met de knooppunten waar ze meedoen.

$ knooppunt partners
$ knooppunt partners haven-rotterdam
$ knooppunt list --type zeehaven --kaal | xargs -n1 knooppunt partners --kaal
"""


@Command(
    ("Vragen", 60),
    "Wie er meedoet, en waar.",
    HELP,
    {"": "queries.partners.COLUMNS"},
    shape(),
    knooppunt(),
)
def command(call: Call, knooppunt: str | None) -> None:
    """Give the partners of one knooppunt, or all with where they take part."""
    from ondermijning.queries.partners import partners

    answer(call, lambda store, *_: partners(store, knooppunt))
