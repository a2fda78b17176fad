"""The money of a dataset: amounts with their course, parts and deviations, and totals that a source states.

Amounts are whole euros: per year where `soort` is `structureel`, once where it is `eenmalig`.
"""

from typing import Annotated, Literal

from pydantic import Field

from ondermijning.dataset.part import NO_ITEMS, Aanduiding, Lezing, Part, Vindplaatsen, described
from ondermijning.dataset.values import AllOrSlugs, Euros, EurosOrUnknown, Text, Year

ElkJaar = Annotated[Literal["structureel"], Field(description="`structureel`: elk jaar.")]
EenKeer = Annotated[Literal["eenmalig"], Field(description="`eenmalig`: één keer.")]
Vanaf = Annotated[Year | None, Field(description="Het eerste jaar met dit bedrag.")]
Bestemming = Annotated[
    Text | None,
    Field(
        description="Waar het geld voor is; zo zijn twee bedragen van dezelfde soort uit elkaar te houden."
    ),
]
Toelichting = Annotated[Text | None, Field(description="Wat er verder over het bedrag te zeggen is.")]


class Stap(Part):
    """What is known of structural money in a year before its level: `bedrag` is euros in that year."""

    model_config = described("Jaar in de opbouw", "Wat er bekend is over een jaar vóór het eindbedrag.")

    jaar: Year = Field(description="Het jaar waarin dit bedrag geldt.")
    bedrag: EurosOrUnknown
    vindplaatsen: Vindplaatsen


class Deel(Part):
    """A part of an amount, inside it and in the same unit."""

    model_config = described("Deel van een bedrag", "Zit in het bedrag; tel het er niet bij op.")

    omschrijving: Text = Field(description="Waarvoor dit deel is.")
    bedrag: EurosOrUnknown
    aanduiding: Aanduiding = None
    vindplaatsen: Vindplaatsen


class Afwijking(Part):
    """What another source says of the same amount, in the same unit; it counts nowhere."""

    model_config = described(
        "Afwijkend bedrag", "Wat een andere bron over hetzelfde geld zegt; telt nergens mee."
    )

    bedrag: Euros
    toelichting: Toelichting = None
    vindplaatsen: Vindplaatsen


Opbouw = Annotated[
    list[Stap], Field(description="De jaren vóór `vanaf` waarover iets bekend is, op volgorde.")
]
Waarvan = Annotated[list[Deel], Field(description="Delen van het bedrag; ze zitten erin.")]
Afwijkend = Annotated[list[Afwijking], Field(description="Wat andere bronnen over hetzelfde geld zeggen.")]


class Structureel(Part):
    """Structural money: `bedrag` is the level in euros per year, from `vanaf` to `tot`."""

    model_config = described("Structureel bedrag", "Geld dat elk jaar komt; het bedrag is in euro per jaar.")

    soort: ElkJaar
    bedrag: EurosOrUnknown = Field(title="Bedrag per jaar")
    vanaf: Vanaf = None
    tot: Year | None = Field(None, title="Tot en met", description="Het laatste jaar dat de bron noemt.")
    oplopend: bool | None = Field(
        None,
        description="Is dit een eindbedrag waar het geld naartoe groeit? Laat weg als dat onbekend is.",
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

    model_config = described(
        "Eenmalig bedrag", "Geld dat één keer komt; het bedrag is in euro, in het genoemde jaar."
    )

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


class _OpgegevenTotaal(Part):
    bedrag: Euros
    status: Literal["toegezegd", "streven"] = Field(description="Hoe zeker het is: toegezegd of streven.")
    omvat: AllOrSlugs
    ruimer: bool = Field(
        False,
        title="Breder",
        description="Gaat het totaal ook over geld buiten de knooppunten die het omvat?",
    )
    vindplaatsen: Vindplaatsen


class OpgegevenStructureel(_OpgegevenTotaal):
    """A total of structural money (euros per year) that a source states."""

    model_config = described(
        "Structureel totaal volgens de bron",
        "Een totaal per jaar dat een bron zelf noemt.",
        {"not": {"required": ["jaar", "vanaf"]}},  # the reading itself says it in `rules`
    )

    soort: ElkJaar
    jaar: Year | None = Field(None, description="Het jaar, als het totaal over één jaar gaat.")
    vanaf: Year | None = Field(
        None, description="Het eerste jaar van een totaal dat elk jaar geldt; niet samen met `jaar`."
    )


class OpgegevenEenmalig(_OpgegevenTotaal):
    """A total of one-off money (euros, once, in `jaar`) that a source states."""

    model_config = described(
        "Eenmalig totaal volgens de bron", "Een totaal van één jaar dat een bron zelf noemt."
    )

    soort: EenKeer
    jaar: Year = Field(description="Het jaar waarover het totaal gaat.")


OpgegevenTotaal = Annotated[OpgegevenStructureel | OpgegevenEenmalig, Field(discriminator="soort")]
