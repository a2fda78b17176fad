"""Everything about one knooppunt: the question of `toon`."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from ondermijning.amounts import UNITS
from ondermijning.queries import names
from ondermijning.queries.citations import cited
from ondermijning.queries.claims import SAID, SUBJECTS, in_words, value
from ondermijning.queries.notes import in_years, rising_note, unknown_notes
from ondermijning.queries.partners import shared_note
from ondermijning.table import UNKNOWN, Column, Row, Table

if TYPE_CHECKING:
    from ondermijning.store import Found, Store

COLUMNS = (
    Column("groep", "Onderdeel", "word", "onderdeel waaronder het staat, voor mensen", machine=False),
    Column(
        "knooppunt", "Knooppunt", "id", "id van het knooppunt, als er meerdere gevraagd zijn", screen=False
    ),
    Column("onderdeel", "Onderdeel", "word", "waar het over gaat, bijvoorbeeld eenmalig", screen=False),
    Column("id", "Id", "id", "id van de partner, het thema of het onderzoek", screen=False),
    Column("omschrijving", "Omschrijving", meaning="het gegeven in woorden", bare=True),
    Column("waarde", "Waarde", "number", "bedrag of kengetal, in de eenheid die ernaast staat", empty=""),
    Column("eenheid", "Eenheid", meaning="EUR/jaar, EUR, of de eenheid van een kengetal", screen=False),
    Column("jaar", "Jaar", "integer", "jaar van het bedrag of het kengetal", screen=False),
    Column("vanaf", "Vanaf", "integer", "eerste jaar van structureel geld", screen=False),
    Column("tot", "Tot en met", "integer", "laatste jaar van structureel geld", screen=False),
    Column("oplopend", "Oplopend", "boolean", "of dit het eindbedrag van een opbouw is", screen=False),
    Column("vindplaatsen", "Bron", "citations", "waar het staat: bron, pagina en fragment"),
)

# What a knooppunt claims itself, with what is `bij` an amount under its kind, then the partners and themes
# that hold for it, in reading order.
_CLAIMS = """
WITH bewezen (nr, groep, rang) AS (
    SELECT nr, IFNULL((SELECT onderdeel FROM bewering heel WHERE heel.nr = bewering.bij), onderdeel), NULL
    FROM bewering WHERE knooppunt = ?1
    UNION ALL SELECT bewering, 'partner', partner.plek FROM partner
        WHERE nr IN (SELECT partner FROM deelname WHERE knooppunt = ?1)
    UNION ALL SELECT bewering, thema.soort, NULL FROM thema
        WHERE soort <> 'speerpunt' AND nr IN (SELECT thema FROM geldigheid WHERE knooppunt = ?1)),
volgorde (groep, plek) AS (VALUES
    ('structureel', 1), ('eenmalig', 2), ('partner', 3), ('uitgangspunt', 4), ('rode-lijn', 5),
    ('speerpunt', 6), ('kengetal', 7), ('onderbouwing', 8))
"""
_ROWS = f"""{_CLAIMS}
SELECT bewering.nr, bij, groep, onderwerp AS id, {SAID}
FROM bewezen JOIN volgorde USING (groep) JOIN bewering ON bewering.nr = bewezen.nr {SUBJECTS}
ORDER BY volgorde.plek, rang, bewering.nr
"""
# Years in which structural money runs and of which nothing more is said: no step, and not the level.
_GAPS = """
SELECT nr, van, tijdvak.tot FROM tijdvak JOIN bewering USING (nr)
WHERE knooppunt = ? AND onderdeel = 'structureel' AND tijdvak.bewering = nr AND tijdvak.bedrag IS NULL
    AND van IS NOT NULL AND van IS NOT vanaf
"""
_BESIDE = ("opbouw", "waarvan", "afwijkend", "lezing")
"""What is said beside an amount, in this order under it."""

_NOTHING: Row = dict.fromkeys(column.name for column in COLUMNS) | {"vindplaatsen": []}


def knooppunten(store: "Store", words: Sequence[str]) -> list[Table]:
    """Return all that is claimed about each knooppunt that a word, an id or an alias, names: once each.

    `waarde` is in the unit `eenheid`: EUR/jaar, EUR, or that of a figure. Raises UsageProblem where
    there is no such knooppunt.
    """
    hubs = {hub["nr"]: hub for hub in (names.knooppunt(store, word) for word in words)}
    tables = [_knooppunt(store, hub) for hub in hubs.values()]
    shown = [column for column in COLUMNS if column.name != "knooppunt" or len(tables) > 1]
    return [table._replace(columns=shown) for table in tables]


def _knooppunt(store: "Store", hub: "Found") -> Table:
    places = store.rows("SELECT naam FROM plaats WHERE knooppunt = ? ORDER BY volg", [hub["nr"]])
    aliases = store.rows("SELECT alias FROM alias WHERE knooppunt = ? ORDER BY nr", [hub["nr"]])
    own = {"plaatsen": [naam for (naam,) in places], "aliassen": [alias for (alias,) in aliases]}
    plain = [
        ("type", hub["type"]),
        *(("plaats", naam) for naam in own["plaatsen"]),
        *(("alias", alias) for alias in own["aliassen"]),
    ]
    claims = store.rows(_ROWS, [hub["nr"]])
    sources = cited(store, f"{_CLAIMS} SELECT nr AS groep, nr AS bewering FROM bewezen", [hub["nr"]])
    rows = [_plain(onderdeel, text) for onderdeel, text in plain]
    rows += _claimed(claims, store.rows(_GAPS, [hub["nr"]]), sources)
    if hub["speerpunten_bekend"] == 0:
        rows.append(_plain("speerpunt", UNKNOWN))
    return Table(
        title=hub["naam"],
        columns=COLUMNS,
        rows=[{**row, "knooppunt": hub["id"]} for row in rows],
        notes=list(_notes(store, hub, rows)),
        wrapper={"id": hub["id"], "naam": hub["naam"], "type": hub["type"], **own},
        rows_name="gegevens",
        grouped=True,
    )


def _plain(onderdeel: str, text: Any) -> dict[str, Any]:
    return {**_NOTHING, "groep": onderdeel, "onderdeel": onderdeel, "omschrijving": text}


def _claimed(
    claims: "list[Found]", gaps: "list[Found]", sources: dict[Any, list[Any]]
) -> Iterator[dict[str, Any]]:
    """Yield a row for each claim and, under it, what is said beside it: steps by year, readings last."""
    beside: dict[int, list[dict[str, Any]]] = {}
    for gap in gaps:
        beside.setdefault(gap["nr"], []).append(_gap(gap))
    for claim in claims:
        if claim["bij"]:
            beside.setdefault(claim["bij"], []).append(_row(claim))
        if claim["lezing"]:
            reading = _plain("lezing", f"interpretatie: {claim['lezing']}")
            beside.setdefault(claim["nr"], []).append({**reading, "nr": claim["nr"]})
    for claim in claims:
        if not claim["bij"]:
            under = beside.get(claim["nr"], [])
            under.sort(key=lambda row: (_BESIDE.index(row["onderdeel"]), row["vanaf"] or row["jaar"] or 0))
            for row in (_row(claim), *under):
                yield {**row, "groep": claim["groep"], "vindplaatsen": sources.get(row["nr"], [])}


def _row(claim: "Found") -> dict[str, Any]:
    said = in_words(claim)
    marks = {
        "opbouw": f"opbouw: {said}",
        "waarvan": f"waarvan {said}",
        "afwijkend": ": ".join(part for part in ("afwijkend, telt nergens mee", said) if part),
    }
    return {
        **claim,
        "omschrijving": marks.get(claim["onderdeel"], said),
        "waarde": value(claim),
        "oplopend": None if claim["oplopend"] is None else bool(claim["oplopend"]),
    }


def _gap(gap: "Found") -> dict[str, Any]:
    """Return the row of years of which no source says how much there is."""
    first, last = gap["van"], gap["tot"]
    until = f" tot en met {last}" if last else ""
    one = first == last
    return {
        **_plain("opbouw", f"opbouw: in {first}" if one else f"opbouw: vanaf {first}{until}"),
        "nr": gap["nr"],
        "waarde": UNKNOWN,
        "eenheid": UNITS["structureel"],
        "jaar": first if one else None,
        "vanaf": None if one else first,
        "tot": None if one else last,
    }


def _notes(store: "Store", hub: "Found", rows: Sequence[Row]) -> Iterator[str]:
    for soort in UNITS:
        amounts = [row for row in rows if row["groep"] == soort and row["onderdeel"] in (soort, "opbouw")]
        unknown = [row for row in amounts if row["waarde"] is UNKNOWN]
        yield from unknown_notes(soort, ((hub["naam"], in_years(row)) for row in unknown))
        if not amounts:
            yield f"Geen van de gelezen bronnen zegt iets over {soort} geld."
    if any(row["oplopend"] for row in rows):
        yield rising_note([hub["naam"]])
    if hub["speerpunten_bekend"] == 0:
        yield "Onbekend: geen van de gelezen bronnen noemt de speerpunten."
    yield from shared_note(store, hub["nr"])
