"""Print what `exporteer` costs for each of its targets: time, and memory above that of opening the snapshot.

Whole processes over a generated dataset of which the snapshot is there; medians.
"""

from collections.abc import Iterator

import generate
from measure import Case, Run, Sandbox, about, interleaved, parser, print_table, sandbox, verdict

MOST = 300
"""So many MB more than a question that opens the snapshot and reads next to nothing."""
SIZE = 100_000
OPENING = "opening the snapshot"
TARGETS = {
    "folder of CSV": ("uit",),
    "folder of Parquet": ("uit-parquet", "--parquet"),
    "SQLite": ("uit.sqlite",),
    "Excel": ("uit.xlsx",),
    "OpenDocument": ("uit.ods",),
}


def cases(box: Sandbox, knooppunten: int) -> Iterator[tuple[str, Case]]:
    """Yield the calls by name; the last is what the others are measured by, when all is in the cache."""
    path = box.folder / "dataset.yaml"
    with path.open("w", encoding="utf-8") as file:
        generate.write(knooppunten, file)
    for name, words in TARGETS.items():
        call = box.knooppunt("exporteer", *words, "--overschrijf", "--data", str(path))
        yield name, call._replace(timeout=3600)
    yield OPENING, box.knooppunt("themas", "--kaal", "--data", str(path))


def lines(runs: dict[str, Run]) -> Iterator[list[str]]:
    """Yield a line for each target that was measured."""
    base = runs[OPENING].peak_bytes
    for name, run in runs.items():
        above = (run.peak_bytes - base) / 1e6
        met = "" if name == OPENING else verdict(above, MOST)
        yield [name, f"{run.seconds:.1f}", f"{run.peak_bytes / 1e6:.0f}", f"{above:.0f}", met]


def main() -> None:
    """Measure and print."""
    made = parser(__doc__, rounds=1)
    made.add_argument("--size", type=int, default=SIZE, metavar="N", help=f"knooppunten (default {SIZE})")
    options = made.parse_args()
    with sandbox() as box:
        found = dict(cases(box, options.size))
        interleaved({OPENING: found[OPENING]}, 2, warm_up=False)
        runs = interleaved(found, options.n, warm_up=False)
    print(f"{about()}; {options.size} knooppunten; medians of {options.n} runs\n")
    print_table(["", "s", "peak, MB", f"above opening (at most {MOST})", "met"], list(lines(runs)))


if __name__ == "__main__":
    main()
