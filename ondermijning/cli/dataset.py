"""Which dataset a call is about."""

import os

from typer import Context


def path_in_use(ctx: Context, data: str | None) -> str | None:
    """Return the file that the call names: behind the command (`data`), before it, or in the environment.

    None where none of them names one; an empty variable counts as unset.
    """
    if data is None:
        data = ctx.find_root().params.get("data")
    return os.environ.get("KNOOPPUNT_DATA") or None if data is None else data
