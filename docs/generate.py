"""Write what the program documents of itself: `python docs/generate.py`. A test fails when it is stale."""

from collections.abc import Iterator
from pathlib import Path

from ondermijning.cli import commands
from ondermijning.cli.call import Fields
from ondermijning.cli.dutch.help import help_text
from ondermijning.cli.program import Program
from ondermijning.dataset.schema import schema
from ondermijning.store.tables import PUBLIC

_HERE = Path(__file__).parent
_WIDTH = 80
_TABLES = """# Openbare tabellen

De gegevens zoals anderen ze gebruiken: met `knooppunt sql` stelt u er vragen aan, met `knooppunt exporteer`
neemt u ze mee. Deze tabellen zijn beloofd: er kan een veld bij komen, maar een veld krijgt nooit een andere
naam. Bedragen zijn hele euro's, per jaar als `eenheid` `EUR/jaar` is en eenmalig als die `EUR` is. NULL
betekent onbekend of niet van toepassing, nooit nul. In lijsten staat `|` tussen de waarden. Dit bestand is
gemaakt met `python docs/generate.py`.
"""
_START = """# Commando's

Wat `knooppunt --help` en `knooppunt COMMANDO --help` tonen, en de velden van de antwoorden. Dit bestand is
gemaakt met `python docs/generate.py`.
"""


def documents() -> dict[Path, str]:
    """Return what is to stand in each file."""
    return {
        _HERE / "commands.md": "\n".join(_commands()),
        _HERE / "tables.md": "\n".join(_tables()),
        _HERE / "knooppunten.schema.json": schema() + "\n",
    }


def _commands() -> Iterator[str]:
    """Yield the help of the program and of every command as Markdown, as a person sees it at 80 columns."""
    program = Program()
    ctx = program.make_context("knooppunt", [], resilient_parsing=True)
    yield _START
    yield _section("knooppunt", help_text(ctx, _WIDTH))
    for command in commands.every():
        inner = command.make_context(command.name, [], parent=ctx, resilient_parsing=True)
        title = f"knooppunt {command.name}"
        yield _section(title, help_text(inner, _WIDTH)) + _fields(command.name, command.fields())


def _fields(name: str, answers: Fields) -> str:
    """Return a table of the fields of the answers of a command, and of which answers where not of all."""
    calls_of: dict[str, list[str]] = {}
    for words, columns in answers.items():
        for column in columns:
            row = f"| `{column.name}` | {column.heading} | {column.meaning} |"
            calls_of.setdefault(row, []).append(f"`{name} {words}`".replace(" `", "`"))
    if len(answers) == 1 and "" in answers:
        lines = ["| Veld | Kop | Wat het is |", "| --- | --- | --- |", *calls_of]
    else:
        lines = ["| Veld | Kop | Wat het is | Alleen bij |", "| --- | --- | --- | --- |"]
        for row, calls in calls_of.items():
            lines.append(f"{row} {'' if 1 < len(calls) == len(answers) else ', '.join(calls)} |")
    return "\n".join(["", *lines, ""]) if answers else ""


def _tables() -> Iterator[str]:
    """Yield the public tables as Markdown."""
    yield _TABLES
    for table in PUBLIC:
        yield f"## {table.name}\n\n{table.meaning}\n"
        if table.key:
            yield f"Sleutel: {', '.join(f'`{name}`' for name in table.key)}.\n"
        yield "| Veld | Soort | Eenheid | Altijd gevuld | Wat het is |\n| --- | --- | --- | --- | --- |"
        for field in table.fields:
            refers = [f" (rij van `{ref.table}`)" for ref in table.references if ref.field == field.name]
            filled = "ja" if field.required else ""
            meaning = "".join([field.meaning, *refers])
            yield f"| `{field.name}` | {field.public_kind} | {field.unit} | {filled} | {meaning} |"
        yield ""


def _section(title: str, text: str) -> str:
    return f"## {title}\n\n```text\n{text}\n```\n"


if __name__ == "__main__":
    for path, text in documents().items():
        path.write_text(text, encoding="utf-8")
