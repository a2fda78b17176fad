"""A validated `Dataset` as a SQLite database that questions are asked of.

The heart is `bewering`: everything the dataset claims, one row each, with its `vindplaats`en. Amounts
are claims too; the view `bedrag` shows them: whole euros, per year where `soort` is `structureel`,
once in `jaar` where it is `eenmalig`, NULL where unknown. What holds for all knooppunten is kept as
such and spread out by views, so that the database grows with the file and not with its square.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from typing import Any

from ondermijning.amounts import UNITS
from ondermijning.dataset.model import Dataset, Knooppunt, OpgegevenTotaal, Vindplaats
from ondermijning.text import fold

_TABLES = """
CREATE TABLE dataset (bijgewerkt TEXT NOT NULL);
CREATE TABLE bron (
    nr INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, titel TEXT NOT NULL, uitgever TEXT,
    soort TEXT NOT NULL, datum TEXT NOT NULL, kenmerk TEXT, dekking TEXT, url TEXT);
CREATE TABLE knooppunt (
    nr INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, naam TEXT NOT NULL, type TEXT NOT NULL,
    speerpunten_bekend INTEGER NOT NULL, zoektekst TEXT NOT NULL);
CREATE TABLE alias (
    nr INTEGER PRIMARY KEY, alias TEXT NOT NULL UNIQUE, knooppunt INTEGER NOT NULL);
CREATE TABLE plaats (
    knooppunt INTEGER, volg INTEGER, naam TEXT NOT NULL, zoektekst TEXT NOT NULL,
    PRIMARY KEY (knooppunt, volg)) WITHOUT ROWID;
CREATE TABLE partner (
    nr INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, naam TEXT NOT NULL, soort TEXT NOT NULL,
    alle INTEGER NOT NULL, gezamenlijk INTEGER NOT NULL, lezing TEXT,
    zoektekst TEXT NOT NULL, bewering INTEGER NOT NULL);
CREATE TABLE thema (
    nr INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, naam TEXT NOT NULL, soort TEXT NOT NULL,
    alle INTEGER NOT NULL, zoektekst TEXT NOT NULL, bewering INTEGER NOT NULL);
CREATE TABLE totaal (
    nr INTEGER PRIMARY KEY, soort TEXT NOT NULL, jaar INTEGER, vanaf INTEGER,
    bedrag INTEGER NOT NULL, status TEXT NOT NULL, alle INTEGER NOT NULL, bewering INTEGER NOT NULL);
CREATE TABLE partner_bij (partner INTEGER, knooppunt INTEGER, PRIMARY KEY (partner, knooppunt)) WITHOUT ROWID;
CREATE TABLE thema_bij (thema INTEGER, knooppunt INTEGER, PRIMARY KEY (thema, knooppunt)) WITHOUT ROWID;
CREATE TABLE totaal_bij (totaal INTEGER, knooppunt INTEGER, PRIMARY KEY (totaal, knooppunt)) WITHOUT ROWID;
CREATE TABLE bewering (
    nr INTEGER PRIMARY KEY, onderdeel TEXT NOT NULL, knooppunt INTEGER, onderwerp TEXT,
    omschrijving TEXT, aanduiding TEXT, waarde INTEGER, eenheid TEXT, jaar INTEGER, vanaf INTEGER,
    oplopend INTEGER, toelichting TEXT);
CREATE TABLE vindplaats (
    bewering INTEGER, volg INTEGER, bron INTEGER NOT NULL, pagina INTEGER, fragment TEXT,
    PRIMARY KEY (bewering, volg)) WITHOUT ROWID;
"""

_VIEWS = """
CREATE INDEX knooppunt_type ON knooppunt (type);
CREATE INDEX alias_knooppunt ON alias (knooppunt);
CREATE INDEX plaats_zoektekst ON plaats (zoektekst);
CREATE INDEX partner_bij_knooppunt ON partner_bij (knooppunt);
CREATE INDEX thema_bij_knooppunt ON thema_bij (knooppunt);
CREATE INDEX bewering_soort ON bewering (onderdeel, knooppunt, jaar, waarde);
CREATE INDEX bewering_knooppunt ON bewering (knooppunt, onderdeel);
CREATE INDEX bewering_onderwerp ON bewering (onderwerp) WHERE onderwerp IS NOT NULL;
CREATE INDEX vindplaats_bron ON vindplaats (bron);
CREATE VIEW bedrag AS
    SELECT nr, knooppunt, onderdeel AS soort, jaar, vanaf, waarde AS bedrag, oplopend, toelichting
    FROM bewering WHERE onderdeel IN ('structureel', 'eenmalig');
CREATE VIEW deelname AS
    SELECT partner.nr AS partner, knooppunt.nr AS knooppunt FROM partner, knooppunt WHERE alle
    UNION ALL SELECT partner, knooppunt FROM partner_bij;
CREATE VIEW geldigheid AS
    SELECT thema.nr AS thema, knooppunt.nr AS knooppunt FROM thema, knooppunt WHERE alle
    UNION ALL SELECT thema, knooppunt FROM thema_bij
    UNION ALL SELECT thema.nr, bewering.knooppunt
    FROM bewering JOIN thema ON thema.id = onderwerp WHERE onderdeel = 'speerpunt';
CREATE VIEW dekking AS
    SELECT totaal.nr AS totaal, knooppunt.nr AS knooppunt FROM totaal, knooppunt WHERE alle
    UNION ALL SELECT totaal, knooppunt FROM totaal_bij;
"""


_FIELDS = [
    "knooppunt",
    "onderwerp",
    "omschrijving",
    "aanduiding",
    "waarde",
    "eenheid",
    "jaar",
    "vanaf",
    "oplopend",
    "toelichting",
]
"""The columns of `bewering` behind its number and sort, in their order."""


def build(dataset: Dataset) -> sqlite3.Connection:
    """Return the dataset as a SQLite database in memory."""
    db = sqlite3.connect(":memory:", isolation_level=None)
    db.executescript(_TABLES)
    db.execute("BEGIN")
    _Filler(db, dataset).fill()
    db.execute("COMMIT")
    db.executescript(_VIEWS)
    return db


class _Filler:
    """Writes a dataset into empty tables; the rowid `nr` is the order of the file."""

    def __init__(self, db: sqlite3.Connection, dataset: Dataset) -> None:
        self.db, self.dataset = db, dataset
        self.claims = 0
        self.sources = {bron.id: nr for nr, bron in enumerate(dataset.bronnen)}
        self.hubs: dict[str, int] = {}

    def fill(self) -> None:
        self.db.execute("INSERT INTO dataset VALUES (?)", (self.dataset.bijgewerkt,))
        for nr, bron in enumerate(self.dataset.bronnen):
            texts = (bron.id, bron.titel, bron.uitgever, bron.soort, bron.datum)
            self.insert("bron", (nr, *texts, bron.kenmerk, bron.dekking, bron.url))
        for nr, knooppunt in enumerate(self.dataset.knooppunten):
            self.fill_knooppunt(nr, knooppunt)
        self.fill_partners()
        self.fill_themas()
        for nr, totaal in enumerate(self.dataset.opgegeven_totalen):
            self.fill_totaal(nr, totaal)

    def insert(self, table: str, row: tuple[Any, ...]) -> None:
        marks = ",".join("?" * len(row))
        self.db.execute(f"INSERT INTO {table} VALUES ({marks})", row)

    def claim(self, onderdeel: str, vindplaatsen: Iterable[Vindplaats], **fields: Any) -> int:
        """Write one claim with its vindplaatsen and return its number."""
        self.claims += 1
        self.insert("bewering", (self.claims, onderdeel, *map(fields.get, _FIELDS)))
        for volg, place in enumerate(vindplaatsen):
            row = (self.claims, volg, self.sources[place.bron], place.pagina, place.fragment)
            self.insert("vindplaats", row)
        return self.claims

    def fill_knooppunt(self, nr: int, knooppunt: Knooppunt) -> None:
        self.hubs[knooppunt.id] = nr
        known = knooppunt.speerpunten != "onbekend"
        words = fold(" ".join(_words_of(knooppunt)))
        self.insert("knooppunt", (nr, knooppunt.id, knooppunt.naam, knooppunt.type, known, words))
        for alias in knooppunt.aliassen:
            self.insert("alias", (None, alias, nr))
        for volg, plaats in enumerate(knooppunt.plaatsen):
            self.insert("plaats", (nr, volg, plaats, fold(plaats)))
        for onderdeel, part, fields in _claims_of(knooppunt):
            self.claim(onderdeel, part.vindplaatsen, knooppunt=nr, **fields)

    def fill_partners(self) -> None:
        for nr, partner in enumerate(self.dataset.partners):
            claim = self.claim(
                "partner", partner.vindplaatsen, onderwerp=partner.id, omschrijving=partner.naam
            )
            everywhere = self.spread("partner_bij", nr, partner.deelname)
            words = fold(f"{partner.id} {partner.naam}")
            texts = (partner.id, partner.naam, partner.soort)
            self.insert(
                "partner", (nr, *texts, everywhere, partner.gezamenlijk, partner.lezing, words, claim)
            )

    def fill_themas(self) -> None:
        for nr, thema in enumerate(self.dataset.themas):
            onderdeel = "thema" if thema.soort == "speerpunt" else thema.soort
            claim = self.claim(onderdeel, thema.vindplaatsen, onderwerp=thema.id, omschrijving=thema.naam)
            holds_for = [] if thema.soort == "speerpunt" else thema.geldt_voor
            everywhere = self.spread("thema_bij", nr, holds_for)
            words = fold(f"{thema.id} {thema.naam}")
            self.insert("thema", (nr, thema.id, thema.naam, thema.soort, everywhere, words, claim))

    def fill_totaal(self, nr: int, totaal: OpgegevenTotaal) -> None:
        year = totaal.jaar if totaal.soort == "eenmalig" else None
        start = totaal.vanaf if totaal.soort == "structureel" else None
        claim = self.claim(
            "opgegeven-totaal",
            totaal.vindplaatsen,
            omschrijving=f"{totaal.soort}, {totaal.status}",
            waarde=totaal.bedrag,
            eenheid=UNITS[totaal.soort],
            jaar=year,
            vanaf=start,
        )
        everywhere = self.spread("totaal_bij", nr, totaal.omvat)
        self.insert(
            "totaal",
            (nr, totaal.soort, year, start, totaal.bedrag, totaal.status, everywhere, claim),
        )

    def spread(self, table: str, nr: int, hubs: str | list[str]) -> bool:
        """Write which knooppunten `nr` goes with; return True, and write none, where that is all."""
        if isinstance(hubs, str):
            return True
        for hub in hubs:
            self.insert(table, (nr, self.hubs[hub]))
        return False


def _words_of(knooppunt: Knooppunt) -> Iterator[str]:
    """Yield the texts in which a search finds a knooppunt."""
    yield from (knooppunt.id, knooppunt.naam, *knooppunt.aliassen, *knooppunt.plaatsen)
    for focus in knooppunt.speerpunten if knooppunt.speerpunten != "onbekend" else []:
        yield focus.omschrijving or ""


def _claims_of(knooppunt: Knooppunt) -> Iterator[tuple[str, Any, dict[str, Any]]]:
    """Yield what a knooppunt claims: the sort of claim, the part that makes it, the claim's fields."""
    for amount in knooppunt.financiering:
        fields: dict[str, Any] = {
            "waarde": None if amount.bedrag == "onbekend" else amount.bedrag,
            "eenheid": UNITS[amount.soort],
            "toelichting": amount.toelichting,
        }
        if amount.soort == "structureel":
            fields |= {"vanaf": amount.vanaf, "oplopend": amount.oplopend}
        else:
            fields |= {"jaar": amount.jaar}
        yield amount.soort, amount, fields
    for focus in knooppunt.speerpunten if knooppunt.speerpunten != "onbekend" else []:
        yield "speerpunt", focus, {"onderwerp": focus.thema, "omschrijving": focus.omschrijving}
    for figure in knooppunt.kengetallen:
        names = ("omschrijving", "jaar", "aanduiding", "waarde", "eenheid")
        yield "kengetal", figure, {name: getattr(figure, name) for name in names}
    for ground in knooppunt.onderbouwing:
        yield (
            "onderbouwing",
            ground,
            {"onderwerp": ground.werk, "omschrijving": ground.omschrijving},
        )
