"""The house: which room of the package may import which, and no circle between its files.

Every import counts: at the top of a file, in a function, and for the type checker alone.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import ondermijning

PACKAGE = Path(ondermijning.__file__).parent
GROUND = {"ondermijning", "text", "amounts", "codes", "problems", "files", "writing", "leaving", "extras"}
MAY_IMPORT = {
    "ground": set[str](),
    "dataset": {"ground"},
    "store": {"dataset", "ground"},
    "table": {"ground"},
    "render": {"table", "ground"},
    "queries": {"store", "table", "ground"},
    "audit": {"queries", "store", "dataset", "table", "ground"},
    "export": {"queries", "store", "render", "table", "ground"},
    "cli": {"export", "audit", "queries", "store", "dataset", "render", "table", "ground"},
    "__main__": {"cli"},
}


def name_of(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


FILES = {name_of(path): path for path in sorted(PACKAGE.rglob("*.py"))}


def imported(path: Path) -> Iterator[str]:
    """Yield the files of the package that a file imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import"
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                yield from {whole if whole in FILES else str(node.module)} & FILES.keys()
        elif isinstance(node, ast.Import):
            yield from {alias.name for alias in node.names} & FILES.keys()


IMPORTS = {name: set(imported(path)) for name, path in FILES.items()}


def room_of(name: str) -> str:
    first = name.removeprefix("ondermijning.").partition(".")[0]
    return "ground" if first in GROUND else first


@pytest.mark.parametrize("room", MAY_IMPORT)
def test_arrows_between_rooms_go_one_way(room: str) -> None:
    arrows = {
        (name, other)
        for name, others in IMPORTS.items()
        for other in others
        if room_of(name) == room and room_of(other) not in MAY_IMPORT[room] | {room}
    }
    assert arrows == set()


def test_every_file_is_in_a_room() -> None:
    assert {room_of(name) for name in FILES} <= MAY_IMPORT.keys()


def test_no_circle_between_files() -> None:
    """What is left when files that import none of the others are taken away, again and again, is in one."""
    left = dict(IMPORTS)
    while done := [name for name, others in left.items() if not others & left.keys() - {name}]:
        for name in done:
            del left[name]
    assert {name: others & left.keys() for name, others in left.items()} == {}


def test_the_scan_finds_imports() -> None:
    """So that the tests above look at what is there."""
    assert {"ondermijning.cli.program", "ondermijning.cli.terminal"} <= IMPORTS["ondermijning.cli.main"]
    assert "ondermijning.cli.commands" in IMPORTS["ondermijning.cli.program"]
    assert "ondermijning.store" in IMPORTS["ondermijning.cli.call"]  # in a function


def test_typers_private_parts_are_leant_on_in_one_file() -> None:
    """`typer._click`, for which Typer is pinned below 0.29."""
    leaning = [name for name, path in FILES.items() if "typer._click" in path.read_text(encoding="utf-8")]
    assert leaning == ["ondermijning.cli.dutch.click"]
