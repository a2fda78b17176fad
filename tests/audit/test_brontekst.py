"""`controleer --brontekst` on texts that are large, strange or hostile."""

import csv
import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from conftest import Answer, Run, Terminal, environment, on_terminal
from documents import hub, partner, write
from papers import SLOW

from ondermijning.audit.search import LINE, Lines
from ondermijning.audit.source_text import SourceText

FULL = "Op deze vijf knooppunten is langdurig nagedacht over toezicht en"
UNITS = ["a", "a ", "a\n", "1\n", "a-\n", "\f", "\x1b\x00", "Pagina 3\n", "Datum\n", f"{FULL}\nDatum\n"]


def asked(folder: Path, texts: dict[str, str], fragments: dict[str, list[str]]) -> list[str]:
    """Return the words of a call that looks up these fragments, which a dataset quotes, in these texts."""
    quotes = [{"bron": bron, "fragment": text} for bron, several in fragments.items() for text in several]
    sources = [{"id": id_, "titel": id_, "soort": "krant", "datum": "2022"} for id_ in fragments]
    quoting = [partner("douane", vindplaatsen=quotes)]
    words = ["controleer", str(write(folder, hub("haven"), bronnen=sources, partners=quoting))]
    for bron, text in texts.items():
        (folder / bron).write_text(text)
        words += ["--brontekst", f"{bron}={folder / bron}"]
    return words


def outcomes(answer: Answer) -> list[str]:
    return [row["uitkomst"] for row in json.loads(answer.out)]


def steps(work: Callable[[], object]) -> int:
    """Return how many lines of Python some work takes; it is the same on any machine, however busy."""
    counted = 0

    def count(_frame: FrameType, event: str, _what: object) -> Any:
        nonlocal counted
        counted += event == "line"
        return count

    before = sys.gettrace()
    sys.settrace(count)
    try:
        work()
    finally:
        sys.settrace(before)
    return counted


def looked_up(text: str, fragments: list[str]) -> list[str]:
    source = SourceText(text)
    return [source.find(fragment, None).outcome for fragment in fragments]


SEEN = " ".join("".join(UNITS).split()).replace("\x1b\x00", "")
ABSENT = ["a " * 20 + "b", "1 " * 20 + "2", "a" * 400 + " a", f"{SEEN} " * 4 + "!"]


@pytest.mark.parametrize("unit", UNITS)
def test_twice_the_text_takes_no_more_than_twice_the_work(unit: str) -> None:
    """Also where it repeats itself, and each place in it could be the start of the fragment."""
    once, twice = (unit * (size // len(unit)) for size in (4_000, 8_000))
    looked_up(once, ABSENT)  # what is worked out once in a process, as a pattern, does not count
    assert steps(lambda: looked_up(twice, ABSENT)) <= 2.05 * steps(lambda: looked_up(once, ABSENT))


def test_a_fragment_twice_as_long_takes_no_more_than_twice_the_work() -> None:
    lines = Lines(LINE + "de " + f"aanpak-{LINE}" * 2_000)

    def work(length: int) -> int:
        long = "aanpak" * length
        return steps(lambda: [*map(lines.places, (f"{long} elders", f"elders {long}-", f"de {long}-"))])

    work(20)
    assert work(160) <= 2.05 * work(80)


def test_long_fragments_are_found_in_a_large_hyphenated_text(run: Run, tmp_path: Path) -> None:
    text = "de " + "aanpak-\n" * 20_000
    found = [f"de {'aanpak' * 149}-", f"de {'aanpak' * 70}-{'aanpak' * 70}-"]
    absent = [f"{'aanpak' * 148} elders", f"elders {'aanpak' * 147}-"]
    answer = run(*asked(tmp_path, {"krant": text}, {"krant": [*found, *absent]}), "--json")
    assert (answer.code, answer.err) == (1, "")
    assert outcomes(answer) == ["gevonden"] * 2 + ["niet-gevonden"] * 2


def test_large_and_repetitive_texts_are_no_trouble(run: Run, tmp_path: Path) -> None:
    texts = {f"bron-{number}": unit * (100_000 // len(unit)) for number, unit in enumerate(UNITS)}
    answer = run(*asked(tmp_path, texts, dict.fromkeys(texts, ABSENT)), "--json")
    assert (answer.code, answer.err) == (1, "")
    assert outcomes(answer) == ["niet-gevonden"] * len(texts) * len(ABSENT)


def test_long_work_shows_how_far_it_is_on_a_terminal(run: Run, home: Path, tmp_path: Path) -> None:
    words = asked(tmp_path, {"krant": "a-\n"}, {"krant": [f"{'a' * length} a" for length in range(1, 7)]})
    slow = [sys.executable, "-c", SLOW, *words, "--json"]
    shown = on_terminal(slow, environment(home), columns=80).out
    assert "Beweringen opzoeken: 83% \r\x1b[K" in shown
    assert run(*words, "--json").err == ""


# A soft hyphen alone, unseen characters, and signs that compatibility forms take apart.
STRANGE = [
    "een \xad twee", "een\xad\xad twee", "x\u200b", "x \u2060 y", "x ¼", "x\xa0\xad", "€\xad5", "ﷺ ﬁ",
    "x \ufff9",
]  # fmt: skip


def test_strange_fragments_are_looked_up(run: Run, tmp_path: Path) -> None:
    text = "een twee\n" + "\n".join(STRANGE) + "\n\xad\n"
    fragments = [*STRANGE, "een \xad drie", "e\u0301\xad x\xad"]
    answer = run(*asked(tmp_path, {"krant": text}, {"krant": fragments}), "--json")
    assert (answer.code, answer.err) == (1, "")
    assert outcomes(answer) == ["gevonden"] * len(STRANGE) + ["niet-gevonden"] * 2


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "＝", "＋", "－", "＠", "\u061c=", "\u2212", "\u202e@"])
def test_words_of_a_source_are_no_formula(sign: str, run: Run, tmp_path: Path) -> None:
    text = f'Vooraf.\n\n{sign}HYPERLINK("https://x.nl";"klik hier en nu")'
    words = asked(tmp_path, {"krant": text}, {"krant": ['HYPERLINK("https://x.nl";"klik daar en nu")']})
    (row,) = csv.DictReader(io.StringIO(run(*words, "-f", "csv").out))
    assert row["dichtbij"][0] == "…"
    assert 'HYPERLINK("https://x.nl";"klik hier en nu")' in row["dichtbij"]


def test_words_of_a_source_drive_no_screen(run: Run, terminal: Terminal, tmp_path: Path) -> None:
    driving = "\x1b\x07\x9b\u061c\u200e\u200f\u202a\u202e\u2066\u2069\ufeff\r\t"
    text = "".join(f"ruim {sign}zeventig{sign} " for sign in driving) + "duizend kilo"
    words = asked(tmp_path, {"krant": text}, {"krant": ["ruim zeventig ruim zestig ruim zeventig"]})
    for form in ("csv", "tsv", "json", "md", "tabel"):
        out = run(*words, "-f", form).out
        assert "ruim zeventig" in out
        assert not set(driving) - {"\t"} & set(out), form
    plain = terminal(*words, "-f", "json", env={"NO_COLOR": "1"}).out
    assert not set(driving) & set(plain)
