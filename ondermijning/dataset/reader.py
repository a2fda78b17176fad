"""YAML bytes to plain data, refusing what YAML allows but a dataset kept by hand does not need.

It reads the parser's events one by one, never a tree, so that a bomb is stopped where it starts.
Refused: anchors, aliases, tags, merge keys, duplicate keys, more than one document, and nesting or
mappings far beyond any dataset. Scalars follow YAML 1.2's core schema, so `no` is a text, and a date too.
"""

import re
from collections.abc import Callable, Iterable
from contextlib import suppress
from sys import intern
from typing import Any, NamedTuple

import yaml

from ondermijning.codes import ErrorCode
from ondermijning.dataset.places import Finding, Path, Place
from ondermijning.dataset.syntax import refused_bytes, syntax_error
from ondermijning.text import visible

Progress = Callable[[float], None]
"""Told now and then which part of the file has been read, from 0 to 1."""

MOST_DEPTH = 20
MOST_KEYS = 100
MOST_FINDINGS = 1000

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]*(_[0-9]+)*)")
_MOST_DIGITS = 40  # a longer number is cut: far too large it stays, and no work to make
_FLOAT = re.compile(
    r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]{1,9})?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)"
)
_WORDS = {"": None, "~": None, "null": None, "Null": None, "NULL": None}
_WORDS |= {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}  # type: ignore[dict-item]
_MAYBE_NOT_TEXT = ("", *"0123456789+-.~nNtTfF")


class Reading(NamedTuple):
    """What was read: the plain data, and what was refused."""

    data: Any
    findings: list[Finding]


class Places(NamedTuple):
    """Where the value at a path stands, and the key that names it."""

    values: dict[Path, Place]
    keys: dict[Path, Place]


def read(raw: bytes, progress: Progress | None = None) -> Reading:
    """Return the plain data (dicts, lists, str, int, float, bool, None) in `raw`, and all that is refused.

    Never raises for what is in the file; after a syntax error the data is None.
    """
    if refused := refused_bytes(raw):
        return Reading(None, [refused])
    builder = _Builder()
    events = yaml.parse(raw, Loader=_Loader)
    try:
        builder.build(events if progress is None else _watched(events, len(raw), progress))
    except _StopError as error:
        return Reading(None, [*builder.findings, Finding(error.place, error.code, (), error.message)])
    except yaml.YAMLError as error:
        return Reading(None, [*builder.findings, syntax_error(error, raw)])
    return Reading(builder.data, builder.findings)


def places_of(raw: bytes, paths: set[Path]) -> Places:
    """Return where `paths` stand in `raw`, which was read before; reads no further than the last of them."""
    builder = _Builder(paths)
    with suppress(yaml.YAMLError):  # what is wrong with the file is known: this is its second reading
        builder.build(_while_wanted(yaml.parse(raw, Loader=_Loader), builder.wanted))
    return builder.places


def _while_wanted(events: Iterable[Any], wanted: set[Path]) -> Iterable[Any]:
    for event in events:
        yield event
        if not wanted:
            return


def _watched(events: Iterable[Any], size: int, progress: Progress) -> Iterable[Any]:
    for number, event in enumerate(events):
        if number % 20_000 == 0:
            progress(event.start_mark.index / max(1, size))
        yield event


class _StopError(yaml.YAMLError):
    """Reading stops: what follows cannot be a dataset, or cannot be told apart from it."""

    def __init__(self, event: Any, code: ErrorCode, message: str) -> None:
        super().__init__(message)
        self.place, self.code, self.message = _place(event), code, message


class _Builder:
    """Builds plain data from events.

    `stack` holds the open containers; `path` one step for each of them: the index or key of the child
    that is being read, None in a mapping where a key comes next. `wanted` are the paths to find the
    places of.
    """

    def __init__(self, wanted: Iterable[Path] = ()) -> None:
        self.wanted = set(wanted)
        self.places = Places({}, {})
        self.data: Any = None
        self.findings: list[Finding] = []
        self.stack: list[Any] = []
        self.path: list[Any] = []
        self.documents = 0

    def build(self, events: Iterable[Any]) -> None:
        path, stack = self.path, self.stack
        for event in events:
            kind = type(event)
            if kind is yaml.ScalarEvent:
                if path and path[-1] is None:
                    path[-1] = self._key(event)
                else:
                    self._put(event, _scalar(event))
                    self._step()
            elif kind is yaml.MappingStartEvent:
                self._open(event, {})
                path.append(None)
            elif kind is yaml.SequenceStartEvent:
                self._open(event, [])
                path.append(0)
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                stack.pop()
                path.pop()
                self._step()
            elif kind is yaml.AliasEvent:
                self._alias(event)
            elif kind is yaml.DocumentStartEvent:
                self._document(event)

    def _open(self, event: Any, container: Any) -> None:
        if self.path and self.path[-1] is None:
            raise _StopError(event, "sleutel", "een veldnaam moet een enkel woord zijn")
        if len(self.stack) == MOST_DEPTH:
            raise _StopError(event, "diepte", f"meer dan {MOST_DEPTH} niveaus diep")
        self._put(event, container)
        self.stack.append(container)

    def _put(self, event: Any, value: Any) -> None:
        if event.anchor is not None:
            self._refuse(event, "anker", f"een anker (&{visible(event.anchor)}) mag niet; haal het weg")
        if event.tag is not None:
            self._refuse(event, "tag", f"een tag ({visible(event.tag)}) mag niet; haal hem weg")
        self._store(event, value)

    def _store(self, event: Any, value: Any) -> None:
        if not self.stack:
            self.data = value
        elif type(self.stack[-1]) is dict:
            self.stack[-1].setdefault(self.path[-1], value)
        else:
            self.stack[-1].append(value)
        if self.wanted and (path := tuple(self.path)) in self.wanted:
            self.places.values[path] = _place(event)
            self.wanted.remove(path)

    def _step(self) -> None:
        if self.stack:
            self.path[-1] = None if type(self.stack[-1]) is dict else self.path[-1] + 1

    def _key(self, event: Any) -> str:
        key = intern(event.value)
        mapping = self.stack[-1]
        if len(mapping) == MOST_KEYS:
            raise _StopError(event, "te-veel", f"meer dan {MOST_KEYS} velden in één onderdeel")
        self.path[-1] = key
        if key in mapping:
            self._refuse(event, "dubbel-veld", f"veld '{visible(key)}' staat er al; haal er een weg")
        if key == "<<" and event.implicit[0]:
            self._refuse(event, "samenvoeging", "samenvoegen met << mag niet; schrijf de velden uit")
        if event.anchor is not None or event.tag is not None:
            self._refuse(event, "anker", "een anker of tag bij een veldnaam mag niet; haal het weg")
        if self.wanted and (path := tuple(self.path)) in self.wanted:
            self.places.keys[path] = _place(event)
        return key

    def _alias(self, event: Any) -> None:
        name = visible(event.anchor)
        if self.path and self.path[-1] is None:
            raise _StopError(event, "alias", f"een alias (*{name}) mag niet; schrijf hem uit")
        self._refuse(event, "alias", f"een alias (*{name}) mag niet; schrijf hem uit")
        self._store(event, None)
        self._step()

    def _document(self, event: Any) -> None:
        self.documents += 1
        if self.documents > 1:
            raise _StopError(event, "documenten", "een tweede document (---) mag niet")
        if event.tags:
            self._refuse(event, "tag", "een %TAG-regel mag niet; haal hem weg")

    def _refuse(self, event: Any, code: ErrorCode, message: str) -> None:
        if len(self.findings) == MOST_FINDINGS:
            raise _StopError(event, "te-veel", f"meer dan {MOST_FINDINGS} fouten; haal deze eerst weg")
        self.findings.append(Finding(_place(event), code, tuple(self.path), message))


def _place(event: Any) -> Place:
    mark = event.start_mark
    return Place(mark.line + 1, mark.column + 1)


def _scalar(event: Any) -> Any:
    """Return what a scalar means: YAML 1.2's core schema, with _ allowed between digits."""
    text = event.value
    if not event.implicit[0] or text[:1] not in _MAYBE_NOT_TEXT:
        return text
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.fullmatch(text):
        return int(text[:_MOST_DIGITS].rstrip("_"))
    return float(text.replace(".inf", "inf").replace(".nan", "nan")) if _FLOAT.fullmatch(text) else text
