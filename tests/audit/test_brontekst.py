"""`controleer --brontekst` on texts that are large, strange or hostile."""

import csv
import io
import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from conftest import Answer, Run, Terminal, command, environment

FULL = "Op deze vijf knooppunten is langdurig nagedacht over toezicht en"
UNITS = ["a", "a ", "a\n", "1\n", "a-\n", "\f", "\x1b\x00", "Pagina 3\n", "Datum\n", f"{FULL}\nDatum\n"]


def dataset(folder: Path, fragments: dict[str, list[str]]) -> Path:
    """Write a dataset that quotes these fragments from each source."""
    path = folder / "eigen.yaml"
    quotes = [{"bron": bron, "fragment": text} for bron, texts in fragments.items() for text in texts]
    partner = {"id": "douane", "naam": "Douane", "soort": "publiek", "deelname": "alle"}
    data = {
        "bijgewerkt": "2026-01-01",
        "bronnen": [{"id": id_, "titel": id_, "soort": "krant", "datum": "2022"} for id_ in fragments],
        "knooppunten": [{"id": "haven", "naam": "Haven", "type": "zeehaven", "plaatsen": []}],
        "partners": [partner | {"vindplaatsen": quotes}],
    }
    path.write_text(json.dumps(data))
    return path


def asked(folder: Path, texts: dict[str, str], fragments: dict[str, list[str]]) -> list[str]:
    """Return the words of a call that looks these fragments up in these texts."""
    words = ["controleer", str(dataset(folder, fragments))]
    for bron, text in texts.items():
        (folder / bron).write_text(text)
        words += ["--brontekst", f"{bron}={folder / bron}"]
    return words


def rows(answer: Answer) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(answer.out)
    return found


def within(seconds: int, words: list[str], home: Path) -> Answer:
    """Run a command that is killed where it uses more than so much time of a processor."""
    limited = ["sh", "-c", f'ulimit -t {seconds} && exec "$@"', "sh", *command(*words)]
    done = subprocess.run(limited, env=environment(home), capture_output=True, text=True)
    return Answer(done.returncode, done.stdout, done.stderr)


def test_long_fragments_in_large_hyphenated_text_take_seconds(home: Path, tmp_path: Path) -> None:
    text = "de " + "aanpak-\n" * 375_000
    found = [f"de {'aanpak' * 149}-", f"de {'aanpak' * 70}-{'aanpak' * 70}-"]
    ends = [f"{'aanpak' * 148} elders {number}" for number in range(9)]
    starts = [f"elders {number} {'aanpak' * 147}-" for number in range(9)]
    fragments = [*found, *ends, *starts]
    answer = within(40, [*asked(tmp_path, {"krant": text}, {"krant": fragments}), "--json"], home)
    assert (answer.code, answer.err) == (1, "")
    assert [row["uitkomst"] for row in rows(answer)] == ["gevonden"] * 2 + ["niet-gevonden"] * 18


def test_large_and_repetitive_texts_take_seconds(home: Path, tmp_path: Path) -> None:
    texts = {f"bron-{number}": unit * (2_000_000 // len(unit)) for number, unit in enumerate(UNITS)}
    seen = " ".join("".join(UNITS).split()).replace("\x1b\x00", "")
    absent = ["a " * 20 + "b", "1 " * 20 + "2", "a" * 400 + " a", f"{seen} " * 4 + "!"]
    words = asked(tmp_path, texts, dict.fromkeys(texts, absent))
    answer = within(60, [*words, "--json"], home)
    assert (answer.code, answer.err) == (1, "")
    assert {row["uitkomst"] for row in rows(answer)} == {"niet-gevonden"}
    assert len(rows(answer)) == len(texts) * len(absent)


def test_long_work_shows_how_far_it_is_on_a_terminal(terminal: Terminal, run: Run, tmp_path: Path) -> None:
    text = "a-\n" * 1_000_000
    words = asked(tmp_path, {"krant": text}, {"krant": [f"{'a' * (900 - i)} a" for i in range(6)]})
    shown = terminal(*words, "--json").out
    assert "Beweringen opzoeken: 83% \r\x1b[K" in shown
    assert run(*words, "--json").err == ""


# A soft hyphen alone, unseen characters, and signs that compatibility forms take apart.
STRANGE = [
    "een \xad twee",
    "een\xad\xad twee",
    "x\u200b",
    "x \u2060 y",
    "x ¼",
    "x\xa0\xad",
    "€\xad5",
    "ﷺ ﬁ",
    "x \ufff9",
]


def test_strange_fragments_are_looked_up(run: Run, tmp_path: Path) -> None:
    text = "een twee\n" + "\n".join(STRANGE) + "\n\xad\n"
    fragments = [*STRANGE, "een \xad drie", "e\u0301\xad x\xad"]
    answer = run(*asked(tmp_path, {"krant": text}, {"krant": fragments}), "--json")
    assert (answer.code, answer.err) == (1, "")
    assert [row["uitkomst"] for row in rows(answer)] == ["gevonden"] * len(STRANGE) + ["niet-gevonden"] * 2


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


def test_a_changed_digit_fails_the_claim_that_rests_on_it(run: Run, tmp_path: Path) -> None:
    page = (
        f"{FULL}\n Datum \n4 november 2022\nhandhaving, over partners en over de hele rest, en over samen-\n"
    )
    page += "werking.\n2\nHaven Veere: € 16,5\nmln. structureel\nPagina 3 van 10\n"
    claims = [
        "toezicht en handhaving",
        "en over samenwerking.",
        "Haven Veere: €16,5 mln. structureel",
    ]
    words = asked(tmp_path, {"krant": page}, {"krant": claims})
    assert [row["gevonden_op"] for row in rows(run(*words, "--json"))] == [[3]] * 3
    words = asked(tmp_path, {"krant": page.replace("16,5", "16,6")}, {"krant": claims})
    found = rows(run(*words, "--json"))
    assert [row["uitkomst"] for row in found] == ["gevonden", "gevonden", "niet-gevonden"]
    assert found[2]["dichtbij"] == "Haven Veere: €16,6 mln. structureel"
