"""The amounts of a column share a scale, so that they line up; an amount in a sentence has its own."""

import re
from pathlib import Path

import pytest
from conftest import DATASET, Call, Write, edited, many

AMOUNT = re.compile(r"(-?)€ [\d.]+(?:,(\d+) (mln|mld))?")


def columns_of(page: str) -> list[list[str]]:
    """Return the cells of a Markdown table by column, the total row too, without the marks of bold."""
    lines = [line.replace("**", "")[2:-2] for line in page.splitlines() if line.startswith("|")]
    cells = [line.split(" | ") for line in lines]
    return [list(column) for column in zip(*cells, strict=True)]


def scales_in(column: list[str]) -> set[tuple[int, str]]:
    """Return how many decimals the amounts of a column have, and which scale."""
    amounts = [found for cell in column if cell != "€ 0" and (found := AMOUNT.fullmatch(cell))]
    return {(len(found[2] or ""), found[3]) for found in amounts}


def ends_of(page: str) -> set[int]:
    """Return where the amounts of a table end on their lines; its notes begin after an empty line."""
    rows = page.split("\n\n")[1]
    return {found.end() for line in rows.splitlines() for found in AMOUNT.finditer(line)}


@pytest.fixture
def uneven(tmp_path: Path) -> Path:
    """Return the shipped dataset with an amount of over a milliard above one of some ten thousands."""
    path = tmp_path / "data.yaml"
    text = DATASET.read_text(encoding="utf-8")
    for now, then in (("16500000", "1250000000"), (" 4000000", " 49999"), ("1200000", "1200")):
        assert now in text
        text = text.replace(now, then)
    path.write_text(text, encoding="utf-8")
    return path


CALLS = ["list", "totaal", "totaal --structureel", "totaal --eenmalig", "aansluiting", "toon haven-rotterdam"]


def test_each_column_has_one_scale_and_as_many_decimals(home: Path, uneven: Path) -> None:
    asked = [
        Call([*call.split(), "--data", str(data), "-f", "md"]) for data in (DATASET, uneven) for call in CALLS
    ]
    for call, page in zip(asked, many(home, asked), strict=True):
        scales = [scales_in(column) for column in columns_of(page.out)]
        assert any(scales), call
        assert all(len(scale) <= 1 for scale in scales), call


def test_amounts_of_all_sizes_line_up_on_the_screen(home: Path, uneven: Path) -> None:
    words = ["totaal", "--structureel", "--data", str(uneven), "-f", "tabel"]
    (page,) = many(home, [Call(words)])
    assert "€ 1.250.000.000" in page.out
    assert "€ 49.999" in page.out
    assert len(ends_of(page.out)) == 1


def test_nothing_is_zero_in_the_scale_of_any_column(home: Path) -> None:
    (page,) = many(home, [Call(["aansluiting", "-f", "md"])])
    (differences,) = [column for column in columns_of(page.out) if column[0] == "Verschil"]
    assert differences[2:4] == ["€ 0", "€ 0"]


def test_money_beside_kilos_has_one_scale_of_its_own(home: Path, write: Write) -> None:
    path = write(edited(("5100000", "5130000")))
    (page,) = many(home, [Call(["toon", "haven-rotterdam", "--data", str(path), "-f", "md"])])
    (values,) = [column for column in columns_of(page.out) if column[0] == "Waarde"]
    assert [value for value in values[2:] if "€" in value] == [
        "€ 16,50 mln", "€ 13,00 mln", "€ 5,00 mln", "€ 5,13 mln",
    ]  # fmt: skip
    assert "70.000 kg" in values


def test_a_sentence_keeps_the_scale_that_fits_its_own_amount(home: Path, write: Write) -> None:
    path = write(edited((" 5000000", " 4999000")))
    (page,) = many(home, [Call(["aansluiting", "--data", str(path), "-f", "md"])])
    assert "van de € 6,9 miljoen is € 1.000 niet in de bedragen terug te vinden" in page.out
    assert "| € 6,9 mln | € 6.899.000 | € 1.000 |" in page.out
