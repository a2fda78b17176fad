"""Markdown: a table with footnotes, as GitHub and pandoc read it."""

import re
from collections.abc import Iterator
from urllib.parse import quote

from ondermijning.amounts import Scale
from ondermijning.render import Page
from ondermijning.render.people import NUMERIC, Footnotes, cell, scales
from ondermijning.table import Row, Table

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|#~&$^@])")
_NUMBERED = re.compile(r"^(\d+)([.)])")
_NOT_IN_ADDRESS = re.compile(r'[^!-~]|[<>"\\^`{|}]')


def render(table: Table, page: Page) -> Iterator[str]:
    """Yield the lines."""
    places = table.places(screen=True)
    columns = [table.columns[place] for place in places]
    if page.heading:
        yield f"{_bold(_escaped(table.title))}\n\n"
    footnotes, scale_of = Footnotes(), scales(table)
    yield _line([_escaped(column.heading) for column in columns])
    yield _line(["---:" if column.kind in NUMERIC else "---" for column in columns])
    for row in table.all_rows():
        yield _line([_cell(table, row, place, scale_of[place], footnotes) for place in places])
    if table.total is not None:
        yield _line([_bold(_cell(table, table.total, place, scale_of[place], footnotes)) for place in places])
    for note in table.notes:
        yield f"\n{_escaped(note)}\n"
    for number, (label, citation) in enumerate(footnotes.notes.items(), start=1):
        address = f" {_link(citation.url)}" if citation.url else ""
        text = _NUMBERED.sub(r"\1\\\2", _escaped(label))  # a footnote that begins with "1." is a list
        yield f"\n[^{number}]: {text}{address}\n"


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |\n"


def _cell(table: Table, row: Row, place: int, scale: Scale, footnotes: Footnotes) -> str:
    if table.columns[place].kind == "citations":
        return "".join(f"[^{number}]" for number in footnotes.numbers(row[place] or []))
    if table.columns[place].kind == "url" and row[place]:
        return _link(row[place])
    return _escaped(cell(table, row, place, scale))


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)


def _link(address: str) -> str:
    """Return a web address as a link; what would end the link or its cell is coded."""
    return f"<{_NOT_IN_ADDRESS.sub(lambda found: quote(found[0]), address)}>"


def _bold(text: str) -> str:
    return f"**{text.strip()}**" if text else ""
