"""The formats: one small module for each, all with one function from a `Table` to text."""

from collections.abc import Iterator
from importlib import import_module
from typing import NamedTuple, cast

from ondermijning.table import Table

FORMATS = {
    "tabel": "een tabel om te lezen",
    "tsv": "velden met tabs ertussen",
    "csv": "velden met komma's ertussen",
    "json": "één JSON-document",
    "jsonl": "een JSON-object per regel",
    "yaml": "YAML",
    "md": "een Markdown-tabel met voetnoten",
}
"""The formats by name, each with what it is (Dutch)."""

FOR_PEOPLE = ("tabel", "md")
"""The formats that carry notes, sources and a total row; the others are stable, for programs."""

WITH_EMPTY = ("tsv", "csv", "kaal")
"""The formats in which unknown or nothing is an empty field, unless the call says what stands there."""


class Page(NamedTuple):
    """What an answer is drawn on: its width in characters, and what may be used on it.

    `empty` is what stands for unknown or nothing in the formats `WITH_EMPTY`.
    """

    width: int = 80
    colour: bool = False
    links: bool = False
    unicode: bool = True
    heading: bool = True
    empty: str = ""


def render(table: Table, name: str, page: Page) -> Iterator[str]:
    """Yield the text of `table` in the format `name` (one of `FORMATS`, or `kaal`), piece by piece."""
    module = import_module(f"ondermijning.render.as_{name}")
    return cast("Iterator[str]", module.render(table, page))
