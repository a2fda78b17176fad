"""Rode lijnen, speerpunten and uitgangspunt, and where they hold: the question of `themas`."""

from collections.abc import Container
from typing import TYPE_CHECKING, Any

from ondermijning.queries import names
from ondermijning.queries.citations import cited
from ondermijning.queries.notes import listed
from ondermijning.table import UNKNOWN, Column, Table, varied

if TYPE_CHECKING:
    from ondermijning.store import Store

COLUMNS = (
    Column("id", "Id", "id", "id van het thema", rank=2, bare=True),
    Column("naam", "Thema", meaning="naam van het thema"),
    Column("soort", "Soort", "word", "rode-lijn, speerpunt of uitgangspunt"),
    Column(
        "knooppunten", "Knooppunten", "list", "id's van de knooppunten waar het thema geldt", screen=False
    ),
    Column(
        "waar", "Geldt voor", meaning="waarvoor het als gezamenlijke lijn geldt, in woorden", machine=False
    ),
    Column(
        "speerpunt_van", "Speerpunt van", "list", "id's van de knooppunten met dit speerpunt", screen=False
    ),
    Column("speerpunt_waar", "Speerpunt van", meaning="die knooppunten in woorden", machine=False),
    Column("omschrijving", "Omschrijving", meaning="hoe de bron het speerpunt omschrijft", rank=1),
    Column("vindplaatsen", "Bron", "citations", "waar het staat: bron, pagina en fragment"),
)
OF_ALL = varied(COLUMNS, soort={"rank": 1}, omschrijving=None)
OF_ONE = varied(COLUMNS, knooppunten=None, waar=None, speerpunt_van=None, speerpunt_waar=None)
"""The columns of all themes, and of those of one knooppunt."""

_ORDER = "CASE soort WHEN 'uitgangspunt' THEN 1 WHEN 'rode-lijn' THEN 2 ELSE 3 END"
_OF_ONE = """
SELECT id, naam, soort, NULL AS omschrijving, bewering FROM thema
WHERE soort <> 'speerpunt' AND nr IN (SELECT thema FROM geldigheid WHERE knooppunt = ?1)
UNION ALL SELECT thema.id, naam, 'speerpunt', omschrijving, bewering.nr
FROM bewering JOIN thema ON thema.id = onderwerp WHERE onderdeel = 'speerpunt' AND knooppunt = ?1
"""
_FOCUS = """
SELECT thema.nr AS groep, knooppunt FROM bewering JOIN thema ON thema.id = onderwerp
WHERE onderdeel = 'speerpunt'
"""


def themas(store: "Store") -> Table:
    """Return all themes, each with the knooppunten where it holds, as common line or as focus."""
    hubs = names.hubs(store)
    place = {hub: number for number, hub in enumerate(hubs)}
    common = names.hubs_by(store, "SELECT thema AS groep, knooppunt FROM thema_bij")
    focus = names.hubs_by(store, _FOCUS)
    sources = cited(store, "SELECT nr AS groep, bewering FROM thema")
    rows = []
    for theme in store.rows(f"SELECT * FROM thema ORDER BY {_ORDER}, nr"):
        shared = list(hubs) if theme["alle"] else common.get(theme["nr"], [])
        own = focus.get(theme["nr"], [])
        rows.append(
            {
                **theme,
                "knooppunten": sorted({*shared, *own}, key=place.__getitem__),
                "waar": names.where(shared, hubs, everywhere=theme["alle"]),
                "speerpunt_van": own,
                "speerpunt_waar": names.where(own, hubs),
                "vindplaatsen": sources.get(theme["nr"], []),
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
    sources = cited(store, f"SELECT bewering AS groep, bewering FROM ({_OF_ONE})", [hub["nr"]])
    found = store.rows(f"SELECT * FROM ({_OF_ONE}) ORDER BY {_ORDER}, bewering", [hub["nr"]])
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
    found = store.rows("SELECT id, naam FROM knooppunt WHERE speerpunten_bekend = 0 ORDER BY nr")
    return _unknown_focus([naam for id_, naam in found if among is None or id_ in among])


def _unknown_focus(hubs: list[str]) -> list[str]:
    return [f"Onbekend: geen van de gelezen bronnen noemt de speerpunten van {listed(hubs)}."] if hubs else []
