"""`meerjaren`: how much money there is in each year, each kind apart."""

from typing import TYPE_CHECKING

from typer import Context

from ondermijning.cli.answer import Fields, Shape, answer
from ondermijning.cli.options import AnswerOptions, FilterOptions

if TYPE_CHECKING:
    from ondermijning.queries.filters import Filter
    from ondermijning.store import Store
    from ondermijning.table import Table

GROUP, RANK, ALIASES = "Vragen", 25, ()
DRAWN = True
SUMMARY = "Hoeveel geld er per jaar is, voor elk knooppunt."
HELP = """Toon het geld over de jaren: een rij per knooppunt, een kolom per jaar, elke soort geld apart.

Jaren waarin niets verandert, staan samen in één kolom. 'onbekend' betekent: er is geld, maar geen van de
gelezen bronnen noemt het bedrag. Een streepje betekent: over dat jaar is niets vastgelegd. Formaten voor
programma's, zoals csv, geven een rij per knooppunt, soort en jaar.
"""
EXAMPLES = """
$ knooppunt meerjaren
$ knooppunt meerjaren --structureel --type zeehaven
$ knooppunt meerjaren -f csv
"""


def fields() -> Fields:
    """Return the fields of each answer."""
    from ondermijning.queries.meerjaren import COLUMNS

    return {"": COLUMNS}


def command(ctx: Context, filters: FilterOptions, options: AnswerOptions) -> None:
    """Need filters or none; give people a row a knooppunt, programs a row for each kind and year of it."""

    def ask(store: "Store", shape: Shape, chosen: "Filter") -> "Table | list[Table]":
        from ondermijning.queries.meerjaren import blocks, meerjaren

        wide = blocks(store, chosen) if shape.format.for_people and not _asks_for_rows(shape) else []
        return wide or meerjaren(store, chosen, citations=shape.cites)

    answer(ctx, options, filters, ask)


def _asks_for_rows(shape: Shape) -> bool:
    """Whether the call asks for fields, all of them of a row for each year, and none is a year itself."""
    from ondermijning.table import field_key

    words = {field_key(word) for word in (*shape.fields, shape.options.sorteer or "") if word}
    known = {field_key(word) for column in fields()[""] for word in (column.name, column.heading)}
    return bool(words) and words <= known
