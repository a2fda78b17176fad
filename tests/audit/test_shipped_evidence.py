"""Whether the letter in ../shared bears out what the shipped dataset says that it says."""

import pytest
from conftest import SHARED, needs_shared
from letter import SOURCE

from ondermijning.audit.source_text import Lookup, SourceText

LETTER = SHARED / "sources" / f"{SOURCE}-p3.txt"
pytestmark = needs_shared

# Every fragment that facts.md quotes from page 3 of the letter, and some that cross its lines.
FACTS = [
    "Haven Rotterdam: €16,5 mln. structureel",
    "Havens Zeeland en West-Brabant: €4 mln. structureel",
    "Havens Noordzeekanaalgebied: €1,5 mln. structureel",
    "gemeenten, politie",
    "Openbaar Ministerie, Douane, Koninklijke Marechaussee, FIOD, Belastingdienst",
    "RIEC\u2019s, (lucht)haven-/veilingbedrijven en brancheorganisaties",
    "RIEC's, (lucht)haven-/veilingbedrijven en brancheorganisaties",
    "barrièrevorming",
    "de weerbaarheid van personen en processen",
    "toezicht en",
    "(onderlinge) informatiepositie",
    "Publiek-private",
    "barrièrevorming in de haven",
    "intensiveren van (innovatieve) opsporing",
    "het afpakken van crimineel vermogen",
    "internationale samenwerking",
    "fysieke barrières",
    "weerbaarheid van personeel",
    "extra uitvoeringscapaciteit",
    "70.000 kilo cocaïne",
]
ACROSS_LINES = [
    "versterking van toezicht en handhaving",
    "plannen hebben gemaakt. In deze samenwerkingsverbanden",
    "participeren gemeenten, politie, Openbaar Ministerie, Douane",
    "de aanpak op de knooppunten worden geweven",
    "Rotterdamse haven in de internationale drugshandel",
    "onderzoek van de Erasmus Universiteit uit 2019",
    "vers fruit uit Latijns-Amerika",
    "grootschalige cocaïnesmokkel",
    "investeer ik een bedrag oplopend tot 16,5 miljoen euro per jaar",
    "oplopend tot 4 miljoen euro per jaar",
    "UNODC & Europol, Cocaine Insights 1, 2021.",
    "2021/04/02/onderzoek-portunus-zicht-op-ruim-12-miljoen-crimineel-vermogen",
]


@pytest.mark.parametrize("fragment", FACTS + ACROSS_LINES)
def test_the_letter_holds_its_facts_on_page_3(fragment: str) -> None:
    source = SourceText(LETTER.read_text(encoding="utf-8"))
    assert source.find(fragment, 3) == Lookup("gevonden", (3,), None)
    assert source.find(fragment, 4) == Lookup("andere-pagina", (3,), None)
