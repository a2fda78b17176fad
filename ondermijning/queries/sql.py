"""Any question over the public tables, in SQL: the question of `sql`."""

import math
import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from time import monotonic
from typing import TYPE_CHECKING, Any

from ondermijning import amounts
from ondermijning.files import MEGABYTE
from ondermijning.problems import KnooppuntError, UsageProblem
from ondermijning.queries.sql_errors import in_dutch
from ondermijning.store.tables import PUBLIC
from ondermijning.table import Column, Kind, Row, Table
from ondermijning.text import harmless, visible

if TYPE_CHECKING:
    from ondermijning.store import Store

COLUMNS = (
    Column("tabel", "Tabel", "id", "naam van de tabel"),
    Column("veld", "Veld", "id", "naam van het veld"),
    Column("soort", "Soort", meaning="id, text, integer, boolean (0 of 1) of url", rank=2),
    Column("eenheid", "Eenheid", meaning="EUR, of het veld waarin de eenheid staat", rank=3, empty=""),
    Column("verplicht", "Altijd gevuld", "boolean", "of het veld nooit leeg (NULL) is", rank=4),
    Column("sleutel", "Sleutel", "boolean", "of het veld bij de sleutel hoort", screen=False),
    Column("verwijst_naar", "Verwijst naar", meaning="tabel waar het veld naar verwijst", rank=1, empty=""),
    Column("betekenis", "Wat het is", meaning="wat het veld is"),
)

_MOST_ROWS, _MOST_BYTES, _CELL = 1_000_000, 512 * MEGABYTE, 50
_STEPS = 1_000
"""So many steps of SQLite go by, some hundredths of a millisecond, before the time is looked at."""
_CAVEAT = (
    "Let bij optellen op: een onbekend bedrag is NULL en SUM slaat het over. Tel structureel en eenmalig "
    "geld nooit bij elkaar op; kies eerst een soort."
)


def tables() -> Table:
    """Return the public tables with their fields, a row a field."""
    rows = [
        {
            "tabel": table.name,
            "veld": field.name,
            "soort": field.public_kind,
            "eenheid": field.unit or None,
            "verplicht": field.required,
            "sleutel": field.name in table.key,
            "verwijst_naar": next((ref.table for ref in table.references if ref.field == field.name), None),
            "betekenis": field.meaning,
        }
        for table in PUBLIC
        for field in table.fields
    ]
    return Table("Openbare tabellen", COLUMNS, rows, grouped=True)


def answer(store: "Store", question: str, values: Mapping[str, str], seconds: float) -> Table:
    """Return what a SELECT over the public tables gives.

    `values` are those of `:name` in the question. A column has the name that SQLite gives it, and holds
    figures where all its values are. Raises UsageProblem where the question cannot be answered,
    KnooppuntError where it takes longer than `seconds` or gives more than a million rows.
    """
    deadline, given = monotonic() + seconds, _Values(values)
    with store.public() as guarded:
        db = guarded.db
        db.set_progress_handler(lambda: monotonic() > deadline, _STEPS)
        try:
            _demand_names(db, question, given)
            if not _EXPLAINS.match(question):
                guarded.demand_public(question, given)
            cursor = db.execute(question, given)
            for name in given.unused:
                raise UsageProblem(f"--waarde {name}=… is niet nodig: :{name} komt niet in de vraag voor")
            names = _names(cursor)
            rows = list(_rows(cursor, names))
        except MemoryError as error:
            raise KnooppuntError(
                "deze vraag heeft meer dan 1 GB geheugen nodig; beperk de vraag met WHERE of LIMIT"
            ) from error
        except (sqlite3.Error, sqlite3.Warning) as error:
            if str(error) == "interrupted":
                raise (too_late(seconds) if monotonic() > deadline else KeyboardInterrupt) from error
            raise in_dutch(error, question, db) from error
        finally:
            db.set_progress_handler(None, _STEPS)
    columns = [Column(name, name, _kind(row[name] for row in rows)) for name in names]
    title = f"Antwoord op: {visible(' '.join(question.split()), most=500)}"
    return Table(title, columns, rows, notes=[_CAVEAT])


def too_late(seconds: float) -> KnooppuntError:
    """Return the error of a question that takes longer than `seconds`."""
    unit = "seconde" if seconds == 1 else "seconden"
    return KnooppuntError(
        f"de vraag duurde langer dan {seconds:g} {unit}; beperk die met WHERE, of geef meer --tijd"
    )


_EXPLAINS = re.compile(r"\s*EXPLAIN\b", re.IGNORECASE)
_LITERAL = r"""'(?:[^']|'')*'|"(?:[^"]|"")*"|`(?:[^`]|``)*`|\[[^\]]*\]|--[^\n]*|/\*.*?\*/"""
"""A text, a name in one of three kinds of quotes, or a comment of SQL."""


def _demand_names(db: sqlite3.Connection, question: str, values: Mapping[str, Any]) -> None:
    """Have SQLite refuse a name in double quotes that is no name, which it would take for a text.

    It does not of a name in backticks: so it is first asked how it would answer the question with those.
    """

    def in_backticks(literal: re.Match[str]) -> str:
        name = literal[0][1:-1].replace('""', '"').replace("`", "``")
        return f"`{name}`" if literal[0].startswith('"') else literal[0]

    strict = re.sub(_LITERAL, in_backticks, question, flags=re.DOTALL)
    if strict != question:
        db.execute(strict if _EXPLAINS.match(question) else f"EXPLAIN {strict}", values)


class _Values(dict[str, int | float | str]):
    """The values of a question by name, which knows which of them SQLite has not asked for."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        super().__init__({name: _figure_or_text(text) for name, text in texts.items()})
        self.unused = list(texts)

    def __getitem__(self, name: str) -> int | float | str:
        self.unused = [other for other in self.unused if other != name]
        return super().__getitem__(name)


def _figure_or_text(text: str) -> int | float | str:
    """Return the figure that `text` is written as, as `--min` takes it or with decimals; else the text.

    What begins with a zero that counts for nothing is a code, not a figure: `0812359`.
    """
    sign, digits = (-1, text[1:]) if text.startswith("-") else (1, text)
    if re.match(r"0[0-9]", digits):
        return text
    if re.fullmatch(r"[0-9]{1,18}", digits):
        return sign * int(digits)
    with suppress(ValueError):
        return sign * amounts.parse(digits)
    decimals = re.fullmatch(r"[0-9]{1,15}[.,][0-9]{1,15}", digits)
    return sign * float(digits.replace(",", ".")) if decimals else text


def _names(cursor: sqlite3.Cursor) -> list[str]:
    """Return the names of the columns of an answer, which must differ."""
    if cursor.description is None:
        raise UsageProblem("dit is geen vraag; begin met SELECT of WITH")
    names = [harmless(column[0]) for column in cursor.description]
    for name in names:
        if not name or names.count(name) > 1:
            raise UsageProblem(
                f"er zijn meerdere kolommen '{visible(name)}'; geef elke kolom met AS een eigen naam"
            )
    return names


def _rows(cursor: sqlite3.Cursor, names: Sequence[str]) -> Iterator[Row]:
    """Yield the rows, as many as fit in memory."""
    size = 0
    for number, values in enumerate(cursor, 1):
        row = {name: _cell(name, value) for name, value in zip(names, values, strict=True)}
        size += sum(_CELL + (len(value) if isinstance(value, str) else 0) for value in row.values())
        if number > _MOST_ROWS or size > _MOST_BYTES:
            raise KnooppuntError(
                "het antwoord is te groot, meer dan een miljoen rijen of 512 MB; beperk het met WHERE of "
                "LIMIT, of neem de tabellen mee met 'knooppunt exporteer'"
            )
        yield row


def _cell(name: str, value: Any) -> Any:
    """Return a value as a table can hold it: a text as it is, but for what could drive a terminal."""
    if isinstance(value, bytes):
        raise UsageProblem(f"kolom '{name}' bevat bytes; maak er met CAST({name} AS TEXT) tekst van")
    if isinstance(value, float) and not math.isfinite(value):
        raise UsageProblem(f"kolom '{name}' bevat een oneindig getal; begrens de berekening")
    return harmless(value) if isinstance(value, str) else value


def _kind(values: Iterable[Any]) -> Kind:
    types = {type(value) for value in values if value is not None}
    if types and types <= {int, float}:
        return "decimal" if float in types else "integer"
    return "text"


def parameters(words: Iterable[str]) -> dict[str, str]:
    """Return the values by name of texts `naam=waarde`; raises UsageProblem where one is not that."""
    values: dict[str, str] = {}
    for word in words:
        name, sign, value = word.partition("=")
        name = name.removeprefix(":")
        if not (sign and name.isidentifier()):
            raise UsageProblem(f"achter --waarde hoort naam=waarde, niet '{visible(word)}'")
        if name in values:
            raise UsageProblem(f"geef --waarde {name}=… maar één keer")
        values[name] = value
    return values
