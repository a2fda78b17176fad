"""What all exports share: their words, the rules for adding up, and the rows of the public tables."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from ondermijning.store.fields import in_order
from ondermijning.store.tables import PUBLIC
from ondermijning.text import date_in_words

if TYPE_CHECKING:
    from ondermijning.store import Store
    from ondermijning.store.fields import PublicTable

TITLE = "Geld voor de aanpak van ondermijning op logistieke knooppunten"
SUMMARY = (
    "Welk geld gaat waarheen, structureel (per jaar) of eenmalig, met welke partners en voor welke thema's, "
    "en welke bron zegt dat?"
)
RULES = (
    "Onbekend is geen nul: een bedrag dat er is, maar dat geen van de gelezen bronnen noemt, telt in geen "
    "totaal mee. Vermeld bij een totaal voor hoeveel knooppunten het geldt.",
    "Tel structureel geld (EUR/jaar) en eenmalig geld (EUR) nooit bij elkaar op, ook niet binnen één jaar.",
    "Gedeeld geld telt nooit dubbel: het is niet over partners of thema's te verdelen, een deel (waarvan) "
    "zit in zijn bedrag, en wat een andere bron over hetzelfde geld zegt (afwijkend), telt niet mee.",
    "Vermeld bij elk cijfer de voorwaarden en de datum van de dataset: de som van een selectie is niet de "
    "som van alles.",
)
RULES_LISTED = "\n".join(f"- {rule}" for rule in RULES)
"""The rules as a list in Markdown."""

Progress = Callable[[float], None]
"""Takes which part of the work is done, 0 to 1."""

_ROWS_AT_ONCE = 10_000


def as_of(date: str) -> str:
    """Return the date of a dataset (ISO: a year, year-month or day) as a line."""
    return f"Stand van {date_in_words(date)}"


def rows_of(store: "Store", table: "PublicTable", progress: Progress) -> Iterator[list[Any]]:
    """Yield the rows of a table in the order of its fields: texts, integers and booleans, None for NULL."""
    booleans = {number for number, field in enumerate(table.fields) if field.public_kind == "boolean"}
    for count, row in enumerate(store.each(in_order(table))):
        if count % _ROWS_AT_ONCE == 0:  # how many there are is not known: the bar nears the next table
            progress((PUBLIC.index(table) + count / (count + 10 * _ROWS_AT_ONCE)) / len(PUBLIC))
        yield [
            bool(value) if number in booleans and value is not None else value
            for number, value in enumerate(row)
        ]
