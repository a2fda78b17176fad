"""`verschil`: what one dataset says and another does not, through the command line."""

# ruff: noqa: E501 (an edit reads best on few lines)

import json
import os
import re
from pathlib import Path
from typing import Any

import pytest
from conftest import DATASET, Run, Terminal, Write, bash, edited

TEXT = DATASET.read_text(encoding="utf-8")
FIELDS = ["verandering", "onderdeel", "knooppunt", "onderwerp", "jaar", "veld", "oud", "nieuw", "eenheid"]
ROTTERDAM, ZEELAND = "haven-rotterdam", "havens-zeeland-west-brabant"
LETTER = "kamerbrief-2022-11-04"
_STEP = """          - jaar: 2023
            bedrag: 13000000
            vindplaatsen:
              - {bron: nu-2022-11, fragment: "Volgend jaar gaat het nog om 13 miljoen euro, maar daarna structureel om 16,5 miljoen euro per jaar"}
"""
_DEVIATION = """        afwijkend:
          - {bedrag: 17000000, toelichting: afgerond, vindplaatsen: [{bron: nu-2022-11}]}
        vindplaatsen:
          - {bron: kamerbrief-2022-11-04, pagina: 3, fragment: "Haven Rotterdam"""
_PLACES = _DEVIATION.partition("]}\n")[2]
_OTHER_MONEY = """      - {soort: structureel, bedrag: 2000000, bestemming: toezicht, vindplaatsen: [{bron: nu-2022-11}]}
      - soort: eenmalig
        jaar: 2021
        bedrag: 5000000
"""
_MONEY = _OTHER_MONEY.partition("]}\n")[2]

Row = dict[str, Any]
EURO_A_YEAR = {"eenheid": "EUR/jaar"}


def of(part: str, hub: str = "", year: int = 0, about: str = "") -> Row:
    fields = {"onderdeel": part, "knooppunt": hub, "onderwerp": about, "jaar": year}
    return {name: cell for name, cell in fields.items() if cell}


def row(change: str, what: Row, field: str = "", **cells: object) -> Row:
    return {"verandering": change, **what, **({"veld": field} if field else {}), **cells}


LEVEL = of("structureel", ROTTERDAM, 2024)
HUB = of("knooppunt", ROTTERDAM)
PART = of("waarvan", ZEELAND, 2025, "zeehavenpolitie")
AUCTIONS = "bloemenveilingen"
GEMEENTEN = of("partner", about="gemeenten")

# What of the shipped file becomes what, and the rows that this gives: without the fields that are empty.
EDITS: dict[str, tuple[list[tuple[str, str]], list[Row]]] = {
    "another amount": (
        [("bedrag: 16500000", "bedrag: 17000000")],
        [row("anders", LEVEL, "bedrag", oud=16_500_000, nieuw=17_000_000, **EURO_A_YEAR)],
    ),
    "an amount that becomes unknown": (
        [("bedrag: 5100000", "bedrag: onbekend")],
        [row("anders", of("eenmalig", ROTTERDAM, 2022), "bedrag", oud=5_100_000, eenheid="EUR")],
    ),
    "an amount more, and what tells it from the first": (
        [("        vanaf: 2024\n", "        vanaf: 2024\n        bestemming: opsporing\n"), (_MONEY, _OTHER_MONEY)],
        [
            row("anders", LEVEL | {"onderwerp": "opsporing"}, "bestemming", nieuw="opsporing"),
            row("erbij", of("structureel", ROTTERDAM, about="toezicht"), "bedrag", nieuw=2_000_000, **EURO_A_YEAR),
        ],
    ),
    "a step that goes": (
        [("        opbouw:\n" + _STEP, "")],
        [row("weg", of("opbouw", ROTTERDAM, 2023), "bedrag", oud=13_000_000, **EURO_A_YEAR)],
    ),
    "a deviation": (
        [(_PLACES, _DEVIATION)],
        [row("erbij", of("afwijkend", ROTTERDAM, 2024), "bedrag", nieuw=17_000_000, **EURO_A_YEAR)],
    ),
    "a part": (
        [("bedrag: 1200000\n            aanduiding: ongeveer\n", "bedrag: onbekend\n")],
        [row("anders", PART, "bedrag", oud=1_200_000, **EURO_A_YEAR), row("anders", PART, "aanduiding", oud="ongeveer")],
    ),
    "another page": (
        [('pagina: 3, fragment: "Haven Rotterdam', 'pagina: 4, fragment: "Haven Rotterdam')],
        [
            row("anders", LEVEL, "vindplaatsen", oud=f"{LETTER}, p. 3: Haven Rotterdam: €16,5 mln. structureel",
                nieuw=f"{LETTER}, p. 4: Haven Rotterdam: €16,5 mln. structureel")
        ],
    ),
    "a vindplaats more": (
        [('          - {bron: nrc-2021-05-14, fragment: "vijf', '          - {bron: nu-2022-11}\n          - {bron: nrc-2021-05-14, fragment: "vijf')],
        [row("erbij", of("eenmalig", ROTTERDAM, 2021), "vindplaatsen", nieuw="nu-2022-11")],
    ),
    "focuses that become known": (
        [("speerpunten: onbekend ", "speerpunten: [{thema: opsporing, vindplaatsen: [{bron: nu-2022-11}]}] ")],
        [
            row("anders", of("knooppunt", AUCTIONS), "speerpunten", nieuw="bekend"),
            row("erbij", of("speerpunt", AUCTIONS, about="opsporing")),
        ],
    ),
    "a figure": (
        [("waarde: 18947", "waarde: 18948")],
        [
            row("anders", of("kengetal", ROTTERDAM, 2018, "cocaïne in beslag genomen"), "waarde", oud=18947,
                nieuw=18948, eenheid="kg")
        ],
    ),
    "a name and a place of a knooppunt": (
        [("naam: Haven Rotterdam", "naam: Rotterdam"), ("plaatsen: [Rotterdam]", "plaatsen: [Rotterdam, Dordrecht]")],
        [
            row("anders", HUB, "naam", oud="Haven Rotterdam", nieuw="Rotterdam"),
            row("erbij", HUB, "plaatsen", nieuw="Dordrecht"),
        ],
    ),
    "where a partner takes part": (
        [("deelname: alle\n    gezamenlijk: true", "deelname: [haven-rotterdam]\n    gezamenlijk: false")],
        [
            row("anders", GEMEENTEN, "gezamenlijk", oud=True, nieuw=False),
            row("erbij", GEMEENTEN, "deelname", nieuw=ROTTERDAM),
            row("weg", GEMEENTEN, "deelname", oud="alle knooppunten"),
        ],
    ),
    "a theme": (
        [("naam: (Onderlinge) informatiepositie", "naam: Informatiepositie")],
        [
            row("anders", of("thema", about="informatiepositie"), "naam", oud="(Onderlinge) informatiepositie",
                nieuw="Informatiepositie")
        ],
    ),
    "a stated total": (
        [("omvat: [haven-rotterdam, luchthaven-schiphol]", "omvat: [haven-rotterdam]")],
        [row("weg", of("opgegeven-totaal", "", 2021, "eenmalig"), "omvat", oud="luchthaven-schiphol")],
    ),
    "the date and a source": (
        [('bijgewerkt: "2026-11-24"', 'bijgewerkt: "2026-12-01"'), ("    dekking: pagina 3 van 10\n", "")],
        [
            row("anders", of("dataset"), "bijgewerkt", oud="2026-11-24", nieuw="2026-12-01"),
            row("anders", of("bron", about=LETTER), "dekking", oud="pagina 3 van 10"),
        ],
    ),
}  # fmt: skip


@pytest.fixture
def other(write: Write) -> Path:
    """Return a dataset that is not the shipped one: another amount for Rotterdam."""
    return write(edited(("bedrag: 16500000", "bedrag: 17000000")), "ander.yaml")


@pytest.mark.parametrize("edit", EDITS)
def test_an_edit_gives_its_rows_and_the_reverse_gives_their_reverse(
    run: Run, write: Write, edit: str
) -> None:
    edits, expected = EDITS[edit]
    path = write(edited(*edits))
    there, back = run("verschil", DATASET, path, "--json"), run("verschil", path, DATASET, "--json")
    assert (there.code, there.err, back.code) == (0, "", 0)
    rows = json.loads(there.out)
    assert [{name: cell for name, cell in row.items() if cell is not None} for row in rows] == expected
    assert all(list(row) == FIELDS for row in rows)
    opposite = {"erbij": "weg", "weg": "erbij", "anders": "anders"}
    reverse = [
        row | {"verandering": opposite[row["verandering"]], "oud": row["nieuw"], "nieuw": row["oud"]}
        for row in json.loads(back.out)
    ]
    told = ("verandering", "onderdeel", "knooppunt", "veld", "oud", "nieuw")
    assert sorted(str([row[name] for name in told]) for row in rows) == sorted(
        str([row[name] for name in told]) for row in reverse
    )


def test_a_new_knooppunt_is_told_with_all_that_it_claims(run: Run, write: Write) -> None:
    """And another id makes another knooppunt of it: all gone, and all new."""
    path = write(TEXT.replace("bloemenveilingen", "veiling"))
    rows = json.loads(run("verschil", DATASET, path, "--json").out)
    parts = ["knooppunt", "structureel", "opbouw", "opbouw", "eenmalig"]
    for change, hub in (("erbij", "veiling"), ("weg", "bloemenveilingen")):
        assert [
            row["onderdeel"] for row in rows if (row["verandering"], row["knooppunt"]) == (change, hub)
        ] == parts
    assert {row["veld"] for row in rows if row["onderdeel"] == "partner"} == {"deelname"}


def test_the_dataset_in_use_is_the_second_one(run: Run, other: Path) -> None:
    asked = [
        run("verschil", other, DATASET, "--json"),
        run("verschil", other, "--json"),
        run("verschil", other, "--json", "--data", DATASET),
        run("--data", DATASET, "verschil", other, "--json"),
        run("verschil", other, "--json", env={"KNOOPPUNT_DATA": str(DATASET)}),
    ]
    assert len({answer.out for answer in asked}) == 1
    assert json.loads(asked[0].out)[0]["nieuw"] == 16_500_000
    assert run("verschil", DATASET, other, env={"KNOOPPUNT_DATA": "/nergens"}).code == 0


def test_either_comes_from_a_pipe(run: Run, home: Path, other: Path) -> None:
    """Standard input, or what a shell makes of a command, and both by process substitution."""
    expected = run("verschil", other, DATASET, "--json").out
    text = other.read_text(encoding="utf-8")
    assert run("verschil", "-", "--json", stdin=text).out == expected
    assert run("verschil", other, "-", "--json", stdin=TEXT).out == expected
    assert run("verschil", other, "--data", "-", "--json", stdin=TEXT).out == expected
    assert bash(f'"$@" verschil <(cat "{other}") <(cat "{DATASET}") --json', home) == (0, expected, "")


def test_an_error_names_the_file_that_it_is_in(run: Run, other: Path, write: Write, tmp_path: Path) -> None:
    bad = write("bijgewerkt: gisteren\n", "fout.yaml")
    for words in ((bad, other), (other, bad)):
        answer = run("verschil", *words)
        assert (answer.code, answer.out) == (1, "")
        assert all("fout.yaml" in line for line in answer.err.splitlines() if "bijgewerkt" in line)
        assert "ander.yaml" not in answer.err
    assert "standaardinvoer" in run("verschil", other, "-", stdin="[").err
    assert "weg.yaml: dit bestand bestaat niet" in run("verschil", tmp_path / "weg.yaml").err


def test_streng_ends_with_one_where_they_differ(run: Run, other: Path) -> None:
    assert [run("verschil", *words).code for words in ((other,), (other, "--streng"))] == [0, 1]
    same = run("verschil", DATASET, "--streng")
    assert (same.code, same.lines) == (0, ["\t".join(FIELDS)])
    assert same.err == "Geen verschil: beide datasets zeggen hetzelfde.\n"


# ── What it does to the totals ────────────────────────────────────────────────────────────────────


def notes(run: Run, old: Path, new: Path) -> list[str]:
    page = run("verschil", old, new, "-f", "md").out
    return re.findall(r"^((?:Structureel|Eenmalig).*)$", page, re.MULTILINE)


def test_the_totals_are_told_as_they_were_and_are(run: Run, write: Write) -> None:
    """With of how many knooppunten they are known; those that stay the same are not told."""
    gone = [(f"bedrag: {amount}", "bedrag: onbekend") for amount in (3500000, 1000000)]
    path = write(edited(*gone, ("bedrag: 5000000", "bedrag: 5500000")))
    assert notes(run, path, DATASET) == [
        "Structureel: € 22 miljoen → € 26,5 miljoen (bekend voor 3 → 5 van de 5 knooppunten)",
        "Structureel 2025–2030: € 22 miljoen → € 26,5 miljoen (bekend voor 3 → 5 van de 5 knooppunten)",
        "Structureel vanaf 2031: € 18 miljoen → € 22,5 miljoen (bekend voor 2 → 4 van de 4 knooppunten)",
        "Eenmalig 2021: € 7,4 miljoen → € 6,9 miljoen (bekend voor 2 van de 2 knooppunten)",
    ]
    for dataset, total in ((path, 22_000_000), (DATASET, 26_500_000)):
        asked = run("totaal", "--structureel", "--kaal", "--data", dataset)
        assert asked.out == f"{total}\n"


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        (("bedrag: 13000000", "bedrag: onbekend"), "Structureel 2023: € 13 miljoen → onbekend (bekend voor 1 → 0 van de 5 knooppunten)"),
        (("jaar: 2020\n        bedrag: 700000", "jaar: 2019\n        bedrag: 700000"),
         "Eenmalig 2019: geen → € 0,7 miljoen (bekend voor 1 van 1 knooppunt)"),
        (("  - id: luchthaven-schiphol\n    naam", "  - {id: kade, naam: Kade, type: kade, financiering: [{soort: structureel, "
          "bedrag: onbekend, vindplaatsen: [{bron: nu-2022-11}]}]}\n  - id: luchthaven-schiphol\n    naam"),
         "Structureel: € 26,5 miljoen (bekend voor 5 van de 5 → 5 van de 6 knooppunten)"),
        (("bedrag: 700000", "bedrag: 712345"), "Eenmalig 2020: € 700.000 → € 712.345 (bekend voor 1 van 1 knooppunt)"),
    ],
)  # fmt: skip
def test_a_total_that_is_unknown_or_not_there_says_so(
    run: Run, write: Write, edit: tuple[str, str], expected: str
) -> None:
    assert expected in notes(run, DATASET, write(edited(edit)))


def test_what_is_no_money_does_nothing_to_the_totals(run: Run, write: Write) -> None:
    assert notes(run, DATASET, write(edited(("naam: Haven Rotterdam", "naam: Rotterdam")))) == []


# ── On a screen ───────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def three(write: Write) -> Path:
    """Return a dataset from which the shipped one differs by something new, gone and other."""
    edits = ("bedrag: 16500000", "bedrag: 17000000"), ("aliassen: [rotterdam]", "aliassen: [maas]")
    return write(edited(*edits), "ander.yaml")


def test_a_screen_shows_it_as_a_diff(terminal: Terminal, three: Path) -> None:
    """A sign in front, a colour for each sign; in ASCII and without colour the signs are enough."""
    shown = terminal("verschil", three, columns=100).out
    assert shown.startswith("\x1b[1mVerschillen tussen ")
    for sign, colour in (("+", "32"), ("-", "31"), ("~", "33")):
        assert f"\x1b[{colour}m{sign}" in shown
    plain = terminal("verschil", three, columns=100, env={"NO_COLOR": "1", "LC_ALL": "C"}).out
    assert plain.isascii()
    assert "\x1b[3" not in plain
    assert {line[0] for line in plain.splitlines() if "bedrag" in line or "aliassen" in line} == {*"+-~"}
    assert "Structureel: EUR 27 miljoen -> EUR 26,5 miljoen (bekend voor 5 van de 5 knooppunten)" in plain


@pytest.mark.parametrize("columns", [40, 60, 80])
def test_a_narrow_screen_breaks_no_amount(terminal: Terminal, three: Path, columns: int) -> None:
    shown = terminal("verschil", three, columns=columns, env={"TERM": "dumb"}).out
    assert max(map(len, shown.splitlines())) <= columns
    assert "€ 17,0 mln" in shown and "€ 16,5 mln" in shown


def test_every_format_and_order_takes_a_column_of_both_figures_and_texts(run: Run, write: Write) -> None:
    edits = [edit for edits, _ in EDITS.values() for edit in edits][:2]
    path = write(edited(*edits, ("naam: Haven Rotterdam", "naam: Rotterdam")))
    for form in ("tabel", "tsv", "csv", "json", "jsonl", "yaml", "md"):
        answer = run("verschil", path, "-f", form, "--sorteer", "oud")
        assert (answer.code, answer.err) == (0, "")
        assert "Rotterdam" in answer.out
    assert run("verschil", path, "--kaal").lines == ["anders"] * 3
    assert run("verschil", path, "--kaal", "--velden", "oud", "--sorteer", "oud").lines[0].isdecimal()


def test_an_answer_is_not_written_over_what_it_is_made_of(run: Run, other: Path) -> None:
    before = other.read_bytes()
    answer = run("verschil", other, "-f", "json", "-o", other, "--overschrijf")
    assert (answer.code, other.read_bytes()) == (1, before)
    assert "dit bestand is zelf invoer" in answer.err


def test_large_datasets_differ_by_what_was_changed(run: Run, large_dataset: Path, write: Write) -> None:
    """Warm and cold alike; their snapshots are opened where they are."""
    text = large_dataset.read_text(encoding="utf-8")
    path = write(text.replace("naam: Knooppunt nummer 33\n", "naam: Ander\n"))
    os.utime(path, (0, 0))
    for _ in range(2):
        rows = json.loads(run("verschil", large_dataset, path, "--json").out)
        assert [(row["knooppunt"], row["nieuw"]) for row in rows] == [("knooppunt-33", "Ander")]
