"""A workbook of the whole dataset: what a spreadsheet comes to is what the commands say, for any dataset."""

import csv
import io
import re
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from conftest import DATASET, Run, environment, fork
from documents import Part, document, hub, once, partner, yearly
from office import SOFFICE, Rows, by_libreoffice, needs_office

KINDS = {"structureel": "structureel, euro per jaar", "eenmalig": "eenmalig, euro, alle jaren samen"}


SOURCE = {"id": "nota", "titel": "Brief <&> 'x'", "soort": "brief", "datum": "onbekend"}


def dataset(*hubs: list[Part], partners: int = 0) -> str:
    """Return a dataset of knooppunten with these amounts."""
    made = [hub(f"hub-{number}", *amounts) for number, amounts in enumerate(hubs, 1)]
    return document(*made, bronnen=[SOURCE], partners=[partner(f"partner-{nr}") for nr in range(partners)])


TOLD_APART = [
    [yearly(1_000_000, vanaf=2025, bestemming="mensen"), yearly("onbekend", bestemming="'=1+1")],
    [once(2020, 700_000, bestemming="a"), once(2020, "onbekend", bestemming="b"), once(2031, 0)],
]
FOLLOWED = [yearly(1_000_000, vanaf=2020, tot=2023), yearly(2_000_000, vanaf=2024, tot=2026)]
DATASETS = {
    "shipped": DATASET.read_text(encoding="utf-8"),
    "nothing": dataset(),
    "no money": dataset([], []),
    "all unknown": dataset([yearly("onbekend"), once(2024, "onbekend")]),
    "no years": dataset([yearly(1_000_000)], [yearly("onbekend")]),
    "partly known": dataset(*TOLD_APART),
    "followed": dataset(FOLLOWED, []),
    "many": dataset(*([yearly(100_000 + n, vanaf=2020 + n % 5), once(2021, n)] for n in range(201))),
}
Books = dict[tuple[str, str], dict[str, Rows]]
READ = ["here", *(pytest.param(ending, marks=needs_office) for ending in ("xlsx", "ods"))]
"""Who works a workbook out: this file that of Excel, and LibreOffice one of each sort."""


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("data")
    found = {name: folder / f"{name.replace(' ', '-')}.yaml" for name in DATASETS}
    for name, path in found.items():
        path.write_text(DATASETS[name], encoding="utf-8")
    return found


@pytest.fixture(scope="module")
def books(home: Path, data: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Books:
    """Give the sheets of the workbook of each dataset, worked out from other figures than it holds."""
    folder = tmp_path_factory.mktemp("books")
    made = {
        (name, ending): folder / f"{path.stem}-{ending}.{ending}"
        for name, path in data.items()
        for ending in ("xlsx", "ods")
    }
    for (name, _), path in made.items():
        assert fork(["exporteer", path, "--data", data[name]], environment(home)).code == 0
        with_other_figures(path)
    found = {(name, "here"): worked_out(path) for (name, ending), path in made.items() if ending == "xlsx"}
    by_office = by_libreoffice(list(made.values()), folder) if SOFFICE else []
    return found | dict(zip(made, by_office, strict=False))


def worked_out(path: Path) -> dict[str, Rows]:
    """Return the cells of each sheet, of formulas (sums, less sums) what they come to."""
    book = openpyxl.load_workbook(path)

    def cells(area: str) -> list[Any]:
        sheet, _, place = area.replace("$", "").rpartition("!")
        return [cell.value for (cell,) in book[sheet.strip("'")][place]]

    def total(formula: str) -> int:
        summed, *more = re.findall(r"'\w+'![$\w:]+|\"[^\"]*\"", formula)
        amounts = cells(summed)
        for area, condition in zip(more[::2], more[1::2], strict=True):
            found = zip(amounts, cells(area), strict=True)
            amounts = [amount if meets(value, condition.strip('"')) else None for amount, value in found]
        return sum(amount for amount in amounts if isinstance(amount, int))

    def shown(value: Any) -> str:
        if not str(value).startswith("=SUMIFS("):
            return "" if value is None else str(value)
        first, *less = map(total, value.split("-SUMIFS"))
        return str(first - sum(less))

    return {
        sheet.title: [[shown(value) for value in row] for row in sheet.iter_rows(values_only=True)]
        for sheet in book.worksheets
    }


def meets(value: Any, condition: str) -> bool:
    """Whether a cell is one that SUMIFS takes: by its text, or as a number that is not above another."""
    sign, figure = re.findall(r"^(<=|<|)(.*)", condition)[0]
    if not sign:
        return str(value) == str(figure)
    most = int(figure) if sign == "<=" else int(figure) - 1
    return isinstance(value, int) and value <= most


def with_other_figures(path: Path) -> None:
    """Put another figure in each cell with a formula, which a spreadsheet is to mend."""
    with zipfile.ZipFile(path) as book:
        parts = {item: book.read(item) for item in book.infolist()}
    with zipfile.ZipFile(path, "w") as book:
        for item, content in parts.items():
            if re.fullmatch(r"xl/worksheets/sheet\d+\.xml|content\.xml", item.filename):
                text = re.sub(r"(</f><v>)\d+", r"\g<1>7", content.decode())
                text = re.sub(r'(table:formula="[^"]+"[^>]* office:value=")\d+', r"\g<1>7", text)
                content = text.encode()
            book.writestr(item, content)


def answers(run: Run, *words: str | Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(run(*words, "-f", "csv").out)))


def under(rows: Rows, heading: str) -> list[dict[str, str]]:
    """Return the rows below the one that begins with a heading, by the heading of their columns."""
    (top,) = (number for number, row in enumerate(rows) if row[0] == heading)
    return [dict(zip(rows[top], row, strict=False)) for row in rows[top + 1 :]]


def figure(row: dict[str, str] | None) -> str:
    """Return how a sheet shows the amount of a row: what is unknown as the word, nothing as nothing."""
    return (row["bedrag"] or "onbekend") if row else ""


@pytest.mark.parametrize("ending", READ)
@pytest.mark.parametrize("name", DATASETS)
def test_the_overview_comes_to_the_totals(
    run: Run, data: dict[str, Path], books: Books, name: str, ending: str
) -> None:
    per = "type" if name == "many" else "knooppunt"
    rows = {row[per] or row["naam"]: row for row in under(books[name, ending]["Overzicht"], per)}
    for kind, heading in KINDS.items():
        asked = ("totaal", f"--{kind}", "--data", data[name])
        found = {row["groep"]: row for row in answers(run, *asked, "--per", per)}
        assert all(rows[group][heading] == figure(row) for group, row in found.items())
        total = run(*asked, "--kaal").out.strip()
        assert rows["Totaal"][heading] == (total or ("onbekend" if found else ""))


@pytest.mark.parametrize("ending", READ)
@pytest.mark.parametrize("name", DATASETS)
@pytest.mark.parametrize("kind", KINDS)
def test_the_years_come_to_what_meerjaren_says(
    run: Run, data: dict[str, Path], books: Books, name: str, ending: str, kind: str
) -> None:
    sheet = books[name, ending].get(f"meerjaren {kind}")
    asked = answers(run, "meerjaren", f"--{kind}", "--data", data[name])
    if sheet is None:
        assert asked == []
        return
    rows = under(sheet, "Knooppunt")
    by_hub = {row["Id"]: row for row in rows if row.get("Id")}
    assert list(by_hub) == list(dict.fromkeys(row["knooppunt"] for row in asked))
    found = {(row["knooppunt"], in_words(row)): row for row in asked if row["jaar"]}
    years, ongoing = list(rows[0])[3:-1], {row["jaar"] for row in asked if row["doorlopend"] == "true"}
    spoken_of = [int(row["jaar"]) for row in asked if row["jaar"]]
    every = map(str, range(min(spoken_of), max(spoken_of) + 1)) if spoken_of else []
    assert years == [f"vanaf {year}" if year in ongoing else year for year in every]
    for id_, row in by_hub.items():
        assert [row[year] for year in years] == [figure(found.get((id_, year))) for year in years]
    (totals,) = (row for row in rows if row["Knooppunt"] == "Totaal")
    per_year = answers(run, "totaal", f"--{kind}", "--per", "jaar", "--data", data[name])
    by_year = {in_words({"jaar": row["groep"], **row}): row for row in per_year}
    assert [totals[year] for year in years] == [figure(by_year.get(year)) for year in years]


def in_words(row: dict[str, str]) -> str:
    return f"vanaf {row['jaar']}" if row.get("doorlopend") == "true" else row["jaar"]


def test_the_overview_says_of_how_many_a_total_is(books: Books) -> None:
    said = [row[0] for row in books["partly known", "here"]["Overzicht"]]
    assert "Structureel geld, in euro per jaar: bekend voor 0 van 1 knooppunt." in said
    assert any(line.startswith("Niet meegeteld: het structurele geld voor Hub 1, want") for line in said)
    assert "Stand van 2026" in said


def test_more_rows_than_a_sheet_has_are_refused_before_anything_is_written(run: Run, tmp_path: Path) -> None:
    data = tmp_path / "data.yaml"
    data.write_text(dataset(*[[]] * 1049, partners=1000))
    for name in ("uit.xlsx", "uit.ods"):
        answer = run("exporteer", tmp_path / name, "--data", data)
        assert (answer.code, answer.out) == (1, "")
        assert answer.err == (
            "Fout: tabel 'deelname' heeft 1.049.000 rijen, en een blad heeft er hoogstens 1.048.576; kies "
            "een map, of een bestandsnaam die eindigt op .sqlite.\n"
        )
    assert list(tmp_path.iterdir()) == [data]
