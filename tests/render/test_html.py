"""HTML: one page that is complete, that anyone can read, and that does nothing else."""

import re
import shlex
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest
from browser import barriers
from conftest import ROOT, Run, asked, examples
from documents import called
from opened import markdown_tables

from ondermijning.cli.commands import every

if TYPE_CHECKING:
    from playwright.sync_api import Browser

HOSTILE = "<script>alert(1)</script> \"&amp; '><img src=x onerror=alert(1)>"
CALLS = (
    "totaal --structureel", "meerjaren", "kengetallen", "list", "toon rotterdam zeeland", "bronnen",
    "aansluiting",
)  # fmt: skip
EXAMPLE = ROOT / "docs" / "voorbeeld"
IN_A_BROWSER = [
    *(call for command in every() if command.fields() for call in examples(command)[:1]),
    *("totaal --structureel --jaar 2023", "toon rotterdam zeeland", "bronnen nu-2022-11", "sql --tabellen"),
    f"verschil {EXAMPLE}/voor.yaml {EXAMPLE}/na.yaml",
    f"lees {EXAMPLE}/brief.txt --data {EXAMPLE}/voor.yaml",
]
"""A call of each command that prints a table."""
PAGES: tuple[tuple[Literal["light", "dark"], int], ...] = (("light", 1280), ("dark", 320))
VOID = {"meta", "br", "img", "link", "input", "hr"}


class Read(HTMLParser):
    """A page as a reader has it: its elements in order, all closed, its text, its tables cell by cell."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.tables: list[list[list[str]]] = []
        self.text = ""
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in ("th", "td"):
            self.tables[-1][-1].append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if {"style", "title"} & {*self.open}:
            return
        self.text += data
        if {"th", "td"} & {*self.open}:
            self.tables[-1][-1][-1] += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


def page(run: Run, *words: str | Path) -> Read:
    answer = run(*words, "-f", "html")
    assert (answer.code, answer.err) == (0, "")
    assert answer.out.startswith("<!DOCTYPE html>\n")
    read = Read(answer.out)
    assert read.all("html") == [{"lang": "nl"}]
    return read


@pytest.mark.parametrize("call", CALLS)
def test_a_page_runs_nothing_and_loads_nothing(call: str, run: Run) -> None:
    read = page(run, *call.split())
    names = {name for name, _ in read.elements}
    assert not names & {"script", "link", "img", "iframe", "object", "embed", "form", "base"}
    said = {name for _, attributes in read.elements for name in attributes}
    assert not said & {"src", "srcset", "action", "background"}
    assert not [name for name in said if name.startswith("on")]
    (style,) = re.findall(r"<style>(.*?)</style>", run(*call.split(), "-f", "html").out, re.DOTALL)
    assert not re.search(r"url\(|@import|@font-face", style)


@pytest.mark.parametrize("call", CALLS)
def test_a_table_says_what_its_cells_are_of_and_links_lead_somewhere(call: str, run: Run) -> None:
    read = page(run, *call.split())
    assert {head.get("scope") for head in read.all("th")} <= {"col", "row", "rowgroup"}
    assert len(read.all("caption")) == len(read.tables) > 0
    ids = [str(attributes["id"]) for _, attributes in read.elements if "id" in attributes]
    assert len({*ids}) == len(ids)
    for link in read.all("a"):
        target = str(link["href"])
        assert target.startswith(("http://", "https://")) or target.removeprefix("#") in ids
    levels = [int(name[1]) for name, _ in read.elements if re.fullmatch("h[1-6]", name)]
    assert (levels[0], levels.count(1)) == (1, 1)


@pytest.mark.parametrize(
    "call", ["totaal --structureel", "totaal --eenmalig --per jaar", "list", "meerjaren", "bronnen"]
)
def test_the_cells_are_those_of_the_markdown_tables(call: str, run: Run) -> None:
    """Which other tests hold to the figures."""
    found = [[[cell.strip() for cell in row] for row in table] for table in page(run, *call.split()).tables]
    assert found == markdown_tables(run(*call.split(), "-f", "md").out)


def test_a_total_what_is_unknown_and_what_it_is_an_answer_to(run: Run) -> None:
    read = page(run, "totaal", "--structureel", "--jaar", "2023")
    (table,) = read.tables
    assert table[-1][:2] == ["Totaal van 1 van de 5 knooppunten", "€ 13,0 mln"]
    assert len(read.all("tfoot")) == 1
    assert [row[1] for row in table].count("onbekend") == 4
    assert "Voorwaarden: structureel; jaar 2023" in read.text
    assert "Stand van 24 november 2026" in read.text


def test_a_group_is_named_once_for_all_its_rows(run: Run) -> None:
    read = page(run, "kengetallen", "rotterdam")
    figures = asked(run, "kengetallen", "rotterdam")
    heads = [head for head in read.all("th") if head["scope"] != "col"]
    assert sum(int(str(head.get("rowspan", 1))) for head in heads) == len(figures)
    assert len(heads) == len({figure["omschrijving"] for figure in figures})


@pytest.mark.parametrize("call", ["list", "totaal --structureel", "meerjaren", "toon haven-rotterdam"])
def test_text_of_a_dataset_comes_out_as_text(call: str, run: Run, tmp_path: Path) -> None:
    read = page(run, *call.split(), "--data", called(HOSTILE, tmp_path))
    assert HOSTILE in read.text
    assert not {"script", "img"} & {name for name, _ in read.elements}


def test_a_page_is_utf_8_in_any_locale(run: Run) -> None:
    assert "€ 16,5 mln" in run("totaal", "--structureel", "-f", "html", env={"LC_ALL": "C"}).out


@pytest.mark.parametrize(("number", "call"), [*enumerate(IN_A_BROWSER)])
def test_a_browser_finds_nothing_in_the_way_of_anyone(
    number: int, call: str, browser: "Browser", run: Run, tmp_path: Path
) -> None:
    """By axe-core, in light on a screen or in dark on a telephone; there no page scrolls sideways."""
    path = tmp_path / "x.html"
    assert run(*shlex.split(call), "-f", "html", "-o", path).code == 0
    scheme, width = PAGES[number % 2]
    page = browser.new_page(color_scheme=scheme, viewport={"width": width, "height": 800}, bypass_csp=True)
    page.goto(path.as_uri())
    assert barriers(page) == []
    page.set_viewport_size({"width": 320, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.close()
