"""`exporteer`: what it writes opens in programs that others wrote, and says what the commands say."""

import csv
import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from conftest import DATASET, ROOT, Run

from ondermijning.store import open_store
from ondermijning.store.fields import in_order
from ondermijning.store.tables import PUBLIC

Tables = dict[str, list[list[Any]]]


@pytest.fixture(scope="module")
def tables() -> Tables:
    """Give the rows of the public tables of the shipped dataset."""
    with open_store(str(DATASET)) as store:
        return {table.name: [list(row) for row in store.each(in_order(table))] for table in PUBLIC}


def made(run: Run, target: Path, *words: str) -> Path:
    answer = run("exporteer", target, *words)
    assert (answer.code, answer.out) == (0, ""), answer.err
    assert answer.err.startswith(f"{target} is gemaakt (")
    return target


def as_text(value: Any, kind: str) -> str:
    if kind == "boolean" and value is not None:
        return "true" if value else "false"
    return "" if value is None else str(value)


def validated(package: Path) -> bool:
    frictionless = pytest.importorskip("frictionless", reason="frictionless is not installed")
    report = frictionless.validate(str(package / "datapackage.json"))
    assert report.valid, report.flatten(["type", "rowNumber", "fieldNumber", "message"])
    return bool(report.stats["tasks"] == len(PUBLIC))


def test_a_folder_is_a_data_package_that_others_find_sound(run: Run, tmp_path: Path, tables: Tables) -> None:
    folder = made(run, tmp_path / "pakket")
    assert validated(folder)
    for table in PUBLIC:
        heading, *rows = csv.reader((folder / f"{table.name}.csv").read_text(encoding="utf-8").splitlines())
        assert heading == [field.name for field in table.fields]
        kinds = [field.public_kind for field in table.fields]
        assert rows == [list(map(as_text, row, kinds)) for row in tables[table.name]]
    said = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    assert said["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    fields = {field["name"]: field for field in said["resources"][1]["schema"]["fields"]}
    assert fields["bedrag"]["columnType"] == "value"
    assert fields["jaar"]["columnType"] == "date:fiscal-year"
    every = [field for resource in said["resources"] for field in resource["schema"]["fields"]]
    assert all(field["description"] for field in every)


HOSTILE = """bijgewerkt: "2026-02"
bronnen:
  - {id: brief, titel: 'Komma, "aanhaling" en | streep', soort: brief, datum: "2024-03-01", kenmerk: "007"}
  - {id: oud, titel: "<b>'; DROP TABLE bronnen; --</b>", soort: brief, datum: onbekend, url: "https://a.nl/?a=1&b=%20"}
knooppunten:
  - id: een
    naam: "Ëén, '1'"
    type: haven
    financiering:
      - {soort: eenmalig, jaar: 2024, bedrag: 1, bestemming: 'a/b, "c"', vindplaatsen: [{bron: brief}]}
      - {soort: eenmalig, jaar: 2024, bedrag: onbekend, bestemming: "true", vindplaatsen: [{bron: oud}]}
"""


@pytest.mark.parametrize("data", ["shipped", "hostile"])
def test_a_data_package_is_sound_after_a_round_trip(run: Run, tmp_path: Path, data: str) -> None:
    duckdb = pytest.importorskip("duckdb", reason="DuckDB is not installed")
    path = DATASET
    if data == "hostile":
        path = tmp_path / "data.yaml"
        path.write_text(HOSTILE, encoding="utf-8")
    folder = made(run, tmp_path / "pakket", "--data", str(path))
    assert validated(folder)
    for path in folder.glob("*.csv"):
        duckdb.sql(f"CREATE OR REPLACE TABLE t AS FROM read_csv('{path}', header = true)")
        duckdb.sql(f"COPY t TO '{path}' (HEADER)")
    assert validated(folder)


def test_a_package_is_described_as_the_standard_has_it(run: Run, tmp_path: Path) -> None:
    """Version 2: what refers to its own table names no resource, and everything says what it is."""
    folder = made(run, tmp_path / "pakket")
    said = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    assert said["created"] == "2026-11-24T00:00:00Z"
    assert "Onbekend is geen nul" in said["description"]
    own = []
    for table, resource in zip(PUBLIC, said["resources"], strict=True):
        assert resource["description"] == table.meaning
        assert resource["dialect"]["lineTerminator"] == "\n"
        for key in resource["schema"].get("foreignKeys", []):
            other = key["reference"].get("resource", table.name)
            assert key["reference"]["fields"] == list(next(t for t in PUBLIC if t.name == other).key)
            own += [table.name] if "resource" not in key["reference"] else []
        fields = resource["schema"]["fields"]
        unique = [field["name"] for field in fields if field.get("constraints", {}).get("unique")]
        assert unique == (list(table.key) if len(table.key) == 1 else [])
    assert own == ["bedragen", "partners"]
    leesmij = (folder / "LEESMIJ.md").read_text("utf-8")
    assert "Tel structureel geld (EUR/jaar) en eenmalig geld (EUR) nooit bij elkaar op" in leesmij


def test_frictionless_finds_what_is_broken(run: Run, tmp_path: Path) -> None:
    """So that the tests above cannot but fail."""
    folder = made(run, tmp_path / "pakket")
    path = folder / "deelname.csv"
    path.write_text(path.read_text().replace("gemeenten,", "spook,", 1))
    with pytest.raises(AssertionError, match="foreign-key"):
        validated(folder)


def test_parquet_is_typed_and_described(run: Run, tmp_path: Path, tables: Tables) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed")
    folder = made(run, tmp_path / "pakket", "--parquet")
    assert validated(folder)
    for table in PUBLIC:
        found = parquet.read_table(folder / f"{table.name}.parquet")
        rows = [list(row) for row in zip(*found.to_pydict().values(), strict=True)]
        assert rows == tables[table.name]
        for field in table.fields:
            there = found.schema.field(field.name)
            assert str(there.type) == {"integer": "int64", "boolean": "bool"}.get(field.public_kind, "string")
            assert there.nullable == (not field.required)
            assert there.metadata[b"omschrijving"].decode() == field.meaning
    asked = [folder / "vragen", ROOT / "ondermijning" / "export" / "vragen"]
    there, here = ({path.name for path in place.iterdir()} for place in asked)
    assert there == here
    assert not list(folder.glob("*.csv"))


def test_a_database_has_keys_and_says_what_its_fields_are(run: Run, tmp_path: Path, tables: Tables) -> None:
    db = sqlite3.connect(made(run, tmp_path / "uit.sqlite"))
    assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert db.execute("PRAGMA foreign_key_check").fetchall() == []
    for table in PUBLIC:
        assert [list(row) for row in db.execute(f"SELECT * FROM {table.name}")] == tables[table.name]
        described = db.execute(f"PRAGMA table_info({table.name})").fetchall()
        assert [row[1] for row in described] == [field.name for field in table.fields]
        assert tuple(row[1] for row in described if row[5]) == table.key
        assert len(db.execute(f"PRAGMA foreign_key_list({table.name})").fetchall()) == len(table.references)
    assert db.execute("SELECT * FROM tabellen").fetchall() == [
        (table.name, table.meaning) for table in PUBLIC
    ]
    assert db.execute("SELECT tabel, veld, omschrijving, eenheid FROM velden").fetchall() == [
        (table.name, field.name, field.meaning, field.unit or None)
        for table in PUBLIC
        for field in table.fields
    ]
    assert ("bedragen", "bedrag", "eenheid") in db.execute(
        "SELECT tabel, veld, eenheid FROM velden"
    ).fetchall()
    ((date, title, about),) = db.execute("SELECT bijgewerkt, titel, omschrijving FROM dataset")
    assert (date, title) == ("2026-11-24", "Geld voor de aanpak van ondermijning op logistieke knooppunten")
    assert about.startswith("Welk geld gaat waarheen,")
    assert "\n- Onbekend is geen nul" in about
    names = {name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")}
    assert names == {*tables, "tabellen", "velden", "dataset"}
    units = db.execute("SELECT tabel, veld, eenheid FROM velden WHERE eenheid IS NOT NULL").fetchall()
    amounts = [(table, "bedrag") for table in ("bedragen", "tijdvakken", "waarvan", "totalen")]
    figures = [("kengetallen", "waarde"), ("beweringen", "waarde")]
    assert {*units} == {(*field, "eenheid") for field in amounts + figures}
    with pytest.raises(sqlite3.IntegrityError):
        db.execute("INSERT INTO knooppunten (id) VALUES ('x')")


def shown(value: Any, kind: str, name: str) -> Any:
    """Return a cell of a workbook."""
    if value is None:
        return "onbekend" if name == "bedrag" else None
    return ("ja" if value else "nee") if kind == "boolean" else value


def test_a_workbook_holds_every_table(run: Run, tmp_path: Path, tables: Tables) -> None:
    openpyxl = pytest.importorskip("openpyxl", reason="openpyxl is not installed")
    book = openpyxl.load_workbook(made(run, tmp_path / "uit.xlsx"))
    assert book.sheetnames[0] == "Overzicht"
    assert book.sheetnames[-len(PUBLIC) :] == [table.name for table in PUBLIC]
    for table in PUBLIC:
        heading, *rows = book[table.name].iter_rows(values_only=True)
        assert list(heading) == [field.name for field in table.fields]
        kinds = [(field.public_kind, field.name) for field in table.fields]
        expected = [
            [shown(value, *kind) for value, kind in zip(row, kinds, strict=True)]
            for row in tables[table.name]
        ]
        assert [list(row) for row in rows] == expected
    assert len(book["Overzicht"]._charts) == 1
    links = [cell for row in book["bronnen"].iter_rows() for cell in row if cell.hyperlink]
    assert [cell.hyperlink.target for cell in links] == [row[-1] for row in tables["bronnen"] if row[-1]]
    assert {cell.font.underline for cell in links} == {"single"}


@pytest.mark.parametrize("name", ["uit.xlsx", "uit.ods", "uit.sqlite", "uit"])
def test_the_same_dataset_is_the_same_export(run: Run, tmp_path: Path, name: str) -> None:
    for place in ("een", "twee"):
        (tmp_path / place).mkdir()
    first, second = (made(run, tmp_path / place / name) for place in ("een", "twee"))
    paths = sorted(first.rglob("*")) if first.is_dir() else [first]
    for path in paths:
        other = second / path.relative_to(first) if first.is_dir() else second
        assert path.read_bytes() == other.read_bytes(), path


@pytest.mark.parametrize("name", ["uit.xlsx", "uit.ods", "uit.sqlite", "uit"])
def test_nothing_that_is_there_is_touched_unasked(run: Run, tmp_path: Path, name: str) -> None:
    target = made(run, tmp_path / name)
    before = target.stat().st_mtime_ns
    answer = run("exporteer", target)
    assert answer.code == 1
    assert "--overschrijf" in answer.err
    assert target.stat().st_mtime_ns == before
    made(run, target, "--overschrijf")
    assert sorted(path.name for path in tmp_path.iterdir()) == [name]


def test_a_folder_of_ours_and_an_empty_one_are_replaced(run: Run, tmp_path: Path) -> None:
    """With one in which something else was put it is another matter: see `test_whole.py`."""
    own = made(run, tmp_path / "pakket")
    made(run, own, "--overschrijf", "--parquet")
    assert not list(own.glob("*.csv"))
    (tmp_path / "leeg").mkdir()
    made(run, tmp_path / "leeg", "--overschrijf")


def test_an_export_that_fails_leaves_nothing(run: Run, tmp_path: Path) -> None:
    data = tmp_path / "data.yaml"
    data.write_text("bronnen: [")
    for name in ("uit.xlsx", "uit.sqlite", "uit"):
        assert run("exporteer", tmp_path / name, "--data", data).code == 1
        answer = run("exporteer", tmp_path / "geen" / name)
        assert answer.code == 1
        assert "schrijven mislukt" in answer.err
    assert [path.name for path in tmp_path.iterdir()] == ["data.yaml"]
    own = tmp_path / "eigen.sqlite"
    own.write_bytes(DATASET.read_bytes())
    answer = run("exporteer", own, "--data", own, "--overschrijf")
    assert answer == (1, "", f"Fout: {own}: dit bestand is zelf invoer; kies een ander uitvoerbestand.\n")
    assert own.read_bytes() == DATASET.read_bytes()


@pytest.mark.parametrize("name", ["alles.db", "alles.csv", "x.PDF", "pakket.v2", "alles.", "data.yaml"])
def test_an_ending_that_is_no_target_is_refused(run: Run, tmp_path: Path, name: str) -> None:
    for more in ((), ("--parquet",), ("--overschrijf",)):
        answer = run("exporteer", tmp_path / name, *more)
        assert (answer.code, answer.out) == (2, "")
        assert ".xlsx, .ods of .sqlite" in answer.err
    assert not list(tmp_path.iterdir())


def test_a_folder_may_have_any_name_with_a_slash_at_its_end(run: Run, tmp_path: Path) -> None:
    for name in ("pakket.v2/", "uit.xlsx/", "gewoon/"):
        assert run("exporteer", f"{tmp_path}/{name}").code == 0
        assert (tmp_path / name / "LEESMIJ.md").exists()
    assert run("exporteer", f"{tmp_path}/pakket.v2/", "--overschrijf").code == 0


def test_nothing_is_exported_to_standard_output(run: Run) -> None:
    answer = run("exporteer", "-")
    assert (answer.code, answer.out) == (2, "")
    assert "geef een bestand of een map op." in answer.err
    assert not Path("-").exists()


def test_a_link_to_an_export_is_followed(run: Run, tmp_path: Path) -> None:
    own = made(run, tmp_path / "pakket")
    (tmp_path / "wijzer").symlink_to(own)
    made(run, tmp_path / "wijzer", "--overschrijf", "--parquet")
    assert (tmp_path / "wijzer").is_symlink()
    assert (own / "bedragen.parquet").exists()


def test_parquet_makes_a_folder(run: Run, tmp_path: Path) -> None:
    answer = run("exporteer", tmp_path / "uit.xlsx", "--parquet")
    assert answer.code == 2
    assert "--parquet maakt een map" in answer.err
    assert not list(tmp_path.iterdir())
