"""`controleer --bronmap`: all sources beside a folder with their texts; and `--streng --behalve`."""

import json
import re
import sys
from pathlib import Path
from typing import Any

import pytest
from conftest import DATASET, SHARED, Answer, Home, Run, Terminal, environment, needs_shared, on_terminal
from letter import CLAIMS, PAGE, SOURCE, write_letter
from papers import SLOW, pdf, web_archive

NRC = "nrc-2021-05-14"
NRC_TEXT = "Rotterdam krijgt vijf miljoen euro, Schiphol 1,9 miljoen."
OPEN = ("--behalve", "totaal-niet-bereikt")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Make a folder with the texts of two sources."""
    path = tmp_path / "bronnen"
    path.mkdir()
    write_letter(path)
    (path / f"{NRC}.txt").write_text(NRC_TEXT)
    return path


def checked(run: Run, folder: Path) -> Answer:
    return run("controleer", "--bronmap", folder, "--json")


def rows(answer: Answer) -> dict[str, dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(answer.out)
    return {row.pop("bron"): row for row in found}


def plain(text: str) -> str:
    return " ".join(text.split())


def test_each_source_is_a_row_with_what_is_found(run: Run, folder: Path) -> None:
    (folder / "tno-2019.txt").write_text("Daar rust niets op.")
    answer = checked(run, folder)
    assert (answer.code, answer.err) == (0, "")
    found = rows(answer)
    assert list(found) == run("bronnen", "--kaal").lines
    counts = ("andere_pagina", "niet_gevonden", "zonder_fragment")
    all_found = {"vindplaatsen": CLAIMS, "gevonden": CLAIMS, "bestand": f"{SOURCE}.txt"}
    assert found[SOURCE] == all_found | dict.fromkeys(counts, 0)
    assert found[NRC]["gevonden"] == 2
    assert (found["tno-2019"]["vindplaatsen"], found["tno-2019"]["gevonden"]) == (0, 0)
    unknown = dict.fromkeys((*counts, "gevonden", "bestand"))
    assert found["anp-2022-03"] == {"vindplaatsen": 5, **unknown}


def test_people_see_what_is_not_found_and_what_is_nearest(run: Run, terminal: Terminal, folder: Path) -> None:
    (folder / f"{NRC}.txt").write_text(NRC_TEXT.replace("1,9", "1,8"))
    write_letter(folder, PAGE.replace("Pagina 3", "Pagina 4"))
    answer = run("controleer", "--bronmap", folder, "-f", "tabel")
    shown = plain(answer.out)
    assert answer.code == 1
    for said in (
        f"{SOURCE} {CLAIMS} 0 {CLAIMS} 0",
        f"{NRC} 2 1 0 1",
        f"1 van de {CLAIMS + 2} vindplaatsen gevonden, {CLAIMS} op een andere pagina, 1 niet gevonden.",
        "Fragmenten die niet op de genoemde plaats staan",
        "1,9 miljoen",
        "1,8 miljoen.",
    ):
        assert said in shown
    on_screen = plain(terminal("controleer", "--bronmap", folder, columns=100).out)
    assert on_screen.count("Bronnen, vergeleken met hun tekst") == 1
    assert rows(checked(run, folder))[NRC]["niet_gevonden"] == 1
    fields = run("controleer", "--bronmap", folder, "-f", "tabel", "--velden", "bron,gevonden").out
    assert "gevonden" in fields.lower()


def test_a_text_may_be_any_file_of_a_source(run: Run, folder: Path) -> None:
    (folder / f"{SOURCE}.txt").unlink()
    (folder / f"{NRC}.txt").unlink()
    (folder / f"{SOURCE.upper()}.PDF").write_bytes(pdf([["x"], ["x"], PAGE.splitlines()]))
    (folder / f"{NRC}.mhtml").write_bytes(web_archive(f"<p>{NRC_TEXT}"))
    answer = checked(run, folder)
    assert (answer.code, answer.err) == (0, "")
    assert rows(answer)[SOURCE]["bestand"] == f"{SOURCE.upper()}.PDF"
    assert [rows(answer)[bron]["gevonden"] for bron in (SOURCE, NRC)] == [CLAIMS, 2]


def test_what_is_no_text_of_a_source_is_named(run: Run, folder: Path) -> None:
    for name in (f"{SOURCE}-p3.txt", "LEESMIJ.md", ".verborgen", f"{NRC}.docx", "kwaad\x1b[2J.txt"):
        (folder / name).write_text("tekst")
    (folder / f"{NRC}_bestanden").mkdir()
    answer = run("controleer", "--bronmap", folder, "-f", "md")
    assert (answer.code, answer.err) == (0, "")
    named = f"LEESMIJ.md, {SOURCE}-p3.txt, kwaad\\x1b[2J.txt en {NRC}.docx"
    shown = answer.out.replace("\\\\", "\\").replace("\\[", "[")
    assert f"Bestanden die bij geen bron horen: {named}." in shown
    assert "\x1b" not in answer.out
    assert "Bronnen zonder tekst in de map: kst-29911-309, rijksoverheid-2022-03-15, " in answer.out
    assert " en nog " in answer.out


def test_two_texts_of_one_source_are_refused(run: Run, folder: Path) -> None:
    (folder / f"{NRC}.html").write_text("<p>x")
    answer = run("controleer", "--bronmap", folder)
    assert (answer.code, answer.out) == (1, "")
    assert f"bron {NRC} heeft twee teksten, {NRC}.html en {NRC}.txt; laat één van beide staan" in answer.err


def test_a_text_that_cannot_be_read_does_not_hide_the_others(run: Run, folder: Path) -> None:
    (folder / f"{NRC}.txt").unlink()
    (folder / f"{NRC}.pdf").write_bytes(pdf([[]]))
    answer = checked(run, folder)
    assert answer.code == 1
    assert answer.err.startswith(f"Fout: {folder / NRC}.pdf: in deze PDF staat geen tekst")
    assert (rows(answer)[SOURCE]["gevonden"], rows(answer)[NRC]["bestand"]) == (CLAIMS, None)


def test_a_link_that_leads_nowhere_does_not_hide_the_others(run: Run, folder: Path) -> None:
    """It is told where it has the name of a source, and else named among what is of none."""
    for name in ("anp-2022-03.txt", "kring"):
        (folder / name).symlink_to(name)
    (folder / "weg.pdf").symlink_to("nergens")
    answer = checked(run, folder)
    why = f"Fout: {folder}/anp-2022-03.txt: deze link verwijst naar zichzelf.\n"
    assert (answer.code, answer.err) == (1, why)
    assert rows(answer)[SOURCE]["gevonden"] == CLAIMS
    shown = plain(run("controleer", "--bronmap", folder, "-f", "md").out)
    assert "Bestanden die bij geen bron horen: kring en weg.pdf." in shown


def test_a_folder_that_is_none(run: Run, folder: Path) -> None:
    for path, why in (
        (folder / "weg", "deze map bestaat niet; controleer de naam"),
        (DATASET, "dit is geen map; geef een map op"),
    ):
        answer = run("controleer", "--bronmap", path)
        assert (answer.code, answer.out, answer.err) == (1, "", f"Fout: {path}: {why}.\n")
    answer = run("controleer", env={"KNOOPPUNT_BRONMAP": str(folder / "weg")})
    why = f"Fout: {folder / 'weg'}: deze map bestaat niet; controleer de naam in KNOOPPUNT_BRONMAP.\n"
    assert (answer.code, answer.err) == (1, why)
    both = run("controleer", "--bronmap", folder, "--brontekst", f"{NRC}={folder / NRC}.txt")
    assert (both.code, both.out) == (2, "")


def test_strict_asks_for_every_text_unless_that_is_accepted(run: Run, folder: Path) -> None:
    """And for a dataset without warnings, which are told beside the answer."""
    words = ("controleer", "--bronmap", folder, "--json", "--streng")
    answer = run(*words)
    assert answer.code == 1
    assert answer.err.count("waarschuwing: opgegeven_totalen") == 2
    told = run(*words, *OPEN)
    assert (told.code, told.err.startswith("Bronnen zonder tekst in de map: kst-29911-309, ")) == (1, True)
    assert run(*words, *OPEN, "--behalve", "bron-zonder-tekst").code == 0
    assert run(*words, "--behalve", "bron-zonder-tekst").code == 1


def test_the_environment_names_the_folder_for_good(run: Run, folder: Path) -> None:
    """Then `controleer` answers as it does without, and tells of the sources beside that."""
    env = {"KNOOPPUNT_BRONMAP": str(folder)}
    found = f"{CLAIMS + 2} van de {CLAIMS + 2} vindplaatsen gevonden."
    for words in ((), ("--json",), ("--kaal",), ("-f", "tabel")):
        alone, both = run("controleer", *words), run("controleer", *words, env=env)
        assert (both.code, both.out) == (0, alone.out)
        assert both.err.startswith(f"{alone.err}{found}\nBronnen zonder tekst in de map: kst-29911-309, ")
    assert run("controleer", "-", env=env, stdin=DATASET.read_bytes()).code == 0
    (folder / f"{NRC}.txt").write_text(f"\f{NRC_TEXT.replace('1,9', '1,8')}")
    told = run("controleer", env=env)
    assert told.code == 1
    assert f"{NRC}: niet gevonden: 1,9 miljoen; er staat wel: 1,8 miljoen.\n" in told.err
    named = ("--brontekst", f"{SOURCE}={folder / SOURCE}.txt")
    assert run("controleer", *named, env=env) == run("controleer", *named)
    assert run("controleer", env={"KNOOPPUNT_BRONMAP": ""}) == run("controleer")


FORMS = [(), *(("-f", form) for form in ("tabel", "tsv", "csv", "json", "jsonl", "yaml", "md", "html"))]
FORMS += [("--kaal",), ("--velden", "code"), ("--sorteer", "code"), ("-o", "/dev/null", "--json")]


@pytest.mark.parametrize("form", FORMS, ids=" ".join)
def test_the_verdict_is_the_same_in_every_form(form: tuple[str, ...], run: Run, folder: Path) -> None:
    """Whether the call names the folder or the environment does."""
    env, missing = {"KNOOPPUNT_BRONMAP": str(folder)}, {"KNOOPPUNT_BRONMAP": str(folder / "weg")}
    strict = ("--streng", *OPEN)
    accepted = (*strict, "--behalve", "bron-zonder-tekst")
    by_option = tuple(word.replace("code", "bron") for word in form)

    def verdicts(*words: str) -> set[int]:
        named = run("controleer", *by_option, *words, "--bronmap", folder).code
        return {named, run("controleer", *form, *words, env=env).code}

    assert (verdicts(), verdicts(*strict), verdicts(*accepted)) == ({0}, {1}, {0})
    assert verdicts("--streng", "--behalve", "bron-zonder-tekst") == {1}
    assert run("controleer", *form, env=missing).code == 1
    (folder / f"{NRC}.txt").write_text("iets anders")
    assert verdicts() == verdicts(*accepted) == {1}


@pytest.mark.parametrize("form", [(), ("--json",), ("-f", "tabel"), ("--kaal",)], ids=" ".join)
def test_strict_is_strict_beside_a_text_as_well(form: tuple[str, ...], run: Run, folder: Path) -> None:
    words = ("controleer", *form, "--brontekst", f"{SOURCE}={folder / SOURCE}.txt")
    plainly, strictly = run(*words), run(*words, "--streng")
    assert (plainly.code, plainly.err) == (0, "")
    assert (strictly.code, strictly.out) == (1, plainly.out)
    assert strictly.err.count("waarschuwing: opgegeven_totalen") == 2
    assert run(*words, "--streng", *OPEN) == plainly


def test_an_unsound_dataset_is_told_first_and_ends_it(run: Run, folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "eigen.yaml"
    path.write_text(DATASET.read_text().replace("type: luchthaven", "type: Lucht haven"))
    named = run("controleer", path, "--bronmap", folder)
    assert (named.code, named.out) == (1, "")
    assert named.err.startswith(f"{path}:")
    alone = run("controleer", path)
    assert run("controleer", path, env={"KNOOPPUNT_BRONMAP": str(folder)}) == alone
    assert alone.code == 1


@needs_shared
def test_the_shared_sources_bear_the_shipped_dataset_out(run: Run) -> None:
    answer = checked(run, SHARED / "sources")
    assert (answer.code, answer.err) == (0, "")
    found = rows(answer)
    texts = {path.stem for path in (SHARED / "sources").iterdir()} & found.keys()
    assert {bron for bron, row in found.items() if row["bestand"]} == texts
    assert len(texts) > 20
    assert all(found[bron]["gevonden"] == found[bron]["vindplaatsen"] > 0 for bron in texts)


def test_long_work_shows_how_far_it_is(home: Path, folder: Path) -> None:
    words = [sys.executable, "-c", SLOW, "controleer", "--bronmap", str(folder), "--json"]
    shown = on_terminal(words, environment(home), columns=80).out
    assert "Bronnen lezen: 96% \r\x1b[K" in shown


def test_a_dataset_without_a_snapshot_is_read_once(someone_large: Home, folder: Path) -> None:
    words = [sys.executable, "-c", SLOW, "controleer", str(someone_large.dataset), "--bronmap", str(folder)]
    shown = on_terminal(words, someone_large.env(), columns=80).out
    parts = [int(part) for part in re.findall(r"Dataset lezen: (\d+)%", shown)]
    assert len(parts) > 2
    assert parts == sorted({*parts})


def test_a_warning_that_one_knows_is_accepted(run: Run) -> None:
    assert run("controleer", "--streng").code == 1
    accepted = run("controleer", "--streng", *OPEN)
    assert (accepted.code, accepted.out) == (0, run("controleer").out)  # it is told all the same
    assert run("controleer", "--streng", "--json", "--behalve", "TOTAAL-NIET-BEREIKT").code == 0
    assert run("controleer", "--streng", "--behalve", "zonder-bedrag", *OPEN).code == 0
    assert run("controleer", "--streng", "--behalve", "zonder-bedrag").code == 1


@pytest.mark.parametrize(("words", "message"), [
    (["--streng", "--behalve", "zonder-bedrg"], "Bedoelde u zonder-bedrag of zonder-fragment?"),
    (["--streng", "--behalve", "qqq"], "Kies uit: afgekapt, afwijkend, bijna-gelijk"),
    (["--streng", "--behalve", "yaml"], "'yaml' is een fout; u kunt alleen waarschuwingen overslaan."),
    (["--behalve", "zonder-bedrag"], "gebruik --behalve samen met --streng."),
])  # fmt: skip
def test_what_cannot_be_accepted(words: list[str], message: str, run: Run) -> None:
    answer = run("controleer", *words)
    assert (answer.code, answer.out) == (2, "")
    assert message in plain(answer.err)
