"""The money of a dataset: amounts with their course, parts and deviations, and totals that a source states.

Amounts are whole euros: per year where `soort` is `structureel`, once where it is `eenmalig`.
"""

from typing import Annotated, Literal

from pydantic import Field
from pydantic.config import JsonDict

from ondermijning.dataset.part import (
    NO_ITEMS,
    Aanduiding,
    AllOrSlugs,
    Euros,
    EurosOrUnknown,
    Lezing,
    Part,
    Text,
    Vindplaatsen,
    Year,
    described,
    field,
    optional,
)

ElkJaar = Annotated[Literal["structureel"], field("`structureel`: elk jaar.")]
EenKeer = Annotated[Literal["eenmalig"], field("`eenmalig`: één keer.")]
Vanaf = Annotated[Year | None, field("Het eerste jaar met dit bedrag.")]
Bestemming = Annotated[
    Text | None,
    field("Waar het geld voor is; zo zijn twee bedragen van dezelfde soort uit elkaar te houden."),
]
Toelichting = Annotated[Text | None, field("Wat er verder over het bedrag te zeggen is.")]


class Stap(Part, **described("Jaar in de opbouw", "Wat er bekend is over een jaar vóór het eindbedrag.")):
    """What is known of structural money in a year before its level: `bedrag` is euros in that year."""

    jaar: Year = field("Het jaar waarin dit bedrag geldt.")
    bedrag: EurosOrUnknown
    vindplaatsen: Vindplaatsen


class Deel(Part, **described("Deel van een bedrag", "Zit in het bedrag; tel het er niet bij op.")):
    """A part of an amount, inside it and in the same unit."""

    omschrijving: Text = field("Waarvoor dit deel is.")
    bedrag: EurosOrUnknown
    aanduiding: Aanduiding = None
    vindplaatsen: Vindplaatsen


class Afwijking(
    Part, **described("Afwijkend bedrag", "Wat een andere bron over hetzelfde geld zegt; telt nergens mee.")
):
    """What another source says of the same amount, in the same unit; it counts nowhere."""

    bedrag: Euros
    toelichting: Toelichting = None
    vindplaatsen: Vindplaatsen


Opbouw = Annotated[list[Stap], field("De jaren vóór `vanaf` waarover iets bekend is, op volgorde.")]
Waarvan = Annotated[list[Deel], field("Delen van het bedrag; ze zitten erin.")]
Afwijkend = Annotated[list[Afwijking], field("Wat andere bronnen over hetzelfde geld zeggen.")]


class Structureel(
    Part, **described("Structureel bedrag", "Geld dat elk jaar komt; het bedrag is in euro per jaar.")
):
    """Structural money: `bedrag` is the level in euros per year, from `vanaf` to `tot`."""

    soort: ElkJaar
    bedrag: EurosOrUnknown = Field(title="Bedrag per jaar")
    vanaf: Vanaf = None
    tot: Year | None = optional("Het laatste jaar dat de bron noemt.", title="Tot en met")
    oplopend: bool | None = optional(
        "Is dit een eindbedrag waar het geld naartoe groeit? Laat weg als dat onbekend is."
    )
    opbouw: Opbouw = NO_ITEMS
    bestemming: Bestemming = None
    toelichting: Toelichting = None
    lezing: Lezing = None
    waarvan: Waarvan = NO_ITEMS
    afwijkend: Afwijkend = NO_ITEMS
    vindplaatsen: Vindplaatsen


class Eenmalig(
    Part,
    **described("Eenmalig bedrag", "Geld dat één keer komt; het bedrag is in euro, in het genoemde jaar."),
):
    """One-off money: `bedrag` is euros, once, in `jaar`."""

    soort: EenKeer
    jaar: Year = field("Het jaar waarin het geld gegeven wordt.")
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
    status: Literal["toegezegd", "streven"] = field("Hoe zeker het is: toegezegd of streven.")
    omvat: AllOrSlugs
    ruimer: bool = optional(
        "Gaat het totaal ook over geld buiten de knooppunten die het omvat?", False, title="Breder"
    )
    vindplaatsen: Vindplaatsen


# What the schema says of `jaar` and `vanaf` here, the reading itself says in `rules`.
_ONE_TIME: JsonDict = {"not": {"required": ["jaar", "vanaf"]}}
_STATED = "Een totaal per jaar dat een bron zelf noemt."


class OpgegevenStructureel(
    _OpgegevenTotaal, **described("Structureel totaal volgens de bron", _STATED, _ONE_TIME)
):
    """A total of structural money (euros per year) that a source states."""

    soort: ElkJaar
    jaar: Year | None = optional("Het jaar, als het totaal over één jaar gaat.")
    vanaf: Year | None = optional("Het eerste jaar van een totaal dat elk jaar geldt; niet samen met `jaar`.")


class OpgegevenEenmalig(
    _OpgegevenTotaal,
    **described("Eenmalig totaal volgens de bron", "Een totaal van één jaar dat een bron zelf noemt."),
):
    """A total of one-off money (euros, once, in `jaar`) that a source states."""

    soort: EenKeer
    jaar: Year = field("Het jaar waarover het totaal gaat.")


OpgegevenTotaal = Annotated[OpgegevenStructureel | OpgegevenEenmalig, Field(discriminator="soort")]
