"""`rapport`: one page that is complete, says what it is of, and holds a dataset's words as words."""

import json
import re
import shlex
import subprocess
import sys
from hashlib import sha256
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest
from conftest import DATASET, ROOT, Run, Terminal, command, environment, started
from mistakes import TEXT

HOSTILE = "<script>alert(1)</script> {{ 7*7 }} {% raw %} \"&amp; '><img src=x onerror=alert(1)>"


class Read(HTMLParser):
    """A page: the names of its elements, their attributes, and what a reader sees of it."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.text += " "
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.text += data if self.tags[-1:] != ["style"] else ""


def words(page: str) -> str:
    """Return what a reader sees of a page, in one line."""
    return " ".join(Read(page).text.split())


def test_a_pipe_gets_the_page(run: Run) -> None:
    code, out, err = run("rapport")
    assert (code, err) == (0, "")
    assert out.startswith('<!DOCTYPE html>\n<html lang="nl">')
    assert out.endswith("</html>\n")


def test_it_is_small_and_the_same_each_time(run: Run, tmp_path: Path) -> None:
    """Wherever it goes to, and with no time or path of this machine in it."""
    piped = run("rapport", "--type", "zeehaven").out
    for name in ("een.html", "twee.html"):
        assert run("rapport", "--type", "zeehaven", "-o", tmp_path / name) == (0, "", "")
        assert (tmp_path / name).read_bytes() == piped.encode()
    whole = run("rapport").out
    assert len(whole.encode()) < 300_000
    assert str(Path.home()) not in whole


def test_it_runs_and_loads_nothing(run: Run) -> None:
    out = run("rapport").out
    read = Read(out)
    assert not {"script", "link", "img", "iframe", "object", "embed", "form", "base"} & set(read.tags)
    loading = {"src", "srcset", "action", "background", "poster", "style"}
    found = {(name, value) for name, value in read.attributes if name in loading or name.startswith("on")}
    assert all(name == "style" and re.fullmatch(r"width:[\d.]+%", str(value)) for name, value in found)
    (style,) = re.findall(r"<style>(.*?)</style>", out, re.DOTALL)
    assert not re.search(r"url\(|@import|@font-face", style)
    assert "default-src 'none'" in out


def test_a_terminal_is_told_to_name_a_file(terminal: Terminal) -> None:
    code, out, _ = terminal("rapport")
    assert code == 2
    assert "geef met -o een bestand op" in " ".join(out.split())
    assert "<" not in out.replace("Gebruik", "")


def test_a_file_is_kept_unless_told_otherwise(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "rapport.html"
    path.write_text("van mij")
    assert run("rapport", "-o", path).code == 1
    assert path.read_text() == "van mij"
    assert run("rapport", "-o", path, "--overschrijf") == (0, "", "")
    assert path.read_text().startswith("<!DOCTYPE html>")


def test_it_never_writes_over_the_dataset(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "data.html"
    path.write_text(TEXT)
    assert run("rapport", "--data", path, "-o", path, "--overschrijf").code == 1
    assert path.read_text() == TEXT


def test_a_page_is_not_written_as_something_else(run: Run, tmp_path: Path) -> None:
    for name in ("rapport.pdf", "rapport.csv", "rapport.XLSX"):
        answer = run("rapport", "-o", tmp_path / name)
        assert (answer.code, answer.out) == (2, "")
        assert "geef een naam op die eindigt op .html" in answer.err
    for name in ("rapport.HTM", "rapport"):
        assert run("rapport", "--type", "veiling", "-o", tmp_path / name).code == 0
    assert len(list(tmp_path.iterdir())) == 2


def test_it_says_what_it_is_an_answer_to_and_how_it_was_made(run: Run) -> None:
    out = words(run("rapport", "--plaats", "Rotterdam", "--min", "2mln").out)
    version = run("--version").out.strip()
    for said in (
        "Voorwaarden: plaats Rotterdam; in totaal minstens € 2 miljoen per knooppunt",
        "Stand van 24 november 2026",
        f"Gemaakt met {version}",
        "Commando knooppunt rapport --plaats Rotterdam --min 2000000 -o rapport.html",
        f"Dataset knooppunten.yaml Controlegetal (SHA-256) {sha256(DATASET.read_bytes()).hexdigest()}",
        "Dataset bijgewerkt op 24 november 2026",
    ):
        assert said in out


@pytest.mark.parametrize("given", ["option", "environment", "input", "none"])
def test_the_call_that_stands_there_makes_the_same_page(given: str, home: Path, tmp_path: Path) -> None:
    """Byte for byte, in the folder of the dataset, whatever the file is called and wherever it was."""
    own = tmp_path / "map" / "mijn 'eigen' data.yaml"
    own.parent.mkdir()
    own.write_bytes(DATASET.read_bytes())
    data = {"option": ["--data", str(own)], "input": ["--data", "-"]}.get(given, [])
    more = {"KNOOPPUNT_DATA": str(own)} if given == "environment" else {}
    (tmp_path / "elders").mkdir()
    asked = ("rapport", "--type", "zeehaven", "--zoek", "de haven", *data)
    env, given_in = environment(home, {"PYTHONPATH": str(ROOT)}), own.read_bytes()
    made = started(command(*asked), env | more, cwd=tmp_path / "elders", input=given_in)
    assert made.code == 0
    (call,) = re.findall("<dt>Commando</dt><dd><code>(.*?)</code>", made.out)
    program, *words = shlex.split(unescape(call))
    assert program == "knooppunt"
    assert started(command(*words), env, cwd=own.parent, input=given_in).code == 0
    assert (own.parent / "rapport.html").read_bytes() == made.out.encode()


def test_conditions_stand_there_whole_however_many(run: Run) -> None:
    sources = ["nu-2022-11", "pzc-2023-02", "government-2022-11-04", "securitydaily-2022-11-07"]
    page = run("rapport", *(word for source in sources for word in ("--bron", source))).out
    conditions = f"bron {', '.join(sources[:-1])} of {sources[-1]}"
    assert words(page).count(conditions) == 2 + 1  # at the top, at the end, and in the title


def test_what_is_unknown_is_of_the_chosen_knooppunten_alone(run: Run) -> None:
    def unknown(*asked: str) -> str:
        return words(run("rapport", *asked).out.partition('id="onbekend"')[2].partition("</section>")[0])

    assert "speerpunten van Bloemenveilingen" in unknown()
    assert "Havens Noordzeekanaalgebied" in unknown("--type", "zeehaven")
    assert not re.search("Bloemenveilingen|Schiphol", unknown("--type", "zeehaven"))


def test_conditions_choose_knooppunten_and_the_money_of_totals(run: Run) -> None:
    out = run("rapport", "--type", "luchthaven", "--eenmalig").out
    assert re.findall(r'class="knooppunt" id="([^"]+)"', out) == ["knooppunt-luchthaven-schiphol"]
    totals = words(out.partition('id="totalen"')[2].partition('id="jaren"')[0])
    assert "Eenmalig geld" in totals
    assert "Structureel geld" not in totals
    assert "Van zo'n knooppunt staat er alles wat bekend is." in words(out)
    assert "elk jaar vanaf 2025" in words(out)


def test_both_kinds_are_those_of_knooppunten_that_have_both(run: Run, tmp_path: Path) -> None:
    once = "      - soort: eenmalig\n        jaar: 2022\n        bedrag: 500000\n"
    before, _, after = TEXT.partition(once)
    rest = after[after.index("    speerpunten:") :]
    path = tmp_path / "data.yaml"
    path.write_text(before + rest)  # the flower auctions without one-off money
    out = words(run("rapport", "--structureel", "--eenmalig", "--data", path).out)
    assert "€ 25,5 mln bekend voor 4 van de 4 knooppunten" in out


def test_structural_money_of_several_years_is_shown_by_year_alone(run: Run) -> None:
    code, out, err = run("rapport", "--structureel", "--jaar", "2024", "--jaar", "2025")
    assert (code, err) == (0, "")
    totals = words(out.partition('id="totalen"')[2].partition('id="jaren"')[0])
    assert "uitgesplitst per jaar" in totals
    assert "Totaal" not in totals


def test_nothing_found_is_said(run: Run, tmp_path: Path) -> None:
    asked, none = ("rapport", "--zoek", "nergens te vinden"), "Er is niets gevonden dat aan deze voorwaarden"
    code, out, err = run(*asked)
    assert code == 0
    assert f"{none} voldoet." in err
    path = tmp_path / "leeg.html"
    assert run(*asked, "-o", path).code == 0
    assert path.read_text() == out
    assert f"{none} voldoet." in words(out)
    assert "Voorwaarden: zoekterm 'nergens te vinden'" in words(out)


@pytest.mark.parametrize(
    "asked",
    [("--type", "zeehavn"), ("--bron", "geen"), ("--jaar", "2023", "--jaar", "2025", "--min", "2mln")],
)
def test_a_call_that_is_off_writes_nothing(asked: tuple[str, ...], run: Run, tmp_path: Path) -> None:
    path = tmp_path / "rapport.html"
    assert run("rapport", *asked, "-o", path).code == 2
    assert run("rapport", *asked)[:2] == (2, "")
    assert not path.exists()


def test_text_of_a_dataset_or_a_call_comes_out_as_text(run: Run, tmp_path: Path) -> None:
    hostile = json.dumps(HOSTILE)
    text = TEXT.replace("naam: Haven Rotterdam", f"naam: {hostile}", 1)
    text = text.replace("titel: Kamerbrief van het Directoraat-Generaal Ondermijning", f"titel: {hostile}", 1)
    text = text.replace("plaatsen: [Rotterdam]", f"plaatsen: [{hostile}]", 1)
    text = re.sub(r"omschrijving: cocaïne in beslag genomen", f"omschrijving: {hostile}", text)
    assert text.count(hostile) > 4
    path = tmp_path / "eigen.yaml"
    path.write_text(text)
    code, out, _ = run("rapport", "--data", path, "--zoek", "7*7 }}")
    assert code == 0
    read = Read(out)
    assert not {"script", "img"} & set(read.tags)
    assert not [name for name, _ in read.attributes if name.startswith("on")]
    assert read.text.count(HOSTILE) > 4
    assert "{{ 7*7 }}" in read.text


def test_words_of_the_call_are_no_markup(run: Run) -> None:
    page = run("rapport", "--zoek", "<img src=x> '\x01\u202e").out
    assert "img" not in Read(page).tags
    assert not {"\x01", "\u202e"} & set(page)


def test_very_many_knooppunten_have_tables_and_no_picture(run: Run, tmp_path: Path) -> None:
    """Which nobody could read."""
    path = tmp_path / "data.yaml"
    subprocess.run([sys.executable, ROOT / "benchmarks" / "generate.py", "120", path], check=True)
    code, out, err = run("rapport", "--data", path)
    assert (code, err) == (0, "")
    assert out.count('class="knooppunt"') == 120
    assert "svg" not in Read(out).tags
    assert "svg" in Read(run("rapport").out).tags


def test_a_dataset_in_a_pipe_will_do(run: Run) -> None:
    code, out, _ = run("rapport", "--data", "-", stdin=TEXT)
    assert code == 0
    assert "Dataset standaardinvoer" in words(out)


def test_without_jinja_it_says_what_to_install(home: Path) -> None:
    program = "import sys; sys.modules['jinja2'] = None\nfrom ondermijning.cli.main import main\nmain()"
    answer = started([sys.executable, "-c", program, "rapport"], environment(home))
    assert (answer.code, answer.out) == (1, "")
    assert "'knooppunt[rapport]'\n" in answer.err
    assert "Traceback" not in answer.err
