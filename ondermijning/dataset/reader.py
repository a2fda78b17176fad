"""YAML bytes to plain data, refusing what YAML allows but a dataset kept by hand does not need.

It goes by the parser's events, never by a tree of them, so that a bomb is stopped where it starts.
Refused: anchors, aliases, tags, merge keys, duplicate keys, more than one document, and nesting, mappings
or lists far beyond any dataset. Scalars follow YAML 1.2's core schema, so `no` is a text, and a date too.
"""

import re
from collections.abc import Callable
from sys import intern
from typing import Any

import yaml
from yaml import AliasEvent, MappingStartEvent, ScalarEvent, SequenceEndEvent, SequenceStartEvent

from ondermijning.amounts import grouped
from ondermijning.codes import Code
from ondermijning.dataset.places import Loader, Violation, place_of
from ondermijning.dataset.syntax import refused_bytes, syntax_error
from ondermijning.text import visible

Watcher = Callable[[float], None]
"""Told now and then which part of the file has been read, from 0 to 1."""
Each = Callable[[str, list[Any], float], None]
"""Told of each entry of a list of the dataset: the list's name, its entries so far, and how far we are."""

MOST_DEPTH = 20
MOST_KEYS = 100
MOST_ITEMS = 500_000
MOST_IN_ENTRY = 100_000
MOST_REFUSALS = 1000

_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]*(_[0-9]+)*)")
_MOST_DIGITS = 40  # a longer number is cut: it stays too large for any field, and takes no work
_FLOAT = re.compile(
    r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]{1,9})?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)"
)
_WORDS: dict[str, bool | None] = {"": None, "~": None, "null": None, "Null": None, "NULL": None}
_WORDS |= {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_MAYBE_NOT_TEXT = frozenset(["", *"0123456789+-.~nNtTfF"])

_NODES = (ScalarEvent, AliasEvent, MappingStartEvent, SequenceStartEvent)
_LEVEL_OF_ENTRIES = 2  # the document, and in it the field whose list they are in
_WEIGHT_OF_CONTAINER = 5  # an empty one can lack that many fields
_ALIAS = "een alias (*{}) mag niet; schrijf de waarde voluit"


class EnoughError(Exception):
    """Whoever is told of entries has seen enough."""


class Reading:
    """Plain data (dicts, lists, str, int, float, bool, None), and what is refused of the file that it is in.

    `data` is None where that is no YAML, or nothing. `_path` leads to the container that is being filled.
    """

    def __init__(self, raw: bytes, each: Each = lambda *_: None) -> None:
        """Read all of it, or as much as `each` has not had enough; never raises for what is in the file."""
        self.raw, self.refusals = raw, list[Violation]()
        self.data: Any = None
        self._path: list[str | int] = []
        self._meanings, self._weight = _Meanings(), 0
        self._each = each
        if refused := refused_bytes(raw):
            self.refusals.append(refused)
            return
        try:
            self._next: Callable[[], Any] = Loader(raw).get_event
            self.data = self._document()
        except EnoughError:
            pass
        except _StopError as error:
            self.refusals.append(error.refusal)
        except yaml.YAMLError as error:
            self.refusals.append(syntax_error(error, raw))

    def _document(self) -> Any:
        """Return what is in the one document of the file, None where there is none."""
        number, made = 0, None
        while (event := self._next()) is not None:
            if type(event) is yaml.DocumentStartEvent:
                number += 1
                if number > 1:
                    message = "een tweede document mag niet; haal de regel met --- weg"
                    raise _StopError(event, Code.DOCUMENTEN, message)
                if event.tags:
                    self._refuse(event, Code.TAG, "een %TAG-regel mag niet; haal die weg")
            elif type(event) in _NODES:
                made = self._value(event)
        return made

    def _mapping(self) -> dict[str, Any]:
        made: dict[str, Any] = {}
        next_event, meanings = self._next, self._meanings
        while type(event := next_event()) is ScalarEvent:
            name = intern(event.value)
            marked = event.anchor is not None or event.tag is not None
            if marked or name in made or name == "<<" or len(made) == MOST_KEYS:
                self._check_name(event, made, name)
            event = next_event()
            # Most of a file is names and their plain values: these take no further call.
            if type(event) is ScalarEvent and event.anchor is None and event.tag is None:
                made.setdefault(name, meanings[event.value] if event.implicit[0] else event.value)
            else:
                made.setdefault(name, self._value(event, name))
        if type(event) is AliasEvent:
            raise _StopError(event, Code.ALIAS, _ALIAS.format(visible(str(event.anchor))))
        if type(event) in _NODES:
            raise _StopError(event, Code.SLEUTEL, "een veldnaam moet één woord zijn")
        return made

    def _list(self) -> list[Any]:
        made: list[Any] = []
        next_event, size = self._next, max(1, len(self.raw))
        is_of_dataset = len(self._path) == _LEVEL_OF_ENTRIES - 1
        while type(event := next_event()) is not SequenceEndEvent:
            if len(made) == MOST_ITEMS:
                message = f"meer dan {grouped(MOST_ITEMS)} waarden in één lijst; haal er weg"
                raise _StopError(event, Code.TE_VEEL, message)
            made.append(self._value(event, len(made)))
            if is_of_dataset:
                self._weight = 0
                self._each(str(self._path[0]), made, event.start_mark.index / size)
        return made

    def _value(self, event: Any, *key: str | int) -> Any:
        """Return the value that an event starts, with all that is in it."""
        kind, path = type(event), self._path
        if kind is AliasEvent or event.anchor is not None or event.tag is not None:
            self._refuse_marks(event, *key)
        if kind is ScalarEvent:
            return self._meanings[event.value] if event.implicit[0] else event.value
        if kind is AliasEvent:
            return None
        level = len(path) + len(key)
        if level == MOST_DEPTH:
            raise _StopError(event, Code.DIEPTE, f"meer dan {MOST_DEPTH} niveaus diep; haal niveaus weg")
        path.extend(key)
        value: Any = self._mapping() if kind is MappingStartEvent else self._list()
        if key:
            path.pop()
        self._weight += len(value) + _WEIGHT_OF_CONTAINER
        if level < _LEVEL_OF_ENTRIES:
            self._weight = 0
        elif self._weight > MOST_IN_ENTRY:
            message = f"meer dan {grouped(MOST_IN_ENTRY)} waarden in één onderdeel; splits het of haal ze weg"
            raise _StopError(event, Code.TE_VEEL, message)
        return value

    def _refuse_marks(self, event: Any, *key: str | int) -> None:
        is_alias = type(event) is AliasEvent
        if is_alias:
            self._refuse(event, Code.ALIAS, _ALIAS.format(visible(event.anchor)), *key)
        elif event.anchor is not None:
            message = f"een anker (&{visible(event.anchor)}) mag niet; haal het weg"
            self._refuse(event, Code.ANKER, message, *key)
        if not is_alias and event.tag is not None:
            message = f"een tag ({visible(event.tag)}) mag niet; haal die weg"
            self._refuse(event, Code.TAG, message, *key)

    def _check_name(self, event: Any, mapping: dict[str, Any], name: str) -> None:
        if len(mapping) == MOST_KEYS:
            message = f"meer dan {MOST_KEYS} velden in één onderdeel; haal er weg"
            raise _StopError(event, Code.TE_VEEL, message)
        if name in mapping:
            message = f"veld '{visible(name)}' staat er al; haal er een weg"
            self._refuse(event, Code.DUBBEL_VELD, message, name)
        if name == "<<" and event.implicit[0]:
            message = "samenvoegen met << mag niet; schrijf de velden voluit"
            self._refuse(event, Code.SAMENVOEGING, message, name)
        if event.anchor is not None or event.tag is not None:
            message = "een anker of tag bij een veldnaam mag niet; haal het weg"
            self._refuse(event, Code.ANKER, message, name)

    def _refuse(self, event: Any, code: Code, message: str, *key: str | int) -> None:
        if len(self.refusals) == MOST_REFUSALS:
            message = f"meer dan {MOST_REFUSALS} fouten; los eerst deze op"
            raise _StopError(event, Code.TE_VEEL, message)
        self.refusals.append(Violation((*self._path, *key), code, message, place_of(event)))


class _StopError(yaml.YAMLError):
    """Reading stops: what follows cannot be a dataset, or cannot be told apart from it."""

    def __init__(self, event: Any, code: Code, message: str) -> None:
        super().__init__(message)
        self.refusal = Violation((), code, message, place_of(event))


class _Meanings(dict[str, Any]):
    """What plain scalars mean; the short ones, which come again and again, are kept."""

    def __missing__(self, text: str) -> Any:
        meaning = _meaning(text)
        if len(text) < 40 and len(self) < 10_000:
            self[text] = meaning
        return meaning


def _meaning(text: str) -> Any:
    """Return what a plain scalar means: YAML 1.2's core schema, with _ allowed between digits."""
    if text[:1] not in _MAYBE_NOT_TEXT:
        return text
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.fullmatch(text):
        return int(text[:_MOST_DIGITS].rstrip("_"))
    return float(text.replace(".inf", "inf").replace(".nan", "nan")) if _FLOAT.fullmatch(text) else text
