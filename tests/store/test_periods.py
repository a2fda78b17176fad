"""What money there is in each year, by what an amount says of its years: table `tijdvakken`."""

from contextlib import closing
from typing import Any

import pytest

from ondermijning import dataset
from ondermijning.store.making import build

S, L = "structureel", 9
"""The soort, and the level in euros per year."""
PLACES = "vindplaatsen: [{bron: nota}]"
FIELDS = "SELECT van, tot, bedrag FROM tijdvakken ORDER BY rowid"
STEPS = f"opbouw: [{{jaar: 2020, bedrag: 1, {PLACES}}}, {{jaar: 2022, bedrag: onbekend, {PLACES}}}]"
FORM = """bijgewerkt: "2022"
bronnen: [{id: nota, titel: Nota, soort: krant, datum: "2022"}]
knooppunten:
  - {id: kade, naam: Kade, type: zeehaven, financiering: [AMOUNTS]}
"""

Row = tuple[int | None, int | None, int | None]
STEPPED: list[Row] = [(2020, 2020, 1), (2021, 2021, None), (2022, 2022, None)]
"""The years of the STEPS and of what lies between them."""


def rows(sql: str, *amounts: str) -> list[tuple[Any, ...]]:
    listed = ", ".join(f"{{{amount}, {PLACES}}}" for amount in amounts)
    with closing(build(dataset.load(FORM.replace("AMOUNTS", listed).encode(), "data.yaml").data)) as db:
        return db.execute(sql).fetchall()


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
        (f"{STEPS}, vanaf: 2023", [*STEPPED, (2023, None, L)]),
        (f"{STEPS}, vanaf: 2026, tot: 2027", [*STEPPED, (2023, 2025, None), (2026, 2027, L)]),
        # without a first year of the level: it comes some time after the steps
        (STEPS, [*STEPPED, (2023, None, None)]),
        (f"{STEPS}, tot: 2024", [*STEPPED, (2023, 2024, None)]),
        (f"{STEPS}, tot: 2022", STEPPED),
    ],
)
def test_structural_money_runs_in_the_years_it_says(years: str, periods: list[Row]) -> None:
    amount = f"soort: {S}, bedrag: {L}" + (f", {years}" if years else "")
    assert rows(FIELDS, amount) == periods


def test_a_level_that_is_unknown_is_unknown_in_its_years() -> None:
    found = rows(FIELDS, f"soort: {S}, bedrag: onbekend, vanaf: 2024, {STEPS}")
    assert (found[0], found[-1]) == ((2020, 2020, 1), (2024, None, None))


def test_one_off_money_is_of_its_year_alone() -> None:
    known, unknown = "soort: eenmalig, jaar: 2021, bedrag: 5", "soort: eenmalig, jaar: 2022, bedrag: onbekend"
    assert rows(FIELDS, known, unknown) == [(2021, 2021, 5), (2022, 2022, None)]


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
    found = rows("SELECT gevolgd FROM bedragen WHERE NOT stap ORDER BY rowid", *listed)
    assert found == [(value,) for value in followed]
