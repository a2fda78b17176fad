"""Everything about one knooppunt: the question of `toon`."""

from collections.abc import Iterator
from typing import Any

from ondermijning.queries import names
from ondermijning.queries.citations import CITED, by_group
from ondermijning.queries.knooppunten import rising_note
from ondermijning.queries.partners import shared_note
from ondermijning.store import Store
from ondermijning.table import UNKNOWN, Column, Row, Table

# What a knooppunt claims itself, then the partners and themes that hold for it, in reading order.
_CLAIMS = """
WITH bewezen AS (
    SELECT nr, onderdeel FROM bewering WHERE knooppunt = ?1
    UNION ALL SELECT bewering, 'partner' FROM partner
        WHERE nr IN (SELECT partner FROM deelname WHERE knooppunt = ?1)
    UNION ALL SELECT bewering, thema.soort FROM thema
        WHERE soort <> 'speerpunt' AND nr IN (SELECT thema FROM geldigheid WHERE knooppunt = ?1)),
volgorde (onderdeel, plek) AS (VALUES
    ('structureel', 1), ('eenmalig', 2), ('partner', 3), ('uitgangspunt', 4), ('rode-lijn', 5),
    ('speerpunt', 6), ('kengetal', 7), ('onderbouwing', 8))
"""
_ROWS = f"""{_CLAIMS}
SELECT bewering.nr, bewezen.onderdeel, onderwerp, omschrijving, thema.naam, bron.titel, bron.uitgever,
    aanduiding, waarde, eenheid, jaar, vanaf, oplopend, toelichting
FROM bewezen JOIN bewering ON bewering.nr = bewezen.nr JOIN volgorde ON volgorde.onderdeel = bewezen.onderdeel
LEFT JOIN thema ON bewezen.onderdeel = 'speerpunt' AND thema.id = onderwerp
LEFT JOIN bron ON bewezen.onderdeel = 'onderbouwing' AND bron.id = onderwerp
ORDER BY plek, bewering.nr
"""
_SOURCES = f"""{_CLAIMS}
SELECT bewezen.nr, {CITED} FROM bewezen JOIN vindplaats ON bewering = bewezen.nr
JOIN bron ON bron.nr = bron ORDER BY bewezen.nr, volg
"""


def knooppunt(store: Store, word: str) -> Table:
    """Return all that is claimed about the knooppunt that `word`, an id or an alias, names.

    `waarde` is in the unit `eenheid`: EUR/jaar, EUR, or that of a figure. Raises UsageProblem where
    there is no such knooppunt.
    """
    nr, id_ = names.knooppunt(store, word)
    hub = store.row("SELECT naam, type, speerpunten_bekend FROM knooppunt WHERE nr = ?", [nr])
    assert hub is not None  # noqa: S101 - `nr` comes from the same table
    naam, type_, focus_known = hub
    places = _column(store, "SELECT naam FROM plaats WHERE knooppunt = ? ORDER BY volg", nr)
    aliases = _column(store, "SELECT alias FROM alias WHERE knooppunt = ? ORDER BY nr", nr)
    cited = by_group(store, _SOURCES, [nr])
    claims = store.rows(_ROWS, [nr])
    rows = [
        _plain("type", type_),
        *(_plain("plaats", place) for place in places),
        *(_plain("alias", alias) for alias in aliases),
        *(_row(claim, cited.get(claim[:1], [])) for claim in claims),
    ]
    if not focus_known:
        rows.append(_plain("speerpunt", UNKNOWN))
    return Table(
        title=naam,
        columns=_COLUMNS,
        rows=rows,
        key="omschrijving",
        notes=list(_notes(store, nr, naam, claims, focus_known)),
        wrapper={"id": id_, "naam": naam, "type": type_, "plaatsen": places, "aliassen": aliases},
        rows_name="gegevens",
        grouped=True,
    )


_COLUMNS = [
    Column("onderdeel", "Onderdeel", "word"),
    Column("id", "Id", "id", screen=False),
    Column("omschrijving", "Omschrijving"),
    Column("waarde", "Waarde", "number", empty=""),
    Column("eenheid", "Eenheid", screen=False),
    Column("jaar", "Jaar", "integer", screen=False),
    Column("oplopend", "Oplopend", "boolean", screen=False),
    Column("vindplaatsen", "Bron", "citations"),
]


def _column(store: Store, sql: str, nr: int) -> list[str]:
    return [value for (value,) in store.rows(sql, [nr])]


def _plain(onderdeel: str, text: Any) -> Row:
    return [onderdeel, None, text, None, None, None, None, []]


def _row(claim: tuple[Any, ...], cited: list[Any]) -> Row:
    _, onderdeel, subject, text, theme, work, publisher, _, value, unit, year, _, rising, _ = claim
    if onderdeel in ("structureel", "eenmalig"):
        text, value = _money_in_words(claim), UNKNOWN if value is None else value
    elif onderdeel == "speerpunt":
        text = f"{theme}: {text}" if text else theme
    elif onderdeel == "onderbouwing":
        text = f"{', '.join(part for part in (publisher, work) if part)}: {text}"
    elif onderdeel == "kengetal":
        text += f" in {year}" * bool(year) + f" ({claim[7]})" * bool(claim[7])
    return [
        onderdeel,
        subject,
        text,
        value,
        unit,
        year,
        None if rising is None else bool(rising),
        cited,
    ]


def _money_in_words(claim: tuple[Any, ...]) -> str:
    *_, year, start, rising, remark = claim
    words = [f"eenmalig in {year}" if year else "elk jaar"]
    words += [f"vanaf {start}"] * bool(start) + ["oplopend tot"] * bool(rising) + [remark] * bool(remark)
    return ", ".join(words)


def _notes(
    store: Store, nr: int, naam: str, claims: list[tuple[Any, ...]], focus_known: bool
) -> Iterator[str]:
    for onderdeel, what in (("structureel", "structurele"), ("eenmalig", "eenmalige")):
        if any(claim[1] == onderdeel and claim[8] is None for claim in claims):
            yield f"Onbekend: geen gelezen bron noemt het {what} bedrag voor {naam}."
        if not any(claim[1] == onderdeel for claim in claims):
            yield f"Over {onderdeel} geld zegt geen gelezen bron iets."
    if any(claim[12] for claim in claims):
        yield rising_note([naam])
    if not focus_known:
        yield "Onbekend: geen gelezen bron noemt de speerpunten."
    yield from shared_note(store, nr)
