"""`-f yaml`: readers of YAML 1.1 and of 1.2 get the texts that JSON has, whatever these look like."""

import json
import re

import pytest
import yaml
from conftest import Run
from hypothesis import given
from hypothesis import strategies as st

from ondermijning.render import Page, named
from ondermijning.table import Column, Report, Table

CORE = re.compile(  # https://yaml.org/spec/1.2.2/#1032-tag-resolution
    r"|~|null|Null|NULL|true|True|TRUE|false|False|FALSE"
    r"|[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+"
    r"|[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?"
    r"|[-+]?(\.inf|\.Inf|\.INF)|\.nan|\.NaN|\.NAN"
)
"""What the core schema of YAML 1.2 reads as no text."""
OLD = re.compile(  # https://yaml.org/type/, where PyYAML reads less than 1.1 says
    r"y|Y|n|N|[-+]?([0-9][0-9_]*)?\.[0-9.]*([eE][-+][0-9]+)?|[-+]?[1-9][0-9_]*(:[0-5]?[0-9])+"
)
LOOKALIKES = [
    *("0812359", "0o17", "017", "0x1F", "1e3", "+1", "-1", ".5", "5.", "1_000", "12:30", "1.500.000"),
    *("nan", ".nan", ".inf", "-.INF", "null", "~", "yes", "No", "on", "y", "N", "true", "", "2024-01-01"),
    *("=", "<<", "- a", "# a", "a: b", " a ", "a\nb", "'", '"', "Haven", "16,5 mln", "*a", "&a", "!a"),
    *("%", "@a"),
]


def drawn(text: str) -> str:
    table = Table("Titel", [Column("naam", "Naam"), Column("y", "Y")], [{"naam": text, "y": text}])
    pieces = named("yaml").render(Report([table]), Page())
    return "".join(piece for piece in pieces if isinstance(piece, str))


def assert_text(text: str) -> None:
    shown = drawn(text)
    assert yaml.safe_load(shown) == [{"naam": text, "y": text}]
    for token in yaml.scan(shown):
        if isinstance(token, yaml.ScalarToken) and token.plain:
            assert not CORE.fullmatch(token.value), token.value
            assert not OLD.fullmatch(token.value), token.value


@pytest.mark.parametrize("text", LOOKALIKES)
def test_a_text_that_looks_like_something_else_is_a_text(text: str) -> None:
    assert_text(text)


@given(st.from_regex(CORE, fullmatch=True) | st.from_regex(OLD, fullmatch=True) | st.text(max_size=6))
def test_no_text_is_read_as_anything_else(text: str) -> None:
    assert_text(text)


def test_figures_are_figures_and_names_have_no_quotes(run: Run) -> None:
    out = run("list", "-f", "yaml").out
    assert "  structureel: 16500000\n" in out
    assert "- id: haven-rotterdam\n  naam: Haven Rotterdam\n" in out
    assert yaml.safe_load(out) == json.loads(run("list", "--json").out)
