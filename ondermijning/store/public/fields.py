"""The fields and references that more than one public table has."""

from ondermijning.store.public_table import Field, Reference

HUB = Field("knooppunt", "id", "id van het knooppunt", required=True)
NAME = Field("naam", "text", "naam van het knooppunt", required=True)
TYPE = Field("type", "id", "type knooppunt, bijvoorbeeld zeehaven of luchthaven", required=True)
KIND = Field("soort", "id", "structureel (per jaar) of eenmalig", required=True)
UNIT = Field("eenheid", "text", "EUR/jaar of EUR", required=True)
ROUGHLY = Field("aanduiding", "text", "hoe precies de bron is, bijvoorbeeld ruim of ongeveer")
PLACE = (
    Field("bron", "id", "id van de eerste bron", required=True),
    Field("pagina", "integer", "pagina van de eerste vindplaats"),
    Field("fragment", "text", "woorden die daar staan"),
)
ALL_SOURCES = Field("bronnen", "text", "id's van alle bronnen", required=True)
READING = Field(
    "lezing", "text", "interpretatie: wat de dataset uit de bron opmaakt zonder dat het er letterlijk staat"
)
OF_HUB = Reference(("knooppunt",), "knooppunten")
OF_SOURCE = Reference(("bron",), "bronnen")
