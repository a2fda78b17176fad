"""Rode lijnen, speerpunten and uitgangspunt, and where they hold: the question of `themas`."""

from collections.abc import Container
from typing import TYPE_CHECKING, Any

from ondermijning.queries import names
from ondermijning.queries.citations import cited
from ondermijning.queries.columns import columns_of
from ondermijning.queries.notes import listed
from ondermijning.store.fields import EVERYONE
from ondermijning.store.tables import THEMAS
from ondermijning.table import UNKNOWN, Column, Table, varied

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
    Column("omschrijving", "Omschrijving", meaning="hoe de bron het speerpunt omschrijft", rank=1),
    hidden="knooppunten speerpunt_van",
    id={"rank": 2, "bare": True},
    vindplaatsen={"machine": True},
)
OF_ALL = varied(COLUMNS, soort={"rank": 1}, omschrijving=None)
OF_ONE = varied(COLUMNS, knooppunten=None, waar=None, speerpunt_van=None, speerpunt_waar=None)
"""The columns of all themes, and of those of one knooppunt."""

_ORDER = "CASE soort WHEN 'uitgangspunt' THEN 1 WHEN 'rode-lijn' THEN 2 ELSE 3 END"
_OF_ONE = """
SELECT id, naam, soort, NULL AS omschrijving, bewering, b.rowid AS plek
FROM themas JOIN beweringen b ON onderwerp = id AND onderdeel = soort AND vindplaats = 1
WHERE soort <> 'speerpunt' AND id IN (SELECT thema FROM geldigheid WHERE knooppunt = ?1)
UNION ALL SELECT id, naam, 'speerpunt', NULLIF(omschrijving, naam), bewering, b.rowid
FROM beweringen b JOIN themas ON id = onderwerp
WHERE onderdeel = 'speerpunt' AND knooppunt = ?1 AND vindplaats = 1
"""
_COMMON = f"""
SELECT thema AS groep, groep AS knooppunt FROM geldigheid_van
WHERE NOT speerpunt AND groep <> '{EVERYONE}'
"""
_CLAIMS = """
SELECT id AS groep, bewering FROM themas JOIN beweringen ON onderwerp = id
WHERE onderdeel IN (soort, IIF(soort = 'speerpunt', 'thema', NULL)) AND beweringen.knooppunt IS NULL
"""
_FOCUS = "SELECT onderwerp AS groep, knooppunt FROM beweringen WHERE onderdeel = 'speerpunt'"
_ROWS = f"""
SELECT t.*, EXISTS (SELECT 1 FROM geldigheid_van WHERE thema = t.id AND groep = '{EVERYONE}') AS overal
FROM themas t ORDER BY {_ORDER}, t.rowid
"""


def themas(store: "Store") -> Table:
    """Return all themes, each with the knooppunten where it holds, as common line or as focus."""
    hubs = names.hubs(store)
    place = {hub: number for number, hub in enumerate(hubs)}
    common = names.hubs_by(store, _COMMON)
    focus = names.hubs_by(store, _FOCUS)
    sources = cited(store, _CLAIMS)
    rows = []
    for theme in store.rows(_ROWS):
        shared = list(hubs) if theme["overal"] else common.get(theme["id"], [])
        own = focus.get(theme["id"], [])
        rows.append(
            {
                **theme,
                "knooppunten": sorted({*shared, *own}, key=place.__getitem__),
                "waar": names.where(shared, hubs, everywhere=theme["overal"]),
                "speerpunt_van": own,
                "speerpunt_waar": names.where(own, hubs),
                "vindplaatsen": sources.get(theme["id"], []),
            }
        )
    return Table(
        title="Thema's",
        columns=OF_ALL,
        rows=rows,
        notes=unknown_focus(store),
    )


def themas_of(store: "Store", word: str) -> Table:
    """Return the themes of one knooppunt: what holds there, and its own focus with its description.

    Raises UsageProblem where there is no such knooppunt.
    """
    hub = names.knooppunt(store, word)
    sources = cited(store, f"SELECT bewering AS groep, bewering FROM ({_OF_ONE})", [hub["id"]])
    found = store.rows(f"SELECT * FROM ({_OF_ONE}) ORDER BY {_ORDER}, plek", [hub["id"]])
    nothing: dict[str, Any] = dict.fromkeys(column.name for column in OF_ONE)
    rows = [{**theme, "vindplaatsen": sources.get(theme["bewering"], [])} for theme in found]
    unknown = hub["speerpunten_bekend"] == 0  # where nothing is said of them, nothing is unknown
    if unknown:
        rows.append({**nothing, "id": UNKNOWN, "naam": UNKNOWN, "soort": "speerpunt", "vindplaatsen": []})
    return Table(
        title=f"Thema's van {hub['naam']}",
        columns=OF_ONE,
        rows=rows,
        notes=_unknown_focus([hub["naam"]] if unknown else []),
    )


def unknown_focus(store: "Store", among: Container[str] | None = None) -> list[str]:
    """Return the note on whose focus no source names: of all knooppunten, or of the ids `among` them."""
    found = store.rows("SELECT id, naam FROM knooppunten WHERE speerpunten_bekend = 0 ORDER BY rowid")
    return _unknown_focus([naam for id_, naam in found if among is None or id_ in among])


def _unknown_focus(hubs: list[str]) -> list[str]:
    return [f"Onbekend: geen van de gelezen bronnen noemt de speerpunten van {listed(hubs)}."] if hubs else []
