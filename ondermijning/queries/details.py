"""Everything about one knooppunt: the question of `toon`."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from ondermijning.amounts import UNITS
from ondermijning.queries import names
from ondermijning.queries.citations import cited
from ondermijning.queries.notes import rising_note, unknown_note
from ondermijning.queries.partners import shared_note
from ondermijning.table import UNKNOWN, Column, Row, Table, or_unknown

if TYPE_CHECKING:
    from ondermijning.store import Found, Store

COLUMNS = (
    Column("onderdeel", "Onderdeel", "word", "waar het gegeven over gaat: type, structureel, partner ..."),
    Column("id", "Id", "id", "id van de partner, het thema of het werk", screen=False),
    Column("omschrijving", "Omschrijving", meaning="het gegeven in woorden"),
    Column("waarde", "Waarde", "number", "bedrag of cijfer, in de eenheid die ernaast staat", empty=""),
    Column("eenheid", "Eenheid", meaning="EUR/jaar, EUR, of de eenheid van een cijfer", screen=False),
    Column("jaar", "Jaar", "integer", "jaar van het bedrag of het cijfer", screen=False),
    Column("oplopend", "Oplopend", "boolean", "of het jaarbedrag toegroeit naar dit bedrag", screen=False),
    Column("vindplaatsen", "Bron", "citations", "waar het staat: bron, pagina en fragment"),
)

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
SELECT bewezen.nr, bewezen.onderdeel, onderwerp AS id, omschrijving, thema.naam AS thema,
    titel, uitgever, aanduiding, waarde, eenheid, jaar, vanaf, oplopend, toelichting
FROM bewezen JOIN bewering ON bewering.nr = bewezen.nr JOIN volgorde ON volgorde.onderdeel = bewezen.onderdeel
LEFT JOIN thema ON bewezen.onderdeel = 'speerpunt' AND thema.id = onderwerp
LEFT JOIN bron ON bewezen.onderdeel = 'onderbouwing' AND bron.id = onderwerp
ORDER BY plek, bewering.nr
"""
_NOTHING: Row = dict.fromkeys(column.name for column in COLUMNS) | {"vindplaatsen": []}


def knooppunt(store: "Store", word: str) -> Table:
    """Return all that is claimed about the knooppunt that `word`, an id or an alias, names.

    `waarde` is in the unit `eenheid`: EUR/jaar, EUR, or that of a figure. Raises UsageProblem where
    there is no such knooppunt.
    """
    hub = names.knooppunt(store, word)
    places = store.rows("SELECT naam FROM plaats WHERE knooppunt = ? ORDER BY volg", [hub["nr"]])
    aliases = store.rows("SELECT alias FROM alias WHERE knooppunt = ? ORDER BY nr", [hub["nr"]])
    own = {"plaatsen": [naam for (naam,) in places], "aliassen": [alias for (alias,) in aliases]}
    plain = [
        ("type", hub["type"]),
        *(("plaats", naam) for naam in own["plaatsen"]),
        *(("alias", alias) for alias in own["aliassen"]),
    ]
    sources = cited(store, f"{_CLAIMS} SELECT nr AS groep, nr AS bewering FROM bewezen", [hub["nr"]])
    claims = [_row(claim, sources.get(claim["nr"], [])) for claim in store.rows(_ROWS, [hub["nr"]])]
    rows = [{**_NOTHING, "onderdeel": onderdeel, "omschrijving": text} for onderdeel, text in plain] + claims
    if not hub["speerpunten_bekend"]:
        rows.append({**_NOTHING, "onderdeel": "speerpunt", "omschrijving": UNKNOWN})
    return Table(
        title=hub["naam"],
        columns=COLUMNS,
        rows=rows,
        key="omschrijving",
        notes=list(_notes(store, hub, claims)),
        wrapper={"id": hub["id"], "naam": hub["naam"], "type": hub["type"], **own},
        rows_name="gegevens",
        grouped=True,
    )


def _row(claim: "Found", sources: list[Any]) -> dict[str, Any]:
    return {
        **claim,
        "omschrijving": _in_words(claim),
        "waarde": or_unknown(claim["waarde"]) if claim["onderdeel"] in UNITS else claim["waarde"],
        "oplopend": None if claim["oplopend"] is None else bool(claim["oplopend"]),
        "vindplaatsen": sources,
    }


def _in_words(claim: "Found") -> str:
    text: str = claim["omschrijving"]
    match claim["onderdeel"]:
        case "structureel" | "eenmalig":
            return _joined(
                f"eenmalig in {claim['jaar']}" if claim["jaar"] else "elk jaar",
                f"vanaf {claim['vanaf']}" if claim["vanaf"] else None,
                "oplopend tot" if claim["oplopend"] else None,
                claim["toelichting"],
            )
        case "speerpunt":
            return f"{claim['thema']}: {text}" if text else claim["thema"]
        case "onderbouwing":
            return f"{_joined(claim['uitgever'], claim['titel'])}: {text}"
        case "kengetal":
            year = f" in {claim['jaar']}" if claim["jaar"] else ""
            return f"{text}{year} ({claim['aanduiding']})" if claim["aanduiding"] else f"{text}{year}"
    return text


def _joined(*parts: str | None) -> str:
    return ", ".join(part for part in parts if part)


def _notes(store: "Store", hub: "Found", claims: Sequence[Row]) -> Iterator[str]:
    for soort in UNITS:
        amounts = [claim["waarde"] for claim in claims if claim["onderdeel"] == soort]
        if UNKNOWN in amounts:
            yield unknown_note(soort, [hub["naam"]])
        if not amounts:
            yield f"Over {soort} geld zegt geen gelezen bron iets."
    if any(claim["oplopend"] for claim in claims):
        yield rising_note([hub["naam"]])
    if not hub["speerpunten_bekend"]:
        yield "Onbekend: geen gelezen bron noemt de speerpunten."
    yield from shared_note(store, hub["nr"])
