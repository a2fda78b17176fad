"""A sound dataset as a SQLite database: the public tables, and what search needs beside them."""

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from typing import Any, Literal

from ondermijning.amounts import UNITS
from ondermijning.store.fields import EVERYONE, definition
from ondermijning.store.periods import Data, euros, followed, periods
from ondermijning.store.tables import (
    BEDRAGEN,
    BEWERINGEN,
    BRONNEN,
    KENGETALLEN,
    KNOOPPUNTEN,
    PARTNERS,
    PUBLIC,
    THEMAS,
    TIJDVAKKEN,
    TOTALEN,
    WAARVAN,
)
from ondermijning.text import fold

_AT_ONCE = 1000
"""So many rows are written at once, which takes three quarters of the time."""
_IN_AMOUNT = ("soort", "bedrag", "opbouw", "waarvan", "afwijkend")
"""What of an amount is not written as it is: it goes by another name, or is in rows of its own."""

_QUICK = """
PRAGMA journal_mode = off;
PRAGMA synchronous = off;
PRAGMA temp_store = memory;
PRAGMA cache_size = -32768;
"""
"""For a file that gets its name only when it is whole: nothing is undone, and no disk waited for."""

_TABLES = """
CREATE TABLE dataset (bijgewerkt TEXT NOT NULL);
CREATE TABLE zoek (soort TEXT NOT NULL, id TEXT NOT NULL, tekst TEXT NOT NULL);
CREATE TABLE namen (soort TEXT NOT NULL, id TEXT NOT NULL, naam TEXT NOT NULL, gevouwen TEXT NOT NULL);
CREATE TABLE deelname_van (nr INTEGER PRIMARY KEY, partner TEXT NOT NULL, groep TEXT NOT NULL);
CREATE TABLE geldigheid_van (
    nr INTEGER PRIMARY KEY, thema TEXT NOT NULL, groep TEXT NOT NULL, speerpunt INTEGER NOT NULL);
"""
"""What is no public table: the date; the words by which things are found, folded (all of a knooppunt, of its
focuses, a partner, a theme; each alias and place); and what the views are made of, where a knooppunt or all
of them stand as the file says it. Of `geldigheid` it says where a theme holds as a focus alone."""
_INDEXES = """
CREATE INDEX zoek_id ON zoek (soort, id);
CREATE INDEX namen_gevouwen ON namen (soort, gevouwen);
CREATE INDEX deelname_groep ON deelname_van (groep);
CREATE INDEX deelname_partner ON deelname_van (partner);
CREATE INDEX geldigheid_groep ON geldigheid_van (groep);
CREATE INDEX geldigheid_thema ON geldigheid_van (thema);
CREATE INDEX knooppunten_type ON knooppunten (type);
CREATE INDEX bedragen_niveaus ON bedragen (soort, gevolgd, stap, knooppunt, bedrag);
CREATE INDEX bedragen_knooppunt ON bedragen (knooppunt);
CREATE INDEX tijdvakken_sleutel ON tijdvakken (sleutel);
CREATE INDEX tijdvakken_knooppunt ON tijdvakken (knooppunt, soort);
CREATE INDEX beweringen_bron ON beweringen (bron);
CREATE INDEX beweringen_knooppunt ON beweringen (knooppunt);
CREATE INDEX beweringen_onderwerp ON beweringen (onderwerp) WHERE onderwerp IS NOT NULL;
CREATE INDEX beweringen_bij ON beweringen (bij) WHERE bij IS NOT NULL;
"""


def build(data: Data, path: str = ":memory:") -> sqlite3.Connection:
    """Return plain, sound `data` as a SQLite database: in memory, or in the empty file `path`."""
    db = sqlite3.connect(path, isolation_level=None)
    db.executescript(f"{_QUICK}{_TABLES}{''.join(map(definition, PUBLIC))}")
    db.execute("BEGIN")
    _Filler(db, data).fill()
    db.execute("COMMIT")
    db.executescript(_INDEXES)
    return db


class _Filler:
    """Writes a dataset into empty tables, in the order of the file."""

    def __init__(self, db: sqlite3.Connection, data: Data) -> None:
        self.db, self.data = db, data
        self.numbers: Counter[str] = Counter()
        self.waiting: dict[tuple[str, ...], list[tuple[Any, ...]]] = defaultdict(list)
        self.dates = {bron["id"]: _known(bron["datum"]) for bron in data["bronnen"]}
        self.places = {hub["id"]: nr for nr, hub in enumerate(data["knooppunten"])}
        self.themes = {thema["id"]: thema["naam"] for thema in data.get("themas", ())}
        self.focuses: dict[str, list[str]] = defaultdict(list)

    def fill(self) -> None:
        self.insert("dataset", {"bijgewerkt": self.data["bijgewerkt"]})
        for bron in self.data["bronnen"]:
            self.insert(BRONNEN.name, bron | {"datum": self.dates[bron["id"]]})
        for name, fill in (
            ("knooppunten", self.knooppunt),
            ("partners", self.partner),
            ("themas", self.thema),
        ):
            for part in self.data.get(name, ()):
                fill(part)
        for number, totaal in enumerate(self.data.get("opgegeven_totalen", ()), 1):
            self.totaal(f"totaal/{number}", totaal)
        for table_and_fields in list(self.waiting):
            self.flush(*table_and_fields)

    def insert(self, table: str, row: Data) -> None:
        """Write the next row of a table, with others like it; a field that is left out is NULL."""
        self.numbers[table] = number = self.numbers[table] + 1
        waiting = self.waiting[table, *row]
        waiting.append((number, *row.values()))
        if len(waiting) == _AT_ONCE:
            self.flush(table, *row)

    def flush(self, table: str, *fields: str) -> None:
        sql = f"INSERT INTO {table} (rowid, {','.join(fields)}) VALUES (?{',?' * len(fields)})"
        self.db.executemany(sql, self.waiting.pop((table, *fields)))

    def claim(self, key: str, onderdeel: str, part: Data, row: Data) -> Data:
        """Write what a part with vindplaatsen claims; return what other tables say of these."""
        places = part["vindplaatsen"]
        for number, place in enumerate(places, 1):
            more = {"datum": self.dates[place["bron"]], "vindplaats": number}
            self.insert(BEWERINGEN.name, {"bewering": key, "onderdeel": onderdeel, **place, **more, **row})
        sources = "|".join(dict.fromkeys([place["bron"] for place in places]))
        return {**places[0], "bronnen": sources}

    def knooppunt(self, hub: Data) -> None:
        id_, naam, soort, focuses = hub["id"], hub["naam"], hub["type"], hub.get("speerpunten")
        aliases, towns = hub.get("aliassen", []), hub.get("plaatsen", [])
        row = {
            "id": id_,
            "naam": naam,
            "type": soort,
            "plaatsen": _joined(towns),
            "aliassen": _joined(aliases),
        }
        row["speerpunten_bekend"] = None if focuses is None else focuses != "onbekend"
        self.insert(KNOOPPUNTEN.name, row)
        self.found_by("knooppunt", id_, id_, naam, soort, *aliases, *towns)
        self.found_by("speerpunt", id_, *[focus.get("omschrijving") or "" for focus in _focuses(hub)])
        self.called("alias", id_, aliases)
        self.called("plaats", id_, towns)
        self.claims_of(hub)

    def found_by(self, soort: str, id_: str, *words: str) -> None:
        if text := fold(" ".join(words)):
            self.insert("zoek", {"soort": soort, "id": id_, "tekst": text})

    def called(self, soort: str, id_: str, names: list[str]) -> None:
        for name in names:
            self.insert("namen", {"soort": soort, "id": id_, "naam": name, "gevouwen": fold(name)})

    def claims_of(self, hub: Data) -> None:
        numbers: dict[str, int] = {}
        id_, amounts = hub["id"], hub.get("financiering", ())

        def claim(onderdeel: str, part: Data, row: Data) -> Data:
            """Write a claim that is told from others of its sort by its number."""
            numbers[onderdeel] = number = numbers.get(onderdeel, 0) + 1
            key = f"{id_}/{onderdeel}/{number}"
            return self.claim(key, onderdeel, part, {"knooppunt": id_, **row}) | {"bewering": key}

        for amount, gone in zip(amounts, followed(amounts), strict=True):
            self.amount(hub, amount, claim, followed=gone)
        for focus in _focuses(hub):
            said = focus.get("omschrijving") or self.themes[focus["thema"]]
            claim("speerpunt", focus, {"onderwerp": focus["thema"], "omschrijving": said})
            self.focuses[focus["thema"]].append(id_)
        for figure in hub.get("kengetallen", ()):
            row = _own(figure)
            places = claim("kengetal", figure, row)
            self.insert(KENGETALLEN.name, {"knooppunt": id_, "naam": hub["naam"], **row, **places})
        for ground in hub.get("onderbouwing", ()):
            claim(
                "onderbouwing", ground, {"onderwerp": ground["werk"], "omschrijving": ground["omschrijving"]}
            )

    def amount(self, hub: Data, amount: Data, claim: Callable[..., Data], *, followed: bool) -> None:
        soort, purpose = amount["soort"], amount.get("bestemming")
        unit, key = UNITS[soort], _key(hub["id"], amount)
        keys: dict[int | None, str] = {}
        whole = {"knooppunt": hub["id"], "eenheid": unit}
        both = {**whole, "naam": hub["naam"], "type": hub["type"], "soort": soort, "gevolgd": followed}

        def on_record(key: str, onderdeel: str, part: Data, bij: str | None = None, **more: Any) -> None:
            row, value = _own(part, *_IN_AMOUNT), euros(part)
            said = {"omschrijving": row.get("toelichting"), "waarde": value, "bij": bij}
            places = self.claim(key, onderdeel, part, {**whole, **said, **row})
            more |= {"sleutel": key, "bedrag": value, "stap": bij is not None, "niveau": bij}
            self.insert(BEDRAGEN.name, {**both, **places, **row, **more, "bestemming": purpose})

        deviating = _joined([str(other["bedrag"]) for other in amount.get("afwijkend", ())])
        on_record(key, soort, amount, afwijkend=deviating)
        for step in amount.get("opbouw", ()):
            keys[step["jaar"]] = _key(hub["id"], amount, step["jaar"])
            on_record(keys[step["jaar"]], "opbouw", step, bij=key)
        for part in amount.get("waarvan", ()):
            row = _own(part, "bedrag")
            places = claim("waarvan", part, {**row, "waarde": euros(part), "eenheid": unit, "bij": key})
            self.insert(
                WAARVAN.name, {**whole, **row, **places, "bedrag_sleutel": key, "bedrag": euros(part)}
            )
        for other in amount.get("afwijkend", ()):
            said = {"omschrijving": other.get("toelichting"), "waarde": other["bedrag"]}
            claim("afwijkend", other, {**_own(other, "bedrag"), **said, "eenheid": unit, "bij": key})
        for van, tot, bedrag in periods(amount):
            row = {"van": van, "tot": tot, "bedrag": bedrag, "sleutel": keys.get(van, key), "soort": soort}
            self.insert(TIJDVAKKEN.name, {**whole, **row})

    def partner(self, partner: Data) -> None:
        id_, naam, aliases = partner["id"], partner["naam"], partner.get("aliassen", [])
        words = {"onderwerp": id_, "omschrijving": naam, "lezing": partner.get("lezing")}
        self.claim(f"partner/{id_}", "partner", partner, words)
        row = {"gezamenlijk": False, **_own(partner, "deelname"), "aliassen": _joined(aliases)}
        self.insert(PARTNERS.name, row)
        self.found_by("partner", id_, id_, naam, *aliases)
        self.called("partneralias", id_, aliases)
        for group in self.groups(partner["deelname"]):
            self.insert("deelname_van", {"partner": id_, "groep": group})

    def thema(self, thema: Data) -> None:
        id_, naam, soort = thema["id"], thema["naam"], thema["soort"]
        onderdeel = "thema" if soort == "speerpunt" else soort  # which is what a knooppunt's claim is called
        self.claim(f"thema/{id_}", onderdeel, thema, {"onderwerp": id_, "omschrijving": naam})
        self.insert(THEMAS.name, {"id": id_, "naam": naam, "soort": soort})
        self.found_by("thema", id_, id_, naam)
        common = self.groups(thema.get("geldt_voor", []))
        for group in common if EVERYONE in common else self.groups({*common, *self.focuses[id_]}):
            self.insert("geldigheid_van", {"thema": id_, "groep": group, "speerpunt": group not in common})

    def totaal(self, key: str, totaal: Data) -> None:
        row = {"ruimer": False, **_own(totaal, "omvat"), "eenheid": UNITS[totaal["soort"]]}
        words = {"omschrijving": f"{totaal['soort']}, {totaal['status']}", "waarde": totaal["bedrag"]}
        said = {name: row.get(name) for name in ("eenheid", "jaar", "vanaf")}
        places = self.claim(key, "opgegeven-totaal", totaal, {**words, **said})
        covers = "alle" if totaal["omvat"] == "alle" else "|".join(self.groups(totaal["omvat"]))
        self.insert(TOTALEN.name, {**row, **places, "omvat": covers, "bewering": key})

    def groups(self, hubs: Literal["alle"] | Iterable[str]) -> list[str]:
        """Return the group of all knooppunten, or each of `hubs`, in the order of the file."""
        return [EVERYONE] if hubs == "alle" else sorted(hubs, key=self.places.__getitem__)


def _key(hub: str, amount: Data, step: int | None = None) -> str:
    """Return what names an amount, or a step: what the dataset tells those of a knooppunt apart by.

    Free text comes last, so that no two are called alike.
    """
    years, purpose = str(amount.get("jaar")), amount.get("bestemming")
    if amount["soort"] == "structureel":
        start, end = amount.get("vanaf"), amount.get("tot")
        years = f"vanaf-{start}" if start else f"tot-{end}" if end else "elk-jaar"
    named = f"{hub}/opbouw/{years}/{step}" if step else f"{hub}/{amount['soort']}/{years}"
    return f"{named}/{purpose}" if purpose else named


def _focuses(hub: Data) -> list[Data]:
    focuses = hub.get("speerpunten")
    return focuses if isinstance(focuses, list) else []


def _known(date: str) -> str | None:
    return None if date == "onbekend" else date


def _joined(words: list[str]) -> str | None:
    return "|".join(words) or None


def _own(part: Data, *but: str) -> Data:
    """Return the fields of a part that go by their own names into a row: not its vindplaatsen, nor `but`."""
    return {name: value for name, value in part.items() if name != "vindplaatsen" and name not in but}
