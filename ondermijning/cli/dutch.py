"""Says in Dutch what Typer has to say to a person: help and usage errors.

All texts are plain text: no markup is read, square brackets show as they are.
"""

import errno
import inspect
import os
import re
import shutil
import sys
import unicodedata
from datetime import datetime
from enum import Enum
from itertools import groupby
from textwrap import wrap
from typing import TYPE_CHECKING, Any, TextIO

from typer._click import types
from typer._click.core import ParameterSource
from typer._click.exceptions import (
    BadParameter,
    ClickException,
    FileError,
    MissingParameter,
    NoSuchOption,
)
from typer._types import TyperChoice
from typer.core import TyperArgument, TyperGroup, TyperOption
from typer.models import TyperPath

from ondermijning.cli.base import CallError

if TYPE_CHECKING:
    from typer._click.core import Command, Context, Parameter

GENERAL = "deze aanroep klopt niet."

# Typer's messages, each whole; the first that fits counts.
MESSAGES = {
    "Missing command.": "er ontbreekt een commando.",
    "No such command {name}. Did you mean {near}?": "onbekend commando {name}. Bedoelde u {near}?",
    "No such command {name}.": "onbekend commando {name}.",
    "Got unexpected extra argument(s) ({extra})": "te veel argumenten: {extra}.",
    "Option '{name}' does not take a value.": "optie {name} krijgt geen waarde.",
    "Option '{name}' requires an argument.": "achter optie {name} hoort een waarde.",
    "Option '{name}' requires {count} arguments.": "achter optie {name} horen {count} waarden.",
    "Argument '{name}' takes {count} values.": "argument {name} bestaat uit {count} waarden.",
    "{value} is not a valid int.": "{value} is geen geheel getal.",
    "{value} is not a valid int range.": "{value} is geen geheel getal.",
    "{value} is not a valid float.": "{value} is geen getal.",
    "{value} is not a valid float range.": "{value} is geen getal.",
    "{value} is not a valid UUID.": "{value} is geen UUID.",
    "{value} is not a valid boolean. Recognized values: {states}": "{value} is geen 1 of 0.",
    "{value} is not in the range {range}.": "{value} valt buiten de grenzen: {range}.",
    "{value} is not one of {choices}.": "{value} kan hier niet. Kies uit: {choices}.",
    "{value} does not match the formats {formats}.": "{value} kan hier niet, wel: {formats}.",
    "{kind} {value} does not exist.": "{value} bestaat niet.",
    "{kind} {value} is a file.": "{value} is een bestand; hier hoort een map.",
    "{kind} {value} is a directory.": "{value} is een map; hier hoort een bestand.",
    "{kind} {value} is not readable.": "{value} is niet te lezen: geen toegang.",
    "{kind} {value} is not writable.": "{value} is niet te beschrijven: geen toegang.",
    "{count} values are required, but {given} given.": "er horen {count} waarden, geen {given}.",
    "Takes {count} values but {given} given.": "er horen {count} waarden, geen {given}.",
    "Value must be an iterable.": "er hoort een lijst van waarden.",
}

OS_REASONS = {
    errno.ENOENT: "bestaat niet",
    errno.EACCES: "is niet te openen: geen toegang",
    errno.EISDIR: "is een map; hier hoort een bestand",
    errno.ENOTDIR: "is niet te openen: een deel van het pad is geen map",
    errno.EROFS: "is niet te schrijven: de schijf is alleen te lezen",
}

# What stands for a value without a metavar of its own; the first type that fits counts.
METAVARS: tuple[tuple[type[types.ParamType], str], ...] = (
    (types.IntParamType, "GETAL"),
    (types.FloatParamType, "GETAL"),
    (types.BoolParamType, "1|0"),
    (types.DateTime, "DATUM"),
    (types.UUIDParameterType, "UUID"),
    (types.File, "BESTAND"),
    (TyperPath, "PAD"),
    (types.StringParamType, "TEKST"),
)

BOLD, RED, CYAN = "1", "1;31", "36"
TEXT_INDENT = 2
NARROWEST, NARROW, WIDEST = 40, 60, 100
LABEL_MAX = 30


class UnknownMessageError(LookupError):
    """A message of Typer that `MESSAGES` has no row for: Typer changed."""


def translation(message: str) -> str:
    """Return Typer's English `message` in Dutch. Raises `UnknownMessageError`."""
    return _translated(message, {})


def describe(error: ClickException) -> str:
    """Say in one Dutch sentence what is wrong; a general one where Typer's message is new."""
    try:
        return visible(_sentence(error))
    except UnknownMessageError:
        if isinstance(error, BadParameter) and error.param:
            return visible(f"ongeldige waarde voor {_name(error.param, error.ctx)}.")
        return GENERAL


def show_error(error: ClickException) -> None:
    """Write what is wrong, the usage and where to find help to standard error.

    Raises `OSError` where standard error takes nothing.
    """
    ctx: Context | None = getattr(error, "ctx", None)
    lines = [f"{_paint('Fout:', RED, _colour(sys.stderr, ctx))} {describe(error)}"]
    if ctx is not None:
        lines.append(usage(ctx.command, ctx))
        names = ctx.command.get_help_option_names(ctx)
        lines += [f"Uitleg: {visible(ctx.command_path)} {name}" for name in names[-1:]]
    _write("\n".join(lines), sys.stderr)


def show_help(command: "Command", ctx: "Context") -> None:
    """Write the help of `command` to standard output. Raises `OSError` where it takes nothing."""
    width = max(NARROWEST, min(shutil.get_terminal_size().columns, WIDEST))
    _write(help_text(command, ctx, width, _colour(sys.stdout, ctx)), sys.stdout)


def usage(command: "Command", ctx: "Context") -> str:
    """Return the usage line of `command`, of any width."""
    words = ["Gebruik:", visible(ctx.command_path), command.options_metavar or ""]
    for param in command.get_params(ctx):
        if isinstance(param, TyperArgument) and not param.hidden:
            word = _metavar(param)
            words.append(word if param.required or word.startswith("[") else f"[{word}]")
    if isinstance(command, TyperGroup):
        words.append(command.subcommand_metavar)
    return " ".join(filter(None, words))


def help_text(command: "Command", ctx: "Context", width: int, colour: bool = False) -> str:
    """Return the help of `command` for `width` columns (40 or more)."""
    prefix, _, rest = usage(command, ctx).partition(" ")
    indent = " " * (len(prefix) + 1)
    rest = "\n".join(_wrap(rest, width, indent)).lstrip()
    blocks = [f"{_paint(prefix, BOLD, colour)} {rest}", _prose(command.help or "", width)]
    panels = _panels(command, ctx)
    labels = [len(label) for rows in panels.values() for label, _ in rows]
    column = max([length for length in labels if length <= LABEL_MAX], default=0) + 4
    for title, rows in panels.items():
        lines = [_row(label, text, column, width, colour) for label, text in rows]
        blocks.append("\n".join([_paint(title, BOLD, colour), *lines]))
    blocks.append(_prose(command.epilog or "", width))
    return "\n\n".join(filter(None, blocks))


def visible(text: str) -> str:
    r"""Return `text` with every character that is not printed made visible, as `\x1b`."""
    return "".join(c if c.isprintable() or unicodedata.category(c) == "Zs" else ascii(c)[1:-1] for c in text)


def _sentence(error: ClickException) -> str:
    if isinstance(error, CallError) and error.param is None:
        return error.message
    if isinstance(error, MissingParameter):
        return _missing(error)
    if isinstance(error, BadParameter):
        name = f" voor {_name(error.param, error.ctx)}" if error.param else ""
        return f"ongeldige waarde{name}: {_reason(error)}"
    if isinstance(error, NoSuchOption):
        near = " of ".join(error.possibilities or [])
        return f"onbekende optie {error.option_name}." + (f" Bedoelde u {near}?" if near else "")
    if isinstance(error, FileError):
        return _os_reason(error)
    return translation(error.message)


def _missing(error: MissingParameter) -> str:
    param = error.param
    if param is None:
        return "er ontbreekt een argument."
    kind = "argument" if isinstance(param, TyperArgument) else "optie"
    choices = _choices(param.type)
    return f"{kind} {_name(param, error.ctx)} ontbreekt." + (f" Kies uit: {choices}." if choices else "")


def _reason(error: BadParameter) -> str:
    """Say why a value is refused, from its type where the message holds English of its own."""
    if isinstance(error, CallError):
        return error.message
    kind = error.param.type if error.param else None
    if isinstance(kind, types.FuncParamType) and isinstance(error.__context__, ValueError):
        return f"'{error.message}'."  # all that Typer gives is the value
    if isinstance(kind, types.File):
        return _os_reason(error)
    known = {"choices": _choices(kind), "range": _range(kind), "formats": _dates(kind)}
    return _translated(error.message, {key: text for key, text in known.items() if text})


def _translated(message: str, known: dict[str, str]) -> str:
    for english, dutch in MESSAGES.items():
        pattern = re.sub(r"\\{(\w+)\\}", r"(?P<\1>.*?)", re.escape(english))
        if found := re.fullmatch(pattern, message, re.DOTALL):
            words = found.groupdict() | known
            return dutch.format_map(words | {"near": words.get("near", "").replace(", ", " of ")})
    raise UnknownMessageError(message)


def _os_reason(error: ClickException) -> str:
    """Say which file could not be opened and why; the system's own words are English."""
    cause = error.__cause__ or error.__context__
    if not isinstance(cause, OSError):
        return "het bestand is niet te openen."
    return f"{cause.filename!r} {OS_REASONS.get(cause.errno or 0, 'is niet te openen')}."


def _name(param: "Parameter", ctx: "Context | None") -> str:
    """Return what a person calls a parameter, with the variable its value came from, if any."""
    name = _metavar(param) if isinstance(param, TyperArgument) else max(param.opts, key=len)
    source = ctx.get_parameter_source(param.name or "") if ctx else None
    return f"{name} (uit {_joined(param.envvar)})" if source is ParameterSource.ENVIRONMENT else name


def _choices(kind: types.ParamType | None) -> str:
    if not isinstance(kind, TyperChoice):
        return ""
    return ", ".join(kind.normalize_choice(choice, None) for choice in kind.choices)


def _range(kind: types.ParamType | None) -> str:
    """Say between which numbers a value lies: 'minstens 1 en hoogstens 5'."""
    if not isinstance(kind, types._NumberRangeBase):
        return ""
    low = f"{'meer dan' if kind.min_open else 'minstens'} {kind.min}"
    high = f"{'minder dan' if kind.max_open else 'hoogstens'} {kind.max}"
    bounds = [low] * (kind.min is not None) + [high] * (kind.max is not None)
    return " en ".join(bounds)


def _dates(kind: types.ParamType | None) -> str:
    """Return one date in every form that is read."""
    if not isinstance(kind, types.DateTime):
        return ""
    return ", ".join(datetime(2022, 11, 4, 13, 30).strftime(form) for form in kind.formats)


def _panels(command: "Command", ctx: "Context") -> dict[str, list[tuple[str, str]]]:
    """Return the rows of the help, label and text, under the titles of their panels."""
    params = [p for p in command.get_params(ctx) if isinstance(p, TyperArgument | TyperOption)]
    shown = [param for param in params if not param.hidden]
    panels: dict[str, list[tuple[str, str]]] = {}
    for param in (param for param in shown if isinstance(param, TyperArgument)):
        row = (_metavar(param), _param_text(param, ctx))
        panels.setdefault(param.rich_help_panel or "Argumenten", []).append(row)
    for name, subcommand in getattr(command, "commands", {}).items():
        if not subcommand.hidden:
            text = subcommand.short_help or inspect.cleandoc(subcommand.help or "")
            title = getattr(subcommand, "rich_help_panel", None) or "Commando's"
            panels.setdefault(title, []).append((name, text.partition("\n\n")[0]))
    for option in (param for param in shown if isinstance(param, TyperOption)):
        row = (_option_label(option), _param_text(option, ctx))
        panels.setdefault(option.rich_help_panel or "Opties", []).append(row)
    return panels


def _option_label(option: TyperOption) -> str:
    names = ", ".join(sorted(option.opts, key=len))
    if option.secondary_opts:
        names += " / " + ", ".join(sorted(option.secondary_opts, key=len))
    return names if option.is_flag or option.count else f"{names} {_metavar(option)}"


def _metavar(param: TyperArgument | TyperOption) -> str:
    if param.metavar:
        return param.metavar
    if isinstance(param, TyperArgument):
        word = (param.name or "").upper()
    elif isinstance(param.type, TyperChoice):
        word = _choices(param.type).replace(", ", "|")
    else:
        fitting = (word for kind, word in METAVARS if isinstance(param.type, kind))
        word = next(fitting, "WAARDE")
    return word if param.nargs == 1 else f"{word}..."


def _param_text(param: TyperArgument | TyperOption, ctx: "Context") -> str:
    default = _default(param, ctx)
    marks = [
        param.help or "",
        f"[{_range(param.type)}]" if _range(param.type) and not getattr(param, "count", 0) else "",
        f"[omgeving: {_joined(param.envvar)}]" if param.show_envvar and param.envvar else "",
        f"[standaard: {default}]" if default else "",
        "[verplicht]" if param.required else "",
    ]
    return " ".join(filter(None, marks))


def _default(param: TyperArgument | TyperOption, ctx: "Context") -> str:
    if isinstance(param.show_default, str):
        return param.show_default
    value = param.get_default(ctx, call=False)
    if not param.show_default or value is None or inspect.isroutine(value):
        return ""
    if isinstance(value, bool) and isinstance(param, TyperOption) and param.is_flag:
        names = param.opts if value else param.secondary_opts
        return max(names, key=len) if names and param.secondary_opts else ""
    return str(int(value)) if isinstance(value, bool) else _joined(value)


def _joined(value: Any) -> str:
    values = value if isinstance(value, list | tuple) else [value]
    return ", ".join(str(item.value if isinstance(item, Enum) else item) for item in values)


def _row(label: str, text: str, column: int, width: int, colour: bool) -> str:
    """Lay out one label and its text: side by side, or below each other where there is no room."""
    stacked = width < NARROW or len(label) > column - 4
    indent = " " * (TEXT_INDENT + 4 if width < NARROW else column)
    lines = _wrap(text, width, indent)
    start = " " * TEXT_INDENT + _paint(label, CYAN, colour)
    if stacked or not lines:
        return "\n".join([start, *lines])
    gap = " " * (column - TEXT_INDENT - len(label))
    return "\n".join([start + gap + lines[0].lstrip(), *lines[1:]])


def _prose(text: str, width: int) -> str:
    """Wrap running text; lines that are indented or start with '$' keep their own."""
    lines = inspect.cleandoc(text).partition("\f")[0].splitlines()
    blocks: list[str] = []
    for fixed, group in groupby(lines, key=lambda line: not line or line[0] in " $"):
        paragraph = list(group)
        blocks += map(_example, paragraph) if fixed else _wrap(" ".join(paragraph), width)
    return "\n".join(blocks).strip("\n")


def _example(line: str) -> str:
    return f"{' ' * TEXT_INDENT}{line}" if line.startswith("$") else line


def _wrap(text: str, width: int, indent: str = "") -> list[str]:
    return wrap(text, width, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False)


def _colour(stream: TextIO | None, ctx: "Context | None") -> bool:
    """Whether to colour: what the call says, else the environment, else only on a terminal."""
    if ctx is not None and ctx.color is not None:
        return ctx.color
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return stream is not None and stream.isatty() and os.environ.get("TERM") != "dumb"


def _paint(text: str, code: str, colour: bool) -> str:
    return f"\x1b[{code}m{text}\x1b[0m" if colour else text


def _write(text: str, stream: TextIO | None) -> None:
    if stream is None:  # closed before the program started
        return
    stream.write(_fitting(text, stream.encoding or "utf-8") + "\n")
    stream.flush()


def _fitting(text: str, encoding: str) -> str:
    """Return `text` as `encoding` can carry it: without accents, EUR for the euro sign."""
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        spelled = text.translate({0x20AC: "EUR", 0x2026: "...", 0x2013: "-", 0x2019: "'"})
        plain = unicodedata.normalize("NFKD", spelled)
        plain = "".join(c for c in plain if not unicodedata.combining(c))
        return plain.encode(encoding, "backslashreplace").decode(encoding)
    return text
