"""The private parts of Typer that the program leans on: all of them, and here alone.

Typer has no public way to say an error in Dutch, to refuse a word that it would pass over, or to tell what
fits at the cursor. They may change with any release: pyproject.toml pins `typer>=0.28,<0.29`.
"""

from typer._click.core import Command as Command
from typer._click.core import Context as Context
from typer._click.core import Parameter as Parameter
from typer._click.exceptions import ClickException as ClickException
from typer._click.exceptions import MissingParameter as MissingParameter
from typer._click.exceptions import NoSuchOption as NoSuchOption
from typer._click.exceptions import UsageError as UsageError
from typer._click.parser import _Option as ParserOption
from typer._click.parser import _OptionParser as OptionParser
from typer._click.parser import _ParsingState as ParsingState
from typer._click.shell_completion import CompletionItem as CompletionItem
from typer._click.shell_completion import _resolve_context as resolve_context
from typer._click.shell_completion import _resolve_incomplete as resolve_incomplete
from typer._click.shell_completion import split_arg_string as split_arg_string

__all__ = ["OptionParser", "ParserOption", "ParsingState", "resolve_context", "resolve_incomplete"]
