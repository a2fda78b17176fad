"""Which knooppunten there are, with their money, partners and themes: the question of `list`."""

from collections.abc import Iterator
from typing import Any

from ondermijning.queries.citations import CITED, by_group, names
from ondermijning.queries.filters import Filter, Selection
from ondermijning.store import Store
from ondermijning.table import UNKNOWN, Column, Row, Table

_SEPARATOR = "\x1f"  # no text in a dataset holds a control character

_HUBS = """
SELECT k.nr, k.id, k.naam, k.type,
    (SELECT group_concat(naam, char(31)) FROM
        (SELECT naam FROM plaats WHERE knooppunt = k.nr ORDER BY volg)),
    structureel, oplopend, eenmalig,
    (SELECT group_concat(id, char(31)) FROM
        (SELECT DISTINCT partner.nr, id FROM deelname JOIN partner ON partner.nr = partner
         WHERE knooppunt = k.nr ORDER BY partner.nr)),
    (SELECT group_concat(id, char(31)) FROM
        (SELECT DISTINCT thema.nr, id FROM geldigheid JOIN thema ON thema.nr = thema
         WHERE knooppunt = k.nr ORDER BY thema.nr)),
    onbekend
FROM keuze JOIN knooppunt k ON k.nr = keuze.nr
LEFT JOIN (
    SELECT knooppunt,
        SUM(bedrag) FILTER (WHERE soort = 'structureel') AS structureel,
        MAX(oplopend) AS oplopend,
        SUM(bedrag) FILTER (WHERE soort = 'eenmalig') AS eenmalig,
        group_concat(soort, char(31)) FILTER (WHERE bedrag IS NULL) AS onbekend
    FROM geld GROUP BY knooppunt) ON knooppunt = k.nr
ORDER BY k.nr
"""
_SOURCES = f"""
SELECT geld.knooppunt, {CITED} FROM geld
JOIN vindplaats ON bewering = geld.nr JOIN bron ON bron.nr = bron
WHERE geld.knooppunt IN (SELECT nr FROM keuze) ORDER BY geld.nr, volg
"""


def knooppunten(store: Store, chosen: Filter, *, citations: bool) -> Table:
    """Return the chosen knooppunten: `structureel` euros per year, `eenmalig` euros over the chosen years.

    `citations` asks for the vindplaatsen of the amounts as well.
    """
    selection = Selection(chosen)
    cited = by_group(store, selection.sql + _SOURCES, selection.values) if citations else {}
    found = store.rows(selection.sql + _HUBS, selection.values)
    return Table(
        title="Knooppunten",
        columns=_columns(chosen),
        rows=[_row(hub, cited.get(hub[:1], [])) for hub in found],
        key="id",
        notes=list(_notes(store, found, selection)) if citations else (),
    )


def _columns(chosen: Filter) -> list[Column]:
    structural = "eenmalig" not in chosen.soorten[:1] and not chosen.jaren
    one_off = chosen.soorten != ["structureel"]
    return [
        Column("id", "Id", "id", rank=1),
        Column("naam", "Knooppunt"),
        Column("type", "Type", rank=4),
        Column("plaatsen", "Plaatsen", "list", rank=5),
        Column("structureel", "Per jaar", "euro", screen=structural),
        Column("oplopend", "Oplopend", "boolean", screen=False),
        Column("eenmalig", "Eenmalig", "euro", screen=one_off),
        Column("partners", "Partners", "list", screen=False),
        Column("themas", "Thema's", "list", screen=False),
        Column("onbekend", "Onbekend", "list", machine=False, screen=False),
        Column("vindplaatsen", "Bron", "citations", machine=False),
    ]


def _row(hub: tuple[Any, ...], cited: list[Any]) -> Row:
    _, id_, naam, type_, places, structural, rising, one_off, partners, themes, kinds = hub
    unknown = sorted(set(_split(kinds)), reverse=True)
    return [
        id_,
        naam,
        type_,
        _split(places),
        UNKNOWN if "structureel" in unknown else structural,
        None if rising is None else bool(rising),
        UNKNOWN if "eenmalig" in unknown else one_off,
        _split(partners),
        _split(themes),
        unknown,
        cited,
    ]


def _split(joined: str | None) -> list[str]:
    return joined.split(_SEPARATOR) if joined else []


def _notes(store: Store, found: list[tuple[Any, ...]], selection: Selection) -> Iterator[str]:
    for soort, what in (("structureel", "structurele bedrag"), ("eenmalig", "eenmalige bedrag")):
        if missing := [hub[2] for hub in found if soort in _split(hub[10])]:
            yield f"Onbekend: geen gelezen bron noemt het {what} voor {names(missing)}."
    if rising := [hub[2] for hub in found if hub[6]]:
        yield rising_note(rising)
    years = store.rows(
        f"{selection.sql}SELECT DISTINCT jaar FROM geld WHERE soort = 'eenmalig' "
        "AND knooppunt IN (SELECT nr FROM keuze) ORDER BY jaar",
        selection.values,
    )
    if years:
        together = " samen" if len(years) > 1 else ""
        yield f"Eenmalig: {names(str(year) for (year,) in years)}{together}."


def rising_note(hubs: list[str]) -> str:
    """Return the note that explains for which knooppunten the structural amount is a level to rise to."""
    return f"Oplopend: bij {names(hubs)} groeit het jaarbedrag toe naar dit bedrag."
