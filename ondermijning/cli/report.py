"""What a check found, as compilers write it, or as a table for editors and CI."""

from collections.abc import Iterator

from ondermijning.amounts import grouped
from ondermijning.checking import Checked
from ondermijning.cli.options import ShapeOptions
from ondermijning.problems import Problem
from ondermijning.table import Column, Table
from ondermijning.text import visible

_MOST = 1000
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
    text = raw.decode(errors="replace").splitlines()
    for problem in checked.problems[:_MOST]:
        yield f"{problem}\n"
        if problem.line <= len(text):
            yield from _excerpt(problem, text[problem.line - 1])
    if len(checked.problems) > _MOST:
        yield f"… en nog {grouped(len(checked.problems) - _MOST)}.\n"
    yield f"{file}: {_summary(checked)}\n"


def _excerpt(problem: Problem, line: str) -> Iterator[str]:
    start = max(0, problem.column - 1 - _BEFORE)
    before = visible(line[start : problem.column - 1], most=10 * _BEFORE)
    after = visible(line[problem.column - 1 : problem.column - 1 + _AFTER], most=10 * _AFTER)
    number = str(problem.line)
    yield f"  {number} | {before}{after}\n"
    yield f"  {' ' * len(number)} | {' ' * len(before)}^\n"


def _summary(checked: Checked) -> str:
    found = len(checked.problems)
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
