"""Which dataset a call is about."""

import os
from collections.abc import Iterable

from typer import Context

from ondermijning.cli.dutch.command import CallError
from ondermijning.text import visible


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
    """Refuse to read a stream for two things: the second would get nothing. Raises CallError."""
    from ondermijning.files import stream

    names: dict[tuple[int, int], str] = {}
    for path in paths:
        if found := stream(path):
            if found in names:
                both = " en ".join(dict.fromkeys(visible(name) for name in (names[found], path)))
                raise CallError(
                    f"u geeft dezelfde invoer twee keer op ({both}), en die is maar één keer te lezen; "
                    "geef voor een van beide een bestand op."
                )
            names[found] = path
