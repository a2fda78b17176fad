"""The formats for programs, which stay as they are: whole euros, empty or null for unknown, no notes."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from ondermijning.render import Format, Page
from ondermijning.table import Citation, Report, Row, Table, Unknown
from ondermijning.text import needs_quotes

if TYPE_CHECKING:
    from yaml import SafeDumper, ScalarNode


def word(cell: Any) -> str:
    """Return a cell as one field of a line, empty for unknown or nothing: a list joined by `|`.

    No item of a list holds a `|`. Of citations it is the sources, each once.
    """
    if cell is None or isinstance(cell, Unknown):
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, list):
        words = (item.bron if isinstance(item, Citation) else str(item) for item in cell)
        return "|".join(dict.fromkeys(words))
    return str(cell)


def _lines(report: Report, page: Page) -> Iterator[list[str]]:
    """Yield the names of the fields, unless the page has no heading, and each row as fields of a line."""
    names = [column.name for column in report.tables[0].columns if column.machine]
    if page.heading:
        yield names
    for row in report.all_rows():
        yield [word(row[name]) or page.empty for name in names]


def _tsv(report: Report, page: Page) -> Iterator[str]:
    """Yield lines with a tab between fields, none of which holds a tab or a line end.

    A field that begins with a quote is quoted as in CSV; any other stands as it is, quotes inside it too, and
    so does a backslash. `docs/formats.md` says how readers take them so.
    """
    for row in _lines(report, page):
        fields = ('"' + field.replace('"', '""') + '"' if field.startswith('"') else field for field in row)
        yield ("\t".join(fields) or '""') + "\n"  # many readers skip an empty line


def _csv(report: Report, page: Page) -> Iterator[str]:
    """Yield lines as RFC 4180 has them, with line feeds."""
    from csv import writer
    from types import SimpleNamespace

    to = SimpleNamespace(write=str)  # so that writing a row returns its line
    yield from map(writer(to, lineterminator="\n").writerow, _lines(report, page))


def _kaal(report: Report, page: Page) -> Iterator[str]:
    """Yield the key column alone."""
    for row in report.all_rows():
        yield (word(row[report.tables[0].key]) or page.empty) + "\n"


def _json(report: Report, _page: Page) -> Iterator[str]:
    from json import dumps

    yield dumps(_document(report), ensure_ascii=False, indent=2) + "\n"


def _jsonl(report: Report, _page: Page) -> Iterator[str]:
    from json import dumps

    for record in _records(report.tables[0], report.all_rows()):
        yield dumps(record, ensure_ascii=False) + "\n"


def _yaml(report: Report, _page: Page) -> Iterator[str]:
    """Yield the same document as JSON, read alike by readers of YAML 1.1 and 1.2."""
    import yaml

    class Dumper(yaml.SafeDumper):
        """Puts quotes around a text that some reader takes for something else."""

    def text(dumper: "SafeDumper", text: str) -> "ScalarNode":
        return dumper.represent_scalar("tag:yaml.org,2002:str", text, "'" if needs_quotes(text) else None)

    Dumper.add_representer(str, text)
    yield yaml.dump(_document(report), Dumper=Dumper, allow_unicode=True, sort_keys=False)


def _document(report: Report) -> Any:
    """Return a report as JSON: of each table its rows, or its wrapper with what it is an answer to."""
    documents: list[Any] = []
    for table in report.tables:
        rows: Any = list(_records(table, table.rows))
        if table.wrapper is not None:
            asked = {"voorwaarden": list(report.conditions), "bijgewerkt": report.date}
            rows = {**table.wrapper, table.rows_name: rows, **asked}
        documents.append(rows)
    return documents[0] if len(documents) == 1 else documents


def _records(table: Table, rows: Iterable[Row]) -> Iterator[dict[str, Any]]:
    """Yield rows as JSON objects."""
    names = [column.name for column in table.columns if column.machine]
    return ({name: _value(row[name]) for name in names} for row in rows)


def _value(cell: Any) -> Any:
    """Return a cell as JSON knows it."""
    if isinstance(cell, Unknown):
        return None
    if isinstance(cell, list):
        return [_value(item) for item in cell]
    if isinstance(cell, Citation):
        return {"bron": cell.bron, "pagina": cell.pagina, "fragment": cell.fragment}
    return cell


TSV = Format("tsv", "velden met tabs ertussen", (".tsv",), _tsv, takes_empty=True)
CSV = Format("csv", "velden met komma's ertussen", (".csv",), _csv, takes_empty=True)
KAAL = Format("kaal", "een veld per regel", (), _kaal, takes_empty=True)
JSON = Format("json", "één JSON-document", (".json",), _json)
JSONL = Format("jsonl", "een JSON-object per regel", (".jsonl",), _jsonl)
YAML = Format("yaml", "YAML", (".yaml", ".yml"), _yaml)
