"""TSV, CSV and `--kaal`: no row lost, no list that cannot be split, the same words in every tool."""

import csv
import io
import json
import re
import shlex
import shutil
import subprocess
from collections.abc import Callable
from operator import attrgetter
from pathlib import Path

import pytest
from conftest import Run, examples
from documents import hub, write, yearly
from forking import HANGS

from ondermijning.cli.call import Command, taking_empty
from ondermijning.cli.commands import every
from ondermijning.render import offered

NAMES = [
    '"Zuid" kade', '"open', 'De "nota", a', 'x"', '""', '"', "'s Hertogenbosch", "a\\tb", "a\\\\b", '\\"weg',
    "#hek", "NA", "a|b",
]  # fmt: skip
"""Names that begin with a quote, hold one, or hold what some reader takes for a sign."""

PLACES = ["Sint Maarten", "Baarle, Nassau", '"Veere"']
AMOUNTS = [500, 500, "onbekend", 0]


@pytest.fixture(scope="module")
def named(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a dataset with all the `NAMES`; the first hubs have the `AMOUNTS`, the others none."""
    money = [[yearly(amount)] for amount in AMOUNTS] + [[]] * (len(NAMES) - len(AMOUNTS))
    hubs = [
        hub(f"hub-{number}", *amounts, naam=naam, plaatsen=PLACES if number == 0 else [])
        for number, (naam, amounts) in enumerate(zip(NAMES, money, strict=True))
    ]
    return write(tmp_path_factory.mktemp("namen"), *hubs)


# ── Bare ──────────────────────────────────────────────────────────────────────────────────────────


def test_bare_is_a_line_for_each_row_and_says_what_is_unknown(run: Run, named: Path) -> None:
    """Equal amounts are two amounts; unknown and nothing are empty lines, and unknown is told."""
    bare = ("list", "--data", named, "--kaal", "--velden", "structureel")
    answer = run(*bare)
    rest = len(NAMES) - len(AMOUNTS)
    assert answer.lines == ["500", "500", "", "0", *[""] * rest]
    assert answer.err == f"Onbekend: 1 van de {len(NAMES)} waarden.\n"
    assert run(*bare, "--leeg", "-").lines == ["500", "500", "-", "0", *["-"] * rest]
    assert run(*bare[:-1], "naam").lines == NAMES
    assert run(*bare[:-1], "naam").err == ""
    assert run(*bare[:-1], "plaatsen").lines[0] == "|".join(PLACES)


@pytest.mark.parametrize("call", [
    "list", "list --velden vindplaatsen", "list --velden onbekend", "totaal --structureel --velden aandeel",
    "totaal --velden soort", "toon haven-rotterdam", "toon haven-rotterdam --velden onderdeel",
    "toon schiphol", "partners --velden soort", "themas --velden soort", "themas schiphol",
    "bronnen --velden soort", "bronnen kamerbrief-2022-11-04", "aansluiting", "controleer",
])  # fmt: skip
def test_every_command_has_as_many_bare_lines_as_rows(run: Run, call: str) -> None:
    rows = run(*call.split(), "-f", "jsonl").lines
    assert len(run(*call.split(), "--kaal").lines) == len(rows) > 0


@pytest.mark.parametrize(
    "command", [command for command in every() if command.fields()], ids=attrgetter("name")
)
def test_help_says_what_stands_on_a_bare_line(run: Run, command: Command) -> None:
    shown = " ".join(run(command.name, "--help").out.split())
    (said,) = re.findall(r"Kale waarden, één per regel: (.*?), of het veld dat u met --velden kiest", shown)
    fields = re.split(", | of ", said)
    for call in examples(command):
        bare = run(*shlex.split(call), "--kaal").lines
        rows = [json.loads(line) for line in run(*shlex.split(call), "-f", "jsonl").lines]
        if command.name == "totaal":
            assert fields == ["bedrag"]
        elif fields == ["het eerste veld"]:
            assert bare == [str(next(iter(row.values()))) for row in rows]
        else:
            assert bare in [[as_word(row[field]) for row in rows] for field in fields if field in rows[0]]


def as_word(value: object) -> str:
    return "" if value is None else str(value)


@pytest.mark.parametrize(("call", "caveat"), [
    ("toon schiphol --velden waarde", "Onbekend: 2 van de 34 waarden."),
    ("themas bloemenveilingen", "Onbekend: 1 van de 6 waarden."),
    ("totaal --structureel --jaar 2023 --per type --velden bedrag", "Niet meegeteld voor 2023: "),
    ("list --velden eenmalig", ""),
    ("bronnen", ""),
])  # fmt: skip
def test_a_bare_answer_tells_what_is_unknown_only_where_it_is(run: Run, call: str, caveat: str) -> None:
    answer = run(*call.split(), "--kaal")
    assert answer.err.startswith(caveat)
    assert bool(answer.err) == bool(caveat)


# ── What stands for unknown or nothing ────────────────────────────────────────────────────────────


def test_leeg_fills_what_is_empty_and_nothing_else(run: Run, named: Path) -> None:
    for form, sign in (("tsv", "\t"), ("csv", ",")):
        call = ("list", "--data", named, "--velden", "id,structureel,plaatsen", "-f", form)
        plain, filled = (
            list(csv.reader(run(*call, *more).out.splitlines(), delimiter=sign)) for more in ((), LEEG)
        )
        assert filled == [[cell or LEEG[1] for cell in row] for row in plain]
        assert filled[3] == ["hub-2", LEEG[1], LEEG[1]]
        assert run(*call, "--leeg", "").out == run(*call).out


LEEG = ("--leeg", '"n/b"')


@pytest.mark.parametrize("text", ["a\tb", "a\nb", "\r", "\x1b[31m"])
def test_leeg_takes_no_text_that_would_break_a_line(run: Run, text: str) -> None:
    answer = run("list", "--leeg", text)
    assert (answer.code, answer.out) == (2, "")
    assert "--leeg" in answer.err
    assert text not in answer.err


@pytest.mark.parametrize("form", [form.name for form in offered().values() if not form.takes_empty])
def test_leeg_is_refused_where_nothing_is_empty(run: Run, form: str) -> None:
    answer = run("list", "--leeg", "-", "-f", form)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith(f"Fout: --leeg geldt voor {taking_empty()}, niet voor {form}.\n")


# ── Read by others ────────────────────────────────────────────────────────────────────────────────


def test_a_list_can_be_split_again(run: Run, named: Path) -> None:
    call = ("list", "--data", named, "--velden", "id,plaatsen")
    for form, sign in (("tsv", "\t"), ("csv", ",")):
        rows = list(csv.reader(io.StringIO(run(*call, "-f", form).out), delimiter=sign))
        assert rows[1][1].split("|") == PLACES
        assert rows[2][1] == ""


def test_only_a_field_that_begins_with_a_quote_is_quoted_in_tsv(run: Run, named: Path) -> None:
    names = run("list", "--data", named, "--velden", "naam", "--geen-kop").lines
    assert names[:5] == ['"""Zuid"" kade"', '"""open"', 'De "nota", a', 'x"', '""""""']
    assert names[6:] == NAMES[6:]


def _program(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not installed here")
    return found


def _output(*words: str | Path) -> str:
    return subprocess.run(words, capture_output=True, text=True, timeout=HANGS, check=True).stdout


def _pandas(path: Path, field: str) -> list[str]:
    pandas = pytest.importorskip("pandas")
    found = pandas.read_csv(path, sep="\t", dtype=str, keep_default_na=False, na_values=[""])
    return list(found[field].fillna(""))


def _csvkit(path: Path, field: str) -> list[str]:
    rows = json.loads(_output(_program("csvjson"), "-t", "-I", "--blanks", path))
    return [row[field] for row in rows]


def _duckdb(path: Path, field: str) -> list[str]:
    duckdb = pytest.importorskip("duckdb")
    how = "delim='\t', header=true, quote='\"', escape='\"', all_varchar=true"
    return [word or "" for (word,) in duckdb.sql(f"SELECT {field} FROM read_csv('{path}', {how})").fetchall()]


def _miller(path: Path, field: str) -> list[str]:
    options = ["--icsv", "--ifs", "tab", "--lazy-quotes", "--ojson", "cat"]
    return [str(row[field]) for row in json.loads(_output(_program("mlr"), *options, path))]


AWK = r"""
function waarde(w) { if (w ~ /^"/) { w = substr(w, 2, length(w) - 2); gsub(/""/, "\"", w) } return w }
NR == 1 { for (i = 1; i <= NF; i++) plek[$i] = i; next }
{ print waarde($plek[veld]) }
"""


def _awk(path: Path, field: str) -> list[str]:
    words = _program("awk"), "-F", "\t", "-v", f"veld={field}", AWK, path
    return _output(*words).splitlines()


@pytest.mark.parametrize(
    "read", [_pandas, _csvkit, _duckdb, _miller, _awk], ids=lambda read: read.__name__[1:]
)
def test_tsv_is_read_the_same_by(read: Callable[[Path, str], list[str]], run: Run, named: Path) -> None:
    """As `docs/formats.md` says how; a table of one column keeps its empty rows as well."""
    wide, narrow = named.with_suffix(".tsv"), named.with_suffix(".smal.tsv")
    wide.write_text(run("list", "--data", named).out)
    narrow.write_text(run("list", "--data", named, "--velden", "structureel").out)
    assert read(wide, "naam") == NAMES
    assert read(wide, "plaatsen") == ["|".join(PLACES), *[""] * (len(NAMES) - 1)]
    rest = len(NAMES) - len(AMOUNTS)
    assert read(narrow, "structureel") == ["500", "500", "", "0", *[""] * rest]
