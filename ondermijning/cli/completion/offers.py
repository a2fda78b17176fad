"""What Tab offers: ids, aliases, years and words from the dataset in use, each with what it is.

A dataset that cannot be read offers nothing, in silence: Tab is no place for an error.
"""

from collections.abc import Callable
from os.path import expanduser, expandvars
from typing import TYPE_CHECKING, Any

from typer import Context

from ondermijning.cli.dataset import path_in_use
from ondermijning.render import offered

if TYPE_CHECKING:
    from sqlite3 import Row

Offer = list[tuple[str, str]]

TYPES = "SELECT type AS woord FROM knooppunt GROUP BY type ORDER BY MIN(nr)"
"""The types of knooppunten, in the order of the dataset."""
BRONSOORTEN = "SELECT soort AS woord FROM bron GROUP BY soort ORDER BY MIN(nr)"
"""The sorts of sources, in the order of the dataset."""


def _asking(sql: str) -> Callable[[Context, str], Offer]:
    """Return a completion by a SELECT of `woord`s, and `wat` they are or ''."""

    def offer(ctx: Context, incomplete: str) -> Offer:
        found = _rows(
            ctx,
            f"SELECT woord, wat FROM ({sql}) WHERE substr(woord, 1, ?1) = ?2",
            len(incomplete),
            incomplete,
        )
        return [(str(word), what or "") for word, what in found]

    return offer


def _rows(ctx: Context, sql: str, *values: Any) -> "list[Row]":
    from ondermijning.files import stream
    from ondermijning.problems import DatasetError, UnreadableError
    from ondermijning.store import open_store

    path = path_in_use(ctx)
    if stream(path):
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
partners = _asking(
    "SELECT id AS woord, naam AS wat FROM partner UNION ALL "
    "SELECT alias, naam FROM partner_alias JOIN partner ON partner.nr = partner"
)
themas = _asking("SELECT id AS woord, naam AS wat FROM thema")
bronnen = _asking("SELECT id AS woord, titel AS wat FROM bron")
jaren = _asking(
    "SELECT woord, '' AS wat FROM (SELECT van AS woord FROM tijdvak UNION SELECT tot FROM tijdvak) "
    "WHERE woord IS NOT NULL ORDER BY woord"
)
plaatsen = _asking("SELECT DISTINCT naam AS woord, '' AS wat FROM plaats")
types = _asking(f"SELECT woord, '' AS wat FROM ({TYPES})")
bronsoorten = _asking(f"SELECT woord, '' AS wat FROM ({BRONSOORTEN})")


def onderdelen(incomplete: str) -> list[str]:
    """Offer the sorts of claims."""
    from ondermijning.queries.claims import PARTS

    return [part for part in PARTS if part.startswith(incomplete)]


def warnings(incomplete: str) -> Offer:
    """Offer the codes of warnings, each with what it means."""
    from ondermijning.codes import Code

    doubts = (code for code in Code if code.severity == "waarschuwing")
    return [(code.value, code.what) for code in doubts if code.startswith(incomplete)]


def formats(ctx: Context, incomplete: str) -> Offer:
    """Offer the formats of the answers of the command, each with what it is."""
    forms = offered(pictures=ctx.command.drawn)  # type: ignore[attr-defined]
    return [(name, form.what) for name, form in forms.items() if name.startswith(incomplete)]


def field(ctx: Context, incomplete: str) -> list[str]:
    """Offer the fields of the command."""
    return [word for word in _fields(ctx) if word.startswith(incomplete)]


def fields(ctx: Context, incomplete: str) -> list[str]:
    """Offer the fields of the command, after the ones that are there already."""
    before, comma, part = incomplete.rpartition(",")
    there = before.split(",")
    fitting = [word for word in _fields(ctx) if word.startswith(part) and word not in there]
    return [f"{before}{comma}{word}" for word in fitting]


def _fields(ctx: Context) -> list[str]:
    answers = ctx.command.fields().values()  # type: ignore[attr-defined]
    return list(dict.fromkeys(column.name for columns in answers for column in columns))


def sql(incomplete: str) -> list[str]:
    """Offer the public tables and their fields for the last word of a question."""
    from re import fullmatch

    from ondermijning.store.public import PUBLIC

    found = fullmatch(r"(.*?)(\w*)", incomplete, 16)  # 16 is re.DOTALL
    before, part = found.groups() if found else ("", "")
    names = [word for table in PUBLIC for word in (table.name, *(field.name for field in table.fields))]
    return [f"{before}{name}" for name in dict.fromkeys(names) if before and name.startswith(part)]
