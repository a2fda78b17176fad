"""The sources, and every claim that rests on one: the question of `bronnen`."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ondermijning.queries import names
from ondermijning.queries.claims import OF_ONE, SUPPORT, ClaimFilter, beweringen
from ondermijning.queries.columns import columns_of, source_in_words
from ondermijning.store.tables import BRONNEN
from ondermijning.table import Column, Table

if TYPE_CHECKING:
    from ondermijning.store import Found, Store

COLUMNS = columns_of(
    BRONNEN,
    "id titel uitgever soort datum kenmerk dekking beweringen url",
    Column("beweringen", "Beweringen", "integer", "hoeveel beweringen op de bron steunen"),
    hidden="kenmerk",
    narrow="datum beweringen uitgever dekking soort url",
    bare="id",
    datum={"empty": "zonder datum"},
)


def bronnen(store: "Store") -> Table:
    """Return all sources and how many claims rest on each."""
    rows = store.rows(
        "SELECT bronnen.*, COALESCE(aantal, 0) AS beweringen FROM bronnen LEFT JOIN "
        f"(SELECT bron, COUNT(DISTINCT bewering) AS aantal FROM ({SUPPORT}) GROUP BY bron) ON bron = id "
        "ORDER BY bronnen.rowid"
    )
    return Table("Bronnen", COLUMNS, [dict(row) for row in rows])


def bron(store: "Store", word: str) -> Table:
    """Return every claim that rests on the source `word`, with its page and fragment.

    `waarde` is in the unit `eenheid`. A work is listed with the claims that name it as their ground.
    Raises UsageProblem where there is no such source.
    """
    source = names.named(store, "bron", word)
    title = source_in_words(source, f"'{source['titel']}'")
    return beweringen(store, ClaimFilter(bron=[source["id"]]), OF_ONE)._replace(
        title=f"Beweringen uit {title}",
        notes=list(_notes(source)),
        wrapper={name: source[name] for name in ("id", "titel", "datum", "url")},
        rows_name="beweringen",
        grouped=True,
    )


def _notes(source: "Found") -> Iterator[str]:
    if source["dekking"]:
        yield f"Gelezen: {source['dekking']}."
    yield f"Webadres: {source['url']}" if source["url"] else "Geen webadres bekend."
