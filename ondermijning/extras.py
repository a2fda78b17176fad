"""Libraries that not everyone needs: imported where they are asked for, and in Dutch what to install."""

from importlib import import_module
from types import ModuleType

from ondermijning.problems import KnooppuntError


class MissingExtraError(KnooppuntError):
    """A library of an extra is not installed."""


def needed(module: str, extra: str, what: str) -> ModuleType:
    """Return the module `module` of the extra `extra`.

    `what` says in Dutch what it is needed for, as the start of a sentence: "een PDF lezen". Raises
    MissingExtraError, which says what to install, where the module is not there.
    """
    try:
        return import_module(module)
    except ImportError as error:
        raise MissingExtraError(
            f"{what} kan hier nog niet; installeer wat daarvoor nodig is: pip install 'knooppunt[{extra}]'"
        ) from error
