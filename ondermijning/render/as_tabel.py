"""A table for a screen of any width from 40 columns: the only module that imports Rich."""

from collections import Counter
from collections.abc import Iterable, Iterator
from io import StringIO

from rich.box import Box
from rich.cells import cell_len
from rich.console import Console, OverflowMethod
from rich.table import Table as RichTable
from rich.text import Text

from ondermijning.render import Page
from ondermijning.render.layout import GAP, Layout, layout, unbroken
from ondermijning.render.people import NUMERIC, Footnotes, cell, scales
from ondermijning.table import Column, Row, Table, Unknown
from ondermijning.text import ascii_only

_EIGHTHS = " ▏▎▍▌▋▊▉"
_RULES = "    \n    \n {0} \n    \n    \n {0} \n    \n    \n"

_STRONG, _UNKNOWN, _QUIET, _BARS = "bold", "yellow", "dim", "cyan"


def render(table: Table, page: Page) -> Iterator[str]:
    """Yield the table, its notes and its footnotes, no wider than the page."""
    drawing = _Drawing(table, page)
    drawing.draw()
    yield "".join(f"{line.rstrip()}\n" for line in drawing.out.getvalue().splitlines())


class _Drawing:
    """One table on its way to one page."""

    def __init__(self, table: Table, page: Page) -> None:
        self.table, self.page, self.out = table, page, StringIO()
        self.console = Console(
            file=self.out,
            width=page.width,
            force_terminal=page.colour or page.links,
            color_system="standard" if page.colour else None,
            no_color=not page.colour,
            highlight=False,
            emoji=False,
            markup=False,
        )
        self.footnotes = Footnotes()
        self.scales = scales(table)
        self.rows = [self.texts(row) for row in table.all_rows()]
        self.total = None if table.total is None else self.texts(table.total)

    def texts(self, row: Row) -> list[str]:
        """Return the cells of a row as text, in the order of the table's columns."""
        return [self.text(row, place) for place in range(len(self.table.columns))]

    def text(self, row: Row, place: int) -> str:
        if self.table.columns[place].kind == "citations":
            return " ".join(str(number) for number in self.footnotes.numbers(row[place] or []))
        return self.say(cell(self.table, row, place, self.scales[place]))

    def say(self, text: str) -> str:
        """Return text as the page can show it."""
        return text if self.page.unicode else ascii_only(text)

    def draw(self) -> None:
        lay = self.layout()
        if self.page.heading:
            self.console.print(Text(self.say(self.table.title), style=_STRONG), end="\n\n")
        if lay is None:
            self.write(self.cards())
        else:
            self.console.print(self.grid(lay))
        notes = [*self.table.notes, *(self.hidden(lay.hidden) if lay else [])]
        if notes:
            self.console.print()
        for note in notes:
            self.console.print(self.linked(note))
        if self.footnotes.notes:
            self.console.print()
            self.write(self.sources())

    def write(self, lines: Iterable[Text]) -> None:
        """Write lines that are as wide as they should be."""
        for line in lines:
            self.console.print(line, soft_wrap=True)

    def hidden(self, places: list[int]) -> Iterator[str]:
        """Yield the note that names the fields left out, in words that `--velden` takes."""
        if places:
            names = ", ".join(self.table.columns[place].name for place in places)
            yield (
                f"Niet getoond bij een breedte van {self.page.width} tekens: {names}. "
                "Met --velden kiest u zelf wat er staat."
            )

    def layout(self) -> Layout | None:
        columns = self.table.columns
        headings = [self.say(column.heading) for column in columns]
        texts = [headings, *self.rows, *([self.total] if self.total else [])]
        return layout(columns, self.table.places(screen=True), texts, self.page.width, cell_len)

    def linked(self, note: str) -> Text:
        """Return a note whose web address is a link."""
        text = Text(self.say(note), overflow="fold")
        if self.page.links:
            for word in note.split():
                if word.startswith("https://"):
                    text.highlight_words([word], f"link {word}")
        return text

    def sources(self) -> Iterator[Text]:
        """Yield the sources by number."""
        indent = len(f"[{len(self.footnotes.notes)}] ")
        for number, (label, citation) in enumerate(self.footnotes.notes.items(), start=1):
            link = f"link {citation.url}" if citation.url and self.page.links else ""
            text = Text(self.say(label), style=link)
            yield from self.beside(f"[{number}]".rjust(indent - 1), indent, text, text.plain.split())

    def cards(self) -> Iterator[Text]:
        """Yield a line for each cell, for a page too narrow for columns; an empty one between rows."""
        places = self.table.places(screen=True)
        headings = {place: self.say(self.table.columns[place].heading) for place in places}
        indent = max(map(cell_len, headings.values())) + GAP
        rows = list(zip(self.table.all_rows(), self.rows, strict=True))
        if self.table.total is not None and self.total is not None:
            rows.append((self.table.total, self.total))
        for number, (row, texts) in enumerate(rows):
            if number:
                yield Text()
            for place in places:
                if texts[place]:
                    column = self.table.columns[place]
                    # An id that is wider than the page runs on: a terminal wraps it and copies it whole.
                    overflow: OverflowMethod = "ignore" if column.kind == "id" else "fold"
                    text = Text(texts[place], self.style(column, row[place]), overflow=overflow)
                    yield from self.beside(headings[place], indent, text, unbroken(column, text.plain))

    def beside(self, label: str, indent: int, text: Text, pieces: list[str]) -> Iterator[Text]:
        """Yield text in lines beside its label, further left where one of its pieces is too wide for that."""
        indent = max(0, min(indent, self.page.width - max(map(cell_len, pieces), default=0)))
        if cell_len(label) >= indent:
            yield Text(label, style=_QUIET)
            label = ""
        for line in text.wrap(self.console, self.page.width - indent):
            line.rstrip()  # or a link goes on under the space between two lines
            yield Text.assemble((label + " " * (indent - cell_len(label)), _QUIET), line)
            label = ""

    def grid(self, lay: Layout) -> RichTable:
        grid = RichTable(
            box=Box(_RULES.format("──" if self.page.unicode else "--"), ascii=not self.page.unicode),
            padding=(0, GAP - 1, 0, 0),  # and one for the divider of the box
            pad_edge=False,
            show_edge=False,
            show_footer=self.total is not None,
            header_style=_STRONG,
            footer_style=_STRONG,
            border_style=_QUIET,
        )
        places = list(lay.widths)
        for place in places:
            column = self.table.columns[place]
            grid.add_column(
                Text(self.say(column.heading)),
                Text(self.total[place]) if self.total else "",
                justify="right" if column.kind in NUMERIC else "left",
                width=lay.widths[place],
            )
            if column.bar and lay.bar:
                grid.add_column(no_wrap=True, width=lay.bar)
        grouped = self.table.grouped and places[0] == 0  # unless the column of the groups had to go
        groups = [row[0] for row in self.rows] if grouped else []
        sizes = Counter(groups)
        for number, row in enumerate(self.table.all_rows()):
            here, before = groups[number : number + 1], groups[number - 1 : number] if number else []
            if before and here != before and max(sizes[here[0]], sizes[before[0]]) > 1:
                grid.add_section()  # groups of one row stand together
            grid.add_row(*self.cells(number, row, places, lay.bar, bool(before) and here == before))
        return grid

    def cells(self, number: int, row: Row, places: list[int], bar: int, repeats: bool) -> Iterator[Text]:
        for place in places:
            column, value = self.table.columns[place], row[place]
            if repeats and place == places[0]:
                yield Text()
            else:
                yield Text(self.rows[number][place], style=self.style(column, value))
            if column.bar and bar:
                yield Text(self.bar(value or 0, bar), style=_BARS)

    def style(self, column: Column, value: object) -> str:
        if isinstance(value, Unknown):
            return _UNKNOWN
        if column.kind == "url" and value and self.page.links:
            return f"link {value}"
        return _QUIET if value is None or value == [] or column.kind == "citations" else ""

    def bar(self, share: float, width: int) -> str:
        """Return a share of 100 as a bar."""
        if not self.page.unicode:
            return "#" * round(share / 100 * width)
        whole, part = divmod(round(share / 100 * width * 8), 8)
        return "█" * whole + _EIGHTHS[part].strip()
