"""The sources, and every claim that rests on one: the question of `bronnen`."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ondermijning.amounts import UNITS
from ondermijning.queries import names
from ondermijning.queries.citations import source_in_words
from ondermijning.table import Column, Table, or_unknown

if TYPE_CHECKING:
    from ondermijning.store import Found, Store

SOURCES = (
    Column("id", "Id", "id", "id van de bron"),
    Column("titel", "Titel", meaning="titel van de bron"),
    Column("uitgever", "Uitgever", meaning="wie de bron uitgaf", rank=3),
    Column("soort", "Soort", meaning="soort bron: kamerbrief, krant, onderzoek ...", rank=5),
    Column("datum", "Datum", meaning="datum, of jaar en maand, of jaar", rank=1),
    Column("kenmerk", "Kenmerk", meaning="nummer waaronder de bron bekend is", screen=False),
    Column("dekking", "Gelezen", meaning="welk deel van de bron gelezen is", rank=4),
    Column("beweringen", "Beweringen", "integer", "hoeveel beweringen op de bron rusten", rank=2),
    Column("url", "Webadres", "url", "webadres van de bron", rank=6),
)
CLAIMS = (
    Column("onderdeel", "Onderdeel", "word", "soort bewering: structureel, partner, rode-lijn ...", rank=1),
    Column("knooppunt", "Knooppunt", "id", "id van het knooppunt waarover de bewering gaat", screen=False),
    Column("onderwerp", "Onderwerp", "id", "id van de partner, het thema of het werk", screen=False),
    Column("omschrijving", "Omschrijving", meaning="de bewering in woorden", screen=False),
    Column("wat", "Bewering", meaning="knooppunt en omschrijving samen", machine=False),
    Column("waarde", "Waarde", "number", "bedrag of cijfer, in de eenheid die ernaast staat", empty=""),
    Column("eenheid", "Eenheid", meaning="EUR/jaar, EUR, of de eenheid van een cijfer", screen=False),
    Column("jaar", "Jaar", "integer", "jaar waarover de bewering gaat", rank=2, empty=""),
    Column("pagina", "Pagina", "integer", "pagina van de bron", rank=3, empty=""),
    Column("fragment", "Fragment", meaning="woorden die daar staan", empty=""),
)
COLUMNS = (*SOURCES, *CLAIMS)

_SUPPORTED = """
SELECT vindplaats.bron, bewering FROM vindplaats
UNION SELECT bron.nr, bewering.nr FROM bron JOIN bewering ON onderwerp = bron.id
WHERE onderdeel = 'onderbouwing'
"""
_CLAIMS = f"""
SELECT onderdeel, knooppunt.id AS knooppunt, knooppunt.naam, onderwerp,
    COALESCE(omschrijving, toelichting, thema.naam) AS omschrijving, waarde, eenheid, jaar, pagina, fragment
FROM ({_SUPPORTED}) s JOIN bewering ON bewering.nr = s.bewering
LEFT JOIN knooppunt ON knooppunt.nr = bewering.knooppunt LEFT JOIN thema ON thema.id = onderwerp
LEFT JOIN vindplaats v ON v.bewering = s.bewering AND v.bron = s.bron
WHERE s.bron = ? ORDER BY bewering.nr, volg
"""


def bronnen(store: "Store") -> Table:
    """Return all sources and how many claims rest on each."""
    rows = store.rows(
        f"SELECT *, (SELECT COUNT(*) FROM ({_SUPPORTED}) WHERE bron = bron.nr) AS beweringen "
        "FROM bron ORDER BY nr"
    )
    return Table("Bronnen", SOURCES, [dict(row) for row in rows], key="id")


def bron(store: "Store", word: str) -> Table:
    """Return every claim that rests on the source `word`, with its page and fragment.

    `waarde` is in the unit `eenheid`. A work is listed with the claims that name it as their ground.
    Raises UsageProblem where there is no such source.
    """
    (source,) = store.rows("SELECT * FROM bron WHERE id = ?", names.ids(store, "bron", [word]))
    title = source_in_words(source, f"‘{source['titel']}’")
    rows = []
    for claim in store.rows(_CLAIMS, [source["nr"]]):
        what = ": ".join(part for part in (claim["naam"], claim["omschrijving"]) if part)
        value = or_unknown(claim["waarde"]) if claim["onderdeel"] in UNITS else claim["waarde"]
        rows.append({**claim, "wat": what, "waarde": value})
    return Table(
        title=f"Beweringen uit {title}",
        columns=CLAIMS,
        rows=rows,
        key="onderdeel",
        notes=list(_notes(source)),
        wrapper={name: source[name] for name in ("id", "titel", "datum", "url")},
        rows_name="beweringen",
        grouped=True,
    )


def _notes(source: "Found") -> Iterator[str]:
    if source["dekking"]:
        yield f"Dekking: {source['dekking']}."
    yield f"Webadres: {source['url']}" if source["url"] else "Geen webadres bekend."
