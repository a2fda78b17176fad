"""YAML bytes to plain data, refusing what YAML allows but a dataset kept by hand does not need.

It reads the parser's events one by one, never a tree, so that a bomb is stopped where it starts.
Refused: anchors, aliases, tags, merge keys, duplicate keys, more than one document, and nesting, mappings
or lists far beyond any dataset. Scalars follow YAML 1.2's core schema, so `no` is a text, and a date too.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from sys import intern
from typing import Any, NamedTuple

import yaml

from ondermijning.amounts import grouped
from ondermijning.codes import Code
from ondermijning.dataset.places import Path, Place, Refusal
from ondermijning.dataset.syntax import refused_bytes, syntax_error
from ondermijning.text import visible

Watcher = Callable[[float], None]
"""Told now and then which part of the file has been read, from 0 to 1."""

MOST_DEPTH = 20
MOST_KEYS = 100
MOST_ITEMS = 500_000
MOST_REFUSALS = 1000

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]*(_[0-9]+)*)")
_MOST_DIGITS = 40  # a longer number is cut: it stays too large for any field, and takes no work
_FLOAT = re.compile(
    r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]{1,9})?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)"
)
_WORDS: dict[str, bool | None] = {"": None, "~": None, "null": None, "Null": None, "NULL": None}
_WORDS |= {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_MAYBE_NOT_TEXT = frozenset(["", *"0123456789+-.~nNtTfF"])

_IN_LIST: Any = object()  # the key of an item
_DEPTH_OF_LISTS = 2  # the document, and in it the field that holds the list
_WEIGHT_OF_CONTAINER = 5  # an empty one can miss that many fields
STARTS = frozenset([yaml.MappingStartEvent, yaml.SequenceStartEvent])
ENDS = frozenset([yaml.MappingEndEvent, yaml.SequenceEndEvent])


class Entries(NamedTuple):
    """The list `name` of the dataset, read up to an entry that has about `weight` values."""

    name: str
    entries: list[Any]
    weight: int


class Reading:
    """Plain data (dicts, lists, str, int, float, bool, None) as it is read, and what is refused of it.

    `_outer` holds the containers around the one that is being filled, from the list of documents inwards,
    each with the key of its child: a field's name, `_IN_LIST`, or None in a mapping where a name comes next.
    """

    def __init__(self, raw: bytes) -> None:
        """Take the bytes to read."""
        self.raw = raw
        self.refusals: list[Refusal] = []
        self._documents: list[Any] = []
        self._outer: list[tuple[Any, Any]] = []

    @property
    def data(self) -> Any:
        """What has been read, None where that is no YAML or nothing."""
        return self._documents[0] if self._documents else None

    def entries(self, watcher: Watcher | None = None) -> Iterator[Entries]:
        """Read, and yield whenever an entry of a list of the dataset is complete, so that one can stop there.

        Never raises for what is in the file.
        """
        if refused := refused_bytes(self.raw):
            self.refusals.append(refused)
            return
        parsed = events(self.raw)
        try:
            yield from self._build(parsed if watcher is None else _watched(parsed, len(self.raw), watcher))
        except _StopError as error:
            self._end(error.refusal)
        except yaml.YAMLError as error:
            self._end(syntax_error(error, self.raw))

    def _end(self, refusal: Refusal) -> None:
        self.refusals.append(refusal)
        self._documents.clear()

    def _build(self, events: Iterable[Any]) -> Iterator[Entries]:
        outer, meanings = self._outer, _Meanings()
        container: Any = self._documents
        key, weight = _IN_LIST, 0
        for event in events:
            kind = type(event)
            if kind is yaml.ScalarEvent:
                # Most of a file is names and their plain values: these take no further call.
                plain = event.anchor is None and event.tag is None
                if key is None:
                    key = intern(event.value)
                    if not plain or key in container or key == "<<" or len(container) == MOST_KEYS:
                        self._check_name(event, container, key)
                    continue
                value = meanings[event.value] if event.implicit[0] else event.value
                if plain and key is not _IN_LIST:
                    container.setdefault(key, value)
                    key = None
                else:
                    key = self._put(event, container, key, value)
            elif kind in STARTS:
                child: Any = {} if kind is yaml.MappingStartEvent else []
                self._open(event, container, key, child)
                outer.append((container, key))
                container, key = child, None if kind is yaml.MappingStartEvent else _IN_LIST
            elif kind in ENDS:
                weight += len(container) + _WEIGHT_OF_CONTAINER
                container, key = outer.pop()
                if key is not _IN_LIST:
                    key = None
                elif len(outer) == _DEPTH_OF_LISTS:
                    yield Entries(outer[-1][1], container, weight)
                if len(outer) <= _DEPTH_OF_LISTS:
                    weight = 0
            else:
                key = self._rare(event, container, key)

    def _open(self, event: Any, container: Any, key: Any, child: Any) -> None:
        if key is None:
            raise _StopError(event, Code.SLEUTEL, "een veldnaam moet één woord zijn")
        if len(self._outer) == MOST_DEPTH:
            raise _StopError(event, Code.DIEPTE, f"meer dan {MOST_DEPTH} niveaus diep; haal niveaus weg")
        self._put(event, container, key, child)

    def _put(self, event: Any, container: Any, key: Any, value: Any) -> Any:
        """Put a value in its container, and return the key of what comes next there."""
        if event.anchor is not None:
            message = f"een anker (&{visible(event.anchor)}) mag niet; haal het weg"
            self._refuse(event, Code.ANKER, message, container, key)
        if event.tag is not None:
            message = f"een tag ({visible(event.tag)}) mag niet; haal die weg"
            self._refuse(event, Code.TAG, message, container, key)
        return self._store(event, container, key, value)

    def _store(self, event: Any, container: Any, key: Any, value: Any) -> Any:
        if key is not _IN_LIST:
            container.setdefault(key, value)
            return None
        if len(container) == MOST_ITEMS:
            message = f"meer dan {grouped(MOST_ITEMS)} waarden in één lijst; haal er weg"
            raise _StopError(event, Code.TE_VEEL, message)
        container.append(value)
        return _IN_LIST

    def _check_name(self, event: Any, mapping: dict[str, Any], name: str) -> None:
        if len(mapping) == MOST_KEYS:
            raise _StopError(
                event, Code.TE_VEEL, f"meer dan {MOST_KEYS} velden in één onderdeel; haal er weg"
            )
        if name in mapping:
            message = f"veld '{visible(name)}' staat er al; haal er een weg"
            self._refuse(event, Code.DUBBEL_VELD, message, mapping, name)
        if name == "<<" and event.implicit[0]:
            message = "samenvoegen met << mag niet; schrijf de velden voluit"
            self._refuse(event, Code.SAMENVOEGING, message, mapping, name)
        if event.anchor is not None or event.tag is not None:
            message = "een anker of tag bij een veldnaam mag niet; haal het weg"
            self._refuse(event, Code.ANKER, message, mapping, name)

    def _rare(self, event: Any, container: Any, key: Any) -> Any:
        """Take an event that is neither a value nor an end, and return the key of what comes next."""
        if type(event) is yaml.AliasEvent:
            return self._alias(event, container, key)
        if type(event) is yaml.DocumentStartEvent:
            self._document(event)
        return key

    def _alias(self, event: Any, container: Any, key: Any) -> Any:
        message = f"een alias (*{visible(event.anchor)}) mag niet; schrijf de waarde voluit"
        if key is None:
            raise _StopError(event, Code.ALIAS, message)
        self._refuse(event, Code.ALIAS, message, container, key)
        return self._store(event, container, key, None)

    def _document(self, event: Any) -> None:
        if self._documents:
            raise _StopError(
                event, Code.DOCUMENTEN, "een tweede document mag niet; haal de regel met --- weg"
            )
        if event.tags:
            self._refuse(event, Code.TAG, "een %TAG-regel mag niet; haal die weg", self._documents, _IN_LIST)

    def _refuse(self, event: Any, code: Code, message: str, container: Any, key: Any) -> None:
        if len(self.refusals) == MOST_REFUSALS:
            message = f"meer dan {MOST_REFUSALS} fouten; los eerst deze op"
            raise _StopError(event, Code.TE_VEEL, message)
        self.refusals.append(Refusal(place_of(event), code, self._path(container, key), message))

    def _path(self, container: Any, key: Any) -> Path:
        """Return the path to the value of `key`, or to the next item, in the container being filled."""
        steps = [len(around) - 1 if step is _IN_LIST else step for around, step in self._outer]
        steps.append(len(container) if key is _IN_LIST else key)
        return tuple(steps[1:])  # the first is the number of the document


def read(raw: bytes) -> Reading:
    """Return all that is in `raw`, and all that is refused."""
    reading = Reading(raw)
    for _ in reading.entries():
        pass
    return reading


def events(raw: bytes) -> Iterator[Any]:
    """Return the events of the parser. Raises YAMLError."""
    return iter(_Loader(raw).get_event, None)


def _watched(parsed: Iterable[Any], size: int, watcher: Watcher) -> Iterator[Any]:
    for number, event in enumerate(parsed):
        if number % 20_000 == 0:
            watcher(event.start_mark.index / max(1, size))
        yield event


class _StopError(yaml.YAMLError):
    """Reading stops: what follows cannot be a dataset, or cannot be told apart from it."""

    def __init__(self, event: Any, code: Code, message: str) -> None:
        super().__init__(message)
        self.refusal = Refusal(place_of(event), code, (), message)


def place_of(event: Any) -> Place:
    """Return where an event starts."""
    mark = event.start_mark
    return Place(mark.line + 1, mark.column + 1)


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
