"""Tests that no English of Typer reaches the screen, and that a new Typer version is noticed."""

import ast
import errno
import os
import pty
import re
import subprocess
import sys
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import pytest
import typer

from ondermijning.cli import main
from ondermijning.cli.dutch import errors
from ondermijning.cli.dutch.click import ClickException, UsageError
from ondermijning.cli.dutch.command import CallError, Command, Group
from ondermijning.cli.terminal import Terminal

HERE = Path(__file__)
CLEAN = {key: os.environ[key] for key in os.environ if key not in ("NO_COLOR", "FORCE_COLOR")}
CLEAN |= {"PYTHONPATH": str(HERE.parents[2]), "TERM": "xterm"}
TYPER = Path(typer.__file__).parent

app = typer.Typer(cls=Group, add_completion=False, rich_markup_mode=None)


class Soort(StrEnum):
    """The choices of an option."""

    ZEEHAVEN = "zeehaven"
    VEILING = "veiling"


def _amount(text: str) -> int:
    if text == "veel":
        raise CallError("schrijf een bedrag als € 2mln.")
    if text == "nieuw":
        raise typer.BadParameter("A message of a later version")
    return int(text)


@app.callback()
def _root(
    data: Annotated[str, typer.Option(envvar="PROEF_DATA", show_envvar=True)] = "a.yaml",
) -> None:
    """Vraag wat er waarheen gaat: een bedrag in € of één [naam]."""


@app.command("list", cls=Command, epilog="Voorbeelden:\n\n$ proef list --soort veiling")
def _list(
    structureel: Annotated[bool, typer.Option("--structureel", rich_help_panel="Filters")] = False,
    soort: Annotated[Soort | None, typer.Option("--soort", "-s")] = None,
    jaar: Annotated[int | None, typer.Option(min=2000, max=2100, envvar="PROEF_JAAR")] = None,
    paar: Annotated[tuple[bool, int] | None, typer.Option()] = None,
    deel: Annotated[float, typer.Option(help="Het deel [0 tot 1] dat telt.")] = 0.5,
    bedrag: Annotated[int | None, typer.Option(parser=_amount)] = None,
) -> None:
    """Toon welke knooppunten er zijn, met hun bedragen en alles wat daar verder bij hoort."""


@app.command("toon", cls=Command, no_args_is_help=True)
def _toon(naam: str, nummers: Annotated[list[int] | None, typer.Argument()] = None) -> None:
    """Toon één knooppunt."""
    if naam == "spook" and not nummers:
        raise CallError("onbekend knooppunt 'spook'.")


@app.command("soort", cls=Command)
def _soort(soort: Soort, verplicht: Annotated[str, typer.Option("--verplicht")]) -> None:
    """Toon één soort."""


@app.command("einde", cls=Command)
def _end(how: str) -> None:
    """Eindig zoals gevraagd."""
    endings: dict[str, BaseException] = {
        "exit": typer.Exit(3),
        "abort": typer.Abort(),
        "interrupt": KeyboardInterrupt(),
        "pipe": BrokenPipeError(errno.EPIPE, "x"),
        "new": UsageError("A message of a later version"),
    }
    raise endings[how]


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    for name in ("NO_COLOR", "FORCE_COLOR", "PROEF_DATA", "PROEF_JAAR"):
        monkeypatch.delenv(name, raising=False)


def call(*words: str) -> int:
    """Call the program in this process; return its exit code."""
    return main.run(typer.main.get_command(app), list(words), Terminal(), "proef")


def run(*words: str, **environ: str) -> subprocess.CompletedProcess[bytes]:
    """Call the program in a process of its own, in a pipe."""
    command = [sys.executable, str(HERE), *words]
    return subprocess.run(command, capture_output=True, env={**CLEAN, **environ}, check=False)


ERRORS = {
    "": "er ontbreekt een commando.",
    "lst": "onbekend commando 'lst'. Bedoelde u 'list'?",
    "oort": "onbekend commando 'oort'. Bedoelde u 'soort'?",
    "xyz": "onbekend commando 'xyz'.",
    "--dat": "onbekende optie --dat. Bedoelde u --data?",
    "list --strukt": "onbekende optie --strukt. Bedoelde u --structureel?",
    "toon --anders": "onbekende optie --anders.",
    "list --xyz": "onbekende optie --xyz.",
    "list -q": "onbekende optie -q.",
    "list a b": (
        "dit commando kan niets met a b. Kies met een optie (zie --help); alles over één knooppunt geeft "
        "'knooppunt toon'."
    ),
    "list --jaar": "achter optie --jaar hoort een waarde.",
    "list --paar 1": "achter optie --paar horen 2 waarden.",
    "list --paar x 1": "ongeldige waarde voor --paar: 'x' is geen 1 of 0.",
    "list --structureel=x": "optie --structureel krijgt geen waarde.",
    "list --jaar x": "ongeldige waarde voor --jaar: 'x' is geen geheel getal; schrijf alleen cijfers.",
    "list --deel x": "ongeldige waarde voor --deel: 'x' is geen getal.",
    "list --jaar 3": "ongeldige waarde voor --jaar: 3 valt buiten de grenzen: 2000 tot en met 2100.",
    "list -s x": "ongeldige waarde voor --soort: 'x' kan hier niet. Kies uit: 'zeehaven', 'veiling'.",
    "list --bedrag x": "ongeldige waarde voor --bedrag.",
    "list --bedrag veel": "ongeldige waarde voor --bedrag: schrijf een bedrag als € 2mln.",
    "list --bedrag nieuw": "ongeldige waarde voor --bedrag.",
    "toon a x": "ongeldige waarde voor NUMMERS: 'x' is geen geheel getal; schrijf alleen cijfers.",
    "toon --": "argument NAAM ontbreekt.",
    "toon spook": "onbekend knooppunt 'spook'.",
    "soort": "argument SOORT ontbreekt.",
    "soort veiling": "optie --verplicht ontbreekt.",
    "einde new": errors.GENERAL,
    "list --\x1b[31m\u202e": "onbekende optie --\\x1b[31m\\u202e.",
    "\x1b]0;x\x07": "onbekend commando '\\x1b]0;x\\x07'.",
}


@pytest.mark.parametrize("words", ERRORS)
def test_error_in_dutch(words: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Every kind of usage error is one Dutch line with its usage, and exits 2."""
    assert call(*words.split()) == 2
    out, err = capsys.readouterr()
    error, usage, _ = err.splitlines()
    assert (out, error) == ("", f"Fout: {ERRORS[words]}")
    assert usage.startswith("Gebruik: proef")


def test_error_names_its_command(capsys: pytest.CaptureFixture[str]) -> None:
    """An error ends with the usage and the help of the command that was called."""
    call("toon", "a", "x")
    usage, help_line = capsys.readouterr().err.splitlines()[1:]
    assert usage == "Gebruik: proef toon [OPTIES] NAAM [NUMMERS...]"
    assert help_line == "Uitleg: proef toon --help"


def test_error_names_the_variable_it_came_from(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A wrong value that was not typed is traced to the variable that holds it."""
    monkeypatch.setenv("PROEF_JAAR", "x")
    assert call("list") == 2
    assert "voor --jaar (uit PROEF_JAAR): 'x' is geen" in capsys.readouterr().err


def test_error_without_context_has_one_line() -> None:
    """An error that belongs to no command shows no usage."""
    assert errors.explained(UsageError("Missing command.")) == "Fout: er ontbreekt een commando."


ROOT_HELP = """\
Gebruik: proef [OPTIES] COMMANDO [ARGUMENTEN]...

Vraag wat er waarheen gaat: een bedrag in € of één [naam].

Commando's
  list          Toon welke knooppunten er zijn, met hun bedragen en alles wat
                daar verder bij hoort.
  toon          Toon één knooppunt.
  soort         Toon één soort.
  einde         Eindig zoals gevraagd.

Opties
  --data TEKST  [omgeving: PROEF_DATA] [standaard: a.yaml]
  -h, --help    Toon deze uitleg en stop.
"""


@pytest.mark.parametrize("name", ["-h", "--help"])
def test_help_of_the_program(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The whole help is Dutch, on standard output, plain where it is no terminal."""
    assert call(name) == 0
    assert capsys.readouterr() == (ROOT_HELP, "")


@pytest.mark.parametrize("width", [40, 59, 80, 200])
@pytest.mark.parametrize("name", ["list", "toon", "soort", "einde"])
def test_help_of_a_command(
    name: str, width: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """No help is wider than the terminal or holds a word of Typer's English."""
    monkeypatch.setenv("COLUMNS", str(width))
    assert call(name, "--help") == 0
    text = capsys.readouterr().out
    assert max(map(len, text.splitlines())) <= width
    words = re.findall(r"[a-z]+", re.sub(r"--\w+", "", text.lower()))
    assert english_words().intersection(words) == set()


def test_help_keeps_panels_marks_and_examples(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Panels, ranges, choices, square brackets and examples show as they were written."""
    monkeypatch.setenv("COLUMNS", "100")
    call("list", "--help")
    text = capsys.readouterr().out
    assert "\n\nFilters\n  --structureel\n\nOpties\n" in text
    assert "--jaar GETAL       [2000 tot en met 2100] [omgeving: PROEF_JAAR]" in text
    assert "-s, --soort TEKST" in text
    assert "Het deel [0 tot 1] dat telt. [standaard: 0.5]" in text
    assert text.endswith("\n\nVoorbeelden:\n\n  $ proef list --soort veiling\n")


def test_no_words_is_help_where_asked(capsys: pytest.CaptureFixture[str]) -> None:
    """`no_args_is_help` shows the help as an answer: standard output, exit 0."""
    assert call("toon") == 0
    out, err = capsys.readouterr()
    assert (out.split()[0], err) == ("Gebruik:", "")


def test_get_help_is_dutch() -> None:
    """Tools that ask Typer for the text of the help or the usage get Dutch too."""
    command = typer.main.get_command(app)
    ctx = command.context_class(command, info_name="proef")
    assert ctx.get_help().startswith("Gebruik: proef [OPTIES]")
    assert ctx.get_usage() == "Gebruik: proef [OPTIES] COMMANDO [ARGUMENTEN]..."


@pytest.mark.parametrize("words", [["--help"], ["toon", "é", "€"]])
def test_ascii_only(words: list[str]) -> None:
    """An output that takes only ASCII gets readable ASCII, and no exception."""
    done = run(*words, PYTHONIOENCODING="ascii", COLUMNS="80")
    text = (done.stdout + done.stderr).decode("ascii")
    assert "Traceback" not in text
    assert ("in EUR of een [naam]" if words == ["--help"] else "'EUR' is geen geheel getal") in text


@pytest.mark.parametrize(
    ("environ", "coloured"),
    [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)],
)
@pytest.mark.parametrize("word", ["--help", "lst"])
def test_colour_on_a_terminal(word: str, environ: dict[str, str], coloured: bool) -> None:
    """A terminal gets colour, on both streams, unless it or the person does without."""
    parent, child = pty.openpty()
    subprocess.run(
        [sys.executable, str(HERE), word],
        stdout=child,
        stderr=child,
        env={**CLEAN, **environ},
        check=False,
    )
    os.close(child)
    shown = os.read(parent, 100_000).decode()
    os.close(parent)
    assert ("\x1b[" in shown) is coloured


@pytest.mark.parametrize(("how", "code"), [("exit", 3), ("abort", 130), ("interrupt", 130)])
def test_endings(how: str, code: int, capsys: pytest.CaptureFixture[str]) -> None:
    """A command that ends itself or is interrupted leaves its code, and no words."""
    assert call("einde", how) == code
    assert capsys.readouterr() == ("", "")


def test_broken_pipe_reaches_the_caller() -> None:
    """The caller of `main` deals with standard output; Typer would exit 1 itself."""
    with pytest.raises(BrokenPipeError):
        call("einde", "pipe")


@pytest.mark.parametrize("english", [{"deprecated": True}, {"prompt": True}])
def test_english_at_run_time_is_refused(english: dict[str, Any]) -> None:
    """What Typer says while a command runs cannot be turned to Dutch, so it cannot be asked for."""
    other = typer.Typer()
    option = typer.Option("x", prompt=english.pop("prompt", False))

    @other.command(cls=Command, **english)
    def _command(value: str = option) -> None: ...

    with pytest.raises(ValueError, match="is English"):
        typer.main.get_command(other)


# From here on: Typer's own source, so that a new version is noticed.

RAISERS = {"fail", "UsageError", "BadParameter", "BadOptionUsage", "BadArgumentUsage", "_"}
RAISERS |= {"NoSuchOption", "MissingParameter", "FileError", "ClickException"}

# What may stand in the place of a variable part, where not any word will do.
PARTS = {"msg": ["an argument.", "3 arguments."], "name": ["File", "Directory", "Path"]}
PARTS |= {"self.name.title()": ["File", "Directory", "Path"]}
PARTS |= {"self.name": ["int", "int range", "float", "float range"]}

# Calls of which the message is no text in the source; each has a line in ERRORS or its own class.
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
    """A message that Typer adds or changes fails here, before a person reads English."""
    unknown = set()
    for node in calls_with_messages():
        for text in set(texts(node)) - NOT_SHOWN:
            try:
                errors.translation(text)
            except errors.UnknownMessageError:
                unknown.add(text)
    assert unknown == set()


def test_every_message_without_text_is_known() -> None:
    """An error whose message the source does not show has been looked at by a person."""
    calls = {ast.unparse(node) for node in calls_with_messages() if not texts(node)}
    assert calls == WITHOUT_TEXT


def test_every_known_message_is_still_typers() -> None:
    """A row that no message of Typer needs any more is to be removed."""
    found = {text for node in calls_with_messages() for text in texts(node)}
    made_elsewhere = {
        "No such command {name}. Did you mean {near}?",
        "{value} is not one of {choices}.",
    }
    for english in set(errors.MESSAGES) - made_elsewhere:
        pattern = re.sub(r"\\{\w+\\}", ".+?", re.escape(english))
        assert any(re.fullmatch(pattern, text) for text in found), english


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


if __name__ == "__main__":
    sys.exit(call(*sys.argv[1:]))
