"""The shape of a sound dataset: one pydantic class for each kind of thing it may state.

What the parts demand of each other (references, unique ids) stands in `rules`. Titles and descriptions are
Dutch because they end up in the JSON Schema, in front of the person who edits the dataset.
"""

from typing import Annotated, Literal

from pydantic import Field, Tag

from ondermijning.dataset.money import Financiering, OpgegevenTotaal
from ondermijning.dataset.part import (
    NO_ITEMS,
    Aanduiding,
    Aliassen,
    Lezing,
    Naam,
    Part,
    Vindplaatsen,
    described,
)
from ondermijning.dataset.values import (
    GROUPED,
    UNIQUE,
    URL_PATTERN,
    WORD_OR_OTHER,
    AllOrSlugs,
    Date,
    DateOrUnknown,
    Plaats,
    Slug,
    Text,
    Year,
)


class Bron(Part):
    """A source, read or referred to."""

    model_config = described("Bron", "Een brief, bericht of onderzoek waarop beweringen steunen.")

    id: Slug
    titel: Text = Field(description="Titel, zoals de bron zelf die geeft.")
    uitgever: Text | None = Field(None, description="Wie de bron uitbracht.")
    soort: Slug = Field(description="Wat voor stuk het is, zoals kamerbrief of krant.")
    datum: DateOrUnknown
    kenmerk: Text | None = Field(None, description="Kenmerk of nummer van het stuk, tussen aanhalingstekens.")
    dekking: Text | None = Field(
        None, title="Gelezen deel", description="Welk deel gelezen is, als niet alles gelezen is."
    )
    url: str | None = Field(
        None,
        pattern=URL_PATTERN,
        max_length=2000,
        title="Webadres",
        description="Waar de bron te lezen is. Begint met https://; schrijf een spatie als %20.",
    )


class Speerpunt(Part):
    """The focus of one knooppunt on a theme."""

    model_config = described("Speerpunt", "Waar één knooppunt op inzet.")

    thema: Slug = Field(description="Id van een thema uit `themas`.")
    omschrijving: Text | None = Field(None, description="Waar het knooppunt precies op inzet.")
    vindplaatsen: Vindplaatsen


SpeerpuntenOrUnknown = Annotated[
    Annotated[Literal["onbekend"], Tag("word")] | Annotated[list[Speerpunt], Tag("other")],
    WORD_OR_OTHER,
]


class Kengetal(Part):
    """A figure other than money, with its unit."""

    model_config = described("Kengetal", "Een cijfer over iets anders dan geld.")

    omschrijving: Text = Field(description="Wat er geteld is.")
    jaar: Year | None = Field(None, description="Het jaar waarover het gaat.")
    aanduiding: Aanduiding = None
    waarde: Annotated[int, Field(ge=0, le=10**15)] = Field(
        description="Het cijfer zelf: een geheel getal zonder punten.", json_schema_extra=GROUPED
    )
    eenheid: Text = Field(description="Eenheid van het cijfer, bijvoorbeeld kg.")
    vindplaatsen: Vindplaatsen


class Onderbouwing(Part):
    """A work that the approach at a knooppunt rests on."""

    model_config = described(
        "Onderbouwing", "Een onderzoek of rapport waarop de aanpak van een knooppunt steunt."
    )

    werk: Slug = Field(description="Id van een bron uit `bronnen`.")
    omschrijving: Text = Field(description="Wat het onderzoek of rapport onderbouwt.")
    vindplaatsen: Vindplaatsen


class Knooppunt(Part):
    """A logistic hub with its money, focus, figures and grounds."""

    model_config = described(
        "Knooppunt", "Een logistiek knooppunt, zoals een zeehaven, luchthaven of veiling."
    )

    id: Slug
    naam: Naam
    type: Slug = Field(description="Wat voor plek het is, zoals zeehaven of veiling.")
    aliassen: Aliassen = NO_ITEMS
    plaatsen: list[Plaats] = Field(
        NO_ITEMS,
        description="Plaatsen waar het knooppunt ligt, elk zonder `|`.",
        json_schema_extra=UNIQUE,
    )
    financiering: list[Financiering] = Field(
        NO_ITEMS,
        description=(
            "Welk geld het knooppunt krijgt. Meerdere bedragen van dezelfde soort volgen elkaar op (`tot`, "
            "`vanaf`) of hebben elk een eigen `bestemming`."
        ),
    )
    speerpunten: SpeerpuntenOrUnknown | None = Field(
        None,
        description=(
            "Een lijst, of `onbekend` als geen van de gelezen bronnen ze noemt. Laat weg als dat niet is "
            "uitgezocht."
        ),
    )
    kengetallen: list[Kengetal] = Field(NO_ITEMS, description="Cijfers over iets anders dan geld.")
    onderbouwing: list[Onderbouwing] = Field(
        NO_ITEMS, description="Onderzoeken en rapporten waarop de aanpak steunt."
    )


class Partner(Part):
    """An organisation that takes part at knooppunten."""

    model_config = described("Partner", "Een organisatie die op knooppunten meedoet.")

    id: Slug
    naam: Naam
    soort: Literal["publiek", "privaat"] = Field(
        description="Een overheidsorganisatie (publiek) of een private partij (privaat)."
    )
    valt_onder: Slug | None = Field(
        None, description="Id van de overkoepelende partner waaronder deze partner valt."
    )
    aliassen: Aliassen = NO_ITEMS
    deelname: AllOrSlugs
    gezamenlijk: bool = Field(
        False,
        description="Noemt de bron de partners samen, en niet per knooppunt?",
    )
    lezing: Lezing = None
    vindplaatsen: Vindplaatsen


class GemeenschappelijkThema(Part):
    """A policy line or premise that holds for the knooppunten in `geldt_voor`."""

    model_config = described("Rode lijn of uitgangspunt", "Een thema dat voor meerdere knooppunten geldt.")

    id: Slug
    naam: Naam
    soort: Literal["rode-lijn", "uitgangspunt"] = Field(
        description="Een gezamenlijke lijn van knooppunten, of een uitgangspunt voor de hele aanpak."
    )
    geldt_voor: AllOrSlugs
    vindplaatsen: Vindplaatsen


class SpeerpuntThema(Part):
    """A theme that only knooppunten name, as a focus of their own."""

    model_config = described("Thema van speerpunten", "Een thema dat knooppunten zelf als speerpunt noemen.")

    id: Slug
    naam: Naam
    soort: Literal["speerpunt"] = Field(description="`speerpunt`: knooppunten noemen het zelf.")
    vindplaatsen: Vindplaatsen


Thema = Annotated[GemeenschappelijkThema | SpeerpuntThema, Field(discriminator="soort")]


class Dataset(Part):
    """The whole dataset, in the order of the file."""

    model_config = described(
        "Knooppunten",
        "Welk geld gaat waarheen in de aanpak van ondermijning op logistieke knooppunten, en welke bron zegt "
        "dat?",
    )

    bijgewerkt: Date
    bronnen: list[Bron] = Field(
        description="Wat er gelezen is, en de onderzoeken en rapporten waarnaar daarin verwezen wordt."
    )
    knooppunten: list[Knooppunt] = Field(description="De knooppunten, met hun geld en hun inzet.")
    partners: list[Partner] = Field(NO_ITEMS, description="Wie meedoet.")
    themas: list[Thema] = Field(NO_ITEMS, title="Thema's", description="Waar het geld voor is.")
    opgegeven_totalen: list[OpgegevenTotaal] = Field(
        NO_ITEMS, title="Totalen volgens de bron", description="Totalen die een bron zelf noemt."
    )
