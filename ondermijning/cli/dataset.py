"""Which dataset a call is about."""

import os

from typer import Context


def path_named(ctx: Context, data: str | None) -> str | None:
    """Return the file that the call names with `--data`: after the command (`data`) or before it."""
    return ctx.find_root().params.get("data") if data is None else data


def path_in_use(ctx: Context, data: str | None) -> str | None:
    """Return the file that the call names with `--data`, else the one that the environment names.

    None where neither names one; an empty variable counts as unset.
    """
    return path_named(ctx, data) or os.environ.get("KNOOPPUNT_DATA") or None
