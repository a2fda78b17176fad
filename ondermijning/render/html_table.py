"""A table as HTML with its notes, and sources as footnotes: parts of any page, styled by `tables.css`."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from ondermijning.files import own_text
from ondermijning.render.people import NUMERIC, Cells, Footnotes, host, plain
from ondermijning.table import Column, Row, Table, Unknown

_ADDRESS = re.compile(r"https?://[^\s<>\"]*[^\s<>\".,;:)]")


def style() -> str:
    """Return the style sheet of the parts below; it loads nothing from elsewhere."""
    return own_text("render/tables.css")


def linked(text: str, address: str | None) -> str:
    """Return text as a link to a web address, as text where that is none of http or https."""
    if address is None or not _ADDRESS.fullmatch(address):
        return plain(text)
    return f'<a href="{plain(address)}" rel="noreferrer">{plain(text)}</a>'


def told(text: str) -> str:
    """Return a line for people as a paragraph, in which web addresses are links."""
    addresses = (*_ADDRESS.finditer(text), None)
    done, html = 0, ""
    for found in addresses:
        html += plain(text[done : found.start() if found else None])
        if found:
            html, done = html + linked(found[0], found[0]), found.end()
    return f"<p>{html}</p>\n"


def table_parts(
    table: Table, footnotes: Footnotes, name: str, *, title: bool = True, level: int = 0
) -> Iterator[str]:
    """Yield a table with its notes; sources go to `footnotes`, whose list the page shows by `sources`.

    `name` is the id of its caption, other than that of each other table of the page. With a `level` the
    caption is a heading of that level, for the outline of the page.
    """
    columns, cells = table.for_people(), Cells(table, footnotes)
    words = plain(cells.title)
    caption = f"<h{level}>{words}</h{level}>" if level else words
    label = f'aria-labelledby="{name}"' if title else f'aria-label="{words}"'
    yield f'<div class="rol" role="group" tabindex="0" {label}>\n<table>\n'
    if title:
        yield f'<caption id="{name}">{caption}</caption>\n'
    headings = (f'<th scope="col"{_look(column)}>{plain(column.heading)}</th>' for column in columns)
    yield f"<thead>\n<tr>{''.join(headings)}</tr>\n</thead>\n"
    grouped = table.grouped and columns[0] == table.columns[0]
    for rows in _groups(table.above_total(), columns[0]) if grouped else [table.above_total()]:
        yield "<tbody>\n"
        for number, row in enumerate(rows):
            span = (0 if number else len(rows)) if grouped else 1
            yield f"<tr>{_row(row, columns, cells, span)}</tr>\n"
        yield "</tbody>\n"
    if table.total:
        yield f"<tfoot>\n<tr>{_row(table.total, columns, cells, 1)}</tr>\n</tfoot>\n"
    yield "</table>\n</div>\n"
    yield from map(told, table.notes)


def sources(footnotes: Footnotes, level: int = 2) -> Iterator[str]:
    """Yield the numbered list of sources that the tables of a page refer to, under a heading of `level`."""
    if not footnotes:
        return
    yield f'<section class="bronnen">\n<h{level}>Bronnen</h{level}>\n<ol>\n'
    for label, (number, citation) in footnotes.items():
        yield f'<li id="bron-{number}">{linked(label, citation.url)}</li>\n'
    yield "</ol>\n</section>\n"


def _groups(rows: list[Row], column: Column) -> list[list[Row]]:
    return [list(group) for _, group in groupby(rows, lambda row: row[column.name])]


def _row(row: Row, columns: Sequence[Column], cells: Cells, span: int) -> str:
    """Return the cells of a row, the first its heading; of `span` rows, and none where that is 0."""
    first, *others = columns
    of = 'scope="row"' if span == 1 else f'scope="rowgroup" rowspan="{span}"'
    heading = f"<th {of}{_look(first, row)}>{_cell(row, first, cells)}</th>" if span else ""
    return heading + "".join(f"<td{_look(column, row)}>{_cell(row, column, cells)}</td>" for column in others)


def _look(column: Column, row: Row | None = None) -> str:
    unknown = row is not None and isinstance(row.get(column.name), Unknown)
    classes = [*(["getal"] if column.kind in NUMERIC else []), *(["onbekend"] if unknown else [])]
    return f' class="{" ".join(classes)}"' if classes else ""


def _cell(row: Row, column: Column, cells: Cells) -> str:
    value = row.get(column.name)
    if column.kind == "citations":
        numbers = cells.numbers(value)
        return " ".join(
            f'<a href="#bron-{number}" aria-label="bron {number}">{number}</a>' for number in numbers
        )
    if column.kind == "url" and value:
        return linked(host(value), value)
    text = cells.text(row, column)
    share = row.get(column.bar) if column.bar else None
    bar = (
        f'<span class="staaf" style="width:{min(share, 100):.1f}%"></span>'
        if share and row is not cells.total
        else ""
    )
    return plain(text) + bar
