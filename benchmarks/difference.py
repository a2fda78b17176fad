"""Print what `verschil` costs beside reading both its datasets: 10 000 knooppunten with ten differences.

Reading one is the total of its structural money. `cold`: without snapshots of either; `warm`: with both.
`moved`: the same ten differences, and all knooppunten in the reverse order of the file. Whole processes,
run in turns, medians.
"""

from collections.abc import Iterator
from pathlib import Path

import generate
from measure import (
    Case,
    Run,
    Sandbox,
    about,
    interleaved,
    milliseconds,
    parser,
    print_table,
    sandbox,
    verdict,
)

MOST = 1.5
DIFFERENCES = 10


def write(path: Path, knooppunten: int, changed: int, *, moved: bool = False) -> None:
    """Write a dataset of which the one-off money of the first `changed` knooppunten is another amount."""
    head, *hubs_and_tail = generate.lines(knooppunten)
    hubs, tail = hubs_and_tail[:knooppunten], hubs_and_tail[knooppunten:]
    hubs[:changed] = map(_other_amount, hubs[:changed])
    with path.open("w", encoding="utf-8") as file:
        file.writelines([head, *(reversed(hubs) if moved else hubs), *tail])


def _other_amount(hub: str) -> str:
    before, mark, after = hub.partition("jaar: 2021\n        bedrag: ")
    return f"{before}{mark}1{after}"


def cases(box: Sandbox, knooppunten: int) -> Iterator[tuple[str, Case]]:
    """Yield the calls by name: reading each dataset, and the difference, with a cache and without."""
    old, new, moved = (box.folder / f"{name}.yaml" for name in ("old", "new", "moved"))
    write(old, knooppunten, 0)
    write(new, knooppunten, DIFFERENCES)
    write(moved, knooppunten, DIFFERENCES, moved=True)
    for state in ("cold", "warm"):
        for path in (old, new, moved):
            words = ("--data", str(path), "totaal", "--structureel", "--kaal")
            yield f"{state} read {path.stem}", box.knooppunt(*words, cold=state == "cold")
        for path in (new, moved):
            call = box.knooppunt("verschil", str(old), str(path), "--kaal", cold=state == "cold")
            yield f"{state} verschil {path.stem}", call._replace(answer="anders\n" * DIFFERENCES)


def ratios(runs: dict[str, Run]) -> Iterator[list[str]]:
    """Yield what each difference took, reading both took, and how many times that it is."""
    for state in ("cold", "warm"):
        for path in ("new", "moved"):
            name = f"{state} verschil {path}"
            needed = (name, f"{state} read old", f"{state} read {path}")
            if all(case in runs for case in needed):
                took, *reads = (runs[case] for case in needed)
                both = sum(read.seconds for read in reads)
                times = took.seconds / both
                yield [name, milliseconds(took), f"{1000 * both:.1f}", f"{times:.2f}", verdict(times, MOST)]


def main() -> None:
    """Measure and print."""
    made = parser(__doc__, rounds=5)
    made.add_argument("--size", type=int, default=10_000, metavar="N", help="knooppunten (default 10000)")
    options = made.parse_args()
    with sandbox() as box:
        found = dict(cases(box, options.size))
        cold = {name: case for name, case in found.items() if name.startswith("cold")}
        warm = {name: case for name, case in found.items() if name.startswith("warm")}
        runs = interleaved(cold, options.n, warm_up=False) | interleaved(warm, options.n)
    print(f"{about()}; {options.size} knooppunten, {DIFFERENCES} differences; medians of {options.n} runs\n")
    print_table(["", "ms", "reading both, ms", f"times (at most {MOST})", "met"], list(ratios(runs)))


if __name__ == "__main__":
    main()
