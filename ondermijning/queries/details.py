"""Everything about one knooppunt: the question of `toon`."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from ondermijning.amounts import UNITS
from ondermijning.queries import names
from ondermijning.queries.citations import cited
from ondermijning.queries.claims import SAID, SUBJECTS, in_words, value
from ondermijning.queries.columns import as_row, columns_of
from ondermijning.queries.notes import in_years, rising_note, unknown_notes
from ondermijning.queries.partners import in_order, shared_note
from ondermijning.store.tables import BEWERINGEN
from ondermijning.table import UNKNOWN, Column, Row, Table

if TYPE_CHECKING:
    from ondermijning.store import Found, Store

COLUMNS = columns_of(
    BEWERINGEN,
    "groep knooppunt onderdeel id omschrijving waarde eenheid jaar vanaf tot oplopend vindplaatsen",
    Column("groep", "Onderdeel", "word", "onderdeel waaronder het staat, voor mensen", machine=False),
    Column("id", "Id", "id", "id van de partner, het thema of het onderzoek"),
    hidden="id eenheid vanaf tot oplopend",
    knooppunt={"meaning": "id van het knooppunt, als er meerdere gevraagd zijn", "screen": False},
    onderdeel={"meaning": "waar het over gaat, bijvoorbeeld eenmalig", "screen": False},
    omschrijving={"meaning": "het gegeven in woorden", "bare": True},
    waarde={"empty": ""},
    jaar={"meaning": "jaar van het bedrag of het kengetal", "screen": False},
    vindplaatsen={"machine": True},
)

# What a knooppunt claims itself, with what is `bij` an amount under its kind, then the partners and themes
# that hold for it, in reading order.
_CLAIMS = """
WITH bewezen (plek, bewering, groep) AS (
    SELECT rowid, bewering, COALESCE((SELECT soort FROM bedragen WHERE sleutel = beweringen.bij), onderdeel)
    FROM beweringen WHERE knooppunt = ?1 AND vindplaats = 1
    UNION ALL SELECT rowid, bewering, onderdeel FROM beweringen WHERE vindplaats = 1
        AND onderdeel = 'partner' AND onderwerp IN (SELECT partner FROM deelname WHERE knooppunt = ?1)
    UNION ALL SELECT rowid, bewering, onderdeel FROM beweringen WHERE vindplaats = 1
        AND onderdeel IN ('rode-lijn', 'uitgangspunt')
        AND onderwerp IN (SELECT thema FROM geldigheid WHERE knooppunt = ?1)),
volgorde (groep, rang) AS (VALUES
    ('structureel', 1), ('eenmalig', 2), ('partner', 3), ('uitgangspunt', 4), ('rode-lijn', 5),
    ('speerpunt', 6), ('kengetal', 7), ('onderbouwing', 8))
"""
_ROWS = f"""{_CLAIMS}
SELECT b.bewering, bij, groep, rang, onderwerp AS id, {SAID}
FROM bewezen JOIN volgorde USING (groep) JOIN beweringen b ON b.rowid = bewezen.plek {SUBJECTS}
ORDER BY rang, b.rowid
"""
# Years in which structural money runs and of which nothing more is said: no step, and not the level.
_GAPS = """
SELECT sleutel, van, t.tot FROM tijdvakken t JOIN bedragen b USING (sleutel)
WHERE t.knooppunt = ? AND t.soort = 'structureel' AND NOT stap AND t.bedrag IS NULL
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
    hubs = {hub["id"]: hub for hub in (names.knooppunt(store, word) for word in words)}
    tables = [_knooppunt(store, hub) for hub in hubs.values()]
    shown = [column for column in COLUMNS if column.name != "knooppunt" or len(tables) > 1]
    return [table._replace(columns=shown) for table in tables]


def _knooppunt(store: "Store", hub: "Found") -> Table:
    own = {name: hub[name].split("|") if hub[name] else [] for name in ("plaatsen", "aliassen")}
    plain = [
        ("type", hub["type"]),
        *(("plaats", naam) for naam in own["plaatsen"]),
        *(("alias", alias) for alias in own["aliassen"]),
    ]
    claims = store.rows(_ROWS, [hub["id"]])
    partners = in_order(store)
    claims.sort(
        key=lambda claim: (claim["rang"], partners[claim["id"]] if claim["groep"] == "partner" else 0)
    )
    sources = cited(store, f"{_CLAIMS} SELECT bewering AS groep, bewering FROM bewezen", [hub["id"]])
    rows = [_plain(onderdeel, text) for onderdeel, text in plain]
    rows += _claimed(claims, store.rows(_GAPS, [hub["id"]]), sources)
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
    beside: dict[str, list[dict[str, Any]]] = {}
    for gap in gaps:
        beside.setdefault(gap["sleutel"], []).append(_gap(gap))
    for claim in claims:
        if claim["bij"]:
            beside.setdefault(claim["bij"], []).append(_row(claim))
        if claim["lezing"]:
            reading = _plain("lezing", f"interpretatie: {claim['lezing']}")
            beside.setdefault(claim["bewering"], []).append({**reading, "bewering": claim["bewering"]})
    for claim in claims:
        if not claim["bij"]:
            under = beside.get(claim["bewering"], [])
            under.sort(key=lambda row: (_BESIDE.index(row["onderdeel"]), row["vanaf"] or row["jaar"] or 0))
            for row in (_row(claim), *under):
                yield {**row, "groep": claim["groep"], "vindplaatsen": sources.get(row["bewering"], [])}


def _row(claim: "Found") -> dict[str, Any]:
    said = in_words(claim)
    marks = {
        "opbouw": f"opbouw: {said}",
        "waarvan": f"waarvan {said}",
        "afwijkend": ": ".join(part for part in ("afwijkend, telt nergens mee", said) if part),
    }
    words = {"omschrijving": marks.get(claim["onderdeel"], said), "waarde": value(claim)}
    return as_row(claim, COLUMNS) | words


def _gap(gap: "Found") -> dict[str, Any]:
    """Return the row of years of which no source says how much there is."""
    first, last = gap["van"], gap["tot"]
    until = f" tot en met {last}" if last else ""
    one = first == last
    return {
        **_plain("opbouw", f"opbouw: in {first}" if one else f"opbouw: vanaf {first}{until}"),
        "bewering": gap["sleutel"],
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
    yield from shared_note(store, hub["id"])
