"""The parts of a page that are drawn for its template: tables, and the sources that they refer to."""

from collections.abc import Sequence
from typing import Any

from ondermijning.render.as_html import linked, table_parts
from ondermijning.render.as_svg import NoPictureError, picture
from ondermijning.render.people import Cells, Footnotes
from ondermijning.table import Citation, Report, Row, Table


class Drawing:
    """What is drawn of one page, in its order, as HTML: sources are numbered as they come up."""

    def __init__(self) -> None:
        """Start a page."""
        self._footnotes: Footnotes = {}
        self._sections: dict[int, dict[str, str]] = {}
        """By the number of a source the sections that refer to it: their ids and titles."""
        self._tables = 0

    def table(self, table: Table, section: tuple[str, str], level: int) -> str:
        """Return a table with its notes; `section` (id, title) holds it, its heading is of `level`."""
        self._tables += 1
        for row in table.shown():
            self.numbers(row.get("vindplaatsen"), section)
        return "".join(table_parts(table, self._footnotes, f"tabel-{self._tables}", level=level))

    def picture(self, table: Table) -> str:
        """Return the picture of a table without its title and notes; none where it could not be read."""
        self._tables += 1
        try:
            return picture(Report([table._replace(notes=())]), title=False, name=f"-{self._tables}")
        except NoPictureError:
            return ""

    def numbers(self, citations: Sequence[Citation] | None, section: tuple[str, str]) -> list[int]:
        """Return the numbers of the sources of something that stands in `section`."""
        numbers = Cells(Table("", [], []), self._footnotes).numbers(citations)
        for number in numbers:
            self._sections.setdefault(number, {}).update([section])
        return numbers

    def figure(self, table: Table, row: Row, name: str) -> str:
        """Return a cell of a table as people read it."""
        return Cells(table, self._footnotes).text(row, table.column(name))

    def sources(self) -> list[dict[str, Any]]:
        """Return the sources that the page refers to so far, in the order of their numbers."""
        return [
            {
                "nummer": number,
                "tekst": linked(label, citation.url),
                "adres": citation.url,
                "secties": self._sections[number],
            }
            for label, (number, citation) in self._footnotes.items()
        ]
