"""Workbooks: other programs read in them what `-f csv` says, and nothing in them is what it should not be."""

import json
import zipfile
from collections.abc import Iterator
from itertools import repeat
from pathlib import Path

import openpyxl
import pytest
from conftest import Run, Terminal
from documents import called
from office import by_libreoffice, convert, needs_office
from opened import by_openpyxl, field_rows, markdown_tables
from openpyxl.utils.escape import unescape

from ondermijning.render import Page, as_ods, as_xlsx, sheets
from ondermijning.render.sheets import (
    MOST_CHARACTERS,
    Cell,
    Chart,
    Formula,
    Heading,
    Link,
    Sheet,
    TooLargeError,
    name_for,
    sheets_of,
)
from ondermijning.table import Column, Report, Table

WRITERS = {"xlsx": as_xlsx.pieces, "ods": as_ods.pieces}
FORMATS = tuple(WRITERS)
DATE = "2026-11-24"
FIGURES = "knooppunt,soort,jaar,vanaf,tot,bedrag,eenheid"
LOOKALIKES = (
    "=1+1", "+1", "-1", "@SUM(1)", "{=1+1}", "00123", "1e5", "2024-01-01", "TRUE", "https://example.nl/",
    "mailto:a@example.nl", "internal:Blad!A1", "_x0041_", "<b>&amp;</b>", "  twee  spaties ", "een\nregel",
    "𝄞 ё 漢", "aan\"haling's",
)  # fmt: skip


def save(folder: Path, end: str, *sheets: Sheet, name: str = "x") -> Path:
    path = folder / f"{name}.{end}"
    path.write_bytes(b"".join(WRITERS[end](sheets, "Titel", DATE)))
    return path


def number(text: str) -> object:
    return float(text) if text else None


@pytest.mark.parametrize("call", ["bedragen", "bedragen --jaar 2024 --type zeehaven"])
def test_openpyxl_reads_the_figures_of_csv(call: str, run: Run, tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    assert run(*call.split(), "--velden", FIGURES, "-o", path).code == 0
    cells = by_openpyxl(path)["Bedragen"]
    top = next(place for place, row in enumerate(cells) if row[0] == "Knooppunt")
    expected = field_rows(run, call, FIGURES)
    assert len(cells) - top - 1 == len(expected)
    for found, row in zip(cells[top + 1 :], expected, strict=True):
        assert found[:2] == row[:2]
        assert found[2:5] == [number(text) for text in row[2:5]]
        assert found[5] == ("onbekend" if not row[5] else int(row[5]))
        assert found[6] == row[6]
    above = [row[0] for row in cells[:top]]
    assert "Stand van 24 november 2026" in above
    assert any(str(line).startswith("Voorwaarden: ") for line in above) == ("--" in call)


@needs_office
@pytest.mark.parametrize("end", FORMATS)
def test_libreoffice_reads_figures_texts_and_formulas(end: str, run: Run, tmp_path: Path) -> None:
    """The figures of CSV; texts as they stand; formulas of our own as it reckons them itself."""
    answer = tmp_path / f"antwoord.{end}"
    assert run("bedragen", "--velden", FIGURES, "-o", answer).code == 0
    texts = save(tmp_path, end, sheet_of([[text, text] for text in LOOKALIKES]), name="teksten")
    money = sheet_of([["a", 5], ["b", 7]], "van 't geld")
    of_it = [
        Formula("SUM('van ''t geld'!$B$5:$B$6)", 12),
        Formula('IF(B2>13,"a,b",LEN("B2,x"))', 4),
        Formula("ROUND(B2/5,1)", 2.4),
    ]
    over = Sheet("Over", [Heading("x"), Heading("y", "number")], [["som", formula] for formula in of_it])
    found = by_libreoffice([answer, texts, save(tmp_path, end, money, over, name="formules")], tmp_path)
    cells = found[0]["Bedragen"]
    top = next(place for place, row in enumerate(cells) if row[0] == "Knooppunt")
    expected = field_rows(run, "bedragen", FIGURES)
    assert cells[top + 1 :] == [[*row[:5], row[5] or "onbekend", row[6]] for row in expected]
    assert found[1]["Blad"][4:] == [[text, text] for text in LOOKALIKES]
    assert [row[0] for row in found[1]["Blad"][:2]] == ["=Titel", "+Stand"]
    assert [row[1] for row in found[2]["Over"][1:]] == ["12", "4", "2.4"]


def test_the_years_are_numbers_and_so_are_shares(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    assert run("totaal", "--eenmalig", "--per", "jaar", "-o", path).code == 0
    (cells, _) = by_openpyxl(path).values()
    rows = field_rows(run, "totaal --eenmalig --per jaar", "naam,bedrag,aandeel")
    found = [row[:3] for row in cells if isinstance(row[0], int)]
    assert found == [[int(a), int(b), pytest.approx(float(c) / 100)] for a, b, c in rows]
    sheet = openpyxl.load_workbook(path).worksheets[0]
    shown = {cell.value: cell.number_format for row in sheet.iter_rows() for cell in row if cell.value}
    assert shown[2022] == "0"
    assert "€" in shown[13000000]
    assert "#,##0" in shown[13000000]


@pytest.mark.parametrize("call", ["meerjaren", "toon rotterdam zeeland schiphol", "totaal --structureel"])
def test_each_table_has_a_sheet_and_notes_and_sources_have_one(call: str, run: Run, tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    assert run(*call.split(), "-o", path).code == 0
    book = openpyxl.load_workbook(path)
    tables = markdown_tables(run(*call.split(), "-f", "md").out)
    assert len(book.sheetnames) == len(tables) + 1
    for sheet, table in zip(book.worksheets, tables, strict=False):
        top = next(row for row in range(1, 9) if sheet.cell(row, 1).value == table[0][0])
        assert sheet.freeze_panes == f"A{top + 1}"
        assert str(sheet.auto_filter.ref).startswith(f"A{top}:")
        assert sheet.max_row == top + len(table) - 1
    told = json.dumps(by_openpyxl(path)["Toelichting"], ensure_ascii=False)
    assert "Stand van 24 november 2026" in told
    cells = [cell for row in book["Toelichting"].iter_rows() for cell in row]
    linked = [str(cell.hyperlink.target) for cell in cells if cell.hyperlink]
    assert all(address.startswith("http") for address in linked)
    assert bool(linked) == (call != "meerjaren")


@needs_office
def test_the_heading_and_its_filter_stay_in_opendocument_too(run: Run, tmp_path: Path) -> None:
    """As LibreOffice hands them on to Excel."""
    path = tmp_path / "x.ods"
    assert run("totaal", "--structureel", "-o", path).code == 0
    book = openpyxl.load_workbook(convert(path, "xlsx", tmp_path))
    assert book.sheetnames == ["Structureel geld, in euro per", "Toelichting"]
    sheet = book.worksheets[0]
    assert [sheet.cell(row, 1).value for row in (1, 2, 3, 5)] == [
        "Structureel geld, in euro per jaar",
        "Voorwaarden: structureel",
        "Stand van 24 november 2026",
        "Knooppunt",
    ]
    assert sheet.auto_filter.ref == "A5:D10"
    # What is frozen LibreOffice keeps only where it has a window; without `ooo` it is read by nobody.
    settings = zipfile.ZipFile(path).read("settings.xml").decode()
    assert 'xmlns:ooo="http://openoffice.org/2004/office"' in settings
    assert settings.count('"VerticalSplitPosition" config:type="int">5<') == 1
    assert (sheet["B6"].value, sheet["C6"].value) == (16500000, pytest.approx(0.623))
    assert "€" in sheet["B6"].number_format
    assert [cell for row in book["Toelichting"].iter_rows() for cell in row if cell.hyperlink]


def test_the_unit_stands_beside_a_figure_without_one_unit(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    assert run("kengetallen", "rotterdam", "-o", path).code == 0
    rows = next(iter(by_openpyxl(path).values()))
    assert [18947, "kg"] in [[row[3], row[4]] for row in rows]


@pytest.mark.parametrize("end", FORMATS)
def test_the_same_answer_is_the_same_bytes(end: str, run: Run, tmp_path: Path) -> None:
    paths = [tmp_path / f"{name}.{end}" for name in "ab"]
    for path in paths:
        assert run("list", "-o", path).code == 0
    assert paths[0].read_bytes() == paths[1].read_bytes()
    with zipfile.ZipFile(paths[0]) as book:
        assert any(b"2026-11-24" in book.read(name) for name in book.namelist())


@pytest.mark.parametrize("end", FORMATS)
def test_a_screen_gets_no_bytes_but_a_way_out(end: str, terminal: Terminal) -> None:
    code, out, _ = terminal("list", "-f", end)
    assert code == 2
    assert f"-o antwoord.{end}" in " ".join(out.split())
    assert "PK" not in out


def sheet_of(rows: list[list[Cell]] | Iterator[list[Cell]], name: str = "Blad") -> Sheet:
    return Sheet(
        name, [Heading("Tekst", width=20), Heading("Bedrag", "euro")], rows, above=["=Titel", "+Stand"]
    )


def test_texts_are_texts_to_openpyxl(tmp_path: Path) -> None:
    path = save(tmp_path, "xlsx", sheet_of([[text, text] for text in LOOKALIKES]))
    found = [cell for row in openpyxl.load_workbook(path)["Blad"].iter_rows(min_row=5) for cell in row]
    assert [unescape(str(cell.value)) for cell in found[::2]] == [*LOOKALIKES]
    assert [unescape(str(cell.value)) for cell in found[1::2]] == [*LOOKALIKES]
    assert not [cell.value for cell in found if cell.data_type != "s" or cell.hyperlink]


def with_chart() -> Sheet:
    total: list[Cell] = ["Totaal", Formula("SUM(B5:B6)", 12)]
    chart = Chart("Geld & meer", 0, [1])
    return sheet_of([["a", 5], ["b", 7]])._replace(total=total, chart=chart)


def test_a_formula_and_a_chart_are_there_in_excel(tmp_path: Path) -> None:
    path = save(tmp_path, "xlsx", with_chart())
    assert openpyxl.load_workbook(path)["Blad"]["B7"].value == "=SUM(B5:B6)"
    assert by_openpyxl(path)["Blad"][6] == ["Totaal", 12]
    assert "xl/charts/chart1.xml" in zipfile.ZipFile(path).namelist()


@needs_office
@pytest.mark.parametrize("end", FORMATS)
def test_libreoffice_keeps_the_chart(end: str, tmp_path: Path) -> None:
    """Opened and saved again, it is still a chart of these cells."""
    path = convert(save(tmp_path, end, with_chart()), "fods", tmp_path)
    text = path.read_text(encoding="utf-8")
    assert 'chart:values-cell-range-address="Blad.B5:Blad.B6"' in text.replace("$", "")
    assert "Geld &amp; meer" in text


@pytest.mark.parametrize("end", FORMATS)
def test_what_xml_refuses_becomes_a_sign(end: str, tmp_path: Path) -> None:
    path = save(tmp_path, end, sheet_of([["a\x00\x1b\ud800\uffff", None]]))
    name = {"xlsx": "xl/worksheets/sheet1.xml", "ods": "content.xml"}[end]
    assert "a\ufffd\ufffd\ufffd\ufffd" in zipfile.ZipFile(path).read(name).decode()


@pytest.mark.parametrize(("title", "name"), [
    ("Structureel geld, in euro per jaar", "Structureel geld, in euro per"),
    ("a[b]:c*d?e/f\\g", "a b c d e f g"),
    ("'geciteerd'", "geciteerd"),
    ("", "Blad"),
    ("History", "History 2"),
    ("Bezet", "Bezet 2"),
    ("x" * 99, "x" * 31),
    ("x" * 30 + "'", "x" * 30),
])  # fmt: skip
def test_a_sheet_has_a_name_that_excel_takes(title: str, name: str) -> None:
    assert name_for(title, {"bezet"}) == name


def test_many_sheets_of_one_title_have_names_of_their_own() -> None:
    taken = set[str]()
    for _ in range(120):
        name = name_for("Knooppunt met een heel erg lange naam", taken)
        assert len(name) <= 31
        taken.add(name.lower())
    assert len(taken) == 120


@pytest.mark.parametrize("end", FORMATS)
def test_a_text_too_long_for_a_cell_is_told(end: str) -> None:
    save_only = WRITERS[end]
    fits, too_long = "x" * MOST_CHARACTERS, "𝄞" * (MOST_CHARACTERS // 2 + 1)
    assert b"".join(save_only([sheet_of([[fits, None]])], "T", DATE))
    with pytest.raises(TooLargeError, match=r"heeft 32\.768 tekens, en in een cel passen er hoogstens 32"):
        b"".join(save_only([sheet_of([[too_long, None]])], "T", DATE))


def test_more_rows_than_a_sheet_holds_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(TooLargeError, match=r"meer dan 1\.048\.576 rijen"):
        for _ in sheets.laid_out(Sheet("Blad", [Heading("x")], repeat([None], sheets.MOST_ROWS))):
            pass
    monkeypatch.setattr(sheets, "MOST_ROWS", 20)
    for write in WRITERS.values():
        assert b"".join(write([Sheet("Blad", [Heading("x")], repeat([None], 19))], "T", DATE))
        with pytest.raises(TooLargeError):
            b"".join(write([Sheet("Blad", [Heading("x")], repeat([None], 20))], "T", DATE))


def test_what_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    for write in WRITERS.values():
        with pytest.raises(TooLargeError):
            b"".join(write([sheet_of([["x" * 40_000, None]])], "T", DATE))
    assert list(tmp_path.iterdir()) == []


def test_a_link_leads_to_the_web_alone(tmp_path: Path) -> None:
    addresses = ["https://a.nl/?x=1", "javascript:alert(1)", "file:///etc/passwd", "https://" + "a" * 3000]
    path = save(tmp_path, "xlsx", sheet_of([[Link(address), None] for address in addresses]))
    cells = [row[0] for row in openpyxl.load_workbook(path)["Blad"].iter_rows(min_row=5)]
    assert [cell.value for cell in cells] == addresses
    assert [bool(cell.hyperlink) for cell in cells] == [True, False, False, False]
    content = zipfile.ZipFile(save(tmp_path, "ods", sheet_of([[Link(a), None] for a in addresses])))
    assert content.read("content.xml").decode().count("<text:a ") == 1


def test_hostile_text_of_a_dataset_is_text_in_a_workbook(run: Run, tmp_path: Path) -> None:
    hostile = "a =HYPERLINK(1) <c>&\"' [x]:*?/\\ _x0041_"
    path = called(hostile, tmp_path)
    assert run("toon", "haven-rotterdam", "--data", path, "-o", tmp_path / "x.xlsx").code == 0
    assert run("list", "--data", path, "-o", tmp_path / "l.xlsx").code == 0
    cells = [cell for row in by_openpyxl(tmp_path / "l.xlsx")["Knooppunten"] for cell in row]
    assert hostile in [unescape(str(cell)) for cell in cells]
    name = openpyxl.load_workbook(tmp_path / "x.xlsx").sheetnames[0]
    assert unescape(by_openpyxl(tmp_path / "x.xlsx")[name][0][0]) == hostile


@pytest.mark.parametrize("end", FORMATS)
def test_without_its_library_a_format_says_what_to_install(end: str, run: Run, tmp_path: Path) -> None:
    (tmp_path / "xlsxwriter.py").write_text("raise ImportError('none')\n")
    path = tmp_path / f"x.{end}"
    answer = run("list", "-o", path, env={"PYTHONPATH": str(tmp_path)})
    if end == "ods":
        assert answer.code == 0
        return
    assert (answer.code, answer.out) == (1, "")
    assert "'knooppunt[kantoor]'\n" in answer.err
    assert not path.exists()


@pytest.mark.parametrize("value", [10**15 - 1, 0.25, 10**15, 2**63 - 1, float("inf"), -float("inf")])
def test_a_figure_that_a_spreadsheet_cannot_hold_is_a_text(value: float, tmp_path: Path) -> None:
    table = Table("Cijfers", [Column("x", "X", "text")], [{"x": value}])
    path = save(tmp_path, "xlsx", *sheets_of(Report([table]), Page()))
    assert by_openpyxl(path)["Cijfers"][-1] == [value if abs(value) < 10**15 else str(value)]
