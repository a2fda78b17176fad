"""`meerjaren`: how much money there is in each year, each kind apart."""

from typing import TYPE_CHECKING

from ondermijning.cli.answer import Shape, answer
from ondermijning.cli.call import Call, Command
from ondermijning.cli.options import filter_of, filters, shape

if TYPE_CHECKING:
    from ondermijning.queries.filters import Filter
    from ondermijning.store import Store
    from ondermijning.table import Table

HELP = """Toon het geld over de jaren: een rij per knooppunt, een kolom per jaar, elke soort geld apart.

Jaren waarin niets verandert, staan samen in één kolom. 'onbekend' betekent: er is geld, maar geen van de
gelezen bronnen noemt het bedrag. Een streepje betekent: over dat jaar is niets vastgelegd. Formaten voor
programma's, zoals csv, geven een rij per knooppunt, soort en jaar.

$ knooppunt meerjaren
$ knooppunt meerjaren --structureel --type zeehaven
$ knooppunt meerjaren -f csv
"""


def _ask(store: "Store", shape: Shape, chosen: "Filter") -> "Table | list[Table]":
    from ondermijning.queries.meerjaren import COLUMNS, blocks, meerjaren
    from ondermijning.table import field_key

    known = {field_key(word) for column in COLUMNS for word in (column.name, column.heading)}
    by_year = shape.asked and shape.asked <= known  # fields of a row for each year, and none is a year itself
    wide = blocks(store, chosen) if shape.format.for_people and not by_year else []
    return wide or meerjaren(store, chosen, citations=shape.cites)


@Command(
    ("Vragen", 25),
    "Hoeveel geld er per jaar is, voor elk knooppunt.",
    HELP,
    {"": "queries.meerjaren.COLUMNS"},
    [*filters(), *shape()],
    drawn=True,
)
def command(call: Call) -> None:
    """Give people a row for each knooppunt, and programs a row for each kind and year of it."""
    answer(call, _ask, filter_of)
