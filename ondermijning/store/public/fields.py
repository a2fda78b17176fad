"""The fields and references that more than one public table has."""

from ondermijning.store.public_table import Field, Reference

HUB = Field("knooppunt", "id", "id van het knooppunt", required=True)
NAME = Field("naam", "text", "naam van het knooppunt", required=True)
TYPE = Field("type", "id", "type knooppunt: zeehaven, luchthaven ...", required=True)
KIND = Field("soort", "id", "structureel (elk jaar) of eenmalig", required=True)
UNIT = Field("eenheid", "text", "EUR/jaar of EUR", required=True)
ROUGHLY = Field("aanduiding", "text", "hoe precies de bron is: ruim, ongeveer ...")
PLACE = (
    Field("bron", "id", "id van de eerste bron", required=True),
    Field("pagina", "integer", "pagina van de eerste vindplaats"),
    Field("fragment", "text", "woorden die daar staan"),
)
ALL_SOURCES = Field("bronnen", "text", "ids van alle bronnen", required=True)
READING = Field("lezing", "text", "wat de dataset leest waar de bron het niet zegt")
OF_HUB = Reference(("knooppunt",), "knooppunten")
OF_SOURCE = Reference(("bron",), "bronnen")
