"""The shape of a sound dataset: one pydantic class for each kind of thing it may state.

What the parts demand of each other (references, unique ids) stands in `rules`. Titles and descriptions are
Dutch because they end up in the JSON Schema, in front of the person who edits the dataset.
"""

from typing import Annotated, Literal

from pydantic import Field, Tag

from ondermijning.dataset.money import Financiering, OpgegevenTotaal
from ondermijning.dataset.part import (
    GROUPED,
    NO_ITEMS,
    UNIQUE,
    URL_PATTERN,
    WORD_OR_OTHER,
    Aanduiding,
    Aliassen,
    AllOrSlugs,
    Date,
    DateOrUnknown,
    Lezing,
    Naam,
    Part,
    Plaats,
    Slug,
    Text,
    Vindplaatsen,
    Year,
    described,
    field,
    optional,
)


class Bron(Part, **described("Bron", "Een brief, bericht of onderzoek waarop beweringen steunen.")):
    """A source, read or referred to."""

    id: Slug
    titel: Text = field("Titel, zoals de bron zelf die geeft.")
    uitgever: Text | None = optional("Wie de bron uitbracht.")
    soort: Slug = field("Wat voor stuk het is, zoals kamerbrief of krant.")
    datum: DateOrUnknown
    kenmerk: Text | None = optional("Kenmerk of nummer van het stuk, tussen aanhalingstekens.")
    dekking: Text | None = optional("Welk deel gelezen is, als niet alles gelezen is.", title="Gelezen deel")
    url: str | None = optional(
        "Waar de bron te lezen is. Begint met https://; schrijf een spatie als %20.",
        pattern=URL_PATTERN,
        max_length=2000,
        title="Webadres",
    )


class Speerpunt(Part, **described("Speerpunt", "Waar één knooppunt op inzet.")):
    """The focus of one knooppunt on a theme."""

    thema: Slug = field("Id van een thema uit `themas`.")
    omschrijving: Text | None = optional("Waar het knooppunt precies op inzet.")
    vindplaatsen: Vindplaatsen


SpeerpuntenOrUnknown = Annotated[
    Annotated[Literal["onbekend"], Tag("word")] | Annotated[list[Speerpunt], Tag("other")],
    WORD_OR_OTHER,
]


class Kengetal(Part, **described("Kengetal", "Een cijfer over iets anders dan geld.")):
    """A figure other than money, with its unit."""

    omschrijving: Text = field("Wat er geteld is.")
    jaar: Year | None = optional("Het jaar waarover het gaat.")
    aanduiding: Aanduiding = None
    waarde: Annotated[int, Field(ge=0, le=10**15)] = field(
        "Het cijfer zelf: een geheel getal zonder punten.", json_schema_extra=GROUPED
    )
    eenheid: Text = field("Eenheid van het cijfer, bijvoorbeeld kg.")
    vindplaatsen: Vindplaatsen


class Onderbouwing(
    Part, **described("Onderbouwing", "Een onderzoek of rapport waarop de aanpak van een knooppunt steunt.")
):
    """A work that the approach at a knooppunt rests on."""

    werk: Slug = field("Id van een bron uit `bronnen`.")
    omschrijving: Text = field("Wat het onderzoek of rapport onderbouwt.")
    vindplaatsen: Vindplaatsen


class Knooppunt(
    Part, **described("Knooppunt", "Een logistiek knooppunt, zoals een zeehaven, luchthaven of veiling.")
):
    """A logistic hub with its money, focus, figures and grounds."""

    id: Slug
    naam: Naam
    type: Slug = field("Wat voor plek het is, zoals zeehaven of veiling.")
    aliassen: Aliassen = NO_ITEMS
    plaatsen: list[Plaats] = optional(
        "Plaatsen waar het knooppunt ligt, elk zonder `|`.", NO_ITEMS, json_schema_extra=UNIQUE
    )
    financiering: list[Financiering] = optional(
        "Welk geld het knooppunt krijgt. Meerdere bedragen van dezelfde soort volgen elkaar op (`tot`, "
        "`vanaf`) of hebben elk een eigen `bestemming`.",
        NO_ITEMS,
    )
    speerpunten: SpeerpuntenOrUnknown | None = optional(
        "Een lijst, of `onbekend` als geen van de gelezen bronnen ze noemt. Laat weg als dat niet is "
        "uitgezocht."
    )
    kengetallen: list[Kengetal] = optional("Cijfers over iets anders dan geld.", NO_ITEMS)
    onderbouwing: list[Onderbouwing] = optional("Onderzoeken en rapporten waarop de aanpak steunt.", NO_ITEMS)


class Partner(Part, **described("Partner", "Een organisatie die op knooppunten meedoet.")):
    """An organisation that takes part at knooppunten."""

    id: Slug
    naam: Naam
    soort: Literal["publiek", "privaat"] = field(
        "Een overheidsorganisatie (publiek) of een private partij (privaat)."
    )
    valt_onder: Slug | None = optional("Id van de overkoepelende partner waaronder deze partner valt.")
    aliassen: Aliassen = NO_ITEMS
    deelname: AllOrSlugs
    gezamenlijk: bool = optional("Noemt de bron de partners samen, en niet per knooppunt?", False)
    lezing: Lezing = None
    vindplaatsen: Vindplaatsen


class GemeenschappelijkThema(
    Part, **described("Rode lijn of uitgangspunt", "Een thema dat voor meerdere knooppunten geldt.")
):
    """A policy line or premise that holds for the knooppunten in `geldt_voor`."""

    id: Slug
    naam: Naam
    soort: Literal["rode-lijn", "uitgangspunt"] = field(
        "Een gezamenlijke lijn van knooppunten, of een uitgangspunt voor de hele aanpak."
    )
    geldt_voor: AllOrSlugs
    vindplaatsen: Vindplaatsen


class SpeerpuntThema(
    Part, **described("Thema van speerpunten", "Een thema dat knooppunten zelf als speerpunt noemen.")
):
    """A theme that only knooppunten name, as a focus of their own."""

    id: Slug
    naam: Naam
    soort: Literal["speerpunt"] = field("`speerpunt`: knooppunten noemen het zelf.")
    vindplaatsen: Vindplaatsen


Thema = Annotated[GemeenschappelijkThema | SpeerpuntThema, Field(discriminator="soort")]


class Dataset(
    Part,
    **described(
        "Knooppunten",
        "Welk geld gaat waarheen in de aanpak van ondermijning op logistieke knooppunten, en welke bron zegt "
        "dat?",
    ),
):
    """The whole dataset, in the order of the file."""

    bijgewerkt: Date
    bronnen: list[Bron] = field(
        "Wat er gelezen is, en de onderzoeken en rapporten waarnaar daarin verwezen wordt."
    )
    knooppunten: list[Knooppunt] = field("De knooppunten, met hun geld en hun inzet.")
    partners: list[Partner] = optional("Wie meedoet.", NO_ITEMS)
    themas: list[Thema] = optional("Waar het geld voor is.", NO_ITEMS, title="Thema's")
    opgegeven_totalen: list[OpgegevenTotaal] = optional(
        "Totalen die een bron zelf noemt.", NO_ITEMS, title="Totalen volgens de bron"
    )
