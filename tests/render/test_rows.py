"""No format drops a row that another gives: every command, in every format, with much that is unknown."""

import csv
import io
import json
import re
import shlex
import zipfile
from collections.abc import Sequence
from itertools import takewhile
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import DATASET, Call, examples, many
from opened import by_openpyxl, markdown_tables

from ondermijning.cli.commands import every

PROGRAMS = ("tsv", "csv", "json", "jsonl", "yaml")
PEOPLE = ("tabel", "md", "html", "xlsx", "ods")
ROWS_NAMES = {"posten", "gegevens", "beweringen"}
"""The fields of JSON objects under which rows stand."""
TOGETHER = re.compile(r"totaal.* --per jaar")
"""Calls that are answered to people with like years together."""
ASKED = list(
    dict.fromkeys(
        [
            *(call for command in every() if command.fields() for call in examples(command)),
            "totaal --eenmalig",
            "totaal --eenmalig --per jaar",
            "totaal --per jaar",
            "totaal --per bron",
            "totaal --structureel --jaar 2023 --per type",
            "list --structureel --sorteer structureel --omgekeerd",
            "themas bloemenveilingen",
            "bronnen anp-2022-03",
        ]
    )
)


@pytest.fixture(scope="module")
def much_unknown(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the shipped dataset without the amounts of Schiphol: those of 2020 are then all unknown."""
    text = DATASET.read_text(encoding="utf-8")
    for euros in ("700000", "1900000", "3500000"):
        assert f"bedrag: {euros}\n" in text
        text = text.replace(f"bedrag: {euros}\n", "bedrag: onbekend\n")
    path = tmp_path_factory.mktemp("onbekend") / "eigen.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def answers(
    home: Path, folder: Path, call: str, more: Sequence[str], forms: Sequence[str]
) -> dict[str, Path]:
    """Return the files in which the answer to a call stands, by the names of the formats."""
    paths = {form: folder / f"antwoord.{form}" for form in forms}
    calls = [[*shlex.split(call), *more, "-f", form, "-o", str(paths[form])] for form in forms]
    for answer in many(home, [Call(words, columns=400) for words in calls]):
        assert answer.code == 0, (call, answer.err)
    return paths


def separated(path: Path, sign: str = ",") -> list[list[str]]:
    return list(csv.reader(io.StringIO(path.read_text(encoding="utf-8")), delimiter=sign))


def objects(document: Any) -> list[dict[str, Any]]:
    """Return the rows in a JSON document: a list of rows, an object that holds them, or a list of those."""
    if isinstance(document, list):
        return [row for item in document for row in objects(item)]
    return next((rows for name in ROWS_NAMES if isinstance(rows := document.get(name), list)), [document])


def words(row: dict[str, Any]) -> list[str]:
    """Return the cells of a row as CSV has them."""
    return [_word(cell) for cell in row.values()]


def _word(cell: Any) -> str:
    if isinstance(cell, list):
        of_sources = [item["bron"] if isinstance(item, dict) else str(item) for item in cell]
        return "|".join(dict.fromkeys(of_sources))
    if isinstance(cell, bool):
        return str(cell).lower()
    return "" if cell is None else str(cell)


@pytest.mark.parametrize("call", ASKED)
def test_programs_get_the_same_rows_in_every_format(
    home: Path, much_unknown: Path, tmp_path: Path, call: str
) -> None:
    data = ["--data", str(much_unknown)]
    files = answers(home, tmp_path, call, data, PROGRAMS)
    texts = {form: path.read_text(encoding="utf-8") for form, path in files.items()}
    heading, *rows = separated(files["csv"])
    assert rows
    assert separated(files["tsv"], "\t") == [heading, *rows]
    assert [words(row) for row in objects(json.loads(texts["json"]))] == rows
    assert [words(json.loads(line)) for line in texts["jsonl"].splitlines()] == rows
    assert [words(row) for row in objects(yaml.safe_load(texts["yaml"]))] == rows
    (bare,) = many(home, [Call([*shlex.split(call), *data, "--kaal", "--velden", heading[0]])])
    assert bare.lines == [row[0] for row in rows]


@pytest.mark.parametrize("call", ASKED)
def test_people_get_the_rows_that_programs_get(
    home: Path, much_unknown: Path, tmp_path: Path, call: str
) -> None:
    """Below them may stand a total; years that are alike may stand together, but then in all formats."""
    data = ["--data", str(much_unknown)]
    field, *rows = [line[0] for line in separated(answers(home, tmp_path, call, data, ["csv"])["csv"])]
    files = answers(home, tmp_path, call, [*data, "--velden", field, "--geen-kop"], PEOPLE)
    texts = {form: files[form].read_text(encoding="utf-8") for form in ("tabel", "md", "html")}
    totals = texts["html"].count("<tfoot>")
    counted = {
        "tabel": _lines(texts["tabel"]),
        "md": sum(len(table) - 1 for table in markdown_tables(texts["md"])),
        "html": len(re.findall(r'<tr><th scope="row"', texts["html"])),
        "xlsx": sum(len(sheet) - 1 for sheet in [*by_openpyxl(files["xlsx"]).values()][:-1]),
        "ods": _rows_of_ods(files["ods"]),
    }
    assert counted == dict.fromkeys(PEOPLE, counted["html"])
    if not TOGETHER.match(call):
        assert counted["html"] - totals == len(rows)


def _lines(text: str) -> int:
    """Return how many lines the drawn tables have under their headings, with the totals under a rule."""
    lines = iter(text.splitlines())
    found = 0
    for line in lines:
        if line.startswith("─"):
            rows = list(takewhile(bool, lines))
            found += len(rows) - any(row.startswith("─") for row in rows)
    return found


def _rows_of_ods(path: Path) -> int:
    """Return how many rows the sheets have under their headings, but for the last, of notes and sources."""
    content = zipfile.ZipFile(path).read("content.xml").decode()
    *sheets, _ = re.findall(r"</table:table-header-rows>(.*?)</table:table>", content, re.DOTALL)
    return sum(sheet.count("<table:table-row>") for sheet in sheets)
