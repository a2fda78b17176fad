"""The JSON Schema (2020-12) of the dataset, made of the models that read it."""

import json

from ondermijning.dataset.model import Dataset


def schema() -> str:
    """Return the schema as JSON text."""
    made = Dataset.model_json_schema()
    return json.dumps(
        {"$schema": "https://json-schema.org/draft/2020-12/schema", **made}, ensure_ascii=False, indent=2
    )
