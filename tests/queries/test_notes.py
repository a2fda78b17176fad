"""Notes under a table say of which years something is unknown, so that none denies a figure above it."""

from pathlib import Path

import pytest
from conftest import Run
from documents import PLACES, hub, once, write, yearly

STEPS_OF_KADE = [{"jaar": jaar, "bedrag": "onbekend", "vindplaatsen": PLACES} for jaar in (2023, 2024)]
HUBS = [
    hub(
        "kade",
        yearly(5_000_000, vanaf=2025, opbouw=STEPS_OF_KADE),
        once(2020, "onbekend"),
        once(2021, 3_000_000),
    ),
    hub("wal", yearly("onbekend", vanaf=2024)),
]


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    return write(tmp_path, *HUBS)


NAMES = "geen van de gelezen bronnen noemt het"
STEPS = f"Onbekend voor 2023 en 2024: {NAMES} structurele bedrag van Kade."
LEVEL = f"Onbekend vanaf 2024: {NAMES} structurele bedrag van Wal."
ONCE = f"Onbekend voor 2020: {NAMES} eenmalige bedrag van Kade."
BOTH = f"Onbekend voor 2024: {NAMES} structurele bedrag van Kade en Wal."
WHY = f"want {NAMES} bedrag."
ALL = (
    f"Niet meegeteld vanaf 2024: het structurele geld voor Wal, {WHY} "
    f"Niet meegeteld voor 2020: het eenmalige geld voor Kade, {WHY}"
)
BY_YEAR = (
    f"Niet meegeteld voor 2023 en 2024: het structurele geld voor Kade, {WHY} "
    f"Niet meegeteld voor 2024 en vanaf 2025: het structurele geld voor Wal, {WHY}"
)
OF_2025 = f"Niet meegeteld voor 2025: het structurele geld voor Wal, {WHY}"
SAID = {
    "bedragen": [STEPS, LEVEL, ONCE],
    "bedragen --eenmalig": [ONCE],
    "list": [LEVEL, ONCE],
    "list --jaar 2024": [BOTH],
    "toon kade": [STEPS, ONCE],
    "totaal": [ALL],
    "totaal --structureel --jaar 2025": [OF_2025],
    "totaal --structureel --per jaar": [BY_YEAR],
}


@pytest.mark.parametrize("call", SAID)
def test_notes_say_of_which_years_an_amount_is_unknown(run: Run, dataset: Path, call: str) -> None:
    lines = run(*call.split(), "--data", dataset, "-f", "md").lines
    assert [line for line in lines if line.startswith(("Onbekend", "Niet meegeteld"))] == SAID[call]


def test_a_note_names_no_year_where_no_source_does(run: Run, tmp_path: Path) -> None:
    path = write(tmp_path, *HUBS, hub("sluis", yearly("onbekend"), type="sluis"))
    shown = run("bedragen", "--type", "sluis", "--data", path, "-f", "md").out
    assert f"\nOnbekend: {NAMES} structurele bedrag van Sluis.\n" in shown


def test_of_one_knooppunt_the_total_speaks_in_the_singular(run: Run, dataset: Path) -> None:
    shown = run("totaal", "--eenmalig", "--jaar", "2021", "--data", dataset, "-f", "md").out
    assert "| **Totaal van 1 van 1 knooppunt** | **€ 3,0 mln** |" in shown
