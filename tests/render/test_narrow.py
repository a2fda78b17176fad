"""On a page of any width words, amounts and ids stay whole; where columns have no room there are cards."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import DATASET, Call, many
from letter import write_letter
from test_screen import CALLS, COLOUR, EVIDENCE, width

WIDTHS = (40, 50, 60, 80, 120)
ALL = 1000
"""A page so wide that every cell fits on one line."""

LONG = "meervoudigepersoonlijkheidsstoornis"
"""A word that fits a page of 40 columns, and nothing else beside it."""

MORE = ["totaal --per knooppunt", "totaal --per bron", "controleer", "toon bloemenveilingen"]
HIDDEN = r"Niet getoond bij een breedte van (\d+) tekens: (.*?)\. Met --velden kiest u zelf wat er staat\."
DRAWN = re.compile(r"[─█▏▎▍▌▋▊▉]+")


def with_words(path: Path, word: str) -> Path:
    """Write the shipped dataset with one word more in each of its texts."""

    def longer(value: Any, field: str = "") -> Any:
        if isinstance(value, dict):
            return {name: longer(part, name) for name, part in value.items()}
        if isinstance(value, list):
            return [longer(part, field) for part in value]
        texts = ("naam", "titel", "uitgever", "omschrijving", "fragment", "plaatsen", "dekking", "eenheid")
        return f"{value} {word}" if field in texts else value

    data = longer(yaml.safe_load(DATASET.read_text(encoding="utf-8")))
    path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return path


def words_of(text: str) -> set[str]:
    flat = re.sub(HIDDEN, "", " ".join(COLOUR.sub("", text).split()))
    return {word for word in flat.split() if not DRAWN.fullmatch(word)}


def widest(page: str) -> int:
    """Return the width of a page but for its web addresses, which run on: they are to be copied whole."""
    return max(width(line) for line in page.splitlines() if "https://" not in line)


def broken(home: Path, calls: list[str], data: Path) -> dict[tuple[str, int], set[str]]:
    """Return what stands on a narrow page of each call, and is no word of a wide one that fits the page."""
    words = [[*call.split(), "--data", str(data), "-f", "tabel"] for call in calls]
    pages = iter(many(home, [Call(one, columns) for one in words for columns in (ALL, *WIDTHS)]))
    found = {}
    for call in calls:
        wide = next(pages).out
        assert len(wide.splitlines()) > 2, call
        for columns in WIDTHS:
            narrow = next(pages).out
            assert widest(narrow) <= columns, (call, columns)
            too_wide = " ".join(word for word in words_of(wide) if width(word) > columns)
            new = words_of(narrow) - words_of(wide)
            found[call, columns] = {word for word in new if word not in too_wide}
    return {where: words for where, words in found.items() if words}


@pytest.mark.parametrize("word", ["", LONG], ids=["shipped", "long"])
def test_no_word_is_ever_broken(home: Path, tmp_path: Path, word: str) -> None:
    data = with_words(tmp_path / "data.yaml", word) if word else DATASET
    assert broken(home, [*CALLS, *MORE], data) == {}


def test_no_word_of_the_evidence_is_ever_broken(home: Path) -> None:
    call = EVIDENCE.replace("-f tabel ", "").replace("LETTER", str(write_letter(home)))
    assert broken(home, [call], DATASET) == {}


def test_a_word_wider_than_the_page_is_broken_and_whole(home: Path, tmp_path: Path) -> None:
    word = "".join(chr(ord("a") + number % 26) for number in range(100))
    data = with_words(tmp_path / "data.yaml", word)
    calls = ["list", "toon schiphol", "themas", "partners", "bronnen"]
    pages = many(home, [Call([*call.split(), "--data", str(data), "-f", "tabel"], 40) for call in calls])
    for page in pages:
        assert widest(page.out) == 40
        assert word in re.sub(r"\s", "", page.out)


def test_an_id_is_whole_on_a_page_that_is_narrower(home: Path, tmp_path: Path) -> None:
    id_ = "-".join(["knooppunt"] * 8)
    data = tmp_path / "data.yaml"
    data.write_text(DATASET.read_text(encoding="utf-8").replace("haven-rotterdam", id_), encoding="utf-8")
    words = ["list", "--data", str(data), "-f", "tabel"]
    narrow, fields = many(home, [Call(words, 40), Call([*words, "--velden", "id,naam"], 40)])
    assert id_ in narrow.out.split()
    assert id_ in fields.out.split()


@pytest.mark.parametrize("columns", [40, 100, 400])
def test_web_addresses_are_whole_where_a_page_leads_to_none(home: Path, tmp_path: Path, columns: int) -> None:
    """In a file or a pipe: in their column where there is room, else below the table."""
    addresses = {source.get("url") for source in yaml.safe_load(DATASET.read_text())["bronnen"]} - {None}
    path = tmp_path / "bronnen.txt"
    calls = ["bronnen -f tabel", f"bronnen -o {path}", "bronnen --velden titel,url -f tabel"]
    piped, _, fields = many(home, [Call(call.split(), columns) for call in calls])
    assert addresses <= {*piped.out.split()}
    assert addresses <= {*fields.out.split()}
    assert path.read_text(encoding="utf-8") == piped.out


def test_a_card_has_a_line_for_each_cell_and_an_empty_line_before_the_next(home: Path) -> None:
    (page,) = many(home, [Call(["totaal", "--per", "knooppunt", "-f", "tabel"], 40)])
    cards = page.out.split("\n\n")
    assert cards[1].splitlines() == [
        "Soort        structureel", "Knooppunt    Haven Rotterdam", "Bedrag       € 16,5 mln",
        "Eenheid      EUR/jaar", "Knooppunten  1 van 1", "Bron         1 2 3 4",
    ]  # fmt: skip
    over_lines = ["Knooppunt    Havens Zeeland en", "             West-Brabant"]
    assert cards[2].splitlines()[:3] == ["Soort        structureel", *over_lines]


def test_a_column_left_out_is_named_as_velden_takes_it_and_velden_shows_it(home: Path) -> None:
    calls = ["bronnen", "list", "aansluiting", "totaal", "totaal --structureel --per knooppunt"]
    asked = [Call([*call.split(), "-f", "tabel"], columns) for call in calls for columns in WIDTHS]
    follow = []
    for call, page in zip(asked, many(home, asked), strict=True):
        if found := re.search(HIDDEN, " ".join(page.out.split())):
            assert int(found[1]) == call.columns
            fields = found[2].replace(" ", "")
            follow += [Call([*call.words, "--velden", fields], call.columns)]
    assert len(follow) > 5
    for page in many(home, follow):
        assert page.code == 0
        assert "Niet getoond" not in page.out


def test_fields_that_were_asked_for_are_shown_however_narrow_the_page(home: Path) -> None:
    fields = "url,titel,soort,uitgever,datum,id,beweringen"
    (page,) = many(home, [Call(["bronnen", "--velden", fields, "-f", "tabel"], 40)])
    assert "Niet getoond" not in page.out
    sources = yaml.safe_load(DATASET.read_text(encoding="utf-8"))["bronnen"]
    assert page.out.count("Webadres") == page.out.count("Beweringen") == len(sources)


def test_a_number_keeps_its_unit_where_the_unit_is_not_asked_for(home: Path) -> None:
    words = ["toon", "haven-rotterdam", "--velden", "omschrijving,waarde"]
    people, machine = many(home, [Call([*words, "-f", "tabel"]), Call([*words, "-f", "tsv"])])
    assert re.search(r"elk jaar vanaf 2024 \(oplopend: dit is het eindbedrag\) +€ 16,5 mln\n", people.out)
    assert " 70.000 kg\n" in people.out
    assert machine.out.startswith("omschrijving\twaarde\n")
