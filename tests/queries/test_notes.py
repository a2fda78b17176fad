"""Notes under a table say of which years something is unknown, so that none denies a figure above it."""

import json
from pathlib import Path
from typing import Any

import pytest
from conftest import Run

PLACES = [{"bron": "brief"}]


def money(soort: str, bedrag: int | str, **more: Any) -> dict[str, Any]:
    return {"soort": soort, "bedrag": bedrag, "vindplaatsen": PLACES, **more}


def step(jaar: int) -> dict[str, Any]:
    return {"jaar": jaar, "bedrag": "onbekend", "vindplaatsen": PLACES}


KADE = [
    money("structureel", 5_000_000, vanaf=2025, opbouw=[step(2023), step(2024)]),
    money("eenmalig", "onbekend", jaar=2020),
    money("eenmalig", 3_000_000, jaar=2021),
]
WAL = [money("structureel", "onbekend", vanaf=2024)]
SLUIS = [money("structureel", "onbekend")]


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    hubs = {"Kade": KADE, "Wal": WAL}
    path = tmp_path / "data.json"
    path.write_text(
        json.dumps(
            {
                "bijgewerkt": "2026",
                "bronnen": [{"id": "brief", "titel": "Brief", "soort": "kamerbrief", "datum": "2022"}],
                "knooppunten": [
                    {"id": naam.lower(), "naam": naam, "type": "zeehaven", "financiering": amounts}
                    for naam, amounts in hubs.items()
                ],
            }
        ),
        encoding="utf-8",
    )
    return path


STEPS = "Onbekend voor 2023 en 2024: geen van de gelezen bronnen noemt het structurele bedrag van Kade."
LEVEL = "Onbekend vanaf 2024: geen van de gelezen bronnen noemt het structurele bedrag van Wal."
ONCE = "Onbekend voor 2020: geen van de gelezen bronnen noemt het eenmalige bedrag van Kade."
WHY = "want geen van de gelezen bronnen noemt het bedrag."


@pytest.mark.parametrize(
    ("call", "notes"),
    [
        ("bedragen", [STEPS, LEVEL, ONCE]),
        ("bedragen --eenmalig", [ONCE]),
        ("list", [LEVEL, ONCE]),
        (
            "list --jaar 2024",
            ["Onbekend voor 2024: geen van de gelezen bronnen noemt het structurele bedrag van Kade en Wal."],
        ),
        ("toon kade", [STEPS, ONCE]),
        (
            "totaal",
            [
                f"Niet meegeteld vanaf 2024: het structurele geld voor Wal, {WHY} "
                f"Niet meegeteld voor 2020: het eenmalige geld voor Kade, {WHY}"
            ],
        ),
        (
            "totaal --structureel --jaar 2025",
            [f"Niet meegeteld voor 2025: het structurele geld voor Wal, {WHY}"],
        ),
        (
            "totaal --structureel --per jaar",
            [
                f"Niet meegeteld voor 2023 en 2024: het structurele geld voor Kade, {WHY} "
                f"Niet meegeteld voor 2024 en vanaf 2025: het structurele geld voor Wal, {WHY}"
            ],
        ),
    ],
)
def test_notes_say_of_which_years_an_amount_is_unknown(
    run: Run, dataset: Path, call: str, notes: list[str]
) -> None:
    lines = run(*call.split(), "--data", dataset, "-f", "md").lines
    assert [line for line in lines if line.startswith(("Onbekend", "Niet meegeteld"))] == notes


def test_a_note_names_no_year_where_no_source_does(run: Run, dataset: Path) -> None:
    whole = json.loads(dataset.read_text(encoding="utf-8"))
    whole["knooppunten"].append({"id": "sluis", "naam": "Sluis", "type": "sluis", "financiering": SLUIS})
    dataset.write_text(json.dumps(whole), encoding="utf-8")
    shown = run("bedragen", "--type", "sluis", "--data", dataset, "-f", "md").out
    assert "\nOnbekend: geen van de gelezen bronnen noemt het structurele bedrag van Sluis.\n" in shown


def test_of_one_knooppunt_the_total_speaks_in_the_singular(run: Run, dataset: Path) -> None:
    shown = run("totaal", "--eenmalig", "--jaar", "2021", "--data", dataset, "-f", "md").out
    assert "| **Totaal van 1 van 1 knooppunt** | **€ 3,0 mln** |" in shown
