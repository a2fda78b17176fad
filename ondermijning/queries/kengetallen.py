"""The figures that are no money, as series over the years: the question of `kengetallen`."""

from typing import TYPE_CHECKING

from ondermijning.queries import names
from ondermijning.queries.columns import cited, columns_of
from ondermijning.store.tables import KENGETALLEN
from ondermijning.table import Column, Picture, Table, varied

if TYPE_CHECKING:
    from ondermijning.store import Store

COLUMNS = columns_of(
    KENGETALLEN,
    "reeks knooppunt naam omschrijving jaar aanduiding waarde eenheid bron pagina fragment vindplaatsen",
    Column("reeks", "Wat", meaning="wat er geteld is, en in welke eenheid", machine=False),
    hidden="knooppunt omschrijving eenheid bron pagina fragment",
    narrow="aanduiding naam",
    blank="aanduiding",
    bare="waarde",
    waarde={"bar": "deel"},
)

_OF_ONE = "?1 IS NULL OR knooppunt = ?1"
# A series is of one thing, counted in one unit; figures of two series are never joined.
_FIGURES = f"""
SELECT f.*, omschrijving || ' (' || eenheid || ')' AS reeks,
    100.0 * waarde / NULLIF(MAX(waarde) OVER reeks, 0) AS deel, MIN(f.rowid) OVER reeks AS eerste
FROM kengetallen f JOIN knooppunten k ON k.id = knooppunt WHERE {_OF_ONE}
WINDOW reeks AS (PARTITION BY omschrijving, eenheid)
ORDER BY eerste, k.rowid, jaar, f.rowid
"""
_CLAIMS = f"SELECT bewering AS groep, bewering FROM kengetallen WHERE {_OF_ONE}"


def kengetallen(store: "Store", word: str | None) -> Table:
    """Return the figures of the knooppunt that `word` names, or of all, series by series, by year.

    `waarde` is in the unit `eenheid`. Raises UsageProblem where there is no such knooppunt.
    """
    hub = names.knooppunt(store, word) if word else None
    asked = [hub["id"] if hub else None]
    sources = cited(store, _CLAIMS, asked)
    rows = [{**row, "vindplaatsen": sources[row["bewering"]]} for row in store.rows(_FIGURES, asked)]
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
