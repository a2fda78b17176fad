"""Says in Dutch what is wrong with a call: also what Typer found, by the kind of its error."""

from typing import TYPE_CHECKING

from typer.core import TyperArgument

from ondermijning.cli.dutch.click import ClickException, MissingParameter, NoSuchOption
from ondermijning.cli.dutch.command import CallError
from ondermijning.cli.dutch.help import usage
from ondermijning.text import near, visible

if TYPE_CHECKING:
    from ondermijning.cli.dutch.click import Context, Parameter

GENERAL = "dit commando klopt zo niet; zie --help."
_LONGEST = 1000


def explained(error: ClickException) -> str:
    """Return in lines what is wrong, the usage, and where to find help."""
    ctx: Context | None = getattr(error, "ctx", None)
    lines = [f"Fout: {visible(_sentence(error), _LONGEST)}"]
    if ctx is not None:
        lines += [usage(ctx), f"Uitleg: {visible(ctx.command_path)} --help"]
    return "\n".join(lines)


def _sentence(error: ClickException) -> str:
    """Say what is wrong; only in general where Typer found something that this program never met."""
    match error:
        case NoSuchOption():
            names = " of ".join(_near(error))
            return f"onbekende optie {error.option_name}." + (f" Bedoelde u {names}?" if names else "")
        case MissingParameter(param=param) if param:
            kind = "argument" if isinstance(param, TyperArgument) else "optie"
            return f"{kind} {_name(param)} ontbreekt."
        case CallError():
            name = _name(error.param) if error.param else error.param_hint
            return f"ongeldige waarde voor {name}: {error.message}" if name else error.message
    return GENERAL


def _near(error: NoSuchOption) -> list[str]:
    """Return the options that begin much alike; to Typer the dashes that all share count as well."""
    word = error.option_name.lstrip("-")
    names = error.possibilities or []
    return [name for name in names if near(word, [name.lstrip("-")[: len(word)]])]


def _name(param: "Parameter") -> str:
    """Return what a person calls a parameter."""
    is_argument = isinstance(param, TyperArgument)
    return (param.metavar or "").removesuffix("...") if is_argument else max(param.opts, key=len)
