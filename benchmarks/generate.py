"""Write a sound dataset of as many knooppunten as asked, line by line: `generate.py 1000 large.yaml`.

A knooppunt is as the shipped ones are: structural money (of one in five the amount is unknown), one-off
money, two focuses, a source's page and words beside each claim. The same number gives the same file.
"""

import argparse
from collections.abc import Iterator
from typing import NamedTuple, TextIO

TYPES = ("zeehaven", "luchthaven", "veiling")
THEMAS = ("barrierevorming", "weerbaarheid", "opsporing", "afpakken")
PARTNERS = ("gemeenten", "politie", "douane", "fiod", "riecs")

_HEAD = """bijgewerkt: "2026-11-23"
bronnen:
  - {id: brief-2022, titel: Een brief, soort: kamerbrief, datum: "2022-11-04"}
  - {id: bericht-2021, titel: Een bericht, soort: krant, datum: "2021-05"}
knooppunten:
"""
_KNOOPPUNT = """  - id: knooppunt-{nr}
    naam: Knooppunt nummer {nr}
    type: {type}
    aliassen: [kp-{nr}]
    plaatsen: [Plaats {place}]
    financiering:
      - soort: structureel
        bedrag: {structural}
        vindplaatsen:
          - {{bron: brief-2022, pagina: {page}, fragment: "Knooppunt {nr}: een bedrag structureel"}}
      - soort: eenmalig
        jaar: 2021
        bedrag: {once}
        vindplaatsen:
          - {{bron: bericht-2021, fragment: "een bedrag voor knooppunt {nr}"}}
    speerpunten:
      - thema: {first}
        omschrijving: een eerste speerpunt van {nr}
        vindplaatsen:
          - {{bron: brief-2022, pagina: {page}, fragment: "een eerste speerpunt"}}
      - thema: {second}
        vindplaatsen:
          - {{bron: brief-2022, pagina: {page}, fragment: "een tweede speerpunt"}}
"""
_PARTNER = """  - id: {id}
    naam: Partner {id}
    soort: publiek
    deelname: alle
    vindplaatsen:
      - {{bron: brief-2022, pagina: 1, fragment: "{id}"}}
"""
_THEMA = """  - id: {id}
    naam: Thema {id}
    soort: speerpunt
    vindplaatsen:
      - {{bron: brief-2022, pagina: 1, fragment: "{id}"}}
"""


class Amount(NamedTuple):
    """One amount: whole euros, per year where `soort` is structureel, once where it is eenmalig."""

    knooppunt: str
    soort: str
    jaar: int | None
    euros: int | None


def amounts(knooppunten: int) -> Iterator[Amount]:
    """Yield the amounts in a dataset of that many knooppunten."""
    for nr in range(knooppunten):
        yield Amount(f"knooppunt-{nr}", "structureel", None, structural(nr))
        yield Amount(f"knooppunt-{nr}", "eenmalig", 2021, once(nr))


def structural(nr: int) -> int | None:
    """Return the structural money of a knooppunt: euros per year, None where unknown."""
    return None if nr % 5 == 4 else 100_000 * (nr % 90 + 1)


def once(nr: int) -> int:
    """Return the one-off money of a knooppunt in euros."""
    return 50_000 * (nr % 70 + 1)


def lines(knooppunten: int) -> Iterator[str]:
    """Yield the text of the dataset, part by part."""
    yield _HEAD
    for nr in range(knooppunten):
        yield _KNOOPPUNT.format(
            nr=nr,
            type=TYPES[nr % len(TYPES)],
            place=nr % 400,
            structural=structural(nr) or "onbekend",
            once=once(nr),
            page=nr % 200 + 1,
            first=THEMAS[nr % len(THEMAS)],
            second=THEMAS[(nr + 1) % len(THEMAS)],
        )
    yield "partners:\n"
    yield from (_PARTNER.format(id=id_) for id_ in PARTNERS)
    yield "themas:\n"
    yield from (_THEMA.format(id=id_) for id_ in THEMAS)
    yield "opgegeven_totalen: []\n"


def write(knooppunten: int, file: TextIO) -> None:
    """Write the dataset to an open file."""
    file.writelines(lines(knooppunten))


def main() -> None:
    """Write to the file that the call names, or to standard output."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("knooppunten", type=int, help="how many")
    parser.add_argument("file", nargs="?", default="-", help="where to (default: standard output)")
    options = parser.parse_args()
    with open(1 if options.file == "-" else options.file, "w", encoding="utf-8") as file:
        write(options.knooppunten, file)


if __name__ == "__main__":
    main()
