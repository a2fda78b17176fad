"""Amounts as people write and read them: what is written reads back, and what is no amount is refused."""

import re
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ondermijning.amounts import MOST, grouped, in_words, parse, scale_for, written

SIZES = {
    "": 1, " k": 10**3, " duizend": 10**3, "m": 10**6, "mln": 10**6, " mln.": 10**6, " miljoen": 10**6,
    "\u00a0mld": 10**9, " miljard": 10**9,
}  # fmt: skip
ROUND = st.builds(lambda digits, zeros: digits * 10**zeros, st.integers(0, 9_999), st.integers(0, 8))


@given(st.integers(0, MOST) | ROUND)
@example(MOST)
@example(0)
def test_what_is_written_reads_back_to_the_euro(euros: int) -> None:
    assert parse(written(euros)) == euros


@given(st.integers(0, MOST) | ROUND)
def test_an_amount_is_written_one_way_with_a_euro_sign_and_dutch_signs(euros: int) -> None:
    assert re.fullmatch(r"€ \d{1,3}(\.\d{3})*(,\d{1,2} (mln|mld))?", written(euros))


@pytest.mark.parametrize(("euros", "text"), [
    (0, "€ 0"), (12_345, "€ 12.345"), (500_000, "€ 0,5 mln"), (16_500_000, "€ 16,5 mln"),
    (22_000_000, "€ 22,0 mln"), (16_550_000, "€ 16,55 mln"), (16_555_000, "€ 16.555.000"),
    (29_000_000_000, "€ 29,0 mld"), (99_000, "€ 99.000"), (100_000, "€ 0,1 mln"),
    (990_000_000, "€ 990,0 mln"), (1_000_000_000, "€ 1,0 mld"), (1_010_000_000, "€ 1,01 mld"),
    (1_001_000_000, "€ 1.001,0 mln"), (-1, "-€ 1"),
])  # fmt: skip
def test_amounts_are_never_rounded_to_look_better(euros: int, text: str) -> None:
    assert written(euros) == text


@pytest.mark.parametrize(("euros", "text"), [
    (16_500_000, "€ 16,5 miljoen"), (9_000_000, "€ 9 miljoen"), (2_250_000, "€ 2,25 miljoen"),
    (16_555_000, "€ 16.555.000"), (1_500_000_000, "€ 1,5 miljard"), (-7_000_000, "-€ 7 miljoen"),
    (12_345, "€ 12.345"), (0, "€ 0"),
])  # fmt: skip
def test_a_sentence_says_amounts_in_whole_words(euros: int, text: str) -> None:
    assert in_words(euros) == text


@given(st.integers(0, MOST) | ROUND)
def test_what_a_sentence_says_reads_back_to_the_euro(euros: int) -> None:
    assert parse(in_words(euros)) == euros


COLUMNS = st.lists(st.integers(-MOST, MOST) | ROUND | ROUND.map(lambda euros: -euros), min_size=1, max_size=8)


@given(COLUMNS)
@example([0, 0])
@example([0, 6_900_000])
@example([1_250_000_000, 49_999])
@example([-7_000_000, 16_550_000, 0])
def test_a_column_is_written_in_one_scale_that_lines_up_and_reads_back(column: list[int]) -> None:
    scale = scale_for(column)
    texts = [written(euros, scale) for euros in column]
    assert [parse(text.removeprefix("-")) * (-1 if text[0] == "-" else 1) for text in texts] == column
    ends = {re.sub(r"^-?€ [\d.]+", "", re.sub(r"\d(?=[^,]*$)", "0", text)) for text in texts if text != "€ 0"}
    assert len(ends) <= 1
    assert all(re.fullmatch(r"-?€ \d{1,3}(\.\d{3})*(,\d{1,2} (mln|mld))?", text) for text in texts)


@pytest.mark.parametrize(("column", "texts"), [
    ([0, 0], ["€ 0", "€ 0"]), ([0, 6_900_000], ["€ 0", "€ 6,9 mln"]),
    ([1_250_000_000, 49_999], ["€ 1.250.000.000", "€ 49.999"]),
    ([1_250_000_000, 2_500_000], ["€ 1.250,0 mln", "€ 2,5 mln"]),
    ([1_250_000_000, 3_000_000_000], ["€ 1,25 mld", "€ 3,00 mld"]),
    ([16_550_000, 4_000_000], ["€ 16,55 mln", "€ 4,00 mln"]),
    ([20_000_000, 30_000_000], ["€ 20,0 mln", "€ 30,0 mln"]),
    ([-7_000_000, 500_000], ["-€ 7,0 mln", "€ 0,5 mln"]), ([90_000, 10_000], ["€ 90.000", "€ 10.000"]),
    ([1_000_000, 10_000], ["€ 1,00 mln", "€ 0,01 mln"]),
])  # fmt: skip
def test_the_scale_of_a_column_is_the_largest_that_rounds_nothing(
    column: list[int], texts: list[str]
) -> None:
    assert [written(euros, scale_for(column)) for euros in column] == texts


@pytest.mark.parametrize(("text", "euros"), [
    ("2mln", 2_000_000), ("2MLN", 2_000_000), ("2 mln", 2_000_000), ("2 mln.", 2_000_000),
    ("2,5 mln", 2_500_000), ("2.5 mln", 2_500_000), ("2,5mln", 2_500_000), ("2,5 miljoen euro", 2_500_000),
    ("16,5 mln. euro", 16_500_000), ("0,5 miljoen", 500_000), ("€ 1.500.000", 1_500_000),
    ("€1.500.000", 1_500_000), ("€\u00a01.500.000", 1_500_000), ("€\u202f1\u202f500\u202f000", 1_500_000),
    ("2,5\u00a0mln", 2_500_000), ("1500000", 1_500_000), ("1 500 000", 1_500_000), ("16_500_000", 16_500_000),
    ("1.500.000,-", 1_500_000), ("€ 1.500.000,-", 1_500_000), ("1.500.000,00", 1_500_000), ("1500", 1_500),
    ("1.500", 1_500), ("500k", 500_000), ("EUR 3 mld", 3_000_000_000), ("eur 3 miljard", 3_000_000_000),
    ("3 euro", 3), (" 3 ", 3), ("1.500 mln", 1_500_000_000), ("1.25 mln", 1_250_000),
    ("1.2345 mln", 1_234_500), ("1000 mld", 10**12), ("0" * 39 + "5", 5), ("0" * 18 + "5," + "0" * 21, 5),
    ("0", 0),
])  # fmt: skip
def test_amounts_are_read_as_people_write_them(text: str, euros: int) -> None:
    assert parse(text) == euros


@pytest.mark.parametrize("text", [
    "", " ", "€", "mln", "veel", "onbekend", "-1", "-2mln", "€ -5", "+5", "1,5", "1.5", "2,50", "€ 12,34",
    "0,0000001 mln", "1,500", "1.50.000", "1.5000", "15.00.000", "1,500,000", "1e6", "0x10", "inf", "nan",
    "2 mlm", "2 mln 3", "2 - 3 mln", "$ 5", "5%", "٣", "²", "1\n000\n000", str(MOST + 1), "1234.567 mln",
    "1000000000001", "1001 mld", "0" * 40 + "5", "0" * 19 + "5," + "0" * 21, "9" * 5000,
    "1," + "0" * 5000 + "1 mln",
])  # fmt: skip
def test_what_is_no_whole_number_of_euros_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        parse(text)


@given(
    st.integers(0, 2 * 10**6),
    st.none() | st.text("0123456789", min_size=1, max_size=32),
    st.sampled_from(sorted(SIZES)),
    st.sampled_from(["", "€", "€ ", "EUR ", "euro "]),
    st.booleans(),
)
@example(1, "0000000000000000000000000000001", " miljoen", "", False)
@example(2, "5", "mln", "", False)
def test_an_amount_means_what_its_digits_say_or_is_refused(
    whole: int, decimals: str | None, unit: str, sign: str, points: bool
) -> None:
    """The oracle is exact arithmetic: a fraction of a euro, however small, is never rounded away."""
    text = sign + (grouped(whole) if points else str(whole)) + (f",{decimals}" if decimals else "") + unit
    exact = (whole + (Fraction(int(decimals), 10 ** len(decimals)) if decimals else 0)) * SIZES[unit]
    if exact.denominator == 1 and exact <= MOST:
        assert parse(text) == exact
    else:
        with pytest.raises(ValueError):
            parse(text)


@given(
    st.text()
    | st.text("0123456789.,-_ €mlndkEURo\u00a0\u202f", max_size=30)
    | st.from_regex(r"\A[€ ]?\d+[.,]?")
)
def test_any_text_gives_an_amount_within_bounds_or_a_value_error(text: str) -> None:
    try:
        euros = parse(text)
    except ValueError:
        return
    assert type(euros) is int
    assert 0 <= euros <= MOST
