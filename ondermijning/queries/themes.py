"""Rode lijnen, speerpunten and uitgangspunt, and where they hold: the question of `themas`."""

from collections.abc import Container
from typing import TYPE_CHECKING

from ondermijning.queries import names
from ondermijning.queries.claims import OF_HUB
from ondermijning.queries.columns import cited, columns_of
from ondermijning.queries.notes import listed
from ondermijning.store.tables import THEMAS
from ondermijning.table import UNKNOWN, Column, Row, Table, varied

if TYPE_CHECKING:
    from ondermijning.store import Store

COLUMNS = columns_of(
    THEMAS,
    "id naam soort knooppunten waar speerpunt_van speerpunt_waar omschrijving vindplaatsen",
    Column("knooppunten", "Knooppunten", "list", "id's van de knooppunten waar het thema geldt"),
    Column(
        "waar", "Geldt voor", meaning="waarvoor het als gezamenlijke lijn geldt, in woorden", machine=False
    ),
    Column("speerpunt_van", "Speerpunt van", "list", "id's van de knooppunten met dit speerpunt"),
    Column("speerpunt_waar", "Speerpunt van", meaning="die knooppunten in woorden", machine=False),
    Column("omschrijving", "Omschrijving", meaning="hoe de bron het speerpunt omschrijft"),
    hidden="knooppunten speerpunt_van",
    narrow="omschrijving id",
    bare="id",
    vindplaatsen={"machine": True},
)
OF_ALL = varied(COLUMNS, soort={"rank": 1}, omschrijving=None)
OF_ONE = varied(COLUMNS, knooppunten=None, waar=None, speerpunt_van=None, speerpunt_waar=None)
"""The columns of all themes, and of those of one knooppunt."""

_ORDER = "soort <> 'uitgangspunt', soort = 'speerpunt'"
_CLAIMS = """
SELECT id AS groep, bewering FROM themas JOIN beweringen ON onderwerp = id
WHERE onderdeel IN (soort, IIF(soort = 'speerpunt', 'thema', NULL)) AND beweringen.knooppunt IS NULL
"""
_HOLDS = "SELECT thema AS id, groep FROM geldigheid_van"
_FOCUS = "SELECT onderwerp AS id, knooppunt AS groep FROM beweringen WHERE onderdeel = 'speerpunt'"
_OF_ONE = f"""{OF_HUB}
SELECT id, naam, groep AS soort, iif(groep = 'speerpunt', NULLIF(omschrijving, naam), NULL) AS omschrijving,
    bewering
FROM van_knooppunt JOIN beweringen b USING (bewering) JOIN themas ON id = onderwerp
WHERE groep IN ('uitgangspunt', 'rode-lijn', 'speerpunt') AND vindplaats = 1
ORDER BY groep <> 'uitgangspunt', groep = 'speerpunt', plek
"""


def themas(store: "Store") -> Table:
    """Return all themes, each with the knooppunten where it holds, as common line or as focus."""
    everywhere = names.hubs_of(store, _HOLDS)
    common = names.hubs_of(store, f"{_HOLDS} WHERE NOT speerpunt")
    focus = names.hubs_of(store, _FOCUS)
    sources = cited(store, _CLAIMS)
    rows = [
        {
            **theme,
            "knooppunten": everywhere[theme["id"]][0],
            "waar": common[theme["id"]][1],
            "speerpunt_van": focus[theme["id"]][0],
            "speerpunt_waar": focus[theme["id"]][1],
            "vindplaatsen": sources.get(theme["id"], []),
        }
        for theme in store.rows(f"SELECT * FROM themas ORDER BY {_ORDER}, rowid")
    ]
    return Table("Thema's", OF_ALL, rows, notes=unknown_focus(store))


def themas_of(store: "Store", word: str) -> Table:
    """Return the themes of one knooppunt: what holds there, and its own focus with its description.

    Raises UsageProblem where there is no such knooppunt.
    """
    hub = names.knooppunt(store, word)
    sources = cited(store, f"{OF_HUB} SELECT bewering AS groep, bewering FROM van_knooppunt", [hub["id"]])
    rows: list[Row] = [
        {**theme, "vindplaatsen": sources[theme["bewering"]]} for theme in store.rows(_OF_ONE, [hub["id"]])
    ]
    unknown = unknown_focus(store, [hub["id"]])
    if unknown:
        nothing = dict.fromkeys(column.name for column in OF_ONE)
        rows.append(nothing | {"id": UNKNOWN, "naam": UNKNOWN, "soort": "speerpunt", "vindplaatsen": []})
    return Table(f"Thema's van {hub['naam']}", OF_ONE, rows, notes=unknown)


def unknown_focus(store: "Store", among: Container[str] | None = None) -> list[str]:
    """Return the note on knooppunten, all or those `among` these ids, whose focus no source names."""
    unknown = store.rows("SELECT id, naam FROM knooppunten WHERE speerpunten_bekend = 0 ORDER BY rowid")
    hubs = [hub["naam"] for hub in unknown if among is None or hub["id"] in among]
    return [f"Onbekend: geen van de gelezen bronnen noemt de speerpunten van {listed(hubs)}."] if hubs else []
