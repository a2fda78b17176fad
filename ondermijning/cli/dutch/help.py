"""Lays out help in Dutch: usage, texts, and panels of arguments, commands and options.

All texts are plain text: no markup is read, square brackets show as they are.
"""

import re
from inspect import cleandoc
from itertools import groupby
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from typer.core import TyperArgument, TyperGroup

from ondermijning.cli.terminal import BOLD, CYAN, NARROWEST, paint
from ondermijning.text import visible

if TYPE_CHECKING:
    from ondermijning.cli.dutch.click import Context
    from ondermijning.cli.terminal import Terminal

TEXT_INDENT = 2
NARROW, WIDEST = 60, 100
_USUAL_WIDTH = 80
LABEL_MAX = 24

_SHELL_WORD = re.compile(r"""(?:[^\s"']|"[^"]*"|'[^']*')+""")

Rows = list[tuple[str, str]]
"""Labels, each with its text."""


def show_help(ctx: "Context") -> None:
    """Write the help of a command to standard output. Raises UnreadableError where it takes nothing."""
    terminal: Terminal = ctx.obj
    _show(terminal, help_text(ctx, _width(terminal), terminal.coloured(terminal.out)))


def show_overview(terminal: "Terminal", purpose: str, first: Rows, more: str) -> None:
    """Write what the program is for, the calls to begin with, and where to find more."""
    width = _width(terminal)
    begin = _panel("Begin met", first, width, terminal.coloured(terminal.out))
    _show(terminal, "\n\n".join([_prose(purpose, width), begin, more]))


def _show(terminal: "Terminal", text: str) -> None:
    terminal.answer([f"{text}\n"], for_people=True)


def _width(terminal: "Terminal") -> int:
    return max(NARROWEST, min(terminal.out.width or _USUAL_WIDTH, WIDEST))


def usage(ctx: "Context") -> str:
    """Return the usage line of a command, of any width."""
    arguments = [param for param in ctx.command.get_params(ctx) if isinstance(param, TyperArgument)]
    words = [str(param.metavar) if param.required else f"[{param.metavar}]" for param in arguments]
    if isinstance(ctx.command, TyperGroup):
        words = ["COMMANDO [ARGUMENTEN]..."]
    return " ".join(["Gebruik:", visible(ctx.command_path), "[OPTIES]", *words])


def help_text(ctx: "Context", width: int, colour: bool = False) -> str:
    """Return the help of a command for `width` columns (40 or more)."""
    prefix, _, rest = usage(ctx).partition(" ")
    indent = " " * (len(prefix) + 1)
    rest = "\n".join(_wrap(rest, width, indent)).lstrip()
    blocks = [f"{paint(prefix, BOLD, colour)} {rest}", _prose(ctx.command.help or "", width)]
    panels = _panels(ctx)
    column = _text_column([row for rows in panels.values() for row in rows])
    blocks += [_panel(title, rows, width, colour, column) for title, rows in panels.items()]
    blocks.append(_prose(ctx.command.epilog or "", width))
    return "\n\n".join(filter(None, blocks))


def _panels(ctx: "Context") -> dict[str, Rows]:
    """Return the rows of the help under the titles of their panels: arguments, commands, options."""
    panels: dict[str, Rows] = {}
    command: Any = ctx.command
    own = command.own_words()
    rows = [(param.rich_help_panel, _label(param), _text(param, own)) for param in command.get_params(ctx)]
    arguments = [row for row in rows if row[0] == "Argumenten"]
    for title, label, text in [*arguments, *command.subcommands(), *rows[len(arguments) :]]:
        panels.setdefault(title, []).append((label, text))
    return panels | {"Opties": panels.pop("Opties")}  # last, whichever came first


def _label(param: Any) -> str:
    if isinstance(param, TyperArgument):
        return str(param.metavar)
    names = " / ".join(
        ", ".join(sorted(names, key=len)) for names in (param.opts, param.secondary_opts) if names
    )
    return names if param.is_flag else f"{names} {param.metavar}"


def _text(param: Any, own_words: dict[str, str]) -> str:
    text: str = param.help
    for words, own in own_words.items():
        text = text.replace(words, own)
    return f"{text} [verplicht]" if param.required else text


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
    lines = cleandoc(text).splitlines()
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
