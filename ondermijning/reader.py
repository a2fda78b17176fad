"""YAML bytes to plain data, refusing what YAML allows but a dataset kept by hand does not need.

It reads the parser's events one by one, never a tree, so that a bomb is stopped where it starts.
Refused: anchors, aliases, tags, merge keys, duplicate keys, more than one document, and nesting or
mappings far beyond any dataset. Scalars follow YAML 1.2's core schema, so `no` is a text, and a date too.
"""

import re
from collections.abc import Callable, Iterable
from sys import intern
from typing import Any, NamedTuple

import yaml

from ondermijning.text import visible

Path = tuple[str | int, ...]
"""The way to a place in the data: keys of mappings, indexes of lists."""

Progress = Callable[[float], None]
"""Told now and then which part of the file has been read, from 0 to 1."""

MOST_DEPTH = 20
MOST_KEYS = 100

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9_]{0,40})")
_FLOAT = re.compile(
    r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]{1,9})?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)"
)
_WORDS = {"": None, "~": None, "null": None, "Null": None, "NULL": None}
_WORDS |= {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}  # type: ignore[dict-item]
_MAYBE_NOT_TEXT = ("", *"0123456789+-.~nNtTfF")


def child(data: Any, step: str | int, default: Any = None) -> Any:
    """Return what stands in plain `data` at one step of a path, or `default` where nothing does."""
    if isinstance(data, dict):
        return data.get(step, default)
    if isinstance(data, list) and isinstance(step, int) and step < len(data):
        return data[step]
    return default


class Place(NamedTuple):
    """A line and a column, both from 1."""

    line: int
    column: int


class Finding(NamedTuple):
    """Something refused: where in the file, its stable code, where in the data, and what (Dutch)."""

    place: Place
    code: str
    path: Path
    message: str


class Reading(NamedTuple):
    """What was read: the plain data, what was refused, and, when asked for, where each part stands.

    `values` and `keys` give the place of the value at a path, and of the key that names it.
    """

    data: Any
    findings: list[Finding]
    values: dict[Path, Place]
    keys: dict[Path, Place]


def read(raw: bytes, *, positions: bool = False, progress: Progress | None = None) -> Reading:
    """Return the plain data (dicts, lists, str, int, float, bool, None) in `raw`, and all that is refused.

    Never raises for what is in the file; after a syntax error the data is None.
    """
    builder = _Builder(positions)
    if refused := _refused_bytes(raw):
        builder.findings.append(refused)
        return builder.reading()
    events = yaml.parse(raw, Loader=_Loader)
    try:
        builder.build(events if progress is None else _watched(events, len(raw), progress))
    except yaml.YAMLError as error:
        builder.data = None
        builder.findings.append(_syntax_finding(error, raw))
    return builder.reading()


def _watched(events: Iterable[Any], size: int, progress: Progress) -> Iterable[Any]:
    for number, event in enumerate(events):
        if number % 20_000 == 0:
            progress(event.start_mark.index / size)
        yield event


class _StopError(yaml.YAMLError):
    """Reading stops: what follows cannot be a dataset, or cannot be told apart from it."""

    def __init__(self, event: Any, code: str, message: str) -> None:
        super().__init__(message)
        self.place, self.code, self.message = _place(event), code, message


class _Builder:
    """Builds plain data from events.

    `stack` holds the open containers; `path` one step for each of them: the index or key of the child
    that is being read, None in a mapping where a key comes next.
    """

    def __init__(self, positions: bool) -> None:
        self.positions = positions
        self.data: Any = None
        self.findings: list[Finding] = []
        self.values: dict[Path, Place] = {}
        self.keys: dict[Path, Place] = {}
        self.stack: list[Any] = []
        self.path: list[Any] = []
        self.documents = 0

    def reading(self) -> Reading:
        return Reading(self.data, self.findings, self.values, self.keys)

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
        if self.positions:
            self.values.setdefault(tuple(self.path), _place(event))

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
        if self.positions:
            self.keys.setdefault(tuple(self.path), _place(event))
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

    def _refuse(self, event: Any, code: str, message: str) -> None:
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
        return int(text)
    return float(text.replace(".inf", "inf").replace(".nan", "nan")) if _FLOAT.fullmatch(text) else text


# What YAML itself forbids, found first so that its place can be told: C0 and C1 control characters.
_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|\xc2[\x80-\x84\x86-\x9f]|\xef\xbf[\xbe\xbf]")


def _refused_bytes(raw: bytes) -> Finding | None:
    """Find the first byte that cannot stand in a dataset at all."""
    try:
        raw.decode()
    except UnicodeDecodeError as error:
        message = "geen UTF-8; sla het bestand op als UTF-8"
        if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
            message = "dit is UTF-16; sla het bestand op als UTF-8"
        return Finding(_place_of_byte(raw, error.start), "codering", (), message)
    if found := _CONTROL.search(raw):
        code = ord(found[0].decode())
        message = f"stuurteken U+{code:04X}; haal het weg"
        return Finding(_place_of_byte(raw, found.start()), "stuurteken", (), message)
    return None


def _place_of_byte(raw: bytes, offset: int) -> Place:
    start = raw.rfind(b"\n", 0, offset) + 1
    return Place(raw.count(b"\n", 0, offset) + 1, len(raw[start:offset].decode(errors="replace")) + 1)


def _syntax_finding(error: yaml.YAMLError, raw: bytes) -> Finding:
    if isinstance(error, _StopError):
        return Finding(error.place, error.code, (), error.message)
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    lines = max(1, len(raw.splitlines()))
    if mark is None:
        return Finding(Place(1, 1), "yaml", (), _GENERAL)
    place = Place(mark.line + 1, mark.column + 1) if mark.line < lines else Place(lines, 1)
    return Finding(place, "yaml", (), _SYNTAX.get(str(getattr(error, "problem", "")), _GENERAL))


_GENERAL = "geen geldige YAML; kijk naar inspringing, aanhalingstekens, haakjes en dubbele punten"
_SYNTAX = {
    "mapping values are not allowed in this context": (
        "een dubbele punt die hier niet past; zet tekst met een dubbele punt tussen aanhalingstekens"
    ),
    "did not find expected key": (
        "hier wordt een veldnaam verwacht; kijk naar de inspringing en de aanhalingstekens"
    ),
    "could not find expected ':'": "na de veldnaam ontbreekt een dubbele punt",
    "found character that cannot start any token": (
        "een teken waarmee hier niets kan beginnen; spring in met spaties en niet met tabs, "
        "en zet tekst met leestekens tussen aanhalingstekens"
    ),
    "did not find expected ',' or ']'": "hier ontbreekt een komma of een ]",
    "did not find expected ',' or '}'": "hier ontbreekt een komma of een }",
    "found unexpected end of stream": "het bestand houdt op binnen een tekst; sluit het aanhalingsteken",
    "did not find expected '-' indicator": (
        "hier wordt een streepje verwacht; kijk naar de inspringing van de lijst"
    ),
    "found unknown escape character": (
        "een onbekende \\-code tussen dubbele aanhalingstekens; gebruik enkele aanhalingstekens"
    ),
    "found undefined tag handle": "een tag mag niet; haal hem weg",
    "did not find expected <document start>": (
        "hier houdt de YAML op; staat er tekst achter een afgesloten deel?"
    ),
}
