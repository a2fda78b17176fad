"""`beweringen`: every claim, with every place in a source that it rests on."""

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from ondermijning.cli.answer import answer
from ondermijning.cli.call import Call, Command
from ondermijning.cli.dutch.command import Option
from ondermijning.cli.options import all_of_them, shape, sorts_of

if TYPE_CHECKING:
    from ondermijning.queries.claims import ClaimFilter
    from ondermijning.store import Store

HELP = """Toon elke bewering van de dataset, een rij per vindplaats: bron, pagina en fragment.

Geeft u dezelfde optie vaker, dan is één waarde die klopt genoeg. Verschillende opties moeten allemaal
kloppen. Een onderzoek of rapport waar een bron alleen naar verwijst, heeft zelf geen vindplaats. Kiest
u het met --bron, dan ziet u bij welke onderbouwing het wordt genoemd.

$ knooppunt beweringen --bron nu-2022-11
$ knooppunt beweringen --knooppunt schiphol --onderdeel structureel
$ knooppunt beweringen --bronsoort krant -f csv
"""


def _conditions() -> list[Option]:
    of = partial(Option, panel="Welke beweringen", multiple=True)
    kind = "Beweringen die op deze soort bron steunen, zoals krant."
    part = "Beweringen van deze soort, zoals structureel of partner."
    return [
        of("--bron", "BRON", "Beweringen die op deze bron steunen.", "bronnen"),
        of("--bronsoort", "SOORT", kind, "bronsoorten"),
        of("--knooppunt", "KNOOPPUNT", "Beweringen over dit knooppunt.", "knooppunten"),
        of("--onderdeel", "ONDERDEEL", part, "onderdelen"),
    ]


def _chosen(given: Mapping[str, Any], store: "Store") -> "ClaimFilter":
    """Return what the conditions mean; raises UsageProblem for a word that is not in the data."""
    from ondermijning.queries import names
    from ondermijning.queries.claims import PARTS, ClaimFilter

    kind, part = "soort bron {} staat niet in de dataset", "onderdeel {} bestaat niet"
    return ClaimFilter(
        bron=names.ids(store, "bron", given["bron"]),
        bronsoort=all_of_them(
            kind, given["bronsoort"], lambda: sorts_of("bronnen", "soort", store), "--bronsoort"
        ),
        knooppunt=[names.knooppunt(store, word)["id"] for word in given["knooppunt"]],
        onderdeel=all_of_them(part, given["onderdeel"], lambda: list(PARTS), "--onderdeel"),
    )


@Command(
    ("Vertrouwen", 20),
    "Elke bewering, met elke vindplaats.",
    HELP,
    {"": "queries.claims.COLUMNS"},
    [*_conditions(), *shape()],
)
def command(call: Call) -> None:
    """Give each claim that meets the conditions, a row for each of its places."""
    from ondermijning.queries.claims import beweringen

    answer(call, lambda store, _, chosen: beweringen(store, chosen), _chosen)
