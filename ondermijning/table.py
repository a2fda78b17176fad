"""The one shape of every answer: a table with typed columns, rows by field name, totals and notes.

Queries fill it, renderers draw it; neither knows the other.
"""

from collections.abc import Iterable, Mapping, Sequence
from enum import Enum
from typing import Any, Literal, NamedTuple

from ondermijning.problems import UsageProblem
from ondermijning.text import any_of, date_in_words, fold, near

Kind = Literal[
    "id", "text", "word", "euro", "number", "percentage", "integer", "decimal", "year", "date", "boolean",
    "list", "url", "citations", "change", "value",
]  # fmt: skip
"""What a cell holds: `euro` whole euros (int), `number` an int in the unit of the row's `eenheid`,
`percentage` a share of 100 (float), `decimal` an int or a float, `year` a year, or years in words
(`2025–2030`), `date` a day, a month or a year (`2022-11`), which people read in words, `word` a fixed word
(`rode-lijn`), which people read without its hyphens, `list` a list of texts, `citations` a list of
`Citation`s, `change` a word of `CHANGES`, `value` a str or a bool, or an int in the unit of the row's
`eenheid` if it has one, the others a str, int or bool. None: there is none. UNKNOWN: there is one, but no
source read gives it."""

Row = Mapping[str, Any]
"""Cells by the names of their columns; what a row says beyond its columns is not shown."""


class Unknown(Enum):
    """The cell that is not zero and not nothing: machine formats carry it as empty or null."""

    UNKNOWN = "onbekend"


UNKNOWN = Unknown.UNKNOWN


def or_unknown(euros: int | None) -> int | Unknown:
    """Return an amount, UNKNOWN where there is one that no source gives."""
    return UNKNOWN if euros is None else euros


CHANGES = {"erbij": "+", "weg": "-", "anders": "~"}
"""What a row may say of another dataset, with the sign that people see for it."""


class Column(NamedTuple):
    """One column of a table.

    `name` is the field's name in machine formats (snake_case, never renamed), `heading` its Dutch name for
    people, `meaning` what it holds, in a few Dutch words for the documentation. `machine` and `screen` say
    where it stands by default; `--velden` reaches all. On a narrow screen the column with the highest `rank`
    goes first; rank 0 always stays. `bar` names the field of a row whose share of 100 is drawn beside it,
    `empty` is what people see where there is nothing. `bare`: this column is what `--kaal` prints; where an
    answer has none of these, that is its first.
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
    """Return the columns of one answer: by name what differs of a column, None where it is left out."""
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
    """What of a table is drawn as a picture: fields of its rows.

    `label` says what a bar or a band of columns is of, `value` is its figure, `said` are the fields that are
    read with it where people see them. Each row is a bar; with `year`, a column in the band of its label;
    with `years`, fields that are a year's figure each, a band of columns. Rows with the same `per` have one
    scale.
    """

    label: str
    value: str = ""
    said: Sequence[str] = ()
    year: str = ""
    years: Sequence[str] = ()
    per: str = ""


class Table(NamedTuple):
    """An answer.

    `rows` are what is answered, to programs and to people. For people alone are `coverage`, a row below them
    that says of how many there is a figure, `total`, the last row, and `notes`, which explain. `caveat` is
    what even a bare answer must not hide, and so is `found`: the partner or theme that a search went by.
    With `wrapper` the JSON form is an object: these fields, and the rows under `rows_name`.
    `grouped`: the first column repeats and is shown once a group. `unit_in_title`: people see all amounts
    in one unit, as bare figures, and the unit in the title. `picture` says what is drawn of it, if anything.
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

    def above_total(self) -> list[Row]:
        """Return the rows that people see above the total."""
        return [*self.rows, *([self.coverage] if self.coverage else [])]

    def all_shown(self) -> list[Row]:
        """Return all rows that people see, the total last."""
        return [*self.above_total(), *([self.total] if self.total else [])]

    def for_machines(self) -> list[Column]:
        """Return the columns that programs read."""
        return [column for column in self.columns if column.machine]

    def for_people(self) -> list[Column]:
        """Return the columns that people see where there is room."""
        return [column for column in self.columns if column.screen]

    def bare_caveat(self) -> str:
        """Return what the values of `key` alone would hide: the table's caveat, or that some are unknown."""
        values = [row[self.key] for row in self.rows]
        values_in_words = "1 waarde" if len(values) == 1 else f"de {len(values)} waarden"
        unknown = f"Onbekend: {values.count(UNKNOWN)} van {values_in_words}."
        return self.caveat or (unknown if UNKNOWN in values else "")

    def column(self, word: str) -> Column:
        """Return the column that `word` names: by its name, else by its heading.

        Case, accents and spaces aside; of columns with the same heading, the first that people see.
        Raises UsageProblem, with the names of near columns, if there is none.
        """
        shown_first = sorted(self.columns, key=lambda column: not column.screen)
        called = {field_key(column.heading): column for column in reversed(shown_first)}
        called |= {column.name: column for column in self.columns}
        if field_key(word) not in called:
            suggested = list(dict.fromkeys(called[found].name for found in near(field_key(word), called)))
            names = ", ".join(column.name for column in self.columns)
            hint = f"Bedoelde u {any_of(suggested)}?" if suggested else f"Kies uit: {names}."
            raise UsageProblem(f"onbekend veld '{word}'. {hint}")
        return called[field_key(word)]

    def select(self, words: Iterable[str]) -> "Table":
        """Return the table with only the columns that `words` name, in this order, in every format."""
        chosen = list(dict.fromkeys(self.column(word) for word in words))
        summed = self.total and any(self.total.get(column.name) is not None for column in chosen)
        return self._replace(
            columns=[column._replace(machine=True, screen=True, rank=0, bare=False) for column in chosen],
            total=self.total if summed else None,
            grouped=False,
            picture=None,
        )

    def sort(self, word: str | None, *, reverse: bool) -> "Table":
        """Return the table sorted by the column `word` names (None: in its order), empty cells last."""
        if word is None:
            return self._replace(rows=self.rows[::-1]) if reverse else self
        name = self.column(word).name
        empty: tuple[Any, ...] = (None, UNKNOWN, [])
        known = [row for row in self.rows if row[name] not in empty]
        known.sort(key=lambda row: _sort_key(row[name]), reverse=reverse)
        return self._replace(rows=[*known, *(row for row in self.rows if row[name] in empty)])


class Report(NamedTuple):
    """What a call is answered with: tables, the conditions it was asked under, and the dataset's date.

    `conditions` are Dutch words (`plaats Moerdijk`), `date` is ISO: a year, year-month or day; empty where
    the answer is no answer of a dataset. Tables that programs read have the same fields.
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
        """Return the conditions as a line for people, empty where there are none."""
        return f"Voorwaarden: {'; '.join(self.conditions)}" if self.conditions else ""

    def bare_caveat(self) -> str:
        """Return what the values of `key` alone would hide, with the conditions; empty: nothing."""
        caveats = [caveat for table in self.tables if (caveat := table.bare_caveat())]
        caveats += self.found()
        return " ".join([*caveats, self.asked()]).strip() if caveats else ""

    def found(self) -> list[str]:
        """Return what searches went by, if there is anything to tell."""
        return list(dict.fromkeys(table.found for table in self.tables if table.found))

    def context(self) -> list[str]:
        """Return what people read with an answer: the conditions, what a search went by, the date."""
        date = f"Stand van {date_in_words(self.date)}" if self.date else ""
        return [line for line in (self.asked(), *self.found(), date) if line]


def field_key(word: str) -> str:
    """Return what is compared of a field's name or heading: all but case, accents and spaces."""
    return fold(word).replace(" ", "")


def _sort_key(cell: Any) -> Any:
    """Return what a cell is sorted by; in a column of both, texts come after figures."""
    if isinstance(cell, str):
        return True, fold(cell)
    return False, [fold(str(item)) for item in cell] if isinstance(cell, list) else cell
