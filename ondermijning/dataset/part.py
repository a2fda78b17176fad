"""What the parts of a dataset have in common: how strict they are, names, readings and vindplaatsen."""

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field
from pydantic.config import JsonDict

from ondermijning.dataset.values import UNIQUE, Slug, Text


class Part(BaseModel):
    """Base of every part: no unknown fields, no silent conversions."""

    # Each part is built once, inside the list that holds it, and not for itself as well.
    model_config = ConfigDict(
        extra="forbid",
        strict=True,
        defer_build=True,
        field_title_generator=lambda name, _: name.replace("_", " ").capitalize(),
    )


def described(title: str, description: str, schema: JsonDict | None = None) -> ConfigDict:
    """Return what the schema says of a part: its Dutch title and description, and what else it demands."""
    return ConfigDict(title=title, json_schema_extra={"description": description, **(schema or {})})


Naam = Annotated[Text, Field(description="Naam zoals die in tabellen en rapporten staat.")]
Aliassen = Annotated[
    list[Slug],
    Field(description="Andere namen die u kunt typen.", json_schema_extra=UNIQUE),
]
Aanduiding = Annotated[
    Text | None,
    Field(description="Hoe precies de bron is: ruim, ongeveer, bijna, minstens of hoogstens."),
]
Lezing = Annotated[
    Text | None,
    Field(
        title="Interpretatie",
        description="Wat de dataset uit de bron opmaakt zonder dat het er letterlijk staat.",
    ),
]
NO_ITEMS: Any = ()
"""A list that may be left out; of a tuple pydantic makes no copy for each part."""


class Vindplaats(Part):
    """The place in a source that supports a claim."""

    model_config = described("Vindplaats", "Waar een bewering in een bron staat.")

    bron: Slug = Field(description="Id van een bron uit `bronnen`.")
    pagina: int | None = Field(
        None,
        ge=1,
        le=100_000,
        description="Paginanummer in de bron, vanaf 1. Laat weg als de bron geen pagina's heeft.",
    )
    fragment: Text | None = Field(None, description="Enkele woorden, letterlijk uit de bron.")


Vindplaatsen = Annotated[
    list[Vindplaats],
    Field(min_length=1, description="Waar het staat; minstens één."),
]
