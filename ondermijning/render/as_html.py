"""HTML: one page, complete, that runs nothing and loads nothing from elsewhere."""

from collections.abc import Iterator

from ondermijning.render import Format, Page
from ondermijning.render.html_table import sources, style, table_parts
from ondermijning.render.people import Footnotes, plain
from ondermijning.table import Report

_HEAD = """<!DOCTYPE html>
<html lang="nl">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{title}</title>
<style>
{style}</style>
</head>
<body>
<main>
"""


def render(report: Report, page: Page) -> Iterator[str]:
    """Yield the page: a table for each of the report, what it is an answer to, the sources as footnotes."""
    titles = list(dict.fromkeys(table.title for table in report.tables))
    several = len(report.tables) > 1
    footnotes = Footnotes()
    yield _HEAD.format(title=plain(" · ".join(titles)), style=style())
    if several and page.heading:
        yield f"<h1>{plain(' · '.join(titles))}</h1>\n"
    for line in report.of():
        yield f'<p class="van">{plain(line)}</p>\n'
    for number, table in enumerate(report.tables, 1):
        level = 2 if several else 1
        yield from table_parts(table, footnotes, f"tabel-{number}", title=page.heading, level=level)
    yield from sources(footnotes)
    yield "</main>\n</body>\n</html>\n"


FORMAT = Format("html", "een webpagina", (".html", ".htm"), render, for_people=True, utf_8=True)
