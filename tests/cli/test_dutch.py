"""Tests that no English of Typer reaches the screen, and that a new Typer version is noticed."""

import ast
import errno
import os
import pty
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer
from conftest import DATASET, Run

from ondermijning.cli import main
from ondermijning.cli.call import Call, Command
from ondermijning.cli.dutch import errors
from ondermijning.cli.dutch.click import ClickException, UsageError
from ondermijning.cli.dutch.command import Argument, CallError
from ondermijning.cli.program import Program
from ondermijning.cli.terminal import Terminal

CLEAN = {key: os.environ[key] for key in os.environ if key not in ("NO_COLOR", "FORCE_COLOR")}
CLEAN |= {"PYTHONPATH": str(DATASET.parents[1]), "TERM": "xterm"}
TYPER = Path(typer.__file__).parent


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    for name in ("NO_COLOR", "FORCE_COLOR", "KNOOPPUNT_DATA"):
        monkeypatch.delenv(name, raising=False)


def call(words: str) -> int:
    """Call the program in this process; return its exit code."""
    return main.run(Program(), shlex.split(words), Terminal())


ERRORS = {
    "lst": "onbekend commando 'lst'. Bedoelde u 'list' of 'lijst'?",
    "xyz": "onbekend commando 'xyz'.",
    "--dat": "onbekende optie --dat. Bedoelde u --data?",
    "-- --dat": "onbekende optie --dat. Bedoelde u --data?",
    "list --strukt": "onbekende optie --strukt. Bedoelde u --structureel?",
    "toon --anders": "onbekende optie --anders.",
    "list -q": "onbekende optie -q.",
    "list a b": (
        "dit commando kan niets met a b. Kies met een optie (zie --help); alles over één knooppunt geeft "
        "'knooppunt toon'."
    ),
    "list --jaar": "achter optie --jaar hoort een waarde.",
    "list -f": "achter optie -f hoort een waarde.",
    "list --structureel=x": "optie --structureel krijgt geen waarde.",
    "list --jaar x": "ongeldige waarde voor --jaar: 'x' is geen geheel getal; schrijf alleen cijfers.",
    "list --jaar 3": "ongeldige waarde voor --jaar: 3 valt buiten de grenzen: 1900 tot en met 2200.",
    "sql --tijd 0": "ongeldige waarde voor --tijd: 0 valt buiten de grenzen: 1 tot en met 86400.",
    "list --min veel": (
        "ongeldige waarde voor --min: 'veel' is geen bedrag in hele euro's. Schrijf bijvoorbeeld 2mln, "
        "'2,5 mln', 1mld of 1500000."
    ),
    "toon --": "argument KNOOPPUNT ontbreekt.",
    "exporteer": "argument DOEL ontbreekt.",
    "exporteer -": "dit past niet op de standaarduitvoer; geef een bestand of een map op.",
    "list --\x1b[31m\u202e": "onbekende optie --\\x1b[31m\\u202e.",
    "'\x1b]0;x\x07'": "onbekend commando '\\x1b]0;x\\x07'.",
}


@pytest.mark.parametrize("words", ERRORS)
def test_error_in_dutch(words: str, capfd: pytest.CaptureFixture[str]) -> None:
    """Every kind of usage error is one Dutch line with its usage, and exits 2."""
    assert call(words) == 2
    out, err = capfd.readouterr()
    error, usage, _ = err.splitlines()
    assert (out, error) == ("", f"Fout: {ERRORS[words]}")
    assert usage.startswith("Gebruik: knooppunt")


def test_error_names_its_command(capfd: pytest.CaptureFixture[str]) -> None:
    """An error ends with the usage and the help of the command that was called."""
    call("verschil a b c")
    usage, help_line = capfd.readouterr().err.splitlines()[1:]
    assert usage == "Gebruik: knooppunt verschil [OPTIES] OUD [NIEUW]"
    assert help_line == "Uitleg: knooppunt verschil --help"


def test_error_without_context_has_one_line() -> None:
    """An error that belongs to no command shows no usage."""
    assert errors.explained(CallError("er ontbreekt iets.")) == "Fout: er ontbreekt iets."


@pytest.mark.parametrize("words", [["--help"], ["toon", "é€"]])
def test_ascii_only(words: list[str], run: Run) -> None:
    """An output that takes only ASCII gets readable ASCII, and no exception."""
    done = run(*words, env={"PYTHONIOENCODING": "ascii", "COLUMNS": "80"})
    assert "Traceback" not in done.err
    assert (done.out + done.err).isascii()
    assert ("Alles als een webpagina" if words == ["--help"] else "'eEUR'") in done.out + done.err


@pytest.mark.parametrize(
    ("environ", "coloured"),
    [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)],
)
@pytest.mark.parametrize("word", ["--help", "lst"])
def test_colour_on_a_terminal(word: str, environ: dict[str, str], coloured: bool) -> None:
    """A terminal gets colour, on both streams, unless it or the person does without."""
    parent, child = pty.openpty()
    subprocess.run(
        [sys.executable, "-m", "ondermijning", word],
        stdout=child,
        stderr=child,
        env={**CLEAN, **environ},
        check=False,
    )
    os.close(child)
    shown = os.read(parent, 100_000).decode()
    os.close(parent)
    assert ("\x1b[" in shown) is coloured


def end(how: str) -> int:
    """Call a command that ends as is asked; return its exit code."""
    endings: dict[str, BaseException] = {
        "exit": typer.Exit(3),
        "abort": typer.Abort(),
        "interrupt": KeyboardInterrupt(),
        "pipe": BrokenPipeError(errno.EPIPE, "x"),
        "new": UsageError("A message of a later version"),
    }

    @Command(("", 1), "", "", {}, (), Argument("HOE", "", required=True))
    def command(_call: Call, hoe: str) -> None:
        raise endings[hoe]

    return main.run(command, [how], Terminal())


@pytest.mark.parametrize(("how", "code"), [("exit", 3), ("abort", 130), ("interrupt", 130)])
def test_endings(how: str, code: int, capfd: pytest.CaptureFixture[str]) -> None:
    """A command that ends itself or is interrupted leaves its code, and no words."""
    assert end(how) == code
    assert capfd.readouterr() == ("", "")


def test_an_error_that_is_new_is_told_in_general(capfd: pytest.CaptureFixture[str]) -> None:
    """What a later Typer may say is no English on the screen."""
    assert end("new") == 2
    assert capfd.readouterr().err == "Fout: dit commando klopt zo niet; zie --help.\n"


def test_broken_pipe_reaches_the_caller() -> None:
    """The caller of `main` deals with standard output; Typer would exit 1 itself."""
    with pytest.raises(BrokenPipeError):
        end("pipe")


# From here on: Typer's own source, so that a new version is noticed.

RAISERS = {"fail", "UsageError", "BadParameter", "BadOptionUsage", "BadArgumentUsage", "_"}
RAISERS |= {"NoSuchOption", "MissingParameter", "FileError", "ClickException"}

# What may stand in the place of a variable part, where not any word will do.
PARTS = {"msg": ["an argument.", "3 arguments."], "name": ["File", "Directory", "Path"]}
PARTS |= {"self.name.title()": ["File", "Directory", "Path"]}
PARTS |= {"self.name": ["int", "int range", "float", "float range"]}

# Calls of which the message is no text in the source; each has a line in ERRORS, or is of a feature that
# the program does not use.
WITHOUT_TEXT = {
    "FileError(self.name, hint=e.strerror)",
    "MissingParameter(ctx=ctx, param=self)",
    "NoSuchOption(opt, ctx=self.ctx)",
    "NoSuchOption(opt, possibilities=possibilities, ctx=self.ctx)",
    "self.fail(_escape_control_characters(value), param, ctx)",
    "self.fail(self.get_invalid_choice_message(value=value, ctx=ctx), param=param, ctx=ctx)",
    "UsageError(message, self)",
    "BadParameter(message, ctx=ctx, param=param)",
}

# Texts that reach no screen: of Typer's own help and errors, which are replaced whole, of files
# (told apart by their type), and of mistakes in the program itself.
NOT_SHOWN = {
    "(deprecated) ",
    "(dynamic)",
    "Aborted!",
    "Aborted.",
    "Arguments",
    "Commands",
    "Error",
    "Options",
    "Try [blue]'{command_path} {help_option}'[/] for help.",
    "[default: {}]",
    "[env var: {}]",
    "[required]",
    "default: {default}",
    "env var: {var}",
    "required",
    "'x': x",
    "Invalid autocompletion callback parameters: x",
    "Too many CLI parameter callback function parameters",
}


# What the program says itself, in Dutch, before Typer would; each has a line in ERRORS.
SAID_BEFORE = {
    "Got unexpected extra argument(s) (x)",
    "No such command {name!r}.",
    "Option 'x' does not take a value.",
    "Option 'x' requires an argument.",
    "'x' is not a valid int range.",
    "x is not in the range x.",
}
# Of features that the program does not use: groups without a callback, values of other types, more of them.
NOT_USED = {
    "Missing command.",
    "'x' does not match the formats x.",
    "'x' is not a valid UUID.",
    "'x' is not a valid boolean. Recognized values: x",
    "'x' is not a valid float range.",
    "'x' is not a valid float.",
    "'x' is not a valid int.",
    "Argument 'x' takes x values.",
    "Option 'x' requires 3 arguments.",
    "Takes x values but x given.",
    "Value must be an iterable.",
    "x values are required, but x given.",
    *(f"{kind} 'x' does not exist." for kind in PARTS["name"]),
    *(f"{kind} x is {what}." for kind in PARTS["name"] for what in ("a directory", "a file")),
    *(f"{kind} x is not {what}." for kind in PARTS["name"] for what in ("readable", "writable")),
}


def calls_with_messages() -> Iterator[ast.Call]:
    """Yield every call in Typer's source that makes an error or a translated text."""
    for path in sorted(TYPER.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "attr", getattr(node.func, "id", ""))
                if name in RAISERS:
                    yield node


def texts(call_node: ast.Call) -> list[str]:
    """Return the message of a call, once for every way in which its parts can be filled in."""
    for argument in call_node.args:
        for node in ast.walk(argument):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                return _filled(argument if isinstance(argument, ast.JoinedStr) else node)
    return []


def _filled(node: ast.expr) -> list[str]:
    if isinstance(node, ast.Constant):
        return [str(node.value)]
    assert isinstance(node, ast.JoinedStr)
    found = [""]
    for piece in node.values:
        if isinstance(piece, ast.FormattedValue):
            plain = "'x'" if piece.conversion == ord("r") else "x"
            choices = PARTS.get(ast.unparse(piece.value), [plain])
        else:
            choices = _filled(piece)
        found = [before + choice for before in found for choice in choices]
    return found


def english_words() -> set[str]:
    """Return the words of Typer's vocabulary that are no Dutch, and its names of types."""
    every = " ".join(text for node in calls_with_messages() for text in texts(node))
    types = "usage options option integer text path filename directory boolean uuid show message"
    dutch_too = {"x", "is", "of", "in", "a", "argument", "file", "e", "s", "param", "uuid", "r"}
    return set(re.findall(r"[a-z]+", f"{every} {types}".lower())) - dutch_too


def test_scan_finds_typers_messages() -> None:
    """The scan itself works: it finds well-known messages."""
    found = {text for node in calls_with_messages() for text in texts(node)}
    assert {"Missing command.", "'x' is not a valid int.", "Takes x values but x given."} <= found
    assert {"usage", "missing", "default", "required"} <= english_words()


def test_every_message_of_typer_is_known() -> None:
    """A message that Typer adds or changes fails here, before a person meets it, and one that is gone."""
    found = {text for node in calls_with_messages() for text in texts(node)}
    assert found == NOT_SHOWN | SAID_BEFORE | NOT_USED


def test_every_message_without_text_is_known() -> None:
    """An error whose message the source does not show has been looked at by a person."""
    calls = {ast.unparse(node) for node in calls_with_messages() if not texts(node)}
    assert calls == WITHOUT_TEXT


def test_every_class_of_error_is_known() -> None:
    """A class of errors that Typer adds needs a sentence of its own."""
    assert {kind.__name__ for kind in _subclasses(ClickException)} == {
        "BadArgumentUsage",
        "BadOptionUsage",
        "BadParameter",
        "CallError",
        "FileError",
        "MissingParameter",
        "NoArgsIsHelpError",
        "NoSuchOption",
        "UsageError",
    }


def _subclasses(kind: type) -> set[type]:
    below: set[type] = set(kind.__subclasses__())
    return below.union(*(_subclasses(one) for one in below))
