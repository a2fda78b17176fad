"""A dataset to start from: `template.yaml`, dated, and with the schema of this program for an editor."""

from pathlib import Path

from ondermijning.files import ARCHIVE, own_text, shipped

SCHEMA = "knooppunten.schema.json"
_SCHEMA, _DATE = f"../../docs/{SCHEMA}", "2026-01-01"
"""What `template.yaml` has in its first line, and under `bijgewerkt`: it is a dataset itself."""


def template(date: str) -> str:
    """Return the text of a dataset with an example of each part, `bijgewerkt` on a date (2026-11-24)."""
    schema = SCHEMA if ARCHIVE else Path(shipped("docs", SCHEMA)).as_uri()
    return own_text("dataset/template.yaml").replace(_SCHEMA, schema, 1).replace(_DATE, date, 1)
