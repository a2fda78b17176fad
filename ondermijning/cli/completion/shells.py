"""Teaches the shell to complete `knooppunt` at a press of Tab: the scripts, shown or installed.

The scripts are the program's own: Typer's evaluate what they get (zsh) or split it (bash), and a
dataset's text must never be run. They call the program, which answers in `tab`.
"""

import os
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from typer import Exit

from ondermijning.cli import output
from ondermijning.cli.screen import to_standard_error
from ondermijning.files import unwritable, write
from ondermijning.problems import UnreadableError
from ondermijning.text import any_of, visible

_BASH = r"""
_knooppunt_completion() {
    local mode word
    COMPREPLY=()
    {
        IFS= read -r mode
        while IFS= read -r word; do COMPREPLY+=("$word"); done
    } < <(_KNOOPPUNT_COMPLETE=complete_bash _KNOOPPUNT_LINE="${COMP_LINE:0:COMP_POINT}" \
        command knooppunt 2>/dev/null </dev/null)
    case $mode in
        bestanden) compopt -o default 2>/dev/null ;;
        verder) compopt -o nospace 2>/dev/null ;;
    esac
}

complete -F _knooppunt_completion knooppunt
"""

_ZSH = r"""
#compdef knooppunt

_knooppunt() {
    local -a offers
    local mode
    offers=("${(@f)$(_KNOOPPUNT_COMPLETE=complete_zsh _KNOOPPUNT_LINE="${(j: :)words[1,CURRENT]}" \
        command knooppunt 2>/dev/null </dev/null)}")
    mode=$offers[1]
    shift offers
    case $mode in
        bestanden) compset -P '*='; _files ;;
        verder) _describe -t woorden woorden offers -S '' ;;
        woorden) _describe -t woorden woorden offers ;;
    esac
}

if [[ $funcstack[1] == _knooppunt ]]; then
    _knooppunt "$@"
else
    compdef _knooppunt knooppunt
fi
"""

_FISH = r"""
function __knooppunt_offers
    set -l offers (_KNOOPPUNT_COMPLETE=complete_fish _KNOOPPUNT_LINE=(commandline -cp | string collect) \
        command knooppunt 2>/dev/null </dev/null)
    if test "$offers[1]" = bestanden
        set -l token (commandline -ct)
        set -l before (string match -r '^.*=' -- $token; or echo)
        set -l files (__fish_complete_path (string replace -r '^.*=' '' -- $token))
        printf '%s\n' $before$files
    else
        printf '%s\n' $offers[2..]
    end
end

complete --command knooppunt --no-files --arguments '(__knooppunt_offers)'
"""


class _Shell(NamedTuple):
    """A shell: its script, where that is kept, and the start-up file that is to hold a line for it."""

    script: str
    place: Callable[[], Path]
    startup: Callable[[], tuple[Path, str]] | None = None


def _home() -> Path:
    """Return the user's home folder. Raises UnreadableError where nothing says which that is."""
    home = os.path.expanduser("~")
    if not os.path.isabs(home):
        raise UnreadableError("uw thuismap is niet te vinden; zet het volledige pad ervan in HOME")
    return Path(home)


def _bash_place() -> Path:
    return _home() / ".bash_completions" / "knooppunt.sh"


def _bash_startup() -> tuple[Path, str]:
    return (
        _home() / ".bashrc",
        "source ~/.bash_completions/knooppunt.sh",
    )  # ~ needs no quotes, whatever HOME is


def _zsh_place() -> Path:
    return _home() / ".zfunc" / "_knooppunt"


def _zsh_startup() -> tuple[Path, str]:
    folder = Path(os.environ.get("ZDOTDIR") or _home())
    return folder / ".zshrc", "fpath+=~/.zfunc; autoload -Uz compinit; compinit"


def _fish_place() -> Path:
    base = os.environ.get("XDG_CONFIG_HOME", "")
    folder = Path(base) if os.path.isabs(base) else _home() / ".config"
    return folder / "fish" / "completions" / "knooppunt.fish"


SHELLS = {
    "bash": _Shell(_BASH, _bash_place, _bash_startup),
    "zsh": _Shell(_ZSH, _zsh_place, _zsh_startup),
    "fish": _Shell(_FISH, _fish_place),
}


def show() -> None:
    """Write the script for the shell in use to standard output; exit 1 where it is another one."""
    output.to_standard_output([SHELLS[_detected()].script.lstrip()])


def install() -> None:
    """Install the script for the shell in use, and say where. Raises UnreadableError."""
    name = _detected()
    shell = SHELLS[name]
    path = shell.place()
    _keep(path, shell.script.lstrip())
    _say(f"Aanvullen met Tab staat klaar voor {name}, in {path}.")
    if shell.startup:
        startup, line = shell.startup()
        if _add_line(startup, line):
            _say(f"In {startup} staat er een regel voor bij: {line}")
    _say("Het werkt in elk nieuw venster.")


def _say(text: str) -> None:
    output.to_standard_output([f"{visible(text, most=1000)}\n"], for_people=True)


def _detected() -> str:
    """Return the shell that the program was started from."""
    import shellingham  # type: ignore[import-untyped]

    try:
        name = str(shellingham.detect_shell()[0])
    except shellingham.ShellDetectionFailure:
        name = ""
    if name not in SHELLS:
        found = f"uw shell ({visible(name)}) is geen van deze" if name else "uw shell is niet te vinden"
        to_standard_error(f"Fout: aanvullen met Tab kan in {any_of(list(SHELLS))}; {found}.")
        to_standard_error("Roep deze optie aan vanuit een van die shells.")
        raise Exit(1)
    return name


def _keep(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unwritable(str(path), error) from error
    write([text], str(path), overwrite=True, inputs=[])


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
