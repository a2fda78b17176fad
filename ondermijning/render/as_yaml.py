"""YAML: the same document as JSON, read alike by readers of YAML 1.1 and 1.2."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ondermijning.render import Format, Page, machine
from ondermijning.table import Report
from ondermijning.text import needs_quotes

if TYPE_CHECKING:
    import yaml


def render(report: Report, page: Page) -> Iterator[str]:
    """Yield the document."""
    import yaml

    class Dumper(yaml.SafeDumper):
        """Puts quotes around a text that is no text to some reader."""

    Dumper.add_representer(str, _text)
    yield yaml.dump(machine.document(report), Dumper=Dumper, allow_unicode=True, sort_keys=False)


def _text(dumper: "yaml.SafeDumper", text: str) -> "yaml.ScalarNode":
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, "'" if needs_quotes(text) else None)


FORMAT = Format("yaml", "YAML", (".yaml", ".yml"), render)
