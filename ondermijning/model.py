"""The shape of a sound dataset: one pydantic class for each kind of thing it may state.

Amounts are whole euros: per year where `soort` is `structureel`, once where it is `eenmalig`. What the
parts demand of each other (references, unique ids) stands in `rules`. Titles and descriptions are
Dutch because they end up in the JSON Schema, in front of the person who edits the dataset.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag

from ondermijning.vocabulary import Type

# A control or line character could drive a terminal, a bidirectional one could mislead a reader, and
# a leading = + - @ is a formula to a spreadsheet (OWASP, CSV injection).
_UNSAFE = r"\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff"
TEXT_PATTERN = rf"^[^\s=+@\-{_UNSAFE}][^{_UNSAFE}]*$"
SLUG_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
URL_PATTERN = r"^https?://[!-~]+$"
DATE_PATTERN = r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"

Slug = Annotated[
    str,
    Field(pattern=SLUG_PATTERN, max_length=80, description="Kleine letters, cijfers en streepjes."),
]
Text = Annotated[str, Field(pattern=TEXT_PATTERN, max_length=1000)]
Date = Annotated[
    str, Field(pattern=DATE_PATTERN, description='Jaar, jaar-maand of hele datum: "2022-11-04".')
]
Year = Annotated[int, Field(ge=1900, le=2200)]
Euros = Annotated[int, Field(ge=0, le=10**15, description="Hele euro's.")]


def _word_or_other(value: object) -> str:
    """Pick the branch of a union of a word and something else, so that an error names one branch."""
    return "word" if isinstance(value, str) else "other"


_WORD_OR_OTHER = Discriminator(_word_or_other)

EurosOrUnknown = Annotated[
    Annotated[Literal["onbekend"], Tag("word")] | Annotated[Euros, Tag("other")],
    _WORD_OR_OTHER,
    Field(description="Hele euro's, of `onbekend` waar geen gelezen bron het bedrag geeft."),
]
AllOrSlugs = Annotated[
    Annotated[Literal["alle"], Tag("word")] | Annotated[list[Slug], Field(min_length=1), Tag("other")],
    _WORD_OR_OTHER,
    Field(description="`alle` knooppunten, of een lijst van hun id's."),
]


class Part(BaseModel):
    """Base of every part: no unknown fields, no silent conversions."""

    model_config = ConfigDict(extra="forbid", strict=True)


def _config(title: str, description: str) -> ConfigDict:
    return ConfigDict(title=title, json_schema_extra={"description": description})


class Vindplaats(Part):
    """The place in a source that supports a claim."""

    model_config = _config("Vindplaats", "De plaats in een bron waarop een bewering rust.")

    bron: Slug = Field(title="Bron", description="Id van een bron uit `bronnen`.")
    pagina: int | None = Field(None, ge=1, le=100_000, title="Pagina")
    fragment: Text | None = Field(
        None, title="Fragment", description="Enkele woorden, letterlijk uit de bron."
    )


Vindplaatsen = Annotated[
    list[Vindplaats],
    Field(min_length=1, title="Vindplaatsen", description="Waar het staat; minstens één."),
]


class Bron(Part):
    """A source, read or referred to."""

    model_config = _config("Bron", "Een brief, bericht of onderzoek waarop beweringen rusten.")

    id: Slug = Field(title="Id")
    titel: Text = Field(title="Titel")
    uitgever: Text | None = Field(None, title="Uitgever", description="Wie het uitbracht.")
    soort: Literal["kamerbrief", "kamerstuk", "nieuwsbericht", "krant", "onderzoek"] = Field(title="Soort")
    datum: Date = Field(title="Datum")
    kenmerk: Text | None = Field(None, title="Kenmerk")
    dekking: Text | None = Field(
        None, title="Dekking", description="Welk deel gelezen is, waar dat niet alles is."
    )
    url: str | None = Field(None, pattern=URL_PATTERN, max_length=2000, title="Webadres")


class Structureel(Part):
    """Structural money: `bedrag` is euros per year."""

    model_config = _config("Structureel bedrag", "Elk jaar: het bedrag is in euro per jaar.")

    soort: Literal["structureel"] = Field(title="Soort")
    bedrag: EurosOrUnknown = Field(title="Bedrag per jaar")
    vanaf: Year | None = Field(None, title="Vanaf", description="Het eerste jaar.")
    oplopend: bool | None = Field(
        None,
        title="Oplopend",
        description="Is het bedrag het niveau waarnaar het geld per jaar toegroeit? Weglaten: onbekend.",
    )
    toelichting: Text | None = Field(None, title="Toelichting")
    vindplaatsen: Vindplaatsen


class Eenmalig(Part):
    """One-off money: `bedrag` is euros, once, in `jaar`."""

    model_config = _config("Eenmalig bedrag", "Eén keer: het bedrag is in euro, in het genoemde jaar.")

    soort: Literal["eenmalig"] = Field(title="Soort")
    jaar: Year = Field(title="Jaar")
    bedrag: EurosOrUnknown = Field(title="Bedrag")
    toelichting: Text | None = Field(None, title="Toelichting")
    vindplaatsen: Vindplaatsen


Financiering = Annotated[Structureel | Eenmalig, Field(discriminator="soort")]


class Speerpunt(Part):
    """The focus of one knooppunt on a theme."""

    model_config = _config("Speerpunt", "Waar één knooppunt op inzet.")

    thema: Slug = Field(title="Thema", description="Id van een thema uit `themas`.")
    omschrijving: Text | None = Field(None, title="Omschrijving")
    vindplaatsen: Vindplaatsen


SpeerpuntenOrUnknown = Annotated[
    Annotated[Literal["onbekend"], Tag("word")] | Annotated[list[Speerpunt], Tag("other")],
    _WORD_OR_OTHER,
]


class Kengetal(Part):
    """A figure other than money, with its unit."""

    model_config = _config("Kengetal", "Een getal dat geen geld is.")

    omschrijving: Text = Field(title="Omschrijving")
    jaar: Year | None = Field(None, title="Jaar")
    aanduiding: Text | None = Field(
        None, title="Aanduiding", description="Hoe precies de bron is: ruim, circa, minstens."
    )
    waarde: Annotated[int, Field(ge=0, le=10**15)] = Field(title="Waarde")
    eenheid: Text = Field(title="Eenheid", description="Bijvoorbeeld kg.")
    vindplaatsen: Vindplaatsen


class Onderbouwing(Part):
    """A work that the approach at a knooppunt rests on."""

    model_config = _config("Onderbouwing", "Een werk waarop de aanpak van een knooppunt rust.")

    werk: Slug = Field(title="Werk", description="Id van een bron uit `bronnen`.")
    omschrijving: Text = Field(title="Omschrijving", description="Waarvoor het werk dient.")
    vindplaatsen: Vindplaatsen


class Knooppunt(Part):
    """A logistic hub with its money, focus, figures and grounds."""

    model_config = _config("Knooppunt", "Een logistiek knooppunt: zeehaven, luchthaven of veiling.")

    id: Slug = Field(title="Id")
    naam: Text = Field(title="Naam")
    type: Type = Field(title="Type")
    aliassen: list[Slug] = Field([], title="Aliassen", description="Andere namen op de opdrachtregel.")
    plaatsen: list[Text] = Field([], title="Plaatsen")
    financiering: list[Financiering] = Field([], title="Financiering")
    speerpunten: SpeerpuntenOrUnknown = Field(
        "onbekend",
        title="Speerpunten",
        description="Een lijst, of `onbekend` waar geen gelezen bron ze noemt.",
    )
    kengetallen: list[Kengetal] = Field([], title="Kengetallen")
    onderbouwing: list[Onderbouwing] = Field([], title="Onderbouwing")


class Partner(Part):
    """An organisation that takes part at knooppunten."""

    model_config = _config("Partner", "Een organisatie die op knooppunten meedoet.")

    id: Slug = Field(title="Id")
    naam: Text = Field(title="Naam")
    soort: Literal["publiek", "privaat"] = Field(title="Soort")
    deelname: AllOrSlugs = Field(title="Deelname")
    gezamenlijk: bool = Field(
        False,
        title="Gezamenlijk",
        description="Noemt de bron de partners samen, en niet per knooppunt?",
    )
    lezing: Text | None = Field(
        None, title="Lezing", description="Wat er gelezen is waar de bron het niet letterlijk zegt."
    )
    vindplaatsen: Vindplaatsen


class GemeenschappelijkThema(Part):
    """A policy line or premise that holds for the knooppunten in `geldt_voor`."""

    model_config = _config("Rode lijn of uitgangspunt", "Een thema dat voor meer knooppunten geldt.")

    id: Slug = Field(title="Id")
    naam: Text = Field(title="Naam")
    soort: Literal["rode-lijn", "uitgangspunt"] = Field(title="Soort")
    geldt_voor: AllOrSlugs = Field(title="Geldt voor")
    vindplaatsen: Vindplaatsen


class SpeerpuntThema(Part):
    """A theme that only knooppunten name, as a focus of their own."""

    model_config = _config("Thema van speerpunten", "Een thema dat knooppunten zelf als speerpunt noemen.")

    id: Slug = Field(title="Id")
    naam: Text = Field(title="Naam")
    soort: Literal["speerpunt"] = Field(title="Soort")
    vindplaatsen: Vindplaatsen


Thema = Annotated[GemeenschappelijkThema | SpeerpuntThema, Field(discriminator="soort")]


class _OpgegevenTotaal(Part):
    bedrag: Euros = Field(title="Bedrag")
    status: Literal["toegezegd", "streven"] = Field(title="Status")
    omvat: AllOrSlugs = Field(title="Omvat")
    vindplaatsen: Vindplaatsen


class OpgegevenStructureel(_OpgegevenTotaal):
    """A total of structural money (euros per year) that a source states."""

    model_config = _config("Opgegeven structureel totaal", "Een totaal per jaar dat een bron zelf noemt.")

    soort: Literal["structureel"] = Field(title="Soort")
    vanaf: Year | None = Field(None, title="Vanaf", description="Het eerste jaar.")


class OpgegevenEenmalig(_OpgegevenTotaal):
    """A total of one-off money (euros, once, in `jaar`) that a source states."""

    model_config = _config("Opgegeven eenmalig totaal", "Een totaal van één jaar dat een bron zelf noemt.")

    soort: Literal["eenmalig"] = Field(title="Soort")
    jaar: Year = Field(title="Jaar")


OpgegevenTotaal = Annotated[OpgegevenStructureel | OpgegevenEenmalig, Field(discriminator="soort")]


class Dataset(Part):
    """The whole dataset, in the order of the file."""

    model_config = _config(
        "Knooppunten", "Wat waarheen gaat in de aanpak van ondermijning op logistieke knooppunten."
    )

    bijgewerkt: Date = Field(title="Bijgewerkt")
    bronnen: list[Bron] = Field(title="Bronnen")
    knooppunten: list[Knooppunt] = Field(title="Knooppunten")
    partners: list[Partner] = Field([], title="Partners")
    themas: list[Thema] = Field([], title="Thema's")
    opgegeven_totalen: list[OpgegevenTotaal] = Field([], title="Opgegeven totalen")
