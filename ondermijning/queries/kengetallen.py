"""The figures that are no money, as series over the years: the question of `kengetallen`."""

from typing import TYPE_CHECKING, Any

from ondermijning.queries import names
from ondermijning.queries.citations import cited
from ondermijning.table import Column, Picture, Table, varied

if TYPE_CHECKING:
    from ondermijning.store import Store

COLUMNS = (
    Column("reeks", "Wat", meaning="wat er geteld is, en in welke eenheid", machine=False),
    Column("knooppunt", "Knooppunt", "id", "id van het knooppunt", screen=False),
    Column("naam", "Knooppunt", meaning="naam van het knooppunt", rank=2),
    Column("omschrijving", "Omschrijving", meaning="wat er geteld is", screen=False),
    Column("jaar", "Jaar", "integer", "jaar waarover het kengetal gaat"),
    Column(
        "aanduiding",
        "Aanduiding",
        meaning="hoe precies de bron is: ruim, ongeveer, bijna, minstens of hoogstens",
        rank=1,
        empty="",
    ),
    Column(
        "waarde", "Waarde", "number", "het kengetal, in de eenheid die ernaast staat", bar="deel", bare=True
    ),
    Column("eenheid", "Eenheid", meaning="eenheid van het kengetal", screen=False),
    Column("bron", "Bron", "id", "id van de eerste bron", screen=False),
    Column("pagina", "Pagina", "integer", "pagina van die bron", screen=False),
    Column("fragment", "Fragment", meaning="woorden die daar staan", screen=False),
    Column("vindplaatsen", "Bron", "citations", "waar het staat: bron, pagina en fragment", machine=False),
)

_ALL = "onderdeel = 'kengetal'"
_OF_ONE = f"{_ALL} AND bewering.knooppunt = ?"
# A series is what is counted, and in what: figures of two series are never joined.
_FIGURES = """
SELECT bewering.nr, knooppunt.id AS knooppunt, naam, omschrijving, jaar, aanduiding, waarde, eenheid,
    bron.id AS bron, pagina, fragment, omschrijving || ' (' || eenheid || ')' AS reeks,
    100.0 * waarde / NULLIF(MAX(waarde) OVER reeks, 0) AS deel, MIN(bewering.nr) OVER reeks AS eerste
FROM bewering JOIN knooppunt ON knooppunt.nr = knooppunt
JOIN vindplaats ON bewering = bewering.nr AND volg = 0 JOIN bron ON bron.nr = bron
WHERE {0}
WINDOW reeks AS (PARTITION BY omschrijving, eenheid)
ORDER BY eerste, knooppunt.nr, jaar, bewering.nr
"""


def kengetallen(store: "Store", word: str | None) -> Table:
    """Return the figures of the knooppunt that `word` names, or of all, series by series, by year.

    `waarde` is in the unit `eenheid`. Raises UsageProblem where there is no such knooppunt.
    """
    hub = names.knooppunt(store, word) if word else None
    asked, values = (_OF_ONE, [hub["nr"]]) if hub else (_ALL, [])
    found = store.rows(_FIGURES.format(asked), values)
    sources = cited(store, f"SELECT nr AS groep, nr AS bewering FROM bewering WHERE {asked}", values)
    rows: list[dict[str, Any]] = [{**figure, "vindplaatsen": sources[figure["nr"]]} for figure in found]
    return Table(
        title=f"Kengetallen van {hub['naam']}" if hub else "Kengetallen",
        columns=varied(COLUMNS, naam={"screen": hub is None}),
        rows=rows,
        notes=[
            "De balken zijn alleen binnen één reeks vergelijkbaar: het hoogste getal van een reeks heeft de "
            "langste balk."
        ],
        grouped=True,
        picture=Picture("naam", "waarde", said=["aanduiding", "waarde"], year="jaar", per="reeks"),
    )
