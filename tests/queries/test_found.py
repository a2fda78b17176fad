"""By way of what a search found a knooppunt: said where it is not called so itself."""

from pathlib import Path

import pytest
from conftest import Run, Terminal
from documents import hub, partner, write

SAID = "Niet op naam, type of plaats gevonden, maar "
BY_PARTNER = f"{SAID}via partner Douane Schiphol: Bloemenveilingen (sierteeltsector)."
BARE = ("list", "totaal --eenmalig", "meerjaren", "bedragen", "bedragen --jaar 2022")
CALLS = (*BARE, "totaal", "totaal --per type")


@pytest.mark.parametrize("format_", ["tabel", "md", "html"])
@pytest.mark.parametrize(
    "call", [*CALLS, "totaal --structureel --per jaar", "meerjaren --velden naam,jaar,bedrag"]
)
def test_people_are_told_once(call: str, format_: str, run: Run) -> None:
    words = run(*call.split(), "--zoek", "schiphol", "-f", format_)
    shown = " ".join(words.out.replace("\\", "").split())
    assert words.code == 0
    assert "Douane Schiphol: Bloemenveilingen" in shown
    assert shown.count(SAID) == 1


@pytest.mark.parametrize("call", ["totaal --eenmalig", "meerjaren"])
def test_a_picture_tells_it_too(call: str, run: Run) -> None:
    assert SAID in run(*call.split(), "--zoek", "schiphol", "-f", "svg").out


@pytest.mark.parametrize("call", [*BARE, "totaal --eenmalig --per type --velden bedrag"])
def test_a_bare_answer_tells_on_standard_error(call: str, run: Run) -> None:
    answer = run(*call.split(), "--zoek", "schiphol", "--kaal")
    assert answer.code == 0
    assert BY_PARTNER in answer.err
    assert "Niet op naam" not in run(*call.split(), "--zoek", "rotterdam", "--kaal").err


@pytest.mark.parametrize("format_", ["tsv", "csv", "json", "jsonl", "yaml"])
@pytest.mark.parametrize("call", CALLS)
def test_programs_get_no_notes(call: str, format_: str, run: Run) -> None:
    answer = run(*call.split(), "--zoek", "schiphol", "-f", format_)
    assert (answer.code, answer.err) == (0, "")
    assert "Niet op naam" not in answer.out


def test_a_terminal_shows_it_below_the_conditions(terminal: Terminal) -> None:
    shown = " ".join(terminal("totaal", "--eenmalig", "--zoek", "schiphol").out.split())
    assert f"zoekterm 'schiphol' {BY_PARTNER} Stand van" in shown


def test_a_report_tells_it_once_beside_its_conditions(run: Run) -> None:
    page = run("rapport", "--zoek", "schiphol").out
    assert page.count(SAID) == 1
    assert BY_PARTNER in page.partition("</header>")[0]
    assert SAID not in run("rapport", "--zoek", "rotterdam").out


BY_BOTH = (
    "via partners Politie en Zeehavenpolitie: Haven Rotterdam en Havens Zeeland en West-Brabant; via partner "
    "Politie: Havens Noordzeekanaalgebied, Luchthaven Schiphol en Bloemenveilingen (sierteeltsector)."
)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("rotterdam", ""),  # its name; that some partners have it as well is no matter
        ("nzkg", ""),  # an alias
        ("naaldwijk", ""),  # a place
        ("luchthaven", ""),  # a type, which all that have it are found by
        ("klm", "via partner KLM: Luchthaven Schiphol."),
        ("zhp", "via partner Zeehavenpolitie: Haven Rotterdam en Havens Zeeland en West-Brabant."),
        ("opsporing", "via thema Opsporing: Haven Rotterdam en Havens Noordzeekanaalgebied."),
        ("innovatieve", "via thema Opsporing: Haven Rotterdam."),  # words beside a focus
        ("politie", BY_BOTH),
        ("schiphol klm", "via partner KLM: Luchthaven Schiphol."),
        ("klm opsporing", None),  # each by another way, of no knooppunt both
        ("rws opsporing", "via partner Rijkswaterstaat en thema Opsporing: Havens Noordzeekanaalgebied."),
    ],
)
def test_the_way_is_named(words: str, said: str | None, run: Run) -> None:
    answer = run("list", "--zoek", words, "-f", "tabel")
    shown = " ".join(answer.out.split())
    if said is None:
        assert "Er is niets gevonden" in answer.err
    elif said:
        assert f"{SAID}{said}" in shown
    else:
        assert SAID not in shown


def test_of_two_texts_only_the_one_that_is_found_counts(run: Run) -> None:
    """A partner with a word of a text that is not found whole is no way to anything."""
    answer = run("list", "--zoek", "klm onvindbaar", "--zoek", "riec-noord-holland", "-f", "md")
    assert "via partner RIEC Noord-Holland: Luchthaven Schiphol." in answer.out
    assert "KLM" not in answer.out.partition(SAID)[2]


def test_only_of_knooppunten_in_the_answer(run: Run) -> None:
    assert SAID not in run("list", "--zoek", "schiphol", "--type", "luchthaven", "-f", "md").out
    assert SAID not in run("totaal", "--zoek", "schiphol", "--jaar", "2021", "--eenmalig", "-f", "md").out


def test_of_many_the_first_are_named(run: Run, tmp_path: Path) -> None:
    kades = [hub(f"kade-{number}") for number in range(12)]
    path = write(tmp_path, *kades, partners=[partner("loods", naam="Loodswezen")])
    told = run("list", "--zoek", "loods", "--data", path, "--kaal").err
    names = ", ".join(f"Kade {number}" for number in range(7))
    assert f"{SAID}via partner Loodswezen: {names} en Kade 7; en zo nog andere." in told
