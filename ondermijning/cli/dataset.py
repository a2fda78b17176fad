"""Which dataset a call is about."""

import os
from collections.abc import Iterable

from typer import Context

from ondermijning.cli.dutch.command import CallError

_STANDARD_INPUT = ("-", "/dev/stdin", "/dev/fd/0")


def path_named(ctx: Context) -> str | None:
    """Return the file that the call names with `--data`, after the command or before it."""
    return ctx.params.get("data") or ctx.find_root().params.get("data")


def path_in_use(ctx: Context) -> str:
    """Return the file that the call names with `--data`, else the one that the environment names.

    Where neither names one, the program's own; an empty variable counts as unset.
    """
    from ondermijning.store import default_path

    return path_named(ctx) or os.environ.get("KNOOPPUNT_DATA") or default_path()


def refuse_read_twice(paths: Iterable[str]) -> None:
    """Refuse to read standard input for two things: the second would get nothing. Raises CallError."""
    if sum(path in _STANDARD_INPUT for path in paths) > 1:
        raise CallError("de standaardinvoer is maar één keer te lezen; noem voor het andere een bestand.")
