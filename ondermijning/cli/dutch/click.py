"""The private parts of Typer that the program leans on: all of them, and here alone.

Typer has no public way to say an error in Dutch, to refuse a word that it would pass over, or to tell what
fits at the cursor. They may change with any release: pyproject.toml pins `typer>=0.28,<0.29`.
"""

from typer._click.core import Command, Context, Parameter, ParameterSource
from typer._click.exceptions import ClickException, FileError, MissingParameter, NoSuchOption, UsageError
from typer._click.formatting import HelpFormatter
from typer._click.parser import _OptionParser as OptionParser
from typer._click.parser import _ParsingState as ParsingState
from typer._click.shell_completion import CompletionItem, split_arg_string
from typer._click.shell_completion import _resolve_context as resolve_context
from typer._click.shell_completion import _resolve_incomplete as resolve_incomplete
from typer._click.types import FloatParamType, IntParamType, ParamType
from typer._click.types import _NumberRangeBase as NumberRange

__all__ = [
    "ClickException",
    "Command",
    "CompletionItem",
    "Context",
    "FileError",
    "FloatParamType",
    "HelpFormatter",
    "IntParamType",
    "MissingParameter",
    "NoSuchOption",
    "NumberRange",
    "OptionParser",
    "ParamType",
    "Parameter",
    "ParameterSource",
    "ParsingState",
    "UsageError",
    "resolve_context",
    "resolve_incomplete",
    "split_arg_string",
]
