"""Markdown: a table with footnotes, as GitHub and pandoc read it."""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import quote

from ondermijning.render import Format, Page
from ondermijning.render.people import NUMERIC, Cells, Footnotes
from ondermijning.table import Column, Report, Row, Table

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|#~&$^@])")
_NUMBERED = re.compile(r"^(\d+)([.)])")
_NOT_IN_ADDRESS = re.compile(r'[^!-~]|[<>"\\^`{|}]')


def render(report: Report, page: Page) -> Iterator[str]:
    """Yield the lines."""
    footnotes: Footnotes = {}
    for number, table in enumerate(report.tables):
        if number:
            yield "\n"
        yield from _table(table, page, footnotes)
    for label, (number, citation) in footnotes.items():
        address = f" {_link(citation.url)}" if citation.url else ""
        text = _NUMBERED.sub(r"\1\\\2", _escaped(label))  # or it would begin a list
        yield f"\n[^{number}]: {text}{address}\n"
    for line in report.context():
        yield f"\n{_escaped(line)}\n"


def _table(table: Table, page: Page, footnotes: Footnotes) -> Iterator[str]:
    cells = Cells(table, footnotes)
    if page.heading:
        yield f"{_bold(_escaped(cells.title))}\n\n"
    yield _line(_escaped(column.heading) for column in cells.columns)
    yield _line("---:" if column.kind in NUMERIC else "---" for column in cells.columns)
    for row in cells.rows:
        yield _line(_cell(cells, row, column) for column in cells.columns)
    if table.total:
        yield _line(_bold(_cell(cells, table.total, column)) for column in cells.columns)
    for note in table.notes:
        yield f"\n{_escaped(note)}\n"


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |\n"


def _cell(cells: Cells, row: Row, column: Column) -> str:
    value = row.get(column.name)
    if column.kind == "citations":
        return "".join(f"[^{number}]" for number in cells.numbers(value))
    if column.kind == "url" and value:
        return _link(value)
    return _escaped(cells.text(row, column))


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)


def _link(address: str) -> str:
    """Return a web address as a link; characters that would end the link or its cell are encoded."""
    return f"<{_NOT_IN_ADDRESS.sub(lambda found: quote(found[0]), address)}>"


def _bold(text: str) -> str:
    return f"**{text.strip()}**" if text else ""


MD = Format("md", "een Markdown-tabel met voetnoten", (".md",), render, for_people=True)
