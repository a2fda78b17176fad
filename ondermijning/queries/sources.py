"""The sources, and every claim that rests on one: the question of `bronnen`."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ondermijning.queries import names
from ondermijning.queries.citations import source_in_words
from ondermijning.queries.claims import WORKS, beweringen_of
from ondermijning.table import Column, Table

if TYPE_CHECKING:
    from ondermijning.store import Found, Store

COLUMNS = (
    Column("id", "Id", "id", "id van de bron", bare=True),
    Column("titel", "Titel", meaning="titel van de bron"),
    Column("uitgever", "Uitgever", meaning="wie de bron uitbracht", rank=3),
    Column("soort", "Soort", "word", "soort bron, bijvoorbeeld kamerbrief of krant", rank=5),
    Column("datum", "Datum", "date", "datum, of jaar en maand, of jaar", rank=1, empty="zonder datum"),
    Column("kenmerk", "Kenmerk", meaning="nummer waaronder de bron bekend is", screen=False),
    Column("dekking", "Gelezen", meaning="welk deel van de bron gelezen is", rank=4),
    Column("beweringen", "Beweringen", "integer", "hoeveel beweringen op de bron steunen", rank=2),
    Column("url", "Webadres", "url", "webadres van de bron", rank=6),
)

_SUPPORTED = f"SELECT bron, bewering FROM vindplaats UNION SELECT bron, bewering FROM ({WORKS})"


def bronnen(store: "Store") -> Table:
    """Return all sources and how many claims rest on each."""
    rows = store.rows(
        "SELECT id, titel, uitgever, soort, NULLIF(datum, 'onbekend') AS datum, kenmerk, dekking, url, "
        f"(SELECT COUNT(*) FROM ({_SUPPORTED}) WHERE bron = bron.nr) AS beweringen FROM bron ORDER BY nr"
    )
    return Table("Bronnen", COLUMNS, [dict(row) for row in rows])


def bron(store: "Store", word: str) -> Table:
    """Return every claim that rests on the source `word`, with its page and fragment.

    `waarde` is in the unit `eenheid`. A work is listed with the claims that name it as their ground.
    Raises UsageProblem where there is no such source.
    """
    (id_,) = names.ids(store, "bron", [word])
    (source,) = store.rows("SELECT * FROM bron WHERE id = ?", [id_])
    known = None if source["datum"] == "onbekend" else source["datum"]
    title = source_in_words(source, f"'{source['titel']}'")
    return beweringen_of(store, id_)._replace(
        title=f"Beweringen uit {title}",
        notes=list(_notes(source)),
        wrapper={"id": id_, "titel": source["titel"], "datum": known, "url": source["url"]},
    )


def _notes(source: "Found") -> Iterator[str]:
    if source["dekking"]:
        yield f"Gelezen: {source['dekking']}."
    yield f"Webadres: {source['url']}" if source["url"] else "Geen webadres bekend."
