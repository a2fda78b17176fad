"""What an OpenDocument workbook holds around its cells: looks, widths, headings in sight, filters."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape

from ondermijning.render import ods_chart
from ondermijning.render.ods_address import area
from ondermijning.render.sheets import Heading, Sheet

MIME = "application/vnd.oasis.opendocument.spreadsheet"
CONTENT_END = "</office:spreadsheet></office:body></office:document-content>"

_SPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in {
        "office": "office",
        "style": "style",
        "text": "text",
        "table": "table",
        "number": "datastyle",
        "fo": "xsl-fo-compatible",
        "draw": "drawing",
        "svg": "svg-compatible",
        "meta": "meta",
        "config": "config",
    }.items()
)
_START = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<office:document-{0} '
    + _SPACES
    + ' xmlns:of="urn:oasis:names:tc:opendocument:xmlns:of:1.2"'
    + ' xmlns:ooo="http://openoffice.org/2004/office"'
    + ' xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    + ' office:version="1.3">'
)
_MANIFEST = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" '
    'manifest:version="1.3">{}</manifest:manifest>'
)

_PLAIN = '<number:number number:decimal-places="0" number:min-integer-digits="1"/>'
_GROUPED = '<number:number number:decimal-places="0" number:min-integer-digits="1" number:grouping="true"/>'
_NUMBERS = {
    "euro": (
        '<number:currency-style style:name="N-euro" number:language="nl" number:country="NL">'
        '<number:currency-symbol number:language="nl" number:country="NL">€</number:currency-symbol>'
        f"<number:text> </number:text>{_GROUPED}</number:currency-style>"
    ),
    "number": f'<number:number-style style:name="N-number">{_GROUPED}</number:number-style>',
    "integer": f'<number:number-style style:name="N-integer">{_PLAIN}</number:number-style>',
    "year": f'<number:number-style style:name="N-year">{_PLAIN}</number:number-style>',
    "decimal": '<number:number-style style:name="N-decimal"><number:number/></number:number-style>',
    "percentage": (
        '<number:percentage-style style:name="N-percentage"><number:number number:decimal-places="1" '
        'number:min-decimal-places="1" number:min-integer-digits="1"/><number:text>%</number:text>'
        "</number:percentage-style>"
    ),
    "boolean": '<number:boolean-style style:name="N-boolean"><number:boolean/></number:boolean-style>',
}
_KINDS = ("text", "link", *_NUMBERS)
_CELLS = {
    "title": 'style:vertical-align="top"',
    "said": 'style:vertical-align="top"',
    "heading": 'style:vertical-align="top" fo:wrap-option="wrap" fo:background-color="#e7ecf2" '
    'fo:border-bottom="0.5pt solid #000000"',
    "row": 'style:vertical-align="top" fo:wrap-option="wrap"',
    "total": 'style:vertical-align="top" fo:wrap-option="wrap" fo:border-top="0.5pt solid #000000"',
}
_WORDS = {
    "title": 'fo:font-weight="bold" fo:font-size="14pt"',
    "heading": 'fo:font-weight="bold"',
    "total": 'fo:font-weight="bold"',
}
_PAGE = (
    '<office:automatic-styles><style:page-layout style:name="liggend"><style:page-layout-properties '
    'fo:page-width="29.7cm" fo:page-height="21cm" style:print-orientation="landscape" '
    'style:scale-to-X="1" style:scale-to-Y="0"/></style:page-layout></office:automatic-styles>'
    '<office:master-styles><style:master-page style:name="Default" style:page-layout-name="liggend"/>'
    "</office:master-styles>"
)


def style_name(role: str, kind: str) -> str:
    """Return the name of the look of a cell: of what its line is, and of what it holds."""
    return f"{role}-{kind if kind in _KINDS else 'text'}"


def content_start(headings: Iterable[Heading]) -> str:
    """Return what comes before the first sheet; `headings` are those of all sheets."""
    widths = {heading.width: width_of(heading) for heading in headings}
    columns = "".join(
        f'<style:style style:name="breed{number}" style:family="table-column"><style:table-column-properties '
        f'style:column-width="{width:.2f}cm"/></style:style>'
        for number, width in sorted(widths.items())
    )
    looks = "".join(_look(role, kind) for role in _CELLS for kind in _KINDS)
    sheet = '<style:style style:name="blad" style:family="table" style:master-page-name="Default"/>'
    return (
        f"{_START.format('content')}<office:automatic-styles>{''.join(_NUMBERS.values())}{sheet}{columns}{looks}"
        "</office:automatic-styles><office:body><office:spreadsheet>"
    )


def _look(role: str, kind: str) -> str:
    number = f' style:data-style-name="N-{kind}"' if kind in _NUMBERS else ""
    side, space = ("end", ' fo:padding-right="0.2cm"') if kind in _NUMBERS else ("start", "")
    laid = f'<style:paragraph-properties fo:text-align="{side}"/>'
    link = ' fo:color="#0563c1" style:text-underline-style="solid"' if kind == "link" else ""
    return (
        f'<style:style style:name="{style_name(role, kind)}" style:family="table-cell"{number}>'
        f"<style:table-cell-properties {_CELLS[role]}{space}/>{laid}"
        f"<style:text-properties {_WORDS.get(role, '')}{link}/></style:style>"
    )


def width_of(heading: Heading) -> float:
    """Return the width of a column in centimetres."""
    return heading.width * 0.2 + 0.3


def filter_range(sheet: Sheet, rows: int, number: int) -> str:
    """Return what gives the heading of a sheet of so many rows its filter, named as LibreOffice does.

    Under another name it would not go along to Excel.
    """
    cells = area(sheet.name, (0, sheet.top), (len(sheet.headings) - 1, sheet.top + max(rows, 1)))
    return (
        f'<table:database-range table:name="__Anonymous_Sheet_DB__{number}" '
        f'table:display-filter-buttons="true" table:target-range-address="{escape(cells)}"/>'
    )


def others(
    sheets: Sequence[Sheet], title: str, date: str, charts: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """Yield the names and the text of the parts beside the content, charts by their names, the list last."""
    yield (
        "meta.xml",
        f"{_START.format('meta')}<office:meta><dc:title>{escape(title)}</dc:title>"
        f"<meta:creation-date>{date}T00:00:00</meta:creation-date><dc:date>{date}T00:00:00</dc:date>"
        "<dc:language>nl-NL</dc:language></office:meta></office:document-meta>",
    )
    yield (
        "styles.xml",
        f'{_START.format("styles")}<office:styles><style:default-style style:family="table-cell">'
        '<style:text-properties style:font-name="Liberation Sans" fo:font-size="10pt" fo:language="nl" '
        f'fo:country="NL"/></style:default-style></office:styles>{_PAGE}</office:document-styles>',
    )
    yield "settings.xml", f"{_START.format('settings')}{_settings(sheets)}</office:document-settings>"
    for name, text in charts.items():
        yield f"{name}/content.xml", text
    names = [
        "content.xml",
        "meta.xml",
        "styles.xml",
        "settings.xml",
        *(f"{name}/content.xml" for name in charts),
    ]
    parts = {"/": MIME, **{f"{name}/": ods_chart.MIME for name in charts}, **dict.fromkeys(names, "text/xml")}
    entries = (
        f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="{kind}"/>'
        for name, kind in parts.items()
    )
    yield "META-INF/manifest.xml", _MANIFEST.format("".join(entries))


def _settings(sheets: Sequence[Sheet]) -> str:
    """Return what keeps the headings of all sheets in sight."""
    return (
        '<office:settings><config:config-item-set config:name="ooo:view-settings">'
        '<config:config-item-map-indexed config:name="Views"><config:config-item-map-entry>'
        '<config:config-item config:name="ViewId" config:type="string">view1</config:config-item>'
        f'<config:config-item-map-named config:name="Tables">{"".join(map(_frozen, sheets))}'
        "</config:config-item-map-named></config:config-item-map-entry></config:config-item-map-indexed>"
        "</config:config-item-set></office:settings>"
    )


def _frozen(sheet: Sheet) -> str:
    items = {"VerticalSplitMode": ("short", 2), "ActiveSplitRange": ("short", 2)}
    items |= dict.fromkeys(("VerticalSplitPosition", "PositionBottom"), ("int", sheet.top + 1))
    said = "".join(
        f'<config:config-item config:name="{name}" config:type="{kind}">{value}</config:config-item>'
        for name, (kind, value) in items.items()
    )
    name = escape(sheet.name)
    return f'<config:config-item-map-entry config:name="{name}">{said}</config:config-item-map-entry>'
