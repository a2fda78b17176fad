"""What a person asks of money over the years, and what the shipped dataset answers."""

import csv
import io
import json

import pytest
from conftest import Run, Terminal

FIVE = ["haven-rotterdam", "havens-zeeland-west-brabant", "havens-noordzeekanaalgebied"]
FIVE += ["luchthaven-schiphol", "bloemenveilingen"]


def records(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


@pytest.mark.parametrize(
    ("words", "total", "told"),
    [
        ("--structureel", "26500000", ""),
        ("--structureel --bron kamerbrief-2022-11-04", "22000000", "3 van 3"),
        ("--structureel --jaar 2022", "", ""),
        ("--structureel --jaar 2023", "13000000", "1 van 5"),
        ("--structureel --jaar 2024", "16500000", "1 van 5"),
        ("--structureel --jaar 2025", "26500000", ""),
        ("--structureel --jaar 2031", "22500000", "4 van 4"),
        ("--eenmalig --jaar 2020", "700000", ""),
    ],
)
def test_a_total_is_of_a_year_or_of_what_goes_on(run: Run, words: str, total: str, told: str) -> None:
    answer = run("totaal", *words.split(), "--kaal")
    assert (answer.code, answer.out.strip()) == (0, total)
    assert told in answer.err


def test_years_in_which_nothing_changes_stand_together_for_people(terminal: Terminal) -> None:
    shown = terminal("totaal", "--structureel", "--per", "jaar").out
    rows = [line.split() for line in shown.splitlines() if "van" in line and "€" in line]
    assert [row[0] for row in rows] == ["2023", "2024", "2025–2030", "vanaf"]
    assert [" ".join(row[-3:]) if "van" in row[-2] else "" for row in rows]
    for figure in ("€ 13,0 mln", "€ 16,5 mln", "€ 26,5 mln", "€ 22,5 mln", "1 van 5", "5 van 5", "4 van 4"):
        assert figure in shown


def test_machines_get_a_row_for_each_year(run: Run) -> None:
    rows = records(run("totaal", "--structureel", "--per", "jaar", "-f", "csv").out)
    assert [row["groep"] for row in rows] == [str(year) for year in range(2023, 2032)]
    assert [row["bedrag"] for row in rows][:3] == ["13000000", "16500000", "26500000"]
    answer = json.loads(run("totaal", "--structureel", "--per", "jaar", "--json").out)
    assert answer["totaal"] is None  # euros per year of different years never add up


def test_one_off_money_by_year(run: Run) -> None:
    rows = records(run("totaal", "--eenmalig", "--per", "jaar", "-f", "csv").out)
    assert [(row["groep"], row["bedrag"]) for row in rows] == [
        ("2020", "700000"),
        ("2021", "6900000"),
        ("2022", "13000000"),
    ]


def test_meerjaren_in_machine_formats_is_long(run: Run) -> None:
    rows = records(run("meerjaren", "-f", "csv").out)
    assert list(rows[0])[:8] == [
        "knooppunt",
        "naam",
        "type",
        "soort",
        "jaar",
        "doorlopend",
        "bedrag",
        "status",
    ]
    known = {(row["knooppunt"], row["soort"], row["jaar"]): row["bedrag"] for row in rows}
    assert known["haven-rotterdam", "structureel", "2023"] == "13000000"
    assert known["luchthaven-schiphol", "structureel", "2024"] == ""
    assert ("haven-rotterdam", "structureel", "2022") not in known
    assert ("havens-zeeland-west-brabant", "structureel", "2031") not in known
    assert known["luchthaven-schiphol", "eenmalig", "2020"] == "700000"
    going_on = {row["knooppunt"] for row in rows if row["doorlopend"] == "true"}
    assert going_on == set(FIVE) - {"havens-zeeland-west-brabant"}
    assert {row["jaar"] for row in rows if row["doorlopend"] == "true"} == {"2031"}


def test_meerjaren_fits_eighty_columns(terminal: Terminal) -> None:
    shown = terminal("meerjaren", columns=80).out
    assert max(map(len, shown.splitlines())) <= 80
    for word in ("2025–2030", "v.a.", "onbekend", "–", "26,5", "22,5", "13,0"):
        assert word in shown
