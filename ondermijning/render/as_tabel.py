"""A table for a screen of any width from 40 columns."""

from collections.abc import Iterator

from ondermijning.render import Format, Page
from ondermijning.table import Report


def render(report: Report, page: Page) -> Iterator[str]:
    """Yield the tables with their notes, then their footnotes and what they are an answer to."""
    from ondermijning.render.screen import drawn  # and with it Rich, which the other formats do without

    yield drawn(report, page)


TABEL = Format("tabel", "een tabel om te lezen", (".txt",), render, for_people=True)
