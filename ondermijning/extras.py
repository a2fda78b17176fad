"""Libraries that not everyone needs: imported when asked for, and in Dutch, how to install them."""

import os
import sys
from importlib import import_module
from re import sub
from types import ModuleType
from typing import Any

from ondermijning.problems import KnooppuntError

_PIPX, _UV_TOOL = "pipx_metadata.json", "uv-receipt.toml"
"""What tools that give a program a room of its own keep there."""


class MissingExtraError(KnooppuntError):
    """A library of an extra is not installed."""


def needed(module: str, extra: str, what: str) -> ModuleType:
    """Return the module `module` of the extra `extra`.

    `what` says in Dutch what it is needed for, as the start of a sentence: "een PDF lezen". Raises
    MissingExtraError, which gives the command that installs it, where the module is not there.
    """
    try:
        return import_module(module)
    except ImportError as error:
        library = module.partition(".")[0]
        raise MissingExtraError(
            f"{what} kan hier nog niet. Installeer daarvoor de extra '{extra}':\n"
            f"  {_install(library, extra)}\nGeef daarna het commando opnieuw."
        ) from error


def on_path() -> str:
    """Return in Dutch how to let the shell find the program, which depends on how it was installed."""
    if _is_kept(_PIPX):
        return "Geef daarvoor het commando: pipx ensurepath"
    if _is_kept(_UV_TOOL):
        return "Geef daarvoor het commando: uv tool update-shell"
    return f"Zet daarvoor deze map in PATH: {os.path.dirname(sys.executable)}"


def _is_kept(name: str) -> bool:
    return os.path.exists(os.path.join(sys.prefix, name))


def _install(library: str, extra: str) -> str:
    """Return the command that brings a library to where the program is installed."""
    from importlib.util import find_spec
    from shlex import join

    if _is_kept(_PIPX):
        return join(["pipx", "inject", os.path.basename(sys.prefix), library])
    if _is_kept(_UV_TOOL):
        return join(["uv", "tool", "install", *_uv_tool(extra)])
    if find_spec("pip"):
        return join([sys.executable, "-m", "pip", "install", f"knooppunt[{extra}]"])
    return join(["uv", "pip", "install", "--python", sys.executable, f"knooppunt[{extra}]"])


def _uv_tool(extra: str) -> list[str]:
    """Return what uv is to install: an extra, and all that it was told before, for it drops the rest."""
    from tomllib import load

    with open(os.path.join(sys.prefix, _UV_TOOL), "rb") as receipt:
        own, *others = load(receipt)["tool"]["requirements"]
    extras = ",".join([*own.get("extras", ()), extra])
    more = [word for other in others for word in ("--with", f"{other['name']}{other.get('specifier', '')}")]
    return [*_from_its_origin(own, extras), *more]


def _from_its_origin(own: dict[str, Any], extras: str) -> list[str]:
    """Return the program with `extras`, and where it came from by its receipt, in the words that uv takes."""
    name = f"{own['name']}[{extras}]"
    match own:
        case {"editable": path}:
            return ["--editable", f"{path}[{extras}]"]
        case {"path": path} | {"directory": path}:
            return [f"{path}[{extras}]"]
        case {"url": address}:
            return [f"{name} @ {address}"]
        case {"git": address}:
            return [f"{name} @ git+{sub(r'[?](?:rev|tag|branch)=', '@', address)}"]
    return [f"{name}{own.get('specifier', '')}"]
