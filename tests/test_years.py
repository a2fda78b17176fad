"""What a person asks of money over the years, and what the shipped dataset answers."""

import json
import re

import pytest
import yaml
from conftest import DATASET, Rows, Run, Terminal, Write

from ondermijning.queries.filters import Filter

FIVE = ["haven-rotterdam", "havens-zeeland-west-brabant", "havens-noordzeekanaalgebied"]
FIVE += ["luchthaven-schiphol", "bloemenveilingen"]


@pytest.mark.parametrize(("words", "total", "told"), [
    ("--structureel", "26500000", ""),
    ("--structureel --bron kamerbrief-2022-11-04", "22000000", "3 van de 3"),
    ("--structureel --jaar 2022", "", "Er is niets gevonden dat aan deze voorwaarden voldoet."),
    ("--structureel --jaar 2023", "13000000", "1 van de 5"),
    ("--structureel --jaar 2024", "16500000", "1 van de 5"),
    ("--structureel --jaar 2025", "26500000", "5 van de 5"),
    ("--structureel --jaar 2031", "22500000", "4 van de 4"),
    ("--eenmalig --jaar 2020", "700000", "1 van 1"),
])  # fmt: skip
def test_a_total_is_of_a_year_or_of_what_goes_on(run: Run, words: str, total: str, told: str) -> None:
    answer = run("totaal", *words.split(), "--kaal")
    assert (answer.code, answer.out.strip()) == (0, total)
    assert told in answer.err if told else not answer.err


def test_years_in_which_nothing_changes_stand_together_for_people(terminal: Terminal) -> None:
    shown = terminal("totaal", "--structureel", "--per", "jaar").out
    rows = [line.split() for line in shown.splitlines() if "van" in line and "€" in line]
    assert [row[0] for row in rows] == ["2023", "2024", "2025–2030", "vanaf"]
    assert [" ".join(row[-3:]) if "van" in row[-2] else "" for row in rows]
    for figure in ("€ 13,0 mln", "€ 16,5 mln", "€ 26,5 mln", "€ 22,5 mln"):
        assert figure in shown
    for known in ("1 van de 5", "5 van de 5", "4 van de 4"):
        assert known in shown


def test_machines_get_a_row_for_each_year(run: Run, rows: Rows) -> None:
    found = rows("totaal --structureel --per jaar")
    assert [row["groep"] for row in found] == [str(year) for year in range(2023, 2032)]
    assert [row["bedrag"] for row in found][:3] == ["13000000", "16500000", "26500000"]
    answer = json.loads(run("totaal", "--structureel", "--per", "jaar", "--json").out)
    assert answer["totaal"] is None  # euros per year of different years never add up


def test_one_off_money_by_year(rows: Rows) -> None:
    found = rows("totaal --eenmalig --per jaar")
    assert [(row["groep"], row["bedrag"]) for row in found] == [
        ("2020", "700000"),
        ("2021", "6900000"),
        ("2022", "13000000"),
    ]


def test_meerjaren_in_machine_formats_is_long(rows: Rows) -> None:
    found = rows("meerjaren")
    fields = "knooppunt naam type soort jaar doorlopend bedrag status"
    assert list(found[0])[:8] == fields.split()
    known = {(row["knooppunt"], row["soort"], row["jaar"]): row["bedrag"] for row in found}
    assert known["haven-rotterdam", "structureel", "2023"] == "13000000"
    assert known["luchthaven-schiphol", "structureel", "2024"] == ""
    assert ("haven-rotterdam", "structureel", "2022") not in known
    assert ("havens-zeeland-west-brabant", "structureel", "2031") not in known
    assert known["luchthaven-schiphol", "eenmalig", "2020"] == "700000"
    going_on = {row["knooppunt"] for row in found if row["doorlopend"] == "true"}
    assert going_on == set(FIVE) - {"havens-zeeland-west-brabant"}
    assert {row["jaar"] for row in found if row["doorlopend"] == "true"} == {"2031"}


def test_both_kinds_of_a_year_stand_apart(rows: Rows) -> None:
    found = rows("totaal --jaar 2022 --jaar 2023")
    assert [(row["soort"], row["groep"], row["bedrag"], row["eenheid"]) for row in found] == [
        ("structureel", "2023", "13000000", "EUR/jaar"),
        ("eenmalig", "2022", "13000000", "EUR"),
    ]
    (row,) = rows("totaal --jaar 2023")
    assert (row["soort"], row["bedrag"]) == ("structureel", "13000000")


def test_no_total_over_years_of_structural_money(run: Run) -> None:
    answer = run("totaal", "--structureel", "--per", "jaar", "--kaal")
    assert (answer.code, answer.out) == (2, "")
    assert "van verschillende jaren wordt niet bij elkaar opgeteld" in answer.err
    assert run("totaal", "--eenmalig", "--per", "jaar", "--kaal").out == "20600000\n"


@pytest.mark.parametrize(
    "words",
    [
        "list --jaar 2023 --jaar 2024",
        "totaal --structureel --jaar 2024 --jaar 2025",
        "totaal --per type --jaar 2030 --jaar 2031",
        "meerjaren --min 2mln --jaar 2024 --jaar 2025",
        "bedragen --max 2mln --jaar 2022 --jaar 2023",
    ],
)
def test_one_figure_of_years_that_differ_is_refused_with_the_ways_out(run: Run, words: str) -> None:
    answer = run(*words.split())
    assert (answer.code, answer.out) == (2, "")
    for way in ("één jaar", "--eenmalig", "totaal --structureel --per jaar", "meerjaren"):
        assert way in answer.err


def test_a_figure_that_is_the_same_in_all_chosen_years_is_shown(run: Run, rows: Rows) -> None:
    both = ("--jaar", "2026", "--jaar", "2028")
    assert run("totaal", "--structureel", "--kaal", *both).out == "26500000\n"
    found = rows("list", "--min", "2mln", *both)
    assert [row["structureel"] for row in found] == ["16500000", "4000000", "3500000"]
    assert run("list", "--eenmalig", "--kaal", "--jaar", "2020", "--jaar", "2021").lines == [FIVE[0], FIVE[3]]


def test_money_of_a_year_rests_on_the_claim_of_that_year(run: Run, rows: Rows) -> None:
    """The step of 2023 has another source than the level."""
    for year, bron, found in [("2023", "nu-2022-11", "13000000"), ("2023", "government-2022-11-04", "")]:
        answer = run("totaal", "--structureel", "--jaar", year, "--bron", bron, "--kaal")
        assert answer.out.strip() == found
    course = rows("meerjaren --bron nu-2022-11")
    assert [(row["jaar"], row["bedrag"]) for row in course] == [("2023", "13000000"), ("2024", "16500000")]


@pytest.mark.parametrize(("partner", "found"), [
    ("gemeenten", FIVE), ("RWS", [FIVE[2]]), ("zhp", FIVE[:2]), ("brancheorganisaties", FIVE),
    ("havenbedrijf-rotterdam", FIVE[:1]),
])  # fmt: skip
def test_a_partner_is_named_by_alias_and_includes_those_under_it(
    run: Run, partner: str, found: list[str]
) -> None:
    assert run("list", "--partner", partner, "--kaal").lines == found


def test_bedragen_has_a_row_for_each_amount_and_each_step(rows: Rows) -> None:
    fields = (
        "knooppunt naam type soort jaar vanaf tot bedrag eenheid oplopend stap bestemming toelichting bron"
    )
    found = rows("bedragen")
    assert list(found[0])[:17] == [*fields.split(), "pagina", "fragment", "bronnen"]
    assert len(found) == 22
    assert sum(row["stap"] == "true" for row in found) == 9
    step, level = found[:2]
    of_step, of_level = ("jaar", "bedrag", "stap", "bron"), ("vanaf", "bedrag", "oplopend", "pagina")
    assert [step[name] for name in of_step] == ["2023", "13000000", "true", "nu-2022-11"]
    assert [level[name] for name in of_level] == ["2024", "16500000", "true", "3"]
    assert level["fragment"] == "Haven Rotterdam: €16,5 mln. structureel"
    assert level["bronnen"].split("|")[-1] == "nu-2022-11"


def test_one_off_amounts_of_seaports_pivot_as_they_are(rows: Rows) -> None:
    found = rows("bedragen --type zeehaven --eenmalig")
    assert [(row["knooppunt"], row["jaar"], row["bedrag"], row["eenheid"]) for row in found] == [
        (FIVE[0], "2021", "5000000", "EUR"),
        (FIVE[0], "2022", "5100000", "EUR"),
        (FIVE[1], "2022", "2500000", "EUR"),
        (FIVE[2], "2022", "1500000", "EUR"),
    ]


MONEY: list[dict[str, object]] = [
    {"soort": "structureel", "bedrag": 8, "tot": 2024, "vindplaatsen": [{"bron": "oud"}]},
    {"soort": "structureel", "bedrag": 5, "vanaf": 2026, "vindplaatsen": [{"bron": "nieuw"}]}
    | {"opbouw": [{"jaar": 2025, "bedrag": 6, "vindplaatsen": [{"bron": "nieuw"}]}]}
    | {"waarvan": [{"omschrijving": "politie", "bedrag": 2, "vindplaatsen": [{"bron": "nieuw"}]}]}
    | {"afwijkend": [{"bedrag": 50, "vindplaatsen": [{"bron": "ander"}]}]},
]
CHANGED = {
    "bijgewerkt": "2026",
    "bronnen": [
        {"id": id_, "titel": id_, "soort": "krant", "datum": "2025"} for id_ in ("oud", "nieuw", "ander")
    ],
    "knooppunten": [{"id": "kade", "naam": "Kade", "type": "zeehaven", "financiering": [*MONEY]}],
}
"""Money that a later letter cuts, with a part, and with what another source says of it."""


@pytest.mark.parametrize(("words", "found"), [
    ("totaal --structureel --kaal", "5"), ("totaal --structureel --kaal --jaar 2024", ""),
    ("totaal --structureel --kaal --jaar 2025", "6"), ("totaal --structureel --kaal --jaar 2026", "5"),
    ("totaal --structureel --kaal --bron oud", ""), ("totaal --structureel --kaal --bron ander", ""),
    ("list --kaal --velden structureel --min 6", ""),
    ("list --kaal --velden structureel --min 6 --jaar 2025", "6"),
    ("bedragen --kaal --velden bedrag", "8 6 5"), ("bedragen --kaal --velden afwijkend --jaar 2026", "50"),
    ("meerjaren --kaal --velden bedrag --jaar 2025 --jaar 2026", "6 5"),
    ("meerjaren --kaal --velden status", "onbekend bekend bekend"),
])  # fmt: skip
def test_followed_money_counts_in_its_own_years_and_parts_and_deviations_nowhere(
    run: Run, write: Write, words: str, found: str
) -> None:
    """Of the old amount no source says since when it ran: until 2024 there is money, unknown how much."""
    answer = run(*words.split(), "--data", write(CHANGED))
    assert (answer.code, answer.out.split()) == (0, found.split())


def test_money_of_no_year_stands_without_one(run: Run, rows: Rows, write: Write) -> None:
    """As a dataset of the first version has it: its level is the answer, and of a year it says nothing."""
    hub = {"id": "kade", "naam": "Kade", "type": "zeehaven"}
    place = [{"bron": "oud"}]
    amounts = [
        {"soort": "structureel", "bedrag": 8, "vindplaatsen": place},
        {"soort": "eenmalig", "jaar": 2021, "bedrag": 3, "vindplaatsen": place},
    ]
    data = ("--data", write({**CHANGED, "knooppunten": [{**hub, "financiering": amounts}]}))
    (row,) = rows("totaal", "--structureel", "--per", "jaar", *data)
    assert (row["groep"], row["naam"], row["bedrag"]) == ("", "elk jaar", "8")
    found = rows("meerjaren", *data)
    assert [(row["soort"], row["jaar"], row["bedrag"]) for row in found] == [
        ("structureel", "", "8"),
        ("eenmalig", "2021", "3"),
    ]
    assert "elk jaar" in run("meerjaren", "-f", "tabel", *data).out
    (row,) = rows("list", "--structureel", "--jaar", "2021", *data)
    assert row["structureel"] == ""


def test_years_of_meerjaren_are_fields_for_people_and_rows_sort(run: Run) -> None:
    page = run(
        "meerjaren", "--structureel", "-f", "md", "--velden", "knooppunt,2025–2030", "--sorteer", "2025-2030"
    )
    assert "| Bloemenveilingen (sierteeltsector) | 1,0 |" in page.out
    assert page.lines.index("| Bekend | 5/5 |") > page.lines.index("| Haven Rotterdam | 16,5 |")
    assert "| 2023 |" in run("meerjaren", "-f", "md", "--velden", "naam,jaar,bedrag").out


def test_conditions_are_said_in_the_order_of_the_options() -> None:
    chosen = Filter(
        structureel=True,
        jaren=[2024, 2023, 2024],
        types=["zeehaven"],
        partners=["rijkswaterstaat"],
        themas=["afpakken"],
        plaatsen=["Moerdijk"],
        bronnen=["brief", "krant", "nota"],
        minimum=2_000_000,
        maximum=3_500_000,
        zoek=["noord zee"],
    )
    assert chosen.in_words() == [
        "structureel",
        "jaar 2023 of 2024",
        "bron brief, krant of nota",
        "type zeehaven",
        "partner rijkswaterstaat",
        "thema afpakken",
        "plaats Moerdijk",
        "in totaal minstens € 2 miljoen per knooppunt",
        "in totaal hoogstens € 3,5 miljoen per knooppunt",
        "zoekterm 'noord zee'",
    ]
    assert Filter().in_words() == []


def test_meerjaren_fits_eighty_columns(terminal: Terminal) -> None:
    shown = terminal("meerjaren", "--geen-kleur", columns=80).out
    assert max(map(len, shown.splitlines())) <= 80
    assert shown.count("2025–2030") == 2
    for word in ("2025–2030", "vanaf", "onbekend", "–", "26,5", "22,5", "13,0"):
        assert word in shown


def test_meerjaren_fits_when_there_is_money_in_one_year_more(terminal: Terminal, write: Write) -> None:
    """Of a block, years in which nothing is on record go first; no figure goes."""
    data = yaml.safe_load(DATASET.read_text(encoding="utf-8"))
    place = {"bron": data["bronnen"][0]["id"]}
    later = {"soort": "eenmalig", "jaar": 2026, "bedrag": 800_000, "vindplaatsen": [place]}
    data["knooppunten"][0]["financiering"].append(later)
    shown = terminal("meerjaren", "--geen-kleur", "--data", write(data), columns=80).out
    assert max(map(len, shown.splitlines())) <= 80
    assert re.search(r"vanaf\nKnooppunt +2020 +2023 +2024 +2025 +2026 +2027–2030 +2031$", shown, re.MULTILINE)
    assert re.search(r"^Totaal +0,7 +6,9 +13,0 +0,8$", shown, re.MULTILINE)
