"""Spreads groups of options over the signature that Typer reads, so that commands can share them."""

import inspect
from collections.abc import Callable
from typing import Any


def spread(command: Callable[..., None]) -> Callable[..., None]:
    """Return `command` with each parameter that is a group of options replaced by those options.

    A group is a NamedTuple whose fields are annotated as Typer's options are.
    """
    given = inspect.signature(command).parameters.values()
    groups = {param.name: param.annotation for param in given if hasattr(param.annotation, "_fields")}

    def call(**words: Any) -> None:
        for name, group in groups.items():
            words[name] = group(**{field: words.pop(field) for field in group._fields})
        command(**words)

    flat = []
    for param in given:
        group = groups.get(param.name)
        flat += [param] if group is None else _fields(group)
    call.__signature__ = inspect.Signature(  # type: ignore[attr-defined]
        [param.replace(kind=inspect.Parameter.KEYWORD_ONLY) for param in flat]
    )
    return call


def _fields(group: Any) -> list[inspect.Parameter]:
    return [
        inspect.Parameter(
            name,
            inspect.Parameter.KEYWORD_ONLY,
            default=group._field_defaults[name],
            annotation=group.__annotations__[name],
        )
        for name in group._fields
    ]
