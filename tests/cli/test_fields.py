"""A field answers to its name and to the heading that people see, at `--velden` and at `--sorteer`."""

import json
import re
import shlex
from pathlib import Path

import pytest
from conftest import Call, many

SOURCE = "kamerbrief-2022-11-04"
CALLS = [
    "list", "totaal", "totaal --structureel", "totaal --per bron", "toon haven-rotterdam", "partners",
    "partners rotterdam", "themas", "themas schiphol", "bronnen", f"bronnen {SOURCE}", "aansluiting",
    "controleer", "bedragen", "kengetallen", "beweringen", "totaal --structureel --per jaar",
]  # fmt: skip


def headings(page: str) -> list[str]:
    line = next(line for line in page.splitlines() if line.startswith("|"))
    return line.replace("\\", "").strip("| ").split(" | ")


def test_every_heading_that_people_see_is_taken_for_a_field(home: Path) -> None:
    """Case and spaces aside; it names the column that was seen, unless it is the name of another field."""
    pages = many(home, [Call([*call.split(), "-f", "md"]) for call in CALLS])
    seen = {call: headings(page.out) for call, page in zip(CALLS, pages, strict=True)}
    asked = []
    for call in CALLS:
        spelled = [(heading, heading.upper(), heading.lower().replace(" ", "")) for heading in seen[call]]
        fields = ",".join(word for words in spelled for word in words)
        asked.append(Call([*call.split(), "--velden", fields, "-f", "md"]))
    for call, page in zip(CALLS, many(home, asked), strict=True):
        assert page.code == 0, (call, page.err)
        assert headings(page.out) == list(dict.fromkeys(seen[call])), call


@pytest.mark.parametrize(("words", "field"), [
    ("bronnen --velden webadres", "url"), ("bronnen --velden Gelezen", "dekking"),
    ("list --velden 'structureel (per jaar)'", "structureel"), ('list --velden "Thema\'s"', "themas"),
    ("list --velden Bron", "vindplaatsen"), ("aansluiting --velden Bron", "bron"),
    ("aansluiting --velden Jaar", "jaar"), ("aansluiting --velden Som", "gespecificeerd"),
    ("themas --velden speerpunt_van", "speerpunt_van"), ("themas --velden SpeerpuntVan", "speerpunt_waar"),
    ("controleer --velden Ernst", "ernst"),
])  # fmt: skip
def test_a_name_goes_before_a_heading_and_a_column_that_is_seen_before_one_that_is_not(
    home: Path, words: str, field: str
) -> None:
    (answer,) = many(home, [Call([*shlex.split(words), "-f", "csv"])])
    assert answer.code == 0
    assert answer.lines[0] == field


def test_accents_aside_and_a_column_named_twice_is_there_once(home: Path) -> None:
    fields = "Náam, knooppunt,STRUCTUREEL (per jaar)"
    (answer,) = many(home, [Call(["list", "--velden", fields, "-f", "tsv"])])
    assert answer.out.splitlines()[0] == "naam\tstructureel"


def test_sorteer_takes_a_heading_too(home: Path) -> None:
    names = ("structureel (per jaar)", "structureel")
    by_heading, by_name = many(home, [Call(["list", "--kaal", "--sorteer", name]) for name in names])
    assert by_heading == by_name
    assert by_name.lines[0] == "bloemenveilingen"


def test_the_sources_are_there_by_their_heading_too(home: Path) -> None:
    """Also in a format for programs, which leaves them out unless they are asked for."""
    calls = ["--velden id,BRON --json", "--velden id,vindplaatsen --json"]
    calls += ["--sorteer bron --kaal", "--sorteer bron -f md --velden id"]
    by_heading, by_name, bare, shown = many(home, [Call(["list", *call.split()]) for call in calls])
    assert by_heading.out == by_name.out
    assert json.loads(by_name.out)[0]["vindplaatsen"]
    assert bare.lines == [line.strip("| ") for line in shown.lines if re.match(r"\| \w", line)][1:]
    assert bare.lines[0] == "luchthaven-schiphol"
