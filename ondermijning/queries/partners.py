"""Who takes part, and where: the question of `partners`."""

from collections.abc import Iterator
from typing import Any

from ondermijning.queries import names
from ondermijning.queries.citations import CITED, by_group, date_in_words
from ondermijning.store import Store
from ondermijning.table import Column, Table
from ondermijning.text import all_of

_AT = "partner.nr IN (SELECT partner FROM deelname WHERE knooppunt = ?)"


def partners(store: Store, word: str | None) -> Table:
    """Return the partners of the knooppunt that `word` names, or all partners and where they take part.

    Raises UsageProblem where there is no such knooppunt.
    """
    nr, id_ = names.knooppunt(store, word) if word else (None, None)
    where, values = (f" WHERE {_AT}", [nr]) if word else ("", [])
    hubs = names.hubs(store)
    spread = names.spread(store, "partner_bij")
    cited = by_group(
        store,
        f"SELECT partner.nr, {CITED} FROM partner JOIN vindplaats USING (bewering) "
        f"JOIN bron ON bron.nr = bron{where} ORDER BY partner.nr, volg",
        values,
    )
    found = store.rows(
        "SELECT nr, id, naam, soort, alle, gezamenlijk, lezing FROM partner" + where + " ORDER BY nr",
        values,
    )

    everyone = list(hubs)

    def row(partner: tuple[Any, ...]) -> list[Any]:
        nr, id_, naam, soort, everywhere, shared, reading = partner
        at = everyone if everywhere else spread.get(nr, [])
        place = names.place_in_words(at, hubs, everywhere=bool(everywhere))
        return [id_, naam, soort, at, place, bool(shared), reading, cited.get((nr,), [])]

    return Table(
        title=f"Partners van {hubs[id_]}" if id_ else "Partners",
        columns=[
            Column("id", "Id", "id", rank=1),
            Column("naam", "Partner"),
            Column("soort", "Soort", rank=2),
            Column("knooppunten", "Knooppunten", "list", screen=False),
            Column("waar", "Doet mee bij", machine=False, screen=not word),
            Column("gezamenlijk", "Gezamenlijk genoemd", "boolean", screen=False),
            Column("lezing", "Lezing", screen=False),
            Column("vindplaatsen", "Bron", "citations"),
        ],
        rows=[row(partner) for partner in found],
        key="id",
        notes=[*shared_note(store, nr), *_readings(found)],
    )


def shared_note(store: Store, nr: int | None) -> Iterator[str]:
    """Yield which source names partners (of knooppunt `nr`, None: of all) together, not per knooppunt."""
    where, values = (f" AND {_AT}", [nr]) if nr is not None else ("", [])
    found = store.rows(
        "SELECT DISTINCT bron.soort, bron.datum FROM partner JOIN vindplaats USING (bewering) "
        f"JOIN bron ON bron.nr = bron WHERE gezamenlijk{where} ORDER BY bron.nr",
        values,
    )
    if found:
        sources = all_of([f"{soort} van {date_in_words(date)}" for soort, date in found])
        yield f"De partners zijn gezamenlijk genoemd, niet per knooppunt (bron: {sources})."


def _readings(found: list[tuple[Any, ...]]) -> Iterator[str]:
    for _, _, naam, *_, reading in found:
        if reading:
            yield f"Lezing bij {naam}: {reading}."
