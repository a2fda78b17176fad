"""Every claim with the places that it rests on: the question of `beweringen` and of `bronnen BRON`."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from ondermijning.amounts import UNITS
from ondermijning.table import Column, Row, Table, or_unknown, varied
from ondermijning.text import any_of, fold

if TYPE_CHECKING:
    from ondermijning.store import Found, Store

INTERPRETATION = "wat de dataset uit de bron opmaakt zonder dat het er letterlijk staat"

COLUMNS = (
    Column("bron", "Bron", "id", "id van de bron", rank=1, bare=True),
    Column("datum", "Datum", "date", "datum van de bron", screen=False, empty="zonder datum"),
    Column("onderdeel", "Onderdeel", "word", "soort bewering, bijvoorbeeld structureel of partner", rank=2),
    Column("knooppunt", "Knooppunt", "id", "id van het knooppunt waarover de bewering gaat", screen=False),
    Column("onderwerp", "Onderwerp", "id", "id van de partner, het thema of het onderzoek", screen=False),
    Column("omschrijving", "Omschrijving", meaning="de bewering in woorden", screen=False),
    Column("wat", "Bewering", meaning="knooppunt en omschrijving samen", machine=False),
    Column("waarde", "Waarde", "number", "bedrag of kengetal, in de eenheid die ernaast staat", empty=""),
    Column("eenheid", "Eenheid", meaning="EUR/jaar, EUR, of de eenheid van een kengetal", screen=False),
    Column("jaar", "Jaar", "integer", "jaar waarover de bewering gaat", rank=3, empty=""),
    Column("pagina", "Pagina", "integer", "pagina van de bron", rank=4, empty=""),
    Column("fragment", "Fragment", meaning="woorden die daar staan", empty=""),
    Column("lezing", "Interpretatie", meaning=INTERPRETATION, rank=5, empty=""),
)

PARTS = (
    "structureel", "eenmalig", "opbouw", "waarvan", "afwijkend", "speerpunt", "kengetal", "onderbouwing",
    "partner", "rode-lijn", "uitgangspunt", "thema", "opgegeven-totaal",
)  # fmt: skip
"""The sorts of claims."""

OF_MONEY = (*UNITS, "opbouw", "waarvan", "afwijkend")
"""The sorts of claims whose value is an amount, unknown where there is none."""

SAID = (
    "onderdeel, onderwerp, omschrijving, aanduiding, waarde, eenheid, jaar, vanaf, tot, oplopend, "
    "bestemming, toelichting, COALESCE(bewering.lezing, partner.lezing) AS lezing, thema.naam AS thema, "
    "werk.titel AS werk, werk.uitgever AS maker, algemeen.naam AS algemeen"
)
"""What `in_words` asks of a `bewering`, beside `SUBJECTS`."""

SUBJECTS = """
LEFT JOIN thema ON onderdeel = 'speerpunt' AND thema.id = onderwerp
LEFT JOIN bron werk ON onderdeel = 'onderbouwing' AND werk.id = onderwerp
LEFT JOIN partner ON onderdeel = 'partner' AND partner.id = onderwerp
LEFT JOIN partner algemeen ON algemeen.id = partner.valt_onder
"""

WORKS = """
SELECT bewering.nr AS bewering, -1 AS volg, bron.nr AS bron, NULL AS pagina, NULL AS fragment
FROM bewering JOIN bron ON bron.id = onderwerp WHERE onderdeel = 'onderbouwing'
AND bron.nr NOT IN (SELECT bron FROM vindplaats WHERE bewering = bewering.nr)
"""
"""A work has no place of its own in a claim that names it as its ground."""


class ClaimFilter(NamedTuple):
    """Which claims: ids and words that exist; of one option either, of several all. Empty: no demand."""

    bron: Sequence[str] = ()
    bronsoort: Sequence[str] = ()
    knooppunt: Sequence[str] = ()
    onderdeel: Sequence[str] = ()

    def in_words(self) -> list[str]:
        """Return the conditions in words, one an option."""
        return [f"{option} {any_of(list(words))}" for option, words in self._asdict().items() if words]


_OF_PLACE = {
    "bron": "bron IN (SELECT nr FROM bron WHERE id {})",
    "bronsoort": "bron IN (SELECT nr FROM bron WHERE soort {})",
}
_OF_CLAIM = {
    "knooppunt": "bewering.knooppunt IN (SELECT nr FROM knooppunt WHERE id {})",
    "onderdeel": "onderdeel {}",
}


def beweringen(store: "Store", chosen: ClaimFilter) -> Table:
    """Return the chosen claims, a row for each place in a source; `waarde` is in the unit `eenheid`.

    Where sources are chosen, also the claims that name one of them as the work they rest on, without a place.
    """
    from json import dumps

    given = {option: dumps(words) for option, words in chosen._asdict().items() if words}

    def asked(conditions: dict[str, str]) -> str:
        of = "IN (SELECT value FROM json_each(:{}))"
        some = [conditions[option].format(of.format(option)) for option in given if option in conditions]
        return " AND ".join(some)

    places = asked(_OF_PLACE)
    plek = f"SELECT * FROM vindplaats WHERE {places or 'TRUE'}"
    if places:
        plek += f" UNION ALL SELECT * FROM ({WORKS}) WHERE {places}"
    found = store.rows(
        f"SELECT bron.id AS bron, NULLIF(bron.datum, 'onbekend') AS datum, knooppunt.id AS knooppunt, "
        f"knooppunt.naam, {SAID}, pagina, fragment "
        f"FROM ({plek}) plek JOIN bewering ON bewering.nr = plek.bewering "
        "JOIN bron ON bron.nr = plek.bron LEFT JOIN knooppunt ON knooppunt.nr = bewering.knooppunt "
        f"{SUBJECTS} WHERE {asked(_OF_CLAIM) or 'TRUE'} ORDER BY bewering.nr, volg",
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
        "omschrijving": claim["omschrijving"] or claim["toelichting"] or claim["thema"],
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
    if text and fold(theme) in fold(text):
        return f"{text[0].upper()}{text[1:]}"
    return f"{theme}: {text}" if text else theme


def joined(*parts: str | None) -> str:
    """Return the parts that there are as one line."""
    return ", ".join(part for part in parts if part)
