"""Teaches the shell to complete `knooppunt` at a press of Tab: the scripts, shown or installed.

The scripts, beside this module, are the program's own: Typer's evaluate what they get (zsh) or split it
(bash), and a dataset's text must never be run. They call the program, which answers in `respond`.
"""

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ondermijning.files import why_unwritable
from ondermijning.problems import KnooppuntError, UnreadableError
from ondermijning.text import any_of, visible
from ondermijning.writing import write_text

if TYPE_CHECKING:
    from ondermijning.cli.terminal import Terminal


class _Shell(NamedTuple):
    """A shell: where its script is kept, and the start-up file that is to hold a line for it."""

    path: Callable[[], Path]
    startup: Callable[[], tuple[Path, str]] | None = None


def _home() -> Path:
    """Return the user's home folder. Raises UnreadableError where nothing says which that is."""
    home = os.path.expanduser("~")
    if not os.path.isabs(home):
        raise UnreadableError("uw thuismap is niet te vinden; zet het volledige pad ervan in HOME")
    return Path(home)


def _bash_path() -> Path:
    return _home() / ".bash_completions" / "knooppunt.sh"


def _bash_startup() -> tuple[Path, str]:
    return _home() / ".bashrc", "source ~/.bash_completions/knooppunt.sh"  # ~ needs no quotes


def _zsh_path() -> Path:
    return _home() / ".zfunc" / "_knooppunt"


def _zsh_startup() -> tuple[Path, str]:
    folder = Path(os.environ.get("ZDOTDIR") or _home())
    return folder / ".zshrc", "fpath+=~/.zfunc; autoload -Uz compinit; compinit"


def _fish_path() -> Path:
    base = os.environ.get("XDG_CONFIG_HOME", "")
    folder = Path(base) if os.path.isabs(base) else _home() / ".config"
    return folder / "fish" / "completions" / "knooppunt.fish"


SHELLS = {
    "bash": _Shell(_bash_path, _bash_startup),
    "zsh": _Shell(_zsh_path, _zsh_startup),
    "fish": _Shell(_fish_path),
}


def show(terminal: "Terminal") -> None:
    """Write the script for the shell in use. Raises KnooppuntError where that is another one."""
    terminal.answer([_script(_detected())])


def install(terminal: "Terminal") -> None:
    """Install the script for the shell in use, and say where. Raises KnooppuntError."""
    name = _detected()
    shell = SHELLS[name]
    path = shell.path()
    _keep(path, _script(name))
    said = [f"Aanvullen met Tab staat klaar voor {name}, in {path}."]
    if shell.startup:
        startup, line = shell.startup()
        if _add_line(startup, line):
            said.append(f"In {startup} staat er een regel voor bij: {line}")
    said.append("Het werkt in elk nieuw venster.")
    terminal.answer([f"{visible(line, most=1000)}\n" for line in said], for_people=True)


def _script(name: str) -> str:
    return Path(__file__).with_name(f"knooppunt.{name}").read_text(encoding="utf-8")


def _detected() -> str:
    """Return the shell that the program was started from. Raises KnooppuntError where it cannot complete."""
    import shellingham  # type: ignore[import-untyped]

    try:
        name = str(shellingham.detect_shell()[0])
    except shellingham.ShellDetectionFailure:
        name = ""
    if name not in SHELLS:
        found = f"uw shell ({visible(name)}) is geen van deze" if name else "uw shell is niet te vinden"
        raise KnooppuntError(
            f"aanvullen met Tab kan in {any_of(list(SHELLS))}; {found}.\n"
            "Roep deze optie aan vanuit een van die shells."
        )
    return name


def _keep(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UnreadableError(f"{_shown(path)}: schrijven mislukt: {why_unwritable(error)}") from error
    write_text([text], str(path), overwrite=True, inputs=[])


def _shown(path: Path) -> str:
    return visible(str(path), most=1000)


def _add_line(path: Path, line: str) -> bool:
    """Add `line` to a start-up file, which stays as it is otherwise; return False where it has it."""
    try:
        old = path.read_bytes() if path.exists() else b""
        if line.encode() in old.splitlines():
            return False
        with path.open("ab") as file:
            file.write(b"" if not old or old.endswith(b"\n") else b"\n")
            file.write(f"{line}\n".encode())
    except OSError as error:
        raise UnreadableError(f"{_shown(path)}: schrijven mislukt: {why_unwritable(error)}") from error
    return True
