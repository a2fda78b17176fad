"""Sheets as an OpenDocument workbook, written row by row: libraries for it hold all cells in memory."""

import re
from collections.abc import Iterator, Sequence
from html import escape
from io import BytesIO
from itertools import groupby
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from ondermijning.render import Format, Page, ods_chart, ods_parts
from ondermijning.render.ods_address import formula
from ondermijning.render.sheets import Cell, Formula, Line, Link, Sheet, day_of, held, is_live, lines
from ondermijning.render.workbook import sheets_of, title_of
from ondermijning.table import Report

_SPACES = re.compile(r" {2,}|^ | $")


def render(report: Report, page: Page) -> Iterator[bytes]:
    """Yield the bytes of the workbook."""
    return pieces(sheets_of(report, page), title_of(report), report.date)


def pieces(sheets: Sequence[Sheet], title: str, date: str) -> Iterator[bytes]:
    """Yield a workbook; `date` is the dataset's, ISO: the same sheets are the same bytes on any day.

    Raises TooLargeError.
    """
    day = day_of(date)
    content = BytesIO()
    with ZipFile(content, "w") as book:

        def part(name: str, packed: int = ZIP_DEFLATED) -> IO[bytes]:
            info = ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
            info.compress_type = packed
            return book.open(info, "w", force_zip64=packed == ZIP_DEFLATED)

        with part("mimetype", ZIP_STORED) as out:  # first and bare, as the standard has it
            out.write(ods_parts.MIME.encode())
        charts: dict[str, str] = {}
        with part("content.xml") as out:
            out.writelines(text.encode() for text in _content(sheets, charts))
        for name, text in ods_parts.others(sheets, held(title), day.isoformat(), charts):
            with part(name) as out:
                out.write(text.encode())
    yield content.getvalue()


def _content(sheets: Sequence[Sheet], charts: dict[str, str]) -> Iterator[str]:
    """Yield the document that holds all cells, row by row; `charts` gets the charts beside it, by name."""
    yield ods_parts.content_start(heading for sheet in sheets for heading in sheet.headings)
    filters: list[str] = []
    for number, sheet in enumerate(sheets):
        yield f'<table:table table:name="{escape(sheet.name)}" table:style-name="blad">'
        name = f"grafiek{number}"
        if sheet.chart:
            beside, below = sum(map(ods_parts.width_of, sheet.headings)) + 1, 0.5 + 0.45 * sheet.top
            yield ods_chart.frame(name, beside, below)
        for heading in sheet.headings:
            yield f'<table:table-column table:style-name="breed{heading.width}"/>'
        rows = 0
        for role, found in groupby(lines(sheet), lambda line: line.role):
            if role == "heading":
                yield "<table:table-header-rows>"
            for line in found:
                yield _row(line, sheet)
                rows += role == "row"
            if role == "heading":
                yield "</table:table-header-rows>"
        yield "</table:table>"
        if sheet.filtered and sheet.headings:
            filters.append(ods_parts.filter_range(sheet, rows, number))
        if sheet.chart:
            charts[name] = ods_chart.content(sheet, sheet.chart, rows)
    if filters:
        yield f"<table:database-ranges>{''.join(filters)}</table:database-ranges>"
    yield ods_parts.CONTENT_END


def _row(line: Line, sheet: Sheet) -> str:
    told = line.role in ("title", "said")
    kinds = ["text"] if told else [heading.kind for heading in sheet.headings]
    cells = [_cell(cell, line.role, kind) for cell, kind in zip(line.cells, kinds, strict=False)]
    return f"<table:table-row>{''.join(cells) or '<table:table-cell/>'}</table:table-row>"


def _cell(cell: Cell, role: str, kind: str) -> str:
    style = f'table:style-name="{ods_parts.style_name(role, kind)}"'
    if cell is None or cell == "":
        return f"<table:table-cell {style}/>"
    if isinstance(cell, bool):
        value = f'office:value-type="boolean" office:boolean-value="{str(cell).lower()}"'
        return f"<table:table-cell {style} {value}/>"
    if isinstance(cell, Formula):
        words = escape(formula(cell.words))
        return f'<table:table-cell {style} table:formula="of:={words}" {_number(cell.value, kind)}/>'
    if isinstance(cell, Link) and is_live(cell):
        style = f'table:style-name="{ods_parts.style_name(role, "link")}"'
        text = f'<text:a xlink:type="simple" xlink:href="{escape(cell.address)}">{_text(cell.text)}</text:a>'
        return (
            f'<table:table-cell {style} office:value-type="string"><text:p>{text}</text:p></table:table-cell>'
        )
    if isinstance(cell, Link | str):
        text = cell.text if isinstance(cell, Link) else cell
        paragraphs = "".join(f"<text:p>{_text(part)}</text:p>" for part in text.split("\n"))
        return f'<table:table-cell {style} office:value-type="string">{paragraphs}</table:table-cell>'
    return f"<table:table-cell {style} {_number(cell, kind)}/>"


def _number(value: float, kind: str) -> str:
    if kind == "euro":
        return f'office:value-type="currency" office:currency="EUR" office:value="{value!r}"'
    known = "percentage" if kind == "percentage" else "float"
    return f'office:value-type="{known}" office:value="{value!r}"'


def _text(text: str) -> str:
    """Return a line of text; a space that XML would drop becomes an element."""
    spaced = _SPACES.sub(lambda found: f'<text:s text:c="{len(found[0])}"/>', escape(held(text)))
    return spaced.replace("\t", "<text:tab/>").replace("\r", "")


FORMAT = Format("ods", "een spreadsheet van LibreOffice", (".ods",), render, for_people=True, binary=True)
