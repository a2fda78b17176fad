"""The values a dataset is made of: texts, ids, dates, years and amounts, each with what it may be."""

from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag

from ondermijning.amounts import MOST
from ondermijning.text import FORMULA_SIGNS, UNSAFE

# A text begins with something to see, so that it is never made of what nobody sees: characters of no
# width, fillers, marks without a letter. The classes are Unicode's; ECMAScript, and so a JSON Schema, has
# no name for them and gets those of the first plane that are found in practice.
_NO_START = rf"\s{FORMULA_SIGNS}\u2800{UNSAFE}"
_INVISIBLE = r"\p{Default_Ignorable_Code_Point}\p{M}\p{Cf}\p{Z}"
_INVISIBLE_ECMA = (
    r"\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200d\u2060-\u206f\u3164\ufe00-\ufe0f\uffa0"
    r"\ufff0-\ufffb\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
)
TEXT_PATTERN = rf"^[^{_NO_START}{_INVISIBLE}][^{UNSAFE}]*$"
PLAATS_PATTERN = rf"^[^{_NO_START}{_INVISIBLE}|][^{UNSAFE}|]*$"
SLUG_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
DATE_PATTERN = r"^[12][0-9]{3}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"
DATE_OR_UNKNOWN_PATTERN = rf"^onbekend$|{DATE_PATTERN}"
_UNDERSCORED = r"^[1-9][0-9]*(_[0-9]+)+$"

# RFC 3986: what stands for itself in a path, and what may stand for any byte.
_PLAIN = r"A-Za-z0-9\-._~!$&'()+*,;="
_CODED = "%[0-9A-Fa-f]{2}"
URL_PATTERN = (
    rf"^https?://(([{_PLAIN}:]|{_CODED})*@)?(([{_PLAIN}]|{_CODED})+|\[[0-9A-Fa-f:.]+\])(:[0-9]*)?"
    rf"(/([{_PLAIN}:@/]|{_CODED})*)?(\?([{_PLAIN}:@/?]|{_CODED})*)?(#([{_PLAIN}:@/?]|{_CODED})*)?$"
)

Slug = Annotated[
    str, Field(pattern=SLUG_PATTERN, max_length=80, description="Kleine letters, cijfers en streepjes.")
]


def _as_text(pattern: str) -> Any:
    """Return the field of a text of this pattern, which the schema says in classes that ECMAScript has."""
    in_schema = pattern.replace(_INVISIBLE, _INVISIBLE_ECMA)
    return Field(pattern=pattern, max_length=1000, json_schema_extra={"pattern": in_schema})


Text = Annotated[str, _as_text(TEXT_PATTERN)]
Plaats = Annotated[str, _as_text(PLAATS_PATTERN)]
"""A text without the sign that stands between places in a line of CSV or TSV."""
_DATES = 'Jaar, jaar en maand, of volledige datum: "2022", "2022-11" of "2022-11-04"'
Date = Annotated[str, Field(pattern=DATE_PATTERN, description=f"{_DATES}.")]
DateOrUnknown = Annotated[
    str,
    Field(
        pattern=DATE_OR_UNKNOWN_PATTERN,
        description=f"{_DATES}; `onbekend` als de bron geen datum heeft.",
    ),
]
Year = Annotated[int, Field(ge=1900, le=2200)]

GROUPED: dict[str, Any] = {"type": ["integer", "string"], "pattern": _UNDERSCORED}
"""What the schema says of a number that may be typed as 16_500_000, which YAML 1.2 reads as a text."""
Euros = Annotated[int, Field(ge=0, le=MOST, description="Hele euro's.", json_schema_extra=GROUPED)]


UNIQUE: dict[str, Any] = {"uniqueItems": True}
"""What the schema says of a list without doubles; the reading itself says it in `rules`."""


def _word_or_other(value: object) -> str:
    """Pick the branch of a union of a word and something else, so that an error names one branch."""
    return "word" if isinstance(value, str) else "other"


WORD_OR_OTHER = Discriminator(_word_or_other)

EurosOrUnknown = Annotated[
    Annotated[Literal["onbekend"], Tag("word")] | Annotated[Euros, Tag("other")],
    WORD_OR_OTHER,
    Field(description="Hele euro's, of `onbekend` als geen van de gelezen bronnen het bedrag noemt."),
]
AllOrSlugs = Annotated[
    Annotated[Literal["alle"], Tag("word")]
    | Annotated[list[Slug], Field(min_length=1, json_schema_extra=UNIQUE), Tag("other")],
    WORD_OR_OTHER,
    Field(description="`alle` knooppunten, of een lijst van hun id's."),
]
