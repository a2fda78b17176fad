"""What a check found, as compilers write it, or as a table for editors and CI."""

import sys
from collections.abc import Iterator
from io import BytesIO, TextIOWrapper
from itertools import islice

from ondermijning.amounts import grouped
from ondermijning.audit.check import Checked
from ondermijning.cli import output, screen
from ondermijning.cli.options import ShapeOptions
from ondermijning.dataset import MOST_PROBLEMS
from ondermijning.problems import Problem
from ondermijning.table import Column, Table
from ondermijning.text import ascii_only, visible

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
        rows=[
            {
                "bestand": p.file,
                "regel": p.line,
                "kolom": p.column,
                "ernst": p.severity,
                "code": p.code,
                "plaats": p.place,
                "melding": p.message,
            }
            for p in checked.problems
        ],
        key="code",
    )


def lines(checked: Checked, raw: bytes, file: str) -> Iterator[str]:
    """Yield each problem with its line and a caret under its column, then what it comes to.

    On a terminal as wide as that is, and in its letters; elsewhere a problem is one line, for programs.
    """
    most = screen.width(sys.stdout)
    text = _lines(raw, {problem.line for problem in checked.problems})
    for problem in checked.problems:
        yield f"{_said(str(problem), most)}\n"
        if problem.line in text:
            yield from _excerpt(problem, text[problem.line], most)
    yield f"{_said(f'{file}: {summary(checked)}', most)}\n"


def _said(line: str, most: int | None) -> str:
    return screen.wrapped(_in_its_letters(line), most)


def _in_its_letters(text: str) -> str:
    return text if output.shows_unicode(sys.stdout) else ascii_only(text)


def _lines(raw: bytes, numbers: set[int]) -> dict[int, str]:
    """Return the lines with these numbers; the file may have millions."""
    stream = TextIOWrapper(BytesIO(raw), encoding="utf-8-sig", errors="replace")
    numbered = enumerate(islice(stream, max(numbers, default=0)), start=1)
    return {number: line.rstrip("\n") for number, line in numbered if number in numbers}


def _excerpt(problem: Problem, line: str, most: int | None) -> Iterator[str]:
    margin = f"  {problem.line} | "
    column = problem.column - 1
    start = max(0, column - _BEFORE)
    before = _in_its_letters(visible(line[start:column], most=10 * _BEFORE))
    after = _in_its_letters(visible(line[column : column + _AFTER], most=10 * _AFTER))
    if most is not None:
        room = most - len(margin)
        whole, before = before, _first(before[::-1], room // 2)[::-1]
        start += len(whole) - len(before)
        after = _first(after, room - room // 2 - len("..."))
    before = (_in_its_letters("…") if start else "") + before
    yield f"{margin}{before}{after}\n"
    yield f"{'| ':>{len(margin)}}{' ' * screen.columns_of(before)}^\n"


def _first(text: str, most: int) -> str:
    """Return as much of the start of `text` as fits in `most` columns."""
    while screen.columns_of(text) > most:
        text = text[:-1]
    return text


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
