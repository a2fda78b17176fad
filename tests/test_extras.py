"""What a user reads where an optional library is not installed: a command that fits how the program was."""

import sys
import venv
from pathlib import Path
from shlex import quote, split

import pytest
from conftest import ROOT, environment, on_terminal, started

from ondermijning.extras import needed

START = """
import sys
sys.modules.update(dict.fromkeys(sys.argv.pop(1).split(",")))
from ondermijning.cli.main import main
main()
"""
UV_TOOL = "[tool]\nrequirements = [{}]\nentrypoints = []\n"


def test_an_extra_that_is_there_is_imported() -> None:
    assert needed("json", "alles", "JSON lezen").loads("1") == 1


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make an environment of Python's, as tools make one for each program."""
    path = tmp_path_factory.mktemp("tools") / "knooppunt-oud"
    venv.create(path, symlinks=True)
    return path


def call(room: Path, without: str, *words: str) -> list[str]:
    """Return a call of the program in a room where these modules are not."""
    return [str(room / "bin" / "python"), "-c", START, without, *words]


def surroundings(room: Path) -> dict[str, str]:
    """Let the room find the program and its libraries, pip among them, but no command `knooppunt`."""
    (room.parent / "pip.py").touch()
    paths = [str(ROOT), str(room.parent), *(path for path in sys.path if path.endswith("site-packages"))]
    return environment(room.parent, {"PYTHONPATH": ":".join(paths), "PATH": "/usr/bin:/bin"})


def said(room: Path, *words: str, without: str = "xlsxwriter") -> tuple[int, str]:
    """Return the exit of a call, and what it says."""
    answer = started(call(room, without, *words), surroundings(room))
    return answer.code, answer.err or answer.out


def advice(room: Path, without: str = "xlsxwriter") -> list[str]:
    code, text = said(room, "list", "-f", "xlsx", without=without)
    first, command, _ = text.splitlines()
    assert code == 1
    assert first.endswith(" kan hier nog niet. Installeer daarvoor de extra 'kantoor':")
    return split(command)


def test_pip_installs_it_with_the_python_of_the_program(room: Path) -> None:
    python = str(room / "bin" / "python")
    assert advice(room) == [python, "-m", "pip", "install", "knooppunt[kantoor]"]
    with_uv = ["uv", "pip", "install", "--python", python, "knooppunt[kantoor]"]
    assert advice(room, without="xlsxwriter,pip") == with_uv


def test_pipx_brings_it_into_the_room_of_the_program(room: Path) -> None:
    mark = room / "pipx_metadata.json"
    mark.write_text("{}")
    assert advice(room) == ["pipx", "inject", "knooppunt-oud", "xlsxwriter"]
    assert said(room, "--install-completion", "zsh")[1].endswith("pipx ensurepath\n")
    mark.unlink()


@pytest.mark.parametrize(
    ("receipt", "words"),
    [
        ('{ name = "knooppunt" }', ["knooppunt[kantoor]"]),
        ('{ name = "knooppunt", specifier = ">=1" }', ["knooppunt[kantoor]>=1"]),
        ('{ name = "knooppunt", extras = ["brieven"] }', ["knooppunt[brieven,kantoor]"]),
        ('{ name = "knooppunt", path = "/een map/k.whl" }', ["/een map/k.whl[kantoor]"]),
        ('{ name = "knooppunt", directory = "/k" }', ["/k[kantoor]"]),
        ('{ name = "knooppunt", editable = "/k" }', ["--editable", "/k[kantoor]"]),
        ('{ name = "knooppunt", url = "https://x.nl/k.whl" }', ["knooppunt[kantoor] @ https://x.nl/k.whl"]),
        (
            '{ name = "knooppunt", git = "https://x.nl/k?rev=v2" }',
            ["knooppunt[kantoor] @ git+https://x.nl/k@v2"],
        ),
        (
            '{ name = "knooppunt" }, { name = "jinja2" }, { name = "pyarrow", specifier = ">=17" }',
            ["knooppunt[kantoor]", "--with", "jinja2", "--with", "pyarrow>=17"],
        ),
    ],
)
def test_uv_keeps_what_it_was_told_before(room: Path, receipt: str, words: list[str]) -> None:
    """It drops what it is not told again; and a program that is in no index is found where it came from."""
    mark = room / "uv-receipt.toml"
    mark.write_text(UV_TOOL.format(receipt))
    assert advice(room) == ["uv", "tool", "install", *words]
    assert said(room, "--install-completion", "zsh")[1].endswith("uv tool update-shell\n")
    mark.unlink()


def test_a_shell_that_does_not_find_the_program_is_told_where_it_is(room: Path) -> None:
    """Tab is of no use to it yet."""
    code, text = said(room, "--install-completion", "zsh")
    assert (code, text.splitlines()[-1]) == (
        0,
        "De shell vindt het commando knooppunt alleen nog niet. "
        f"Zet daarvoor deze map in PATH: {quote(str(room / 'bin'))}",
    )


def test_the_command_stays_one_line_on_a_terminal(room: Path) -> None:
    """It is to be copied."""
    shown = on_terminal(call(room, "xlsxwriter", "list", "-o", "x.xlsx"), surroundings(room), columns=60)
    assert shown.lines[-2] == f"  {room}/bin/python -m pip install 'knooppunt[kantoor]'"
