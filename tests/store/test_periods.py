"""What money there is in each year, by what an amount says of its years: table `tijdvakken`."""

from typing import Any

import pytest

from ondermijning import dataset
from ondermijning.store.making import build

S, L = "structureel", 9
"""The soort, and the level in euros per year."""
PLACES = "vindplaatsen: [{bron: nota}]"
STEPS = f"opbouw: [{{jaar: 2020, bedrag: 1, {PLACES}}}, {{jaar: 2022, bedrag: onbekend, {PLACES}}}]"
FORM = """bijgewerkt: "2022"
bronnen: [{id: nota, titel: Nota, soort: krant, datum: "2022"}]
knooppunten:
  - {id: kade, naam: Kade, type: zeehaven, financiering: [AMOUNTS]}
"""

Row = tuple[int | None, int | None, int | None]


def rows(sql: str, *amounts: str) -> list[tuple[Any, ...]]:
    listed = ", ".join(f"{{{amount}, {PLACES}}}" for amount in amounts)
    db = build(dataset.load(FORM.replace("AMOUNTS", listed).encode(), "data.yaml"))
    found = db.execute(sql).fetchall()
    db.close()
    return found


@pytest.mark.parametrize(
    ("years", "periods"),
    [
        # of no year is said anything: it may be all of them, or one
        ("", [(None, None, None)]),
        ("tot: 2030", [(None, 2030, None)]),
        ("vanaf: 2024", [(2024, None, L)]),
        ("vanaf: 2024, tot: 2030", [(2024, 2030, L)]),
        ("vanaf: 2024, tot: 2024", [(2024, 2024, L)]),
        # the steps, what lies between them, and between the last and the level
        (f"{STEPS}, vanaf: 2023", [(2020, 2020, 1), (2021, 2021, None), (2022, 2022, None), (2023, None, L)]),
        (
            f"{STEPS}, vanaf: 2026, tot: 2027",
            [(2020, 2020, 1), (2021, 2021, None), (2022, 2022, None), (2023, 2025, None), (2026, 2027, L)],
        ),
        # without a first year of the level: it comes some time after the steps
        (STEPS, [(2020, 2020, 1), (2021, 2021, None), (2022, 2022, None), (2023, None, None)]),
        (
            f"{STEPS}, tot: 2024",
            [(2020, 2020, 1), (2021, 2021, None), (2022, 2022, None), (2023, 2024, None)],
        ),
        (f"{STEPS}, tot: 2022", [(2020, 2020, 1), (2021, 2021, None), (2022, 2022, None)]),
    ],
)
def test_structural_money_runs_in_the_years_it_says(years: str, periods: list[Row]) -> None:
    amount = f"soort: {S}, bedrag: {L}" + (f", {years}" if years else "")
    assert rows("SELECT van, tot, bedrag FROM tijdvakken ORDER BY rowid", amount) == periods


def test_a_level_that_is_unknown_is_unknown_in_its_years() -> None:
    found = rows(
        "SELECT van, tot, bedrag FROM tijdvakken", f"soort: {S}, bedrag: onbekend, vanaf: 2024, {STEPS}"
    )
    assert found[-1] == (2024, None, None)
    assert found[0] == (2020, 2020, 1)


def test_one_off_money_is_of_its_year_alone() -> None:
    amounts = [
        f"soort: eenmalig, jaar: {year}, bedrag: {bedrag}" for year, bedrag in ((2021, 5), (2022, "onbekend"))
    ]
    assert rows("SELECT van, tot, bedrag FROM tijdvakken", *amounts) == [(2021, 2021, 5), (2022, 2022, None)]


def test_a_year_rests_on_its_step_and_else_on_the_amount() -> None:
    found = rows(
        "SELECT van, IIF(stap, 'opbouw', b.soort), NOT stap FROM tijdvakken JOIN bedragen b USING (sleutel)",
        f"soort: {S}, bedrag: {L}, vanaf: 2024, {STEPS}",
    )
    level = (S, 1)
    assert found == [(2020, "opbouw", 0), (2021, *level), (2022, "opbouw", 0), (2023, *level), (2024, *level)]


@pytest.mark.parametrize(
    ("amounts", "followed"),
    [
        (["tot: 2023"], [0]),
        (["tot: 2023", "vanaf: 2024"], [1, 0]),
        (["vanaf: 2024", "tot: 2023"], [0, 1]),
        (["tot: 2021", "vanaf: 2022, tot: 2023", "vanaf: 2024, tot: 2030"], [1, 1, 0]),
        (["tot: 2021", f"vanaf: 2025, opbouw: [{{jaar: 2022, bedrag: 1, {PLACES}}}]"], [1, 0]),
        # what is for something else takes no place
        (["bestemming: a, tot: 2023", "bestemming: b, vanaf: 2024"], [0, 0]),
        (["bestemming: a, tot: 2023", "bestemming: b", "bestemming: a, vanaf: 2024"], [1, 0, 0]),
        # and what says nothing of that takes the place of all, and gives way to all
        (["bestemming: a, tot: 2023", "bestemming: b, tot: 2023", "vanaf: 2024"], [1, 1, 0]),
        (["tot: 2023", "bestemming: a, vanaf: 2024", "bestemming: b, vanaf: 2024"], [1, 0, 0]),
    ],
)
def test_money_that_ended_is_followed_by_money_for_the_same(amounts: list[str], followed: list[int]) -> None:
    listed = [f"soort: {S}, bedrag: {L}, {amount}" for amount in amounts]
    assert rows("SELECT gevolgd FROM bedragen WHERE NOT stap ORDER BY rowid", *listed) == [
        (value,) for value in followed
    ]
