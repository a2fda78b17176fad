"""The one shape of every answer: a table with typed columns, rows, totals and notes.

Queries fill it, renderers draw it; neither knows the other.
"""

from collections.abc import Iterable, Sequence
from enum import Enum
from typing import Any, Literal, NamedTuple

from ondermijning.problems import UsageProblem
from ondermijning.text import any_of, fold, near

Kind = Literal[
    "id", "text", "word", "euro", "number", "percentage", "integer", "boolean", "list", "url", "citations"
]
"""What a cell holds: `euro` whole euros (int), `number` an int in the unit of the row's `eenheid`,
`percentage` a share of 100 (float), `word` a fixed word (`rode-lijn`), which people read without its
hyphens, `list` a list of texts, `citations` a list of `Citation`s, the others a str, int or bool. None:
there is none. UNKNOWN: there is one, but no source read gives it."""

Row = Sequence[Any]


class Unknown(Enum):
    """The cell that is not zero and not nothing: machine formats carry it as empty or null."""

    UNKNOWN = "onbekend"


UNKNOWN = Unknown.UNKNOWN


class Column(NamedTuple):
    """One column of a table.

    `name` is the field's name in machine formats (snake_case, never renamed), `heading` its Dutch
    name for people. `machine` and `screen` say where it stands by default; `--velden` reaches all.
    On a narrow screen the column with the highest `rank` goes first; rank 0 always stays. A `bar`
    column draws its percentages as bars as well. `empty` is what people see where there is nothing.
    """

    name: str
    heading: str
    kind: Kind = "text"
    machine: bool = True
    screen: bool = True
    rank: int = 0
    bar: bool = False
    empty: str = "–"


class Citation(NamedTuple):
    """A place in a source: the source's id, page and fragment, and how a footnote names it."""

    bron: str
    pagina: int | None
    fragment: str | None
    label: str
    url: str | None


class Table(NamedTuple):
    """An answer.

    `rows` are those that count; `unknown` are those whose figure is unknown, shown below the others
    and never part of a total. `key` names the column that `--kaal` prints. `total` is a last row for
    people, and `notes` explain, for people; `caveat` is what even a bare answer must not hide.
    With `wrapper` the JSON form is an object: these fields,
    and the rows under `rows_name`. `grouped`: the first column repeats and is shown once a group.
    """

    title: str
    columns: Sequence[Column]
    rows: Sequence[Row]
    key: str
    unknown: Sequence[Row] = ()
    total: Row | None = None
    notes: Sequence[str] = ()
    caveat: str = ""
    wrapper: dict[str, Any] | None = None
    rows_name: str = "posten"
    grouped: bool = False

    def all_rows(self) -> list[Row]:
        """Return the rows with a figure, then those without."""
        return [*self.rows, *self.unknown]

    def bare_caveat(self) -> str:
        """Return what the values of `key` alone would hide: the table's caveat, or that some are unknown."""
        place = self.place(self.key)
        values = [row[place] for row in self.all_rows()]
        unknown = values.count(UNKNOWN)
        return self.caveat or (f"Onbekende waarden: {unknown} van {len(values)}." if unknown else "")

    def place(self, word: str) -> int:
        """Return the place of the column that `word` names: by its name, else by its heading.

        Case, accents and spaces aside; of columns with the same heading, the first that people see.
        Raises UsageProblem, with the names of near columns, if there is none.
        """
        names = [column.name for column in self.columns]
        shown_first = sorted(self.columns, key=lambda column: not column.screen)
        called = {field_key(column.heading): column.name for column in reversed(shown_first)}
        called |= {name: name for name in names}
        if field_key(word) not in called:
            suggested = list(dict.fromkeys(called[found] for found in near(field_key(word), called)))
            hint = f" Bedoelde u {any_of(suggested)}?" if suggested else f" Wel: {', '.join(names)}."
            raise UsageProblem(f"onbekend veld '{word}'.{hint}")
        return names.index(called[field_key(word)])

    def places(self, *, screen: bool) -> list[int]:
        """Return the places of the columns that people see (`screen`), or that machines read."""
        return [
            place
            for place, column in enumerate(self.columns)
            if (column.screen if screen else column.machine)
        ]

    def select(self, words: Iterable[str]) -> "Table":
        """Return the table with only the columns that `words` name, in this order, in every format."""
        chosen = list(dict.fromkeys(self.place(word) for word in words))
        units = [place for place, column in enumerate(self.columns) if column.name == "eenheid"]
        unseen = [place for place in units if place not in chosen]  # a number is written in its unit

        def cut(row: Row) -> Row:
            return [row[i] for i in (*chosen, *unseen)]

        return self._replace(
            columns=[
                *(self.columns[i]._replace(machine=True, screen=True, rank=0) for i in chosen),
                *(self.columns[i]._replace(machine=False, screen=False) for i in unseen),
            ],
            rows=[cut(row) for row in self.rows],
            unknown=[cut(row) for row in self.unknown],
            total=None if self.total is None else cut(self.total),
            key=self.columns[chosen[0]].name,
            grouped=False,
        )

    def sort(self, name: str | None, *, reverse: bool) -> "Table":
        """Return the table sorted by the column `name` (None: keep the order), empty cells last."""
        if name is None:
            return self._replace(rows=self.rows[::-1]) if reverse else self
        place = self.place(name)
        empty: tuple[Any, ...] = (None, UNKNOWN, [])
        known = [row for row in self.rows if row[place] not in empty]
        rest = [row for row in self.rows if row[place] in empty]
        known.sort(key=lambda row: _sort_key(row[place]), reverse=reverse)
        return self._replace(rows=[*known, *rest])


def field_key(word: str) -> str:
    """Return what is compared of a field's name or heading: all but case, accents and spaces."""
    return fold(word).replace(" ", "")


def _sort_key(cell: Any) -> Any:
    if isinstance(cell, str):
        return fold(cell)
    return [fold(str(item)) for item in cell] if isinstance(cell, list) else cell
