"""Every claim with the places that it rests on: the question of `beweringen` and of `bronnen BRON`."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from ondermijning.amounts import UNITS
from ondermijning.queries.columns import columns_of
from ondermijning.store.tables import BEWERINGEN
from ondermijning.table import Column, Row, Table, or_unknown, varied
from ondermijning.text import any_of, fold

if TYPE_CHECKING:
    from ondermijning.store import Found, Store

COLUMNS = columns_of(
    BEWERINGEN,
    "bron datum onderdeel knooppunt onderwerp omschrijving wat waarde eenheid jaar pagina fragment lezing",
    Column("wat", "Bewering", meaning="knooppunt en omschrijving samen", machine=False),
    hidden="datum knooppunt onderwerp omschrijving eenheid",
    narrow="bron onderdeel jaar pagina lezing",
    blank="waarde jaar pagina fragment lezing",
    bare="bron",
    datum={"empty": "zonder datum"},
)

OF_ONE = sorted(
    varied(COLUMNS, bron={"screen": False, "bare": False}, onderdeel={"rank": 1, "bare": True}),
    key=lambda column: column.name != "onderdeel",
)
"""The columns of the claims that rest on one source: the first is the one that groups."""

PARTS = (
    "structureel", "eenmalig", "opbouw", "waarvan", "afwijkend", "speerpunt", "kengetal", "onderbouwing",
    "partner", "rode-lijn", "uitgangspunt", "thema", "opgegeven-totaal",
)  # fmt: skip
"""The sorts of claims."""

_OF_MONEY = (*UNITS, "opbouw", "waarvan", "afwijkend")
"""The sorts of claims whose value is an amount, unknown where there is none."""

DESCRIBED = (
    "onderdeel, onderwerp, b.omschrijving, aanduiding, waarde, eenheid, jaar, vanaf, tot, oplopend, "
    "bestemming, toelichting, b.lezing, themas.naam AS thema, werk.titel AS werk, werk.uitgever AS maker, "
    "algemeen.naam AS algemeen"
)
SUBJECTS = """
LEFT JOIN themas ON onderdeel = 'speerpunt' AND themas.id = onderwerp
LEFT JOIN bronnen werk ON onderdeel = 'onderbouwing' AND werk.id = onderwerp
LEFT JOIN partners ON onderdeel = 'partner' AND partners.id = onderwerp
LEFT JOIN partners algemeen ON algemeen.id = partners.valt_onder
"""
"""What `in_words` asks of a claim `b`, and the joins that it takes."""

OF_HUB = """
WITH van_knooppunt AS (
    SELECT rowid AS plek, bewering,
        COALESCE((SELECT soort FROM bedragen WHERE sleutel = bij), onderdeel) AS groep
    FROM beweringen WHERE vindplaats = 1 AND rowid IN (
        SELECT rowid FROM beweringen WHERE knooppunt = ?1
        UNION ALL SELECT rowid FROM beweringen WHERE onderdeel = 'partner'
            AND onderwerp IN (SELECT partner FROM deelname WHERE knooppunt = ?1)
        UNION ALL SELECT rowid FROM beweringen WHERE onderdeel IN ('rode-lijn', 'uitgangspunt')
            AND onderwerp IN (SELECT thema FROM geldigheid WHERE knooppunt = ?1)))
"""
"""The claims of a knooppunt itself, then of the partners and themes that hold for it, each with its `groep`:
what is `bij` an amount stands under its kind, the others under their own sort."""

_PLACES = "SELECT rowid AS plek, rowid AS van, bewering, bron, pagina, fragment FROM beweringen"
# A work has no place of its own in a claim that names it as its ground.
SUPPORT = f"""{_PLACES}
UNION ALL SELECT rowid - 0.5, rowid, bewering, onderwerp, NULL, NULL
FROM beweringen w WHERE onderdeel = 'onderbouwing' AND vindplaats = 1
AND onderwerp NOT IN (SELECT bron FROM beweringen WHERE bewering = w.bewering)
"""
"""The sources that a claim rests on or names, each with its place; `van` is the row of the claim."""


class ClaimFilter(NamedTuple):
    """Which claims are asked for: any of the words of an option, and all of the options that have words."""

    bron: Sequence[str] = ()
    bronsoort: Sequence[str] = ()
    knooppunt: Sequence[str] = ()
    onderdeel: Sequence[str] = ()

    def in_words(self) -> list[str]:
        """Return the conditions in words, one for each option."""
        return [f"{option} {any_of(list(words))}" for option, words in self._asdict().items() if words]


_ASKED = {"bron": "plekken.bron", "bronsoort": "bronnen.soort", "knooppunt": "b.knooppunt"}
"""What an option asks where it is not what it is called."""


def beweringen(store: "Store", chosen: ClaimFilter, columns: Sequence[Column] = COLUMNS) -> Table:
    """Return the chosen claims, a row for each place in a source; `waarde` is in the unit `eenheid`.

    With chosen sources come the claims that name one of them as the work they rest on, without a place.
    """
    from json import dumps

    given = {option: dumps(words) for option, words in chosen._asdict().items() if words}
    asked = [f"{_ASKED.get(option, option)} IN (SELECT value FROM json_each(:{option}))" for option in given]
    claims = store.rows(
        "SELECT plekken.bron, plekken.pagina, plekken.fragment, bronnen.datum, b.knooppunt, k.naam, "
        f"{DESCRIBED} FROM ({SUPPORT if chosen.bron or chosen.bronsoort else _PLACES}) plekken "
        "JOIN beweringen b ON b.rowid = van JOIN bronnen ON bronnen.id = plekken.bron "
        f"LEFT JOIN knooppunten k ON k.id = b.knooppunt {SUBJECTS} "
        f"WHERE {' AND '.join(asked) or 'TRUE'} ORDER BY plek",
        given,
    )
    rows = [
        {**claim, "wat": ": ".join(filter(None, (claim["naam"], in_words(claim)))), "waarde": value(claim)}
        for claim in claims
    ]
    reads = any(claim["lezing"] for claim in claims)
    return Table("Beweringen", varied(columns, lezing={"screen": reads}), rows)


def value(claim: "Row | Found") -> Any:
    """Return the value of a claim, UNKNOWN where it is an amount that no source gives."""
    return or_unknown(claim["waarde"]) if claim["onderdeel"] in _OF_MONEY else claim["waarde"]


def in_words(claim: "Row | Found") -> str:
    """Return what is claimed in words, for people who see its sort and its value beside it."""
    text: str = claim["omschrijving"] or ""
    match claim["onderdeel"]:
        case "structureel" | "eenmalig":
            return _amount(claim)
        case "opbouw":
            return f"in {claim['jaar']}" if claim["jaar"] else _span(claim)
        case "afwijkend":
            return claim["toelichting"] or ""
        case "speerpunt" if fold(claim["thema"]) in fold(text):
            return text if text == claim["thema"] else f"{text[0].upper()}{text[1:]}"
        case "speerpunt":
            return f"{claim['thema']}: {text}"
        case "onderbouwing":
            return f"{', '.join(filter(None, (claim['maker'], claim['werk'])))}: {text}"
        case "partner":
            return f"{text} (valt onder {claim['algemeen']})" if claim["algemeen"] else text
        case "opgegeven-totaal":
            return f"{text}, {_span(claim)}" if claim["vanaf"] else text
    year = f" in {claim['jaar']}" if claim["jaar"] else ""
    return f"{text}{year} ({claim['aanduiding']})" if claim["aanduiding"] else f"{text}{year}"


def _amount(claim: "Row | Found") -> str:
    """Return in words in which years money is there, and what it is for."""
    level = " (oplopend: dit is het eindbedrag)" if claim["oplopend"] else ""
    when = f"eenmalig in {claim['jaar']}" if claim["jaar"] else f"elk jaar {_span(claim)}".rstrip() + level
    named = [f"{name}: {claim[name]}" for name in ("bestemming", "toelichting") if claim[name]]
    return "; ".join([when, *named])


def _span(claim: "Row | Found") -> str:
    """Return the first and the last year of money in words, as far as they are known."""
    years = (("vanaf", claim["vanaf"]), ("tot en met", claim["tot"]))
    return " ".join(f"{word} {year}" for word, year in years if year)
