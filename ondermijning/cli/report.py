"""What a check found, as compilers write it, or as a table for editors and CI."""

from collections.abc import Iterator
from io import BytesIO, TextIOWrapper
from itertools import islice
from unicodedata import combining, east_asian_width

from ondermijning.amounts import grouped
from ondermijning.checking import Checked
from ondermijning.cli.options import ShapeOptions
from ondermijning.loader import MOST_PROBLEMS
from ondermijning.problems import Problem
from ondermijning.table import Column, Table
from ondermijning.text import visible

_BEFORE, _AFTER = 60, 40


def wants_table(options: ShapeOptions) -> bool:
    """Whether the call asks for a format, and so for a table."""
    return bool(options.formaat or options.json or options.kaal or options.velden or options.uitvoer)


def table(checked: Checked) -> Table:
    """Return what was found as a table."""
    return Table(
        title="Controle",
        columns=[
            Column("bestand", "Bestand", rank=3),
            Column("regel", "Regel", "integer"),
            Column("kolom", "Kolom", "integer", rank=4),
            Column("ernst", "Ernst", rank=1),
            Column("code", "Code", "id", rank=2),
            Column("plaats", "Plaats", rank=5, empty=""),
            Column("melding", "Melding"),
        ],
        rows=[[p.file, p.line, p.column, p.severity, p.code, p.place, p.message] for p in checked.problems],
        key="code",
    )


def lines(checked: Checked, raw: bytes, file: str) -> Iterator[str]:
    """Yield each problem with its line and a caret under its column, then what it comes to."""
    text = _lines(raw, {problem.line for problem in checked.problems})
    for problem in checked.problems:
        yield f"{problem}\n"
        if problem.line in text:
            yield from _excerpt(problem, text[problem.line])
    yield f"{file}: {summary(checked)}\n"


def _lines(raw: bytes, numbers: set[int]) -> dict[int, str]:
    """Return the lines with these numbers; the file may have millions."""
    stream = TextIOWrapper(BytesIO(raw), encoding="utf-8-sig", errors="replace")
    numbered = enumerate(islice(stream, max(numbers, default=0)), start=1)
    return {number: line.rstrip("\n") for number, line in numbered if number in numbers}


def _excerpt(problem: Problem, line: str) -> Iterator[str]:
    start = max(0, problem.column - 1 - _BEFORE)
    before = ("…" if start else "") + visible(line[start : problem.column - 1], most=10 * _BEFORE)
    after = visible(line[problem.column - 1 : problem.column - 1 + _AFTER], most=10 * _AFTER)
    number = str(problem.line)
    yield f"  {number} | {before}{after}\n"
    yield f"  {' ' * len(number)} | {' ' * _width(before)}^\n"


def _width(text: str) -> int:
    """Return how many columns `text` takes on a terminal: wide characters two, combining ones none."""
    return sum(0 if combining(c) else 2 if east_asian_width(c) in "WF" else 1 for c in text)


def summary(checked: Checked) -> str:
    """Return in one line what the check comes to, with the numbers of what was checked."""
    found = len(checked.problems)
    if found > MOST_PROBLEMS:
        return f"meer dan {grouped(MOST_PROBLEMS)} {'waarschuwingen' if checked.sound else 'fouten'}."
    if not checked.sound:
        return f"{_counted(found, 'fout', 'fouten')}."
    parts = (
        f"{_counted(checked.knooppunten, 'knooppunt', 'knooppunten')}, "
        f"{_counted(checked.bedragen, 'bedrag', 'bedragen')}, "
        f"{_counted(checked.beweringen, 'bewering', 'beweringen')}, "
        f"{_counted(checked.bronnen, 'bron', 'bronnen')} gecontroleerd"
    )
    doubts = _counted(found, "waarschuwing", "waarschuwingen") if found else "geen waarschuwingen"
    return f"in orde, {doubts}: {parts}."


def _counted(number: int, one: str, more: str) -> str:
    return f"{grouped(number)} {one if number == 1 else more}"
