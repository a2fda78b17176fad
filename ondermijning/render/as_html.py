"""HTML: one whole page that runs nothing and loads nothing from elsewhere; its parts serve other pages."""

import re
from collections.abc import Iterator
from itertools import groupby

from ondermijning.files import own_text
from ondermijning.render import Format, Page
from ondermijning.render.people import NUMERIC, Cells, Footnotes, host, plain
from ondermijning.table import Column, Report, Row, Table, Unknown

_ADDRESS = re.compile(r"(https?://[^\s<>\"]*[^\s<>\".,;:)])")


def render(report: Report, page: Page) -> Iterator[str]:
    """Yield the page: the conditions, the tables of the report, and the sources as footnotes."""
    title, footnotes, several = plain(report.title()), Footnotes(), len(report.tables) > 1
    before, after = own_text("render/page.html").split("{answer}")
    yield before.format(title=title, style=style())
    if several and page.heading:
        yield f"<h1>{title}</h1>\n"
    for line in report.context():
        yield f'<p class="van">{plain(line)}</p>\n'
    for number, table in enumerate(report.tables, 1):
        level = 2 if several else 1
        yield from table_parts(table, footnotes, f"tabel-{number}", title=page.heading, level=level)
    if footnotes:
        yield '<section class="bronnen">\n<h2>Bronnen</h2>\n<ol>\n'
        for label, (number, citation) in footnotes.items():
            yield f'<li id="bron-{number}">{linked(label, citation.url)}</li>\n'
        yield "</ol>\n</section>\n"
    yield after


def style() -> str:
    """Return the style sheet of the parts below."""
    return own_text("render/tables.css")


def linked(text: str, address: str | None) -> str:
    """Return text as a link to a web address of http or https, as plain text without one."""
    if address is None or not _ADDRESS.fullmatch(address):
        return plain(text)
    return f'<a href="{plain(address)}" rel="noreferrer">{plain(text)}</a>'


def paragraph(text: str) -> str:
    """Return a line for people as a paragraph, in which web addresses are links."""
    return f"<p>{''.join(linked(piece, piece) for piece in _ADDRESS.split(text))}</p>\n"


def table_parts(
    table: Table, footnotes: Footnotes, name: str, *, title: bool = True, level: int
) -> Iterator[str]:
    """Yield a table with its notes; its sources go to `footnotes`, which the page lists.

    `name` is the id of its caption, a heading of some `level` on that page.
    """
    cells = Cells(table, footnotes)
    words, (first, *_) = plain(cells.title), cells.columns
    label = f'aria-labelledby="{name}"' if title else f'aria-label="{words}"'
    yield f'<div class="rol" role="group" tabindex="0" {label}>\n<table>\n'
    if title:
        yield f'<caption id="{name}"><h{level}>{words}</h{level}></caption>\n'
    headings = (f'<th scope="col"{_look(column)}>{plain(column.heading)}</th>' for column in cells.columns)
    yield f"<thead>\n<tr>{''.join(headings)}</tr>\n</thead>\n"
    groups = [cells.rows]
    if grouped := table.grouped and first == table.columns[0]:
        groups = [list(rows) for _, rows in groupby(cells.rows, lambda row: row[first.name])]
    for rows in groups:
        yield "<tbody>\n"
        for number, row in enumerate(rows):
            span = (0 if number else len(rows)) if grouped else 1
            yield f"<tr>{_row(row, cells, span)}</tr>\n"
        yield "</tbody>\n"
    if table.total:
        yield f"<tfoot>\n<tr>{_row(table.total, cells)}</tr>\n</tfoot>\n"
    yield "</table>\n</div>\n"
    yield from map(paragraph, table.notes)


def _row(row: Row, cells: Cells, span: int = 1) -> str:
    """Return the cells of a row; the first is a heading of `span` rows, left out where that is 0."""
    of = 'scope="row"' if span == 1 else f'scope="rowgroup" rowspan="{span}"'
    first, *others = (f"{_look(column, row)}>{_cell(row, column, cells)}" for column in cells.columns)
    return f"<th {of}{first}</th>" * bool(span) + "".join(f"<td{other}</td>" for other in others)


def _look(column: Column, row: Row | None = None) -> str:
    unknown = row is not None and isinstance(row.get(column.name), Unknown)
    classes = ["getal"] * (column.kind in NUMERIC) + ["onbekend"] * unknown
    return f' class="{" ".join(classes)}"' if classes else ""


def _cell(row: Row, column: Column, cells: Cells) -> str:
    value = row.get(column.name)
    if column.kind == "citations":
        numbers = cells.numbers(value)
        return " ".join(f'<a href="#bron-{one}" aria-label="bron {one}">{one}</a>' for one in numbers)
    if column.kind == "url" and value:
        return linked(host(value), value)
    share = row.get(column.bar) if row is not cells.total else None
    bar = f'<span class="staaf" style="width:{min(share, 100):.1f}%"></span>' if share else ""
    return plain(cells.text(row, column)) + bar


HTML = Format("html", "een webpagina", (".html", ".htm"), render, for_people=True, utf_8=True)
