"""A validated `Dataset` as a SQLite database: the public tables, and what search needs beside them."""

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from typing import Any, Literal

from ondermijning.amounts import UNITS
from ondermijning.dataset.model import Dataset, Knooppunt, Partner, Thema
from ondermijning.dataset.money import Eenmalig, OpgegevenTotaal, Structureel
from ondermijning.dataset.part import Part
from ondermijning.store.fields import EVERYONE, definition
from ondermijning.store.periods import Amount, euros, followed, periods
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


def build(dataset: Dataset) -> sqlite3.Connection:
    """Return the dataset as a SQLite database in memory."""
    db = sqlite3.connect(":memory:", isolation_level=None)
    db.executescript("".join([_TABLES, *map(definition, PUBLIC)]))
    db.execute("BEGIN")
    _Filler(db, dataset).fill()
    db.execute("COMMIT")
    db.executescript(_INDEXES)
    return db


class _Filler:
    """Writes a dataset into empty tables, in the order of the file."""

    def __init__(self, db: sqlite3.Connection, dataset: Dataset) -> None:
        self.db, self.dataset = db, dataset
        self.numbers: Counter[str] = Counter()
        self.waiting: dict[tuple[str, ...], list[tuple[Any, ...]]] = defaultdict(list)
        self.dates = {bron.id: _known(bron.datum) for bron in dataset.bronnen}
        self.places = {hub.id: nr for nr, hub in enumerate(dataset.knooppunten)}
        self.themes = {thema.id: thema.naam for thema in dataset.themas}
        self.focuses: dict[str, list[str]] = defaultdict(list)

    def fill(self) -> None:
        self.insert("dataset", {"bijgewerkt": self.dataset.bijgewerkt})
        for bron in self.dataset.bronnen:
            self.insert(BRONNEN.name, vars(bron) | {"datum": self.dates[bron.id]})
        for knooppunt in self.dataset.knooppunten:
            self.knooppunt(knooppunt)
        for partner in self.dataset.partners:
            self.partner(partner)
        for thema in self.dataset.themas:
            self.thema(thema)
        for number, totaal in enumerate(self.dataset.opgegeven_totalen, 1):
            self.totaal(f"totaal/{number}", totaal)
        for table_and_fields in list(self.waiting):
            self.flush(*table_and_fields)

    def insert(self, table: str, row: dict[str, Any]) -> None:
        """Write the next row of a table, with others like it; a field that is left out is NULL."""
        waiting = self.waiting[table, *row]
        self.numbers[table] += 1
        waiting.append((self.numbers[table], *row.values()))
        if len(waiting) == _AT_ONCE:
            self.flush(table, *row)

    def flush(self, table: str, *fields: str) -> None:
        sql = f"INSERT INTO {table} (rowid, {','.join(fields)}) VALUES (?{',?' * len(fields)})"
        self.db.executemany(sql, self.waiting.pop((table, *fields)))

    def claim(self, key: str, onderdeel: str, part: Any, **row: Any) -> dict[str, Any]:
        """Write what a part with vindplaatsen claims; return what other tables say of these."""
        for number, place in enumerate(part.vindplaatsen, 1):
            where = {"bron": place.bron, "pagina": place.pagina, "fragment": place.fragment}
            where |= {"datum": self.dates[place.bron], "vindplaats": number}
            self.insert(BEWERINGEN.name, {"bewering": key, "onderdeel": onderdeel, **where, **row})
        first = part.vindplaatsen[0]
        sources = _joined(dict.fromkeys(place.bron for place in part.vindplaatsen))
        return {"bron": first.bron, "pagina": first.pagina, "fragment": first.fragment, "bronnen": sources}

    def knooppunt(self, hub: Knooppunt) -> None:
        focuses = hub.speerpunten if isinstance(hub.speerpunten, list) else []
        self.insert(
            KNOOPPUNTEN.name,
            {
                "id": hub.id,
                "naam": hub.naam,
                "type": hub.type,
                "plaatsen": _joined(hub.plaatsen),
                "aliassen": _joined(hub.aliassen),
                "speerpunten_bekend": None if hub.speerpunten is None else hub.speerpunten != "onbekend",
            },
        )
        words = [hub.id, hub.naam, hub.type, *hub.aliassen, *hub.plaatsen]
        self.found_by("knooppunt", hub.id, *words)
        self.found_by("speerpunt", hub.id, *(focus.omschrijving or "" for focus in focuses))
        self.called("alias", hub.id, hub.aliassen)
        self.called("plaats", hub.id, hub.plaatsen)
        self.claims_of(hub)

    def found_by(self, soort: str, id_: str, *words: str) -> None:
        if text := fold(" ".join(words)):
            self.insert("zoek", {"soort": soort, "id": id_, "tekst": text})

    def called(self, soort: str, id_: str, names: list[str]) -> None:
        for name in names:
            self.insert("namen", {"soort": soort, "id": id_, "naam": name, "gevouwen": fold(name)})

    def claims_of(self, hub: Knooppunt) -> None:
        numbers: Counter[str] = Counter()

        def claim(onderdeel: str, part: Any, **row: Any) -> dict[str, Any]:
            """Write a claim that is told from others of its sort by its number."""
            numbers[onderdeel] += 1
            key = f"{hub.id}/{onderdeel}/{numbers[onderdeel]}"
            return self.claim(key, onderdeel, part, knooppunt=hub.id, **row) | {"bewering": key}

        for amount, gone in zip(hub.financiering, followed(hub.financiering), strict=True):
            self.amount(hub, amount, claim, followed=gone)
        for focus in hub.speerpunten if isinstance(hub.speerpunten, list) else ():
            said = focus.omschrijving or self.themes[focus.thema]
            claim("speerpunt", focus, onderwerp=focus.thema, omschrijving=said)
            self.focuses[focus.thema].append(hub.id)
        for figure in hub.kengetallen:
            row = _own(figure)
            places = claim("kengetal", figure, **row)
            self.insert(KENGETALLEN.name, {"knooppunt": hub.id, "naam": hub.naam, **row, **places})
        for ground in hub.onderbouwing:
            claim("onderbouwing", ground, onderwerp=ground.werk, omschrijving=ground.omschrijving)

    def amount(
        self,
        hub: Knooppunt,
        amount: Structureel | Eenmalig,
        claim: Callable[..., dict[str, Any]],
        *,
        followed: bool,
    ) -> None:
        unit, key = UNITS[amount.soort], _key(hub.id, amount)
        keys: dict[int | None, str] = {}
        whole = {"knooppunt": hub.id, "eenheid": unit}
        both = whole | {"naam": hub.naam, "type": hub.type, "soort": amount.soort, "gevolgd": followed}

        def on_record(key: str, onderdeel: str, part: Amount, bij: str | None = None, **more: Any) -> None:
            row = _own(part, "soort", "bedrag", "opbouw", "waarvan", "afwijkend")
            said = {"omschrijving": row.get("toelichting"), "waarde": euros(part), "bij": bij}
            places = self.claim(key, onderdeel, part, **whole, **said, **row)
            more |= {"sleutel": key, "bedrag": euros(part), "stap": bij is not None, "niveau": bij}
            self.insert(BEDRAGEN.name, both | places | row | more | {"bestemming": amount.bestemming})

        deviating = _joined(str(other.bedrag) for other in amount.afwijkend)
        on_record(key, amount.soort, amount, afwijkend=deviating)
        for step in amount.opbouw if amount.soort == "structureel" else ():
            keys[step.jaar] = _key(hub.id, amount, step.jaar)
            on_record(keys[step.jaar], "opbouw", step, bij=key)
        for part in amount.waarvan:
            row = {"omschrijving": part.omschrijving, "aanduiding": part.aanduiding}
            places = claim("waarvan", part, **row, waarde=euros(part), eenheid=unit, bij=key)
            self.insert(WAARVAN.name, whole | row | places | {"bedrag_sleutel": key, "bedrag": euros(part)})
        for other in amount.afwijkend:
            row = {"omschrijving": other.toelichting, "toelichting": other.toelichting}
            claim("afwijkend", other, **row, waarde=other.bedrag, eenheid=unit, bij=key)
        for period in periods(amount):
            of = keys.get(period.van, key)
            self.insert(TIJDVAKKEN.name, whole | period._asdict() | {"sleutel": of, "soort": amount.soort})

    def partner(self, partner: Partner) -> None:
        words = {"onderwerp": partner.id, "omschrijving": partner.naam, "lezing": partner.lezing}
        self.claim(f"partner/{partner.id}", "partner", partner, **words)
        row = _own(partner, "deelname") | {"aliassen": _joined(partner.aliassen)}
        self.insert(PARTNERS.name, row)
        self.found_by("partner", partner.id, partner.id, partner.naam, *partner.aliassen)
        self.called("partneralias", partner.id, partner.aliassen)
        for group in self.groups(partner.deelname):
            self.insert("deelname_van", {"partner": partner.id, "groep": group})

    def thema(self, thema: Thema) -> None:
        focus = thema.soort == "speerpunt"  # which is what a knooppunt's claim is called
        onderdeel = "thema" if focus else thema.soort
        self.claim(f"thema/{thema.id}", onderdeel, thema, onderwerp=thema.id, omschrijving=thema.naam)
        self.insert(THEMAS.name, {"id": thema.id, "naam": thema.naam, "soort": thema.soort})
        self.found_by("thema", thema.id, thema.id, thema.naam)
        common = self.groups(getattr(thema, "geldt_voor", []))
        for group in common if EVERYONE in common else self.groups({*common, *self.focuses[thema.id]}):
            row = {"thema": thema.id, "groep": group, "speerpunt": group not in common}
            self.insert("geldigheid_van", row)

    def totaal(self, key: str, totaal: OpgegevenTotaal) -> None:
        row = _own(totaal, "omvat") | {"eenheid": UNITS[totaal.soort]}
        said = {name: row.get(name) for name in ("eenheid", "jaar", "vanaf")}
        words = f"{totaal.soort}, {totaal.status}"
        places = self.claim(key, "opgegeven-totaal", totaal, omschrijving=words, waarde=totaal.bedrag, **said)
        covers = "alle" if totaal.omvat == "alle" else _joined(self.groups(totaal.omvat))
        self.insert(TOTALEN.name, row | places | {"omvat": covers, "bewering": key})

    def groups(self, hubs: Literal["alle"] | Iterable[str]) -> list[str]:
        """Return the group of all knooppunten, or each of `hubs`, in the order of the file."""
        return [EVERYONE] if hubs == "alle" else sorted(hubs, key=self.places.__getitem__)


def _key(hub: str, amount: Structureel | Eenmalig, step: int | None = None) -> str:
    """Return what names an amount, or a step: what the dataset tells those of a knooppunt apart by.

    Free text comes last, so that no two are called alike.
    """
    if amount.soort == "eenmalig":
        years = str(amount.jaar)
    elif amount.vanaf:
        years = f"vanaf-{amount.vanaf}"
    else:
        years = f"tot-{amount.tot}" if amount.tot else "elk-jaar"
    parts = [hub, "opbouw", years, str(step)] if step else [hub, amount.soort, years]
    return "/".join([*parts, *([amount.bestemming] if amount.bestemming else [])])


def _known(date: str) -> str | None:
    return None if date == "onbekend" else date


def _joined(words: Iterable[str]) -> str | None:
    return "|".join(words) or None


def _own(part: Part, *but: str) -> dict[str, Any]:
    """Return the fields of a part that go by their own names into a row: not its vindplaatsen, nor `but`."""
    return {name: value for name, value in vars(part).items() if name != "vindplaatsen" and name not in but}
