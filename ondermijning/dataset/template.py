"""A dataset to start from: `template.yaml`, dated, and with the schema of this program for an editor."""

from pathlib import Path

from ondermijning.files import shipped

_TEMPLATE = Path(__file__).with_suffix(".yaml")
_SCHEMA, _DATE = "../../docs/knooppunten.schema.json", "2026-01-01"
"""What `template.yaml` has in its first line, and under `bijgewerkt`: it is a dataset itself."""


def template(date: str) -> str:
    """Return the text of a dataset with an example of each part, `bijgewerkt` on a date (2026-11-24)."""
    schema = Path(shipped("docs", "knooppunten.schema.json")).as_uri()
    return _TEMPLATE.read_text(encoding="utf-8").replace(_SCHEMA, schema, 1).replace(_DATE, date, 1)
