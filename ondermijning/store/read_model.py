"""A validated `Dataset` as a SQLite database: fills the tables of `tables`."""

import sqlite3
from collections import defaultdict
from collections.abc import Sequence
from typing import Any, Literal

from ondermijning.amounts import UNITS
from ondermijning.dataset.model import Dataset, Knooppunt, Partner, Thema
from ondermijning.dataset.money import Eenmalig, OpgegevenTotaal, Structureel
from ondermijning.dataset.part import Part
from ondermijning.store.contents import fingerprint
from ondermijning.store.periods import Amount, euros, followed, periods
from ondermijning.store.tables import TABLES, VIEWS
from ondermijning.text import fold

_AT_ONCE = 1000
"""So many rows are written at once, which takes three quarters of the time."""


def build(dataset: Dataset) -> sqlite3.Connection:
    """Return the dataset as a SQLite database in memory."""
    db = sqlite3.connect(":memory:", isolation_level=None)
    db.executescript(TABLES)
    db.execute("BEGIN")
    _Filler(db, dataset).fill()
    db.execute("COMMIT")
    db.executescript(VIEWS)
    fingerprint(db)
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
        places = _places(self.dataset.partners)
        for nr, partner in enumerate(self.dataset.partners):
            self.partner(nr, partner, places[partner.id])
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
        focuses = knooppunt.speerpunten if isinstance(knooppunt.speerpunten, list) else []
        words = [knooppunt.id, knooppunt.naam, knooppunt.type, *knooppunt.aliassen, *knooppunt.plaatsen]
        self.insert(
            "knooppunt",
            nr=nr,
            id=knooppunt.id,
            naam=knooppunt.naam,
            type=knooppunt.type,
            speerpunten_bekend=None if knooppunt.speerpunten is None else knooppunt.speerpunten != "onbekend",
            zoektekst=fold(" ".join(words)),
            speerpunttekst=fold(" ".join(focus.omschrijving or "" for focus in focuses)),
        )
        for alias in knooppunt.aliassen:
            self.insert("alias", alias=alias, knooppunt=nr)
        for volg, plaats in enumerate(knooppunt.plaatsen):
            self.insert("plaats", knooppunt=nr, volg=volg, naam=plaats, zoektekst=fold(plaats))
        for amount, gone in zip(knooppunt.financiering, followed(knooppunt.financiering), strict=True):
            self.amount(nr, amount, followed=gone)
        for focus in focuses:
            row = {"onderwerp": focus.thema, "omschrijving": focus.omschrijving}
            self.claim("speerpunt", focus, knooppunt=nr, **row)
        for figure in knooppunt.kengetallen:
            self.claim("kengetal", figure, knooppunt=nr, **_own(figure))
        for ground in knooppunt.onderbouwing:
            row = {"onderwerp": ground.werk, "omschrijving": ground.omschrijving}
            self.claim("onderbouwing", ground, knooppunt=nr, **row)

    def amount(self, knooppunt: int, amount: Structureel | Eenmalig, *, followed: bool) -> None:
        unit = UNITS[amount.soort]

        def claim(onderdeel: str, part: Amount, **row: Any) -> int:
            own = _own(part, "soort", "bedrag", "opbouw", "waarvan", "afwijkend")
            row |= {"knooppunt": knooppunt, "waarde": euros(part), "eenheid": unit}
            return self.claim(onderdeel, part, **own, **row)

        nr = claim(amount.soort, amount, gevolgd=followed)
        opbouw = amount.opbouw if amount.soort == "structureel" else ()
        steps: dict[int | None, int] = {step.jaar: claim("opbouw", step, bij=nr) for step in opbouw}
        for part in amount.waarvan:
            claim("waarvan", part, bij=nr)
        for other in amount.afwijkend:
            claim("afwijkend", other, bij=nr)
        for period in periods(amount):
            self.insert("tijdvak", nr=nr, bewering=steps.get(period.van, nr), **period._asdict())

    def partner(self, nr: int, partner: Partner, place: int) -> None:
        claim = self.claim("partner", partner, onderwerp=partner.id, omschrijving=partner.naam)
        for alias in partner.aliassen:
            self.insert("partner_alias", alias=alias, partner=nr)
        row = _own(partner, "deelname", "aliassen") | {
            "zoektekst": fold(" ".join([partner.id, partner.naam, *partner.aliassen]))
        }
        self.insert_for(partner.deelname, "partner", nr, plek=place, bewering=claim, **row)

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


def _places(partners: Sequence[Partner]) -> dict[str, int]:
    """Return the `plek` of each partner, by its id."""
    under: dict[str | None, list[str]] = defaultdict(list)
    for partner in reversed(partners):
        under[partner.valt_onder].append(partner.id)
    places: dict[str, int] = {}
    waiting = under[None]
    while waiting:
        first = waiting.pop()
        places[first] = len(places)
        waiting += under[first]
    return places


def _own(part: Part, *but: str) -> dict[str, Any]:
    """Return the fields of a part that go by their own names into a row: not its vindplaatsen, nor `but`."""
    return {name: value for name, value in vars(part).items() if name != "vindplaatsen" and name not in but}
