"""The chart of a sheet in an OpenDocument workbook: a part of its own, and the frame that shows it."""

from html import escape

from ondermijning.render.ods_address import area
from ondermijning.render.sheets import Chart, Sheet, held

MIME = "application/vnd.oasis.opendocument.chart"

_WIDTH, _HEIGHT = 16, 9
"""The size of a chart, in centimetres."""
_START = """<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" \
xmlns:chart="urn:oasis:names:tc:opendocument:xmlns:chart:1.0" \
xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" \
xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" \
xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" \
xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" \
xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" \
xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.3">
<office:automatic-styles>
<style:style style:name="as" style:family="chart">\
<style:chart-properties chart:display-label="true"/></style:style>
<style:style style:name="hoogte" style:family="chart">\
<style:chart-properties chart:display-label="true" chart:link-data-style-to-source="true" chart:minimum="0"/>\
</style:style>
<style:style style:name="muur" style:family="chart"><style:graphic-properties draw:fill="none"/></style:style>
<style:style style:name="lijn" style:family="chart">\
<style:graphic-properties svg:stroke-color="#c8ccd0"/></style:style>
<style:style style:name="reeks" style:family="chart">\
<style:graphic-properties draw:fill="solid" draw:fill-color="#2f6690" draw:stroke="none"/></style:style>
</office:automatic-styles>
<office:body><office:chart>
"""
_END = "</chart:chart></office:chart></office:body></office:document-content>\n"


def frame(name: str, left: float, top: float) -> str:
    """Return what shows the chart `name` on its sheet, so many centimetres from its edges."""
    place = f'svg:x="{left:.1f}cm" svg:y="{top:.1f}cm" svg:width="{_WIDTH}cm" svg:height="{_HEIGHT}cm"'
    return (
        f'<table:shapes><draw:frame draw:name="{name}" {place}><draw:object xlink:href="./{name}" '
        'xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad"/></draw:frame></table:shapes>'
    )


def content(sheet: Sheet, chart: Chart, rows: int) -> str:
    """Return the chart of a sheet of so many rows."""
    first, last = sheet.top + 1, sheet.top + max(rows, 1)
    alone = len(chart.values) == 1
    legend = "" if alone else '<chart:legend chart:legend-position="bottom"/>'
    labels = escape(area(sheet.name, (chart.labels, first), (chart.labels, last)))
    return (
        f'{_START}<chart:chart chart:class="chart:bar" xlink:href=".." xlink:type="simple" '
        f'svg:width="{_WIDTH}cm" svg:height="{_HEIGHT}cm">'
        f"<chart:title><text:p>{escape(held(chart.title))}</text:p></chart:title>{legend}<chart:plot-area>"
        '<chart:axis chart:dimension="x" chart:name="primary-x" chart:style-name="as">'
        f'<chart:categories table:cell-range-address="{labels}"/></chart:axis>'
        '<chart:axis chart:dimension="y" chart:name="primary-y" chart:style-name="hoogte">'
        '<chart:grid chart:class="major" chart:style-name="lijn"/></chart:axis>'
        f"{''.join(_series(sheet, column, first, last, alone=alone) for column in chart.values)}"
        f'<chart:wall chart:style-name="muur"/></chart:plot-area>{_END}'
    )


def _series(sheet: Sheet, column: int, first: int, last: int, *, alone: bool) -> str:
    look = 'chart:style-name="reeks" ' if alone else ""
    values = escape(area(sheet.name, (column, first), (column, last)))
    heading = escape(area(sheet.name, (column, sheet.top), (column, sheet.top)))
    return (
        f'<chart:series chart:class="chart:bar" {look}chart:values-cell-range-address="{values}" '
        f'chart:label-cell-address="{heading}"/>'
    )
