"""Every rule of the dataset, broken: file, line, column, place and a Dutch message, all at once."""

from pathlib import Path

import pytest
from conftest import DATASET, ROOT, Run, asked
from mistakes import MISTAKES, Mistake

from ondermijning.codes import Code


def file_of(folder: Path, content: str | bytes) -> Path:
    path = folder / "eigen.yaml"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


@pytest.mark.parametrize("mistake", MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_told_with_its_place(mistake: Mistake, run: Run, tmp_path: Path) -> None:
    path = file_of(tmp_path, mistake.text)
    line, column = mistake.position
    place = f"{mistake.place}: " if mistake.place else ""
    code, out, err = run("controleer", path)
    assert (code, err) == (1, "")
    assert f"{path}:{line}:{column}: {place}{mistake.message}" in out
    found = asked(run, "controleer", path)
    here = [problem["code"] for problem in found if (problem["regel"], problem["kolom"]) == (line, column)]
    assert mistake.code in here
    assert {problem["code"] for problem in found} <= set(Code)


@pytest.mark.parametrize(
    "name", ["unknown field", "near soort", "amount below zero", "alias", "tag", "month 13"]
)
def test_one_mistake_gives_one_error(name: str, run: Run, tmp_path: Path) -> None:
    out = run("controleer", file_of(tmp_path, MISTAKES[name].text)).out
    assert out.endswith(": 1 fout.\n")


STRUCTURAL, ONCE = "soort: structureel", "soort: eenmalig, jaar: 2022"


@pytest.mark.parametrize(
    ("amounts", "refused"),
    [
        ([STRUCTURAL, ONCE, "soort: eenmalig, jaar: 2023"], []),
        ([STRUCTURAL, STRUCTURAL], [2]),
        ([STRUCTURAL, STRUCTURAL, STRUCTURAL], [2, 3]),
        ([ONCE, ONCE], [2]),
        # they follow each other
        ([f"{STRUCTURAL}, tot: 2023", f"{STRUCTURAL}, vanaf: 2024"], []),
        ([f"{STRUCTURAL}, vanaf: 2024", f"{STRUCTURAL}, vanaf: 2020, tot: 2023"], []),
        ([f"{STRUCTURAL}, tot: 2024", f"{STRUCTURAL}, vanaf: 2024"], [2]),
        ([f"{STRUCTURAL}, tot: 2023", f"{STRUCTURAL}, vanaf: 2025, opbouw: [{{jaar: 2023, STAP}}]"], [2]),
        ([f"{STRUCTURAL}, tot: 2022", f"{STRUCTURAL}, vanaf: 2025, opbouw: [{{jaar: 2023, STAP}}]"], []),
        ([f"{STRUCTURAL}, tot: 2023", STRUCTURAL], [2]),
        ([f"{STRUCTURAL}, vanaf: 2020", f"{STRUCTURAL}, vanaf: 2024"], [2]),
        (
            [
                f"{STRUCTURAL}, vanaf: 2020, tot: 2030",
                f"{STRUCTURAL}, vanaf: 2022, tot: 2023",
                f"{STRUCTURAL}, vanaf: 2025",
            ],
            [2, 3],
        ),
        # each says what it is for
        ([f"{STRUCTURAL}, bestemming: a", f"{STRUCTURAL}, bestemming: b"], []),
        ([f"{ONCE}, bestemming: a", f"{ONCE}, bestemming: b", f"{ONCE}, bestemming: c"], []),
        ([f"{STRUCTURAL}, bestemming: a", f"{STRUCTURAL}, bestemming: a"], [2]),
        ([f"{ONCE}, bestemming: a", f"{ONCE}, bestemming: b", f"{ONCE}, bestemming: a"], [3]),
        ([STRUCTURAL, f"{STRUCTURAL}, bestemming: b"], [2]),
        ([f"{ONCE}, bestemming: a", ONCE], [2]),
        # or some the one, some the other
        (
            [
                f"{STRUCTURAL}, tot: 2023",
                f"{STRUCTURAL}, vanaf: 2024, bestemming: a",
                f"{STRUCTURAL}, vanaf: 2024, bestemming: b",
            ],
            [],
        ),
        (
            [
                f"{STRUCTURAL}, bestemming: a, tot: 2023",
                f"{STRUCTURAL}, bestemming: a, vanaf: 2024",
                f"{STRUCTURAL}, bestemming: b",
            ],
            [],
        ),
        (
            [
                f"{STRUCTURAL}, bestemming: a, tot: 2023",
                f"{STRUCTURAL}, bestemming: b",
                f"{STRUCTURAL}, vanaf: 2024",
            ],
            [3],
        ),
        # a kind does not count for the other
        ([f"{STRUCTURAL}, vanaf: 2022, tot: 2022", ONCE], []),
    ],
    ids=lambda given: "; ".join(given) if given and isinstance(given[0], str) else None,
)
def test_amounts_are_told_apart_by_years_or_purpose(
    amounts: list[str], refused: list[int], run: Run, tmp_path: Path
) -> None:
    place = "bedrag: 5000000, vindplaatsen: [{bron: nota, fragment: x}]"
    listed = "".join(f"      - {{{amount.replace('STAP', place)}, {place}}}\n" for amount in amounts)
    text = f"""bijgewerkt: "2022"
bronnen: [{{id: nota, titel: Nota, soort: krant, datum: "2022"}}]
knooppunten:
  - id: kade
    naam: Kade
    type: zeehaven
    financiering:
{listed}"""
    found = asked(run, "controleer", file_of(tmp_path, text))
    places = [f"knooppunten[kade].financiering[{number}]" for number in refused]
    assert [(one["code"], one["plaats"]) for one in found] == [("dubbel-bedrag", one) for one in places]


@pytest.mark.parametrize(("content", "where", "message"), [
    (b"", "1:1", "het bestand is leeg; begin met bijgewerkt, bronnen en knooppunten"),
    (b"# niets\n\n", "1:1", "het bestand is leeg"),
    (b"null\n", "1:1", "het bestand is leeg"),
    (b"- a\n", "1:1", "moet een groep velden zijn (naam: waarde), niet een lijst"),
    (b"hallo\n", "1:1", "moet een groep velden zijn (naam: waarde), niet 'hallo' (tekst)"),
    (b"bijgewerkt: caf\xe9\n", "1:16", "geen UTF-8; sla het bestand op als UTF-8"),
    (b"a: 1\r\nb: \xff\r\n", "2:4", "geen UTF-8"),
    (b"a: 1\rb: \xff\r", "2:4", "geen UTF-8"),
    ("bijgewerkt: 1".encode("utf-16"), "1:1", "dit is UTF-16; sla het bestand op als UTF-8"),
    ("bijgewerkt: 1".encode("utf-16-le"), "1:1", "dit is UTF-16"),
    ("bijgewerkt: 1".encode("utf-16-be"), "1:1", "dit is UTF-16"),
    (b"a: b\0c\n", "1:5", "stuurteken U+0000; haal het weg"),
    (b'a: "\\ud800"\n', "1:7", "een \\ tussen dubbele aanhalingstekens; gebruik enkele aanhalingstekens"),
    (b"\xef\xbb\xbfbijgewerkt: 1\nbronnen: []\nknooppunten: []\n", "1:13", "moet tekst zijn"),
    (b"%YAML 9.1\n---\na: 1\n", "1:1", "een regel die met % begint, kan hier niet"),
    (b'bijgewerkt: "2022', "1:", "het bestand houdt op binnen een tekst"),
])  # fmt: skip
def test_a_file_that_is_no_dataset(
    content: bytes, where: str, message: str, run: Run, tmp_path: Path
) -> None:
    path = file_of(tmp_path, content)
    code, out, err = run("controleer", path)
    assert (code, err) == (1, "")
    first = next(line for line in out.splitlines() if message in line)
    assert first.startswith(f"{path}:{where}")


def test_all_errors_at_once_in_file_order(run: Run, tmp_path: Path) -> None:
    names = ["no such day", "unknown bron", "unknown thema", "alias is an id", "unknown knooppunt"]
    text = DATASET.read_text()
    for name in names:
        mistake = MISTAKES[name]
        text = text.replace(mistake.old, mistake.new.replace("§", ""), 1)
    text = text.replace("titel: Systeemanalyse", "titel: &x Systeemanalyse\n    kleur: rood", 1)
    path = file_of(tmp_path, text)
    found = asked(run, "controleer", path)
    places = [(problem["regel"], problem["kolom"]) for problem in found]
    assert places == sorted(places)
    for name in names:
        assert MISTAKES[name].message in " ".join(problem["melding"] for problem in found)
    assert {"anker", "veld-onbekend"} <= {problem["code"] for problem in found}


@pytest.mark.parametrize("command", [["list"], ["totaal"], ["toon", "haven-rotterdam"], ["aansluiting"]])
def test_other_commands_refuse_the_same_file(command: list[str], run: Run, tmp_path: Path) -> None:
    path = file_of(tmp_path, MISTAKES["near soort"].text.replace("type: veiling", "type: Markt"))
    code, out, err = run(*command, "--data", path)
    assert (code, out) == (1, "")
    checked = run("controleer", path).lines
    assert err.splitlines() == [line for line in checked[:-1] if line.startswith(f"{path}:")]
    assert len(err.splitlines()) == 2


def test_a_folder_and_a_missing_file(run: Run, tmp_path: Path) -> None:
    said = f"Fout: {tmp_path}: dit is een map; geef een bestand uit die map op.\n"
    for command in (["controleer"], ["list", "--data"]):
        assert run(*command, tmp_path) == (1, "", said)
        code, out, err = run(*command, tmp_path / "weg.yaml")
        assert (code, out) == (1, "")
        assert "weg.yaml: dit bestand bestaat niet" in err


@pytest.mark.parametrize("newline", ["\r\n", "\r"])
def test_line_ends_of_other_systems_are_fine(newline: str, run: Run, tmp_path: Path) -> None:
    path = file_of(tmp_path, DATASET.read_text().replace("\n", newline))
    assert run("list", "--data", path) == run("list")
    assert run("controleer", path).out.splitlines()[1:3] == run("controleer").out.splitlines()[1:3]


def test_a_byte_order_mark_is_fine(run: Run, tmp_path: Path) -> None:
    path = file_of(tmp_path, b"\xef\xbb\xbf" + DATASET.read_bytes())
    assert run("list", "--data", path) == run("list")


def test_every_error_code_has_a_mistake_here() -> None:
    given = {mistake.code for mistake in MISTAKES.values()} | {"leeg", "codering"}
    assert given == {code for code in Code if code.severity == "fout"}


def test_the_docs_list_every_code() -> None:
    _, _, rest = (ROOT / "docs" / "keeping.md").read_text().partition("<!-- codes -->\n")
    assert rest.partition("<!-- /codes -->")[0].strip() == code_table()


def code_table() -> str:
    """Return the table of codes as docs/keeping.md has it; run this file to see it."""
    head = ["| code | ernst | wat er is |", "|---|---|---|"]
    return "\n".join([*head, *(f"| `{code}` | {code.severity} | {code.what} |" for code in Code)])


if __name__ == "__main__":
    print(code_table())  # noqa: T201
