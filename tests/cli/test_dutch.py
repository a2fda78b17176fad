"""Tests that no English of Typer reaches the screen, and that a new Typer version is noticed."""

import ast
import errno
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer

from ondermijning.cli import main
from ondermijning.cli.call import Call, Command
from ondermijning.cli.dutch import errors
from ondermijning.cli.dutch.click import ClickException, UsageError
from ondermijning.cli.dutch.command import Argument, CallError
from ondermijning.cli.terminal import Terminal

TYPER = Path(typer.__file__).parent


def test_error_without_context_has_one_line() -> None:
    assert errors.explained(CallError("er ontbreekt iets.")) == "Fout: er ontbreekt iets."


def end(how: str) -> int:
    """Call a command that ends as is asked; return its exit code."""
    endings: dict[str, BaseException] = {
        "exit": typer.Exit(3),
        "abort": typer.Abort(),
        "interrupt": KeyboardInterrupt(),
        "pipe": BrokenPipeError(errno.EPIPE, "x"),
        "new": UsageError("A message of a later version"),
    }

    @Command("", "", {}, lambda: [Argument("HOE", "", required=True)])
    def command(_call: Call, hoe: str) -> None:
        raise endings[hoe]

    return main.run(command, [how], Terminal())


@pytest.mark.parametrize(("how", "code"), [("exit", 3), ("abort", 130), ("interrupt", 130)])
def test_endings(how: str, code: int, capfd: pytest.CaptureFixture[str]) -> None:
    assert end(how) == code
    assert capfd.readouterr() == ("", "")


def test_an_error_that_is_new_is_told_in_general(capfd: pytest.CaptureFixture[str]) -> None:
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

# Calls of which the message is no text in the source; see ERRORS of test_language; or is of a
# feature that the program does not use.
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
    *("(deprecated) ", "(dynamic)", "Aborted!", "Aborted.", "Arguments", "Commands", "Error", "Options"),
    *("[default: {}]", "[env var: {}]", "[required]", "default: {default}", "env var: {var}", "required"),
    "Try [blue]'{command_path} {help_option}'[/] for help.",
    "'x': x",
    "Invalid autocompletion callback parameters: x",
    "Too many CLI parameter callback function parameters",
}
# What the program says itself, in Dutch, before Typer would; see ERRORS of test_language.
SAID_BEFORE = {
    "Got unexpected extra argument(s) (x)", "No such command {name!r}.", "Option 'x' does not take a value.",
    "Option 'x' requires an argument.", "'x' is not a valid int range.", "x is not in the range x.",
}  # fmt: skip
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
    every = " ".join(text for node in calls_with_messages() for text in texts(node))
    types = "usage options option integer text path filename directory boolean uuid show message"
    dutch_too = {"x", "is", "of", "in", "a", "argument", "file", "e", "s", "param", "uuid", "r"}
    return set(re.findall(r"[a-z]+", f"{every} {types}".lower())) - dutch_too


def test_scan_finds_typers_messages() -> None:
    found = {text for node in calls_with_messages() for text in texts(node)}
    assert {"Missing command.", "'x' is not a valid int.", "Takes x values but x given."} <= found
    assert {"usage", "missing", "default", "required"} <= english_words()


def test_every_message_of_typer_is_known() -> None:
    """A message that Typer adds or changes fails here, before a person meets it, and one that is gone."""
    found = {text for node in calls_with_messages() for text in texts(node)}
    assert found == NOT_SHOWN | SAID_BEFORE | NOT_USED


def test_every_message_without_text_is_known() -> None:
    calls = {ast.unparse(node) for node in calls_with_messages() if not texts(node)}
    assert calls == WITHOUT_TEXT


def test_every_class_of_error_is_known() -> None:
    known = "BadArgumentUsage BadOptionUsage BadParameter CallError FileError MissingParameter "
    known += "NoArgsIsHelpError NoSuchOption UsageError"
    assert {kind.__name__ for kind in _subclasses(ClickException)} == {*known.split()}


def _subclasses(kind: type) -> set[type]:
    below: set[type] = set(kind.__subclasses__())
    return below.union(*(_subclasses(one) for one in below))
