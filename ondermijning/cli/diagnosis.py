"""What a check found, as compilers write it, or as a table for editors and CI."""

from collections.abc import Iterator
from io import BytesIO, TextIOWrapper
from itertools import islice
from typing import TYPE_CHECKING

from ondermijning.amounts import grouped
from ondermijning.cli.terminal import Stream, columns_of, wrapped
from ondermijning.table import Column, Table
from ondermijning.text import all_of, visible

if TYPE_CHECKING:
    from ondermijning.audit.check import Checked
    from ondermijning.problems import Problem

_BEFORE, _AFTER = 60, 40

COLUMNS = (
    Column("bestand", "Bestand", meaning="naam van het bestand", screen=False),
    Column("regel", "Regel", "integer", "regel in de dataset, vanaf 1"),
    Column("kolom", "Kolom", "integer", "teken in die regel, vanaf 1", rank=4),
    Column("ernst", "Ernst", meaning="fout of waarschuwing", rank=1),
    Column("code", "Code", "id", "vaste naam van wat er mis is", rank=2, bare=True),
    Column(
        "plaats", "Plaats", meaning="plek in de gegevens, zoals knooppunten[schiphol].naam", rank=5, empty=""
    ),
    Column("melding", "Melding", meaning="wat er mis is, in één zin"),
)


def table(checked: "Checked", file: str) -> Table:
    """Return what was found in `file` as a table, and what it comes to."""
    names = [column.name for column in COLUMNS]
    rows = [
        dict(
            zip(names, (p.file, p.line, p.column, p.severity, p.code.value, p.place, p.message), strict=True)
        )
        for p in checked.problems
    ]
    note = summary(checked)
    return Table(f"Controle van {file}", COLUMNS, rows, notes=[note[:1].upper() + note[1:]])


def lines(checked: "Checked", raw: bytes, file: str, out: Stream) -> Iterator[str]:
    """Yield each problem with its line and a caret under its column, then what it comes to.

    On a terminal as wide as that is, and in its letters; elsewhere a problem is one line, for programs.
    """
    text = _lines(raw, {problem.line for problem in checked.problems})
    for problem in checked.problems:
        yield _shown(str(problem), out)
        if problem.line in text:
            yield from _excerpt(problem, text[problem.line], out)
    yield _shown(f"{file}: {summary(checked)}", out)


def _shown(line: str, out: Stream) -> str:
    return f"{wrapped(out.letters(line), out.line)}\n"


def _lines(raw: bytes, numbers: set[int]) -> dict[int, str]:
    """Return the lines with these numbers; the file may have millions."""
    stream = TextIOWrapper(BytesIO(raw), encoding="utf-8-sig", errors="replace")
    numbered = enumerate(islice(stream, max(numbers, default=0)), start=1)
    return {number: line.rstrip("\n") for number, line in numbered if number in numbers}


def _excerpt(problem: "Problem", line: str, out: Stream) -> Iterator[str]:
    margin = f"  {problem.line} | "
    column = problem.column - 1
    start = max(0, column - _BEFORE)
    before = out.letters(visible(line[start:column], most=10 * _BEFORE))
    after = out.letters(visible(line[column : column + _AFTER], most=10 * _AFTER))
    if out.line is not None:
        room = out.line - len(margin)
        whole, before = before, _first(before[::-1], room // 2)[::-1]
        start += len(whole) - len(before)
        after = _first(after, room - room // 2 - len("..."))
    before = (out.letters("…") if start else "") + before
    yield f"{margin}{before}{after}\n"
    yield f"{'| ':>{len(margin)}}{' ' * columns_of(before)}^\n"


def _first(text: str, most: int) -> str:
    """Return as much of the start of `text` as fits in `most` columns."""
    while columns_of(text) > most:
        text = text[:-1]
    return text


def summary(checked: "Checked") -> str:
    """Return in one line what the check comes to, with the numbers of what was checked."""
    from ondermijning.dataset import MOST_PROBLEMS

    found = len(checked.problems)
    if found > MOST_PROBLEMS:
        return f"meer dan {grouped(MOST_PROBLEMS)} {'waarschuwingen' if checked.sound else 'fouten'}."
    if not checked.sound:
        return f"{_counted(found, 'fout', 'fouten')}."
    parts = [
        _counted(checked.knooppunten, "knooppunt", "knooppunten"),
        _counted(checked.bedragen, "bedrag", "bedragen"),
        _counted(checked.beweringen, "bewering", "beweringen"),
        _counted(checked.bronnen, "bron", "bronnen"),
    ]
    doubts = f"met {_counted(found, 'waarschuwing', 'waarschuwingen')}" if found else "zonder waarschuwingen"
    return f"in orde, {doubts}. Gecontroleerd: {all_of(parts)}."


def _counted(number: int, one: str, more: str) -> str:
    return f"{grouped(number)} {one if number == 1 else more}"
