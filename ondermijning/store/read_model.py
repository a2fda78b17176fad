"""A validated `Dataset` as a SQLite database that questions are asked of.

The heart is `bewering`: everything the dataset claims, one row each, with its `vindplaats`en. Amounts
are claims too; the view `bedrag` shows them: whole euros, per year where `soort` is `structureel`,
once in `jaar` where it is `eenmalig`, NULL where unknown. What holds for all knooppunten is kept as
such and spread out by views, so that the database grows with the file and not with its square.
"""

import sqlite3
from collections import defaultdict
from typing import Any, Literal

from ondermijning.amounts import UNITS
from ondermijning.dataset.model import Dataset, Knooppunt, OpgegevenTotaal, Part, Partner, Thema
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

_AT_ONCE = 1000
"""So many rows are written at once, which takes three quarters of the time."""


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
    """Writes a dataset into empty tables; `nr` is the order of the file."""

    def __init__(self, db: sqlite3.Connection, dataset: Dataset) -> None:
        self.db, self.dataset = db, dataset
        self.claims = 0
        self.waiting: dict[tuple[str, ...], list[tuple[Any, ...]]] = defaultdict(list)
        self.sources = {bron.id: nr for nr, bron in enumerate(dataset.bronnen)}
        self.hubs: dict[str, int] = {}

    def fill(self) -> None:
        self.insert("dataset", bijgewerkt=self.dataset.bijgewerkt)
        for nr, bron in enumerate(self.dataset.bronnen):
            self.insert("bron", nr=nr, **vars(bron))
        for nr, knooppunt in enumerate(self.dataset.knooppunten):
            self.hubs[knooppunt.id] = nr
            self.knooppunt(nr, knooppunt)
        for nr, partner in enumerate(self.dataset.partners):
            self.partner(nr, partner)
        for nr, thema in enumerate(self.dataset.themas):
            self.thema(nr, thema)
        for nr, totaal in enumerate(self.dataset.opgegeven_totalen):
            self.totaal(nr, totaal)
        for rows in list(self.waiting):
            self.flush(*rows)

    def insert(self, table: str, **row: Any) -> None:
        """Write a row by the names of its columns, with others like it; a column left out is NULL."""
        waiting = self.waiting[table, *row]
        waiting.append(tuple(row.values()))
        if len(waiting) == _AT_ONCE:
            self.flush(table, *row)

    def flush(self, table: str, *columns: str) -> None:
        rows = self.waiting.pop((table, *columns))
        marks = ",".join("?" * len(columns))
        self.db.executemany(f"INSERT INTO {table} ({','.join(columns)}) VALUES ({marks})", rows)

    def claim(self, onderdeel: str, part: Any, **row: Any) -> int:
        """Write what a part with vindplaatsen claims and return the number of the claim."""
        self.claims += 1
        nr = self.claims
        self.insert("bewering", nr=nr, onderdeel=onderdeel, **row)
        for volg, place in enumerate(part.vindplaatsen):
            where = {"bron": self.sources[place.bron], "pagina": place.pagina, "fragment": place.fragment}
            self.insert("vindplaats", bewering=nr, volg=volg, **where)
        return nr

    def insert_for(self, hubs: Literal["alle"] | list[str], table: str, nr: int, **row: Any) -> None:
        """Write a partner, thema or totaal, and the knooppunten that it goes with where these are not all."""
        self.insert(table, nr=nr, alle=hubs == "alle", **row)
        for hub in hubs if hubs != "alle" else []:
            self.insert(f"{table}_bij", **{table: nr, "knooppunt": self.hubs[hub]})

    def knooppunt(self, nr: int, knooppunt: Knooppunt) -> None:
        focuses = knooppunt.speerpunten if knooppunt.speerpunten != "onbekend" else []
        words = [knooppunt.id, knooppunt.naam, *knooppunt.aliassen, *knooppunt.plaatsen]
        words += [focus.omschrijving or "" for focus in focuses]
        self.insert(
            "knooppunt",
            nr=nr,
            id=knooppunt.id,
            naam=knooppunt.naam,
            type=knooppunt.type,
            speerpunten_bekend=knooppunt.speerpunten != "onbekend",
            zoektekst=fold(" ".join(words)),
        )
        for alias in knooppunt.aliassen:
            self.insert("alias", alias=alias, knooppunt=nr)
        for volg, plaats in enumerate(knooppunt.plaatsen):
            self.insert("plaats", knooppunt=nr, volg=volg, naam=plaats, zoektekst=fold(plaats))
        for amount in knooppunt.financiering:
            euros = None if amount.bedrag == "onbekend" else amount.bedrag
            row = {"waarde": euros, "eenheid": UNITS[amount.soort], **_own(amount, "soort", "bedrag")}
            self.claim(amount.soort, amount, knooppunt=nr, **row)
        for focus in focuses:
            row = {"onderwerp": focus.thema, "omschrijving": focus.omschrijving}
            self.claim("speerpunt", focus, knooppunt=nr, **row)
        for figure in knooppunt.kengetallen:
            self.claim("kengetal", figure, knooppunt=nr, **_own(figure))
        for ground in knooppunt.onderbouwing:
            row = {"onderwerp": ground.werk, "omschrijving": ground.omschrijving}
            self.claim("onderbouwing", ground, knooppunt=nr, **row)

    def partner(self, nr: int, partner: Partner) -> None:
        claim = self.claim("partner", partner, onderwerp=partner.id, omschrijving=partner.naam)
        row = _own(partner, "deelname") | {"zoektekst": fold(f"{partner.id} {partner.naam}")}
        self.insert_for(partner.deelname, "partner", nr, bewering=claim, **row)

    def thema(self, nr: int, thema: Thema) -> None:
        focus = thema.soort == "speerpunt"  # which is what a knooppunt's claim is called
        claim = self.claim(
            "thema" if focus else thema.soort, thema, onderwerp=thema.id, omschrijving=thema.naam
        )
        row = _own(thema, "geldt_voor") | {"zoektekst": fold(f"{thema.id} {thema.naam}")}
        self.insert_for(getattr(thema, "geldt_voor", []), "thema", nr, bewering=claim, **row)

    def totaal(self, nr: int, totaal: OpgegevenTotaal) -> None:
        row = _own(totaal, "omvat")
        claim = self.claim(
            "opgegeven-totaal",
            totaal,
            omschrijving=f"{totaal.soort}, {totaal.status}",
            waarde=totaal.bedrag,
            eenheid=UNITS[totaal.soort],
            jaar=row.get("jaar"),
            vanaf=row.get("vanaf"),
        )
        self.insert_for(totaal.omvat, "totaal", nr, bewering=claim, **row)


def _own(part: Part, *but: str) -> dict[str, Any]:
    """Return the fields of a part that go by their own names into a row: not its vindplaatsen, nor `but`."""
    return {name: value for name, value in vars(part).items() if name != "vindplaatsen" and name not in but}
