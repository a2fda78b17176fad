"""Everything about one knooppunt: the question of `toon`."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from ondermijning.amounts import UNITS
from ondermijning.queries import names
from ondermijning.queries.claims import DESCRIBED, OF_HUB, SUBJECTS, in_words, value
from ondermijning.queries.columns import as_row, cited, columns_of
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
    hidden="knooppunt onderdeel id eenheid jaar vanaf tot oplopend",
    blank="waarde",
    bare="omschrijving",
    knooppunt={"meaning": "id van het knooppunt, als er meerdere gevraagd zijn"},
    onderdeel={"meaning": "waar het over gaat, bijvoorbeeld eenmalig"},
    omschrijving={"meaning": "het gegeven in woorden"},
    jaar={"meaning": "jaar van het bedrag of het kengetal"},
    vindplaatsen={"machine": True},
)

_CLAIMS = f"""{OF_HUB}
SELECT b.bewering, bij, groep, onderwerp AS id, {DESCRIBED}
FROM van_knooppunt JOIN beweringen b ON b.rowid = plek {SUBJECTS} ORDER BY plek
"""
_GROUPS = (
    "structureel", "eenmalig", "partner", "uitgangspunt", "rode-lijn", "speerpunt", "kengetal", "onderbouwing"
)  # fmt: skip
"""The order in which people read what there is of a knooppunt."""
# Years in which structural money runs and for which there is no amount: neither a step nor the level.
_GAPS = """
SELECT 'opbouw' AS onderdeel, NULL AS omschrijving, sleutel AS bewering, sleutel AS bij, t.bedrag AS waarde,
    t.eenheid, iif(van = t.tot, van, NULL) AS jaar, iif(van = t.tot, NULL, van) AS vanaf,
    iif(van = t.tot, NULL, t.tot) AS tot
FROM tijdvakken t JOIN bedragen b USING (sleutel)
WHERE t.knooppunt = ? AND t.soort = 'structureel' AND NOT stap AND t.bedrag IS NULL
    AND van IS NOT NULL AND van IS NOT vanaf
"""
_BESIDE = ("opbouw", "waarvan", "afwijkend")
"""What is said beside an amount, in this order under it, before how it is read."""

_NOTHING: Row = dict.fromkeys(column.name for column in COLUMNS) | {"vindplaatsen": []}


def knooppunten(store: "Store", words: Sequence[str]) -> list[Table]:
    """Return a table for each knooppunt that a word, an id or an alias, names: all that is claimed about it.

    `waarde` is in the unit `eenheid`: EUR/jaar, EUR, or that of a figure. Raises UsageProblem where
    there is no such knooppunt.
    """
    hubs = {hub["id"]: hub for hub in (names.knooppunt(store, word) for word in words)}
    tables = [_knooppunt(store, hub) for hub in hubs.values()]
    shown = [column for column in COLUMNS if column.name != "knooppunt" or len(tables) > 1]
    return [table._replace(columns=shown) for table in tables]


def _knooppunt(store: "Store", hub: "Found") -> Table:
    own = {name: hub[name].split("|") if hub[name] else [] for name in ("plaatsen", "aliassen")}
    rows = [
        _plain("type", hub["type"]),
        *(_plain("plaats", place) for place in own["plaatsen"]),
        *(_plain("alias", alias) for alias in own["aliassen"]),
        *_claimed(store, hub["id"]),
        *([_plain("speerpunt", UNKNOWN)] if hub["speerpunten_bekend"] == 0 else []),
    ]
    return Table(
        title=hub["naam"],
        columns=COLUMNS,
        rows=[{**row, "knooppunt": hub["id"]} for row in rows],
        notes=list(_notes(store, hub, rows)),
        wrapper={"id": hub["id"], "naam": hub["naam"], "type": hub["type"], **own},
        rows_name="gegevens",
        grouped=True,
    )


def _plain(onderdeel: str, text: Any) -> Row:
    return {**_NOTHING, "groep": onderdeel, "onderdeel": onderdeel, "omschrijving": text}


def _claimed(store: "Store", hub: str) -> Iterator[Row]:
    """Yield a row for each claim and, under it, what is said beside it: steps by year, its reading last."""
    claims, partners = store.rows(_CLAIMS, [hub]), in_order(store)
    claims.sort(key=lambda claim: partners[claim["id"]] if claim["onderdeel"] == "partner" else 0)
    claims.sort(key=lambda claim: _GROUPS.index(claim["groep"]))
    sources = cited(store, f"{OF_HUB} SELECT bewering AS groep, bewering FROM van_knooppunt", [hub])
    beside: dict[str, list[Row]] = defaultdict(list)
    for claim in (*store.rows(_GAPS, [hub]), *claims):
        if claim["bij"]:
            beside[claim["bij"]].append(_row(claim))
    for claim in claims:
        if claim["bij"]:
            continue
        rows = beside[claim["bewering"]]
        rows.sort(key=lambda row: (_BESIDE.index(row["onderdeel"]), row["vanaf"] or row["jaar"] or 0))
        if claim["lezing"]:
            reading = _plain("lezing", f"interpretatie: {claim['lezing']}")
            rows.append({**reading, "bewering": claim["bewering"]})
        for row in (_row(claim), *rows):
            yield {**row, "groep": claim["groep"], "vindplaatsen": sources[row["bewering"]]}


def _row(claim: "Found") -> Row:
    words = in_words(claim)
    match claim["onderdeel"]:
        case "opbouw" | "waarvan" as part:
            words = f"{'opbouw:' if part == 'opbouw' else part} {words}"
        case "afwijkend":
            words = ": ".join(filter(None, ("afwijkend, telt nergens mee", words)))
    return {**_NOTHING, **as_row(claim, COLUMNS), "omschrijving": words, "waarde": value(claim)}


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
