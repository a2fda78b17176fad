"""Bad input never wins: whatever a file holds, it is read or refused in words, soon and in little memory."""

# ruff: noqa: E501 (lists of bad input)

import json
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import DATASET, environment, fork
from forking import ROOM
from hypothesis import given, settings
from hypothesis import strategies as st
from mistakes import TEXT

from ondermijning.dataset import load
from ondermijning.dataset.model import Dataset
from ondermijning.dataset.reader import Reading
from ondermijning.problems import DatasetError

RAW = DATASET.read_bytes()
SCALARS = [
    "", "~", "null", "true", "no", "0", "-0", "1", "1.5", "1_", "0x1f", "0o17", "1e99", ".nan", "-.inf", "2022-11-04",
    '""', "[]", "{}", "[[", "}", "- x", "? x", "*x", "&x y", "!x y", "!!int 5", "<<: 1", "%x", "@x", "`x", "|", ">-",
    "'", '"', '"\\ud800"', '"\\x00"', "a: b: c", "\tx", "onbekend", "alle", "structureel", "9" * 5000, "x" * 3000,
]  # fmt: skip
BYTES = [
    b"\0", b"\xff", b"\xc3", b"\xed\xa0\x80", b"\xef\xbb\xbf", b"\x1b[31m", b"\t", b"\r", b"\xe2\x80\xa8",
    b"\xc2\x85",
]  # fmt: skip


def problems_of(raw: bytes) -> list[str]:
    """Return the messages about `raw`, none where it is sound; anything else is a failure."""
    lines = max(1, len(re.split(rb"\r\n|\r|\n", raw.rstrip(b"\r\n"))))
    try:
        Dataset.model_validate(load(raw, "x.yaml").data)
        found = []
    except DatasetError as error:
        found = error.problems
        assert found
    for problem in found:
        assert 1 <= problem.line <= lines, problem
        assert problem.column >= 1, problem
        assert problem.message and problem.message.isprintable(), problem
        assert problem.code.severity == "fout"
    assert [problem[1:3] for problem in found] == sorted(problem[1:3] for problem in found)
    return [problem.message for problem in found]


def lines(draw: st.DrawFn) -> list[str]:
    """Return the lines of the file, some of them dropped, doubled, swapped, moved or typed anew."""
    text = SMALL_TEXT.splitlines(keepends=True)
    for _ in range(draw(st.integers(1, 4))):
        here, there = draw(st.integers(0, len(text) - 1)), draw(st.integers(0, len(text) - 1))
        match draw(st.sampled_from(["drop", "double", "swap", "retype", "deepen", "nest", "join"])):
            case "drop":
                del text[here : here + draw(st.integers(1, 5))]
            case "double":
                text.insert(there, text[here])
            case "swap":
                text[here], text[there] = text[there], text[here]
            case "retype":
                name, mark, _ = text[here].partition(draw(st.sampled_from([": ", "- "])))
                text[here] = f"{name}{mark}{draw(st.sampled_from(SCALARS))}\n"
            case "deepen":
                text[here] = " " * draw(st.integers(1, 9)) + text[here]
            case "nest":
                depth = draw(st.sampled_from([1, 3, 15, 25, 400]))
                text[here] = text[here].rstrip("\n") + " " + draw(st.sampled_from("[{")) * depth + "\n"
            case "join":
                text[here] = text[here].rstrip("\n")
        text = text or ["\n"]
    return text


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    raw = "".join(lines(draw)).encode()
    if draw(st.integers(0, 9)) == 7:
        raw = raw[: draw(st.integers(0, len(raw)))]
    if draw(st.integers(0, 9)) == 7:
        at = draw(st.integers(0, len(raw)))
        raw = raw[:at] + draw(st.sampled_from(BYTES) | st.binary(max_size=4)) + raw[at:]
    return raw


@settings(max_examples=500)
@given(mutated())
def test_any_mutation_is_read_or_refused_with_lines_in_the_file(raw: bytes) -> None:
    problems_of(raw)


@settings(max_examples=300)
@given(
    st.binary(max_size=200)
    | st.text(alphabet="ab:-[]{}&*!|>'\"%@`,?#~<\n\t \\x0u", max_size=80).map(str.encode)
)
def test_any_bytes_are_read_or_refused(raw: bytes) -> None:
    assert problems_of(raw)


def test_the_shipped_file_is_sound() -> None:
    assert problems_of(RAW) == []


# Any value anywhere replaced by a value of another kind.

KINDS: list[Any] = [
    "x",
    "",
    "alle",
    "onbekend",
    "structureel",
    7,
    -1,
    1.5,
    True,
    None,
    [],
    {},
    ["x"],
    [[]],
    {"id": []},
    [None, {}],
]
# Of each part of the dataset one or two: as small as can be with every field and every rule in it.
SMALL: dict[str, Any] = {
    "bijgewerkt": "2026",
    "bronnen": [
        {"id": "gids", "titel": "Gids", "soort": "krant", "datum": "2022-01-02", "url": "https://x.nl"},
        {"id": "nota", "titel": "Nota", "soort": "krant", "datum": "onbekend", "uitgever": "U", "kenmerk": "1", "dekking": "p"},
    ],
    "knooppunten": [
        {
            "id": "kade",
            "naam": "Kade",
            "type": "zeehaven",
            "aliassen": ["zuid"],
            "plaatsen": ["Veere", "Goes"],
            "financiering": [
                {
                    "soort": "structureel", "bedrag": 7, "vanaf": 2024, "tot": 2030, "oplopend": True, "lezing": "x",
                    "opbouw": [
                        {"jaar": 2022, "bedrag": 3, "vindplaatsen": [{"bron": "gids"}]},
                        {"jaar": 2023, "bedrag": "onbekend", "vindplaatsen": [{"bron": "gids"}]},
                    ],
                    "waarvan": [{"omschrijving": "x", "bedrag": 2, "aanduiding": "circa", "vindplaatsen": [{"bron": "gids"}]}],
                    "afwijkend": [{"bedrag": 8, "toelichting": "x", "vindplaatsen": [{"bron": "nota"}]}],
                    "vindplaatsen": [{"bron": "gids"}],
                },
                {"soort": "structureel", "bedrag": 7, "vanaf": 2031, "vindplaatsen": [{"bron": "gids"}]},
                {"soort": "eenmalig", "jaar": 2022, "bedrag": 7, "bestemming": "x", "vindplaatsen": [{"bron": "gids", "pagina": 1}]},
                {"soort": "eenmalig", "jaar": 2022, "bedrag": 7, "bestemming": "y", "vindplaatsen": [{"bron": "nota", "fragment": "x"}]},
            ],
            "speerpunten": [{"thema": "licht", "omschrijving": "x", "vindplaatsen": [{"bron": "gids"}]}],
            "kengetallen": [{"omschrijving": "x", "jaar": 2022, "waarde": 1, "eenheid": "kg", "vindplaatsen": [{"bron": "gids"}]}],
            "onderbouwing": [{"werk": "nota", "omschrijving": "x", "vindplaatsen": [{"bron": "gids"}]}],
        },
        {"id": "klok", "naam": "Klok", "type": "veiling", "aliassen": ["noord"], "speerpunten": "onbekend"},
    ],
    "partners": [
        {"id": "wacht", "naam": "W", "soort": "publiek", "deelname": ["kade"], "lezing": "x", "vindplaatsen": [{"bron": "gids"}]},
        {"id": "post", "naam": "P", "soort": "publiek", "deelname": "alle", "valt_onder": "wacht", "aliassen": ["po"], "vindplaatsen": [{"bron": "gids"}]},
    ],
    "themas": [
        {"id": "licht", "naam": "Licht", "soort": "speerpunt", "vindplaatsen": [{"bron": "gids"}]},
        {"id": "lijn", "naam": "Lijn", "soort": "rode-lijn", "geldt_voor": ["kade", "klok"], "vindplaatsen": [{"bron": "gids"}]},
    ],
    "opgegeven_totalen": [
        {"soort": "eenmalig", "jaar": 2022, "bedrag": 14, "status": "streven", "omvat": ["kade"], "vindplaatsen": [{"bron": "gids"}]},
        {"soort": "structureel", "jaar": 2023, "bedrag": 7, "status": "streven", "omvat": "alle", "ruimer": True, "vindplaatsen": [{"bron": "gids"}]},
        {"soort": "structureel", "vanaf": 2024, "bedrag": 7, "status": "streven", "omvat": "alle", "vindplaatsen": [{"bron": "gids"}]},
    ],
}  # fmt: skip
SMALL_TEXT = yaml.safe_dump(SMALL, sort_keys=False)


def paths(part: Any, here: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the path to every value in plain data, but the whole itself."""
    for step, value in part.items() if isinstance(part, dict) else enumerate(part):
        yield (*here, step)
        if isinstance(value, dict | list):
            yield from paths(value, (*here, step))


def replaced(data: Any, path: tuple[Any, ...], value: Any) -> Any:
    """Return a copy of plain data with another value at a path, as far as the path is there."""
    if not path:
        return value
    step, *rest = path
    if isinstance(data, dict) and step in data:
        return {**data, step: replaced(data[step], tuple(rest), value)}
    if isinstance(data, list) and isinstance(step, int) and step < len(data):
        return [*data[:step], replaced(data[step], tuple(rest), value), *data[step + 1 :]]
    return data


def as_file(data: Any) -> bytes:
    return json.dumps(data, ensure_ascii=False, indent=1).encode()


def test_any_value_of_another_kind_is_read_or_refused_with_lines_in_the_file() -> None:
    assert problems_of(as_file(SMALL)) == []
    for number, path in enumerate(paths(SMALL)):
        for value in KINDS[number % 4 :: 4]:  # the test below draws from all
            problems_of(as_file(replaced(SMALL, path, value)))


@settings(max_examples=300)
@given(
    st.lists(st.tuples(st.sampled_from(list(paths(SMALL))), st.sampled_from(KINDS)), min_size=1, max_size=6)
)
def test_more_values_of_other_kinds_are_read_or_refused(changes: list[tuple[tuple[Any, ...], Any]]) -> None:
    data = SMALL
    for path, value in changes:
        data = replaced(data, path, value)
    problems_of(as_file(data))


# Bombs: real processes with little memory and little time.

MEMORY = 400 * 2**20  # with what Python and the libraries take, half a gigabyte
_TOP = 'bijgewerkt: "2022"\nbronnen: []\nknooppunten:'
_SOURCE = 'bijgewerkt: "2022"\nbronnen:\n  - {id: a, titel: A, soort: krant, datum: "2022"}\n'
_MILLION = 1_000_000


def _changed(old: str, new: str) -> str:
    assert old in TEXT
    return TEXT.replace(old, new, 1)


def _many_references() -> str:
    theme = "  - {id: z, naam: Z, soort: rode-lijn, vindplaatsen: [{bron: anp-2022-03}], geldt_voor: [\n"
    wrong = "".join(f"      haven-rot{number},\n" for number in range(_MILLION))
    return TEXT.partition("# ── Opgegeven")[0] + theme + wrong + "  ]}\n"


def _hub(amounts: Iterable[str]) -> str:
    """Return a dataset of one knooppunt with these amounts, their vindplaatsen and kind aside."""
    place = "soort: structureel, vindplaatsen: [{bron: a}]"
    lines = "".join(f"      - {{{amount}, {place}}}\n" for amount in amounts)
    return f"{_SOURCE}knooppunten:\n  - id: k\n    naam: K\n    type: veiling\n    financiering:\n{lines}"


def _partners(general: Callable[[int], int], count: int) -> str:
    """Return a dataset of so many partners, each under another."""
    part = "soort: publiek, deelname: alle, vindplaatsen: [{bron: a}]"
    lines = "".join(
        f"  - {{id: p{nr}, naam: P, valt_onder: p{general(nr)}, {part}}}\n" for nr in range(count)
    )
    return f"{_SOURCE}knooppunten: []\npartners:\n{lines}"


def _years_back(count: int) -> str:
    return ",".join(f"{{jaar: {2200 - number % 300}}}" for number in range(count))


def _alias_bomb() -> str:
    levels = (f"{chr(98 + i)}: &{chr(98 + i)} [{','.join(['*' + chr(97 + i)] * 9)}]\n" for i in range(20))
    return "a: &a [x, x, x, x]\n" + "".join(levels)


BOMBS: dict[str, Callable[[], str | bytes]] = {
    "alias bomb": _alias_bomb,
    "a million aliases": lambda: "a: &a 1\nb:\n" + "- *a\n" * _MILLION,
    "a million anchors": lambda: "b:\n" + "- &a 1\n" * _MILLION,
    "100 000 brackets": lambda: "[" * 100_000,
    "100 000 closed brackets": lambda: "a: " + "[" * 100_000 + "]" * 100_000,
    "100 000 braces": lambda: "{a: " * 100_000,
    "100 000 blocks on a line": lambda: "- " * 100_000 + "x",
    "3 000 blocks in depth": lambda: "".join(" " * i + "a:\n" for i in range(3000)),
    "100 000 question marks": lambda: "? " * 100_000 + "x",
    "50 MB name": lambda: _changed("naam: Haven Rotterdam", "naam: " + "x" * 50_000_000),
    "50 MB word": lambda: _changed("type: zeehaven", "type: " + "é" * 25_000_000),
    "50 MB number": lambda: _changed("bedrag: 16500000", "bedrag: " + "9" * 50_000_000),
    "50 MB of lines": lambda: "bijgewerkt: |\n" + "  xxxxxxxxxxxxxxxxx\n" * 2_500_000,
    "50 MB of comment": lambda: "# x\n" * 12_500_000,
    "50 MB of nothing": lambda: "\n" * 50_000_000,
    "50 MB field name": lambda: "x" * 50_000_000 + ": 1",
    "50 MB complex field name": lambda: "? " + "x" * 50_000_000 + "\n: 1",
    "a million fields": lambda: "".join(f"k{number}: 1\n" for number in range(_MILLION)),
    "a million times a field": lambda: TEXT + "partners: []\n" * _MILLION,
    "a million bad items": lambda: f"{_TOP}\n" + "- 1\n" * _MILLION,
    "a million bad parts": lambda: f"{_TOP}\n" + "- {a: 1, b: 2}\n" * _MILLION,
    "a million bad parts in one": lambda: f"{_TOP} [{{id: a, aliassen: [{'1,' * _MILLION}]}}]",
    "a thousand times a thousand": lambda: f"{_TOP}\n" + f"- {{aliassen: [{'1,' * 1000}]}}\n" * 1000,
    "40 000 times three hundred": lambda: f"{_TOP}\n" + f"- [{'{},' * 300}]\n" * 40_000,
    "16 000 times a thousand in a field": lambda: (
        f"{_TOP}\n" + f"- {{plaatsen: [{'{},' * 1000}]}}\n" * 16_000
    ),
    "a million bad references": _many_references,
    "a million steps": lambda: _hub([f"bedrag: 1, opbouw: [{'{jaar: 2022},' * _MILLION}]"]),
    "a million parts": lambda: _hub([f"bedrag: 1, waarvan: [{'{bedrag: 9},' * _MILLION}]"]),
    "25 000 amounts of one kind": lambda: _hub(["bedrag: 1"] * 25_000),
    "25 000 amounts, half without a purpose": lambda: _hub(
        f"bedrag: 1, bestemming: {'a' if number % 2 else ''}" for number in range(25_000)
    ),
    "25 000 steps that go back": lambda: _hub([f"bedrag: 1, opbouw: [{_years_back(25_000)}]"]),
    "20 000 partners before a circle of as many": lambda: _partners(
        lambda nr: (nr + 1) if nr < 39_999 else 20_000, 40_000
    ),
    "10 000 circles": lambda: _partners(lambda nr: nr ^ 1, 20_000),
    "a million tags": lambda: "b:\n" + "- !x 1\n" * _MILLION,
    "a million documents": lambda: "---\n" * _MILLION,
    "a million quotes": lambda: '"' * _MILLION,
    "a million colons": lambda: ":" * _MILLION,
    "a million tabs": lambda: "a:\n" + "\t" * _MILLION + "b: 1",
    "10 000 digits": lambda: _changed("16500000\n", "9" * 10_000 + "\n"),
    "nan": lambda: _changed("bedrag: 16500000", "bedrag: .nan"),
    "date out of range": lambda: _changed('"2026-11-24"', '"9999-99-99"'),
    "merges": lambda: _changed(
        "  - id: haven-rotterdam\n", "  - <<: {}\n    <<: [{}]\n    id: haven-rotterdam\n"
    ),
    "utf-16": lambda: TEXT.encode("utf-16"),
    "utf-16 without a mark": lambda: TEXT.encode("utf-16-le"),
    "utf-32": lambda: TEXT.encode("utf-32"),
    "nul bytes": lambda: b"\0" * 1_000_000,
    "lone surrogate": lambda: _changed("naam: Haven Rotterdam", 'naam: "\\ud800"'),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused_in_words(name: str, home: Path, tmp_path: Path) -> None:
    words = ["controleer"] if len(name) % 2 else ["list", "--data"]  # the same reading, two ways to tell
    path = tmp_path / "bom.yaml"
    content = BOMBS[name]()
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    del content
    code, out, err = fork([*words, path], environment(home, {ROOM: str(MEMORY)}))
    assert code == 1, err[-2000:]
    assert "Traceback" not in err
    assert re.match(rf"{re.escape(str(path))}:[1-9][0-9]*:[1-9][0-9]*: ", out + err)
    assert len(out + err) < 1_000_000


def _sources(count: int) -> str:
    sort = "  - {{id: b{0}, titel: B, soort: soort-{0}, datum: onbekend}}\n"
    return "".join(map(sort.format, range(count)))


LARGE: dict[str, Callable[[], str]] = {
    "4 000 amounts, each for something": lambda: _hub(f"bedrag: 1, bestemming: b{nr}" for nr in range(4_000)),
    "300 amounts that follow each other": lambda: _hub(
        f"bedrag: 1, vanaf: {year}, tot: {year}" for year in range(1900, 2200)
    ),
    "20 000 partners, each under the next": lambda: _partners(lambda nr: nr + 1, 20_000).replace(
        ", valt_onder: p20000", ""
    ),
    "20 000 sorts of source": lambda: _SOURCE + _sources(20_000) + "knooppunten: []\n",
}


@pytest.mark.parametrize("name", LARGE)
def test_what_is_large_and_sound_is_read_in_little_memory(name: str, home: Path, tmp_path: Path) -> None:
    path = tmp_path / "groot.yaml"
    path.write_text(LARGE[name]())
    for words in (["controleer", str(path), "-f", "json"], ["list", "--data", str(path), "--kaal"]):
        code, _, err = fork(words, environment(home, {ROOM: str(MEMORY)}))
        assert (code, "Traceback" in err) == (0, False), err[-2000:]


def test_a_list_may_be_longer_than_an_entry_may_be_large() -> None:
    many, entry = "{}," * 100_001, "a: [" + "1," * 99_000 + "]"
    assert Reading(f"bronnen: [{many}]\nknooppunten: [{{{entry}}}, {{{entry}}}]".encode()).refusals == []
    (refused,) = Reading(f"knooppunten: [{{{entry}, b: [{'{},' * 1_000}]}}]".encode()).refusals
    assert refused.message.startswith("meer dan 100.000 waarden in één onderdeel")
