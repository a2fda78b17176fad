"""What cannot be YAML at all: bytes that no dataset has, and the parser's errors in Dutch."""

import re
from typing import Any

from ondermijning.codes import Code
from ondermijning.dataset.places import Place, Violation

# Control characters, and the separators that only some programs take for the end of a line.
# One class comes first, for then `re` looks for it in a third of the time.
_CONTROL = re.compile(
    rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\xc2\xe2\xef]"
    rb"((?<=[\x00-\x7f])|(?<=\xc2)[\x80-\x9f]|(?<=\xe2)\x80[\xa8\xa9]|(?<=\xef)\xbf[\xbe\xbf])"
)
_UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")


def refused_bytes(raw: bytes) -> Violation | None:
    """Return the first thing in `raw` that cannot stand in a dataset at all, with its place."""
    if raw[:2] in _UTF_16_MARKS or raw.count(b"\0") > len(raw) / 4:
        return Violation((), Code.CODERING, "dit is UTF-16; sla het bestand op als UTF-8", Place(1, 1))
    try:
        raw.decode()
    except UnicodeDecodeError as error:
        place = _place_of_byte(raw, error.start)
        return Violation((), Code.CODERING, "dit is geen UTF-8; sla het bestand op als UTF-8", place)
    if found := _CONTROL.search(raw):
        message = f"stuurteken U+{ord(found[0].decode()):04X}; haal het weg"
        return Violation((), Code.STUURTEKEN, message, _place_of_byte(raw, found.start()))
    return None


def _line_breaks(raw: bytes, end: int) -> int:
    crlf = raw.count(b"\r\n", 0, end)
    return raw.count(b"\n", 0, end) + raw.count(b"\r", 0, end) - crlf


def _place_of_byte(raw: bytes, offset: int) -> Place:
    start = max(raw.rfind(b"\n", 0, offset), raw.rfind(b"\r", 0, offset)) + 1
    line = raw[start:offset].removeprefix(b"\xef\xbb\xbf").decode(errors="replace")
    return Place(_line_breaks(raw, offset) + 1, len(line) + 1)


def syntax_error(error: Any, raw: bytes) -> Violation:
    """Return what the YAML parser refuses, in Dutch, with a place inside the file."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if mark is None:
        return Violation((), Code.YAML, _GENERAL, Place(1, 1))
    text = raw.rstrip(b"\r\n")  # the parser often finds only at the end what went wrong before it
    last = _line_breaks(text, len(text)) + 1
    place = Place(mark.line + 1, mark.column + 1)
    if place.line > last:
        place = _place_of_byte(raw, len(text))
    problem = "tab" if _at(raw, place) == "\t" else str(getattr(error, "problem", ""))
    return Violation((), Code.YAML, _SYNTAX.get(problem, _GENERAL), place)


def _at(raw: bytes, place: Place) -> str:
    """Return the character at a place in a file."""
    lines = raw.removeprefix(b"\xef\xbb\xbf").decode().splitlines()
    return lines[place.line - 1][place.column - 1 : place.column]


_GENERAL = "geen geldige YAML; kijk naar inspringing, aanhalingstekens, haakjes en dubbele punten"
_ESCAPE = "een \\ tussen dubbele aanhalingstekens; gebruik enkele aanhalingstekens"
_SIGN = "een & of * aan het begin; zet de tekst tussen aanhalingstekens"
_DIRECTIVE = "een regel die met % begint, kan hier niet; haal die weg"
_TAG = "een tag (!naam) mag niet; haal die weg"
_SYNTAX = {
    "mapping values are not allowed in this context": (
        "een dubbele punt die hier niet past; zet tekst met een dubbele punt tussen aanhalingstekens"
    ),
    "did not find expected key": (
        "hier wordt een veldnaam verwacht; kijk naar de inspringing en de aanhalingstekens"
    ),
    "could not find expected ':'": "na de veldnaam ontbreekt een dubbele punt",
    "found character that cannot start any token": (
        "hier kan dit teken niet staan; zet tekst die zo begint tussen aanhalingstekens"
    ),
    "tab": "hier staat een tab; gebruik spaties",
    "did not find expected ',' or ']'": "hier ontbreekt een komma of een ]",
    "did not find expected ',' or '}'": "hier ontbreekt een komma of een }",
    "found unexpected end of stream": "het bestand houdt op binnen een tekst; sluit het aanhalingsteken",
    "did not find expected '-' indicator": (
        "hier wordt een streepje verwacht; kijk naar de inspringing van de lijst"
    ),
    "found unknown escape character": _ESCAPE,
    "found invalid Unicode character escape code": _ESCAPE,
    "did not find expected hexdecimal number": _ESCAPE,
    "did not find expected alphabetic or numeric character": _SIGN,
    "found undefined tag handle": _TAG,
    "did not find the expected '>'": _TAG,
    "did not find expected tag URI": _TAG,
    "did not find expected <document start>": (
        "hier moet de YAML al afgelopen zijn; haal de tekst achter het afgesloten deel weg"
    ),
    "did not find expected comment or line break": (
        "achter | of > mag op dezelfde regel niets staan; zet tekst die zo begint tussen aanhalingstekens"
    ),
    "block sequence entries are not allowed in this context": (
        "een streepje dat hier niet past; begin een lijst op een eigen regel"
    ),
    "did not find expected node content": "tussen de haakjes ontbreekt een waarde",
    "found incompatible YAML document": _DIRECTIVE,
    "found unknown directive name": _DIRECTIVE,
    "found duplicate %YAML directive": _DIRECTIVE,
    "found duplicate %TAG directive": _DIRECTIVE,
    "could not find expected directive name": _DIRECTIVE,
}
