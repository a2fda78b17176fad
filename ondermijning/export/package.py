"""A data package: a file for each public table, what describes them, and with Parquet questions in SQL."""

import csv
import json
from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ondermijning.export.descriptor import descriptor
from ondermijning.export.folder import DESCRIPTOR, files_in
from ondermijning.export.shared import RULES_LISTED, SUMMARY, TITLE, Progress, as_of, rows_of
from ondermijning.extras import needed
from ondermijning.files import own_text
from ondermijning.render.machine import word
from ondermijning.store.tables import PUBLIC

if TYPE_CHECKING:
    from ondermijning.store import Store
    from ondermijning.store.fields import PublicTable

_QUESTIONS = [f"vragen/totaal-per-{group}.sql" for group in ("jaar", "knooppunt", "soort")]
_ROWS_IN_MEMORY = 50_000
"""As many rows as a group of a Parquet file has."""


def write_package(store: "Store", folder: Path, progress: Progress, *, parquet: bool) -> None:
    """Write all public tables into an empty folder: as CSV or as Parquet, with questions in SQL beside it.

    Amounts are whole euros: per year where `eenheid` is EUR/jaar, once where it is EUR. Raises OSError, and
    MissingExtraError where there is no pyarrow.
    """
    form, write_table = ("parquet", _write_parquet) if parquet else ("csv", _write_csv)
    for table in PUBLIC:
        write_table(table, rows_of(store, table, progress), folder / f"{table.name}.{form}")
    if parquet:
        (folder / "vragen").mkdir()
        for name in _QUESTIONS:
            _write_text(folder / name, own_text(f"export/{name}"))
    date = store.date()
    _write_text(folder / "LEESMIJ.md", _readme(date, form))
    described = descriptor(store, date, form, sorted({*files_in(folder), DESCRIPTOR}))
    _write_text(folder / DESCRIPTOR, json.dumps(described, ensure_ascii=False, indent=2) + "\n")


def _write_text(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


def _write_csv(table: "PublicTable", rows: Iterable[list[Any]], path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(field.name for field in table.fields)
        writer.writerows(map(word, row) for row in rows)


def _write_parquet(table: "PublicTable", rows: Iterable[list[Any]], path: Path) -> None:
    """Write a file of which each field has its type, its meaning and its unit."""
    pa = needed("pyarrow", "parquet", "Parquet schrijven")
    pq = needed("pyarrow.parquet", "parquet", "Parquet schrijven")
    types = {"integer": pa.int64(), "boolean": pa.bool_()}
    fields = [
        pa.field(
            field.name,
            types.get(field.public_kind, pa.string()),
            nullable=not field.required,
            metadata={"omschrijving": field.meaning, "eenheid": field.unit},
        )
        for field in table.fields
    ]
    schema = pa.schema(fields, metadata={"omschrijving": table.meaning})
    rows = iter(rows)
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        while group := list(islice(rows, _ROWS_IN_MEMORY)):
            columns = zip(zip(*group, strict=True), fields, strict=True)
            arrays = [pa.array(column, field.type) for column, field in columns]
            writer.write_batch(pa.record_batch(arrays, schema=schema))


def _readme(date: str, form: str) -> str:
    """Return what a person reads first, in Markdown."""
    tables = "\n".join(f"- `{table.name}.{form}`: {table.meaning}" for table in PUBLIC)
    return (
        f"# {TITLE}\n\n{SUMMARY}\n\n{as_of(date)}\n\nGemaakt met `knooppunt exporteer`.\n\n"
        f"## Voor wie rekent\n\n{RULES_LISTED}\n\n"
        "Een leeg veld betekent 'onbekend' of 'niet van toepassing', nooit nul.\n\n"
        f"## Wat erin zit\n\n{tables}\n\nIn `{DESCRIPTOR}` staat wat elk veld betekent.\n\n"
        f"## Openen\n\n{own_text(f'export/openen/{form}.md')}"
    )
