"""SVG: the picture of an answer that has one, with its figures as text."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from math import ceil
from typing import Any

from ondermijning.problems import UsageProblem
from ondermijning.render import Format, Page
from ondermijning.render.people import NUMERIC, Cells
from ondermijning.render.picture import QUIET, Band, Canvas, Mark, grid_of
from ondermijning.table import Picture, Report, Row, Table, Unknown

_NO_FIGURE, _NO_YEAR, _NOTHING = "geen cijfer", "zonder jaar", "–"
_HATCHED = "Gearceerd: onbekend of niet vastgelegd; de grootte van het vlak heeft geen betekenis."
_MOST_YEARS = 100
"""Over more years than these, those without a figure are not drawn."""
_MOST_LINES = 100
"""With more bars and lines of columns than these a picture cannot be read."""


class NoPictureError(UsageProblem):
    """An answer has no picture, or none that can be read."""


def render(report: Report, page: Page) -> Iterator[str]:
    """Yield the picture: those of all tables under each other. Raises NoPictureError."""
    yield picture(report, title=page.heading)


def picture(report: Report, *, title: bool, name: str = "") -> str:
    """Return the picture, with titles or without; on a page with others its `name` makes its ids its own.

    Raises NoPictureError.
    """
    drawn = [_TablePicture(table, table.picture) for table in report.tables if table.picture]
    if not drawn:
        raise NoPictureError("dit antwoord heeft geen grafiek; kies een ander formaat, zoals -f html")
    if sum(one.lines() for one in drawn) > _MOST_LINES:
        raise NoPictureError(
            f"de grafiek van dit antwoord zou meer dan {_MOST_LINES} regels hebben en is dan niet te lezen; "
            "vraag minder, of kies een ander formaat, zoals -f html"
        )
    canvas = Canvas(name)
    for one in drawn:
        one.draw(canvas, title=title)
    marks = [mark for one in drawn for band in one.bands for mark in band.marks]
    notes = [_HATCHED] if any(mark.hatched for mark in marks) else []
    notes += [*dict.fromkeys(note for one in drawn for note in one.notes()), *report.context()]
    for note in notes:
        canvas.write(note, 11, below=4, ink=QUIET)
    about = [*(line for one in drawn for line in one.in_words()), *notes]
    return canvas.svg(" · ".join(one.cells.title for one in drawn), "\n".join(about))


class _TablePicture:
    """The picture of one table, as bands of marks; columns have places of one width."""

    def __init__(self, table: Table, picture: Picture) -> None:
        self.table, self.picture, self.cells, self.rows = table, picture, Cells(table, {}), table.shown()
        self.columns = {column.name: column for column in table.columns}
        bands = self._years() if picture.years else self._series() if picture.year else self._bars()
        self.bands = list(islice(bands, _MOST_LINES + 1))  # more of them are never drawn
        self.grid = grid_of([band.marks for band in self.bands]) if picture.years or picture.year else None

    def lines(self) -> int:
        """Return how many bars or lines of columns there are, if not too many; one a band at least."""
        across = self.grid.across if self.grid else 1
        return sum(max(ceil(len(band.marks) / across), 1) for band in self.bands)

    def draw(self, canvas: Canvas, *, title: bool) -> None:
        if title:
            canvas.write(self.cells.title, 17, below=12, bold=True)
        for band in self.bands:
            if band.heading:
                canvas.write(band.heading, 13, below=6, bold=True)
            if self.grid:
                canvas.columns(band, self.grid)
            else:
                canvas.bars(band)
        canvas.y += 16

    def in_words(self) -> Iterator[str]:
        """Yield all that is drawn, line by line."""
        yield f"{self.cells.title}."
        for name, marks, heading in self.bands:
            if heading:
                yield f"{heading}:"
            shown = [f"{mark.label}: {mark.figure}" for mark in marks if mark.figure not in ("", _NOTHING)]
            yield f"{name}{' – ' if name else ''}{'; '.join(shown) or 'niets'}."

    def notes(self) -> list[str]:
        """Return the notes of the table, and which sources its figures are of."""
        names = [column.name for column in self.table.columns if column.kind == "citations"]
        cited = dict.fromkeys(one.bron for row in self.rows for name in names for one in row.get(name) or ())
        return [*self.table.notes, *([f"Bron: {'; '.join(cited)}."] if cited else [])]

    def _bars(self) -> Iterator[Band]:
        """Yield all bars: one for each row, and the total as a figure alone."""
        label, value = self.picture.label, self.picture.value
        scale = _highest(row.get(value) for row in self.table.rows)
        marks = [self._mark(str(row[label]), row, value, self._figure(row), scale) for row in self.rows]
        yield Band(
            "", [mark._replace(size=mark.size if mark.hatched or not mark.bold else None) for mark in marks]
        )

    def _years(self) -> Iterator[Band]:
        """Yield the columns of each row: a year each."""
        columns = [self.columns[name] for name in self.picture.years]
        scale = _highest(row.get(column.name) for row in self.rows for column in columns)
        for row in self.rows:
            figures = [(column, self.cells.text(row, column)) for column in columns]
            marks = [self._mark(column.heading, row, column.name, text, scale) for column, text in figures]
            yield Band(str(row[self.picture.label]), marks)

    def _series(self) -> Iterator[Band]:
        """Yield the columns of each series, years without a figure hatched; each scale has a heading."""
        picture = self.picture
        together: dict[str, list[Row]] = {}  # whatever the rows are sorted by
        for row in self.rows:
            together.setdefault(str(row[picture.per]), []).append(row)
        for heading, rows in together.items():
            scale = _highest(row[picture.value] for row in rows)
            years = _axis({row[picture.year] for row in rows})
            for number, name in enumerate(dict.fromkeys(str(row[picture.label]) for row in rows)):
                of_name = [row for row in rows if row[picture.label] == name]
                marks = [mark for year in years for mark in self._of_year(year, of_name, scale)]
                yield Band(name, marks, "" if number else heading)

    def _of_year(self, year: int | None, rows: Sequence[Row], scale: float) -> list[Mark]:
        label, picture = _NO_YEAR if year is None else str(year), self.picture
        found = [row for row in rows if row[picture.year] == year]
        marks = [self._mark(label, row, picture.value, self._figure(row), scale) for row in found]
        return marks or ([] if year is None else [Mark(label, _NO_FIGURE, 1, hatched=True)])

    def _figure(self, row: Row) -> str:
        """Return the figure of a row after the fields before it, with those that follow in parentheses."""
        columns = [self.columns[name] for name in self.picture.said]
        columns = [column for column in columns if column.screen and row.get(column.name) is not None]
        texts = [self.cells.text(row, column) for column in columns]
        place = next((n for n, column in enumerate(columns, 1) if column.name == self.picture.value), 0)
        after = [
            text if column.kind in NUMERIC else f"{column.heading.lower()}: {text}"
            for column, text in zip(columns[place:], texts[place:], strict=True)
        ]
        return " ".join([*texts[:place], *([f"({'; '.join(after)})"] if after else [])])

    def _mark(self, label: str, row: Row, name: str, figure: str, scale: float) -> Mark:
        value = row.get(name)
        hatched = isinstance(value, Unknown)
        size = max(value, 0) / scale if isinstance(value, int | float) else 1 if hatched else None
        return Mark(label, figure, size, hatched, bold=row is self.table.total)


def _highest(values: Iterable[Any]) -> float:
    return max((value for value in values if isinstance(value, int | float)), default=0) or 1


def _axis(years: set[int | None]) -> list[int | None]:
    """Return all years from the first to the last, of very many only those that there are; last, none."""
    known = sorted(year for year in years if year is not None)
    if known and known[-1] - known[0] < _MOST_YEARS:
        known = list(range(known[0], known[-1] + 1))
    return [*known, *([None] if None in years else [])]


SVG = Format("svg", "een grafiek", (".svg",), render, for_people=True, utf_8=True, is_picture=True)
