"""The tables that questions are asked of: everything the dataset says, once, under its own name."""

import sqlite3
from collections.abc import Iterator
from typing import Any

import pytest
from conftest import DATASET

from ondermijning import dataset
from ondermijning.dataset.model import Dataset
from ondermijning.dataset.money import Eenmalig, Structureel
from ondermijning.store.periods import euros
from ondermijning.store.read_model import build


@pytest.fixture(scope="module")
def shipped() -> Dataset:
    return dataset.load(DATASET.read_bytes(), "data.yaml")


@pytest.fixture
def db(shipped: Dataset) -> Iterator[sqlite3.Connection]:
    built = build(shipped)
    built.row_factory = sqlite3.Row
    yield built
    built.close()


def test_the_claim_of_a_theme_is_of_its_own_sort(db: sqlite3.Connection) -> None:
    """But where knooppunten name the theme as their focus: `speerpunt` is what a knooppunt claims."""
    found = db.execute(
        "SELECT soort, onderdeel, thema.id = onderwerp FROM thema JOIN bewering ON bewering.nr = bewering"
    )
    sorts = {"rode-lijn": "rode-lijn", "uitgangspunt": "uitgangspunt", "speerpunt": "thema"}
    assert set(map(tuple, found)) == {(soort, onderdeel, 1) for soort, onderdeel in sorts.items()}


def test_every_amount_is_there_as_the_file_has_it(shipped: Dataset, db: sqlite3.Connection) -> None:
    names = ("jaar", "vanaf", "tot", "oplopend", "bestemming", "toelichting", "lezing")
    stated = []
    for nr, hub in enumerate(shipped.knooppunten):
        for amount in hub.financiering:
            fields = {name: getattr(amount, name, None) for name in names}
            unit = "EUR/jaar" if amount.soort == "structureel" else "EUR"
            stated.append(
                {"knooppunt": nr, "soort": amount.soort, "bedrag": euros(amount), "eenheid": unit, **fields}
            )
    listed = ", ".join(f"bedrag.{name}" for name in ("knooppunt", "soort", "bedrag", *names))
    sql = f"SELECT {listed}, eenheid FROM bedrag JOIN bewering USING (nr) ORDER BY nr"
    assert [dict(row) for row in db.execute(sql)] == stated
    assert db.execute("SELECT COUNT(*) FROM bedrag WHERE gevolgd").fetchone()[0] == 0


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
        (nr, place.bron, place.pagina, place.fragment)
        for nr, part in enumerate(parts, 1)
        for place in part.vindplaatsen
    ]
    sql = (
        "SELECT bewering, id, pagina, fragment FROM vindplaats JOIN bron ON nr = bron ORDER BY bewering, volg"
    )
    assert [tuple(row) for row in db.execute(sql)] == stated
    assert db.execute("SELECT COUNT(*) FROM bewering").fetchone()[0] == len(parts)


def test_what_is_said_of_an_amount_goes_with_it(shipped: Dataset, db: sqlite3.Connection) -> None:
    stated = [
        (nr, amount.soort, onderdeel, euros(part), getattr(part, "jaar", None))
        for nr, hub in enumerate(shipped.knooppunten)
        for amount in hub.financiering
        for onderdeel in ("opbouw", "waarvan", "afwijkend")
        for part in getattr(amount, onderdeel, ())
    ]
    sql = (
        "SELECT part.knooppunt, soort, onderdeel, waarde, part.jaar FROM bewering part "
        "JOIN bedrag ON bedrag.nr = bij AND bedrag.knooppunt = part.knooppunt ORDER BY part.nr"
    )
    assert [tuple(row) for row in db.execute(sql)] == stated
    assert len(stated) == 10


def test_a_partner_has_the_one_it_falls_under_and_its_aliases(
    shipped: Dataset, db: sqlite3.Connection
) -> None:
    rows = db.execute("SELECT id, valt_onder, lezing, gezamenlijk FROM partner ORDER BY nr")
    assert list(map(tuple, rows)) == [(p.id, p.valt_onder, p.lezing, p.gezamenlijk) for p in shipped.partners]
    rows = db.execute("SELECT id, alias FROM partner JOIN partner_alias ON partner = partner.nr")
    stated = [(partner.id, alias) for partner in shipped.partners for alias in partner.aliassen]
    assert sorted(map(tuple, rows)) == sorted(stated)


def test_speerpunten_are_known_unknown_or_not_spoken_of() -> None:
    text = 'bijgewerkt: "2022"\nbronnen: []\nknooppunten:\n' + "".join(
        f"  - {{id: k{nr}, naam: K, type: veiling{said}}}\n"
        for nr, said in enumerate(["", ", speerpunten: onbekend", ", speerpunten: []"])
    )
    built = build(dataset.load(text.encode(), "data.yaml"))
    assert built.execute("SELECT speerpunten_bekend FROM knooppunt").fetchall() == [(None,), (0,), (1,)]
    built.close()


def test_a_stated_total_has_its_period_in_its_claim_as_well(shipped: Dataset, db: sqlite3.Connection) -> None:
    sql = (
        "SELECT soort, totaal.jaar, totaal.vanaf, bedrag, status "
        "FROM totaal JOIN bewering ON bewering.nr = bewering "
        "WHERE bewering.jaar IS totaal.jaar AND bewering.vanaf IS totaal.vanaf AND waarde = bedrag"
    )
    stated = [
        (total.soort, getattr(total, "jaar", None), getattr(total, "vanaf", None), total.bedrag, total.status)
        for total in shipped.opgegeven_totalen
    ]
    assert [tuple(row) for row in db.execute(sql)] == stated


def test_what_goes_with_all_knooppunten_is_kept_once(shipped: Dataset, db: sqlite3.Connection) -> None:
    for table, parts, hubs in (
        ("partner", shipped.partners, "deelname"),
        ("thema", shipped.themas, "geldt_voor"),
        ("totaal", shipped.opgegeven_totalen, "omvat"),
    ):
        stated = [getattr(part, hubs, []) for part in parts]
        everywhere = [row["alle"] for row in db.execute(f"SELECT alle FROM {table} ORDER BY nr")]
        assert everywhere == [which == "alle" for which in stated]
        sql = f"SELECT {table}, id FROM {table}_bij JOIN knooppunt ON nr = knooppunt"
        kept = {tuple(row) for row in db.execute(sql)}
        assert kept == {(nr, id_) for nr, which in enumerate(stated) if which != "alle" for id_ in which}
