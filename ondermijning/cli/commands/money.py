"""Commands that ask about the money of each knooppunt, or of all."""

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


@Command(
    "Welke knooppunten er zijn, met hun geld.",
    """Toon de knooppunten met hun geld, structureel (per jaar) en eenmalig, en de bron van elk bedrag.

Geeft u dezelfde optie vaker, dan is één waarde die klopt genoeg. Verschillende opties moeten allemaal
kloppen. Ook een onbekend bedrag wordt getoond, als 'onbekend'.

$ knooppunt list --type zeehaven
$ knooppunt list --structureel --min 2mln
$ knooppunt list --thema weerbaarheid --json""",
    {"": "queries.knooppunten.COLUMNS"},
    lambda: [*filters(), *shape()],
)
def list_(call: Call) -> None:
    """Give a row for each knooppunt that the filters leave."""
    from ondermijning.queries.knooppunten import knooppunten

    answer(call, lambda store, shape, chosen: knooppunten(store, chosen, citations=shape.cites), filter_of)


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
    "Hoeveel geld er is, per knooppunt, type, jaar of bron.",
    """Tel het geld op; bij elk totaal staat voor hoeveel knooppunten het geldt.

Structureel en eenmalig geld worden nooit bij elkaar opgeteld: zonder --structureel of --eenmalig staan
ze in aparte rijen. Een onbekend bedrag telt in geen totaal mee en wordt genoemd. Met --per jaar staat
structureel geld per jaar apart; de bedragen van verschillende jaren worden niet bij elkaar opgeteld.
Met --kaal krijgt u één bedrag: het totaal.

Met --per bron telt een bedrag uit meerdere bronnen alleen mee bij de eerste. Al het geld waarover één
bron iets zegt, geeft --bron.

$ knooppunt totaal --structureel
$ knooppunt totaal --structureel --per jaar
$ knooppunt totaal --structureel --kaal""",
    _fields,
    lambda: [
        *filters(),
        Option("--per", "GROEP", "Groepeer per knooppunt, type, jaar of bron.", "groups", read=_per),
        *shape(),
    ],
    drawn=True,
)
def totaal(call: Call, per: str | None) -> None:
    """Give a row for each group, or with `--kaal` the total alone."""

    def ask(store: "Store", shape: Shape, chosen: "Filter") -> "Table":
        from ondermijning.queries.totals import total, totals

        if shape.bare and not shape.fields:
            return total(store, chosen, per)
        return totals(store, chosen, per, citations=shape.cites, merged=shape.format.for_people)

    answer(call, ask, filter_of)


def _ask(store: "Store", shape: Shape, chosen: "Filter") -> "Table | list[Table]":
    from ondermijning.queries.meerjaren import COLUMNS, blocks, meerjaren
    from ondermijning.table import field_key

    known = {field_key(word) for column in COLUMNS for word in (column.name, column.heading)}
    by_year = shape.asked and shape.asked <= known  # fields of a row for each year, and none is a year itself
    wide = blocks(store, chosen) if shape.format.for_people and not by_year else []
    return wide or meerjaren(store, chosen, citations=shape.cites)


@Command(
    "Hoeveel geld er per jaar is, voor elk knooppunt.",
    """Toon het geld over de jaren: een rij per knooppunt, een kolom per jaar, elke soort geld apart.

Jaren waarin niets verandert, staan samen in één kolom. 'onbekend' betekent: er is geld, maar geen van de
gelezen bronnen noemt het bedrag. Een streepje betekent: over dat jaar is niets vastgelegd. Formaten voor
programma's, zoals csv, geven een rij per knooppunt, soort en jaar.

$ knooppunt meerjaren
$ knooppunt meerjaren --structureel --type zeehaven
$ knooppunt meerjaren -f csv""",
    {"": "queries.meerjaren.COLUMNS"},
    lambda: [*filters(), *shape()],
    drawn=True,
)
def meerjaren(call: Call) -> None:
    """Give people a row for each knooppunt, and programs a row for each kind and year of it."""
    answer(call, _ask, filter_of)


@Command(
    "Elk bedrag apart, om mee te rekenen.",
    """Toon elk bedrag, en elk jaar in de opbouw ernaartoe, in een eigen rij, met de bron.

Gebruik deze lijst als basis voor een draaitabel, een grafiek of een controle. Tel structureel en
eenmalig geld nooit bij elkaar op; de eenheid staat erbij.

$ knooppunt bedragen
$ knooppunt bedragen --type zeehaven --eenmalig -f csv
$ knooppunt bedragen --jaar 2023 --json""",
    {"": "queries.bedragen.COLUMNS"},
    lambda: [*filters(), *shape()],
)
def bedragen(call: Call) -> None:
    """Give a row for each amount that the filters leave, and for each step towards one."""
    from ondermijning.queries.bedragen import bedragen

    answer(call, lambda store, shape, chosen: bedragen(store, chosen, citations=shape.cites), filter_of)
