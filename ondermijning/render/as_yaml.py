"""YAML: the same document as JSON."""

from collections.abc import Iterator

import yaml

from ondermijning.render import machine
from ondermijning.render.page import Page
from ondermijning.table import Report


def render(report: Report, page: Page) -> Iterator[str]:
    """Yield the document."""
    yield yaml.safe_dump(machine.document(report), allow_unicode=True, sort_keys=False)
