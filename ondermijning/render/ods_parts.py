"""What an OpenDocument workbook holds around its cells: looks, widths, headings in sight, filters, charts."""

from collections.abc import Iterable, Sequence
from html import escape

from ondermijning.render.sheets import Chart, Heading, Sheet, held, letters

MIME = "application/vnd.oasis.opendocument.spreadsheet"
CONTENT_END = "</office:spreadsheet></office:body></office:document-content>"

_URN = "urn:oasis:names:tc:opendocument:xmlns"
_NAMES = {"number": "datastyle", "fo": "xsl-fo-compatible", "draw": "drawing", "svg": "svg-compatible"}
"""What is called otherwise in the standard than it usually is in documents."""


def _start(part: str, prefixes: str, more: str = "") -> str:
    """Return the start of a part of a document: what its prefixes stand for."""
    known = " ".join(f'xmlns:{short}="{_URN}:{_NAMES.get(short, short)}:1.0"' for short in prefixes.split())
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<office:document-{part} {known}{more} office:version="1.3">'
    )


_XLINK = ' xmlns:xlink="http://www.w3.org/1999/xlink"'
_CONTENT, _META, _STYLES, _SETTINGS = (
    _start(
        part,
        "office style text table number fo draw svg meta config",
        f' xmlns:of="{_URN}:of:1.2" xmlns:ooo="http://openoffice.org/2004/office"{_XLINK}'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/"',
    )
    for part in ("content", "meta", "styles", "settings")
)

_DUTCH = 'number:language="nl" number:country="NL"'
_PLAIN = '<number:number number:decimal-places="0" number:min-integer-digits="1"/>'
_TENTHS = (
    '<number:number number:decimal-places="1" number:min-decimal-places="1" number:min-integer-digits="1"/>'
)
_GROUPED = _PLAIN.replace("/>", ' number:grouping="true"/>')
_NUMBERS = {
    "euro": (
        "currency",
        f"<number:currency-symbol {_DUTCH}>€</number:currency-symbol><number:text> </number:text>{_GROUPED}",
    ),
    "number": ("number", _GROUPED),
    "integer": ("number", _PLAIN),
    "year": ("number", _PLAIN),
    "decimal": ("number", "<number:number/>"),
    "percentage": ("percentage", f"{_TENTHS}<number:text>%</number:text>"),
    "boolean": ("boolean", "<number:boolean/>"),
}
"""How a value of each kind is shown: by the style of which word, and what is in it."""
_KINDS = ("text", "link", *_NUMBERS)
_WRAPPED = 'style:vertical-align="top" fo:wrap-option="wrap"'
_BOLD = 'fo:font-weight="bold"'
_ROLES = {
    "title": ('style:vertical-align="top"', f'{_BOLD} fo:font-size="14pt"'),
    "said": ('style:vertical-align="top"', ""),
    "heading": (f'{_WRAPPED} fo:background-color="#e7ecf2" fo:border-bottom="0.5pt solid #000000"', _BOLD),
    "row": (_WRAPPED, ""),
    "total": (f'{_WRAPPED} fo:border-top="0.5pt solid #000000"', _BOLD),
}
"""The look of each row's cells, and of their words."""

STYLES = (
    f'{_STYLES}<office:styles><style:default-style style:family="table-cell">'
    '<style:text-properties style:font-name="Liberation Sans" fo:font-size="10pt" fo:language="nl" '
    'fo:country="NL"/></style:default-style></office:styles>'
    '<office:automatic-styles><style:page-layout style:name="liggend"><style:page-layout-properties '
    'fo:page-width="29.7cm" fo:page-height="21cm" style:print-orientation="landscape" '
    'style:scale-to-X="1" style:scale-to-Y="0"/></style:page-layout></office:automatic-styles>'
    '<office:master-styles><style:master-page style:name="Default" style:page-layout-name="liggend"/>'
    "</office:master-styles></office:document-styles>"
)

_CHART = _start("content", "office chart draw style svg table text", _XLINK)
_LEGEND = '<chart:legend chart:legend-position="bottom"/>'
_CHART_MIME = "application/vnd.oasis.opendocument.chart"
_CHART_SIZE = 'svg:width="16cm" svg:height="9cm"'
_SHOWN = 'chart:display-label="true"'
_CHART_STYLES = "\n".join(
    f'<style:style style:name="{name}" style:family="chart"><style:{look}/></style:style>'
    for name, look in {
        "as": f"chart-properties {_SHOWN}",
        "hoogte": f'chart-properties {_SHOWN} chart:link-data-style-to-source="true" chart:minimum="0"',
        "muur": 'graphic-properties draw:fill="none"',
        "lijn": 'graphic-properties svg:stroke-color="#c8ccd0"',
        "reeks": 'graphic-properties draw:fill="solid" draw:fill-color="#2f6690" draw:stroke="none"',
    }.items()
)


def style_name(role: str, kind: str) -> str:
    """Return the name of the look of a cell: of what its row is, and of what it holds."""
    return f"{role}-{kind if kind in _KINDS else 'text'}"


def content_start(sheets: Sequence[Sheet]) -> str:
    """Return what comes before the first sheet."""
    numbers = "".join(
        f'<number:{word}-style style:name="N-{kind}"{f" {_DUTCH}" if word == "currency" else ""}>{shown}'
        f"</number:{word}-style>"
        for kind, (word, shown) in _NUMBERS.items()
    )
    widths = {heading.width: _centimetres(heading) for sheet in sheets for heading in sheet.headings}
    columns = "".join(
        f'<style:style style:name="breed{number}" style:family="table-column"><style:table-column-properties '
        f'style:column-width="{width:.2f}cm"/></style:style>'
        for number, width in sorted(widths.items())
    )
    return (
        f"{_CONTENT}<office:automatic-styles>{numbers}"
        '<style:style style:name="blad" style:family="table" style:master-page-name="Default"/>'
        f"{columns}{''.join(_look(role, kind) for role in _ROLES for kind in _KINDS)}"
        "</office:automatic-styles><office:body><office:spreadsheet>"
    )


def _look(role: str, kind: str) -> str:
    (cell, words), is_number = _ROLES[role], kind in _NUMBERS
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


def meta(title: str, day: str) -> str:
    """Return the part that says what the workbook is called and of which day it is."""
    return (
        f"{_META}<office:meta><dc:title>{escape(title)}</dc:title>"
        f"<meta:creation-date>{day}T00:00:00</meta:creation-date><dc:date>{day}T00:00:00</dc:date>"
        "<dc:language>nl-NL</dc:language></office:meta></office:document-meta>"
    )


def settings(sheets: Iterable[Sheet]) -> str:
    """Return the part that keeps the headings of all sheets in sight."""
    return (
        f'{_SETTINGS}<office:settings><config:config-item-set config:name="ooo:view-settings">'
        '<config:config-item-map-indexed config:name="Views"><config:config-item-map-entry>'
        f'{_item("ViewId", "string", "view1")}<config:config-item-map-named config:name="Tables">'
        f"{''.join(map(_frozen, sheets))}</config:config-item-map-named></config:config-item-map-entry>"
        "</config:config-item-map-indexed></config:config-item-set></office:settings>"
        "</office:document-settings>"
    )


def _frozen(sheet: Sheet) -> str:
    items = _item("VerticalSplitMode", "short", 2) + _item("ActiveSplitRange", "short", 2)
    items += "".join(
        _item(name, "int", sheet.top + 1) for name in ("VerticalSplitPosition", "PositionBottom")
    )
    name = escape(sheet.name)
    return f'<config:config-item-map-entry config:name="{name}">{items}</config:config-item-map-entry>'


def _item(name: str, kind: str, value: str | int) -> str:
    return f'<config:config-item config:name="{name}" config:type="{kind}">{value}</config:config-item>'


def manifest(names: Iterable[str], charts: Iterable[str]) -> str:
    """Return the list of the parts, and of the charts that are among them."""
    parts = {"/": MIME, **{f"{name}/": _CHART_MIME for name in charts}, **dict.fromkeys(names, "text/xml")}
    entries = (
        f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="{kind}"/>'
        for name, kind in parts.items()
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<manifest:manifest xmlns:manifest="{_URN}:manifest:1.0" '
        f'manifest:version="1.3">{"".join(entries)}</manifest:manifest>'
    )


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
    first, last = sheet.top + 1, sheet.top + max(rows, 1)
    alone = len(chart.values) == 1
    look = 'chart:style-name="reeks" ' if alone else ""
    series = "".join(
        f'<chart:series chart:class="chart:bar" {look}'
        f'chart:values-cell-range-address="{_cells(sheet, (column, first), (column, last))}" '
        f'chart:label-cell-address="{_cells(sheet, (column, sheet.top), (column, sheet.top))}"/>'
        for column in chart.values
    )
    labels = _cells(sheet, (chart.labels, first), (chart.labels, last))
    return (
        f"{_CHART}\n<office:automatic-styles>\n{_CHART_STYLES}\n</office:automatic-styles>\n"
        '<office:body><office:chart>\n<chart:chart chart:class="chart:bar" xlink:href=".." '
        f'xlink:type="simple" {_CHART_SIZE}><chart:title><text:p>{escape(held(chart.title))}</text:p>'
        f"</chart:title>{'' if alone else _LEGEND}<chart:plot-area>"
        '<chart:axis chart:dimension="x" chart:name="primary-x" chart:style-name="as">'
        f'<chart:categories table:cell-range-address="{labels}"/></chart:axis>'
        '<chart:axis chart:dimension="y" chart:name="primary-y" chart:style-name="hoogte">'
        f'<chart:grid chart:class="major" chart:style-name="lijn"/></chart:axis>{series}'
        '<chart:wall chart:style-name="muur"/></chart:plot-area></chart:chart></office:chart></office:body>'
        "</office:document-content>\n"
    )
