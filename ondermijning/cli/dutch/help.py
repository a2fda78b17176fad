"""Lays out help in Dutch: usage, texts, and panels of arguments, commands and options.

All texts are plain text: no markup is read, square brackets show as they are.
"""

import inspect
import re
from itertools import groupby
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from typer.core import TyperArgument, TyperGroup, TyperOption

from ondermijning.cli.dutch.click import FloatParamType, IntParamType, NumberRange, ParamType
from ondermijning.cli.terminal import BOLD, CYAN, NARROWEST, paint
from ondermijning.text import visible

if TYPE_CHECKING:
    from ondermijning.cli.dutch.click import Command, Context
    from ondermijning.cli.terminal import Terminal

TEXT_INDENT = 2
NARROW, WIDEST = 60, 100
_USUAL_WIDTH = 80
LABEL_MAX = 24

_SHELL_WORD = re.compile(r"""(?:[^\s"']|"[^"]*"|'[^']*')+""")

Rows = list[tuple[str, str]]
"""Labels, each with its text."""


def show_help(command: "Command", ctx: "Context") -> None:
    """Write the help of `command` to standard output. Raises UnreadableError where it takes nothing."""
    terminal: Terminal = ctx.obj
    _show(terminal, help_text(command, ctx, _width(terminal), terminal.coloured(terminal.out)))


def show_overview(terminal: "Terminal", purpose: str, first: Rows, more: str) -> None:
    """Write what the program is for, the calls to begin with, and where to find more."""
    width = _width(terminal)
    begin = _panel("Begin met", first, width, terminal.coloured(terminal.out))
    _show(terminal, "\n\n".join([_prose(purpose, width), begin, more]))


def _show(terminal: "Terminal", text: str) -> None:
    terminal.answer([f"{text}\n"], for_people=True)


def _width(terminal: "Terminal") -> int:
    return max(NARROWEST, min(terminal.out.width or _USUAL_WIDTH, WIDEST))


def usage(command: "Command", ctx: "Context") -> str:
    """Return the usage line of `command`, of any width."""
    words = ["Gebruik:", visible(ctx.command_path), command.options_metavar or ""]
    for param in command.get_params(ctx):
        if isinstance(param, TyperArgument) and not param.hidden:
            word = metavar(param)
            words.append(word if param.required or word.startswith("[") else f"[{word}]")
    if isinstance(command, TyperGroup):
        words.append(command.subcommand_metavar)
    return " ".join(filter(None, words))


def help_text(command: "Command", ctx: "Context", width: int, colour: bool = False) -> str:
    """Return the help of `command` for `width` columns (40 or more)."""
    prefix, _, rest = usage(command, ctx).partition(" ")
    indent = " " * (len(prefix) + 1)
    rest = "\n".join(_wrap(rest, width, indent)).lstrip()
    blocks = [f"{paint(prefix, BOLD, colour)} {rest}", _prose(command.help or "", width)]
    panels = _panels(command, ctx)
    column = _text_column([row for rows in panels.values() for row in rows])
    blocks += [_panel(title, rows, width, colour, column) for title, rows in panels.items()]
    blocks.append(_prose(command.epilog or "", width))
    return "\n\n".join(filter(None, blocks))


def metavar(param: TyperArgument | TyperOption) -> str:
    """Return the word that stands for the value of a parameter."""
    if param.metavar:
        return param.metavar
    if isinstance(param, TyperArgument):
        word = (param.name or "").upper()
    else:
        numbers = IntParamType | FloatParamType
        word = "GETAL" if isinstance(param.type, numbers) else "TEKST"
    return word if param.nargs == 1 else f"{word}..."


def bounds(kind: ParamType | None) -> str:
    """Say between which numbers a value lies, '1 tot en met 5'; empty where it has no bounds."""
    if not isinstance(kind, NumberRange):
        return ""
    if not (kind.min is None or kind.max is None or kind.min_open or kind.max_open):
        return f"{kind.min} tot en met {kind.max}"
    low = f"{'meer dan' if kind.min_open else 'minstens'} {kind.min}"
    high = f"{'minder dan' if kind.max_open else 'hoogstens'} {kind.max}"
    given = {low: kind.min, high: kind.max}
    return " en ".join(words for words, bound in given.items() if bound is not None)


def joined(value: Any) -> str:
    """Return a default or the names of variables, one or more, as text."""
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def _panels(command: "Command", ctx: "Context") -> dict[str, Rows]:
    """Return the rows of the help under the titles of their panels."""
    params = [p for p in command.get_params(ctx) if isinstance(p, TyperArgument | TyperOption)]
    shown = [param for param in params if not param.hidden]
    panels: dict[str, Rows] = {}
    for argument in (param for param in shown if isinstance(param, TyperArgument)):
        row = (metavar(argument), _param_text(argument, ctx))
        panels.setdefault(argument.rich_help_panel or "Argumenten", []).append(row)
    for name, subcommand in getattr(command, "commands", {}).items():
        if not subcommand.hidden:
            text = subcommand.short_help or inspect.cleandoc(subcommand.help or "")
            title = getattr(subcommand, "rich_help_panel", None) or "Commando's"
            panels.setdefault(title, []).append((name, text.partition("\n\n")[0]))
    for option in (param for param in shown if isinstance(param, TyperOption)):
        row = (_option_label(option), _param_text(option, ctx))
        panels.setdefault(option.rich_help_panel or "Opties", []).append(row)
    return panels | {"Opties": panels.pop("Opties", [])}  # last, whichever came first


def _option_label(option: TyperOption) -> str:
    names = ", ".join(sorted(option.opts, key=len))
    if option.secondary_opts:
        names += " / " + ", ".join(sorted(option.secondary_opts, key=len))
    return names if option.is_flag or option.count else f"{names} {metavar(option)}"


def _param_text(param: TyperArgument | TyperOption, ctx: "Context") -> str:
    default = _default(param, ctx)
    text = param.help or ""
    for words, own in getattr(ctx.command, "own_words", dict)().items():
        text = text.replace(words, own)
    marks = [
        text,
        f"[{bounds(param.type)}]" if bounds(param.type) else "",
        f"[omgeving: {joined(param.envvar)}]" if param.show_envvar and param.envvar else "",
        f"[standaard: {default}]" if default else "",
        "[verplicht]" if param.required else "",
    ]
    return " ".join(filter(None, marks))


def _default(param: TyperArgument | TyperOption, ctx: "Context") -> str:
    """Return what holds where nothing is given; empty for a flag, whose help says what it switches on."""
    value = param.get_default(ctx, call=False)
    if not param.show_default or value is None or isinstance(value, bool) or inspect.isroutine(value):
        return ""
    return joined(value)


def _panel(title: str, rows: Rows, width: int, colour: bool, column: int | None = None) -> str:
    """Lay out rows under their title, the texts from `column` on."""
    column = column or _text_column(rows)
    lines = [_row(label, text, column, width, colour) for label, text in rows]
    return "\n".join([paint(title, BOLD, colour), *lines])


def _text_column(rows: Rows) -> int:
    return max([len(label) for label, _ in rows if len(label) <= LABEL_MAX], default=0) + 4


def _row(label: str, text: str, column: int, width: int, colour: bool) -> str:
    """Lay out one label and its text: side by side, or below each other where there is no room."""
    stacked = width < NARROW or len(label) > column - 4
    indent = " " * (TEXT_INDENT + 4 if width < NARROW else column)
    lines = _wrap(text, width, indent)
    start = " " * TEXT_INDENT + paint(label, CYAN, colour)
    if stacked or not lines:
        return "\n".join([start, *lines])
    gap = " " * (column - TEXT_INDENT - len(label))
    return "\n".join([start + gap + lines[0].lstrip(), *lines[1:]])


def _prose(text: str, width: int) -> str:
    """Wrap running text; a line with '$' before it is an example, with '-' an item, an indented one stays."""
    lines = inspect.cleandoc(text).splitlines()
    blocks: list[str] = []
    for fixed, group in groupby(lines, key=lambda line: not line or line[0] in " $-"):
        paragraph = list(group)
        if fixed:
            blocks += [line for example in paragraph for line in _example(example, width)]
        else:
            blocks += _wrap(" ".join(paragraph), width)
    return "\n".join(blocks).strip("\n")


def _example(line: str, width: int) -> list[str]:
    """Lay out a line of its own: an item, or a call that goes on after a backslash, as a shell takes it."""
    if line.startswith("-"):
        return wrap(line, width, subsequent_indent=" " * TEXT_INDENT, break_on_hyphens=False)
    if not line.startswith("$"):
        return [line]
    lines = [f"{' ' * TEXT_INDENT}{line}"]
    if len(lines[0]) <= width:
        return lines
    start, *words = _SHELL_WORD.findall(line)
    lines = [f"{' ' * TEXT_INDENT}{start}"]
    for word in words:
        if len(f"{lines[-1]} {word} \\") <= width:
            lines[-1] += f" {word}"
        else:
            lines[-1] += " \\"
            lines.append(f"{' ' * (TEXT_INDENT + 4)}{word}")
    return lines


def _wrap(text: str, width: int, indent: str = "") -> list[str]:
    return wrap(text, width, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False)
