"""What a text, a place and a web address may be: in the reading, and alike in the JSON Schema."""

from typing import Any
from unicodedata import category

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from pydantic import TypeAdapter, ValidationError

from ondermijning.dataset.model import Bron
from ondermijning.dataset.part import Plaats, Text

# Of no width, joiners, soft hyphen, separators, fillers (Hangul, braille), variation selectors, lone marks.
INVISIBLE = (
    "\u200b\u200c\u200d\u2060\u2063\u00ad\u180e\u00a0\u2003\u3000\u115f\u1160\u3164\uffa0\u2800\ufe0f\u034f"
)
INVISIBLE += "\u0301\u0489\u20dd"
BEYOND_ECMA = "\U000e0041\U000e0100\u05b0\u0e31"  # tags and marks that a schema's pattern has no name for


def accepts(adapter: TypeAdapter[Any], value: object) -> bool:
    try:
        adapter.validate_python(value)
    except ValidationError:
        return False
    return True


TEXT, PLAATS, SOURCE = TypeAdapter(Text), TypeAdapter(Plaats), TypeAdapter(Bron)
TEXT_SCHEMA = Draft202012Validator(TEXT.json_schema())
PLAATS_SCHEMA = Draft202012Validator(PLAATS.json_schema())
SOURCE_SCHEMA = Draft202012Validator(SOURCE.json_schema())


def source(url: str) -> dict[str, str]:
    return {"id": "gids", "titel": "Gids", "soort": "krant", "datum": "2022", "url": url}


@pytest.mark.parametrize("sign", [*INVISIBLE, *BEYOND_ECMA], ids=lambda sign: f"U+{ord(sign):04X}")
def test_a_text_is_never_made_of_what_nobody_sees(sign: str) -> None:
    for text in (sign, sign * 3, f"{sign} \u200b", f"{sign}Haven"):
        assert not accepts(TEXT, text)
        assert not accepts(PLAATS, text)
        assert TEXT_SCHEMA.is_valid(text) == PLAATS_SCHEMA.is_valid(text) == (sign in BEYOND_ECMA)
    assert accepts(TEXT, f"Haven{sign}"), "joiners and marks have their place inside a text"


def test_names_in_any_script_are_texts() -> None:
    western = ("É", "e\u0301", "Ĳmuiden", "’s-Gravenhage", "1e haven", "(a)")
    for name in (*western, "北海", "नमस्ते", "می\u200cخواهم", "🚢"):
        assert accepts(TEXT, name)
        assert TEXT_SCHEMA.is_valid(name)


@given(
    st.text(st.characters(codec="utf-8", exclude_characters="\n"), min_size=1, max_size=4)
)  # what a file can hold; to Python, $ is before a line end too
@example("a|b")
@example("|")
def test_reading_and_schema_agree(text: str) -> None:
    """But for a first sign that only Unicode's classes tell of, which reading alone refuses."""
    for adapter, schema in ((TEXT, TEXT_SCHEMA), (PLAATS, PLAATS_SCHEMA)):
        sound = accepts(adapter, text)
        assert schema.is_valid(text) or not sound
        if category(text[0])[0] not in "MCZ":
            assert schema.is_valid(text) == sound
    assert accepts(PLAATS, text) == (accepts(TEXT, text) and "|" not in text)


ADDRESSES = [
    "https://example.org",
    "http://example.org/",
    "https://example.org:8042/over/there?name=ferret#nose",
    "https://u:p@h.nl/~a-b_c.d!$&'()*+,;=:@e",
    "https://example.org?q",
    "https://example.org#",
    "https://example.org/?a=/?b#/?",
    "https://[2001:db8::7]:80/a",
    "https://192.0.2.16",
    "https://x.nl/caf%C3%A9%20a",
]
NO_ADDRESSES = [
    *("https://", "https:///pad", "ftp://x.nl", "javascript:alert(1)", "//x.nl", "x.nl", "https://x.nl/%"),
    *("https://x.nl/%4", "https://x.nl/%zz", "https://x.nl/a#b#c", "https://x.nl/[a]", "https://x.nl:p"),
    *("https://[x]/", "https://x nl"),
    *(f"https://x.nl/a{sign}b" for sign in '<>"\\^`{|} é\u200b\n\x7f'),
    *(f"https://x{sign}.nl" for sign in '<>"\\^`{|} é\u200b\n\x7f'),
]


def test_an_address_is_what_rfc_3986_says() -> None:
    for url in ADDRESSES:
        assert accepts(SOURCE, source(url)), url
        assert SOURCE_SCHEMA.is_valid(source(url)), url
    for url in NO_ADDRESSES:
        assert not accepts(SOURCE, source(url)), url
        assert not SOURCE_SCHEMA.is_valid(source(url)), url
