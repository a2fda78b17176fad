"""What an editor starts from: the JSON Schema of the dataset (2020-12), and a dataset that names it."""

import json
from pathlib import Path

from ondermijning.files import ARCHIVE, own_text, shipped

SCHEMA = "knooppunten.schema.json"
_SCHEMA, _DATE = f"../../docs/{SCHEMA}", "2026-01-01"
"""What `template.yaml` has in its first line, and under `bijgewerkt`: it is a dataset itself."""


def schema() -> str:
    """Return the schema, made of the models that read the dataset, as JSON text."""
    from ondermijning.dataset.model import Dataset

    made = {"$schema": "https://json-schema.org/draft/2020-12/schema", **Dataset.model_json_schema()}
    return json.dumps(made, ensure_ascii=False, indent=2)


def template(date: str) -> str:
    """Return the text of a dataset with an example of each part, `bijgewerkt` on a date (2026-11-24)."""
    schema = SCHEMA if ARCHIVE else Path(shipped("docs", SCHEMA)).as_uri()
    return own_text("dataset/template.yaml").replace(_SCHEMA, schema, 1).replace(_DATE, date, 1)
