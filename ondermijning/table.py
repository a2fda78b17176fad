"""The one shape of every answer: a table with typed columns, rows by field name, totals and notes.

Queries fill it, renderers draw it; neither knows the other.
"""

from collections.abc import Iterable, Mapping, Sequence
from enum import Enum
from typing import Any, Literal, NamedTuple

from ondermijning.problems import UsageProblem
from ondermijning.text import any_of, date_in_words, fold, near, share

Kind = Literal[
    "id", "text", "word", "euro", "number", "percentage", "integer", "decimal", "year", "date", "boolean",
    "list", "url", "citations", "change", "value",
]  # fmt: skip
"""What a cell holds: `euro` whole euros (int), `number` an int in the unit of the row's `eenheid`,
`percentage` a share of 100 (float), `decimal` an int or a float, `year` a year, or years in words
(`2025–2030`), `date` a day, a month or a year (`2022-11`), which people read in words, `word` a fixed word
(`rode-lijn`), which people read without its hyphens, `list` a list of texts, `citations` a list of
`Citation`s, `change` a word of `CHANGES`, `value` a str or a bool, or an int in the unit of the row's
`eenheid` if it has one; the others a str, int or bool. None: there is nothing. UNKNOWN: there is something,
but no source that was read gives it."""

Row = Mapping[str, Any]
"""Cells by the names of their columns; what else a row holds is not shown."""


class Unknown(Enum):
    """What is neither zero nor nothing; formats for programs leave it empty, or null."""

    UNKNOWN = "onbekend"


UNKNOWN = Unknown.UNKNOWN


def or_unknown(euros: int | None) -> int | Unknown:
    """Return an amount; None is one that no source gives."""
    return UNKNOWN if euros is None else euros


CHANGES = {"erbij": "+", "weg": "-", "anders": "~"}
"""How a row may differ between two datasets, with the sign that people see for it."""


class Column(NamedTuple):
    """One column of a table.

    `name` is the field's name for programs (snake_case, never renamed), `heading` its Dutch name for people,
    `meaning` what it holds, in a few Dutch words for the documentation. `machine` and `screen` say whether
    programs and people see it by default; `--velden` reaches all. On a narrow screen the column with the
    highest `rank` goes first; rank 0 always stays. `bar` names a field, a share of 100, that is drawn beside
    it; `empty` is what people see where there is nothing. `--kaal` prints the column that is `bare`, the
    first where none is.
    """

    name: str
    heading: str
    kind: Kind = "text"
    meaning: str = ""
    machine: bool = True
    screen: bool = True
    rank: int = 0
    bar: str = ""
    empty: str = "–"
    bare: bool = False


def varied(columns: Iterable[Column], **changes: Mapping[str, Any] | None) -> list[Column]:
    """Return columns with what one answer changes of them, by name; None leaves a column out."""
    kept = (column for column in columns if changes.get(column.name, {}) is not None)
    return [column._replace(**(changes.get(column.name) or {})) for column in kept]


class Citation(NamedTuple):
    """A place in a source: the source's id, page and fragment, and how a footnote names it."""

    bron: str
    pagina: int | None
    fragment: str | None
    label: str
    url: str | None


class Picture(NamedTuple):
    """What is drawn of a table: fields of its rows.

    `label` says what a bar or a band of columns is of, `value` is its figure, `said` are the fields that are
    written with it if people see them. Each row is a bar; with `year` it is a column in the band of its
    label; with `years`, fields that each hold a year's figure, it is a band. One scale goes for each `per`.
    """

    label: str
    value: str = ""
    said: Sequence[str] = ()
    year: str = ""
    years: Sequence[str] = ()
    per: str = ""


class Table(NamedTuple):
    """An answer.

    `rows` are for programs and people. For people alone are `coverage`, a row below them that says how many
    have a figure, `total`, the last row, and `notes`. `caveat` is what even a bare answer must not hide, and
    so is `found`: the partner or theme that a search went by. With `wrapper` the JSON form is an object:
    these fields, and the rows under `rows_name`. `grouped`: people see the first column once for each group.
    `unit_in_title`: they see amounts as bare figures in one unit, which the title names.
    """

    title: str
    columns: Sequence[Column]
    rows: Sequence[Row]
    coverage: Row | None = None
    total: Row | None = None
    notes: Sequence[str] = ()
    caveat: str = ""
    found: str = ""
    wrapper: Mapping[str, Any] | None = None
    rows_name: str = "posten"
    grouped: bool = False
    unit_in_title: bool = False
    picture: Picture | None = None

    @property
    def key(self) -> str:
        """The name of the column that `--kaal` prints."""
        return next((column for column in self.columns if column.bare), self.columns[0]).name

    def shown(self) -> list[Row]:
        """Return all rows that people see, the total last."""
        return [*self.rows, *(row for row in (self.coverage, self.total) if row)]

    def bare_caveat(self) -> str:
        """Return what the values of `key` alone would hide: the table's caveat, or that some are unknown."""
        values = [row[self.key] for row in self.rows]
        if self.caveat or UNKNOWN not in values:
            return self.caveat
        plural = "" if len(values) == 1 else "n"
        return f"Onbekend: {share(values.count(UNKNOWN), len(values))} waarde{plural}."

    def column(self, word: str) -> Column:
        """Return the column with this name, else with this heading: the first of those that people see.

        Case, accents and spaces do not matter. Raises UsageProblem, which suggests near names.
        """
        shown_first = sorted(self.columns, key=lambda column: not column.screen)
        named = {field_key(column.heading): column for column in reversed(shown_first)}
        named |= {column.name: column for column in self.columns}
        key = field_key(word)
        if key not in named:
            suggested = list(dict.fromkeys(named[one].name for one in near(key, named)))
            names = ", ".join(column.name for column in self.columns)
            hint = f"Bedoelde u {any_of(suggested)}?" if suggested else f"Kies uit: {names}."
            raise UsageProblem(f"onbekend veld '{word}'. {hint}")
        return named[key]

    def select(self, words: Iterable[str]) -> "Table":
        """Return the table with only the columns that `words` name, in their order, in every format."""
        chosen = list(dict.fromkeys(self.column(word) for word in words))
        summed = self.total and any(self.total.get(column.name) is not None for column in chosen)
        return self._replace(
            columns=[column._replace(machine=True, screen=True, rank=0, bare=False) for column in chosen],
            total=self.total if summed else None,
            grouped=False,
            picture=None,
        )

    def sort(self, word: str | None, *, reverse: bool) -> "Table":
        """Return the table sorted by a column (None: as it is), what is empty or unknown last."""
        if word is None:
            return self._replace(rows=self.rows[::-1]) if reverse else self
        name = self.column(word).name
        empty: tuple[Any, ...] = (None, UNKNOWN, [])
        known = [row for row in self.rows if row[name] not in empty]
        known.sort(key=lambda row: _sort_key(row[name]), reverse=reverse)
        return self._replace(rows=[*known, *(row for row in self.rows if row[name] in empty)])


class Report(NamedTuple):
    """What a call is answered with: tables, the conditions it was asked under, and the dataset's date.

    `conditions` are Dutch words (`plaats Moerdijk`), `date` is ISO: a year, a month or a day; empty where no
    dataset was asked. Tables that programs read have the same fields.
    """

    tables: Sequence[Table]
    conditions: Sequence[str] = ()
    date: str = ""

    def all_rows(self) -> list[Row]:
        """Return the rows of all tables."""
        return [row for table in self.tables for row in table.rows]

    def title(self) -> str:
        """Return the titles of the tables, each once."""
        return " · ".join(dict.fromkeys(table.title for table in self.tables))

    def asked(self) -> str:
        """Return the conditions as a line for people, if there are any."""
        return f"Voorwaarden: {'; '.join(self.conditions)}" if self.conditions else ""

    def bare_caveat(self) -> str:
        """Return what a bare answer would hide, if anything, and then the conditions."""
        caveats = [*filter(None, (table.bare_caveat() for table in self.tables)), *self.found()]
        return " ".join([*caveats, self.asked()]).strip() if caveats else ""

    def found(self) -> list[str]:
        """Return what searches went by, each once."""
        return list(dict.fromkeys(table.found for table in self.tables if table.found))

    def context(self) -> list[str]:
        """Return what people read with an answer: the conditions, what a search went by, the date."""
        date = f"Stand van {date_in_words(self.date)}" if self.date else ""
        return [line for line in (self.asked(), *self.found(), date) if line]


def field_key(word: str) -> str:
    """Return a field's name or heading as it is compared: without case, accents and spaces."""
    return fold(word).replace(" ", "")


def _sort_key(cell: Any) -> Any:
    """Return what a cell is sorted by: texts come after figures."""
    if isinstance(cell, str):
        return True, fold(cell)
    return False, [fold(str(item)) for item in cell] if isinstance(cell, list) else cell
