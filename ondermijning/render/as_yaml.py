"""YAML: the same document as JSON, read alike by readers of YAML 1.1 and 1.2."""

from collections.abc import Iterator

import yaml

from ondermijning.render import machine
from ondermijning.render.page import Page
from ondermijning.table import Report
from ondermijning.text import needs_quotes


class _Dumper(yaml.SafeDumper):
    """Puts quotes around a text that is no text to some reader."""

    def represent_str(self, text: str) -> yaml.ScalarNode:
        style = "'" if needs_quotes(text) else None
        return self.represent_scalar("tag:yaml.org,2002:str", text, style)


_Dumper.add_representer(str, _Dumper.represent_str)


def render(report: Report, page: Page) -> Iterator[str]:
    """Yield the document."""
    yield yaml.dump(machine.document(report), Dumper=_Dumper, allow_unicode=True, sort_keys=False)
