"""What the parts of a dataset are made of: texts, ids, dates, years, amounts, names and vindplaatsen."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag
from pydantic.config import JsonDict

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

# RFC 3986: what stands for itself in a path, and what may stand for any byte.
_PLAIN = r"A-Za-z0-9\-._~!$&'()+*,;="
_CODED = "%[0-9A-Fa-f]{2}"
URL_PATTERN = (
    rf"^https?://(([{_PLAIN}:]|{_CODED})*@)?(([{_PLAIN}]|{_CODED})+|\[[0-9A-Fa-f:.]+\])(:[0-9]*)?"
    rf"(/([{_PLAIN}:@/]|{_CODED})*)?(\?([{_PLAIN}:@/?]|{_CODED})*)?(#([{_PLAIN}:@/?]|{_CODED})*)?$"
)


def field(description: str, **more: Any) -> Any:
    """Return a field, which has to be there, with what the schema says of it."""
    return Field(description=description, **more)


def optional(description: str, default: Any = None, **more: Any) -> Any:
    """Return a field that may be left out, with what the schema says of it."""
    return Field(default, description=description, **more)


def _text(pattern: str) -> Any:
    """Return the field of a text of this pattern, which the schema says in classes that ECMAScript has."""
    in_schema = pattern.replace(_INVISIBLE, _INVISIBLE_ECMA)
    return Field(pattern=pattern, max_length=1000, json_schema_extra={"pattern": in_schema})


NO_ITEMS: Any = ()
"""A list that may be left out; of a tuple pydantic makes no copy for each part."""
GROUPED: dict[str, Any] = {"type": ["integer", "string"], "pattern": r"^[1-9][0-9]*(_[0-9]+)+$"}
"""What the schema says of a number that may be typed as 16_500_000, which YAML 1.2 reads as a text."""
UNIQUE: dict[str, Any] = {"uniqueItems": True}
"""What the schema says of a list without doubles; the reading itself says it in `rules`."""
WORD_OR_OTHER = Discriminator(lambda value: "word" if isinstance(value, str) else "other")
"""Picks the branch of a union of a word and something else, so that an error names one branch."""

Slug = Annotated[str, field("Kleine letters, cijfers en streepjes.", pattern=SLUG_PATTERN, max_length=80)]
Text = Annotated[str, _text(TEXT_PATTERN)]
Plaats = Annotated[str, _text(PLAATS_PATTERN)]
"""A text without the sign that stands between places in a line of CSV or TSV."""
_DATES = 'Jaar, jaar en maand, of volledige datum: "2022", "2022-11" of "2022-11-04"'
_NO_DATE = f"{_DATES}; `onbekend` als de bron geen datum heeft."
Date = Annotated[str, field(f"{_DATES}.", pattern=DATE_PATTERN)]
DateOrUnknown = Annotated[str, field(_NO_DATE, pattern=DATE_OR_UNKNOWN_PATTERN)]
Year = Annotated[int, Field(ge=1900, le=2200)]
Euros = Annotated[int, field("Hele euro's.", ge=0, le=MOST, json_schema_extra=GROUPED)]
EurosOrUnknown = Annotated[
    Annotated[Literal["onbekend"], Tag("word")] | Annotated[Euros, Tag("other")],
    WORD_OR_OTHER,
    field("Hele euro's, of `onbekend` als geen van de gelezen bronnen het bedrag noemt."),
]
AllOrSlugs = Annotated[
    Annotated[Literal["alle"], Tag("word")]
    | Annotated[list[Slug], Field(min_length=1, json_schema_extra=UNIQUE), Tag("other")],
    WORD_OR_OTHER,
    field("`alle` knooppunten, of een lijst van hun id's."),
]
Naam = Annotated[Text, field("Naam zoals die in tabellen en rapporten staat.")]
Aliassen = Annotated[list[Slug], field("Andere namen die u kunt typen.", json_schema_extra=UNIQUE)]
_PRECISION = "Hoe precies de bron is: ruim, ongeveer, bijna, minstens of hoogstens."
Aanduiding = Annotated[Text | None, field(_PRECISION)]
_READING = "Wat de dataset uit de bron opmaakt zonder dat het er letterlijk staat."
Lezing = Annotated[Text | None, field(_READING, title="Interpretatie")]


class Part(BaseModel):
    """Base of every part: no unknown fields, no silent conversions."""

    model_config = ConfigDict(
        extra="forbid",
        strict=True,
        defer_build=True,  # each part is built once, inside the list that holds it, not for itself as well
        field_title_generator=lambda name, _: name.replace("_", " ").capitalize(),
    )


def described(title: str, description: str, schema: JsonDict | None = None) -> ConfigDict:
    """Return what the schema says of a part: its Dutch title and description, and what else it demands."""
    return ConfigDict(title=title, json_schema_extra={"description": description, **(schema or {})})


class Vindplaats(Part, **described("Vindplaats", "Waar een bewering in een bron staat.")):
    """The place in a source that supports a claim."""

    bron: Slug = field("Id van een bron uit `bronnen`.")
    pagina: int | None = optional(
        "Paginanummer in de bron, vanaf 1. Laat weg als de bron geen pagina's heeft.", ge=1, le=100_000
    )
    fragment: Text | None = optional("Enkele woorden, letterlijk uit de bron.")


Vindplaatsen = Annotated[list[Vindplaats], field("Waar het staat; minstens één.", min_length=1)]
