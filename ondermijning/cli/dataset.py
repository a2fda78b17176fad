"""Which dataset a call is about."""

import os

from typer import Context


def path_named(ctx: Context) -> str | None:
    """Return the file that the call names with `--data`, after the command or before it."""
    return ctx.params.get("data") or ctx.find_root().params.get("data")


def path_in_use(ctx: Context) -> str:
    """Return the file that the call names with `--data`, else the one that the environment names.

    Where neither names one, the program's own; an empty variable counts as unset.
    """
    from ondermijning.store import default_path

    return path_named(ctx) or os.environ.get("KNOOPPUNT_DATA") or default_path()
