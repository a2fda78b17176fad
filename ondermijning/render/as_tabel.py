"""A table for a screen of any width from 40 columns."""

from collections.abc import Iterator

from ondermijning.render import Format, Page
from ondermijning.table import Report


def _render(report: Report, page: Page) -> Iterator[str]:
    from ondermijning.render.screen import drawn  # and with it Rich, which only this format needs

    yield drawn(report, page)


TABEL = Format("tabel", "een tabel om te lezen", (".txt",), _render, for_people=True)
