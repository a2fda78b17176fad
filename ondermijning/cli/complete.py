"""What Tab offers: ids, aliases, years and words from the dataset in use, each with what it is.

A dataset that cannot be read offers nothing, in silence: Tab is no place for an error.
"""

from collections.abc import Callable
from typing import Any

from typer import Context

from ondermijning.vocabulary import TYPES

Offer = list[tuple[str, str]]

FIELDS = {
    "list": "id naam type plaatsen structureel oplopend eenmalig partners themas onbekend vindplaatsen",
    "totaal": "soort groep naam bedrag aandeel eenheid knooppunten vindplaatsen",
    "toon": "onderdeel id omschrijving waarde eenheid jaar oplopend vindplaatsen",
    "partners": "id naam soort knooppunten waar gezamenlijk lezing vindplaatsen",
    "themas": "id naam soort knooppunten waar speerpunt_van speerpunt_waar omschrijving vindplaatsen",
    "bronnen": (
        "id titel uitgever soort datum kenmerk dekking beweringen url onderdeel knooppunt onderwerp "
        "omschrijving wat waarde eenheid jaar pagina fragment"
    ),
    "aansluiting": (
        "bron soort jaar vanaf wanneer status opgegeven gespecificeerd verschil onbekend oordeel vindplaatsen"
    ),
    "controleer": "bestand regel kolom ernst code plaats melding",
}
"""The fields of each command's answers."""


def _asking(sql: str) -> Callable[[Context, str], Offer]:
    """Return a completion by a SELECT of words and what they are."""

    def offer(ctx: Context, incomplete: str) -> Offer:
        offered = ((str(word), str(what or "")) for word, what in _rows(ctx, sql))
        return [(word, what) for word, what in offered if word.startswith(incomplete)]

    return offer


def _rows(ctx: Context, sql: str) -> list[tuple[Any, ...]]:
    from ondermijning.problems import DatasetError, UnreadableError
    from ondermijning.store import STANDARD_INPUT, open_store

    path = ctx.params.get("data") or ctx.find_root().params.get("data")
    if path == STANDARD_INPUT:
        return []
    try:
        return open_store(path).rows(sql)
    except (DatasetError, UnreadableError):
        return []


knooppunten = _asking(
    "SELECT id, naam FROM knooppunt UNION ALL "
    "SELECT alias, naam FROM alias JOIN knooppunt ON knooppunt.nr = knooppunt"
)
partners = _asking("SELECT id, naam FROM partner")
themas = _asking("SELECT id, naam FROM thema")
bronnen = _asking("SELECT id, titel FROM bron")
jaren = _asking("SELECT DISTINCT jaar, '' FROM bedrag WHERE jaar IS NOT NULL ORDER BY jaar")
plaatsen = _asking("SELECT naam, '' FROM plaats GROUP BY naam")


def types(incomplete: str) -> list[str]:
    """Offer the types of knooppunten."""
    return [type_ for type_ in TYPES if type_.startswith(incomplete)]


def formats(incomplete: str) -> Offer:
    """Offer the formats, each with what it is."""
    from ondermijning.render import FORMATS

    return [(name, what) for name, what in FORMATS.items() if name.startswith(incomplete)]


def fields(ctx: Context, incomplete: str) -> list[str]:
    """Offer the fields of the command, behind the ones that are there already."""
    before, comma, _ = incomplete.rpartition(",")
    there = before.split(",")
    words = FIELDS.get(ctx.info_name or "", "").split()
    return [f"{before}{comma}{word}" for word in words if word not in there]


def groups(incomplete: str) -> list[str]:
    """Offer what `totaal` groups by."""
    from ondermijning.queries.totals import PER

    return [group for group in PER if group.startswith(incomplete)]
