"""Reading a letter: every amount, what the words say of it and no more, and a fragment that stands once."""

import sys

import pytest
from conftest import ROOT, needs_shared
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ondermijning.audit.letter import Gazetteer, LetterAmount, read_letter
from ondermijning.audit.source_text import SourceText, lines_of, normalised

sys.path.append(str(ROOT / "benchmarks"))
import reading

NAMES = Gazetteer(
    {
        "rotterdam": ["Haven Rotterdam", "Rotterdam"],
        "zeeland": ["Havens Zeeland en West-Brabant", "zeeland", "Vlissingen", "Moerdijk"],
        "schiphol": ["Luchthaven Schiphol", "Schiphol"],
        "veilingen": ["Bloemenveilingen (sierteeltsector)", "veilingen", "Aalsmeer"],
    }
)


def read(text: str, datum: str | None = "2025-03-01") -> list[LetterAmount]:
    return read_letter(text, NAMES, datum)


def times_in(text: str, fragment: str) -> int:
    """Return how often a fragment stands in a text, as `controleer --brontekst` looks it up."""
    wanted = " ".join(lines_of(normalised(fragment))).replace("€ ", "€")
    return SourceText(text)._lines.places(wanted).count("1")


def test_the_letters_are_read_as_well_as_the_benchmark_promises() -> None:
    score = reading.summed(reading.scored(*letter) for letter in reading.letters())
    assert (score.amounts, score.missed, score.extra) == (85, [], [])
    assert {field: lines for field, lines in score.wrong.items() if lines} == {}
    unsaid = {"soort": 0, "jaar": 2, "vanaf": 0, "knooppunt": 1, "pagina": 0}
    assert {field: len(lines) for field, lines in score.unsaid.items()} == unsaid


def test_there_are_ten_letters_of_three_sorts() -> None:
    sorts = [path.suffix for path in reading.LETTERS.iterdir() if path.suffix in (".txt", ".html", ".pdf")]
    assert len(sorts) == 10
    assert {sorts.count(sort) >= 2 for sort in (".txt", ".html", ".pdf")} == {True}


@needs_shared
def test_the_sources_of_the_facts_are_read_as_well_as_the_benchmark_promises() -> None:
    score = reading.summed(reading.scored(*source, all_told=False) for source in reading.facts())
    assert score.amounts == 30
    assert score.missed == []
    assert {field: lines for field, lines in score.wrong.items() if lines} == {}


def test_every_fragment_in_the_letters_stands_there_once() -> None:
    from ondermijning.audit.source_file import read_source

    letters = list(reading.letters())
    assert sum(len(found) for _, found, _ in letters) > 80
    for name, found, _ in letters:
        (path,) = (path for path in reading.LETTERS.glob(f"{name}.*") if path.suffix != ".yaml")
        text = read_source(str(path))
        for one in found:
            assert times_in(text, one.fragment) == 1, (name, one.fragment)
            assert SourceText(text).find(one.fragment, one.pagina).outcome == "gevonden"


AMOUNTS = {
    "€16,5 mln.": 16_500_000,
    "€ 16,5 mln": 16_500_000,
    "5,1 miljoen euro": 5_100_000,
    "€ 1.500.000": 1_500_000,
    "€ 1.500.000,-": 1_500_000,
    "1 500 000 euro": 1_500_000,
    "700.000 euro": 700_000,
    "€3.5 million": 3_500_000,
    "€1,500,000": 1_500_000,
    "€ 1.250 miljoen": 1_250_000_000,
    "five million euros": 5_000_000,
    "half a million euros": 500_000,
    "zeven ton euro": 700_000,
    "€ 2,5 ton": 250_000,
    "vijf miljoen euro": 5_000_000,
    "een half miljoen euro": 500_000,
    "anderhalf miljoen euro": 1_500_000,
    "tweeënhalf miljoen euro": 2_500_000,
    "twee en een half miljoen euro": 2_500_000,
    "vijfentwintig miljoen euro": 25_000_000,
    "zevenhonderdduizend euro": 700_000,
    "twee miljard euro": 2_000_000_000,
    "EUR 5 miljoen": 5_000_000,
    "500.000 €": 500_000,
    "€5m": 5_000_000,
    "€ vijf miljoen": 5_000_000,
    "5,1\nmiljoen\neuro": 5_100_000,
    "€\n5 mil-\njoen": 5_000_000,
}


@pytest.mark.parametrize("written", AMOUNTS)
def test_amounts_as_letters_write_them(written: str) -> None:
    assert [one.bedrag for one in read(f"Er komt {written} bij.")] == [AMOUNTS[written]]


@pytest.mark.parametrize("text", [
    "In 2025 werd 40 ton cocaïne onderschept.",
    "De haven verwerkte 14 miljoen containers en 468 miljoen ton lading.",
    "Er kwamen 66 miljoen reizigers en 1,5 miljoen kilo post.",
    "Bel 070 - 123 45 67, kenmerk 5512873, zie artikel 12 en pagina 4 van 10.",
    "IBAN NL00 BANK 0123 4567 89, KvK 12345678.",
    "Dat is 16% meer, op 12 november 2024.",
    "Bedragen x € 1.000 of in tientallen miljoenen euro's.",
    "Er ging $5 million om, dus 5 miljoen dollar.",
    "Een brood kost € 2,75.",
    "https://www.voorbeeld.nl/nieuws/ruim-12-miljoen-voor-schiphol",
])  # fmt: skip
def test_what_is_no_amount_of_money(text: str) -> None:
    assert [one.bedrag for one in read(text)] == []


def told(text: str) -> list[tuple[int, str, str, str]]:
    """Return of each amount its thousands, its kind, its year and its knooppunt."""
    return [
        (one.bedrag // 1000, one.soort, f"{'vanaf ' if one.vanaf else ''}{one.jaar or ''}", one.knooppunt)
        for one in read(text)
    ]


S = "structureel"
TOLD = {
    # lists
    "Rotterdam, Schiphol en Moerdijk krijgen respectievelijk 2, 3 en 4 miljoen euro.": [
        *[(2000, "", "", "rotterdam"), (3000, "", "", "schiphol"), (4000, "", "", "zeeland")]
    ],
    # the knooppunt of its own words
    "Rotterdam krijgt structureel € 18 mln en voor Schiphol is er eenmalig € 2 mln.": [
        *[(18000, S, "", "rotterdam"), (2000, "eenmalig", "", "schiphol")]
    ],
    "Er gaat 5 miljoen naar Rotterdam, en 3 miljoen naar Schiphol.": [
        *[(5000, "", "", "rotterdam"), (3000, "", "", "schiphol")]
    ],
    "Het geld voor Schiphol gaat van € 3,5 mln naar € 4 mln per jaar.": [
        *[(3500, "", "", "schiphol"), (4000, S, "", "schiphol")]
    ],
    "Zeeland krijgt 4 miljoen per jaar, waarvan 1,2 miljoen voor politie.": [
        *[(4000, S, "", "zeeland"), (1200, S, "", "zeeland")]
    ],
    # years
    "Volgend jaar gaat het om 13 miljoen, daarna structureel om 16,5 miljoen per jaar.": [
        *[(13000, "", "2026", ""), (16500, S, "", "")]
    ],
    "Next year it will be 22 million euros, a year later 33 million.": [
        *[(22000, "", "2026", ""), (33000, "", "2027", "")]
    ],
    "In 2025 is er € 5 mln en in 2026 € 6 mln en vanaf 2027 € 7 mln.": [
        *[(5000, "", "2025", ""), (6000, "", "2026", ""), (7000, "", "vanaf 2027", "")]
    ],
    # a line above a list, which speaks for its items alone
    "Eenmalig voor 2026:\n- Rotterdam: € 5 mln;\n- Schiphol: structureel € 3 mln.\n\nElders € 2 mln.": [
        *[(5000, "eenmalig", "2026", "rotterdam"), (3000, S, "2026", "schiphol"), (2000, "", "", "")]
    ],
}


@pytest.mark.parametrize("text", TOLD)
def test_what_the_words_say_of_each_amount(text: str) -> None:
    assert told(text) == TOLD[text]


def test_ranges() -> None:
    found = [(one.bedrag, one.grens) for one in read("Het kost 3 tot 4 miljoen euro.")]
    assert found == [(3_000_000, True), (4_000_000, True)]
    none = read("Vanaf 2025 en 5 miljoen euro. In artikel 4 en 6 miljoen euro.")
    assert [one.bedrag for one in none] == [5_000_000, 6_000_000]


@pytest.mark.parametrize("text", [
    "Van de 13 miljoen euro is veel voor Rotterdam.",
    "De vijf knooppunten, waaronder Rotterdam, krijgen 13 miljoen euro.",
    "Tussen Rotterdam en Schiphol wordt 5 miljoen euro uitgegeven.",
    "De minister heeft in Rotterdam bekendgemaakt dat er landelijk 50 miljoen euro bij komt.",
    "Nieuw-Zeeland betaalt 3 miljoen euro.",
    "In Rotterdam werd voor 70 miljoen euro aan drugs gevonden.",
    "ROTTERDAM, 3 mei - Er komt 5 miljoen euro bij.",
])  # fmt: skip
def test_no_knooppunt_is_guessed(text: str) -> None:
    assert [one.knooppunt for one in read(text)] == [""]


@pytest.mark.parametrize("text", [
    "De structurele aanpak van Rotterdam kost 5 miljoen euro.",
    "Rotterdam heeft structureel te maken met smokkel en krijgt 5 miljoen euro.",
    "Rotterdam, waar elk jaar 8 miljoen containers komen, krijgt 5 miljoen euro.",
    "Naast de structurele middelen krijgt Rotterdam 5 miljoen euro.",
    "De jaarlijkse conferentie in Rotterdam kost 80.000 euro.",
    "Er is 5 miljoen euro voor structureel toezicht.",
    "Jaarlijks is 2 miljoen euro aan drugsgeld gevonden.",
    "A year later €2 million was spent.",
])  # fmt: skip
def test_no_kind_is_guessed(text: str) -> None:
    assert [one.soort for one in read(text)] == [""]


def test_an_unclear_year_is_not_guessed() -> None:
    assert [one.jaar for one in read("Dit jaar komt er 5 miljoen euro.", None)] == [None]
    for unclear in ("In de periode 2023-2026 gaat het om € 12 mln.", "In 2024 en 2025 gaat het om € 12 mln."):
        assert [one.jaar for one in read(unclear)] == [None]


def test_a_letterhead_and_a_page_may_come_between() -> None:
    letter = (
        "Voor de haven van Rotterdam is vanaf het komende begrotingsjaar structureel € 16,5\n"
        "Directoraat-Generaal\nOndermijning\nOns kenmerk\n4270490\n"
        "miljoen beschikbaar, en dat is aanmerkelijk meer dan er in het vorige jaar was voor\n"
        "Pagina 3 van 10\n"
        "deze haven. Er is 2 miljoen euro extra nodig.\n"
    )
    assert [(one.bedrag, one.pagina, one.knooppunt) for one in read(letter)] == [
        (16_500_000, 3, "rotterdam"),
        (2_000_000, 4, ""),
    ]
    assert read(letter)[0].fragment == (
        "haven van Rotterdam is vanaf het komende begrotingsjaar structureel € 16,5 miljoen"
    )


def test_a_fragment_is_as_the_letter_writes_it_and_long_enough_to_stand_once() -> None:
    letter = (
        "Er is zo’n 5 miljoen euro. Er is ‘ruim’ 5 miljoen euro. Er is zo’n 5 miljoen euro voor Schiphol."
    )
    found = [one.fragment for one in read(letter)][1:]
    assert found == ["ruim’ 5 miljoen euro", "5 miljoen euro voor Schiphol"]
    assert [one.fragment for one in read("Er is 5 miljoen euro. " * 40)] == [""] * 40


PIECES = st.sampled_from(
    [
        *AMOUNTS,
        *[
            "Rotterdam",
            "Schiphol",
            "Zeeland",
            "structureel",
            "eenmalig",
            "in 2023",
            "vanaf 2025",
            "per jaar",
            "dit jaar",
        ],
        *[
            "5 miljoen",
            "2, 3 en",
            "€",
            "-",
            "- ",
            ", ",
            ". ",
            ": ",
            "; ",
            "(",
            ")",
            "\n",
            "\n\n",
            "\f",
            "Pagina 3 van 10\n",
        ],
        *[
            "Datum\n",
            "2\n",
            "mil-\n",
            "joen",
            "=",
            "+5",
            "zo’n",
            "½",
            "²",
            "\xad",
            "\u200b",
            "\x00",
            "ﬀ",
            "\t",
            "  ",
        ],
    ]
)


@settings(max_examples=200)
@given(st.lists(PIECES | st.text(max_size=5), max_size=40).map(" ".join))
@example("€ 5 miljoen\x1cRotterdam €\xad 5 miljoen")
@example("5 miljoen euro/\n5 miljoen euro")
def test_whatever_the_text_every_fragment_stands_there_once(text: str) -> None:
    for one in read(text):
        assert not one.fragment or times_in(text, one.fragment) == 1, one
        assert one.fragment[:1] not in ("=", "+", "-", "@")
        assert one.bedrag >= 0


@pytest.mark.parametrize(
    "unit",
    ["1", "1.000", "1, ", "€", "€ ", "en 5 ", "in 2023 en 2024 ", "structurele a ", "a\n", "(", "een "],
)
def test_a_large_text_without_amounts_is_soon_read(unit: str) -> None:
    """A pattern that is not linear would take minutes."""
    assert read(unit * (300_000 // len(unit))) == []


def test_a_sentence_without_end_loses_no_amount() -> None:
    assert len(read("vijf miljoen euro en 3 ton euro " * 500)) == 1000


def test_a_large_letter_is_read() -> None:
    years = range(1900, 2100)
    letter = "".join(f"In {year} krijgt Rotterdam eenmalig {year}.000 euro.\n\n" for year in years)
    assert [one.bedrag for one in read(letter * 20)[:200]] == [year * 1000 for year in years]
