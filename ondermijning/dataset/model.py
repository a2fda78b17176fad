"""The shape of a sound dataset: one pydantic class for each kind of thing it may state.

Amounts are whole euros: per year where `soort` is `structureel`, once where it is `eenmalig`. What the
parts demand of each other (references, unique ids) stands in `rules`. Titles and descriptions are
Dutch because they end up in the JSON Schema, in front of the person who edits the dataset.
"""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, Tag

from ondermijning.dataset.values import (
    GROUPED,
    UNIQUE,
    URL_PATTERN,
    WORD_OR_OTHER,
    AllOrSlugs,
    Date,
    DateOrUnknown,
    Euros,
    EurosOrUnknown,
    Plaats,
    Slug,
    Text,
    Year,
)


class Part(BaseModel):
    """Base of every part: no unknown fields, no silent conversions."""

    # Each part is built once, inside the list that holds it, and not for itself as well.
    model_config = ConfigDict(
        extra="forbid",
        strict=True,
        defer_build=True,
        field_title_generator=lambda name, _: name.replace("_", " ").capitalize(),
    )


def _config(title: str, description: str) -> ConfigDict:
    return ConfigDict(title=title, json_schema_extra={"description": description})


Naam = Annotated[Text, Field(description="Naam, zoals mensen die lezen.")]
ElkJaar = Annotated[Literal["structureel"], Field(description="`structureel`: elk jaar.")]
EenKeer = Annotated[Literal["eenmalig"], Field(description="`eenmalig`: één keer.")]
Vanaf = Annotated[Year | None, Field(description="Het eerste jaar met dit bedrag.")]
Aanduiding = Annotated[Text | None, Field(description="Hoe precies de bron is: ruim, circa, minstens.")]
Bestemming = Annotated[
    Text | None,
    Field(description="Waar het geld voor is; het houdt bedragen van één soort uiteen."),
]
Lezing = Annotated[
    Text | None,
    Field(description="Wat er gelezen is waar de bron het niet letterlijk zegt."),
]
Toelichting = Annotated[Text | None, Field(description="Wat er bij het bedrag te weten is.")]
Aliassen = Annotated[
    list[Slug],
    Field(description="Andere namen op de opdrachtregel.", json_schema_extra=UNIQUE),
]
NO_ITEMS: Any = ()
"""A list that may be left out; of a tuple pydantic makes no copy for each part."""


class Vindplaats(Part):
    """The place in a source that supports a claim."""

    model_config = _config("Vindplaats", "De plaats in een bron waarop een bewering rust.")

    bron: Slug = Field(description="Id van een bron uit `bronnen`.")
    pagina: int | None = Field(
        None,
        ge=1,
        le=100_000,
        description="Bladzijde van de bron, geteld vanaf 1; weglaten waar een bron er geen heeft.",
    )
    fragment: Text | None = Field(None, description="Enkele woorden, letterlijk uit de bron.")


Vindplaatsen = Annotated[
    list[Vindplaats],
    Field(min_length=1, description="Waar het staat; minstens één."),
]


class Bron(Part):
    """A source, read or referred to."""

    model_config = _config("Bron", "Een brief, bericht of onderzoek waarop beweringen rusten.")

    id: Slug
    titel: Text = Field(description="Titel, zoals de bron zelf die geeft.")
    uitgever: Text | None = Field(None, description="Wie het uitbracht.")
    soort: Slug = Field(description="Wat voor stuk het is, zoals kamerbrief of krant.")
    datum: DateOrUnknown
    kenmerk: Text | None = Field(None, description="Kenmerk of nummer van het stuk, tussen aanhalingstekens.")
    dekking: Text | None = Field(None, description="Welk deel gelezen is, waar dat niet alles is.")
    url: str | None = Field(
        None,
        pattern=URL_PATTERN,
        max_length=2000,
        title="Webadres",
        description="Waar het te lezen is: begint met https://; een spatie is %20.",
    )


class Stap(Part):
    """What is known of structural money in a year before its level: `bedrag` is euros in that year."""

    model_config = _config("Stap in de opbouw", "Wat er bekend is van een jaar vóór het volle bedrag.")

    jaar: Year = Field(description="Het jaar waarin dit bedrag geldt.")
    bedrag: EurosOrUnknown
    vindplaatsen: Vindplaatsen


class Deel(Part):
    """A part of an amount, inside it and in the same unit."""

    model_config = _config("Deel van een bedrag", "Zit in het bedrag en telt er niet bij op.")

    omschrijving: Text = Field(description="Waarvoor dit deel is.")
    bedrag: EurosOrUnknown
    aanduiding: Aanduiding = None
    vindplaatsen: Vindplaatsen


class Afwijking(Part):
    """What another source says of the same amount, in the same unit; it counts nowhere."""

    model_config = _config(
        "Afwijkend bedrag", "Wat een andere bron van hetzelfde geld zegt; telt nergens mee."
    )

    bedrag: Euros
    toelichting: Toelichting = None
    vindplaatsen: Vindplaatsen


Opbouw = Annotated[list[Stap], Field(description="De jaren vóór `vanaf`, oplopend, voor zover bekend.")]
Waarvan = Annotated[list[Deel], Field(description="Delen van het bedrag; zij zitten erin.")]
Afwijkend = Annotated[list[Afwijking], Field(description="Wat andere bronnen van hetzelfde geld zeggen.")]


class Structureel(Part):
    """Structural money: `bedrag` is the level in euros per year, from `vanaf` to `tot`."""

    model_config = _config("Structureel bedrag", "Elk jaar: het bedrag is in euro per jaar.")

    soort: ElkJaar
    bedrag: EurosOrUnknown = Field(title="Bedrag per jaar")
    vanaf: Vanaf = None
    tot: Year | None = Field(None, title="Tot en met", description="Het laatste jaar dat de bron noemt.")
    oplopend: bool | None = Field(
        None,
        description="Is het bedrag het niveau waarnaar het geld per jaar toegroeit? Weglaten: onbekend.",
    )
    opbouw: Opbouw = NO_ITEMS
    bestemming: Bestemming = None
    toelichting: Toelichting = None
    lezing: Lezing = None
    waarvan: Waarvan = NO_ITEMS
    afwijkend: Afwijkend = NO_ITEMS
    vindplaatsen: Vindplaatsen


class Eenmalig(Part):
    """One-off money: `bedrag` is euros, once, in `jaar`."""

    model_config = _config("Eenmalig bedrag", "Eén keer: het bedrag is in euro, in het genoemde jaar.")

    soort: EenKeer
    jaar: Year = Field(description="Het jaar waarin het geld gegeven wordt.")
    bedrag: EurosOrUnknown
    bestemming: Bestemming = None
    toelichting: Toelichting = None
    lezing: Lezing = None
    waarvan: Waarvan = NO_ITEMS
    afwijkend: Afwijkend = NO_ITEMS
    vindplaatsen: Vindplaatsen


Financiering = Annotated[Structureel | Eenmalig, Field(discriminator="soort")]


class Speerpunt(Part):
    """The focus of one knooppunt on a theme."""

    model_config = _config("Speerpunt", "Waar één knooppunt op inzet.")

    thema: Slug = Field(description="Id van een thema uit `themas`.")
    omschrijving: Text | None = Field(None, description="Waar het knooppunt precies op inzet.")
    vindplaatsen: Vindplaatsen


SpeerpuntenOrUnknown = Annotated[
    Annotated[Literal["onbekend"], Tag("word")] | Annotated[list[Speerpunt], Tag("other")],
    WORD_OR_OTHER,
]


class Kengetal(Part):
    """A figure other than money, with its unit."""

    model_config = _config("Kengetal", "Een getal dat geen geld is.")

    omschrijving: Text = Field(description="Wat er geteld is.")
    jaar: Year | None = Field(None, description="Het jaar waarover het gaat.")
    aanduiding: Aanduiding = None
    waarde: Annotated[int, Field(ge=0, le=10**15)] = Field(
        description="Het getal zelf, geheel en zonder punten.", json_schema_extra=GROUPED
    )
    eenheid: Text = Field(description="Bijvoorbeeld kg.")
    vindplaatsen: Vindplaatsen


class Onderbouwing(Part):
    """A work that the approach at a knooppunt rests on."""

    model_config = _config("Onderbouwing", "Een werk waarop de aanpak van een knooppunt rust.")

    werk: Slug = Field(description="Id van een bron uit `bronnen`.")
    omschrijving: Text = Field(description="Waarvoor het werk dient.")
    vindplaatsen: Vindplaatsen


class Knooppunt(Part):
    """A logistic hub with its money, focus, figures and grounds."""

    model_config = _config("Knooppunt", "Een logistiek knooppunt: zeehaven, luchthaven of veiling.")

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
            "Welk geld het krijgt. Meer bedragen van één soort volgen elkaar op (tot, vanaf), of zeggen elk "
            "met een bestemming waar ze voor zijn."
        ),
    )
    speerpunten: SpeerpuntenOrUnknown | None = Field(
        None,
        description="Een lijst, of `onbekend` waar geen gelezen bron ze noemt. Weglaten: niets over gezegd.",
    )
    kengetallen: list[Kengetal] = Field(NO_ITEMS, description="Getallen die geen geld zijn.")
    onderbouwing: list[Onderbouwing] = Field(NO_ITEMS, description="Werken waarop de aanpak rust.")


class Partner(Part):
    """An organisation that takes part at knooppunten."""

    model_config = _config("Partner", "Een organisatie die op knooppunten meedoet.")

    id: Slug
    naam: Naam
    soort: Literal["publiek", "privaat"] = Field(
        description="Een overheid (publiek) of een bedrijf (privaat)."
    )
    valt_onder: Slug | None = Field(None, description="Id van de algemene partner waar deze er een van is.")
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

    model_config = _config("Rode lijn of uitgangspunt", "Een thema dat voor meer knooppunten geldt.")

    id: Slug
    naam: Naam
    soort: Literal["rode-lijn", "uitgangspunt"] = Field(
        description="Een lijn die alle knooppunten delen, of een uitgangspunt van het geheel."
    )
    geldt_voor: AllOrSlugs
    vindplaatsen: Vindplaatsen


class SpeerpuntThema(Part):
    """A theme that only knooppunten name, as a focus of their own."""

    model_config = _config("Thema van speerpunten", "Een thema dat knooppunten zelf als speerpunt noemen.")

    id: Slug
    naam: Naam
    soort: Literal["speerpunt"] = Field(description="`speerpunt`: knooppunten noemen het zelf.")
    vindplaatsen: Vindplaatsen


Thema = Annotated[GemeenschappelijkThema | SpeerpuntThema, Field(discriminator="soort")]


class _OpgegevenTotaal(Part):
    bedrag: Euros
    status: Literal["toegezegd", "streven"] = Field(description="Toegezegd, of nog een streven.")
    omvat: AllOrSlugs
    ruimer: bool = Field(False, description="Is het totaal ruimer dan de knooppunten die het omvat?")
    vindplaatsen: Vindplaatsen


class OpgegevenStructureel(_OpgegevenTotaal):
    """A total of structural money (euros per year) that a source states."""

    model_config = _config("Opgegeven structureel totaal", "Een totaal per jaar dat een bron zelf noemt.")

    soort: ElkJaar
    jaar: Year | None = Field(None, description="Het ene jaar waarover het gaat.")
    vanaf: Year | None = Field(None, description="Het eerste jaar; niet naast `jaar`.")


class OpgegevenEenmalig(_OpgegevenTotaal):
    """A total of one-off money (euros, once, in `jaar`) that a source states."""

    model_config = _config("Opgegeven eenmalig totaal", "Een totaal van één jaar dat een bron zelf noemt.")

    soort: EenKeer
    jaar: Year = Field(description="Het jaar waarover het totaal gaat.")


OpgegevenTotaal = Annotated[OpgegevenStructureel | OpgegevenEenmalig, Field(discriminator="soort")]


class Dataset(Part):
    """The whole dataset, in the order of the file."""

    model_config = _config(
        "Knooppunten", "Wat waarheen gaat in de aanpak van ondermijning op logistieke knooppunten."
    )

    bijgewerkt: Date
    bronnen: list[Bron] = Field(description="Wat er gelezen is, en waarnaar dat verwijst.")
    knooppunten: list[Knooppunt] = Field(description="De knooppunten, met hun geld en hun inzet.")
    partners: list[Partner] = Field(NO_ITEMS, description="Wie meedoet.")
    themas: list[Thema] = Field(NO_ITEMS, title="Thema's", description="Waar het geld voor is.")
    opgegeven_totalen: list[OpgegevenTotaal] = Field(NO_ITEMS, description="Totalen die een bron zelf noemt.")
