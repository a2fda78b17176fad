"""A data package: a file for each public table, what describes them, and with Parquet questions in SQL."""

import csv
import json
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ondermijning.export.descriptor import CSV, PARQUET, Form, descriptor
from ondermijning.export.folder import DESCRIPTOR, files_of
from ondermijning.export.rows import Progress, rows_of
from ondermijning.export.words import SUMMARY, TITLE, as_of, rules
from ondermijning.render.machine import word
from ondermijning.store.tables import PUBLIC

if TYPE_CHECKING:
    from ondermijning.store import Store
    from ondermijning.store.fields import PublicTable

_README, _QUESTIONS = "LEESMIJ.md", "vragen"
_OPENING = {
    CSV.name: """Lees tekst als tekst: een id kan `nan` zijn, een naam `NA` en een kenmerk `0812`. In Python:

```python
import pandas

bedragen = pandas.read_csv("bedragen.csv", dtype=str, keep_default_na=False, na_values=[""])
bedragen["bedrag"] = bedragen["bedrag"].astype("Int64")
```

- In DuckDB: `SELECT * FROM read_csv('bedragen.csv', all_varchar = true)`. Een bedrag wordt een getal met
  `bedrag::BIGINT`.
- In een spreadsheet: importeer het CSV-bestand als UTF-8, met de komma als scheidingsteken en met tekst als
  type van kolommen met id's en kenmerken (in Excel: Gegevens, Uit tekst/CSV).
- `frictionless validate datapackage.json` controleert alles.
""",
    PARQUET.name: """- Python: `pandas.read_parquet("bedragen.parquet")`.
- DuckDB: `SELECT * FROM 'bedragen.parquet'`.
- In `vragen/` staan SQL-vragen voor de totalen, die in elk databaseprogramma hetzelfde antwoord geven. Ze
  gebruiken de tabelnamen. In DuckDB maakt u zo'n naam met `CREATE VIEW bedragen AS FROM 'bedragen.parquet'`,
  in Spark met `spark.read.parquet("bedragen.parquet").createOrReplaceTempView("bedragen")`. Doe hetzelfde
  voor `tijdvakken`.
""",
}


def write_package(store: "Store", folder: Path, progress: Progress, *, parquet: bool) -> None:
    """Write all public tables into an empty folder: as CSV or as Parquet, with questions in SQL beside it.

    Amounts are whole euros: per year where `eenheid` is EUR/jaar, once where it is EUR. Raises OSError, and
    MissingExtraError where there is no pyarrow.
    """
    form = PARQUET if parquet else CSV
    for table in PUBLIC:
        path, rows = folder / f"{table.name}.{form.name}", rows_of(store, table, progress)
        if parquet:
            from ondermijning.export.parquet import write_parquet

            write_parquet(table, rows, path)
        else:
            _write_csv(table, rows, path)
    if parquet:
        _write_questions(folder / _QUESTIONS)
    date = store.date()
    (folder / _README).write_text(_readme(date, form), encoding="utf-8", newline="\n")
    said = descriptor(store, date, form, files_of(folder, [DESCRIPTOR]))
    text = json.dumps(said, ensure_ascii=False, indent=2)
    (folder / DESCRIPTOR).write_text(f"{text}\n", encoding="utf-8", newline="\n")


def _write_csv(table: "PublicTable", rows: Iterable[tuple[Any, ...]], path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(field.name for field in table.fields)
        writer.writerows(map(word, row) for row in rows)


def _write_questions(folder: Path) -> None:
    from importlib.resources import files

    folder.mkdir()
    for path in files("ondermijning.export").joinpath(_QUESTIONS).iterdir():
        (folder / path.name).write_bytes(path.read_bytes())


def _readme(date: str, form: Form) -> str:
    """Return what a person reads first, in Markdown."""
    tables = "\n".join(f"- `{table.name}.{form.name}`: {table.meaning}" for table in PUBLIC)
    return (
        f"# {TITLE}\n\n{SUMMARY}\n\n{as_of(date)}\n\nGemaakt met `knooppunt exporteer`.\n\n"
        f"## Voor wie rekent\n\n{rules()}\n\n"
        "Een leeg veld betekent 'onbekend' of 'niet van toepassing', nooit nul.\n\n"
        f"## Wat erin zit\n\n{tables}\n\nIn `{DESCRIPTOR}` staat wat elk veld betekent.\n\n"
        f"## Openen\n\n{_OPENING[form.name]}"
    )
