"""A data package (version 2): a file for each public table, described in `datapackage.json`."""

import csv
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ondermijning.export.folder import DESCRIPTOR, MAKER, files_of
from ondermijning.export.rows import Progress, rows_of
from ondermijning.store.public import PUBLIC

if TYPE_CHECKING:
    from ondermijning.store import Store
    from ondermijning.store.public_table import Field, PublicTable

_TYPES = {"id": "string", "text": "string", "url": "string", "integer": "integer", "boolean": "boolean"}
_FISCAL = {
    "sleutel": "budget-line-id",
    "knooppunt": "administrative-classification:generic:code",
    "naam": "administrative-classification:generic:label",
    "soort": "value-kind:code",
    "jaar": "date:fiscal-year",
    "bedrag": "value",
    "bestemming": "activity:generic:program:label",
}
"""What the fields of `bedragen` are in the budget taxonomy of the Fiscal Data Package (1.0rc1)."""
_README, _QUESTIONS = "LEESMIJ.md", "vragen"
_ABOUT = """# {title}

Stand van {date}. Gemaakt met `knooppunt exporteer`. Wat er in elk bestand en elk veld staat, zegt
datapackage.json.

- Leeg is onbekend of niets, en nooit nul.
- Structureel geld (EUR/jaar) en eenmalig geld (EUR) tellen nooit samen op: kies een soort.
- Geld is niet over partners of thema's te verdelen, een deel (waarvan) zit in zijn bedrag, en wat een andere
  bron van hetzelfde geld zegt (afwijkend) telt niet mee.
- Een som over een keuze is niet de som over alles: zeg erbij waarover hij gaat.
"""
TITLE = "Geld voor de aanpak van ondermijning op logistieke knooppunten"


def write_package(store: "Store", folder: Path, progress: Progress, *, parquet: bool) -> None:
    """Write all public tables into an empty folder: as CSV or as Parquet, with questions in SQL beside it.

    Amounts are whole euros: per year where `eenheid` is EUR/jaar, once where it is EUR. Raises OSError, and
    MissingExtraError where there is no pyarrow.
    """
    for table in PUBLIC:
        if parquet:
            from ondermijning.export.parquet import write_parquet

            write_parquet(table, rows_of(store, table, progress), folder / f"{table.name}.parquet")
        else:
            _write_csv(table, rows_of(store, table, progress), folder / f"{table.name}.csv")
    if parquet:
        _write_questions(folder / _QUESTIONS)
    ((date,),) = store.rows("SELECT bijgewerkt FROM dataset")
    (folder / _README).write_text(_ABOUT.format(title=TITLE, date=date), encoding="utf-8")
    said = _description(store, date, "parquet" if parquet else "csv")
    said["bestanden"] = files_of(folder, [DESCRIPTOR])
    text = json.dumps(said, ensure_ascii=False, indent=2)
    (folder / DESCRIPTOR).write_text(f"{text}\n", encoding="utf-8")


def _write_csv(table: "PublicTable", rows: Any, path: Path) -> None:
    words = {True: "true", False: "false"}
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow([field.name for field in table.fields])
        for row in rows:
            writer.writerow([words[value] if isinstance(value, bool) else value for value in row])


def _write_questions(folder: Path) -> None:
    folder.mkdir()
    for path in (Path(__file__).parent / _QUESTIONS).glob("*.sql"):
        (folder / path.name).write_bytes(path.read_bytes())


def _description(store: "Store", date: str, form: str) -> dict[str, Any]:
    sources = store.rows("SELECT titel, url FROM bron ORDER BY nr")
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "knooppunten",
        "title": TITLE,
        "description": "Structureel en eenmalig geld per knooppunt, met partners, thema's en bronnen.",
        "version": date,
        "gemaakt_met": MAKER,
        "countryCode": "NL",
        "sources": [{"title": titel, **({"path": url} if url else {})} for titel, url in sources],
        "resources": [_resource(table, form) for table in PUBLIC],
    }


def _resource(table: "PublicTable", form: str) -> dict[str, Any]:
    of_text = {"mediatype": "text/csv", "encoding": "utf-8"}
    of_form = of_text if form == "csv" else {"mediatype": "application/vnd.apache.parquet"}
    return {
        "name": table.name,
        "type": "table",
        "path": f"{table.name}.{form}",
        "description": table.meaning,
        "format": form,
        **of_form,
        "schema": _schema(table),
    }


def _schema(table: "PublicTable") -> dict[str, Any]:
    said: dict[str, Any] = {
        "fields": [_field(table, field) for field in table.fields],
        "missingValues": [""],
    }
    if table.key:
        said["primaryKey"] = list(table.key)
    if table.references:
        said["foreignKeys"] = [
            {
                "fields": list(ref.fields),
                "reference": {
                    "resource": "" if ref.table == table.name else ref.table,
                    "fields": list(ref.key),
                },
            }
            for ref in table.references
        ]
    return said


def _field(table: "PublicTable", field: "Field") -> dict[str, Any]:
    said: dict[str, Any] = {"name": field.name, "type": _TYPES[field.kind], "description": field.meaning}
    if field.kind == "url":
        said["format"] = "uri"
    if field.unit:
        said["unit"] = field.unit
    if field.required:
        said["constraints"] = {"required": True}
    if table.name == "bedragen" and field.name in _FISCAL:
        said["columnType"] = _FISCAL[field.name]
    return said
