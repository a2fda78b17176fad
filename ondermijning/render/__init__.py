"""The registry of formats: each is an entry here and a module `as_NAME`, imported where it is used."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from ondermijning.render.page import Page as Page
from ondermijning.text import all_of

if TYPE_CHECKING:
    from ondermijning.table import Report

Render = Callable[["Report", Page], Iterator[str] | Iterator[bytes]]
"""What draws a format: it yields a report on a page, piece by piece."""


class Format(NamedTuple):
    """A format: what it is (Dutch), the endings of file names that choose it, and what draws it.

    Formats `for_people` carry notes, sources and a total row; the others are stable, for programs. Those
    that are `binary` yield bytes, the others text; that for people is in the letters that their screen can
    show, unless it is `utf_8`, for what opens it. Those that `takes_empty` leave a field empty for unknown or
    nothing, unless the call says what stands there. Those not `offered` to `-f` have their own option. What
    `is_picture` is there of some answers alone.
    """

    name: str
    what: str
    endings: tuple[str, ...]
    render: Render
    for_people: bool = False
    binary: bool = False
    utf_8: bool = False
    takes_empty: bool = False
    offered: bool = True
    is_picture: bool = False


def _tabel(report: "Report", page: Page) -> Iterator[str]:
    from ondermijning.render.as_tabel import render

    return render(report, page)


def _tsv(report: "Report", page: Page) -> Iterator[str]:
    from ondermijning.render.as_tsv import render

    return render(report, page)


def _csv(report: "Report", page: Page) -> Iterator[str]:
    from ondermijning.render.as_csv import render

    return render(report, page)


def _json(report: "Report", page: Page) -> Iterator[str]:
    from ondermijning.render.as_json import render

    return render(report, page)


def _jsonl(report: "Report", page: Page) -> Iterator[str]:
    from ondermijning.render.as_jsonl import render

    return render(report, page)


def _yaml(report: "Report", page: Page) -> Iterator[str]:
    from ondermijning.render.as_yaml import render

    return render(report, page)


def _md(report: "Report", page: Page) -> Iterator[str]:
    from ondermijning.render.as_md import render

    return render(report, page)


def _html(report: "Report", page: Page) -> Iterator[str]:
    from ondermijning.render.as_html import render

    return render(report, page)


def _xlsx(report: "Report", page: Page) -> Iterator[bytes]:
    from ondermijning.render.as_xlsx import render

    return render(report, page)


def _ods(report: "Report", page: Page) -> Iterator[bytes]:
    from ondermijning.render.as_ods import render

    return render(report, page)


def _svg(report: "Report", page: Page) -> Iterator[str]:
    from ondermijning.render.as_svg import render

    return render(report, page)


def _kaal(report: "Report", page: Page) -> Iterator[str]:
    from ondermijning.render.as_kaal import render

    return render(report, page)


_ALL = (
    Format("tabel", "een tabel om te lezen", (".txt",), _tabel, for_people=True),
    Format("tsv", "velden met tabs ertussen", (".tsv",), _tsv, takes_empty=True),
    Format("csv", "velden met komma's ertussen", (".csv",), _csv, takes_empty=True),
    Format("json", "één JSON-document", (".json",), _json),
    Format("jsonl", "een JSON-object per regel", (".jsonl",), _jsonl),
    Format("yaml", "YAML", (".yaml", ".yml"), _yaml),
    Format("md", "een Markdown-tabel met voetnoten", (".md",), _md, for_people=True),
    Format("html", "een webpagina", (".html", ".htm"), _html, for_people=True, utf_8=True),
    Format("xlsx", "een spreadsheet van Excel", (".xlsx",), _xlsx, for_people=True, binary=True),
    Format("ods", "een spreadsheet van LibreOffice", (".ods",), _ods, for_people=True, binary=True),
    Format("svg", "een grafiek", (".svg",), _svg, for_people=True, utf_8=True, is_picture=True),
    Format("kaal", "een veld per regel", (), _kaal, takes_empty=True, offered=False),
)
FORMATS = {form.name: form for form in _ALL}
"""The formats by name, in the order in which they are listed."""


def offered(*, pictures: bool = True) -> dict[str, Format]:
    """Return the formats that `-f` offers, by name; `pictures` too."""
    return {form.name: form for form in _ALL if form.offered and (pictures or not form.is_picture)}


def endings(*, pictures: bool = True) -> list[str]:
    """Return the endings of file names that choose a format."""
    return [ending for form in offered(pictures=pictures).values() for ending in form.endings]


def taking_empty() -> str:
    """Return the formats that take `--leeg`, as a call says them: `tsv, csv en --kaal`."""
    return all_of([form.name if form.offered else f"--{form.name}" for form in _ALL if form.takes_empty])


def by_ending(path: str) -> Format | None:
    """Return the format that the ending of a file's name chooses."""
    return next((form for form in _ALL if path.lower().endswith(form.endings)), None)
