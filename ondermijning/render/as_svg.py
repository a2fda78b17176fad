"""SVG: the picture of an answer that has one, with its figures as text."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from math import ceil
from typing import Any, NamedTuple

from ondermijning.problems import UsageProblem
from ondermijning.render import Format, Page
from ondermijning.render.people import NUMERIC, Cells, Footnotes
from ondermijning.render.picture import HEADING, NOTE, TITLE, Canvas, Mark, grid_of
from ondermijning.table import Citation, Picture, Report, Row, Table, Unknown

_NO_FIGURE, _NO_YEAR, _NOTHING = "geen cijfer", "zonder jaar", "–"
_HATCHED = "Gearceerd: onbekend of niet vastgelegd; de grootte van het vlak heeft geen betekenis."
_MOST_YEARS = 100
"""Over more years than these, those without a figure are not drawn."""
_MOST_LINES = 100
"""As many bars and lines of columns as a picture has; with more nobody reads it."""


class NoPictureError(UsageProblem):
    """An answer has no picture, or none that can be read."""


def render(report: Report, page: Page) -> Iterator[str]:
    """Yield the picture: those of all tables under each other. Raises NoPictureError."""
    yield picture(report, title=page.heading)


def picture(report: Report, *, title: bool, name: str = "") -> str:
    """Return the picture, with titles or without; on a page with others it has a `name` of its own.

    Raises NoPictureError.
    """
    drawn = [_TablePicture(table, table.picture) for table in report.tables if table.picture]
    if not drawn:
        raise NoPictureError("dit antwoord heeft geen grafiek; kies een ander formaat, zoals -f html")
    if sum(one.lines for one in drawn) > _MOST_LINES:
        raise NoPictureError(
            f"de grafiek van dit antwoord zou meer dan {_MOST_LINES} regels hebben en is dan niet te lezen; "
            "vraag minder, of kies een ander formaat, zoals -f html"
        )
    canvas = Canvas(name)
    for one in drawn:
        one.draw(canvas, title=title)
        canvas.space()
    hatched = any(mark.hatched for one in drawn for band in one.bands for mark in band.marks)
    notes = dict.fromkeys(note for one in drawn for note in one.notes())
    told = [*([_HATCHED] if hatched else []), *notes, *report.context()]
    for note in told:
        canvas.write(note, NOTE)
    titles = " · ".join(one.cells.title for one in drawn)
    return canvas.svg(titles, "\n".join([*(line for one in drawn for line in one.in_words()), *told]))


class _Band(NamedTuple):
    """What is drawn together: columns beside each other, or all bars, under a heading where that is new."""

    name: str
    marks: Sequence[Mark]
    heading: str = ""


class _TablePicture:
    """One table on its way to a picture."""

    def __init__(self, table: Table, picture: Picture) -> None:
        self.table, self.picture, self.cells = table, picture, Cells(table, Footnotes())
        self._columns = {column.name: column for column in table.columns}
        self._rows = table.all_shown()
        bands = self._years() if picture.years else self._series() if picture.year else self._bars()
        self.bands = list(islice(bands, _MOST_LINES + 1))  # more of them are never drawn
        self._grid = grid_of([band.marks for band in self.bands]) if picture.years or picture.year else None

    @property
    def lines(self) -> int:
        """How many bars or lines of columns it has, if not too many; at least as many as there are bands."""
        across = self._grid.across if self._grid else 1
        return sum(max(ceil(len(band.marks) / across), 1) for band in self.bands)

    def draw(self, canvas: Canvas, *, title: bool) -> None:
        """Draw the table on a canvas, under its title or without."""
        if title:
            canvas.write(self.cells.title, TITLE)
        for band in self.bands:
            if band.heading:
                canvas.write(band.heading, HEADING)
            if self._grid:
                canvas.columns(band.name, band.marks, self._grid)
            else:
                canvas.bars(band.marks)

    def in_words(self) -> Iterator[str]:
        """Yield all that is drawn, line by line."""
        yield f"{self.cells.title}."
        for band in self.bands:
            if band.heading:
                yield f"{band.heading}:"
            shown = (mark for mark in band.marks if mark.figure not in ("", _NOTHING))
            told = "; ".join(f"{mark.label}: {mark.figure}" for mark in shown)
            yield f"{band.name}{' – ' if band.name else ''}{told or 'niets'}."

    def notes(self) -> list[str]:
        """Return the notes of the table, and which sources its figures are of."""
        cells = (row.get(column.name) for row in self._rows for column in self.table.columns)
        cited = (one for cell in cells if isinstance(cell, list) for one in cell if isinstance(one, Citation))
        found = "; ".join(dict.fromkeys(one.bron for one in cited))
        return [*self.table.notes, *([f"Bron: {found}."] if found else [])]

    def _bars(self) -> Iterator[_Band]:
        """Yield all bars: one for each row, and the total as a figure alone."""
        label, value = self.picture.label, self.picture.value
        scale = _highest(row.get(value) for row in self.table.rows)
        marks = [self._mark(str(row[label]), row, value, self._said(row), scale) for row in self._rows]
        yield _Band("", [mark._replace(size=None) if mark.bold else mark for mark in marks])

    def _years(self) -> Iterator[_Band]:
        """Yield the columns of each row; those of a row without figures say its texts alone."""
        columns = [self._columns[name] for name in self.picture.years]
        scale = _highest(row.get(column.name) for row in self._rows for column in columns)
        for row in self._rows:
            figures = [(column, self.cells.text(row, column)) for column in columns]
            marks = [self._mark(column.heading, row, column.name, text, scale) for column, text in figures]
            yield _Band(str(row[self.picture.label]), marks)

    def _series(self) -> Iterator[_Band]:
        """Yield the columns of each series, years without a figure hatched; a heading a scale."""
        picture = self.picture
        together: dict[str, list[Row]] = {}  # whatever the rows are sorted by
        for row in self._rows:
            together.setdefault(str(row[picture.per]), []).append(row)
        for heading, rows in together.items():
            scale = _highest(row[picture.value] for row in rows)
            years = _axis({row[picture.year] for row in rows})
            for number, name in enumerate(dict.fromkeys(str(row[picture.label]) for row in rows)):
                of_name = [row for row in rows if row[picture.label] == name]
                marks = [mark for year in years for mark in self._of_year(year, of_name, scale)]
                yield _Band(name, marks, "" if number else heading)

    def _of_year(self, year: int | None, rows: Sequence[Row], scale: float) -> list[Mark]:
        value, label = self.picture.value, _NO_YEAR if year is None else str(year)
        found = [row for row in rows if row[self.picture.year] == year]
        marks = [self._mark(label, row, value, self._said(row), scale) for row in found]
        return marks or ([] if year is None else [Mark(label, _NO_FIGURE, hatched=True)])

    def _said(self, row: Row) -> str:
        """Return a figure in words: what stands before it, and in parentheses what is told of it."""
        columns = [self._columns[name] for name in self.picture.said]
        columns = [column for column in columns if column.screen and row.get(column.name) is not None]
        figure = next((n for n, column in enumerate(columns, 1) if column.name == self.picture.value), 0)
        texts = [self.cells.text(row, column) for column in columns]
        told = [
            text if column.kind in NUMERIC else f"{column.heading.lower()}: {text}"
            for column, text in list(zip(columns, texts, strict=True))[figure:]
        ]
        return " ".join([*texts[:figure], *([f"({'; '.join(told)})"] if told else [])])

    def _mark(self, label: str, row: Row, name: str, figure: str, scale: float) -> Mark:
        value = row.get(name)
        size = max(value, 0) / scale if isinstance(value, int | float) else None
        return Mark(label, figure, size, isinstance(value, Unknown), bold=row is self.table.total)


def _highest(values: Iterable[Any]) -> float:
    return max((value for value in values if isinstance(value, int | float)), default=0) or 1


def _axis(years: set[int | None]) -> list[int | None]:
    """Return all years from the first to the last, of very many only those that there are; last, none."""
    known = sorted(year for year in years if year is not None)
    if known and known[-1] - known[0] < _MOST_YEARS:
        known = list(range(known[0], known[-1] + 1))
    return [*known, *([None] if None in years else [])]


FORMAT = Format("svg", "een grafiek", (".svg",), render, for_people=True, utf_8=True, is_picture=True)
