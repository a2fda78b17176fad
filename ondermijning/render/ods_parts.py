"""What an OpenDocument workbook holds around its cells: looks, widths, headings in sight, filters, charts.

What is the same in each workbook stands in the folder `ods`.
"""

import re
from collections.abc import Iterable, Sequence
from html import escape

from ondermijning.files import own_text
from ondermijning.render.sheets import Chart, Heading, Sheet, for_cell, letters

MIME = "application/vnd.oasis.opendocument.spreadsheet"
_CHART_MIME = "application/vnd.oasis.opendocument.chart"
_CHART_SIZE = 'svg:width="16cm" svg:height="9cm"'

_URN = "urn:oasis:names:tc:opendocument:xmlns"
_NAMES = {"number": "datastyle", "fo": "xsl-fo-compatible", "draw": "drawing", "svg": "svg-compatible"}
"""What the standard calls otherwise than documents do."""
_XLINK = ' xmlns:xlink="http://www.w3.org/1999/xlink"'
_PREFIXES = "office style text table number fo draw svg meta config"
_OTHERS = (
    f' xmlns:of="{_URN}:of:1.2" xmlns:ooo="http://openoffice.org/2004/office"{_XLINK}'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
)

_KINDS = ("text", "link", "euro", "number", "integer", "year", "decimal", "percentage", "boolean")
_WRAPPED = 'style:vertical-align="top" fo:wrap-option="wrap"'
_BOLD = 'fo:font-weight="bold"'
_ROLES = {
    "title": ('style:vertical-align="top"', f'{_BOLD} fo:font-size="14pt"'),
    "said": ('style:vertical-align="top"', ""),
    "heading": (f'{_WRAPPED} fo:background-color="#e7ecf2" fo:border-bottom="0.5pt solid #000000"', _BOLD),
    "row": (_WRAPPED, ""),
    "total": (f'{_WRAPPED} fo:border-top="0.5pt solid #000000"', _BOLD),
}
"""The looks of the cells of each row, and of the words in them."""


def _part(part: str, prefixes: str = _PREFIXES, others: str = _OTHERS, /, **words: str) -> str:
    """Return a part of the folder `ods` with words in it; its indented lines go on the line above them."""
    text = re.sub(r"\n +", " ", re.sub(r"\n +(?=<)", "", own_text(f"render/ods/{part}.xml")))
    known = " ".join(f'xmlns:{short}="{_URN}:{_NAMES.get(short, short)}:1.0"' for short in prefixes.split())
    return text.rstrip("\n").format(names=f'{known}{others} office:version="1.3"', **words)


def content(sheets: Sequence[Sheet]) -> tuple[str, str]:
    """Return what comes before the first sheet, and after the last."""
    widths = {heading.width: _centimetres(heading) for sheet in sheets for heading in sheet.headings}
    columns = (
        f'<style:style style:name="breed{number}" style:family="table-column"><style:table-column-properties '
        f'style:column-width="{width:.2f}cm"/></style:style>'
        for number, width in sorted(widths.items())
    )
    looks = (_look(role, kind) for role in _ROLES for kind in _KINDS)
    before, _, after = _part("content", looks="".join([*columns, *looks]), sheets="\0").partition("\0")
    return before, after


def style_name(role: str, kind: str) -> str:
    """Return the name of the look of a cell: of what its row is, and of what it holds."""
    return f"{role}-{kind if kind in _KINDS else 'text'}"


def _look(role: str, kind: str) -> str:
    (cell, words), is_number = _ROLES[role], kind not in ("text", "link")
    if kind == "link":
        words += ' fo:color="#0563c1" style:text-underline-style="solid"'
    style = f' style:data-style-name="N-{kind}"' if is_number else ""
    space = ' fo:padding-right="0.2cm"' if is_number else ""
    return (
        f'<style:style style:name="{style_name(role, kind)}" style:family="table-cell"{style}>'
        f"<style:table-cell-properties {cell}{space}/>"
        f'<style:paragraph-properties fo:text-align="{"end" if is_number else "start"}"/>'
        f"<style:text-properties {words}/></style:style>"
    )


def _centimetres(heading: Heading) -> float:
    """Return the width of a column."""
    return heading.width * 0.2 + 0.3


def _cells(sheet: Sheet, first: tuple[int, int], last: tuple[int, int]) -> str:
    """Return the address of cells of a sheet, from one to another, each by its column and row, from 0."""
    name = "'" + sheet.name.replace("'", "''") + "'"
    return escape(":".join(f"{name}.{letters(column)}{row + 1}" for column, row in (first, last)))


def filter_range(sheet: Sheet, rows: int, number: int) -> str:
    """Return what gives the heading of a sheet of so many rows its filter, named as LibreOffice does.

    Under another name it would not go along to Excel.
    """
    cells = _cells(sheet, (0, sheet.top), (len(sheet.headings) - 1, sheet.top + max(rows, 1)))
    return (
        f'<table:database-range table:name="__Anonymous_Sheet_DB__{number}" '
        f'table:display-filter-buttons="true" table:target-range-address="{cells}"/>'
    )


def beside_content(
    sheets: Sequence[Sheet], title: str, day: str, charts: dict[str, str]
) -> Iterable[tuple[str, str]]:
    """Return the names and the texts of the other parts, which keep all headings in sight; the list last."""
    frozen = _part("frozen", name="{name}", rows="{rows}")
    views = (frozen.format(name=escape(sheet.name), rows=sheet.top + 1) for sheet in sheets)
    parts = {
        "meta.xml": _part("meta", title=escape(title), day=day),
        "styles.xml": _part("styles"),
        "settings.xml": _part("settings", sheets="".join(views)),
        **{f"{name}/content.xml": chart for name, chart in charts.items()},
    }
    listed = {"/": MIME, **{f"{name}/": _CHART_MIME for name in charts}}
    entries = (
        f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="{kind}"/>'
        for name, kind in {**listed, **dict.fromkeys(["content.xml", *parts], "text/xml")}.items()
    )
    return [*parts.items(), ("META-INF/manifest.xml", _part("manifest", entries="".join(entries)))]


def frame(sheet: Sheet, name: str) -> str:
    """Return what shows a chart on its sheet, beside the columns."""
    left, top = sum(map(_centimetres, sheet.headings)) + 1, 0.5 + 0.45 * sheet.top
    return (
        f'<table:shapes><draw:frame draw:name="{name}" svg:x="{left:.1f}cm" svg:y="{top:.1f}cm" '
        f'{_CHART_SIZE}><draw:object xlink:href="./{name}" xlink:type="simple" xlink:show="embed" '
        'xlink:actuate="onLoad"/></draw:frame></table:shapes>'
    )


def chart_content(sheet: Sheet, chart: Chart, rows: int) -> str:
    """Return the content of the chart of a sheet of so many rows."""
    first, last, alone = sheet.top + 1, sheet.top + max(rows, 1), len(chart.values) == 1
    look = 'chart:style-name="reeks" ' if alone else ""
    series = (
        f'<chart:series chart:class="chart:bar" {look}'
        f'chart:values-cell-range-address="{_cells(sheet, (column, first), (column, last))}" '
        f'chart:label-cell-address="{_cells(sheet, (column, sheet.top), (column, sheet.top))}"/>'
        for column in chart.values
    )
    text = _part(
        "chart",
        "office chart draw style svg table text",
        _XLINK,
        size=_CHART_SIZE,
        title=escape(for_cell(chart.title)),
        legend="" if alone else '<chart:legend chart:legend-position="bottom"/>',
        labels=_cells(sheet, (chart.labels, first), (chart.labels, last)),
        series="".join(series),
    )
    return f"{text}\n"
