"""Fills the tables of a database with a sound dataset, in the order of the file."""

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from typing import Any, Literal

from ondermijning.amounts import UNITS
from ondermijning.store.fields import EVERYONE
from ondermijning.store.periods import Data, euros, followed, periods
from ondermijning.store.tables import (
    BEDRAGEN,
    BEWERINGEN,
    BRONNEN,
    KENGETALLEN,
    KNOOPPUNTEN,
    PARTNERS,
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


class Filler:
    """Writes a dataset into empty tables, in the order of the file."""

    def __init__(self, db: sqlite3.Connection, data: Data) -> None:
        self._db, self._data = db, data
        self._numbers: Counter[str] = Counter()
        self._waiting: dict[tuple[str, ...], list[tuple[Any, ...]]] = defaultdict(list)
        self._dates = {bron["id"]: _known(bron["datum"]) for bron in data["bronnen"]}
        self._places = {hub["id"]: nr for nr, hub in enumerate(data["knooppunten"])}
        self._themes = {thema["id"]: thema["naam"] for thema in data.get("themas", ())}
        self._focuses: dict[str, list[str]] = defaultdict(list)

    def fill(self) -> None:
        """Write all of it."""
        self._insert("dataset", {"bijgewerkt": self._data["bijgewerkt"]})
        for bron in self._data["bronnen"]:
            self._insert(BRONNEN.name, bron | {"datum": self._dates[bron["id"]]})
        for name, fill in (
            ("knooppunten", self._knooppunt),
            ("partners", self._partner),
            ("themas", self._thema),
        ):
            for part in self._data.get(name, ()):
                fill(part)
        for number, totaal in enumerate(self._data.get("opgegeven_totalen", ()), 1):
            self._totaal(f"totaal/{number}", totaal)
        for table_and_fields in list(self._waiting):
            self._flush(*table_and_fields)

    def _insert(self, table: str, row: Data) -> None:
        """Write the next row of a table, with others like it; a field that is left out is NULL."""
        self._numbers[table] = number = self._numbers[table] + 1
        waiting = self._waiting[table, *row]
        waiting.append((number, *row.values()))
        if len(waiting) == _AT_ONCE:
            self._flush(table, *row)

    def _flush(self, table: str, *fields: str) -> None:
        sql = f"INSERT INTO {table} (rowid, {','.join(fields)}) VALUES (?{',?' * len(fields)})"
        self._db.executemany(sql, self._waiting.pop((table, *fields)))

    def _claim(self, key: str, onderdeel: str, part: Data, row: Data) -> Data:
        """Write what a part with vindplaatsen claims; return what other tables say of these."""
        places = part["vindplaatsen"]
        for number, place in enumerate(places, 1):
            more = {"datum": self._dates[place["bron"]], "vindplaats": number}
            self._insert(BEWERINGEN.name, {"bewering": key, "onderdeel": onderdeel, **place, **more, **row})
        sources = "|".join(dict.fromkeys([place["bron"] for place in places]))
        return {**places[0], "bronnen": sources}

    def _knooppunt(self, hub: Data) -> None:
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
        self._insert(KNOOPPUNTEN.name, row)
        self._found_by("knooppunt", id_, id_, naam, soort, *aliases, *towns)
        self._found_by("speerpunt", id_, *[focus.get("omschrijving") or "" for focus in _focuses(hub)])
        self._called("alias", id_, aliases)
        self._called("plaats", id_, towns)
        self._claims_of(hub)

    def _found_by(self, soort: str, id_: str, *words: str) -> None:
        if text := fold(" ".join(words)):
            self._insert("zoek", {"soort": soort, "id": id_, "tekst": text})

    def _called(self, soort: str, id_: str, names: list[str]) -> None:
        for name in names:
            self._insert("namen", {"soort": soort, "id": id_, "naam": name, "gevouwen": fold(name)})

    def _claims_of(self, hub: Data) -> None:
        numbers: dict[str, int] = {}
        id_, amounts = hub["id"], hub.get("financiering", ())

        def claim(onderdeel: str, part: Data, row: Data) -> Data:
            """Write a claim that is told from others of its sort by its number."""
            numbers[onderdeel] = number = numbers.get(onderdeel, 0) + 1
            key = f"{id_}/{onderdeel}/{number}"
            return self._claim(key, onderdeel, part, {"knooppunt": id_, **row}) | {"bewering": key}

        for amount, gone in zip(amounts, followed(amounts), strict=True):
            self._amount(hub, amount, claim, followed=gone)
        for focus in _focuses(hub):
            said = focus.get("omschrijving") or self._themes[focus["thema"]]
            claim("speerpunt", focus, {"onderwerp": focus["thema"], "omschrijving": said})
            self._focuses[focus["thema"]].append(id_)
        for figure in hub.get("kengetallen", ()):
            row = _own(figure)
            places = claim("kengetal", figure, row)
            self._insert(KENGETALLEN.name, {"knooppunt": id_, "naam": hub["naam"], **row, **places})
        for ground in hub.get("onderbouwing", ()):
            claim(
                "onderbouwing", ground, {"onderwerp": ground["werk"], "omschrijving": ground["omschrijving"]}
            )

    def _amount(self, hub: Data, amount: Data, claim: Callable[..., Data], *, followed: bool) -> None:
        soort, purpose = amount["soort"], amount.get("bestemming")
        unit, key = UNITS[soort], _key(hub["id"], amount)
        keys: dict[int | None, str] = {}
        whole = {"knooppunt": hub["id"], "eenheid": unit}
        both = {**whole, "naam": hub["naam"], "type": hub["type"], "soort": soort, "gevolgd": followed}

        def on_record(key: str, onderdeel: str, part: Data, bij: str | None = None, **more: Any) -> None:
            row, value = _own(part, *_IN_AMOUNT), euros(part)
            said = {"omschrijving": row.get("toelichting"), "waarde": value, "bij": bij}
            places = self._claim(key, onderdeel, part, {**whole, **said, **row})
            more |= {"sleutel": key, "bedrag": value, "stap": bij is not None, "niveau": bij}
            self._insert(BEDRAGEN.name, {**both, **places, **row, **more, "bestemming": purpose})

        deviating = _joined([str(other["bedrag"]) for other in amount.get("afwijkend", ())])
        on_record(key, soort, amount, afwijkend=deviating)
        for step in amount.get("opbouw", ()):
            keys[step["jaar"]] = _key(hub["id"], amount, step["jaar"])
            on_record(keys[step["jaar"]], "opbouw", step, bij=key)
        for part in amount.get("waarvan", ()):
            row = _own(part, "bedrag")
            places = claim("waarvan", part, {**row, "waarde": euros(part), "eenheid": unit, "bij": key})
            self._insert(
                WAARVAN.name, {**whole, **row, **places, "bedrag_sleutel": key, "bedrag": euros(part)}
            )
        for other in amount.get("afwijkend", ()):
            said = {"omschrijving": other.get("toelichting"), "waarde": other["bedrag"]}
            claim("afwijkend", other, {**_own(other, "bedrag"), **said, "eenheid": unit, "bij": key})
        for van, tot, bedrag in periods(amount):
            row = {"van": van, "tot": tot, "bedrag": bedrag, "sleutel": keys.get(van, key), "soort": soort}
            self._insert(TIJDVAKKEN.name, {**whole, **row})

    def _partner(self, partner: Data) -> None:
        id_, naam, aliases = partner["id"], partner["naam"], partner.get("aliassen", [])
        words = {"onderwerp": id_, "omschrijving": naam, "lezing": partner.get("lezing")}
        self._claim(f"partner/{id_}", "partner", partner, words)
        row = {"gezamenlijk": False, **_own(partner, "deelname"), "aliassen": _joined(aliases)}
        self._insert(PARTNERS.name, row)
        self._found_by("partner", id_, id_, naam, *aliases)
        self._called("partneralias", id_, aliases)
        for group in self._groups(partner["deelname"]):
            self._insert("deelname_van", {"partner": id_, "groep": group})

    def _thema(self, thema: Data) -> None:
        id_, naam, soort = thema["id"], thema["naam"], thema["soort"]
        onderdeel = "thema" if soort == "speerpunt" else soort  # which is what a knooppunt's claim is called
        self._claim(f"thema/{id_}", onderdeel, thema, {"onderwerp": id_, "omschrijving": naam})
        self._insert(THEMAS.name, {"id": id_, "naam": naam, "soort": soort})
        self._found_by("thema", id_, id_, naam)
        common = self._groups(thema.get("geldt_voor", []))
        for group in common if EVERYONE in common else self._groups({*common, *self._focuses[id_]}):
            self._insert("geldigheid_van", {"thema": id_, "groep": group, "speerpunt": group not in common})

    def _totaal(self, key: str, totaal: Data) -> None:
        row = {"ruimer": False, **_own(totaal, "omvat"), "eenheid": UNITS[totaal["soort"]]}
        words = {"omschrijving": f"{totaal['soort']}, {totaal['status']}", "waarde": totaal["bedrag"]}
        said = {name: row.get(name) for name in ("eenheid", "jaar", "vanaf")}
        places = self._claim(key, "opgegeven-totaal", totaal, {**words, **said})
        covers = "alle" if totaal["omvat"] == "alle" else "|".join(self._groups(totaal["omvat"]))
        self._insert(TOTALEN.name, {**row, **places, "omvat": covers, "bewering": key})

    def _groups(self, hubs: Literal["alle"] | Iterable[str]) -> list[str]:
        """Return the group of all knooppunten, or each of `hubs`, in the order of the file."""
        return [EVERYONE] if hubs == "alle" else sorted(hubs, key=self._places.__getitem__)


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
