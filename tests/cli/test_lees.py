"""`lees`: a letter beside the dataset, and what is new in it as YAML that may be pasted as it stands."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from conftest import DATASET, ROOT, Run, Terminal, Write, edited

LETTERS = ROOT / "tests" / "audit" / "letters"
LETTER = """\
Den Haag, 3 maart 2027

Rotterdam krijgt vanaf 2027 structureel € 18 miljoen. Schiphol ontvangt in 2027 eenmalig 2,4 miljoen euro.

De bedragen, eenmalig voor 2028:
- Haven Rotterdam: € 1.500.000
- bloemenveilingen: zo’n zeven ton

In 2022 kreeg Schiphol eenmalig 3,4 miljoen euro. Voor de vijf knooppunten samen was dat eenmalig 13 miljoen.
Van dat geld ging 1,2 miljoen naar politie. De luchthaven krijgt 9 miljoen euro.
"""


@pytest.fixture
def letter(write: Write) -> Path:
    return write(LETTER, "brief.txt")


def rows(run: Run, *words: str | Path) -> list[dict[str, Any]]:
    answer = run("lees", *words, "--json")
    assert (answer.code, answer.err) == (0, "")
    found: list[dict[str, Any]] = json.loads(answer.out)
    return found


def test_each_amount_is_held_against_the_dataset(run: Run, letter: Path) -> None:
    found = rows(run, letter)
    assert [(row["bedrag"], row["eenheid"], row["knooppunt"], row["stand"]) for row in found] == [
        (18_000_000, "EUR/jaar", "haven-rotterdam", "wijkt-af"),
        (2_400_000, "EUR", "luchthaven-schiphol", "nieuw"),
        (1_500_000, "EUR", "haven-rotterdam", "nieuw"),
        (700_000, "EUR", "bloemenveilingen", "nieuw"),
        (3_400_000, "EUR", "luchthaven-schiphol", "bekend"),
        (13_000_000, "EUR", None, "bekend"),
        (1_200_000, None, None, "bekend"),
        (9_000_000, None, None, "onduidelijk"),
    ]
    assert found[0]["in_dataset"] == "€ 16,5 miljoen (structureel vanaf 2024)"
    assert (found[0]["jaar"], found[0]["vanaf"]) == (2027, True)
    assert found[3]["aanduiding"] == "zo'n"
    assert found[2]["fragment"] == "Haven Rotterdam: € 1.500.000"
    assert found[1]["zin"] == "Schiphol ontvangt in 2027 eenmalig 2,4 miljoen euro."


def test_what_the_dataset_says_of_a_year_counts(run: Run, write: Write) -> None:
    said = {
        "In 2023 krijgt Rotterdam structureel 13 miljoen euro.": "bekend",  # a step
        "In 2023 krijgt Rotterdam structureel 14 miljoen euro.": "wijkt-af",
        "In 2023 krijgt Schiphol structureel 2 miljoen euro.": "nieuw",  # on record as unknown
        "Vanaf 2031 krijgt Zeeland structureel 5 miljoen euro.": "nieuw",  # what there is goes to 2030
        "Zeeland krijgt structureel 5 miljoen euro.": "wijkt-af",
        "Zeeland krijgt eenmalig 5 miljoen euro.": "onduidelijk",  # of which year?
        "Zeeland krijgt 3 tot 6 miljoen euro per jaar.": "onduidelijk",
    }
    for sentence, stand in said.items():
        assert {row["stand"] for row in rows(run, write(sentence, "brief.txt"))} == {stand}, sentence


@pytest.mark.parametrize(("naam", "written"), [
    ("Gra\xadvendeel ’s", "Gravendeel 's"), ("Cafe\u0301kade", "Cafékade"), ("Cafékade", "Cafe\u0301kade"),
    ("Koel\u200bhuis", "Koel\u2060huis"), ("Oude\u2011Kade", "Oude–Kade"),
])  # fmt: skip
def test_a_name_is_found_however_it_is_written(run: Run, write: Write, naam: str, written: str) -> None:
    data = write(edited(("naam: Haven Rotterdam", f'naam: "{naam}"')))
    letter = write(f"{written} krijgt in 2027 eenmalig 2,4 miljoen euro.\n", "brief.txt")
    assert [row["knooppunt"] for row in rows(run, letter, "--data", data)] == ["haven-rotterdam"]


def test_a_source_is_known_however_its_id_is_typed(run: Run, write: Write) -> None:
    letter = write("Haven Rotterdam: €16,5 mln. structureel\n", "brief.txt")
    odd = run("lees", letter, "--bron", "KAMERBRIEF\u20112022-11-04")
    assert (odd.code, odd.out) == (0, run("lees", letter, "--bron", "kamerbrief-2022-11-04").out)


def test_a_known_source_lends_its_date_and_its_claims(run: Run, write: Write) -> None:
    letter = write("Schiphol kreeg vorig jaar zeven ton.", "bericht.txt")
    (row,) = rows(run, letter, "--bron", "nhnieuws-2021-05")
    assert (row["jaar"], row["stand"]) == (2020, "bekend")
    (row,) = rows(run, letter)
    assert (row["jaar"], row["stand"]) == (None, "onduidelijk")


def test_pdf_web_page_and_standard_input(run: Run) -> None:
    assert len(rows(run, LETTERS / "kamerbrief-2026.pdf")) == 9
    assert len(rows(run, LETTERS / "bericht-2025.html")) == 8
    answer = run("lees", "-", "--kaal", stdin="Er komt 5 miljoen euro.\fEr komt 6 miljoen euro.")
    assert (answer.code, answer.out) == (0, "5000000\n6000000\n")


def test_people_see_the_words_around_an_amount(terminal: Terminal, letter: Path) -> None:
    plain = terminal("lees", letter, env={"NO_COLOR": "1"}).out
    assert all(len(line) <= 80 for line in plain.splitlines())
    shown = " ".join(plain.split())
    assert "€ 18,0 mln" in shown
    assert "8 bedragen: 3 bekend, 1 anders dan in de dataset, 3 nieuw, 1 onduidelijk." in shown
    assert "Stand van 24 november 2026" in shown
    assert (
        "haven-rotterdam: € 18 miljoen; in de dataset staat € 16,5 miljoen (structureel vanaf 2024)." in shown
    )


def test_a_letter_without_amounts(run: Run, write: Write) -> None:
    letter = write("Beste lezer,\n", "brief.txt")
    assert run("lees", letter, "-f", "tabel").err == "In deze brief staat geen bedrag.\n"
    answer = run("lees", letter, "--bron", "anp-2022-03", "--als-yaml")
    assert answer == (0, "", "In deze brief staat niets nieuws om te plakken.\n")


def pasted(pieces: str, folder: Path) -> Path:
    """Paste each piece at the end of the list that its comment names, as a person does."""
    lines = DATASET.read_text(encoding="utf-8").splitlines(keepends=True)
    for heading, body in re.findall(r"^# (.*\n)((?:[^#].*\n)+)", pieces, re.MULTILINE):
        if hub := re.match("Zet dit bij knooppunt ([a-z-]+), onder financiering", heading):
            start = lines.index(f"  - id: {hub[1]}\n")
            start = next(i for i in range(start, len(lines)) if lines[i] == "    financiering:\n")
        else:
            assert heading.startswith("Zet dit onder bronnen")
            start = lines.index("bronnen:\n")
        lines.insert(start + 1, body)
    path = folder / "eigen.yaml"
    path.write_text("".join(lines), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "name", sorted(path.name for path in LETTERS.iterdir() if path.suffix in (".txt", ".html", ".pdf"))
)
def test_what_is_new_may_be_pasted_as_it_stands(run: Run, tmp_path: Path, name: str) -> None:
    letter = LETTERS / name
    answer = run("lees", letter, "--bron", "nieuwe-brief", "--datum", "2025-03-14", "--als-yaml")
    assert answer.code == 0
    if name == "omroep-2022.txt":
        assert (answer.out, answer.err) == ("", NOTHING_TO_PASTE.format(9))
        return
    dataset = pasted(answer.out, tmp_path)
    assert "nieuwe-brief" in dataset.read_text(encoding="utf-8")
    checked = run("controleer", dataset)
    assert checked.code == 0, checked.out
    looked_up = run("controleer", dataset, "--brontekst", f"nieuwe-brief={letter}", "--json")
    found = json.loads(looked_up.out) if looked_up.out else []
    assert {row["uitkomst"] for row in found} <= {"gevonden"}
    assert len(found) == len(re.findall("^ +- {bron: nieuwe-brief", answer.out, re.MULTILINE))


NOTHING_TO_PASTE = (
    "Er is niets dat u zo kunt plakken: {} bedragen zijn onduidelijk. Bekijk ze zonder --als-yaml.\n"
)
PIECES = """\
# Zet dit onder bronnen, en vul de titel en de soort aan:
  - id: kamerbrief-2027-03-03
    titel: Brief van 3 maart 2027
    soort: brief
    datum: "2027-03-03"
# Zet dit bij knooppunt haven-rotterdam, onder financiering:
      - soort: eenmalig
        jaar: 2028
        bedrag: 1500000
        vindplaatsen:
          - {bron: kamerbrief-2027-03-03, fragment: "Haven Rotterdam: € 1.500.000"}
# Beslis zelf wat u hiermee doet (haven-rotterdam): € 18 miljoen (structureel vanaf 2027).
In de dataset staat al: € 16,5 miljoen (structureel vanaf 2024).
#          - {bron: kamerbrief-2027-03-03, fragment: "Rotterdam krijgt vanaf 2027 structureel € 18 miljoen"}
# Zet dit bij knooppunt luchthaven-schiphol, onder financiering:
      - soort: eenmalig
        jaar: 2027
        bedrag: 2400000
        vindplaatsen:
          - {bron: kamerbrief-2027-03-03, fragment: "Schiphol ontvangt in 2027 eenmalig 2,4 miljoen euro"}
# Zet dit bij knooppunt bloemenveilingen, onder financiering:
      - soort: eenmalig
        jaar: 2028
        bedrag: 700000
        toelichting: "zo'n"
        vindplaatsen:
          - {bron: kamerbrief-2027-03-03, fragment: "bloemenveilingen: zo’n zeven ton"}
"""


def test_pieces_to_paste(run: Run, letter: Path) -> None:
    words = ("--bron", "kamerbrief-2027-03-03", "--datum", "2027-03-03", "--als-yaml")
    assert run("lees", letter, *words).out == PIECES.replace("\nIn de dataset", " In de dataset")


@pytest.mark.parametrize("bron", ["2027", "1e3", "null", "no"])
def test_an_id_that_looks_like_something_else_is_pasted_as_text(run: Run, letter: Path, bron: str) -> None:
    out = run("lees", letter, "--bron", bron, "--datum", "2027-03-03", "--als-yaml").out
    assert f'  - id: "{bron}"\n' in out
    assert f'{{bron: "{bron}", ' in out


def test_what_would_not_be_sound_is_told_and_not_pasted(run: Run, write: Write) -> None:
    letter = write(
        "Schiphol krijgt in 2028 eenmalig 2 miljoen euro. Schiphol krijgt in 2028 eenmalig 3 miljoen euro.\n"
        "Schiphol krijgt in 2023 structureel 2 miljoen euro.\n"
        "Moerdijk krijgt in 2028 eenmalig 4 miljoen euro, waarvan 1 miljoen voor hekken.\n",
        "brief.txt",
    )
    out = run("lees", letter, "--bron", "anp-2022-03", "--als-yaml").out
    assert out.count("- soort:") == 1
    assert "€ 2 miljoen (eenmalig 2028). De brief noemt voor hetzelfde geld nog een bedrag." in out
    assert "€ 2 miljoen (structureel 2023). In de dataset staat al: € 3,5 miljoen (structureel" in out
    assert "€ 1 miljoen (eenmalig 2028). Het is een deel van een ander bedrag (waarvan)." in out


def test_amounts_that_are_not_clear_are_not_passed_over_where_nothing_is_to_paste(run: Run) -> None:
    letter = ROOT / "docs" / "voorbeeld" / "brief.txt"
    answer = run("lees", letter, "--bron", "brief", "--datum", "2027-03-03", "--als-yaml")
    assert (answer.code, answer.out) == (0, "")
    assert answer.err == NOTHING_TO_PASTE.format(4)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--bron", "nrc-2021-05-15"], "Bedoelde u nrc-2021-05-14"),
        (["--bron", "nieuw"], "geef dan ook --datum op"),
        (["--bron", "Nieuw!", "--datum", "2025"], "geen id"),
        (["--bron", "nieuw", "--datum", "2025-02-30"], "geen datum"),
        (["--datum", "gisteren"], "geen datum"),
        (["--bron", "nrc-2021-05-14", "--datum", "2021"], "heeft al een datum, 14 mei 2021"),
        (["--als-yaml"], "geef bij --als-yaml ook --bron"),
        (["--als-yaml", "--bron", "anp-2022-03", "--json"], "--als-yaml is zelf een formaat"),
    ],
)
def test_a_call_that_is_off(run: Run, letter: Path, words: list[str], said: str) -> None:
    answer = run("lees", letter, *words)
    assert (answer.code, answer.out) == (2, "")
    assert said in " ".join(answer.err.split())


def test_a_letter_that_cannot_be_read(run: Run, tmp_path: Path) -> None:
    for path in (tmp_path / "weg.txt", tmp_path, "https://www.voorbeeld.nl/brief"):
        answer = run("lees", path)
        assert (answer.code, answer.out) == (1, "")


def test_words_of_a_letter_are_no_formula_and_drive_no_screen(run: Run, write: Write) -> None:
    letter = write('=HYPERLINK("x") Rotterdam \x1b[31mkrijgt\u202e € 5 mln\x07 euro: = 5', "brief.txt")
    for form in ("csv", "tsv", "json", "md", "tabel"):
        out = run("lees", letter, "-f", form).out
        assert "5" in out
        assert not {"\x1b", "\u202e", "\x07"} & set(out)
    (row,) = rows(run, letter)
    assert row["zin"].startswith("…")
    assert row["fragment"][0] not in "=+-@"


def test_the_example_in_the_documentation_is_what_pasting_gives(run: Run) -> None:
    """`na.yaml` is `voor.yaml` with the printed pieces in it, and what a person decided of the rest."""
    folder = ROOT / "docs" / "voorbeeld"
    words = ("--data", folder / "voor.yaml", "--bron", "kamerbrief-2027-03-03", "--datum", "2027-03-03")
    out = run("lees", folder / "brief.txt", *words, "--als-yaml").out
    source, *amounts = [piece for piece in re.split("^#.*\n", out, flags=re.MULTILINE) if piece]
    after = (folder / "na.yaml").read_text(encoding="utf-8")
    assert source.splitlines()[0] in after
    assert len(amounts) == 2
    assert all(amount in after for amount in amounts)
    found = rows(run, folder / "brief.txt", "--data", folder / "na.yaml")
    assert [row["stand"] for row in found] == ["bekend"] * 4
