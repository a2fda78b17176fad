"""Change the code in one place at a time, and print each change that no test notices.

A change is such as a slip makes: a comparison turned, `and` for `or`, a number one off, a `not` or a
`DISTINCT` gone, a statement left out. Each is tried in a copy of this checkout, with the tests that reach
its file. One that survives is a test that is missing, or it changes nothing that anyone could see.
"""

import argparse
import ast
import os
import random
import re
import resource
import shutil
import signal
import subprocess
import sys
import sysconfig
import venv
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from copy import deepcopy
from importlib.util import cache_from_source
from pathlib import Path
from queue import SimpleQueue
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = "ondermijning"
TESTS = {
    "amounts.py": "test_amounts.py render/test_scale.py cli/test_commands.py",
    "dataset/rules.py": "dataset",
    "store/making.py": "queries test_honesty.py audit cli store",
    "store/": "store test_warnings.py",
    "audit/": "audit cli/test_commands.py",
    "queries/": "queries test_honesty.py cli audit render",
}
"""The tests that reach a file, by how its path begins; those that fail soonest come first."""

_TOO_SLOW = "bomb or killed or seconds or interrupt"  # and they say little of what is changed here
_MEMORY = 4 * 2**30
_PAIRS: list[tuple[type[ast.AST], type[ast.AST]]] = [
    *((ast.Lt, ast.LtE), (ast.Gt, ast.GtE), (ast.Eq, ast.NotEq), (ast.In, ast.NotIn), (ast.Is, ast.IsNot)),
    *((ast.And, ast.Or), (ast.Add, ast.Sub), (ast.Mult, ast.FloorDiv), (ast.BitAnd, ast.BitOr)),
]
_SWAPPED = dict(_PAIRS) | {two: one for one, two in _PAIRS} | {ast.Mod: ast.Mult}
_IS_SQL = re.compile(r"\b(SELECT|FROM|WHERE|JOIN|ORDER BY|GROUP BY|EXISTS|IS NULL|IS NOT NULL|AND|OR)\b")
_IN_SQL = {
    r"\bDISTINCT ": "",
    r"\bNOT (?!NULL)": "",
    r"\bIS NULL\b": "IS NOT NULL",
    r"\bIS NOT NULL\b": "IS NULL",
    r"\bASC\b": "DESC",
    r" DESC\b": "",
    r"\bORDER BY ([\w.]+)(?! DESC)": r"ORDER BY \1 DESC",
    r"\bAND\b": "OR",
    r"\bOR\b": "AND",
    r"\bLEFT JOIN\b": "JOIN",
    r"\bUNION ALL\b": "UNION",
    r"\b(SUM|COUNT|TOTAL|MIN)\(": "MAX(",
    r"\bMAX\(": "MIN(",
    r"(?<![<>=!])=(?!=)": "<>",
    r"<=": "<",
    r">=": ">",
    r"<(?![=>])": "<=",
    r"(?<!<)>(?!=)": ">=",
}


class Change(NamedTuple):
    """One change: bytes `start` to `end` of a file become `new`."""

    file: str
    start: int
    end: int
    new: str

    def applied(self, source: bytes) -> bytes:
        """Return the file with the change made."""
        return source[: self.start] + self.new.encode() + source[self.end :]

    def __str__(self) -> str:
        source = (ROOT / PACKAGE / self.file).read_bytes()
        texts = (text.decode().splitlines() for text in (source, self.applied(source)))
        for line, (old, new) in enumerate(zip(*texts, strict=False), start=1):
            if old != new:
                return f"{PACKAGE}/{self.file}:{line}: {old.strip()}  ->  {new.strip()}"
        raise ValueError("nothing is changed")


def changes(file: str) -> Iterator[Change]:
    """Yield every change of a file that leaves it Python."""
    source = (ROOT / PACKAGE / file).read_bytes()
    starts = [0]
    for line in source.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    for node in _nodes(ast.parse(source)):
        assert node.end_lineno and node.end_col_offset is not None
        start = starts[node.lineno - 1] + node.col_offset
        end = starts[node.end_lineno - 1] + node.end_col_offset
        for new in _variants(node, source.decode()):
            change = Change(file, start, end, new)
            with suppress(SyntaxError):
                compile(change.applied(source), file, "exec")
                yield change


def _nodes(node: ast.AST) -> Iterator[ast.stmt | ast.expr]:
    """Yield a node and all that is in it, but for docstrings and what is for the type checker alone."""
    if isinstance(node, ast.stmt | ast.expr):
        yield node
    for name, value in ast.iter_fields(node):
        if name not in ("annotation", "returns", "decorator_list") and not _is_text(node):
            for child in value if isinstance(value, list) else [value]:
                if isinstance(child, ast.AST) and not _says_nothing(child):
                    yield from _nodes(child)


def _says_nothing(node: ast.AST) -> bool:
    typing = isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
    return typing or (isinstance(node, ast.Expr) and _is_text(node.value))


def _is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str))


def _variants(node: ast.stmt | ast.expr, source: str) -> Iterator[str]:
    """Yield what could stand in the place of a node."""
    old = _text(node, source)
    if isinstance(node, ast.stmt):
        yield from _instead_of(node, source)
    elif not _is_text(node):
        yield from _other(node)
    elif _IS_SQL.search(old):
        for pattern, new in _IN_SQL.items():
            for found in re.finditer(pattern, old):
                yield old[: found.start()] + found.expand(new) + old[found.end() :]


def _text(node: ast.stmt | ast.expr, source: str) -> str:
    found = ast.get_source_segment(source, node)
    assert found is not None
    return found


def _instead_of(node: ast.stmt, source: str) -> Iterator[str]:
    match node:
        case ast.If(test=ast.Name() | ast.Call() | ast.Attribute() | ast.NamedExpr() as test):
            condition = _text(test, source)
            yield _text(node, source).replace(condition, f"not ({condition})", 1)
        case ast.Return(value=value) if value and ast.unparse(value) != "None":
            yield "return None"
        case ast.Expr() | ast.AugAssign() | ast.Raise() | ast.Continue() | ast.Break():
            yield "pass"


def _other(node: ast.expr) -> Iterator[str]:
    match node:
        case ast.Constant(value=bool(value)):
            yield str(not value)
        case ast.Constant(value=int(value)):
            yield from (f"({value + 1})", f"({value - 1})")
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield f"({ast.unparse(operand)})"
        case ast.BoolOp(op=op) | ast.BinOp(op=op) if type(op) in _SWAPPED:
            yield _with(node, op=_SWAPPED[type(op)]())
        case ast.Compare(ops=ops):
            for at, turned in enumerate(ops):
                yield _with(node, ops=[*ops[:at], _SWAPPED[type(turned)](), *ops[at + 1 :]])
        case ast.IfExp(test=test):
            yield _with(node, test=ast.UnaryOp(ast.Not(), test))
        case ast.ListComp() | ast.SetComp() | ast.DictComp() | ast.GeneratorExp():
            yield from _unfiltered(node)


def _unfiltered(node: ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp) -> Iterator[str]:
    for at, loop in enumerate(node.generators):
        if loop.ifs:
            changed = deepcopy(node)
            changed.generators[at].ifs.clear()
            yield ast.unparse(changed)


def _with(node: ast.expr, **fields: object) -> str:
    changed = deepcopy(node)
    for name, value in fields.items():
        setattr(changed, name, value)
    return f"({ast.unparse(changed)})"


class Tree:
    """A copy of the checkout, with a Python that finds the package there and nowhere else."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "tree"
        left_out = shutil.ignore_patterns(".git", ".venv", ".*_cache", "__pycache__")
        shutil.copytree(ROOT, self.root, ignore=left_out)
        if (shared := ROOT.parent / "shared").exists():
            (folder / "shared").symlink_to(shared.resolve())
        venv.create(folder / "venv", symlinks=True)
        (packages,) = (folder / "venv").glob("lib/python*/site-packages")
        (packages / "tree.pth").write_text(f"{self.root}\n{sysconfig.get_path('purelib')}\n")
        self.python = str(folder / "venv" / "bin" / "python")

    def survives(self, change: Change, seconds: float) -> bool:
        """Whether no test fails, or hangs, with the change made."""
        path = self.root / PACKAGE / change.file
        source = path.read_bytes()
        try:
            path.write_bytes(change.applied(source))
            return self.passes(change.file, seconds)
        finally:
            path.write_bytes(source)

    def passes(self, file: str, seconds: float) -> bool:
        """Whether the tests of a file pass."""
        Path(cache_from_source(str(self.root / PACKAGE / file))).unlink(missing_ok=True)
        tests = next(tests.split() for start, tests in TESTS.items() if file.startswith(start))
        options = ["-x", "-q", "-n", "0", "-p", "no:cacheprovider", "-k", f"not ({_TOO_SLOW})"]
        process = subprocess.Popen(
            [self.python, "-m", "pytest", *options, *(f"tests/{name}" for name in tests)],
            cwd=self.root,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY)),
        )
        try:
            return process.wait(seconds) == 0
        except subprocess.TimeoutExpired:
            return False
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def files(module: str) -> list[str]:
    """Return the files of a module, `queries` or `queries/filters`; without one, all that TESTS knows."""
    paths = (path.relative_to(ROOT / PACKAGE).as_posix() for path in (ROOT / PACKAGE).rglob("*.py"))
    known = sorted(path for path in paths if path.startswith(tuple(TESTS)))
    return [file for file in known if not module or file == f"{module}.py" or file.startswith(f"{module}/")]


def survivors(found: list[Change], jobs: int) -> Iterator[Change]:
    """Yield the changes that no test notices."""
    with TemporaryDirectory(prefix="knooppunt-mutate-") as folder, ThreadPoolExecutor(jobs) as pool:
        trees: SimpleQueue[Tree] = SimpleQueue()
        for number in range(jobs):
            trees.put(Tree(Path(folder, str(number))))
        seconds: dict[str, float] = {}

        def survives(change: Change) -> bool:
            tree = trees.get()
            try:
                return tree.survives(change, 60 + 5 * seconds[change.file])
            finally:
                trees.put(tree)

        tree = trees.get()
        for file in dict.fromkeys(change.file for change in found):
            start = perf_counter()
            if not tree.passes(file, 1800):
                sys.exit(f"The tests of {file} fail as it is")
            seconds[file] = perf_counter() - start
        trees.put(tree)
        for change, lives in zip(found, pool.map(survives, found), strict=True):
            if lives:
                yield change


def main() -> None:
    """Make the changes, and print those that no test notices."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--module", default="", help="amounts, queries, queries/filters ... (default: all)")
    parser.add_argument("--sample", type=int, metavar="N", help="try so many, by chance (default: all)")
    parser.add_argument("--seed", type=int, default=0, metavar="S", help="which chance (default 0)")
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), metavar="N", help="at a time")
    parser.add_argument("--show", action="store_true", help="print the changes and try none")
    options = parser.parse_args()
    found = [change for file in files(options.module) for change in changes(file)]
    if options.sample is not None:
        found = sorted(random.Random(options.seed).sample(found, min(options.sample, len(found))))
    if options.show:
        print(*found, sep="\n")
        return
    living = 0
    for living, change in enumerate(survivors(found, options.jobs), start=1):  # noqa: B007
        print(change, flush=True)
    print(f"{len(found)} changes; no test notices {living}", file=sys.stderr)


if __name__ == "__main__":
    main()
