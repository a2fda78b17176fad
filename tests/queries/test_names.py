"""Words of a call beside those of the dataset: however they are typed, and where they name nothing."""

import sys
import unicodedata
from pathlib import Path

import pytest
from conftest import Run
from documents import hub, partner, write

from ondermijning.text import fold

NAMES = {
    "gravendeel": "Haven ’s-Gravendeel",
    "hyphen": "Over\xadslag Noord",
    "width": "Koe\u200blhuis\ufe0f Zuid",
    "two-forms": "Cafe\u0301 Kade",
    "spaces": "Kade\u00a0West\u2011Oost",
    "ligature": "Scheepsﬁnanciering ĳzer",
}


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    """Write a dataset with letters and signs that look like others, in names and in places."""
    hubs = [hub(id_, plaatsen=[naam]) for id_, naam in NAMES.items()]
    named = [partner(f"bij-{id_}", naam=naam.upper(), deelname=[id_]) for id_, naam in NAMES.items()]
    return write(tmp_path, *hubs, partners=named)


TYPED = [
    ("gravendeel", "haven 's-gravendeel"),
    ("gravendeel", "Haven `s\u2010Gravendeel"),
    ("gravendeel", "Haven \u02bcs–Gra\xadvendeel"),
    ("hyphen", "overslag noord"),
    ("hyphen", "OVERSLAG\u2009NOORD"),
    ("width", "Koelhuis Zuid"),
    ("two-forms", "Café Kade"),
    ("two-forms", "cafe kade"),
    ("spaces", "Kade West-Oost"),
    ("spaces", "Kade West—Oost\u2060"),
    ("ligature", "scheepsfinanciering ijzer"),
]
"""What is typed for which name."""


@pytest.mark.parametrize(("id_", "typed"), TYPED)
@pytest.mark.parametrize("option", ["--plaats", "--zoek"])
def test_signs_that_look_alike_are_alike(id_: str, typed: str, option: str, run: Run, dataset: Path) -> None:
    answer = run("list", "--kaal", option, typed, "--data", dataset)
    assert (answer.code, answer.lines) == (0, [id_])


def test_ids_and_fixed_words_are_compared_alike(run: Run) -> None:
    """As a word processor or a telephone writes them."""
    for words in (
        ("toon", "Haven\u2011Rotterdam", "--kaal"),
        ("list", "--partner", "Poli\xadtie", "--kaal"),
        ("list", "--thema", "Barrièrevorming", "--kaal"),
        ("list", "--type", "ZEE\u200bHAVEN", "--kaal"),
        ("list", "--bron", "nrc–2021–05–14", "--kaal"),
        ("beweringen", "--bronsoort", "Krant\u00ad", "--kaal"),
        ("totaal", "--per", "Type\u200b", "--velden", "groep"),
    ):
        assert run(*words).code == 0, words


@pytest.mark.parametrize("word", ["\xad", "\u200b", "\u0301", "\u2060 \ufe0f"])
@pytest.mark.parametrize("option", ["--zoek", "--plaats", "--type"])
def test_a_word_that_nobody_sees_is_empty(word: str, option: str, run: Run) -> None:
    answer = run("list", option, word)
    assert (answer.code, answer.out) == (2, "")
    why = f"ongeldige waarde voor {option}: deze waarde is leeg; vul iets in of laat de optie weg."
    assert why in answer.err


def test_canonically_equal_texts_are_alike() -> None:
    """Of every letter that Unicode can write in another way, or in another case."""
    for letter in map(chr, range(sys.maxunicode + 1)):
        for other in {unicodedata.normalize("NFD", letter), letter.casefold()} - {letter}:
            assert fold(f"a{letter}b") == fold(f"a{other}b"), hex(ord(letter))


ROTTERDAM = "Bedoelde u het knooppunt haven-rotterdam? Zie 'knooppunt toon haven-rotterdam'."
UNKNOWN_PLACES = [
    ("schipol", "Bedoelde u Schiphol of het knooppunt luchthaven-schiphol? Zie 'knooppunt toon schiphol'."),
    ("zeeland", "Bedoelde u het knooppunt havens-zeeland-west-brabant? Zie 'knooppunt toon zeeland'."),
    ("Haven\u2011Rotterdam", ROTTERDAM),
    ("Naaldwik", "Bedoelde u Naaldwijk?"),
    ("qqq", "'knooppunt list --velden naam,plaatsen' laat zien wat er is."),
]


@pytest.mark.parametrize(("typed", "hint"), UNKNOWN_PLACES)
@pytest.mark.parametrize("command", ["list", "totaal", "meerjaren", "bedragen", "rapport"])
def test_a_place_that_is_not_there_is_an_error(command: str, typed: str, hint: str, run: Run) -> None:
    answer = run(command, "--plaats", "Moerdijk", "--plaats", typed)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.splitlines()[0].endswith(f"staat niet in de dataset. {hint}")


def test_a_place_is_named_as_the_dataset_writes_it(run: Run, dataset: Path) -> None:
    answer = run("list", "--plaats", "haven 's-gravendeel", "--data", dataset, "-f", "md")
    assert "Voorwaarden: plaats Haven ’s-Gravendeel" in answer.out.replace("\\", "")
