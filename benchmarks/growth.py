"""Print how the cost of every command grows with the dataset: the exponent, which is at most 1.2.

Three datasets, each at the same sizes: `wide` has so many knooppunten, partners, themes, sources and stated
totals; `deep` as many partners, each under the one before it; `totals` as many stated totals, each of all
of as many knooppunten. The exponent is the slope of the logarithm of processor time over that of size, the
steepest between two sizes that follow each other: 1 is as the dataset grows, 2 as its square. Whole
processes, so that at the smallest size starting Python counts too; snapshots are there, but for `first run`.
"""

import sys
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from math import log
from pathlib import Path
from shlex import split

from measure import Sandbox, about, interleaved, parser, print_table, sandbox, verdict

MOST = 1.2
Make = Callable[[int], Iterable[str]]
"""Yields the text of a dataset of some size, piece by piece."""
SIZES = [1_000, 4_000, 16_000]
FIRST = "first run"

_HEAD = """bijgewerkt: "2026-11-23"
bronnen:
  - {id: bron-0, titel: Een brief, soort: kamerbrief, datum: "2022-11-04"}
"""


def _place(nr: int, bron: int = 0) -> str:
    return f"vindplaatsen: [{{bron: bron-{bron}, fragment: woorden over {nr} en meer}}]"


def wide(size: int) -> Iterator[str]:
    """Yield the text of a dataset with as many parts of each sort."""
    nrs = range(size)
    yield _HEAD
    for nr in nrs[1:]:
        yield f'  - {{id: bron-{nr}, titel: Bron {nr}, soort: krant, datum: "2021-05"}}\n'
    yield "knooppunten:\n"
    yield from map(_knooppunt, nrs)
    yield "partners:\n"
    for nr in nrs:
        fields = f"id: partner-{nr}, naam: Partner {nr}, soort: publiek, deelname: [haven-{nr}]"
        yield f"  - {{{fields}, {_place(nr, nr)}}}\n"
    yield "themas:\n"
    for nr in nrs:
        fields = f"id: thema-{nr}, naam: Thema {nr}, soort: rode-lijn, geldt_voor: [haven-{nr}]"
        yield f"  - {{{fields}, {_place(nr, nr)}}}\n"
    yield "opgegeven_totalen:\n"
    for nr in nrs:
        fields = f"soort: eenmalig, jaar: {_year(nr)}, bedrag: {nr + 1}000, status: toegezegd"
        yield f"  - {{{fields}, omvat: [haven-{nr}], {_place(nr, nr)}}}\n"


def _year(nr: int) -> int:
    return 2015 + nr % 10


def _knooppunt(nr: int) -> str:
    place = _place(nr, nr)
    structural = "onbekend" if nr % 5 == 4 else f"{nr % 90 + 1}00000"
    step = f"{{jaar: 2023, bedrag: 50000, {place}}}"
    return f"""  - id: haven-{nr}
    naam: Haven {nr}
    type: zeehaven
    aliassen: [h-{nr}]
    plaatsen: [Plaats {nr}]
    financiering:
      - {{soort: structureel, bedrag: {structural}, oplopend: true, vanaf: 2024, opbouw: [{step}], {place}}}
      - {{soort: eenmalig, jaar: {_year(nr)}, bedrag: {nr % 70 + 1}0000, {place}}}
    kengetallen: [{{omschrijving: vangst {nr % 50}, jaar: 2020, waarde: {nr}, eenheid: kg, {place}}}]
"""


def deep(size: int) -> Iterator[str]:
    """Yield the text of a dataset with as many partners, each under the one before it."""
    yield _HEAD + "knooppunten:\n" + _small(0) + "partners:\n"
    for nr in range(size):
        under = f", valt_onder: partner-{nr - 1}" if nr else ""
        fields = f"id: partner-{nr}, naam: Partner {nr}, soort: publiek, deelname: [haven-0]{under}"
        yield f"  - {{{fields}, {_place(nr)}}}\n"


def totals(size: int) -> Iterator[str]:
    """Yield the text of a dataset with as many stated totals, each of all of as many knooppunten."""
    yield _HEAD + "knooppunten:\n"
    yield from map(_small, range(size))
    yield "opgegeven_totalen:\n"
    for nr in range(size):
        fields = f"soort: structureel, bedrag: {size + nr % 2}0000, status: toegezegd, omvat: alle"
        yield f"  - {{{fields}, {_place(nr)}}}\n"


def _small(nr: int) -> str:
    money = f"[{{soort: structureel, bedrag: 10000, {_place(nr)}}}]"
    return f"  - {{id: haven-{nr}, naam: Haven {nr}, type: zeehaven, financiering: {money}}}\n"


def letter(size: int) -> Iterator[str]:
    """Yield the text of a letter with as many amounts, and what the datasets say stands in their sources."""
    for nr in range(size):
        yield f"Haven {nr} krijgt in 2030 eenmalig {nr % 90 + 1} miljoen euro, woorden over {nr} en meer.\n"


OPEN = "list --kaal"
"""A call that opens the dataset, and reads little of it."""
CALLS: dict[Make, list[str]] = {
    wide: [
        FIRST,
        "list -f json",
        "list -f tabel",
        "list -f html",
        "list --zoek partner",
        "list --min 1",
        "list --partner partner-1 --plaats 'Plaats 1'",
        "totaal",
        "totaal -f tabel",
        "totaal --per bron",
        "totaal --structureel --per jaar",
        "meerjaren",
        "meerjaren -f tabel",
        "bedragen",
        "bedragen -f md",
        "toon haven-0",
        "partners",
        "partners haven-0",
        "themas",
        "themas haven-0",
        "kengetallen",
        "kengetallen haven-0",
        "bronnen",
        "bronnen bron-0",
        "beweringen",
        "aansluiting",
        "aansluiting -f tabel",
        "controleer",
        "controleer --bronmap {folder}",
        "verschil {old}",
        "lees {letter}",
        "rapport",
        "exporteer uit/ --overschrijf",
        "exporteer uit.sqlite --overschrijf",
        "exporteer uit.xlsx --overschrijf",
        "sql 'SELECT COUNT(*) AS aantal FROM bedragen'",
        "nieuw kopie.yaml --kopie --overschrijf",
        "schema",
    ],
    deep: [FIRST, "partners", "partners haven-0", "toon haven-0", "list -f json", "controleer", "rapport"],
    totals: [FIRST, "aansluiting", "controleer", "rapport"],
}
"""The calls that are measured on each dataset; every command is among them."""


def write(path: Path, text: Iterable[str]) -> None:
    """Write a text piece by piece."""
    with path.open("w", encoding="utf-8") as file:
        file.writelines(text)


def calls(folder: Path, make: Make, size: int) -> Iterator[tuple[str, list[str]]]:
    """Write a dataset of this size, and yield the calls on it: their names, and their words."""
    data, old, text = (folder / name for name in ("data.yaml", "old.yaml", "bron-0.txt"))
    write(data, make(size))
    write(old, (piece.replace("jaar: 2015", "jaar: 2014") for piece in make(size)))
    write(text, letter(size))
    for call in CALLS[make]:
        words = OPEN if call == FIRST else call.format(folder=folder, old=old, letter=text)
        yield call, ["--data", str(data), *split(words)]


def measure(box: Sandbox, make: Make, sizes: list[int], rounds: int) -> Iterator[list[str]]:
    """Yield a line for each call on one dataset: the processor time at each size, and the exponent."""
    seconds: dict[str, list[float]] = {call: [] for call in CALLS[make]}
    for size in sizes:
        cases = {
            call: box.knooppunt(*words, cold=call == FIRST) for call, words in calls(box.folder, make, size)
        }
        for call, run in interleaved(cases, rounds, warm_up=False).items():
            seconds[call].append(run.processor)
    for call, taken in seconds.items():
        if len(taken) == len(sizes):
            points = pairwise(zip(sizes, taken, strict=True))
            exponent = max((log(b / a) / log(n / m) for (m, a), (n, b) in points), default=0)
            shown = [f"{one:.2f}" for one in taken]
            yield [f"{make.__name__}: {call}", *shown, f"{exponent:.2f}", verdict(exponent, MOST)]


def main() -> None:
    """Measure and print; exit 1 where a command grows faster than its input."""
    made = parser(__doc__, rounds=1)
    made.add_argument(
        "--sizes", type=int, nargs="+", default=SIZES, metavar="N", help="sizes of the datasets"
    )
    options = made.parse_args()
    with sandbox() as box:
        rows = [row for make in CALLS for row in measure(box, make, sorted(options.sizes), options.n)]
    print(f"{about()}; processor time in seconds, medians of {options.n} runs\n")
    print_table(["", *map(str, sorted(options.sizes)), f"exponent (at most {MOST})", "met"], rows)
    sys.exit(any(row[-1] == "NO" for row in rows))


if __name__ == "__main__":
    main()
