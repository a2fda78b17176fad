"""A page like page 3 of the letter of 2022, of sentences of our own, that bears the shipped dataset out.

It holds the fragments that the dataset quotes, and what makes such a page hard to read: lines that break
a fragment or a word off, the right margin of a letter, the marks of footnotes, the number of the page.
"""

from pathlib import Path

SOURCE = "kamerbrief-2022-11-04"
CLAIMS = 38
"""How many vindplaatsen of the shipped dataset rest on the page."""

PAGE = """\
Aan tafel zitten op elk van de vijf plekken de gemeenten, politie,
Directoraat-Generaal
Openbaar Ministerie, Douane, Koninklijke Marechaussee, FIOD, Belastingdienst,
Ondermijning

RIEC’s, (lucht)haven-/veilingbedrijven en brancheorganisaties. Datum
4 november 2022

Ons kenmerk
Door alle plannen loopt hetzelfde: barrièrevorming, het vergroten van de weer-
4270490
baarheid van personen en processen, meer toezicht en
Bij beantwoording de datum
en ons kenmerk vermelden.
handhaving en een betere (onderlinge) informatiepositie. Publiek-private
samenwerking gaat aan dat alles vooraf.

Haven Rotterdam: €16,5 mln. structureel
Wie in deze haven zoekt, vindt: in een jaar tijd werd 70.000 kilo
2
cocaïne onderschept. Het plan steunt op een onderzoek van de Erasmus
Universiteit en noemt barrièrevorming in de haven, het intensiveren van (innovatieve)
opsporing, het afpakken van crimineel vermogen en internationale samenwerking.

Havens Zeeland en West-Brabant: €4 mln. structureel
Hier begon het met operatie Portunus. Wat in 2019 door TNO is uitgezocht, wijst op
fysieke barrières, weerbaarheid van personeel, extra uit-
voeringscapaciteit en versteviging van de internationale samenwerking.

Havens Noordzeekanaalgebied: €1,5 mln. structureel
Ook aan dit kanaal komt vracht van ver binnen.

2
 UNODC & Europol, Cocaine Insights 1, 2021.
 Pagina 3 van 10
"""


def write_letter(folder: Path, page: str = PAGE) -> Path:
    """Write the page to a file in `folder`."""
    path = folder / f"{SOURCE}.txt"
    path.write_text(page, encoding="utf-8")
    return path
