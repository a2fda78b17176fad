"""Read what the program writes with programs that others wrote: workbooks, and the table in Markdown."""

import csv
import io
import re
from pathlib import Path
from typing import Any

import openpyxl
from conftest import Run

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
