"""Rode lijnen, speerpunten and uitgangspunt, and where they hold: the question of `themas`."""

from typing import Any

from ondermijning.queries import names
from ondermijning.queries.citations import CITED, by_group
from ondermijning.queries.citations import names as listed
from ondermijning.store import Store
from ondermijning.table import UNKNOWN, Column, Row, Table

_ORDER = "CASE {} WHEN 'uitgangspunt' THEN 1 WHEN 'rode-lijn' THEN 2 ELSE 3 END"


def themas(store: Store) -> Table:
    """Return all themes, each with the knooppunten where it holds, as common line or as focus."""
    hubs = names.hubs(store)
    spread = names.spread(store, "thema_bij")
    focus = _focus(store)
    cited = by_group(
        store,
        f"SELECT thema.nr, {CITED} FROM thema JOIN vindplaats USING (bewering) "
        "JOIN bron ON bron.nr = bron ORDER BY thema.nr, volg",
    )
    rows: list[Row] = []
    for nr, id_, naam, soort, everywhere in store.rows(
        f"SELECT nr, id, naam, soort, alle FROM thema ORDER BY {_ORDER.format('soort')}, nr"
    ):
        shared = list(hubs) if everywhere else spread.get(nr, [])
        at = [hub for hub in hubs if hub in {*shared, *focus.get(id_, [])}]
        place = names.place_in_words(shared, hubs, everywhere=bool(everywhere))
        speerpunt = names.place_in_words(focus.get(id_, []), hubs, everywhere=False)
        rows.append([id_, naam, soort, at, place, focus.get(id_, []), speerpunt, cited.get((nr,), [])])
    return Table(
        title="Thema's",
        columns=[
            Column("id", "Id", "id", rank=2),
            Column("naam", "Thema"),
            Column("soort", "Soort", "word", rank=1),
            Column("knooppunten", "Knooppunten", "list", screen=False),
            Column("waar", "Geldt voor", machine=False),
            Column("speerpunt_van", "Speerpunt van", "list", screen=False),
            Column("speerpunt_waar", "Speerpunt van", machine=False),
            Column("vindplaatsen", "Bron", "citations"),
        ],
        rows=rows,
        key="id",
        notes=_unknown_focus(store),
    )


def themas_of(store: Store, word: str) -> Table:
    """Return the themes of one knooppunt: what holds there, and its own focus with its description.

    Raises UsageProblem where there is no such knooppunt.
    """
    nr, id_ = names.knooppunt(store, word)
    holding = (
        "SELECT thema.nr, thema.id, thema.naam, thema.soort, NULL AS tekst, bewering FROM thema "
        "WHERE soort <> 'speerpunt' AND nr IN (SELECT thema FROM geldigheid WHERE knooppunt = ?1) "
        "UNION ALL SELECT thema.nr, thema.id, thema.naam, 'speerpunt', b.omschrijving, b.nr "
        "FROM bewering b JOIN thema ON thema.id = onderwerp "
        "WHERE onderdeel = 'speerpunt' AND knooppunt = ?1"
    )
    cited = by_group(
        store,
        f"SELECT bewering, {CITED} FROM vindplaats JOIN bron ON bron.nr = bron "
        f"WHERE bewering IN (SELECT bewering FROM ({holding})) ORDER BY bewering, volg",
        [nr],
    )
    rows: list[Row] = [
        [theme, naam, soort, text, cited.get((claim,), [])]
        for theme, naam, soort, text, claim in store.rows(
            f"SELECT id, naam, soort, tekst, bewering FROM ({holding}) "
            f"ORDER BY {_ORDER.format('soort')}, bewering",
            [nr],
        )
    ]
    notes = _unknown_focus(store, nr)
    return Table(
        title=f"Thema's van {names.hubs(store)[id_]}",
        columns=[
            Column("id", "Id", "id", rank=2),
            Column("naam", "Thema"),
            Column("soort", "Soort", "word"),
            Column("omschrijving", "Omschrijving", rank=1),
            Column("vindplaatsen", "Bron", "citations"),
        ],
        rows=rows,
        unknown=[[UNKNOWN, UNKNOWN, "speerpunt", None, []]] if notes else (),
        key="id",
        notes=notes,
    )


def _focus(store: Store) -> dict[str, list[str]]:
    """Return for each theme the ids of the knooppunten that have it as a focus."""
    found: dict[str, list[str]] = {}
    for theme, hub in store.rows(
        "SELECT onderwerp, id FROM bewering JOIN knooppunt ON knooppunt.nr = knooppunt "
        "WHERE onderdeel = 'speerpunt' ORDER BY knooppunt.nr"
    ):
        found.setdefault(theme, []).append(hub)
    return {theme: list(dict.fromkeys(ids)) for theme, ids in found.items()}


def _unknown_focus(store: Store, nr: int | None = None) -> list[str]:
    where, values = ("", []) if nr is None else (" AND nr = ?", [nr])
    found: list[Any] = store.rows(
        f"SELECT naam FROM knooppunt WHERE NOT speerpunten_bekend{where} ORDER BY nr", values
    )
    if not found:
        return []
    hubs = listed(naam for (naam,) in found)
    return [f"Onbekend: geen gelezen bron noemt de speerpunten van {hubs}."]
