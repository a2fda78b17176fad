"""The parts of a page that are drawn for its template: tables, and the sources that they refer to."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from ondermijning.extras import needed
from ondermijning.render.as_html import linked, paragraph, table_parts
from ondermijning.render.as_svg import NoPictureError, picture
from ondermijning.render.people import Cells, Footnotes
from ondermijning.table import Citation, Report, Row, Table

if TYPE_CHECKING:
    from markupsafe import Markup


class Section(NamedTuple):
    """A section of the page: its id, and what it is called."""

    id: str
    title: str


class Note(NamedTuple):
    """A numbered source: what names it, its address, and the sections that refer to it."""

    number: int
    label: "Markup"
    address: str | None
    sections: list[Section]


class Drawing:
    """What is drawn of one page, in its order: sources are numbered as they come up."""

    def __init__(self) -> None:
        """Start a page; raises MissingExtraError where Jinja2 is not installed."""
        self.markup: type[Markup] = needed("markupsafe", "rapport", "een rapport maken").Markup
        self._footnotes: Footnotes = {}
        self._used: dict[int, dict[str, Section]] = {}
        self._tables = 0

    def table(self, table: Table, section: tuple[str, str], level: int) -> "Markup":
        """Return a table with its notes; `section` (id, title) holds it, its heading is of `level`."""
        self._tables += 1
        for row in table.above_total():
            self.numbers(row.get("vindplaatsen"), section)
        name = f"tabel-{self._tables}"
        return self.markup("".join(table_parts(table, self._footnotes, name, level=level)))

    def picture(self, table: Table) -> "Markup":
        """Return the picture of a table, without its title, which stands over the table.

        It is empty where there is none that can be read.
        """
        self._tables += 1
        try:
            drawn = picture(Report([table._replace(notes=())]), title=False, name=f"-{self._tables}")
        except NoPictureError:
            drawn = ""
        return self.markup(drawn)

    def numbers(self, citations: Sequence[Citation] | None, section: tuple[str, str]) -> list[int]:
        """Return the numbers of the sources of something that stands in `section`."""
        numbers = self._cells(None).numbers(list(citations or []))
        for number in numbers:
            self._used.setdefault(number, {})[section[0]] = Section(*section)
        return numbers

    def figure(self, table: Table, row: Row, name: str) -> str:
        """Return a cell of a table as people read it."""
        return self._cells(table).text(row, table.column(name))

    def told(self, notes: Sequence[str]) -> "Markup":
        """Return notes as paragraphs, in which web addresses are links."""
        return self.markup("".join(map(paragraph, notes)))

    def sources(self) -> list[Note]:
        """Return the sources that the page refers to so far, in the order of their numbers."""
        return [
            Note(
                number,
                self.markup(linked(label, citation.url)),
                citation.url,
                list(self._used.get(number, {}).values()),
            )
            for label, (number, citation) in self._footnotes.items()
        ]

    def _cells(self, table: Table | None) -> Cells:
        return Cells(table or Table("", [], []), self._footnotes)
