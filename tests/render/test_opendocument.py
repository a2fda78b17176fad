"""OpenDocument without an office suite: parsed, a workbook of it says what the same one of Excel says."""

import re
import shlex
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

import openpyxl
import pytest
from conftest import Run
from opened import EXCEL_SHOWN, Ods, by_openpyxl
from test_workbooks import LOOKALIKES, save, sheet_of, with_chart

from ondermijning.render.sheets import Cell, Formula, Heading, Link, Sheet

CALLS = [
    "bedragen",
    "totaal --structureel",
    "totaal --eenmalig --per jaar",
    "kengetallen",
    "meerjaren",
    "toon rotterdam zeeland schiphol",
    "controleer",
    "sql 'SELECT 1 = 1 AS waar, 0.5 AS half, NULL AS niets'",
]


@pytest.mark.parametrize("call", [*CALLS, "exporteer"])
def test_a_workbook_of_opendocument_says_what_one_of_excel_says(call: str, run: Run, tmp_path: Path) -> None:
    """The cells and formulas of each sheet, how numbers are shown, what is frozen, filtered and a link."""
    ods, xlsx = tmp_path / "x.ods", tmp_path / "x.xlsx"
    for path in (ods, xlsx):
        words = [call, path] if call == "exporteer" else [*shlex.split(call), "-o", path]
        assert run(*words).code == 0
    book, found = openpyxl.load_workbook(xlsx), Ods(ods)
    assert found.cells == {
        name: [[round(cell, 9) if isinstance(cell, float) else cell for cell in row] for row in rows]
        for name, rows in by_openpyxl(xlsx).items()
    }
    assert [sheet.title for sheet in book.worksheets] == [*found.cells]
    for number, sheet in enumerate(book.worksheets):
        cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
        formulas = {cell.coordinate: str(cell.value)[1:] for cell in cells if cell.data_type == "f"}
        assert found.formulas[sheet.title] == formulas
        assert found.links[sheet.title] == {c.coordinate: c.hyperlink.target for c in cells if c.hyperlink}
        numbers = {cell.coordinate: cell.number_format for cell in cells if cell.data_type in "nf"}
        assert {place: EXCEL_SHOWN[shown] for place, shown in found.shown[sheet.title].items()} == numbers
        bold = {cell.coordinate for cell in cells if cell.font.bold}
        assert bold == found.bold[sheet.title]
        top = found.headings[sheet.title]
        assert sheet.freeze_panes == f"A{top + 1}"
        assert found.frozen[sheet.title] == {"VerticalSplitPosition": top, "PositionBottom": top}
        last = sheet.auto_filter.ref.replace(":", f":'{sheet.title}'.")
        assert found.filters[f"__Anonymous_Sheet_DB__{number}"] == f"'{sheet.title}'.{last}"
        ranges = sheet.column_dimensions.values()
        widths = [one.width - 0.7109375 for one in ranges for _ in range(one.min or 0, (one.max or 0) + 1)]
        assert found.widths[sheet.title] == pytest.approx([0.2 * width + 0.3 for width in widths])


@pytest.mark.parametrize("end", ["ods", "xlsx"])
def test_a_link_looks_like_one(end: str, tmp_path: Path) -> None:
    path = save(tmp_path, end, sheet_of([[Link("https://a.nl/?x=1&y='2'"), 5]]))
    if end == "ods":
        found = Ods(path)
        assert found.links["Blad"] == {"A5": "https://a.nl/?x=1&y='2'"}
        assert found.blue_and_underlined["Blad"] == {"A5"}
        return
    cell, other = openpyxl.load_workbook(path)["Blad"][5]
    assert (cell.font.underline, cell.font.color.rgb) == ("single", "FF0563C1")
    assert not other.font.underline


def test_texts_are_texts(tmp_path: Path) -> None:
    rows: list[list[Cell]] = [[text, text] for text in (*LOOKALIKES, "a\tb", "een\n\nregel")]
    assert Ods(save(tmp_path, "ods", sheet_of(rows))).cells["Blad"][4:] == rows


def test_formulas_are_those_of_the_standard(tmp_path: Path) -> None:
    words = ["SUM('van ''t geld'!$B$5:$B$6)", 'IF(B2>13,"a,b",LEN("B2,x"))', "ROUND(B2/5,1)", "SUM(blad!C2)"]
    over = Sheet("Over", [Heading("x", "number")], [[Formula(text, 1)] for text in words])
    path = save(tmp_path, "ods", over)
    written = ZipFile(path).read("content.xml").decode()
    assert re.findall(r'table:formula="([^"]*)"', written) == [
        "of:=SUM([$&#x27;van &#x27;&#x27;t geld&#x27;.$B$5:.$B$6])",
        "of:=IF([.B2]&gt;13;&quot;a,b&quot;;LEN(&quot;B2,x&quot;))",
        "of:=ROUND([.B2]/5;1)",
        "of:=SUM([$blad.C2])",
    ]


def test_a_chart_is_of_the_cells_of_its_sheet(tmp_path: Path) -> None:
    path = save(tmp_path, "ods", with_chart())
    found = Ods(path)
    assert found.cells["Blad"][6] == ["Totaal", 12]
    (chart,) = found.charts.values()
    assert chart.title == "Geld & meer"
    assert chart.labels == "'Blad'.A5:'Blad'.A6"
    assert chart.series == [("'Blad'.B4:'Blad'.B4", "'Blad'.B5:'Blad'.B6")]
    book = openpyxl.load_workbook(save(tmp_path, "xlsx", with_chart()))
    drawn = book["Blad"]._charts  # type: ignore[attr-defined]
    (series,) = drawn[0].series
    cells = (series.val.numRef.f, (series.cat.numRef or series.cat.strRef).f)
    assert cells == ("Blad!$B$5:$B$6", "Blad!$A$5:$A$6")
    assert (drawn[0].legend, series.tx.strRef.f) == (None, "Blad!$B$4")


def test_the_parts_are_those_of_the_standard(tmp_path: Path) -> None:
    """The sort of file comes first and bare; the list names each part and each chart; no style is missing."""
    path = save(tmp_path, "ods", with_chart(), sheet_of([["a", 1]], "Ander"))
    with ZipFile(path) as book:
        first = book.infolist()[0]
        kind = "application/vnd.oasis.opendocument.spreadsheet"
        assert (first.filename, first.compress_type) == ("mimetype", ZIP_STORED)
        assert book.read(first).decode() == kind
        names = {*book.namelist()} - {"mimetype", "META-INF/manifest.xml"}
        chart = {"grafiek0/": "application/vnd.oasis.opendocument.chart"}
    found = Ods(path)
    assert found.listed == {"/": kind, **chart, **dict.fromkeys(names, "text/xml")}
    assert found.missing_styles == set()
    assert found.told == ("Titel", "2026-11-24T00:00:00")
