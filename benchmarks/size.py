"""Print what `knooppunt` costs as the dataset grows: the first run, later ones, and memory.

At each size: the total of structural money, first (empty cache) and warm; PyYAML's C loader alone on
the same file; hledger, yq and sqlite-utils on the same amounts in their own formats. Whole processes,
run in turns, medians; the slow ones (first runs, PyYAML, peers) --slow times.
"""

import argparse
import sys
from collections.abc import Callable
from typing import NamedTuple

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
from peers import cases, tell_missing

SIZES = [5, 1_000, 10_000, 100_000]
PEERS = ("hledger", "yq", "sqlite-utils")
_LOAD = "import sys, yaml; yaml.load(open(sys.argv[1], 'rb'), Loader=yaml.CSafeLoader)"
FIRST, WARM, PYYAML = "first", "warm", "PyYAML C loader"


class Measured(NamedTuple):
    """What was measured at one size."""

    size: int
    megabytes: float
    runs: dict[str, Run]


def measure(box: Sandbox, size: int, options: argparse.Namespace) -> Measured:
    """Measure one size."""
    path = box.folder / "dataset.yaml"
    with open(path, "w", encoding="utf-8") as file:
        generate.write(size, file)
    total = sum(amount.euros or 0 for amount in generate.amounts(size) if amount.soort == "structureel")
    words = ("--data", str(path), "totaal", "--structureel", "--kaal")
    slow = {
        FIRST: box.knooppunt(*words, answer=str(total), cold=True)._replace(timeout=options.timeout),
        PYYAML: Case([sys.executable, "-c", _LOAD, str(path)], box.env, timeout=options.timeout),
        **cases(box, lambda: generate.amounts(size), total, PEERS, options.timeout),
    }
    runs = interleaved(slow, options.slow, warm_up=size <= 1_000)
    runs |= interleaved({WARM: box.knooppunt(*words, answer=str(total))}, options.n)
    return Measured(size, path.stat().st_size / 1e6, runs)


def print_all(found: list[Measured]) -> None:
    """Print times, memory, and whether the targets are met."""
    names = [FIRST, WARM, PYYAML, *PEERS]
    heading = ["knooppunten", "MB", *names]
    print("Wall time in ms")
    print_table(heading, [_line(m, names, milliseconds) for m in found])
    print("Peak memory in MB")
    print_table(heading, [_line(m, names, _megabytes) for m in found])
    print("Targets (meant for 100 000 knooppunten)")
    print_table(["", "", "at most", "met"], _targets(found[0], found[-1]))


def _line(measured: Measured, names: list[str], show: Callable[[Run], str]) -> list[str]:
    cells = [show(measured.runs[name]) if name in measured.runs else "-" for name in names]
    return [str(measured.size), f"{measured.megabytes:.1f}", *cells]


def _megabytes(run: Run) -> str:
    return f"{run.peak_bytes / 1e6:.0f}"


def _targets(small: Measured, large: Measured) -> list[list[str]]:
    first, warm, alone = (large.runs.get(name) for name in (FIRST, WARM, PYYAML))
    at = f"at {large.size}"
    found = []
    if warm:
        slower = warm.seconds / small.runs[WARM].seconds
        found.append((f"warm {at} : warm at {small.size}", slower, 1.5))
    if first:
        found.append((f"first run, MB at the peak {at}", first.peak_bytes / 1e6, 600))
    if first and alone:
        found.append((f"first run : PyYAML alone, time {at}", first.seconds / alone.seconds, 0.2))
        found.append((f"first run : PyYAML alone, memory {at}", first.peak_bytes / alone.peak_bytes, 1.5))
    return [[what, f"{value:.3g}", f"{most:g}", verdict(value, most)] for what, value, most in found]


def main() -> None:
    """Measure and print."""
    made = parser(__doc__)
    made.add_argument(
        "--sizes", type=int, nargs="+", default=SIZES, metavar="N", help="numbers of knooppunten"
    )
    made.add_argument("--slow", type=int, default=3, metavar="N", help="rounds of the slow ones (default 3)")
    made.add_argument(
        "--timeout", type=float, default=600, metavar="S", help="seconds that one run may take (default 600)"
    )
    options = made.parse_args()
    with sandbox() as box:
        found = [measure(box, size, options) for size in sorted(options.sizes)]
    print(f"{about()}; medians of {options.n} runs in turns, of the slow ones {options.slow}\n")
    print_all(found)
    tell_missing(PEERS)


if __name__ == "__main__":
    main()
