"""`totaal`: how much money, per group; never one sum over both kinds."""

from typing import TYPE_CHECKING

from ondermijning.cli.answer import Shape, answer
from ondermijning.cli.call import Call, Command, Fields
from ondermijning.cli.dutch.command import CallError, Option
from ondermijning.cli.options import filter_of, filters, one_of, shape
from ondermijning.text import any_of, fold

if TYPE_CHECKING:
    from ondermijning.queries.filters import Filter
    from ondermijning.store import Store
    from ondermijning.table import Table

HELP = """Tel het geld op; bij elk totaal staat voor hoeveel knooppunten het geldt.

Structureel en eenmalig geld worden nooit bij elkaar opgeteld: zonder --structureel of --eenmalig staan
ze in aparte rijen. Een onbekend bedrag telt in geen totaal mee en wordt genoemd. Met --per jaar staat
structureel geld per jaar apart; de bedragen van verschillende jaren worden niet bij elkaar opgeteld.
Met --kaal krijgt u één bedrag: het totaal.

Met --per bron telt een bedrag uit meerdere bronnen alleen mee bij de eerste. Al het geld waarover één
bron iets zegt, geeft --bron.

$ knooppunt totaal --structureel
$ knooppunt totaal --structureel --per jaar
$ knooppunt totaal --structureel --kaal
"""


_SHARED = {
    "partner": "--partner X om alleen knooppunten mee te tellen waar X meedoet",
    "thema": "--thema X om alleen knooppunten mee te tellen waar X geldt",
}
"""What an amount has more of, with no part for each, and what can be asked instead."""


def _per(text: str) -> str:
    from ondermijning.queries.groups import PER

    if fold(text) in _SHARED:
        raise CallError(
            f"een totaal per {fold(text)} bestaat niet: de bronnen verdelen het geld niet over partners of "
            f"thema's. Groepeer per {any_of(list(PER))}, of gebruik {_SHARED[fold(text)]}."
        )
    return one_of("groeperen per {} kan niet", text, list(PER))


def _fields() -> Fields:
    from ondermijning.queries.totals import COLUMNS
    from ondermijning.table import varied

    of_both, of_one = varied(COLUMNS, aandeel=None), varied(COLUMNS, soort=None, eenheid=None)
    return {
        "": varied(of_both, doorlopend=None),
        "--per jaar": of_both,
        "--structureel": varied(of_one, doorlopend=None),
        "--eenmalig": varied(of_one, doorlopend=None),
        "--structureel --per jaar": of_one,
    }


@Command(
    ("Vragen", 20),
    "Hoeveel geld er is, per knooppunt, type, jaar of bron.",
    HELP,
    _fields,
    [*filters(), *shape()],
    Option("--per", "GROEP", "Groepeer per knooppunt, type, jaar of bron.", "groups", read=_per),
    drawn=True,
)
def command(call: Call, per: str | None) -> None:
    """Give a row for each group, or with `--kaal` the total alone."""

    def ask(store: "Store", shape: Shape, chosen: "Filter") -> "Table":
        from ondermijning.queries.totals import total, totals

        if shape.bare and not shape.fields:
            return total(store, chosen, per)
        return totals(store, chosen, per, citations=shape.cites, merged=shape.format.for_people)

    answer(call, ask, filter_of)
