"""What `datapackage.json` says: a Data Package, version 2, with a Table Schema for each table.

The standard: https://datapackage.org/standard/. The column types of `bedragen` are those of the budget
taxonomy of the Fiscal Data Package: https://specs.frictionlessdata.io/fiscal-data-package--budgets/.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ondermijning.export.folder import MAKER
from ondermijning.export.shared import RULES_LISTED, SUMMARY, TITLE, as_of
from ondermijning.store.tables import BEDRAGEN, PUBLIC

if TYPE_CHECKING:
    from ondermijning.store import Store
    from ondermijning.store.fields import Field, PublicTable, Reference

_PROFILES = "https://datapackage.org/profiles/2.0"
_FISCAL = {
    "sleutel": "budget-line-id",
    "knooppunt": "administrative-classification:generic:code",
    "naam": "administrative-classification:generic:label",
    "soort": "value-kind:code",
    "jaar": "date:fiscal-year",
    "bedrag": "value",
    "bestemming": "activity:generic:program:label",
}
"""The column types of the fields of `bedragen`; the others have none that says what they are."""
_FORMS: dict[str, dict[str, Any]] = {
    "csv": {
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {
            "$schema": f"{_PROFILES}/tabledialect.json", "header": True, "delimiter": ",",
            "lineTerminator": "\n", "quoteChar": '"', "doubleQuote": True,
        },
    },
    "parquet": {"mediatype": "application/vnd.apache.parquet"},
}  # fmt: skip
"""What is said of each file, by its ending."""
# Frictionless reads Parquet by way of pandas, where a column of integers that misses one holds nan for it.
_NO_INTEGER = {"parquet": ["", "nan"]}


def descriptor(store: "Store", date: str, form: str, files: Sequence[str]) -> dict[str, Any]:
    """Return what is said of a package of all public tables; `files` are the names of all that it holds.

    `form` is the ending of the files of tables. Neither sizes nor hashes are said: whoever writes a table
    anew, with DuckDB, still has a sound package.
    """
    is_a_day = date.count("-") == 2
    return _not_empty(
        {
            "$schema": f"{_PROFILES}/datapackage.json",
            "name": "knooppunten",
            "title": TITLE,
            "description": f"{SUMMARY}\n\n{as_of(date)}\n\n{RULES_LISTED}",
            "version": date,
            "created": f"{date}T00:00:00Z" if is_a_day else None,
            "gemaakt_met": MAKER,
            "bestanden": files,
            "countryCode": "NL",
            "sources": [
                _not_empty({"title": source["titel"], "path": source["url"]})
                for source in store.rows("SELECT titel, url FROM bronnen ORDER BY rowid")
            ],
            "resources": [_resource(table, form) for table in PUBLIC],
        }
    )


def _resource(table: "PublicTable", form: str) -> dict[str, Any]:
    schema = {
        "$schema": f"{_PROFILES}/tableschema.json",
        "fields": [_field(table, field, form) for field in table.fields],
        "missingValues": [""],
        "primaryKey": table.key,
        "foreignKeys": [
            {"fields": [reference.field], "reference": _target(table, reference)}
            for reference in table.references
        ],
    }
    return {
        "name": table.name,
        "type": "table",
        "path": f"{table.name}.{form}",
        "title": table.name.capitalize(),
        "description": table.meaning,
        "format": form,
        **_FORMS[form],
        "schema": _not_empty(schema),
    }


def _target(table: "PublicTable", reference: "Reference") -> dict[str, Any]:
    """Return what is referred to; within its own table it names no resource, as the standard has it."""
    other = {} if reference.table == table.name else {"resource": reference.table}
    return {**other, "fields": [reference.key]}


def _field(table: "PublicTable", field: "Field", form: str) -> dict[str, Any]:
    may_lack = field.public_kind == "integer" and not field.required
    in_words = "; de eenheid staat in het veld eenheid" if field.unit == "eenheid" else ""
    return _not_empty(
        {
            "name": field.name,
            "type": "string" if field.sql_type == "TEXT" else field.public_kind,
            "title": field.name.replace("_", " ").capitalize(),
            "description": field.meaning + in_words,
            "format": "uri" if field.public_kind == "url" else None,
            "unit": field.unit,
            "missingValues": _NO_INTEGER.get(form) if may_lack else None,
            "constraints": _not_empty({"required": field.required, "unique": table.key == (field.name,)}),
            "columnType": _FISCAL.get(field.name) if table is BEDRAGEN else None,
        }
    )


def _not_empty(about: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in about.items() if value}
