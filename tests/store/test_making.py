"""The public tables as a dataset fills them: everything that it says, under its own name."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest
from conftest import DATASET

from ondermijning import dataset
from ondermijning.dataset.model import Dataset
from ondermijning.dataset.money import Eenmalig, Structureel
from ondermijning.store.fields import in_order
from ondermijning.store.making import build
from ondermijning.store.periods import euros
from ondermijning.store.tables import DEELNAME, GELDIGHEID


@pytest.fixture(scope="module")
def shipped() -> Dataset:
    return Dataset.model_validate(dataset.load(DATASET.read_bytes(), "data.yaml").data)


@pytest.fixture(scope="module")
def db() -> Iterator[sqlite3.Connection]:
    with closing(build(dataset.load(DATASET.read_bytes(), "data.yaml").data)) as built:
        built.row_factory = sqlite3.Row
        yield built


def rows(db: sqlite3.Connection, sql: str) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in db.execute(sql)]


def test_the_claim_of_a_theme_is_of_its_own_sort(db: sqlite3.Connection) -> None:
    """But where knooppunten name the theme as their focus: `speerpunt` is what a knooppunt claims."""
    sql = "SELECT soort, onderdeel, id = onderwerp FROM themas JOIN beweringen ON bewering = 'thema/' || id"
    sorts = {"rode-lijn": "rode-lijn", "uitgangspunt": "uitgangspunt", "speerpunt": "thema"}
    assert {*rows(db, sql)} == {(soort, onderdeel, 1) for soort, onderdeel in sorts.items()}


def test_every_amount_is_there_as_the_file_has_it(shipped: Dataset, db: sqlite3.Connection) -> None:
    names = ("jaar", "vanaf", "tot", "oplopend", "bestemming", "toelichting", "lezing")
    stated = []
    for hub in shipped.knooppunten:
        for amount in hub.financiering:
            fields = {name: getattr(amount, name, None) for name in names}
            unit = "EUR/jaar" if amount.soort == "structureel" else "EUR"
            of_hub = {"knooppunt": hub.id, "naam": hub.naam, "type": hub.type, "soort": amount.soort}
            stated.append({**of_hub, "bedrag": euros(vars(amount)), "eenheid": unit, **fields})
    listed = ", ".join(stated[0])
    sql = f"SELECT {listed} FROM bedragen WHERE NOT stap AND NOT gevolgd ORDER BY rowid"
    assert [dict(row) for row in db.execute(sql)] == stated
    assert rows(db, "SELECT COUNT(*) FROM bedragen WHERE gevolgd") == [(0,)]


def parts_of(amount: Structureel | Eenmalig) -> list[Any]:
    """Return an amount and what is said of it, in the order of its claims."""
    steps = amount.opbouw if amount.soort == "structureel" else ()
    return [amount, *steps, *amount.waarvan, *amount.afwijkend]


def test_every_claim_has_its_vindplaatsen_in_the_order_of_the_file(
    shipped: Dataset, db: sqlite3.Connection
) -> None:
    parts: list[Any] = []
    for hub in shipped.knooppunten:
        parts += [part for amount in hub.financiering for part in parts_of(amount)]
        parts += hub.speerpunten if isinstance(hub.speerpunten, list) else []
        parts += [*hub.kengetallen, *hub.onderbouwing]
    parts += [*shipped.partners, *shipped.themas, *shipped.opgegeven_totalen]
    stated = [
        (number, place.bron, place.pagina, place.fragment)
        for part in parts
        for number, place in enumerate(part.vindplaatsen, 1)
    ]
    assert rows(db, "SELECT vindplaats, bron, pagina, fragment FROM beweringen ORDER BY rowid") == stated
    assert rows(db, "SELECT COUNT(DISTINCT bewering) FROM beweringen") == [(len(parts),)]


def test_what_is_said_of_an_amount_goes_with_it(shipped: Dataset, db: sqlite3.Connection) -> None:
    stated = [
        (hub.id, amount.soort, onderdeel, euros(vars(part)), getattr(part, "jaar", None))
        for hub in shipped.knooppunten
        for amount in hub.financiering
        for onderdeel in ("opbouw", "waarvan", "afwijkend")
        for part in getattr(amount, onderdeel, ())
    ]
    sql = (
        "SELECT deel.knooppunt, soort, onderdeel, waarde, deel.jaar FROM beweringen deel "
        "JOIN bedragen b ON sleutel = bij AND b.knooppunt = deel.knooppunt WHERE vindplaats = 1 "
        "ORDER BY deel.rowid"
    )
    assert rows(db, sql) == stated
    assert len(stated) == 10


def test_a_partner_has_the_one_it_falls_under_and_its_aliases(
    shipped: Dataset, db: sqlite3.Connection
) -> None:
    found = rows(db, "SELECT id, valt_onder, lezing, gezamenlijk, aliassen FROM partners ORDER BY rowid")
    assert found == [
        (p.id, p.valt_onder, p.lezing, p.gezamenlijk, "|".join(p.aliassen) or None) for p in shipped.partners
    ]


def test_speerpunten_are_known_unknown_or_not_spoken_of() -> None:
    said = ["", ", speerpunten: onbekend", ", speerpunten: []"]
    hubs = "".join(f"  - {{id: k{nr}, naam: K, type: veiling{more}}}\n" for nr, more in enumerate(said))
    text = f'bijgewerkt: "2022"\nbronnen: []\nknooppunten:\n{hubs}'
    with closing(build(dataset.load(text.encode(), "data.yaml").data)) as db:
        assert rows(db, "SELECT speerpunten_bekend FROM knooppunten") == [(None,), (0,), (1,)]


def test_a_stated_total_has_its_period_in_its_claim_as_well(shipped: Dataset, db: sqlite3.Connection) -> None:
    sql = (
        "SELECT soort, t.jaar, t.vanaf, bedrag, status FROM totalen t JOIN beweringen b USING (bewering) "
        "WHERE b.jaar IS t.jaar AND b.vanaf IS t.vanaf AND waarde = bedrag AND vindplaats = 1"
    )
    stated = [
        (total.soort, getattr(total, "jaar", None), getattr(total, "vanaf", None), total.bedrag, total.status)
        for total in shipped.opgegeven_totalen
    ]
    assert rows(db, sql) == stated


def test_what_holds_for_knooppunten_is_said_of_each_in_the_order_of_the_file() -> None:
    text = (
        'bijgewerkt: "2022"\nbronnen: [{id: b, titel: B, soort: krant, datum: "2022"}]\nknooppunten:\n'
        "  - {id: z, naam: Z, type: veiling, speerpunten: [{thema: lijn, vindplaatsen: &V}]}\n"
        "  - {id: a, naam: A, type: veiling}\n"
        "partners:\n"
        "  - {id: p, naam: P, soort: publiek, deelname: [a, z], vindplaatsen: &V}\n"
        "  - {id: o, naam: O, soort: publiek, deelname: alle, vindplaatsen: &V}\n"
        "themas:\n"
        "  - {id: lijn, naam: L, soort: rode-lijn, geldt_voor: [a], vindplaatsen: &V}\n"
        "  - {id: alles, naam: L, soort: uitgangspunt, geldt_voor: alle, vindplaatsen: &V}\n"
    ).replace("&V", "[{bron: b}]")
    with closing(build(dataset.load(text.encode(), "data.yaml").data)) as db:
        assert rows(db, in_order(DEELNAME)) == [("p", "z"), ("p", "a"), ("o", "z"), ("o", "a")]
        holding = [("lijn", "z"), ("lijn", "a"), ("alles", "z"), ("alles", "a")]
        assert rows(db, in_order(GELDIGHEID)) == holding


def test_what_holds_for_all_knooppunten_is_kept_once(shipped: Dataset, db: sqlite3.Connection) -> None:
    stated = sum(1 if p.deelname == "alle" else len(p.deelname) for p in shipped.partners)
    assert rows(db, "SELECT COUNT(*) FROM deelname_van") == [(stated,)]
    covered = [total.omvat for total in shipped.opgegeven_totalen]
    totals = [(omvat if omvat == "alle" else "|".join(omvat),) for omvat in covered]
    assert rows(db, "SELECT omvat FROM totalen ORDER BY rowid") == totals
