"""Markdown shows whatever a table holds as text: no HTML, no links but addresses, no cell more or less."""

from collections.abc import Iterator
from urllib.parse import unquote

from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from ondermijning.render import Page
from ondermijning.render.as_md import render
from ondermijning.table import Citation, Column, Report, Table

_PARSER = MarkdownIt("commonmark", {"html": True}).enable("table")
_PAGE = Page(width=80, colour=False, links=False, unicode=True, heading=True)
_SIGNS = [
    *"\\`*_{}[]()<>#+-.!|~&$^@:;\"'=/ %1aé", "<script>", "&lt;", "](x)", "[^1]", "<!--", "<b", "https://",
]  # fmt: skip
_texts = st.lists(st.sampled_from(_SIGNS), min_size=1, max_size=12).map("".join).filter(str.strip)


def tokens(table: Table) -> Iterator[Token]:
    """Yield every token that a parser of CommonMark with tables finds in the answer and its conditions."""
    report = Report([table], [f"naam {table.title}"], "2026-11-24")
    for token in _PARSER.parse("".join(render(report, _PAGE))):
        yield token
        yield from token.children or []


def contents(table: Table) -> list[list[str]]:
    """Return the text of every cell, a list a row, as a reader of the page sees it."""
    rows: list[list[str]] = []
    for token in tokens(table):
        assert "html" not in token.type, token.content
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline" and token.level == 4:
            rows[-1].append("".join(child.content for child in token.children or []))
    return rows


@given(_texts, _texts, _texts)
@example("<script>alert(1)</script>", "a|b", "1. [x](javascript:y)")
@example("\\|", "`|`", "](<x>")
@example("*", "x ", "[^1]: x")
def test_a_text_is_shown_as_it_stands(one: str, other: str, title: str) -> None:
    citation = Citation("gids", None, None, f"{title}, 2022 (gids)", None)
    columns = [Column("naam", "Naam"), Column("vindplaatsen", "Bron", "citations")]
    table = Table(title, columns, [{"naam": one, "vindplaatsen": [citation]}], total={"naam": other}, notes=[
        f"Nota: {one}",
    ])  # fmt: skip
    assert contents(table) == [["Naam", "Bron"], [one.strip(), "[^1]"], [other.strip(), ""]]
    found = [token.type for token in tokens(table)]
    assert not {"link_open", "image", "code_inline", "bullet_list_open", "ordered_list_open"} & {*found}
    assert found.count("strong_open") == 2  # the title and the total


@given(_texts.map("https://x.nl/{}".format), _texts)
@example("https://x.nl/><script>alert(1)</script>", "a")
@example("https://x.nl/a|b", "a")
def test_an_address_is_one_link_and_nothing_else(url: str, name: str) -> None:
    columns = [Column("naam", "Naam"), Column("url", "Webadres", "url")]
    citation = Citation("gids", None, None, f"{name}, 2022 (gids)", url)
    table = Table("x", columns, [{"naam": name, "url": url}])
    assert [[name.strip(), unquote(url)]] == [[row[0], unquote(row[1])] for row in contents(table)[1:]]
    cited = Table("x", [Column("bron", "Bron", "citations")], [{"bron": [citation]}])
    for one in (table, cited):
        assert [token.type for token in tokens(one)].count("link_open") == 1
        assert not [token for token in tokens(one) if "html" in token.type]


def test_a_footnote_is_no_list() -> None:
    citation = Citation("gids", None, None, "1. Inleiding, 2022 (gids)", None)
    table = Table("x", [Column("bron", "Bron", "citations")], [{"bron": [citation]}])
    assert "[^1]: 1\\. Inleiding" in "".join(render(Report([table]), _PAGE))
