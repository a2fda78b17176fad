"""Print what DuckDB and Spark make of an export as Parquet: the answers that `knooppunt` gives, in what time.

At each size: `knooppunt exporteer --parquet`, and the questions that it puts beside the tables, unchanged, in
`knooppunt sql`, in DuckDB and in Spark (local). More knooppunten than 10 000 are made by writing the tables
of 10 000 over and over, each time under other names; there the engines must say as many times as much. DuckDB
and Spark are the extra `bench`; Spark needs Java. Seconds: of `knooppunt` for a whole process, of an engine
that has started for the question alone; medians of -n rounds.
"""

import argparse
import importlib.util
import json
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import NamedTuple

import generate
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from measure import ROOT, Case, Sandbox, about, parser, print_table, run, sandbox

SIZES = [5, 10_000, 1_000_000]
MADE = 10_000
"""The most knooppunten that are made as a dataset."""
ASKED = ("bedragen", "tijdvakken")
"""The tables that the questions are about."""
NAMES = ("knooppunt", "naam", "sleutel", "niveau")
"""The fields that name a row or what it is of."""
KNOOPPUNT, START = "knooppunt", "start"
Ask = Callable[[str, Path], object]
"""Asks a question, and writes the answer as Parquet: a file or a folder."""


def _in_duckdb(tables: Path) -> Ask:
    db = importlib.import_module("duckdb").connect()
    for table in ASKED:
        db.execute(f"CREATE VIEW {table} AS SELECT * FROM '{tables / table}.parquet'")
    return lambda question, to: db.execute(f"COPY ({question}) TO '{to}' (FORMAT parquet)")


def _in_spark(tables: Path) -> Ask:
    builder = importlib.import_module("pyspark.sql").SparkSession.builder.master("local[*]")
    settings = {"ui.enabled": "false", "sql.shuffle.partitions": "8", "driver.memory": "4g"}
    for name, value in settings.items():
        builder = builder.config(f"spark.{name}", value)
    spark = builder.getOrCreate()
    for table in ASKED:
        spark.read.parquet(str(tables / f"{table}.parquet")).createOrReplaceTempView(table)
    return lambda question, to: spark.sql(question).write.parquet(str(to))


ENGINES = {"duckdb": _in_duckdb, "pyspark": _in_spark}
"""What starts each engine on a folder of tables, by the name of its package."""


def ask_all(engine: str, folder: Path, rounds: int) -> None:
    """Start an engine, ask it each question as often as told, and print the seconds of each as JSON."""
    start = perf_counter()
    ask = ENGINES[engine](folder)
    seconds = {START: perf_counter() - start}
    for question in _questions(folder):
        taken = []
        for _ in range(rounds + 1):  # the first round does not count
            to = folder / engine / question.stem
            shutil.rmtree(to.parent / to.name, ignore_errors=True)
            to.unlink(missing_ok=True)
            to.parent.mkdir(exist_ok=True)
            start = perf_counter()
            ask(question.read_text(encoding="utf-8"), to)
            taken.append(perf_counter() - start)
        seconds[question.stem] = median(taken[1:])
    print(json.dumps(seconds))


def _questions(folder: Path) -> list[Path]:
    return sorted((folder / "vragen").glob("*.sql"))


class Measured(NamedTuple):
    """What was measured at one size: seconds by question and by who answers; what does not agree."""

    size: int
    megabytes: float
    seconds: dict[str, dict[str, float]]
    differences: list[str]


def measure(box: Sandbox, size: int, options: argparse.Namespace) -> Measured:
    """Measure one size."""
    data, folder = box.folder / "dataset.yaml", box.folder / f"parquet-{size}"
    small = size if size <= MADE else MADE
    if size == min(SIZES):
        shutil.copy(ROOT / "data" / "knooppunten.yaml", data)
    else:
        with open(data, "w", encoding="utf-8") as file:
            generate.write(small, file)
    run(box.knooppunt("exporteer", str(folder), "--parquet", "--data", str(data)))
    expected, own = {}, {}
    for question in _questions(folder):
        expected[question.stem], own[question.stem] = _asked(box, question, data, options.n)
    if copies := size // MADE if size > MADE else 0:
        for table in ASKED:
            _multiply(folder / f"{table}.parquet", copies)
    seconds = {} if copies else {KNOOPPUNT: own}
    differences = [] if copies else list(_unlike_the_commands(box, data, expected))
    for engine in options.engines:
        words = [sys.executable, __file__, "--as", engine, str(folder), "-n", str(options.n)]
        seconds[engine] = json.loads(
            run(Case(words, box.env, timeout=options.timeout)).output.splitlines()[-1]
        )
        answers = {name: _table(folder / engine / name) for name in expected}
        differences += _unlike(engine, answers, expected, copies or 1)
    megabytes = sum((folder / f"{table}.parquet").stat().st_size for table in ASKED) / 1e6
    return Measured(size, megabytes, seconds, differences)


def _asked(box: Sandbox, question: Path, data: Path, rounds: int) -> tuple[pa.Table, float]:
    """Return what `knooppunt sql` answers, and what it takes."""
    text = question.read_text(encoding="utf-8")
    case = box.knooppunt("sql", "--json", "--data", str(data), "--", text)
    done = [run(case) for _ in range(rounds + 1)]
    return pa.Table.from_pylist(json.loads(done[0].output)), median(one.seconds for one in done[1:])


def _multiply(path: Path, copies: int) -> None:
    """Write the rows of a table as many times, each time with other names."""
    table = pq.read_table(path)
    with pq.ParquetWriter(path, table.schema, compression="zstd") as writer:
        for copy in range(copies):
            copied = table
            for place, field in enumerate(table.schema):
                if field.name in NAMES:
                    named = pc.binary_join_element_wise(table[field.name], str(copy), "-")
                    copied = copied.set_column(place, field, named)
            writer.write_table(copied)


def _table(path: Path) -> pa.Table:
    """Return an answer with whole numbers: a sum comes as what the engine adds up in."""
    table = pq.read_table(path)
    fields = [(f.name, pa.string() if pa.types.is_string(f.type) else pa.int64()) for f in table.schema]
    return table.cast(pa.schema(fields))


def _unlike_the_commands(box: Sandbox, data: Path, answers: dict[str, pa.Table]) -> Iterator[str]:
    """Yield where the sums of the questions are not the totals that `totaal` gives."""
    for row in answers["totaal-per-soort"].to_pylist():
        words = ("totaal", f"--{row['soort']}", "--kaal", "--data", str(data))
        if run(box.knooppunt(*words)).output.strip() != str(row["bedrag"]):
            yield f"knooppunt sql: {row['soort']} is not what knooppunt totaal says"


def _unlike(
    engine: str, answers: dict[str, pa.Table], expected: dict[str, pa.Table], copies: int
) -> Iterator[str]:
    """Yield where an engine answers otherwise than expected for so many copies of the data."""
    for name, found in answers.items():
        wanted = expected[name].select(found.column_names).cast(found.schema).to_pylist()
        counted = ("bedrag", "bekend", "van")
        if copies == 1:
            same = found.to_pylist() == wanted
        elif "knooppunt" in found.column_names:  # each as often as there are copies, under other names
            same = found.num_rows == copies * len(wanted) and all(
                pc.sum(found[field]).as_py() == copies * sum(row[field] or 0 for row in wanted)
                for field in ("bedrag", "onbekend")
            )
        else:
            more = [{f: v * copies if f in counted and v else v for f, v in row.items()} for row in wanted]
            same = found.to_pylist() == more
        if not same:
            yield f"{engine}: {name} is not what knooppunt answers"


def print_all(found: list[Measured], engines: list[str]) -> None:
    """Print the times side by side, and whether all answers are the same."""
    names = [KNOOPPUNT, *engines]
    for measured in found:
        print(f"{measured.size} knooppunten, {measured.megabytes:.1f} MB of Parquet")
        questions = list(dict.fromkeys(q for taken in measured.seconds.values() for q in taken))
        rows = [
            [question, *(_shown(measured.seconds.get(name, {}).get(question)) for name in names)]
            for question in [*(q for q in questions if q != START), START]
        ]
        print_table(["seconds", *names], rows)
        for difference in measured.differences:
            print(f"NOT THE SAME: {difference}")
        if not measured.differences:
            print("all answers are the same\n")


def _shown(seconds: float | None) -> str:
    return "-" if seconds is None else f"{seconds:.3f}"


def main() -> None:
    """Measure and print; exit 1 where an engine answers otherwise."""
    made = parser(__doc__, rounds=3)
    made.add_argument(
        "--sizes", type=int, nargs="+", default=SIZES, metavar="N", help="numbers of knooppunten"
    )
    made.add_argument(
        "--engines",
        nargs="+",
        default=list(ENGINES),
        choices=list(ENGINES),
        help="who is asked (default all)",
    )
    made.add_argument(
        "--timeout",
        type=float,
        default=1800,
        metavar="S",
        help="seconds that one engine may take (default 1800)",
    )
    made.add_argument("--as", nargs=2, dest="ask", metavar=("ENGINE", "FOLDER"), help=argparse.SUPPRESS)
    options = made.parse_args()
    if options.ask:
        ask_all(options.ask[0], Path(options.ask[1]), options.n)
        return
    missing = [name for name in options.engines if importlib.util.find_spec(name) is None]
    if missing:
        sys.exit(f"{' and '.join(missing)} not installed: pip install -e '.[bench]'")
    with sandbox() as box:
        found = [measure(box, size, options) for size in sorted(options.sizes)]
    print(f"{about()}; medians of {options.n} rounds\n")
    print_all(found, options.engines)
    if any(measured.differences for measured in found):
        sys.exit(1)


if __name__ == "__main__":
    main()
