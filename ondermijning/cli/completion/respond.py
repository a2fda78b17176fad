"""Answers a shell that asks, at a press of Tab, which words fit at the cursor.

The first line of the answer is what the shell is to do with it, one of `WORDS`, `OPEN` and `FILES`;
then a word a line, with what it is. A dataset may hold anyone's text, and a shell takes words for
code: a word that is not printable is left out, and bash, which does not quote, gets it quoted.
"""

import os
import re
import shlex
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from ondermijning.cli.completion.offers import Offers, offered
from ondermijning.cli.dutch.click import resolve_context, resolve_incomplete, split_arg_string
from ondermijning.cli.dutch.command import OF_FILES
from ondermijning.text import fold, visible

if TYPE_CHECKING:
    from ondermijning.cli.dutch.click import Command, Context, Parameter
    from ondermijning.cli.terminal import Terminal

LINE, WORD = "_KNOOPPUNT_LINE", "_KNOOPPUNT_WORD"
"""The variables with the call as typed, up to the cursor, and with the end of it that bash replaces."""

WORDS, OPEN, FILES = "woorden", "verder", "bestanden"
"""Offer the words; offer them without a space after, for they go on; let the shell offer files."""

_CURSOR = "\0"
_TO_OR_FROM = re.compile(r"(?<!\\)[<>][&|]?\s*$")
"""What stands before the name of a file that the shell itself opens."""
_LONGEST_HELP = 120
_UNSAFE = {"'": r"['\\]", '"': r'["$`!\\]'}
"""What ends a text in quotes, or is more than itself there."""


class _Answer(NamedTuple):
    """What fits at the cursor; `before` is the part of the word that no offer repeats (`--type=`)."""

    mode: str
    offers: Offers = ()
    before: str = ""


def respond(program: "Command", instruction: str, terminal: "Terminal") -> None:
    """Answer the shell that `instruction` names (`complete_bash`); whatever goes wrong, in silence."""
    written = _FORMS.get(instruction.removeprefix("complete_"))
    if written is None:
        return
    line = os.environ.get(LINE, "")
    with suppress(Exception):  # Tab is no place for an error
        answer = _ask(program, line)
        shown = [written(answer.before, *offer, line) for offer in answer.offers if offer[0].isprintable()]
        terminal.answer([f"{line}\n" for line in [answer.mode, *filter(None, shown)]])


def _ask(program: "Command", line: str) -> _Answer:
    """Return what fits at the end of `line`: quotes taken off, variables set before the call skipped."""
    kept = _kept(line)
    if kept and _TO_OR_FROM.search(kept) and not _open_quote(kept):
        return _Answer(FILES)
    words = split_arg_string(line + _CURSOR)
    while words and "=" in words[0]:
        words.pop(0)
    *typed, current = words[1:]
    current = current.rstrip(_CURSOR)
    ctx = resolve_context(program, {}, "knooppunt", typed)
    asked, part = resolve_incomplete(ctx, typed, current)
    before = current.removesuffix(part)
    metavar = getattr(asked, "metavar", None)
    if metavar in OF_FILES and ("=" in part or "=" not in metavar):
        return _Answer(FILES)
    if metavar == "BRON=BESTAND":
        return _Answer(OPEN, [(f"{bron}=", what) for bron, what in offered("bronnen", ctx, part)], before)
    # Where nothing begins just so, case and accents are no matter.
    fitting = [offer for offer in _offers(asked, ctx, part) if offer[0].startswith(part)] or [
        offer for offer in _offers(asked, ctx, "") if fold(offer[0]).startswith(fold(part))
    ]
    return _Answer(OPEN if getattr(asked, "name", "") == "velden" else WORDS, fitting, before)


def _offers(asked: "Command | Parameter", ctx: "Context", part: str) -> Offers:
    """Return what may stand for a value, or behind a command."""
    kind = getattr(asked, "offer", None)
    if kind is None:
        return [(item.value, item.help or "") for item in asked.shell_complete(ctx, part)]
    return offered(kind, ctx, part)


def _for_bash(before: str, word: str, _what: str, line: str) -> str:
    """Return the end of a word as bash is to insert it; empty where that cannot be done safely.

    The start of the word stays as it was typed, where it ends in a sign at which bash breaks words.
    """
    kept = _kept(line)
    start = before if kept is None else split_arg_string(kept + _CURSOR)[-1].rstrip(_CURSOR)
    end = f"{before}{word}".removeprefix(start)
    if quote := _open_quote(line):
        return "" if re.search(_UNSAFE[quote], end) else end
    return re.sub(r"([^\w.,:/+@%=-])", r"\\\1", end)


def _kept(line: str) -> str | None:
    """Return the part of `line` that bash leaves as it is; None: it does not say."""
    word = os.environ.get(WORD)
    return None if word is None else line.removesuffix(word)


def _open_quote(line: str) -> str:
    """Return the quote that `line` opens and does not close; empty where there is none."""
    lexer = shlex.shlex(line, posix=True)
    lexer.whitespace_split, lexer.commenters = True, ""
    try:
        list(lexer)
    except ValueError:
        state: str = vars(lexer)["state"]
        return state if state in _UNSAFE else ""
    return ""


def _for_zsh(before: str, word: str, what: str, _line: str) -> str:
    """Return a word and what it is as `_describe` reads them; zsh quotes what it inserts."""
    word = f"{before}{word}".replace("\\", "\\\\").replace(":", "\\:")
    return f"{word}:{_help(what)}" if what else word


def _for_fish(before: str, word: str, what: str, _line: str) -> str:
    """Return a word and what it is; fish quotes what it inserts."""
    return f"{before}{word}\t{_help(what)}" if what else f"{before}{word}"


def _help(what: str) -> str:
    return visible(" ".join(what.split()), _LONGEST_HELP)


_FORMS = {"bash": _for_bash, "zsh": _for_zsh, "fish": _for_fish}
