"""Read what the program writes with programs that others wrote: workbooks, and the table in Markdown."""

import csv
import io
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from conftest import Run

SOFFICE = shutil.which("soffice")
needs_libreoffice = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not here")

_CSV = "Text - txt - csv (StarCalc):44,34,76,1,,1033,false,false,false,false,false,-1"
"""How LibreOffice writes CSV: by commas, in UTF-8, numbers as they are and not as they show, every sheet."""

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


def by_libreoffice(paths: list[Path], folder: Path) -> list[dict[str, Rows]]:
    """Return the cells of each sheet of workbooks as LibreOffice has them: bare numbers, and texts."""
    _soffice(
        "csv:Text - txt - csv (StarCalc):44,34,76,1,,1033,false,false,false,false,false,-1", paths, folder
    )
    return [
        {
            one.stem.removeprefix(f"{path.stem}-"): list(csv.reader(io.StringIO(one.read_text("utf-8"))))
            for one in folder.glob(f"{path.stem}-*.csv")
        }
        for path in paths
    ]


def convert(path: Path, form: str, folder: Path) -> Path:
    """Return a file as LibreOffice saves it in another form."""
    _soffice(form, [path], folder)
    return folder / f"{path.stem}.{form}"


def _soffice(form: str, paths: list[Path], folder: Path) -> None:
    assert SOFFICE
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    words = [SOFFICE, "--headless", profile, "--convert-to", form, "--outdir", str(folder)]
    subprocess.run([*words, *map(str, paths)], check=True, capture_output=True, timeout=240)


def field_rows(run: Run, call: str, fields: str) -> Rows:
    """Return the rows of an answer as CSV gives them, without their heading."""
    return list(csv.reader(io.StringIO(run(*call.split(), "-f", "csv", "--velden", fields).out)))[1:]
