"""Which dataset a call is about."""

import os

from typer import Context


def path_in_use(ctx: Context, data: str | None) -> str:
    """Return the file that the call names: behind the command (`data`), before it, or in the environment.

    Where none of them names one, the program's own; an empty variable counts as unset.
    """
    from ondermijning.store import default_path

    if data is None:
        data = ctx.find_root().params.get("data")
    if data is None:
        data = os.environ.get("KNOOPPUNT_DATA") or default_path()
    return data
