"""An answer of several tables, what it is an answer to, and amounts whose unit the title says."""

import json

import pytest

from ondermijning.render import Page, named
from ondermijning.table import UNKNOWN, Citation, Column, Report, Table

PAGE = Page(width=60)
FIRST = Citation("een", 3, None, "Eerste bron, 2022 (een)", None)
SECOND = Citation("twee", None, None, "Tweede bron, 2023 (twee)", None)
COLUMNS = (
    Column("naam", "Naam"),
    Column("nu", "Nu", "euro"),
    Column("straks", "Straks", "euro"),
    Column("bron", "Bron", "citations", machine=False),
)


def block(title: str, *rows: tuple[object, ...], **more: object) -> Table:
    """Return a table with these rows, each in the order of the columns."""
    names = [column.name for column in COLUMNS]
    made = [dict(zip(names, row, strict=True)) for row in rows]
    return Table(title, COLUMNS, made, **more)  # type: ignore[arg-type]


BOTH = Report(
    [
        block("Per jaar", ("a", 16_500_000, UNKNOWN, [FIRST])),
        block("Eenmalig", ("b", 700_000, None, [SECOND, FIRST])),
    ],
    ["plaats Moerdijk", "structureel"],
    "2026-11-24",
)


def drawn(report: Report, name: str) -> str:
    pieces = list(named(name).render(report, PAGE))
    return "".join(piece for piece in pieces if isinstance(piece, str))


@pytest.mark.parametrize("name", ["tabel", "md"])
def test_people_get_the_tables_then_their_sources_once_and_what_it_is_an_answer_to(name: str) -> None:
    text = drawn(BOTH, name)
    marks = [
        "Per jaar", "Eenmalig", "Eerste bron", "Tweede bron", "Voorwaarden: plaats Moerdijk; structureel",
    ]  # fmt: skip
    places = [text.index(mark) for mark in [*marks, "Stand van 24 november 2026"]]
    assert places == sorted(places)
    assert text.count("Eerste bron") == 1
    assert text.rstrip().endswith("Stand van 24 november 2026")


@pytest.mark.parametrize("name", ["tabel", "md"])
def test_without_conditions_or_a_date_nothing_is_said_of_them(name: str) -> None:
    text = drawn(Report(BOTH.tables), name)
    assert "Voorwaarden" not in text
    assert "Stand van" not in text


def test_programs_get_the_rows_of_all_tables_under_one_heading() -> None:
    assert drawn(BOTH, "csv") == "naam,nu,straks\na,16500000,\nb,700000,\n"
    assert drawn(BOTH, "tsv") == "naam\tnu\tstraks\na\t16500000\t\nb\t700000\t\n"
    assert [json.loads(line)["naam"] for line in drawn(BOTH, "jsonl").splitlines()] == ["a", "b"]
    assert drawn(BOTH, "kaal") == "a\nb\n"


def test_an_object_says_what_it_is_an_answer_to_and_an_array_stays_one() -> None:
    first, second = ({"naam": "a", "nu": 16_500_000}, {"naam": "b", "nu": 700_000})
    assert json.loads(drawn(BOTH, "json")) == [[one | {"straks": None}] for one in (first, second)]
    one = block("Per jaar", ("a", 1, 2, []), wrapper={"totaal": 1})
    assert json.loads(drawn(BOTH._replace(tables=[one]), "json")) == {
        "totaal": 1,
        "posten": [{"naam": "a", "nu": 1, "straks": 2}],
        "voorwaarden": ["plaats Moerdijk", "structureel"],
        "bijgewerkt": "2026-11-24",
    }


@pytest.mark.parametrize(("amounts", "title", "figures"), [
    ((16_500_000, 1_000_000), "Per jaar, in miljoen euro", {"16,5", "1,0"}),
    ((1_250_000_000, 10_000_000), "Per jaar, in miljard euro", {"1,25", "0,01"}),
    ((16_500_000, 49_999), "Per jaar, in euro", {"16.500.000", "49.999"}),
])  # fmt: skip
@pytest.mark.parametrize("name", ["tabel", "md"])
def test_a_title_may_say_the_one_unit_of_all_amounts(
    name: str, amounts: tuple[int, int], title: str, figures: set[str]
) -> None:
    table = block("Per jaar", ("a", *amounts, []), ("b", UNKNOWN, None, []), unit_in_title=True)
    text = drawn(Report([table]), name)
    assert title in text
    assert "€" not in text
    assert figures | {"onbekend"} <= set(text.split())
