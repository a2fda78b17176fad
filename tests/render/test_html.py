"""HTML: one page that is complete, that anyone can read, and that does nothing else."""

import json
import re
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import pytest
from conftest import Run, environment
from mistakes import TEXT
from test_workbooks import plain_answers

HOSTILE = "<script>alert(1)</script> \"&amp; '><img src=x onerror=alert(1)>"
VOID = {"meta", "br", "img", "link", "input", "hr"}


class Read(HTMLParser):
    """A page as a reader has it: its elements in order, whether all are closed, its tables cell by cell."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.tables: list[list[list[str]]] = []
        self.text = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
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
        return [attributes for name, attributes in self.tags if name == tag]


def page(run: Run, *words: str | Path) -> Read:
    answer = run(*words, "-f", "html")
    assert (answer.code, answer.err) == (0, "")
    assert answer.out.startswith("<!DOCTYPE html>\n")
    read = Read(answer.out)
    assert read.open == []
    assert read.all("html") == [{"lang": "nl"}]
    return read


CALLS = ("totaal --structureel", "meerjaren", "kengetallen", "list", "toon rotterdam zeeland", "bronnen")


@pytest.mark.parametrize("call", CALLS)
def test_a_page_runs_and_loads_nothing(call: str, run: Run) -> None:
    read = page(run, *call.split())
    names = {name for name, _ in read.tags}
    assert not names & {"script", "link", "img", "iframe", "object", "embed", "form", "base"}
    loading = {"src", "srcset", "action", "background", "poster"}
    assert not [one for _, attributes in read.tags for one in attributes if one in loading or one[:2] == "on"]
    style = re.findall(r"<style>(.*?)</style>", run(*call.split(), "-f", "html").out, re.DOTALL)
    assert len(style) == 1
    assert not re.search(r"url\(|@import|@font-face", style[0])


@pytest.mark.parametrize("call", CALLS)
def test_a_table_says_what_its_cells_are_of(call: str, run: Run) -> None:
    read = page(run, *call.split())
    assert all(head.get("scope") in ("col", "row", "rowgroup") for head in read.all("th"))
    assert len(read.all("caption")) == len(read.all("table")) == len(read.tables)
    ids = [attributes["id"] for _, attributes in read.tags if "id" in attributes]
    assert len({*ids}) == len(ids)
    for link in read.all("a"):
        target = str(link["href"])
        assert target.startswith(("http://", "https://")) or target.removeprefix("#") in ids
    levels = [int(name[1]) for name, _ in read.tags if re.fullmatch("h[1-6]", name)]
    assert levels[0] == 1
    assert levels.count(1) == 1


@pytest.mark.parametrize("call", ["totaal --structureel", "totaal --eenmalig --per jaar", "list", "bedragen"])
def test_the_cells_are_those_of_the_markdown_table(call: str, run: Run) -> None:
    """Which other tests hold to the figures."""
    (table,) = page(run, *call.split()).tables
    assert [[cell.strip() for cell in row] for row in table] == plain_answers(run, call)


def test_a_total_an_unknown_and_what_it_is_an_answer_to(run: Run) -> None:
    read = page(run, "totaal", "--structureel", "--jaar", "2023")
    (table,) = read.tables
    assert table[-1][:2] == ["Totaal, 1 van 5 knooppunten", "€ 13,0 mln"]
    assert len(read.all("tfoot")) == 1
    assert [row[1] for row in table].count("onbekend") == 4
    assert "Voorwaarden: structureel; jaar 2023" in read.text
    assert "Stand van 24 november 2026" in read.text


def test_a_group_is_named_once_over_its_rows(run: Run) -> None:
    read = page(run, "kengetallen", "rotterdam")
    spans = [int(str(head["rowspan"])) for head in read.all("th") if "rowspan" in head]
    figures = json.loads(run("kengetallen", "rotterdam", "--json").out)
    assert sum(spans) == len(figures) == len(read.tables[0]) - 1 - spans.count(1) * 0


def test_text_of_a_dataset_comes_out_as_text(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "eigen.yaml"
    path.write_text(TEXT.replace("naam: Haven Rotterdam", f"naam: {json.dumps(HOSTILE)}", 1))
    for call in ("list", "totaal --structureel", "meerjaren", "toon haven-rotterdam"):
        read = page(run, *call.split(), "--data", path)
        assert HOSTILE in read.text
        assert not {"script", "img"} & {name for name, _ in read.tags}


def test_a_page_is_utf_8_whatever_the_locale(home: Path, run: Run) -> None:
    out = subprocess.run(
        ["knooppunt-is-not-on-the-path"][:0] or _command(),
        env=environment(home, {"LC_ALL": "C"}),
        capture_output=True,
    ).stdout
    assert "€ 16,5 mln" in out.decode()


def _command() -> list[str]:
    from conftest import command

    return command("totaal", "--structureel", "-f", "html")
