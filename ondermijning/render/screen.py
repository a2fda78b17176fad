"""Tables drawn with Rich, with their notes and sources below."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from io import StringIO
from itertools import chain

from rich.box import Box
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table as RichTable
from rich.text import Text

from ondermijning.render import Page
from ondermijning.render.people import NUMERIC, Cells, Footnotes, host
from ondermijning.table import Column, Report, Row, Table, Unknown
from ondermijning.text import ascii_only

_GAP = 2
"""The space between two columns."""
_LEAST_BAR, _MOST_BAR = 8, 20
_AMOUNT = re.compile(r"(€|EUR) [\d.,]+( ml[nd])?$")
_EIGHTHS = " ▏▎▍▌▋▊▉"
_RULES = "    \n    \n {0} \n    \n    \n {0} \n    \n    \n"

_STRONG, _UNKNOWN, _QUIET, _BARS = "bold", "yellow", "dim", "cyan"
_CHANGED = {"erbij": "green", "weg": "red", "anders": "yellow"}


def drawn(report: Report, page: Page) -> str:
    """Return the tables with their notes, then the sources, the conditions and the date."""
    screen, footnotes = _Screen(page), Footnotes()
    for table in report.tables:
        _ScreenTable(table, screen, footnotes).draw()
    screen.sources(footnotes)
    screen.lines(report.context())
    return "".join(f"{line.rstrip()}\n" for line in screen.out.getvalue().splitlines())


class _Screen:
    """The screen with what is on it so far."""

    def __init__(self, page: Page) -> None:
        self.page, self.out, self._written = page, StringIO(), set[str]()
        self.letters = str if page.unicode else ascii_only  # those that the screen can show
        self.console = Console(
            file=self.out,
            width=page.width,
            height=25,  # with both, Rich does not guess either from the environment
            force_terminal=page.colour or page.links,
            color_system="standard" if page.colour else None,
            no_color=not page.colour,
            highlight=False,
            emoji=False,
            markup=False,
        )

    def begin(self) -> None:
        """Leave an empty line before what comes next, unless it comes first."""
        if self.out.tell():
            self.console.print()

    def lines(self, texts: Sequence[str]) -> None:
        """Write the lines that are not there yet, under an empty one; web addresses in them are links."""
        new = [line for line in texts if line not in self._written]
        self._written.update(new)
        if new:
            self.begin()
        for line in new:
            text = Text(self.letters(line), overflow="fold")
            for word in line.split() if self.page.links else ():
                if word.startswith("https://"):
                    text.highlight_words([word], f"link {word}")
            self.console.print(text)

    def sources(self, footnotes: Footnotes) -> None:
        """Write the sources by number."""
        if footnotes:
            self.begin()
        indent = len(f"[{len(footnotes)}] ")
        for label, (number, citation) in footnotes.items():
            link = f"link {citation.url}" if citation.url and self.page.links else ""
            text = Text(self.letters(label), style=link)
            self.beside(f"[{number}]".rjust(indent - 1), indent, text, text.plain.split())

    def beside(self, label: str, indent: int, text: Text, pieces: list[str]) -> None:
        """Write text in lines beside its label, further left where one of its pieces is too wide for that."""
        indent = max(0, min(indent, self.page.width - max(map(cell_len, pieces), default=0)))
        if cell_len(label) >= indent:
            self.console.print(Text(label, style=_QUIET), soft_wrap=True)
            label = ""
        for line in text.wrap(self.console, self.page.width - indent):
            line.rstrip()  # or a link goes on under the space between two lines
            start = label + " " * (indent - cell_len(label))
            self.console.print(Text.assemble((start, _QUIET), line), soft_wrap=True)
            label = ""


class _ScreenTable:
    """One table on its way to the screen."""

    def __init__(self, table: Table, screen: _Screen, footnotes: Footnotes) -> None:
        self.table, self.screen, self.page, self.print = table, screen, screen.page, screen.console.print
        self.cells = Cells(table, footnotes)
        self.columns = self.shown = self.cells.columns
        self.widths, self.bar = dict[str, int](), 0
        self.change = next((column.name for column in table.columns if column.kind == "change"), "")
        self.headings = {column.name: screen.letters(column.heading) for column in self.columns}
        self.rows = [(row, self.texts(row)) for row in self.cells.rows]
        self.total = [(table.total, self.texts(table.total))] if table.total else []

    def texts(self, row: Row) -> Mapping[str, str]:
        """Return the cells of a row by column: a web address whole, unless it is shown as a link."""
        links = [column.name for column in self.columns if column.kind == "url" and self.page.links]
        hosts = {name: host(row[name]) for name in links if row.get(name)}
        return {
            column.name: self.screen.letters(hosts.get(column.name) or self.cells.text(row, column))
            for column in self.columns
        }

    def draw(self) -> None:
        fits = self.fits()
        self.screen.begin()
        if self.page.heading:
            self.print(Text(self.screen.letters(self.cells.title), style=_STRONG), end="\n\n")
        notes = list(self.table.notes)
        if fits:
            self.print(self.grid())
            hidden = [column for column in self.columns if column not in self.shown]
            for column in hidden:
                if column.kind == "url" and not self.page.links:
                    self.below(column)
            # By names that `--velden` takes.
            if names := [column.name for column in hidden if column.kind != "url" or self.page.links]:
                notes.append(
                    f"Niet getoond bij een breedte van {self.page.width} tekens: {', '.join(names)}. "
                    "Met --velden kiest u zelf wat er staat."
                )
        else:
            self.cards()
        self.screen.lines(notes)

    def fits(self) -> bool:
        """Choose columns for the screen, and how wide each is: words, amounts and ids stay whole.

        Columns go by rank, the highest first. Return whether those of rank 0 fit beside each other.
        """
        rows = [self.headings, *(texts for _, texts in self.rows + self.total)]
        spare = self.page.width + _GAP
        for column in sorted(self.columns, key=lambda column: column.rank):
            cells = (_unbroken(column, texts[column.name]) for texts in rows[1:])
            least = max(map(cell_len, chain(self.headings[column.name].split(), *cells)))
            if not column.rank or least + _GAP <= spare:
                self.widths[column.name] = least
                spare -= least + _GAP
        self.shown = [column for column in self.columns if column.name in self.widths]
        if any(column.bar for column in self.shown) and spare - _GAP >= _LEAST_BAR:
            self.bar = min(spare - _GAP, _MOST_BAR)
            spare -= self.bar + _GAP
        # Rich shares spare width out too, but then shrinks the widest columns below their longest word.
        whole = {column.name: max(cell_len(texts[column.name]) for texts in rows) for column in self.shown}
        fits = spare >= 0
        while spare > 0 and (wanting := [name for name in whole if self.widths[name] < whole[name]]):
            self.widths[min(wanting, key=self.widths.__getitem__)] += 1
            spare -= 1
        return fits

    def below(self, column: Column) -> None:
        """Write what stands in a column below a table that has no room for it, each whole on its line."""
        self.screen.begin()
        for row, texts in self.rows:
            if row.get(column.name):
                self.print(Text(f"{texts[self.columns[0].name]}  {texts[column.name]}"), soft_wrap=True)

    def cards(self) -> None:
        """Write a line for each cell, for a screen too narrow for columns; an empty one between rows."""
        indent = max(map(cell_len, self.headings.values())) + _GAP
        for number, (row, texts) in enumerate(self.rows + self.total):
            if number:
                self.print()
            for column in self.columns:
                if shown := texts[column.name]:
                    # What is wider than the screen runs on: a terminal wraps it and copies it whole.
                    text = Text(shown, self.style(row, column))
                    text.overflow = "ignore" if column.kind in ("id", "url") else "fold"
                    self.screen.beside(self.headings[column.name], indent, text, _unbroken(column, shown))

    def grid(self) -> RichTable:
        grid = RichTable(
            box=Box(_RULES.format("──" if self.page.unicode else "--"), ascii=not self.page.unicode),
            padding=(0, _GAP - 1, 0, 0),  # and one for the divider of the box
            pad_edge=False,
            show_edge=False,
            show_footer=bool(self.total),
            header_style=_STRONG,
            footer_style=_STRONG,
            border_style=_QUIET,
        )
        for column in self.shown:
            grid.add_column(
                self.headings[column.name],
                "".join(texts[column.name] for _, texts in self.total),
                justify="right" if column.kind in NUMERIC else "left",
                width=self.widths[column.name],
            )
            if column.bar and self.bar:
                grid.add_column(no_wrap=True, width=self.bar)
        first = self.shown[0]
        grouped = self.table.grouped and first == self.table.columns[0]  # which may have had to go
        sizes = Counter[str | None](texts[first.name] for _, texts in self.rows)
        before = None
        for row, texts in self.rows:
            group = texts[first.name] if grouped else None
            if before is not None and group != before and max(sizes[group], sizes[before]) > 1:
                grid.add_section()  # groups of one row stand together
            cell, *others = self.line(row, texts)
            grid.add_row(Text() if grouped and group == before else cell, *others)
            before = group
        return grid

    def line(self, row: Row, texts: Mapping[str, str]) -> Iterator[Text]:
        """Yield the cells of a row and the bars beside them, each a share of 100."""
        for column in self.shown:
            yield Text(texts[column.name], self.style(row, column))
            if column.bar and self.bar:
                length = (row[column.bar] or 0) / 100 * self.bar
                whole, part = divmod(round(length * 8), 8)
                bar = "█" * whole + _EIGHTHS[part].strip() if self.page.unicode else "#" * round(length)
                yield Text(bar, style=_BARS)

    def style(self, row: Row, column: Column) -> str:
        value = row.get(column.name)
        if isinstance(value, Unknown):
            return _UNKNOWN
        if column.kind == "url" and value and self.page.links:
            return f"link {value}"
        if value is None or value == [] or column.kind == "citations":
            return _QUIET
        return _CHANGED.get(row.get(self.change, ""), "")


def _unbroken(column: Column, cell: str) -> list[str]:
    """Return the pieces of a cell that stay whole: its words; all of it where it is a figure or an id."""
    if column.kind in (*NUMERIC, "id", "url") or (column.kind == "value" and _AMOUNT.match(cell)):
        return [cell]
    return cell.split()
