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
    hidden="knooppunt onderwerp omschrijving eenheid",
    bron={"rank": 1, "bare": True},
    datum={"screen": False, "empty": "zonder datum"},
    onderdeel={"rank": 2},
    waarde={"empty": ""},
    jaar={"rank": 3, "empty": ""},
    pagina={"rank": 4, "empty": ""},
    fragment={"empty": ""},
    lezing={"rank": 5, "empty": ""},
)

PARTS = (
    "structureel", "eenmalig", "opbouw", "waarvan", "afwijkend", "speerpunt", "kengetal", "onderbouwing",
    "partner", "rode-lijn", "uitgangspunt", "thema", "opgegeven-totaal",
)  # fmt: skip
"""The sorts of claims."""

OF_MONEY = (*UNITS, "opbouw", "waarvan", "afwijkend")
"""The sorts of claims whose value is an amount, unknown where there is none."""

SAID = (
    "onderdeel, onderwerp, b.omschrijving, aanduiding, waarde, eenheid, jaar, vanaf, tot, oplopend, "
    "bestemming, toelichting, b.lezing, themas.naam AS thema, werk.titel AS werk, werk.uitgever AS maker, "
    "algemeen.naam AS algemeen"
)
"""What `in_words` asks of a claim `b`, beside `SUBJECTS`."""

SUBJECTS = """
LEFT JOIN themas ON onderdeel = 'speerpunt' AND themas.id = onderwerp
LEFT JOIN bronnen werk ON onderdeel = 'onderbouwing' AND werk.id = onderwerp
LEFT JOIN partners ON onderdeel = 'partner' AND partners.id = onderwerp
LEFT JOIN partners algemeen ON algemeen.id = partners.valt_onder
"""

_PLACES = "SELECT rowid AS plek, rowid AS van, bewering, bron, pagina, fragment FROM beweringen"
# A work has no place of its own in a claim that names it as its ground.
_WORKS = """
SELECT rowid - 0.5 AS plek, rowid AS van, bewering, onderwerp AS bron, NULL AS pagina, NULL AS fragment
FROM beweringen w WHERE onderdeel = 'onderbouwing' AND vindplaats = 1
AND onderwerp NOT IN (SELECT bron FROM beweringen WHERE bewering = w.bewering)
"""
SUPPORT = f"{_PLACES} UNION ALL {_WORKS}"
"""The sources that a claim rests on or names, each with its place; `van` is the row of the claim."""


class ClaimFilter(NamedTuple):
    """Which claims: ids and words that exist; of one option either, of several all. Empty: no demand."""

    bron: Sequence[str] = ()
    bronsoort: Sequence[str] = ()
    knooppunt: Sequence[str] = ()
    onderdeel: Sequence[str] = ()

    def in_words(self) -> list[str]:
        """Return the conditions in words, one an option."""
        return [f"{option} {any_of(list(words))}" for option, words in self._asdict().items() if words]


_ASKED = {
    "bron": "plekken.bron {}",
    "bronsoort": "bronnen.soort {}",
    "knooppunt": "b.knooppunt {}",
    "onderdeel": "onderdeel {}",
}


def beweringen(store: "Store", chosen: ClaimFilter) -> Table:
    """Return the chosen claims, a row for each place in a source; `waarde` is in the unit `eenheid`.

    Where sources are chosen, also the claims that name one of them as the work they rest on, without a place.
    """
    from json import dumps

    given = {option: dumps(words) for option, words in chosen._asdict().items() if words}
    asked = [_ASKED[option].format(f"IN (SELECT value FROM json_each(:{option}))") for option in given]
    places = SUPPORT if chosen.bron or chosen.bronsoort else _PLACES
    found = store.rows(
        f"SELECT plekken.bron, bronnen.datum, b.knooppunt, k.naam, {SAID}, plekken.pagina, plekken.fragment "
        f"FROM ({places}) plekken JOIN beweringen b ON b.rowid = van "
        "JOIN bronnen ON bronnen.id = plekken.bron "
        f"LEFT JOIN knooppunten k ON k.id = b.knooppunt {SUBJECTS} "
        f"WHERE {' AND '.join(asked) or 'TRUE'} ORDER BY plek",
        given,
    )
    reads = any(claim["lezing"] for claim in found)
    columns = varied(COLUMNS, lezing={"screen": reads})
    return Table("Beweringen", columns, [_row(claim) for claim in found])


def beweringen_of(store: "Store", bron: str) -> Table:
    """Return the claims that rest on one source, as they are listed under its name."""
    table = beweringen(store, ClaimFilter(bron=[bron]))
    return table._replace(columns=of_one(table.columns), rows_name="beweringen", grouped=True)


def of_one(columns: Sequence[Column]) -> list[Column]:
    """Return the columns of the claims that rest on one source: the first is the one that groups."""
    (first,) = (column for column in columns if column.name == "onderdeel")
    others = varied(columns, bron={"screen": False, "bare": False}, onderdeel=None)
    return [first._replace(rank=1, bare=True), *others]


def _row(claim: "Found") -> dict[str, Any]:
    said = in_words(claim)
    return {
        **claim,
        "wat": ": ".join(part for part in (claim["naam"], said) if part),
        "waarde": value(claim),
    }


def value(claim: "Found") -> Any:
    """Return the value of a claim, UNKNOWN where it is an amount that no source gives."""
    return or_unknown(claim["waarde"]) if claim["onderdeel"] in OF_MONEY else claim["waarde"]


def in_words(claim: "Row | Found") -> str:
    """Return what is claimed, in words beside its sort and its value."""
    text: str = claim["omschrijving"] or ""
    match claim["onderdeel"]:
        case "structureel" | "eenmalig":
            return _amount(claim)
        case "opbouw":
            return f"in {claim['jaar']}"
        case "afwijkend":
            return claim["toelichting"] or ""
        case "speerpunt":
            return _focus(claim["thema"], text)
        case "onderbouwing":
            return f"{joined(claim['maker'], claim['werk'])}: {text}"
        case "partner":
            return f"{text} (valt onder {claim['algemeen']})" if claim["algemeen"] else text
        case "opgegeven-totaal":
            return joined(text, f"vanaf {claim['vanaf']}" if claim["vanaf"] else None)
    year = f" in {claim['jaar']}" if claim["jaar"] else ""
    return f"{text}{year} ({claim['aanduiding']})" if claim["aanduiding"] else f"{text}{year}"


def _amount(claim: "Row | Found") -> str:
    """Return in words in which years money is there, and what it is for."""
    if claim["jaar"]:
        when = f"eenmalig in {claim['jaar']}"
    else:
        first = f" vanaf {claim['vanaf']}" if claim["vanaf"] else ""
        last = f" tot en met {claim['tot']}" if claim["tot"] else ""
        when = f"elk jaar{first}{last}{' (oplopend: dit is het eindbedrag)' if claim['oplopend'] else ''}"
    named = ((name, claim[name]) for name in ("bestemming", "toelichting"))
    return "; ".join([when, *(f"{name}: {text}" for name, text in named if text)])


def _focus(theme: str, text: str) -> str:
    """Return a theme with what is said of it; what says the theme itself stands alone."""
    if text == theme:
        return theme
    if fold(theme) in fold(text):
        return f"{text[0].upper()}{text[1:]}"
    return f"{theme}: {text}"


def joined(*parts: str | None) -> str:
    """Return the parts that there are as one line."""
    return ", ".join(part for part in parts if part)
