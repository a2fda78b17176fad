"""The sources, and every claim that rests on one: the question of `bronnen`."""

from typing import Any

from ondermijning.queries import names
from ondermijning.queries.citations import label
from ondermijning.store import Store
from ondermijning.table import UNKNOWN, Column, Row, Table

_SUPPORTED = """
SELECT vindplaats.bron, bewering FROM vindplaats
UNION SELECT bron.nr, bewering.nr FROM bron JOIN bewering ON onderwerp = bron.id
WHERE onderdeel = 'onderbouwing'
"""


def bronnen(store: Store) -> Table:
    """Return all sources and how many claims rest on each."""
    rows = store.rows(
        "SELECT id, titel, uitgever, soort, datum, kenmerk, dekking, "
        f"(SELECT COUNT(*) FROM ({_SUPPORTED}) WHERE bron = bron.nr), url FROM bron ORDER BY nr"
    )
    return Table(
        title="Bronnen",
        columns=[
            Column("id", "Id", "id"),
            Column("titel", "Titel"),
            Column("uitgever", "Uitgever", rank=3),
            Column("soort", "Soort", rank=5),
            Column("datum", "Datum", rank=1),
            Column("kenmerk", "Kenmerk", screen=False),
            Column("dekking", "Gelezen", rank=4),
            Column("beweringen", "Beweringen", "integer", rank=2),
            Column("url", "Webadres", "url", rank=6),
        ],
        rows=rows,
        key="id",
    )


def bron(store: Store, word: str) -> Table:
    """Return every claim that rests on the source `word`, with its page and fragment.

    `waarde` is in the unit `eenheid`. A work is listed with the claims that name it as their ground.
    Raises UsageProblem where there is no such source.
    """
    (id_,) = names.ids(store, "bron", [word])
    source = store.row(
        "SELECT nr, titel, uitgever, datum, kenmerk, dekking, url FROM bron WHERE id = ?", [id_]
    )
    assert source is not None  # noqa: S101 - `id_` comes from the same table
    nr, titel, uitgever, datum, kenmerk, dekking, url = source
    found = store.rows(
        "SELECT onderdeel, knooppunt.id, onderwerp, COALESCE(omschrijving, toelichting, thema.naam), "
        "knooppunt.naam, waarde, eenheid, jaar, pagina, fragment "
        f"FROM ({_SUPPORTED}) s JOIN bewering ON bewering.nr = s.bewering "
        "LEFT JOIN knooppunt ON knooppunt.nr = knooppunt LEFT JOIN thema ON thema.id = onderwerp "
        "LEFT JOIN vindplaats v ON v.bewering = s.bewering AND v.bron = s.bron "
        "WHERE s.bron = ? ORDER BY bewering.nr, volg",
        [nr],
    )
    return Table(
        title=f"Beweringen uit {label(f'‘{titel}’', uitgever, datum, kenmerk)}",
        columns=[
            Column("onderdeel", "Onderdeel", "word", rank=1),
            Column("knooppunt", "Knooppunt", "id", screen=False),
            Column("onderwerp", "Onderwerp", "id", screen=False),
            Column("omschrijving", "Omschrijving", screen=False),
            Column("wat", "Bewering", machine=False),
            Column("waarde", "Waarde", "number", empty=""),
            Column("eenheid", "Eenheid", screen=False),
            Column("jaar", "Jaar", "integer", rank=2, empty=""),
            Column("pagina", "Pagina", "integer", rank=3, empty=""),
            Column("fragment", "Fragment", empty=""),
        ],
        rows=[_claim(claim) for claim in found],
        key="onderdeel",
        notes=_notes(dekking, url),
        wrapper={"id": id_, "titel": titel, "datum": datum, "url": url},
        rows_name="beweringen",
        grouped=True,
    )


def _claim(claim: tuple[Any, ...]) -> Row:
    onderdeel, hub, subject, text, hub_name, value, *rest = claim
    if value is None and onderdeel in ("structureel", "eenmalig"):
        value = UNKNOWN
    what = ": ".join(part for part in (hub_name, text) if part)
    return [onderdeel, hub, subject, text, what, value, *rest]


def _notes(dekking: str | None, url: str | None) -> list[str]:
    read = [f"Dekking: {dekking}."] if dekking else []
    return [*read, f"Webadres: {url}" if url else "Geen webadres bekend."]
