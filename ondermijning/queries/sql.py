"""Any question over the public tables, in SQL: the question of `sql`."""

import math
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from time import monotonic
from typing import TYPE_CHECKING, Any

from ondermijning.problems import KnooppuntError, UsageProblem
from ondermijning.queries.sql_errors import in_dutch
from ondermijning.store.public import PUBLIC
from ondermijning.table import Column, Row, Table
from ondermijning.text import visible

if TYPE_CHECKING:
    from ondermijning.store import Store

COLUMNS = (
    Column("tabel", "Tabel", "id", "naam van de tabel"),
    Column("veld", "Veld", "id", "naam van het veld"),
    Column("soort", "Soort", meaning="id, text, integer, boolean (0 of 1) of url", rank=2),
    Column("eenheid", "Eenheid", meaning="EUR, of het veld dat de eenheid zegt", rank=3, empty=""),
    Column("verplicht", "Altijd gevuld", "boolean", "of het veld nooit leeg (NULL) is", rank=4),
    Column("sleutel", "Sleutel", "boolean", "of het veld bij de sleutel hoort", screen=False),
    Column(
        "verwijst_naar", "Verwijst naar", meaning="tabel waarvan het veld een rij noemt", rank=1, empty=""
    ),
    Column("betekenis", "Wat het is", meaning="wat het veld is"),
)

_MOST_ROWS, _MOST_TEXT = 1_000_000, 256 * 2**20
_STEPS = 10_000
"""So many steps of SQLite go by, some tenths of a millisecond, before the time is looked at."""
_CAVEAT = (
    "Optellen is hier aan u: onbekend is NULL, en SUM slaat dat over; structureel en eenmalig geld tellen "
    "nooit samen op, dus kies een soort."
)


def tables() -> Table:
    """Return the public tables with their fields, a row a field."""
    rows = [
        {
            "tabel": table.name,
            "veld": field.name,
            "soort": field.kind,
            "eenheid": field.unit or None,
            "verplicht": field.required,
            "sleutel": field.name in table.key,
            "verwijst_naar": next((ref.table for ref in table.references if field.name in ref.fields), None),
            "betekenis": field.meaning,
        }
        for table in PUBLIC
        for field in table.fields
    ]
    return Table("Openbare tabellen", COLUMNS, rows, key="tabel", grouped=True)


def answer(store: "Store", question: str, values: Mapping[str, str], seconds: float) -> Table:
    """Return what a SELECT over the public tables gives.

    `values` fill `:name`: an integer where the text is one, else the text. A column's field is called as
    SQLite calls the column. Raises UsageProblem where the question is off, KnooppuntError where it takes
    longer than `seconds` or gives more than a million rows.
    """
    deadline = monotonic() + seconds
    with store.public() as db:
        db.set_progress_handler(lambda: monotonic() > deadline, _STEPS)
        try:
            cursor = db.execute(question, {name: _number_or_text(text) for name, text in values.items()})
            names = _names(cursor)
            rows = list(_rows(cursor, names))
        except (sqlite3.Error, sqlite3.Warning) as error:
            if str(error) == "interrupted":
                raise KnooppuntError(
                    f"de vraag duurde langer dan {seconds:g} seconden; maak hem kleiner, of geef er met "
                    "--tijd meer"
                ) from error
            raise in_dutch(error, question, db) from error
        finally:
            db.set_progress_handler(None, _STEPS)
    columns = [Column(name, name, "integer" if _is_numeric(rows, name) else "text") for name in names]
    title = f"Antwoord op: {visible(' '.join(question.split()), most=500)}"
    return Table(title, columns, rows, key=names[0], notes=[_CAVEAT])


def _number_or_text(text: str) -> int | str:
    digits = text.removeprefix("-")
    return int(text) if digits.isascii() and digits.isdigit() and len(digits) <= 18 else text


def _names(cursor: sqlite3.Cursor) -> list[str]:
    """Return the names of the columns of an answer, which must differ."""
    if cursor.description is None:
        raise UsageProblem("dit is geen vraag; begin met SELECT of WITH")
    names = [visible(column[0]) for column in cursor.description]
    for name in names:
        if not name or names.count(name) > 1:
            raise UsageProblem(f"er zijn meer kolommen '{name}'; geef elke kolom met AS een eigen naam")
    return names


def _rows(cursor: sqlite3.Cursor, names: Sequence[str]) -> Iterator[Row]:
    """Yield the rows, as many as fit in memory."""
    text = 0
    for number, found in enumerate(cursor, 1):
        row = {name: _cell(name, value) for name, value in zip(names, found, strict=True)}
        text += sum(len(value) for value in row.values() if isinstance(value, str))
        if number > _MOST_ROWS or text > _MOST_TEXT:
            raise KnooppuntError(
                "het antwoord is te groot, meer dan een miljoen rijen of 256 MB; beperk het met WHERE of "
                "LIMIT, of neem de tabellen mee met 'knooppunt exporteer'"
            )
        yield row


def _cell(name: str, value: Any) -> Any:
    """Return a value as a table can hold it: texts on one line, without what drives a terminal."""
    if isinstance(value, bytes):
        raise UsageProblem(f"kolom '{name}' geeft bytes; maak er met CAST({name} AS TEXT) tekst van")
    if isinstance(value, float) and not math.isfinite(value):
        raise UsageProblem(f"kolom '{name}' geeft een getal zonder einde")
    return visible(value, most=len(value)) if isinstance(value, str) else value


def _is_numeric(rows: Sequence[Row], name: str) -> bool:
    values = [row[name] for row in rows if row[name] is not None]
    return bool(values) and not any(isinstance(value, str) for value in values)


def parameter(words: str) -> tuple[str, str]:
    """Return the name and the value in `naam=waarde`; raises UsageProblem where it is not that."""
    name, sign, value = words.partition("=")
    name = name.removeprefix(":")
    if not (sign and name.isidentifier()):
        raise UsageProblem(f"--waarde vraagt naam=waarde, niet '{visible(words)}'")
    return name, value
