"""The questions that go along as portable SQL: SQLite and DuckDB answer them as the commands do."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT, Run

from ondermijning.store import open_store
from ondermijning.store.fields import in_order
from ondermijning.store.tables import PUBLIC

FOLDER = ROOT / "ondermijning" / "export" / "vragen"
QUESTIONS = sorted(path.stem for path in FOLDER.glob("*.sql"))
Rows = list[dict[str, Any]]


def in_sqlite(run: Run, question: str, data: Path) -> Rows:
    text = (FOLDER / f"{question}.sql").read_text(encoding="utf-8")
    answer = run("sql", "-", "--json", "--data", data, stdin=text)
    assert answer.code == 0, answer.err
    found: Rows = json.loads(answer.out)
    return found


def in_duckdb(question: str, data: Path) -> Rows:
    duckdb = pytest.importorskip("duckdb", reason="DuckDB is not installed")
    kinds = {"integer": "BIGINT", "boolean": "BOOLEAN"}
    db = duckdb.connect()
    with open_store(str(data)) as store:
        for table in PUBLIC:
            fields = [f"{field.name} {kinds.get(field.public_kind, 'VARCHAR')}" for field in table.fields]
            db.execute(f"CREATE TABLE {table.name} ({', '.join(fields)})")
            marks = ", ".join("?" * len(table.fields))
            rows = [list(row) for row in store.each(in_order(table))]
            if rows:
                db.executemany(f"INSERT INTO {table.name} VALUES ({marks})", rows)
    found = db.execute((FOLDER / f"{question}.sql").read_text(encoding="utf-8"))
    names = [column[0] for column in found.description]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def as_the_commands_say(run: Run, question: str, data: Path) -> set[tuple[str, str, int | None]]:
    """Return kind, group and euros of each row, as `totaal` gives them."""
    per = question.removeprefix("totaal-per-")
    said = set()
    for kind in ("structureel", "eenmalig"):
        if per == "soort":
            whole = run("totaal", f"--{kind}", "--kaal", "--data", data).out.strip()
            said.add((kind, kind, int(whole) if whole else None))
        else:
            answer = json.loads(run("totaal", f"--{kind}", "--per", per, "--json", "--data", data).out)
            said |= {(kind, row["groep"], row["bedrag"]) for row in answer["posten"]}
            if per == "knooppunt":
                said |= {(kind, hub, None) for hub in answer["onbekend"]}
    return said


@pytest.fixture(params=["shipped", "unknown", "years"])
def data(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Give the shipped dataset, one with less known, and one in which money ends and nothing goes on."""
    text = (ROOT / "data" / "knooppunten.yaml").read_text(encoding="utf-8")
    if request.param == "unknown":
        text = re.sub("bedrag: (3500000|500000)$", "bedrag: onbekend", text, flags=re.MULTILINE)
    if request.param == "years":
        text = re.sub("( +)(vanaf: 202[45])\n(?! +tot:)(?= +opbouw)", r"\1\2\n\1tot: 2032\n", text)
    path = tmp_path / "data.yaml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("question", QUESTIONS)
def test_engines_answer_as_the_commands_do(run: Run, data: Path, question: str) -> None:
    if run("controleer", data).code:
        pytest.fail("the dataset of the test is not sound")
    rows = in_sqlite(run, question, data)
    group = question.removeprefix("totaal-per-")
    found = {(row["soort"], str(row[group]), row["bedrag"]) for row in rows}
    assert found == as_the_commands_say(run, question, data)
    assert in_duckdb(question, data) == rows
    assert all(row["bekend"] <= row["van"] for row in rows if "van" in row)


def test_there_are_questions() -> None:
    assert len(QUESTIONS) == 3
