"""What a call imports: a warm one no YAML and no pydantic, and only one that draws Rich."""

import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import DATASET, ROOT, Run, environment, on_terminal, started

HEAVY = {"pydantic", "yaml", "rich", "pypdfium2", "selectolax", "xlsxwriter", "jinja2", "pyarrow"}
OURS = "ondermijning."
SHOWN = {f"{OURS}cli.{name}" for name in ("dutch.help", "dutch.errors", "completion.shells")}
"""What only a help, an error or an installation needs."""
WARM = [
    ("list", "-f", "json"), ("list", "-f", "tsv"), ("totaal", "--structureel", "--kaal"),
    ("totaal", "--per", "jaar", "--json"), ("meerjaren", "-f", "csv"), ("bedragen", "-f", "tsv"),
    ("partners", "haven-rotterdam", "--kaal"), ("verschil", str(DATASET), "--json"),
]  # fmt: skip
TAB = {"_KNOOPPUNT_COMPLETE": "complete_bash", "_KNOOPPUNT_LINE": "knooppunt partners haven-"}
_RUNNER = """
import atexit, os, sys
atexit.register(lambda: open(os.environ["MODULES"], "w").write(" ".join(sys.modules)))
from ondermijning.cli.main import main
main()
"""

Imported = Callable[..., set[str]]


@pytest.fixture
def imported(home: Path, tmp_path: Path, run: Run) -> Imported:
    """Return the modules that a call has imported when it ends; the cache is warm."""
    assert run("list", "--kaal").code == 0
    listed = tmp_path / "modules"

    def call(*words: str, code: int = 0, terminal: bool = False, **env: str) -> set[str]:
        command = [sys.executable, "-c", _RUNNER, *words]
        own = environment(home, {"MODULES": str(listed), **env})
        answer = on_terminal(command, own, columns=100) if terminal else started(command, own)
        assert answer.code == code
        return set(listed.read_text().split())

    return call


@pytest.mark.parametrize("words", WARM, ids=" ".join)
def test_a_warm_call_in_a_pipe_imports_nothing_heavy(imported: Imported, words: tuple[str, ...]) -> None:
    found = imported(*words)
    assert not found & (HEAVY | SHOWN | {f"{OURS}cli.completion.respond", f"{OURS}codes"})
    assert sum(name.startswith(f"{OURS}cli.commands.") for name in found) == 1


def test_a_press_of_tab_imports_nothing_heavy(imported: Imported) -> None:
    found = imported(**TAB)
    assert "sqlite3" in found  # it did look in the dataset
    assert not found & (HEAVY | SHOWN)
    assert not {name for name in found if name.startswith(f"{OURS}queries")}


def test_a_press_of_tab_for_fields_asks_the_question_of_its_command_alone(imported: Imported) -> None:
    found = imported(**TAB | {"_KNOOPPUNT_LINE": "knooppunt controleer --velden uit"})
    assert f"{OURS}audit.evidence" in found
    assert not found & (HEAVY | SHOWN | {"sqlite3"})


@pytest.mark.parametrize("words", [("list",), ("totaal", "--structureel")], ids=" ".join)
def test_a_table_imports_rich_alone(imported: Imported, words: tuple[str, ...]) -> None:
    assert imported(*words, terminal=True) & HEAVY == {"rich"}


@pytest.mark.parametrize("call", ["--help", "list --help", "--nietbestaand", "lisst", "list --nietbestaand"])
def test_help_and_a_usage_error_read_no_dataset(imported: Imported, call: str) -> None:
    code = 0 if "--help" in call else 2
    assert not imported(*call.split(), code=code) & (HEAVY | {"sqlite3"})


def test_the_first_call_does_import_them(imported: Imported, tmp_path: Path) -> None:
    """So that the tests above look for the right names."""
    assert {"pydantic", "yaml"} <= imported("list", XDG_CACHE_HOME=str(tmp_path / "new"))


def test_signals_are_seen_to_before_anything_else_is_imported(home: Path) -> None:
    """What Python tells of a Ctrl-C is left for the time in which it starts, and finds the first file."""
    words = [sys.executable, "-X", "importtime", "-c", _TO_THE_HANDLERS]
    told = started(words, environment(home, {"PYTHONPATH": str(ROOT)})).err
    loaded = re.findall(r"\| +([\w.]+)$", told.partition("our own\n")[2], re.MULTILINE)
    ours = [name for name in loaded if name not in sys.builtin_module_names]
    assert ours == ["ondermijning", f"{OURS}cli", f"{OURS}cli.main"]


_TO_THE_HANDLERS = """
import os, sys
sys.stderr.write("our own\\n")
sys.stderr.flush()
def seen(event, args):
    if event == "import" and args[0] == "ondermijning.leaving":
        import _signal
        assert callable(_signal.getsignal(_signal.SIGTERM))
        os._exit(0)
from ondermijning.cli.main import main
sys.addaudithook(seen)
main()
"""
