"""Read what the program writes with programs that others wrote: workbooks, and the table in Markdown."""

import csv
import io
import re
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import openpyxl
from conftest import Run
from openpyxl.utils import get_column_letter

Rows = list[list[str]]


def markdown_tables(text: str) -> list[Rows]:
    """Return the cells of the tables in a Markdown answer, its headings first."""
    tables: list[Rows] = []
    before = ""
    for line in text.splitlines():
        if line.startswith("| ") and not line.startswith("| ---"):
            if not before.startswith("|"):
                tables.append([])
            tables[-1].append([_plain(cell) for cell in line[2:-2].split(" | ")])
        before = line
    return tables


def _plain(cell: str) -> str:
    text = re.sub(r"^\*\*(.*)\*\*$", r"\1", cell.strip())
    if text.startswith("[^"):
        return " ".join(re.findall(r"\[\^(\d+)\]", text))
    link = re.fullmatch(r"<https?://(?:www\.)?([^/>]+).*>", text)
    return link[1] if link else re.sub(r"\\(.)", r"\1", text)


def by_openpyxl(path: Path) -> dict[str, list[list[Any]]]:
    """Return the cells of each sheet of a workbook of Excel, formulas as what they come to."""
    book = openpyxl.load_workbook(path, data_only=True)
    return {name: [list(row) for row in book[name].iter_rows(values_only=True)] for name in book.sheetnames}


def field_rows(run: Run, call: str, fields: str) -> Rows:
    """Return the rows of an answer as CSV gives them, without their heading."""
    return list(csv.reader(io.StringIO(run(*call.split(), "-f", "csv", "--velden", fields).out)))[1:]


_URN = "{urn:oasis:names:tc:opendocument:xmlns:"
_OFFICE, _TABLE, _TEXT, _STYLE = (f"{_URN}{name}:1.0}}" for name in ("office", "table", "text", "style"))
_FO, _CHART, _CONFIG = (f"{_URN}{name}:1.0}}" for name in ("xsl-fo-compatible", "chart", "config"))
_MANIFEST = f"{_URN}manifest:1.0}}"
_LINK = "{http://www.w3.org/1999/xlink}href"
EXCEL_SHOWN = {
    "": "General",
    "N-euro": "[$€-413] #,##0;-[$€-413] #,##0",
    "N-number": "#,##0",
    "N-integer": "0",
    "N-year": "0",
    "N-decimal": "General",
    "N-percentage": "0.0%",
}
"""The number formats of Excel by the names of the styles that show numbers alike."""


class OdsChart(NamedTuple):
    """A chart: its title, the cells along its axis, and of each series the cells of heading and values."""

    title: str
    labels: str | None
    series: list[tuple[str | None, str | None]]


class Ods:
    """A workbook of OpenDocument, each part of it parsed: what is told of each sheet by its name."""

    def __init__(self, path: Path) -> None:
        with ZipFile(path) as book:
            parts = {
                name: ET.fromstring(book.read(name)) for name in book.namelist() if name.endswith(".xml")
            }
        content = parts["content.xml"]
        self._styles = {style.get(f"{_STYLE}name"): style for style in content.iter(f"{_STYLE}style")}
        self._looks = {
            name: {key: value for part in style for key, value in part.items()}
            for name, style in self._styles.items()
        }
        self.cells: dict[str, list[list[Any]]] = {}
        self.formulas, self.links = dict[str, dict[str, str]](), dict[str, dict[str, str | None]]()
        self.shown, self.widths = dict[str, dict[str, str]](), dict[str, list[float]]()
        self.bold, self.blue_and_underlined = dict[str, set[str]](), dict[str, set[str]]()
        self.headings, self.missing_styles = dict[str, int](), set[str | None]()
        for sheet in content.iter(f"{_TABLE}table"):
            self._read(sheet)
        ranges = content.iter(f"{_TABLE}database-range")
        self.filters = {one.get(f"{_TABLE}name"): one.get(f"{_TABLE}target-range-address") for one in ranges}
        views = parts["settings.xml"].iter(f"{_CONFIG}config-item-map-entry")
        self.frozen = {
            view.get(f"{_CONFIG}name"): {
                str(item.get(f"{_CONFIG}name")): int(str(item.text))
                for item in view
                if item.get(f"{_CONFIG}type") == "int"
            }
            for view in views
        }
        charts = {name.split("/")[0]: part for name, part in parts.items() if name.startswith("grafiek")}
        shown = [str(one.get(_LINK)) for one in content.iter() if one.tag.endswith("}object")]
        assert shown == [f"./{name}" for name in charts]
        self.charts = {name: _chart(part) for name, part in charts.items()}
        self.listed = {
            entry.get(f"{_MANIFEST}full-path"): entry.get(f"{_MANIFEST}media-type")
            for entry in parts["META-INF/manifest.xml"]
        }
        about = {one.tag.partition("}")[2]: one.text for one in parts["meta.xml"].iter()}
        self.told = about["title"], about["date"]

    def _read(self, sheet: ET.Element) -> None:
        name = str(sheet.get(f"{_TABLE}name"))
        self.cells[name], self.formulas[name], self.links[name], self.shown[name] = [], {}, {}, {}
        self.bold[name], self.blue_and_underlined[name] = set(), set()
        columns = [str(one.get(f"{_TABLE}style-name")) for one in sheet.iter(f"{_TABLE}table-column")]
        self.widths[name] = [
            float(self._looks[style][f"{_STYLE}column-width"].removesuffix("cm")) for style in columns
        ]
        (top,) = sheet.iter(f"{_TABLE}table-header-rows")
        for number, row in enumerate(sheet.iter(f"{_TABLE}table-row"), 1):
            if row is top[0]:
                self.headings[name] = number
            for place, cell in enumerate(row):
                if cell.get(f"{_OFFICE}value-type") or cell.get(f"{_TABLE}formula"):
                    self._look(name, f"{get_column_letter(place + 1)}{number}", cell)
            self.cells[name].append([_value(cell) for cell in row])
        most = max(map(len, self.cells[name]))
        self.cells[name] = [row + [None] * (most - len(row)) for row in self.cells[name]]

    def _look(self, name: str, place: str, cell: ET.Element) -> None:
        style = cell.get(f"{_TABLE}style-name")
        if style not in self._looks:
            self.missing_styles.add(style)
            return
        look = self._looks[style]
        if formula := cell.get(f"{_TABLE}formula"):
            sheets = re.sub(r"\[\$('(?:[^']|'')+'|\w+)\.", r"[\1!", formula.removeprefix("of:=")).replace(
                ";", ","
            )
            self.formulas[name][place] = re.sub(r"[][]|(?<![\w])\.(?=\$?[A-Z])", "", sheets)
        for link in cell.iter(f"{_TEXT}a"):
            self.links[name][place] = link.get(_LINK)
        if look.get(f"{_STYLE}text-underline-style") == "solid" and look.get(f"{_FO}color") == "#0563c1":
            self.blue_and_underlined[name].add(place)
        if look.get(f"{_FO}font-weight") == "bold":
            self.bold[name].add(place)
        if (kind := cell.get(f"{_OFFICE}value-type")) in ("float", "currency", "percentage"):
            shown = self._styles[style].get(f"{_STYLE}data-style-name", "")
            assert kind == {"N-euro": "currency", "N-percentage": "percentage"}.get(shown, "float")
            self.shown[name][place] = shown


def _value(cell: ET.Element) -> Any:
    match cell.get(f"{_OFFICE}value-type"):
        case None:
            return None
        case "string":
            return "\n".join(map(_words, cell))
        case "boolean":
            return cell.get(f"{_OFFICE}boolean-value") == "true"
    return round(float(cell.get(f"{_OFFICE}value") or ""), 9)


def _words(element: ET.Element) -> str:
    """Return text with the spaces and tabs that are elements in it."""
    words = element.text or ""
    for one in element:
        spaces = {f"{_TEXT}s": " " * int(one.get(f"{_TEXT}c") or 1), f"{_TEXT}tab": "\t"}
        words += spaces.get(one.tag, "") or _words(one)
        words += one.tail or ""
    return words


def _chart(part: ET.Element) -> OdsChart:
    (title,), (labels,) = part.iter(f"{_CHART}title"), part.iter(f"{_CHART}categories")
    series = [
        (one.get(f"{_CHART}label-cell-address"), one.get(f"{_CHART}values-cell-range-address"))
        for one in part.iter(f"{_CHART}series")
    ]
    return OdsChart("".join(title.itertext()), labels.get(f"{_TABLE}cell-range-address"), series)
