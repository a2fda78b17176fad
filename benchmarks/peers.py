"""Print how long `knooppunt` and its peers take for one question: the total of all structural money.

Each peer gets the same amounts in its own format, and nothing else: hledger a journal, bean-query a
beancount file, yq a YAML list, sqlite-utils a database, csvsql and miller a CSV file. Whole processes,
run in turns; an answer that is not the right one is left out. Peers that are not installed are named.
"""

import csv
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path
from shutil import which
from typing import NamedTuple

import generate
from generate import Amount
from measure import Case, Sandbox, about, interleaved, milliseconds, parser, print_table, sandbox

SIZE = 5
"""So many knooppunten, as many as the shipped dataset has."""


class Peer(NamedTuple):
    """A program that can answer the question: how to write its file, ask, and install it."""

    write: Callable[[Path, Iterable[Amount]], None]
    command: Callable[[Path], list[str]]
    install: str


def _journal(path: Path, amounts: Iterable[Amount]) -> None:
    with open(path, "w") as file:
        for a in amounts:
            if a.euros is not None:
                file.write(
                    f"{a.jaar or 2022}-11-04 {a.knooppunt}\n"
                    f"    {a.soort}:{a.knooppunt}    {a.euros} EUR\n    rijk\n\n"
                )


def _beancount(path: Path, amounts: Iterable[Amount]) -> None:
    with open(path, "w") as file:
        for account in ("Assets:Rijk", "Expenses:Structureel", "Expenses:Eenmalig"):
            file.write(f"2020-01-01 open {account}\n")
        for a in amounts:
            if a.euros is not None:
                file.write(
                    f'{a.jaar or 2022}-11-04 * "{a.knooppunt}"\n'
                    f"  Expenses:{a.soort.capitalize()}  {a.euros} EUR\n  Assets:Rijk\n\n"
                )


def _yaml(path: Path, amounts: Iterable[Amount]) -> None:
    with open(path, "w") as file:
        for a in amounts:
            jaar, bedrag = ("null" if value is None else value for value in (a.jaar, a.euros))
            file.write(f"- {{knooppunt: {a.knooppunt}, soort: {a.soort}, jaar: {jaar}, bedrag: {bedrag}}}\n")


def _sqlite(path: Path, amounts: Iterable[Amount]) -> None:
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("CREATE TABLE bedrag (knooppunt TEXT, soort TEXT, jaar INTEGER, bedrag INTEGER)")
        db.executemany("INSERT INTO bedrag VALUES (?, ?, ?, ?)", amounts)
        db.execute("CREATE INDEX bedrag_soort ON bedrag (soort, bedrag)")


def _csv(path: Path, amounts: Iterable[Amount]) -> None:
    with open(path, "w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(Amount._fields)
        writer.writerows(amounts)


_IN_YAML = '[.[] | select(.soort == "structureel") | .bedrag] | add'
_IN_SQL = "SELECT SUM(bedrag) FROM bedrag WHERE soort = 'structureel'"
_IN_CSV = "SELECT SUM(euros) FROM bedragen WHERE soort = 'structureel'"
_IN_BEANS = "SELECT SUM(number) WHERE account = 'Expenses:Structureel'"

PEERS = {
    "hledger": Peer(
        _journal,
        lambda path: ["hledger", "-f", str(path), "balance", "structureel", "--depth", "1", "-N"],
        "apt install hledger",
    ),
    "yq": Peer(_yaml, lambda path: ["yq", _IN_YAML, str(path)], "apt install yq (or: pip install yq)"),
    "sqlite-utils": Peer(
        _sqlite,
        lambda path: ["sqlite-utils", "query", str(path), _IN_SQL, "--raw"],
        "apt install sqlite-utils (or: pip install sqlite-utils)",
    ),
    "bean-query": Peer(
        _beancount, lambda path: ["bean-query", "-f", "csv", str(path), _IN_BEANS], "pip install beanquery"
    ),
    "csvsql": Peer(
        _csv,
        lambda path: ["csvsql", "--tables", "bedragen", "--query", _IN_CSV, str(path)],
        "apt install csvkit (or: pip install csvkit)",
    ),
    "mlr": Peer(
        _csv,
        lambda path: [
            *("mlr", "--icsv", "--onidx", "filter", '$soort == "structureel"'),
            *("then", "stats1", "-a", "sum", "-f", "euros", str(path)),
        ],
        "apt install miller",
    ),
}


def cases(
    box: Sandbox, amounts: Callable[[], Iterable[Amount]], total: int, names: Iterable[str], timeout: float
) -> dict[str, Case]:
    """Return the question to each of the named peers that is installed, with its file written."""
    found = {}
    for name in names:
        if which(name):
            path = box.folder / f"{name}.data"
            path.unlink(missing_ok=True)
            PEERS[name].write(path, amounts())
            command = PEERS[name].command(path)
            found[name] = Case(command, box.plain_env, answer=str(total), timeout=timeout, peer=True)
    return found


def tell_missing(names: Iterable[str]) -> None:
    """Say how to install the peers that are not there."""
    for name in names:
        if not which(name):
            print(f"{name} is not installed: {PEERS[name].install}")


def main() -> None:
    """Measure and print."""
    options = parser(__doc__).parse_args()
    total = sum(generate.structural(nr) or 0 for nr in range(SIZE))
    with sandbox() as box:
        path = box.folder / "dataset.yaml"
        with path.open("w", encoding="utf-8") as file:
            generate.write(SIZE, file)
        words = ("--data", str(path), "totaal", "--structureel", "--kaal")
        ours = box.knooppunt(*words, answer=str(total))
        theirs = cases(box, lambda: generate.amounts(SIZE), total, PEERS, 60)
        done = interleaved({"knooppunt": ours, **theirs}, options.n)
    print(f"{about()}; medians of {options.n} runs in turns\n")
    own = done["knooppunt"].seconds
    rows = [[name, milliseconds(run), f"{run.seconds / own:.2f}"] for name, run in done.items()]
    print_table([f"{SIZE} knooppunten", "ms", "x knooppunt"], rows)
    tell_missing(PEERS)


if __name__ == "__main__":
    main()
