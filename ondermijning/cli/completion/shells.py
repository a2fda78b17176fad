"""Teaches the shell to complete `knooppunt` at a press of Tab: the scripts, shown or installed.

The scripts, beside this module, are the program's own: Typer's evaluate what they get (zsh) or split it
(bash), and a dataset's text must never be run. They call the program, which answers in `respond`.
"""

import os
from pathlib import Path
from shutil import which
from typing import TYPE_CHECKING

from ondermijning.cli.options import one_of
from ondermijning.extras import on_path
from ondermijning.files import own_text
from ondermijning.problems import KnooppuntError, UnreadableError
from ondermijning.text import any_of, visible
from ondermijning.writing import unwritable, write

if TYPE_CHECKING:
    from ondermijning.cli.terminal import Terminal

SHELLS = ["bash", "zsh", "fish"]
_SCRIPT = "cli/completion/knooppunt.{}"


def show(terminal: "Terminal", shell: str) -> None:
    """Write the script for `shell`, or else the shell in use. Raises KnooppuntError where it is another."""
    terminal.answer([own_text(_SCRIPT.format(_chosen(shell)))])


def install(terminal: "Terminal", shell: str) -> None:
    """Install the script for `shell`, or else the shell in use, and say where. Raises KnooppuntError."""
    name = _chosen(shell)
    path, startup, line = _kept(name)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unwritable(str(path), error) from error
    write([own_text(_SCRIPT.format(name))], str(path), overwrite=True, inputs=[])
    lines = [f"Aanvullen met Tab staat klaar voor {name}, in {path}."]
    if startup and _add_line(startup, line):
        lines.append(f"Aan {startup} is deze regel toegevoegd: {line}")
    lines.append("Het werkt in elk nieuw venster.")
    if which("knooppunt") is None:
        lines.append(f"De shell vindt het commando knooppunt alleen nog niet. {on_path()}")
    terminal.answer([f"{visible(line, most=1000)}\n" for line in lines], for_people=True)


def _kept(shell: str) -> tuple[Path, Path | None, str]:
    """Return where the script of a shell is kept, and the start-up file that is to hold a line for it.

    Raises UnreadableError where the user's home folder is asked for, and nothing says which that is.
    """
    config = os.environ.get("XDG_CONFIG_HOME", "")
    if shell == "fish" and os.path.isabs(config):
        return Path(config, "fish/completions/knooppunt.fish"), None, ""
    home = os.path.expanduser("~")
    if not os.path.isabs(home):
        raise UnreadableError("uw thuismap is niet te vinden; zet het volledige pad ervan in HOME")
    if shell == "fish":
        return Path(home, ".config/fish/completions/knooppunt.fish"), None, ""
    if shell == "zsh":
        startup = Path(os.environ.get("ZDOTDIR") or home, ".zshrc")
        return Path(home, ".zfunc/_knooppunt"), startup, "fpath+=~/.zfunc; autoload -Uz compinit; compinit"
    line = "source ~/.bash_completions/knooppunt.sh"  # ~ needs no quotes, whatever HOME is
    return Path(home, ".bash_completions/knooppunt.sh"), Path(home, ".bashrc"), line


def _chosen(shell: str) -> str:
    """Return the shell that is named, maybe by its path, or else the one that the program was started from.

    Raises KnooppuntError where that cannot complete.
    """
    if shell:
        return one_of("aanvullen met Tab kan niet in {}", os.path.basename(shell), SHELLS)
    import shellingham  # type: ignore[import-untyped]

    try:
        name = str(shellingham.detect_shell()[0])
    except shellingham.ShellDetectionFailure:
        name = ""
    if name not in SHELLS:
        found = f"uw shell ({visible(name)}) hoort daar niet bij" if name else "uw shell is niet te vinden"
        raise KnooppuntError(
            f"aanvullen met Tab kan alleen in {any_of(SHELLS)}; {found}.\n"
            f"Zet een van die namen achter de optie: --install-completion {SHELLS[0]}."
        )
    return name


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
        raise unwritable(str(path), error) from error
    return True
