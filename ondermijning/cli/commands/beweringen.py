"""`beweringen`: every claim, with every place in a source that it rests on."""

from typing import TYPE_CHECKING

from typer import Context

from ondermijning.cli.answer import Fields, answer
from ondermijning.cli.completion import offers
from ondermijning.cli.options import AnswerOptions, OptionGroup, Words, one_of, option

if TYPE_CHECKING:
    from ondermijning.queries.claims import ClaimFilter
    from ondermijning.store import Store

GROUP, RANK, ALIASES = "Vertrouwen", 20, ()
SUMMARY = "Elke bewering, met elke vindplaats."
HELP = """Toon elke bewering van de dataset, een rij per vindplaats: bron, pagina en fragment.

Geeft u dezelfde optie vaker, dan is één waarde die klopt genoeg. Verschillende opties moeten allemaal
kloppen. Een onderzoek of rapport waar een bron alleen naar verwijst, heeft zelf geen vindplaats. Kiest
u het met --bron, dan ziet u bij welke onderbouwing het wordt genoemd.
"""
EXAMPLES = """
$ knooppunt beweringen --bron nu-2022-11
$ knooppunt beweringen --knooppunt schiphol --onderdeel structureel
$ knooppunt beweringen --bronsoort krant -f csv
"""

_PANEL = "Welke beweringen"


class ClaimOptions(OptionGroup):
    """Which claims a call is about."""

    bron: Words = option(_PANEL, "--bron", "BRON", "Beweringen die op deze bron steunen.", offers.bronnen)
    bronsoort: Words = option(
        _PANEL,
        "--bronsoort",
        "SOORT",
        "Beweringen die op deze soort bron steunen, zoals krant.",
        offers.bronsoorten,
    )
    knooppunt: Words = option(
        _PANEL, "--knooppunt", "KNOOPPUNT", "Beweringen over dit knooppunt.", offers.knooppunten
    )
    onderdeel: Words = option(
        _PANEL,
        "--onderdeel",
        "ONDERDEEL",
        "Beweringen van deze soort, zoals structureel of partner.",
        offers.onderdelen,
    )

    def chosen(self, store: "Store") -> "ClaimFilter":
        """Return the filter that the options mean; raises UsageProblem for a word that is not in the data."""
        from ondermijning.queries import names
        from ondermijning.queries.claims import PARTS, ClaimFilter

        sorts = [word for (word,) in store.rows(offers.BRONSOORTEN)]
        return ClaimFilter(
            bron=names.ids(store, "bron", self.bron or ()),
            bronsoort=[
                one_of("soort bron {} staat niet in de dataset", word, sorts, "--bronsoort")
                for word in self.bronsoort or ()
            ],
            knooppunt=[names.knooppunt(store, word)["id"] for word in self.knooppunt or ()],
            onderdeel=[
                one_of("onderdeel {} bestaat niet", word, list(PARTS), "--onderdeel")
                for word in self.onderdeel or ()
            ],
        )


def fields() -> Fields:
    """Return the fields of each answer."""
    from ondermijning.queries.claims import COLUMNS

    return {"": COLUMNS}


def command(ctx: Context, claims: ClaimOptions, options: AnswerOptions) -> None:
    """Need conditions or none; give each claim that meets them, a row for each of its places."""
    from ondermijning.queries.claims import beweringen

    answer(ctx, options, claims, lambda store, _, chosen: beweringen(store, chosen))
