"""What Tab offers: ids, aliases, years and words from the dataset in use, each with what it is.

A dataset that cannot be read offers nothing, in silence: Tab is no place for an error.
"""

from collections.abc import Callable
from os.path import expanduser, expandvars
from typing import Any

from typer import Context

from ondermijning.cli.dataset import path_in_use
from ondermijning.vocabulary import PER, TYPES

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
    """Return a completion by a SELECT of `woord`s and `wat` they are."""

    def offer(ctx: Context, incomplete: str) -> Offer:
        found = _rows(
            ctx,
            f"SELECT woord, wat FROM ({sql}) WHERE substr(woord, 1, ?1) = ?2",
            len(incomplete),
            incomplete,
        )
        return [(str(word), what or "") for word, what in found]

    return offer


def _rows(ctx: Context, sql: str, *values: Any) -> list[Any]:
    from ondermijning.files import STANDARD_INPUT
    from ondermijning.problems import DatasetError, UnreadableError
    from ondermijning.store import open_store

    path = path_in_use(ctx, ctx.params.get("data"))
    if path == STANDARD_INPUT:
        return []
    try:
        with open_store(expanduser(expandvars(path))) as store:
            return store.rows(sql, values)
    except (DatasetError, UnreadableError):
        return []


knooppunten = _asking(
    "SELECT id AS woord, naam AS wat FROM knooppunt UNION ALL "
    "SELECT alias, naam FROM alias JOIN knooppunt ON knooppunt.nr = knooppunt"
)
partners = _asking("SELECT id AS woord, naam AS wat FROM partner")
themas = _asking("SELECT id AS woord, naam AS wat FROM thema")
bronnen = _asking("SELECT id AS woord, titel AS wat FROM bron")
jaren = _asking("SELECT DISTINCT jaar AS woord, '' AS wat FROM bedrag WHERE jaar IS NOT NULL ORDER BY jaar")
plaatsen = _asking("SELECT DISTINCT naam AS woord, '' AS wat FROM plaats")


def types(incomplete: str) -> list[str]:
    """Offer the types of knooppunten."""
    return [type_ for type_ in TYPES if type_.startswith(incomplete)]


def formats(incomplete: str) -> Offer:
    """Offer the formats, each with what it is."""
    from ondermijning.render import offered

    return [(name, form.what) for name, form in offered().items() if name.startswith(incomplete)]


def field(ctx: Context, incomplete: str) -> list[str]:
    """Offer the fields of the command."""
    return [word for word in _fields(ctx) if word.startswith(incomplete)]


def fields(ctx: Context, incomplete: str) -> list[str]:
    """Offer the fields of the command, behind the ones that are there already."""
    before, comma, part = incomplete.rpartition(",")
    there = before.split(",")
    fitting = [word for word in _fields(ctx) if word.startswith(part) and word not in there]
    return [f"{before}{comma}{word}" for word in fitting]


def _fields(ctx: Context) -> list[str]:
    return FIELDS.get(_command(ctx), "").split()


def _command(ctx: Context) -> str:
    """Return the name of the command, whichever of its names was called."""
    from ondermijning.cli.program import ALIASES

    name = ctx.info_name or ""
    return ALIASES.get(name, name)


def groups(incomplete: str) -> list[str]:
    """Offer what `totaal` groups by."""
    return [group for group in PER if group.startswith(incomplete)]
