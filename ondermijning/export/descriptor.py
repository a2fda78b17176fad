"""What `datapackage.json` says: a Data Package, version 2, with a Table Schema for each table.

The standard: https://datapackage.org/standard/. The column types of `bedragen` are those of the budget
taxonomy of the Fiscal Data Package: https://specs.frictionlessdata.io/fiscal-data-package--budgets/.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from ondermijning.export.folder import MAKER
from ondermijning.export.words import SUMMARY, TITLE, as_of, rules
from ondermijning.store.tables import PUBLIC

if TYPE_CHECKING:
    from ondermijning.store import Store
    from ondermijning.store.fields import Field, PublicTable, Reference

_PROFILES = "https://datapackage.org/profiles/2.0"
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
"""The column types of the fields of `bedragen`; the others have none that says what they are."""


class Form(NamedTuple):
    """A form of the files of a package: its name, which is their ending, and what is said of each file.

    `absent` is what programs may read for an integer that is not there, if that is more than nothing.
    """

    name: str
    about: dict[str, Any]
    absent: Sequence[str] = ()


CSV = Form(
    "csv",
    {
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {
            "$schema": f"{_PROFILES}/tabledialect.json",
            "header": True,
            "delimiter": ",",
            "lineTerminator": "\n",
            "quoteChar": '"',
            "doubleQuote": True,
        },
    },
)
# Frictionless reads Parquet by way of pandas, where a column of integers that misses one holds nan for it.
PARQUET = Form("parquet", {"mediatype": "application/vnd.apache.parquet"}, absent=("", "nan"))


def descriptor(store: "Store", date: str, form: Form, files: Sequence[str]) -> dict[str, Any]:
    """Return what is said of a package of all public tables; `files` are the names of all that it holds.

    Neither sizes nor hashes are said: whoever writes a table anew, with DuckDB, still has a sound package.
    """
    is_a_day = date.count("-") == 2
    return {
        "$schema": f"{_PROFILES}/datapackage.json",
        "name": "knooppunten",
        "title": TITLE,
        "description": f"{SUMMARY}\n\n{as_of(date)}\n\n{rules()}",
        "version": date,
        **({"created": f"{date}T00:00:00Z"} if is_a_day else {}),
        "gemaakt_met": MAKER,
        "bestanden": files,
        "countryCode": "NL",
        "sources": [
            {"title": bron["titel"], **({"path": bron["url"]} if bron["url"] else {})}
            for bron in store.rows("SELECT titel, url FROM bronnen ORDER BY rowid")
        ],
        "resources": [_resource(table, form) for table in PUBLIC],
    }


def _resource(table: "PublicTable", form: Form) -> dict[str, Any]:
    return {
        "name": table.name,
        "type": "table",
        "path": f"{table.name}.{form.name}",
        "title": table.name.capitalize(),
        "description": table.meaning,
        "format": form.name,
        **form.about,
        "schema": _schema(table, form),
    }


def _schema(table: "PublicTable", form: Form) -> dict[str, Any]:
    keys = {
        "primaryKey": list(table.key),
        "foreignKeys": [_foreign_key(table, reference) for reference in table.references],
    }
    return {
        "$schema": f"{_PROFILES}/tableschema.json",
        "fields": [_field(table, field, form) for field in table.fields],
        "missingValues": [""],
        **_said(keys),
    }


def _foreign_key(table: "PublicTable", reference: "Reference") -> dict[str, Any]:
    """Return a reference; one within its own table names no resource, as the standard has it."""
    other = {} if reference.table == table.name else {"resource": reference.table}
    return {"fields": [reference.field], "reference": {**other, "fields": [reference.key]}}


def _field(table: "PublicTable", field: "Field", form: Form) -> dict[str, Any]:
    constraints = {"required": field.required, "unique": table.key == (field.name,)}
    more = {
        "format": "uri" if field.public_kind == "url" else "",
        "unit": field.unit,
        "missingValues": form.absent if field.public_kind == "integer" and not field.required else (),
        "constraints": _said(constraints),
        "columnType": _FISCAL.get(field.name) if table.name == "bedragen" else None,
    }
    return {
        "name": field.name,
        "type": _TYPES[field.public_kind],
        "title": field.name.replace("_", " ").capitalize(),
        "description": meaning(field),
        **_said(more),
    }


def meaning(field: "Field") -> str:
    """Return what a field is, and where its unit stands if another field says it."""
    return field.meaning + ("; de eenheid staat in het veld eenheid" if field.unit == "eenheid" else "")


def _said(about: dict[str, Any]) -> dict[str, Any]:
    """Return what there is to say."""
    return {name: value for name, value in about.items() if value}
