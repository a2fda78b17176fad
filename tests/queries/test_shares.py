"""What `totaal` and `toon` show: shares that add up, kinds that stay apart, money that is money."""

import re
from pathlib import Path

import pytest
from conftest import Run, asked
from documents import PLACES, hub, once, write, yearly
from hypothesis import given
from hypothesis import strategies as st

from ondermijning.amounts import MOST
from ondermijning.queries.sums import shares

amounts = st.integers(0, 10) | st.integers(0, MOST)


@given(st.lists(st.none() | amounts, max_size=40))
def test_shares_are_tenths_that_add_up(euros: list[int | None]) -> None:
    """Each is within a tenth of the exact share, and what is not zero is more than 0.0."""
    known = sum(amount or 0 for amount in euros)
    found = shares(euros)
    assert len(found) == len(euros)
    for amount, share in zip(euros, found, strict=True):
        assert (share is None) == (amount is None or known == 0)
        if share is not None and amount is not None:
            assert (share == 0) == (amount == 0)
            assert abs(share * known - 100 * amount) <= 0.1 * known * (1 + 1e-9)
            assert share < 0.1 or share == round(share, 1)
    shown = [round(10 * share) for share in found if share is not None and share >= 0.1]
    assert sum(shown) == (1000 if known else 0)


@pytest.mark.parametrize(("euros", "expected"), [
    ([16_500_000, 4_000_000, 1_500_000], [75.0, 18.2, 6.8]),
    ([6_900_000, 13_000_000], [34.7, 65.3]),
    ([1, 1, 1], [33.4, 33.3, 33.3]),
    ([1] * 7, [14.3] * 6 + [14.2]),
    ([999_999_000, 1_000], [100.0, 0.0001]),
    ([5, 0, None], [100.0, 0.0, None]),
    ([0, 0], [None, None]),
    ([], []),
])  # fmt: skip
def test_these_shares(euros: list[int | None], expected: list[float | None]) -> None:
    assert shares(euros) == expected


def test_a_share_that_is_not_zero_is_not_shown_as_zero(run: Run, tmp_path: Path) -> None:
    """People see that it is less; programs get the exact figure; what people see adds up to 100,0."""
    known = (999_989_000, 1_000, 10_000, 0)
    path = write(tmp_path, *(hub(f"hub-{number}", yearly(euros)) for number, euros in enumerate(known)))
    call = ("totaal", "--structureel", "--data", path)
    table = run(*call, "-f", "tabel").out
    found = re.findall(r"^(Hub \d|Totaal).*? ((?:< )?\d+,\d%)", table, flags=re.MULTILINE)
    shown = ["100,0%", "< 0,1%", "< 0,1%", "0,0%", "100,0%"]
    assert found == [*zip(("Hub 0", "Hub 1", "Hub 2", "Hub 3", "Totaal"), shown, strict=True)]
    assert r"| \< 0,1% |" in run(*call, "-f", "md").out
    assert [post["aandeel"] for post in asked(run, *call)["posten"]] == [100.0, 0.0001, 0.001, 0.0]


@pytest.mark.parametrize("form", ["tabel", "md"])
def test_shares_say_that_they_are_of_known_money_where_some_is_unknown(
    form: str, run: Run, tmp_path: Path
) -> None:
    heading = "Aandeel in bekend geld"
    path = write(
        tmp_path, hub("een", yearly(5), once(2020, 5)), hub("twee", yearly("onbekend"), once(2020, 5))
    )
    assert heading in run("totaal", "--structureel", "-f", form, "--data", path).out
    shown = run("totaal", "--eenmalig", "-f", form, "--data", path).out
    assert "Aandeel" in shown
    assert heading not in shown
    nothing = write(tmp_path, hub("een", yearly("onbekend")), hub("twee", yearly(0)))
    assert "%" not in run("totaal", "--structureel", "-f", form, "--data", nothing).out


@pytest.mark.parametrize("form", ["tsv", "csv", "jsonl", "json", "tabel", "md"])
def test_what_is_unknown_stands_with_its_own_kind(form: str, run: Run, tmp_path: Path) -> None:
    """Also where no structural amount is known at all."""
    one, other = [yearly("onbekend"), once(2020, 3)], [yearly(5), once(2020, "onbekend")]
    for hubs in ([one, other, one], [one, one]):
        path = write(tmp_path, *(hub(f"hub-{number}", *money) for number, money in enumerate(hubs)))
        text = run("totaal", "--per", "knooppunt", "-f", form, "--geen-kop", "--data", path).out
        kinds = re.findall(r"\b(structureel|eenmalig)\b", text)
        assert kinds == ["structureel"] * len(hubs) + ["eenmalig"] * len(hubs)


KINDS = ("", "--structureel", "--eenmalig")
CALLS = [f"totaal {kind} --per {per}" for kind in KINDS for per in ("knooppunt", "type", "jaar", "bron")]
CALLS += [*(f"list {kind}" for kind in KINDS), "toon schiphol", "partners", "partners schiphol", "themas"]
CALLS += ["themas schiphol", "bronnen", "bronnen kamerbrief-2022-11-04", "aansluiting"]


@pytest.mark.parametrize("call", CALLS)
def test_no_two_columns_that_people_see_have_one_heading(call: str, run: Run) -> None:
    heading = run(*call.split(), "-f", "md", "--geen-kop").lines[0]
    headings = [word.strip() for word in heading.strip("|").split("|")]
    assert len(headings) == len(set(headings))


def test_only_what_is_in_euros_is_shown_as_money(run: Run, tmp_path: Path) -> None:
    """A unit that merely begins with EUR counts something else."""
    units = ["EUR", "EUR/jaar", "EUR-pallet", "EUR per ton", "EURO", "eur", "kg"]
    figure = {"jaar": 2020, "waarde": 70_001, "vindplaatsen": PLACES}
    figures = [
        figure | {"omschrijving": f"cijfer {number}", "eenheid": unit} for number, unit in enumerate(units)
    ]
    path = write(tmp_path, hub("hub", kengetallen=figures))
    for call in ("toon", "hub"), ("bronnen", "nota"):
        text = run(*call, "--data", path, "-f", "tabel", env={"COLUMNS": "200"}).out
        shown = re.findall(r"cijfer \d.*?((?:€ )?70\.001(?: EUR[^ ]*(?: per ton)?| eur| kg)?)  ", text)
        assert shown == ["€ 70.001", "€ 70.001", *(f"70.001 {unit}" for unit in units[2:])]
