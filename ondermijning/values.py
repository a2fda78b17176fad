"""The values a dataset is made of: texts, ids, dates, years and amounts, each with what it may be."""

from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag

from ondermijning.amounts import MOST
from ondermijning.text import FORMULA_SIGNS, UNSAFE

TEXT_PATTERN = rf"^[^\s{FORMULA_SIGNS}{UNSAFE}][^{UNSAFE}]*$"
SLUG_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
URL_PATTERN = r"^https?://[!-~]+$"
DATE_PATTERN = r"^[12][0-9]{3}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"

Slug = Annotated[
    str,
    Field(pattern=SLUG_PATTERN, max_length=80, description="Kleine letters, cijfers en streepjes."),
]
Text = Annotated[str, Field(pattern=TEXT_PATTERN, max_length=1000)]
Date = Annotated[
    str, Field(pattern=DATE_PATTERN, description='Jaar, jaar-maand of hele datum: "2022-11-04".')
]
Year = Annotated[int, Field(ge=1900, le=2200)]
Euros = Annotated[int, Field(ge=0, le=MOST, description="Hele euro's.")]


UNIQUE: dict[str, Any] = {"uniqueItems": True}
"""What the schema says of a list without doubles; the reading itself says it in `rules`."""


def _word_or_other(value: object) -> str:
    """Pick the branch of a union of a word and something else, so that an error names one branch."""
    return "word" if isinstance(value, str) else "other"


WORD_OR_OTHER = Discriminator(_word_or_other)

EurosOrUnknown = Annotated[
    Annotated[Literal["onbekend"], Tag("word")] | Annotated[Euros, Tag("other")],
    WORD_OR_OTHER,
    Field(description="Hele euro's, of `onbekend` waar geen gelezen bron het bedrag geeft."),
]
AllOrSlugs = Annotated[
    Annotated[Literal["alle"], Tag("word")]
    | Annotated[list[Slug], Field(min_length=1, json_schema_extra=UNIQUE), Tag("other")],
    WORD_OR_OTHER,
    Field(description="`alle` knooppunten, of een lijst van hun id's."),
]
