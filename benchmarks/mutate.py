"""Change the code in one place at a time, and print each change that no test notices.

A change is such as a slip makes, and of one of three sorts. In Python: a comparison turned, `and` for `or`,
a number one off, a `not` gone, a statement left out. In SQL: an `ORDER BY`, a condition or a `DISTINCT` gone,
`MAX` for `SUM`, `<` for `<=`. In a sentence for people: a word or a clause gone. A sample takes the rooms in
turn, and in each the sorts alike. Each change is tried in a copy of this checkout, with the tests that reach
its file, as if no office suite were installed. One that survives is a test that is missing, or it changes
nothing that anyone could see.
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
    "amounts.py": "test_amounts.py render/test_scale.py cli audit",
    "extras.py": "test_extras.py test_warnings.py cli",
    "files.py": "test_files.py cli export/test_whole.py",
    "leaving.py": "cli/test_exits.py export/test_whole.py test_files.py",
    "writing.py": "test_files.py cli export/test_whole.py",
    "table.py": "render cli queries export",
    "audit/letter/": "audit cli/test_lees.py test_readme.py",
    "audit/": "audit cli test_readme.py",
    "cli/": "cli audit test_readme.py test_imports.py",
    "dataset/": "dataset audit cli",
    "export/": "export render test_readme.py",
    "queries/": "queries test_order.py test_years.py test_honesty.py cli audit render export test_readme.py",
    "render/": "render cli export test_readme.py",
    "store/": "test_order.py store test_years.py queries test_honesty.py cli audit export test_warnings.py",
    "": "queries dataset cli audit render",
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
_UP_TO = r"(?:(?!\b(?:AND|OR|ORDER BY|GROUP BY|LIMIT)\b)(?:[^()\"'\n]|\([^()\n]*\)|'[^'\n]*'))+"
"""A condition, as far as it stands in one line: up to what follows it."""
_IN_SQL = {
    r"\bORDER BY (?:(?!\bLIMIT\b)(?:[^()\"\n]|\([^()\n]*\)))+": "",
    rf"\b(WHERE|ON) {_UP_TO}\bAND ": r"\1 ",
    rf"(?<!\d )(?<! \?)\bAND {_UP_TO}": "",
    rf"\bWHERE {_UP_TO}$": "",
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
_IS_DUTCH = re.compile(r"\b(de|het|een|is|van|niet|geen|er|dit|deze|die|dat|voor|met|kies)\b", re.I)
_IN_A_SENTENCE = (
    r"(?<=\w) [\w'-]+(?=[ .,;:?])",
    r"(?<=[\"( ])[\w'-]+ (?=[\w{])",
    r"[,;:] [^.,;:\"{}]{8,}(?=[.,;:\"])",
)
"""What may go from a sentence: a word, with the space before it or behind it, or a clause."""


class Change(NamedTuple):
    """One change: bytes `start` to `end` of a file become `new`. `sort`: `Python`, `SQL` or `sentence`."""

    file: str
    start: int
    end: int
    new: str
    sort: str

    @property
    def room(self) -> str:
        """The folder of the file, or else the ground."""
        return self.file.partition("/")[0] if "/" in self.file else "ground"

    def applied(self, source: bytes) -> bytes:
        """Return the file with the change made."""
        return source[: self.start] + self.new.encode() + source[self.end :]

    @property
    def is_python(self) -> bool:
        """Whether the file is still Python with the change made."""
        with suppress(SyntaxError):
            return bool(compile(self.applied((ROOT / PACKAGE / self.file).read_bytes()), self.file, "exec"))
        return False

    def __str__(self) -> str:
        source = (ROOT / PACKAGE / self.file).read_bytes()
        texts = (text.decode().splitlines() for text in (source, self.applied(source)))
        for line, (old, new) in enumerate(zip(*texts, strict=False), start=1):
            if old != new:
                return f"{PACKAGE}/{self.file}:{line}: {old.strip()}  ->  {new.strip()}"
        raise ValueError("nothing is changed")


def changes(file: str) -> Iterator[Change]:
    """Yield every change of a file, of which some few leave no Python."""
    source = (ROOT / PACKAGE / file).read_bytes()
    starts = [0]
    for line in source.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    for node in _nodes(ast.parse(source)):
        assert node.end_lineno and node.end_col_offset is not None
        start = starts[node.lineno - 1] + node.col_offset
        end = starts[node.end_lineno - 1] + node.end_col_offset
        for sort, new in dict.fromkeys(_variants(node, source[start:end].decode(), source.decode())):
            yield Change(file, start, end, new, sort)


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


def _variants(node: ast.stmt | ast.expr, old: str, source: str) -> Iterator[tuple[str, str]]:
    """Yield what could stand in the place of a node, which is now `old`, each with its sort."""
    if isinstance(node, ast.stmt):
        yield from (("Python", new) for new in _instead_of(node, source))
    elif not _is_text(node):
        yield from (("Python", new) for new in _other(node))
    elif _IS_SQL.search(old):
        for pattern, new in _IN_SQL.items():
            for found in re.finditer(pattern, old):
                yield "SQL", old[: found.start()] + found.expand(new) + old[found.end() :]
    elif _IS_DUTCH.search(old) and old.count(" ") > 2 and "\\" not in old:
        for pattern in _IN_A_SENTENCE:
            for found in re.finditer(pattern, old):
                if old.count("{", 0, found.start()) == old.count("}", 0, found.start()):
                    yield "sentence", old[: found.start()] + old[found.end() :]


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
        self.programs = folder / "programs"
        self.programs.mkdir()
        for place in os.environ["PATH"].split(os.pathsep):
            for program in Path(place).glob("*"):
                if "office" not in program.name and not (self.programs / program.name).is_symlink():
                    (self.programs / program.name).symlink_to(program)

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
            env={**os.environ, "PATH": str(self.programs)},
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


def sample(found: list[Change], size: int, seed: int) -> list[Change]:
    """Draw so many changes by chance: from the rooms in turn, in each from its sorts alike."""
    chance, drawn = random.Random(seed), list[Change]()
    rooms: dict[str, dict[str, list[Change]]] = {}
    for change in found:
        rooms.setdefault(change.room, {}).setdefault(change.sort, []).append(change)
    while rooms and len(drawn) < size:
        for sorts in list(rooms.values())[: size - len(drawn)]:
            sort = chance.choice(list(sorts))
            change = sorts[sort].pop(chance.randrange(len(sorts[sort])))
            drawn += [change] if change.is_python else []
            if not sorts[sort]:
                del sorts[sort]
        rooms = {room: sorts for room, sorts in rooms.items() if sorts}
    return sorted(drawn)


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
        found = sample(found, options.sample, options.seed)
    else:
        found = [change for change in found if change.is_python]
    if options.show:
        print(*found, sep="\n")
        return
    living = 0
    for living, change in enumerate(survivors(found, options.jobs), start=1):  # noqa: B007
        print(change, flush=True)
    print(f"{len(found)} changes; no test notices {living}", file=sys.stderr)


if __name__ == "__main__":
    main()
