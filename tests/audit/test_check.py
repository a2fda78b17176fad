"""`controleer`, `aansluiting` and claims held against the text of their source."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from conftest import DATASET, Run, Terminal, Write, asked, edited
from documents import hub, once
from documents import write as written
from letter import CLAIMS, PAGE, SOURCE, write_letter
from mistakes import TEXT
from rich.cells import cell_len

from ondermijning.codes import Code


def changed(folder: Path, *changes: tuple[str, str]) -> Path:
    path = folder / "eigen.yaml"
    path.write_bytes(edited(*changes).encode())
    return path


def problems(run: Run, path: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = asked(run, "controleer", path)
    return found


def flat(text: str) -> str:
    return " ".join(text.split())


# A dataset without a single doubt: the totals of the years in which four amounts are open are as high as the
# one amount that is known, and cover it alone. That from 2025 on is wider than its items, which is no doubt.
OF_ALL = "structureel\n    jaar: {}\n    bedrag: {}\n    status: toegezegd\n    omvat: {}\n"
SOUND = [
    (OF_ALL.format(year, stated, "alle"), OF_ALL.format(year, known, "[haven-rotterdam]"))
    for year, stated, known in ((2023, 22000000, 13000000), (2024, 33000000, 16500000))
]
COUNTED = "5 knooppunten, 13 bedragen, 110 beweringen en 28 bronnen"
EMPTY = "bijgewerkt: '2026'\nbronnen: []\nknooppunten:\n"


def test_a_clean_dataset_takes_one_line(run: Run, tmp_path: Path) -> None:
    path = changed(tmp_path, *SOUND)
    said = f"{path}: in orde, zonder waarschuwingen. Gecontroleerd: {COUNTED}.\n"
    assert run("controleer", path) == run("controleer", path, "--streng") == (0, said, "")
    assert run("controleer", path, "-f", "json").out == "[]\n"


def test_the_shipped_dataset_has_a_warning_for_each_year_that_is_open(run: Run) -> None:
    code, out, err = run("controleer")
    assert (code, err) == (0, "")
    *warnings, last = out.splitlines()
    rest = (
        "Havens Zeeland en West-Brabant, Havens Noordzeekanaalgebied, Luchthaven Schiphol en Bloemenveilingen"
    )
    told = ((3, "9", 22000000), (4, "16,5", 33000000))
    for number, (place, below, stated) in enumerate(told):
        first, line, caret = warnings[3 * number : 3 * number + 3]
        assert first.startswith(f"{DATASET}:")
        assert first.endswith(
            f"waarschuwing: opgegeven_totalen[{place}].bedrag: de bekende bedragen zijn samen € {below} "
            f"miljoen lager dan dit totaal; onbekend is het bedrag van {rest} (sierteeltsector). Kent u de "
            "reden, gebruik dan --behalve totaal-niet-bereikt"
        )
        assert line.index(str(stated)) == caret.index("^")
    assert len(warnings) == 3 * len(told)
    assert f": in orde, met 2 waarschuwingen. Gecontroleerd: {COUNTED}." in last
    assert run("controleer", "--streng") == (1, out, "")


def test_only_a_format_fields_or_a_file_make_a_table(run: Run, terminal: Terminal, tmp_path: Path) -> None:
    """By itself it is lines, in a pipe as on a terminal."""
    assert " waarschuwing: " in run("controleer").lines[0]
    assert "waarschuwing: " in terminal("controleer", columns=200).lines[0]
    assert run("controleer", "-f", "tsv").lines[0].startswith("bestand\tregel\t")
    assert run("controleer", "--velden", "bestand,regel").lines[0] == "bestand\tregel"
    assert run("controleer", "-o", tmp_path / "x.tsv").out == ""
    assert (tmp_path / "x.tsv").read_text().startswith("bestand\tregel\t")


def test_standard_input_and_a_named_file_are_checked(run: Run, tmp_path: Path) -> None:
    path = changed(tmp_path, ("soort: publiek", "soort: overheid"))
    named = run("controleer", path)
    piped = run("controleer", "-", stdin=path.read_bytes())
    assert (named.code, piped.code) == (1, 1)
    assert piped.out == named.out.replace(str(path), "standaardinvoer")
    assert run("controleer", "--data", path) == named == run("controleer", env={"KNOOPPUNT_DATA": str(path)})


@pytest.mark.parametrize("line", [
    "naam: &x Haven",
    "naam:\t\t&x Haven",
    'naam: [日本語, &x "Haven"]',
    'naam: ["e\u0301e\u0301", &x Haven]',
    f'naam: ["{"x" * 500}", &x Haven, "{"y" * 500}"]',
])  # fmt: skip
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_the_caret_stands_under_the_error(line: str, newline: str, run: Run, tmp_path: Path) -> None:
    path = changed(tmp_path, ("naam: Haven Rotterdam", line))
    path.write_bytes(path.read_bytes().replace(b"\n", newline.encode()))
    out = run("controleer", path).out.splitlines()
    error = next(i for i, shown in enumerate(out) if "een anker" in shown)
    excerpt, caret = out[error + 1 : error + 3]
    assert cell_len(excerpt[: excerpt.index("&x")]) == caret.index("^")
    assert len(excerpt) < 160
    assert "\t" not in excerpt


def test_to_people_a_check_says_what_it_is_of(run: Run, tmp_path: Path) -> None:
    """The file, the date where the dataset can be read, and the numbers of what was checked."""
    for form in ("tabel", "md", "html"):
        shown = flat(run("controleer", DATASET, "-f", form).out.replace("\\", ""))
        assert f"Controle van {DATASET}" in shown
        assert "In orde, met 2 waarschuwingen. Gecontroleerd: 5 knooppunten" in shown
        assert "Stand van 24 november 2026" in shown
    unsound = tmp_path / "eigen.yaml"
    unsound.write_text("bijgewerkt: 1")
    shown = run("controleer", unsound, "-f", "md").out
    assert ("eigen.yaml**" in shown, "fouten." in shown, "Stand van" in shown) == (True, True, False)
    shown = run("controleer", "--brontekst", f"{SOURCE}={write_letter(tmp_path)}", "-f", "md").out
    assert f"Voorwaarden: bron {SOURCE}" in shown


def test_machine_formats_have_stable_fields(run: Run, tmp_path: Path) -> None:
    path = changed(tmp_path, ("soort: publiek", "soort: overheid"))
    (found,) = problems(run, path)
    line = TEXT[: TEXT.index("soort: publiek")].count("\n") + 1
    assert list(found.items()) == [
        ("bestand", str(path)),
        ("regel", line),
        ("kolom", 12),
        ("ernst", "fout"),
        ("code", "keuze"),
        ("plaats", "partners[gemeenten].soort"),
        ("melding", "moet publiek of privaat zijn, niet 'overheid' (tekst)"),
    ]
    assert json.loads(run("controleer", path, "-f", "jsonl").out) == found
    rows = list(csv.DictReader(io.StringIO(run("controleer", path, "-f", "csv").out)))
    assert rows == [{name: str(value) for name, value in found.items()}]


ALONE = '{bron: nrc-2021-05-14, fragment: "1,9 miljoen"}'
STRUCTURAL = """      - soort: structureel
        bedrag: 1000000
        vanaf: 2025
"""
FLOWERS = TEXT[TEXT.index(f"    financiering:\n{STRUCTURAL}") :].partition("    speerpunten")[0]
DEVIATION = f"""{STRUCTURAL}        afwijkend:
          - {{bedrag: 900000, vindplaatsen: [{{bron: anp-2022-03, fragment: "0,9"}}]}}
"""
KNOWN = OF_ALL.format(2023, 13000000, "[haven-rotterdam]")
DOUBTFUL = {
    "afgekapt": [("naam: Haven Rotterdam", "naam: Haven Rotterdam #3")],
    "afwijkend": [(STRUCTURAL, DEVIATION)],
    "bijna-gelijk": [("type: luchthaven", "type: zeehave")],
    "totaal-niet-bereikt": [("jaar: 2022\n    bedrag: 13000000", "jaar: 2022\n    bedrag: 13100000")],
    "totaal-onbekend": [(KNOWN, KNOWN.replace("rotterdam]", "rotterdam, luchthaven-schiphol]"))],
    "totaal-overschreden": [("jaar: 2022\n    bedrag: 13000000", "jaar: 2022\n    bedrag: 12000000")],
    "zonder-bedrag": [(FLOWERS, "")],
    "bron-ongebruikt": [("bronnen:\n", "bronnen:\n  - {id: los, titel: Los, soort: krant, datum: '2020'}\n")],
    "zonder-fragment": [(ALONE, "{bron: nrc-2021-05-14}")],
    "geen-afwijking": [(STRUCTURAL, DEVIATION.replace("900000", "1000000"))],
    "klein-bedrag": [("bedrag: 500000\n", "bedrag: 500\n")],
}


@pytest.mark.parametrize("code", DOUBTFUL)
def test_what_is_doubtful_is_a_warning(code: str, run: Run, tmp_path: Path) -> None:
    path = changed(tmp_path, *SOUND, *DOUBTFUL[code])
    found = [problem for problem in problems(run, path) if problem["code"] == code]
    assert [problem["ernst"] for problem in found] == ["waarschuwing"]
    assert (run("controleer", path).code, run("controleer", path, "--streng").code) == (0, 1)


def test_what_is_no_deviation_is_not_called_one(run: Run, tmp_path: Path) -> None:
    path = changed(tmp_path, *SOUND, *DOUBTFUL["geen-afwijking"])
    (found,) = problems(run, path)
    assert found["melding"] == "anp-2022-03 noemt hetzelfde bedrag; zet de vindplaats bij dat bedrag zelf"
    assert "noemt een ander bedrag" not in run("bedragen", "--data", path, "-f", "tabel").out
    other = changed(tmp_path, *SOUND, *DOUBTFUL["afwijkend"])
    assert "noemt een ander bedrag" in run("bedragen", "--data", other, "-f", "tabel").out


@pytest.mark.parametrize(("field", "place", "lost"), [
    ("naam: Kade #3", "naam", " #3"),
    ("naam: Kade\t#3 noord", "naam", "\\t#3 noord"),
    ("naam: Kade # 3", "naam", " # 3"),
    ("naam: Kade   #noord # en zuid", "naam", "   #noord # en zuid"),
    ("naam: Cursus C #", "naam", " #"),
    ("naam: Lange\n      naam #3", "naam", " #3"),
    ("naam: Kade\n    plaatsen: [Kade #3\n    ]", "plaatsen[1]", " #3"),
    ("naam: Kade\n    plaatsen:\n      - Kade #3", "plaatsen[1]", " #3"),
])  # fmt: skip
def test_a_text_that_is_cut_short_is_told(field: str, place: str, lost: str, run: Run, write: Write) -> None:
    path = write(f"{EMPTY}  - id: kade\n    type: haven\n    {field}\n")
    (found,) = (row for row in problems(run, path) if row["code"] == "afgekapt")
    assert found["plaats"] == f"knooppunten[kade].{place}"
    assert f"'{lost}' telt niet mee" in found["melding"]
    shown = path.read_text().split("\n")[found["regel"] - 1]
    assert shown[found["kolom"] - 1 :].startswith(field[6:10])


@pytest.mark.parametrize("line", [
    "naam: Kade # de noordkant", "naam: Kade  ## de noordkant", 'naam: "Kade #3"', "naam: 'Kade' #3",
    "naam: Kade#3", "type: haven #3", "speerpunten: onbekend #3", "aliassen: [noordkade] #3",
    "financiering: [] #3", "naam: >-  #3\n      Kade #3",
])  # fmt: skip
def test_an_ordinary_comment_is_left_alone(line: str, run: Run, write: Write) -> None:
    fields = {"id": "id: kade", "naam": "naam: Kade", "type": "type: haven", line.partition(":")[0]: line}
    path = write(f"{EMPTY}  - " + "\n    ".join(fields.values()) + "\n")
    assert [row["code"] for row in problems(run, path)] == ["zonder-bedrag"]


def test_every_warning_has_a_test() -> None:
    of_texts = {"bron-zonder-tekst"}  # in test_bronmap
    assert set(DOUBTFUL) | of_texts == {code for code in Code if code.severity == "waarschuwing"}


def test_a_million_errors_are_told_in_a_thousand(run: Run, write: Write) -> None:
    out = run("controleer", write(EMPTY + "- 1\n" * 5000)).out
    assert ("knooppunten[1000]" in out, "knooppunten[1001]" in out) == (True, False)
    assert out.endswith(": meer dan 1.000 fouten.\n")


# aansluiting


def reconciled(run: Run, *words: str | Path) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = asked(run, "aansluiting", *words)
    return rows


OPEN = ["havens-zeeland-west-brabant", "havens-noordzeekanaalgebied"]
OPEN += ["luchthaven-schiphol", "bloemenveilingen"]
FIELDS = [
    "soort", "jaar", "vanaf", "ruimer", "opgegeven", "gespecificeerd", "verschil", "onbekend", "oordeel",
]  # fmt: skip


def test_the_shipped_totals(run: Run) -> None:
    assert [[row[field] for field in FIELDS] for row in reconciled(run)] == [
        ["eenmalig", 2021, None, False, 6_900_000, 6_900_000, 0, [], "sluit"],
        ["eenmalig", 2022, None, False, 13_000_000, 13_000_000, 0, [], "sluit"],
        ["structureel", 2023, None, True, 22_000_000, 13_000_000, 9_000_000, OPEN, "niet gespecificeerd"],
        ["structureel", 2024, None, True, 33_000_000, 16_500_000, 16_500_000, OPEN, "niet gespecificeerd"],
        ["structureel", None, 2025, True, 29_000_000, 26_500_000, 2_500_000, [], "ruimer"],
    ]
    out = flat(run("aansluiting", "-f", "tabel").out)
    for said in (
        "het totaal is breder dan deze knooppunten; € 2,5 miljoen valt erbuiten of is niet uitgesplitst.",
        "Structureel 2023: van de € 22 miljoen is € 9 miljoen niet in de bedragen terug te vinden. Een deel",
    ):
        assert said in out
    assert out.count("Onbekend zijn de bedragen van Havens Zeeland en West-Brabant, Havens") == 2
    strict = run("aansluiting", "--streng", "--velden", "verschil")
    open_ = [f"structureel {year} (niet gespecificeerd)" for year in (2023, 2024)]
    assert (strict.code, strict.err) == (1, f"Niet elk totaal sluit: {', '.join(open_)}.\n")


HIGHER = "de bedragen zijn samen {} hoger dan het totaal volgens de bron."
MISSING = "van de € 13,1 miljoen is € 0,1 miljoen niet in de bedragen terug te vinden."
ALREADY = "de bekende bedragen zijn samen al € 16,5 miljoen. Onbekend zijn de bedragen van Havens Zeeland"


@pytest.mark.parametrize(("old", "new", "row", "verdict", "note"), [
    ("13000000", "13100000", 1, "sluit niet", MISSING),
    ("13000000", "12000000", 1, "sluit niet", HIGHER.format("€ 1 miljoen")),
    ("29000000", "20000000", 4, "sluit niet", HIGHER.format("€ 6,5 miljoen")),
    ("29000000", "26500000", 4, "sluit", "Totalen volgens de bron"),
    ("33000000", "16500000", 3, "al bereikt", ALREADY),
])  # fmt: skip
def test_the_words_say_what_follows(
    old: str, new: str, row: int, verdict: str, note: str, run: Run, tmp_path: Path
) -> None:
    totals = TEXT[TEXT.index("opgegeven_totalen:") :]
    path = changed(tmp_path, (totals, totals.replace(f"bedrag: {old}", f"bedrag: {new}", 1)))
    assert reconciled(run, "--data", path)[row]["oordeel"] == verdict
    assert note in flat(run("aansluiting", "--data", path, "-f", "tabel").out)


def test_aansluiting_in_every_format(run: Run, tmp_path: Path) -> None:
    for form in ("tabel", "tsv", "csv", "json", "jsonl", "yaml", "md"):
        assert "niet gespecificeerd" in run("aansluiting", "-f", form).out
    assert run("aansluiting", "--kaal").lines == ["sluit"] * 2 + ["niet gespecificeerd"] * 2 + ["ruimer"]
    assert run("aansluiting", "--streng", "--data", changed(tmp_path, *SOUND)).code == 0


def budget(folder: Path, stated: int, *amounts: int | str | None) -> Path:
    """Write a dataset with one stated total over hubs with these one-off amounts (None: none on record)."""
    hubs = [
        hub(f"hub-{number}", *([] if amount is None else [once(2020, amount)]), speerpunten="onbekend")
        for number, amount in enumerate(amounts)
    ]
    total = {**once(2020, stated), "status": "streven", "omvat": "alle"}
    return written(folder, *hubs, opgegeven_totalen=[total])


REACHED, MISSED, OVER = "totaal-onbekend", "totaal-niet-bereikt", "totaal-overschreden"


@pytest.mark.parametrize(("stated", "amounts", "known", "difference", "verdict", "code"), [
    (9000, [4000, 5000], 9000, 0, "sluit", None),
    (0, [0], 0, 0, "sluit", None),
    (9000, [4000, 4000], 8000, 1000, "sluit niet", MISSED),
    (9000, [4000, "onbekend"], 4000, 5000, "niet gespecificeerd", MISSED),
    (9000, [9000, "onbekend"], 9000, 0, "al bereikt", REACHED),
    (9000, [9000, None], 9000, 0, "al bereikt", REACHED),
    (0, [0, "onbekend"], 0, 0, "al bereikt", REACHED),
    (9000, [10_000, "onbekend"], 10_000, -1000, "sluit niet", OVER),
    (9000, ["onbekend", "onbekend"], None, None, "onbekend", REACHED),
    (0, ["onbekend"], None, None, "onbekend", REACHED),
    (9000, [None], None, None, "onbekend", REACHED),
])  # fmt: skip
def test_a_total_adds_up_only_where_every_item_is_known(
    stated: int,
    amounts: list[Any],
    known: Any,
    difference: Any,
    verdict: str,
    code: Any,
    run: Run,
    tmp_path: Path,
) -> None:
    """Unknown is not zero: not in the sum, not in the difference, not in the verdict, not in the exit."""
    path = budget(tmp_path, stated, *amounts)
    answer = run("aansluiting", "--data", path, "--streng", "--json")
    (row,) = json.loads(answer.out)
    open_ = [f"hub-{number}" for number, amount in enumerate(amounts) if not isinstance(amount, int)]
    assert [row[name] for name in FIELDS[-4:]] == [known, difference, open_, verdict]
    assert answer.code == (0 if verdict == "sluit" else 1)
    found = [problem["code"] for problem in problems(run, path) if problem["code"].startswith("totaal-")]
    assert found == ([code] if code else [])


def test_an_unknown_difference_is_unknown_for_people_too(run: Run, tmp_path: Path) -> None:
    lines = run("aansluiting", "--data", budget(tmp_path, 0, "onbekend"), "-f", "tabel").lines
    (row,) = [line.split() for line in lines if line.startswith("eenmalig")]
    assert row == ["eenmalig", "2020", "streven", "€", "0", *["onbekend"] * 3, "1"]
    why = "of het totaal van € 0 klopt, is niet te zeggen. Onbekend is het bedrag van Hub 0."
    assert f"Eenmalig 2020: {why}" in lines


def test_a_dataset_without_stated_totals_says_that_there_are_none(run: Run, tmp_path: Path) -> None:
    path = changed(tmp_path, (TEXT[TEXT.index("opgegeven_totalen:") :], ""))
    for words, out in (([], 1), (["-f", "tabel"], 0), (["--kaal"], 0), (["--streng", "--json"], 1)):
        answer = run("aansluiting", "--data", path, *words)
        assert (answer.code, len(answer.lines)) == (0, out)
        assert answer.err == "Deze dataset bevat geen totalen uit bronnen.\n"


# evidence


def outcomes(run: Run, *words: str | Path, code: int = 0) -> list[dict[str, Any]]:
    answer = run("controleer", "--json", *words)
    assert answer.code == code, answer.err
    rows: list[dict[str, Any]] = json.loads(answer.out)
    return rows


def test_every_claim_on_a_letter_that_says_so_is_found(run: Run, tmp_path: Path) -> None:
    letter = write_letter(tmp_path)
    rows = outcomes(run, "--brontekst", f"{SOURCE}={letter}")
    assert len(rows) == TEXT.count(f"{{bron: {SOURCE}") == CLAIMS
    found = {(row["uitkomst"], row["pagina"], tuple(row["gevonden_op"])) for row in rows}
    assert found == {("gevonden", 3, (3,))}
    shown = run("controleer", "-f", "tabel", "--brontekst", f"{SOURCE}={letter}").out
    assert f"{len(rows)} van de {len(rows)} vindplaatsen gevonden.\n" in shown


@pytest.mark.parametrize(("old", "new", "claim"), [
    ("€16,5", "€16,6", ("structureel", "haven-rotterdam")),
    ("€4 mln", "€5 mln", ("structureel", "havens-zeeland-west-brabant")),
    ("€1,5 mln", "€1,6 mln", ("structureel", "havens-noordzeekanaalgebied")),
    ("70.000", "71.000", ("kengetal", "haven-rotterdam")),
])  # fmt: skip
def test_one_digit_fails_the_claim_it_supports(
    old: str, new: str, claim: tuple[str, str], run: Run, tmp_path: Path
) -> None:
    assert old in PAGE
    copy = write_letter(tmp_path, PAGE.replace(old, new))
    rows = outcomes(run, "--brontekst", f"{SOURCE}={copy}", code=1)
    (failed,) = [row for row in rows if row["uitkomst"] != "gevonden"]
    assert (failed["onderdeel"], failed["knooppunt"]) == claim
    assert failed["uitkomst"] == "niet-gevonden"
    assert new in failed["dichtbij"].replace("€ ", "€")
    shown = run("controleer", "-f", "tabel", "--brontekst", f"{SOURCE}={copy}").out
    assert f"{len(rows) - 1} van de {len(rows)} vindplaatsen gevonden, 1 niet gevonden.\n" in shown


def test_another_page_is_told(run: Run, tmp_path: Path, write: Write) -> None:
    path = changed(tmp_path, (ALONE, ALONE.replace("fragment", "pagina: 2, fragment")))
    page = write("vijf miljoen euro en 1,9 miljoen\fleeg\n", "nrc.txt")
    text = f"nrc-2021-05-14={page}"
    rows = outcomes(run, path, "--brontekst", text, code=1)
    found = [(row["uitkomst"], row["gevonden_op"]) for row in rows]
    assert found == [("gevonden", [1]), ("andere-pagina", [1])]
    shown = run("controleer", path, "-f", "tabel", "--brontekst", text).out
    assert "1 van de 2 vindplaatsen gevonden, 1 op een andere pagina.\n" in shown


def test_several_sources_and_claims_without_a_fragment(run: Run, tmp_path: Path, write: Write) -> None:
    path = changed(tmp_path, (', fragment: "0,5 miljoen"', ""))
    anp = write("5,1 miljoen euro, 3,4 miljoen euro, 2,5 miljoen euro, 1,5 miljoen en 0,5 miljoen\n", "a")
    other = write("29 miljoen euro en 4 miljoen euro, luchthaven Schiphol, bloemenveilingen\n", "b")
    words = ["--brontekst", f"anp-2022-03={anp}", "--brontekst", f"bndestem-2023-02={other}"]
    rows = outcomes(run, path, *words)
    assert [row["bron"] for row in rows] == ["anp-2022-03"] * 5 + ["bndestem-2023-02"] * 2
    assert [row["uitkomst"] for row in rows].count("zonder-fragment") == 1
    shown = run("controleer", path, "-f", "tabel", *words).out
    assert "6 van de 7 vindplaatsen gevonden, 1 zonder fragment om op te zoeken.\n" in shown


def test_a_source_nobody_cites_has_nothing_to_look_up(run: Run, write: Write) -> None:
    answer = run("controleer", "--brontekst", f"erasmus-2019={write('tekst', 'a')}", "--json")
    assert answer == (0, "[]\n", "Geen enkele bewering in de dataset verwijst naar deze bron.\n")


def test_calls_and_files_that_are_off(run: Run, tmp_path: Path) -> None:
    text = tmp_path / "a"
    text.write_bytes(b"caf\xe9")
    for given, code, message in (
        (f"{SOURCE}={text}", 1, "de tekst is niet in UTF-8; sla de tekst op als UTF-8"),
        (f"{SOURCE}={tmp_path}", 1, "dit is een map"),
        (f"{SOURCE}={tmp_path / 'weg'}", 1, "dit bestand bestaat niet"),
        (SOURCE, 2, "achter --brontekst hoort BRON=BESTAND"),
        (f"={text}", 2, "achter --brontekst hoort BRON=BESTAND"),
        (f"kamerbrief={DATASET}", 2, "Bedoelde u"),
    ):
        answer = run("controleer", "--brontekst", given)
        assert (answer.code, answer.out) == (code, ""), given
        assert message in " ".join(answer.err.replace("│", " ").split()), answer.err
