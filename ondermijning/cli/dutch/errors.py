"""Says in Dutch what is wrong with a call, whatever Typer's own words for it are."""

import re
from typing import TYPE_CHECKING

from typer import BadParameter
from typer.core import TyperArgument, TyperOption

from ondermijning.cli.dutch.click import (
    ClickException,
    FileError,
    MissingParameter,
    NoSuchOption,
    ParameterSource,
)
from ondermijning.cli.dutch.command import CallError
from ondermijning.cli.dutch.help import bounds, joined, metavar, usage
from ondermijning.text import near, visible

if TYPE_CHECKING:
    from ondermijning.cli.dutch.click import Context, Parameter

GENERAL = "dit commando klopt zo niet; zie --help."
LONGEST = 1000

# Typer's messages, each whole; the first that fits counts. Those of features that the program does
# not use are here too: a test holds Typer's source against this list.
MESSAGES = {
    "Missing command.": "er ontbreekt een commando.",
    "No such command {name}. Did you mean {near}?": "onbekend commando {name}. Bedoelde u {near}?",
    "No such command {name}.": "onbekend commando {name}.",
    "Got unexpected extra argument(s) ({extra})": (
        "dit commando kan niets met {extra}. Kies met een optie (zie --help); alles over één knooppunt geeft "
        "'knooppunt toon'."
    ),
    "Option '{name}' does not take a value.": "optie {name} krijgt geen waarde.",
    "Option '{name}' requires an argument.": "achter optie {name} hoort een waarde.",
    "Option '{name}' requires {count} arguments.": "achter optie {name} horen {count} waarden.",
    "Argument '{name}' takes {count} values.": "argument {name} bestaat uit {count} waarden.",
    "{value} is not a valid int.": "{value} is geen geheel getal; schrijf alleen cijfers.",
    "{value} is not a valid int range.": "{value} is geen geheel getal; schrijf alleen cijfers.",
    "{value} is not a valid float.": "{value} is geen getal.",
    "{value} is not a valid float range.": "{value} is geen getal.",
    "{value} is not a valid UUID.": "{value} is geen UUID.",
    "{value} is not a valid boolean. Recognized values: {states}": "{value} is geen 1 of 0.",
    "{value} is not in the range {range}.": "{value} valt buiten de grenzen: {range}.",
    "{value} is not one of {choices}.": "{value} kan hier niet. Kies uit: {choices}.",
    "{value} does not match the formats {formats}.": "{value} kan hier niet, wel: {formats}.",
    "{kind} {value} does not exist.": "{value} bestaat niet.",
    "{kind} {value} is a file.": "{value} is een bestand; hier hoort een map.",
    "{kind} {value} is a directory.": "{value} is een map; hier hoort een bestand.",
    "{kind} {value} is not readable.": "{value} is niet te lezen: geen toegang.",
    "{kind} {value} is not writable.": "{value} is niet te beschrijven: geen toegang.",
    "{count} values are required, but {given} given.": "er horen {count} waarden, geen {given}.",
    "Takes {count} values but {given} given.": "er horen {count} waarden, geen {given}.",
    "Value must be an iterable.": "er hoort een lijst van waarden.",
}


class UnknownMessageError(LookupError):
    """A message of Typer that `MESSAGES` has no row for: Typer changed."""


def explained(error: ClickException) -> str:
    """Return in lines what is wrong, the usage, and where to find help."""
    ctx: Context | None = getattr(error, "ctx", None)
    lines = [f"Fout: {describe(error)}"]
    if ctx is not None:
        lines.append(usage(ctx.command, ctx))
        names = ctx.command.get_help_option_names(ctx)
        lines += [f"Uitleg: {visible(ctx.command_path)} {name}" for name in names[-1:]]
    return "\n".join(lines)


def describe(error: ClickException) -> str:
    """Say in one Dutch sentence what is wrong; a general one where Typer's message is new."""
    try:
        return visible(_sentence(error), LONGEST)
    except UnknownMessageError:
        if isinstance(error, BadParameter) and error.param:
            return visible(f"ongeldige waarde voor {_name(error.param, error.ctx)}.", LONGEST)
        return GENERAL


def translation(message: str, span: str = "") -> str:
    """Return Typer's English `message` in Dutch, with `span` for a range. Raises `UnknownMessageError`."""
    for english, dutch in MESSAGES.items():
        pattern = re.sub(r"\\{(\w+)\\}", r"(?P<\1>.*?)", re.escape(english))
        if found := re.fullmatch(pattern, message, re.DOTALL):
            words = found.groupdict() | ({"range": span} if span else {})
            return dutch.format_map(words | {"near": words.get("near", "").replace(", ", " of ")})
    raise UnknownMessageError(message)


def _sentence(error: ClickException) -> str:
    if isinstance(error, CallError) and not (error.param or error.param_hint):
        return error.message
    if isinstance(error, MissingParameter):
        return _missing(error)
    if isinstance(error, BadParameter):
        name = _name(error.param, error.ctx) if error.param else error.param_hint
        name = f" voor {name}" if name else ""
        return f"ongeldige waarde{name}: {_reason(error)}"
    if isinstance(error, NoSuchOption):
        names = " of ".join(_near(error))
        return f"onbekende optie {error.option_name}." + (f" Bedoelde u {names}?" if names else "")
    if isinstance(error, FileError):
        return "het bestand is niet te openen; controleer de naam."
    return translation(error.message)


def _near(error: NoSuchOption) -> list[str]:
    """Return the options that begin much alike; to Typer the dashes that all share count as well."""
    word = error.option_name.lstrip("-")
    names = error.possibilities or []
    return [name for name in names if near(word, [name.lstrip("-")[: len(word)]])]


def _missing(error: MissingParameter) -> str:
    if error.param is None:
        return "er ontbreekt een argument."
    kind = "argument" if isinstance(error.param, TyperArgument) else "optie"
    return f"{kind} {_name(error.param, error.ctx)} ontbreekt."


def _reason(error: BadParameter) -> str:
    """Say why a value is refused."""
    if isinstance(error, CallError):
        return error.message
    return translation(error.message, bounds(error.param.type if error.param else None))


def _name(param: "Parameter", ctx: "Context | None") -> str:
    """Return what a person calls a parameter, with the variable its value came from, if any."""
    name = (
        metavar(param).removesuffix("...") if isinstance(param, TyperArgument) else max(param.opts, key=len)
    )
    source = ctx.get_parameter_source(param.name or "") if ctx else None
    from_environment = source is ParameterSource.ENVIRONMENT and isinstance(param, TyperOption)
    return f"{name} (uit {joined(param.envvar)})" if from_environment else name
