"""What Tab offers: ids, aliases, years and words from the dataset in use, each with what it is.

A dataset that cannot be read offers nothing, in silence: Tab is no place for an error.
"""

from collections.abc import Callable, Iterable, Sequence
from os.path import expanduser, expandvars
from typing import TYPE_CHECKING, Any

from ondermijning.cli.call import path_in_use

if TYPE_CHECKING:
    from ondermijning.cli.dutch.click import Context

Offers = Sequence[tuple[str, str]]
"""Words, each with what it is, or \"\"."""


def _asking(sql: str) -> "Callable[[Context, str], Offers]":
    """Return what offers the answer to a SELECT of `woord`s, and `wat` they are or ''."""
    beginning = f"SELECT woord, wat FROM ({sql}) WHERE substr(woord, 1, ?1) = ?2"

    def offer(ctx: "Context", incomplete: str) -> Offers:
        from ondermijning.files import stream
        from ondermijning.problems import DatasetError, UnreadableError
        from ondermijning.store import open_store

        path = path_in_use(ctx)
        if stream(path):
            return []
        try:
            with open_store(expanduser(expandvars(path))) as store:
                rows = store.rows(beginning, [len(incomplete), incomplete])
        except (DatasetError, UnreadableError):
            return []
        return [(str(word), what or "") for word, what in rows]

    return offer


knooppunten = _asking(
    "SELECT id AS woord, naam AS wat FROM knooppunten UNION ALL "
    "SELECT namen.naam, k.naam FROM namen JOIN knooppunten k USING (id) WHERE soort = 'alias'"
)
partners = _asking(
    "SELECT id AS woord, naam AS wat FROM partners UNION ALL "
    "SELECT namen.naam, p.naam FROM namen JOIN partners p USING (id) WHERE namen.soort = 'partneralias'"
)
themas = _asking("SELECT id AS woord, naam AS wat FROM themas")
bronnen = _asking("SELECT id AS woord, titel AS wat FROM bronnen")
jaren = _asking(
    "SELECT woord, '' AS wat FROM (SELECT van AS woord FROM tijdvakken UNION SELECT tot FROM tijdvakken) "
    "WHERE woord IS NOT NULL ORDER BY woord"
)
plaatsen = _asking(
    "SELECT naam AS woord, '' AS wat FROM namen WHERE soort = 'plaats' GROUP BY naam ORDER BY MIN(rowid)"
)
types = _asking("SELECT type AS woord, '' AS wat FROM knooppunten GROUP BY type ORDER BY MIN(rowid)")
bronsoorten = _asking("SELECT soort AS woord, '' AS wat FROM bronnen GROUP BY soort ORDER BY MIN(rowid)")


def onderdelen(ctx: "Context", incomplete: str) -> Offers:
    """Offer the sorts of claims."""
    from ondermijning.queries.claims import PARTS

    return _plain(PARTS)


def groups(ctx: "Context", incomplete: str) -> Offers:
    """Offer what a total can be split by."""
    from ondermijning.queries.groups import PER

    return _plain(PER)


def shells(ctx: "Context", incomplete: str) -> Offers:
    """Offer the shells that complete."""
    return _plain(["bash", "zsh", "fish"])


def warnings(ctx: "Context", incomplete: str) -> Offers:
    """Offer the codes of warnings, each with what it means."""
    from ondermijning.codes import Code

    return [(code.value, code.what) for code in Code if code.severity == "waarschuwing"]


def formats(ctx: "Context", incomplete: str) -> Offers:
    """Offer the formats of the answers of the command, each with what it is."""
    from ondermijning.render import offered

    return [(name, form.what) for name, form in offered(pictures=_command(ctx).drawn).items()]


def field(ctx: "Context", incomplete: str) -> Offers:
    """Offer the fields of the command."""
    return _plain(column.name for columns in _command(ctx).fields().values() for column in columns)


def fields(ctx: "Context", incomplete: str) -> Offers:
    """Offer the fields of the command, after the ones that are there already."""
    before, comma, _ = incomplete.rpartition(",")
    there = before.split(",")
    return _plain(f"{before}{comma}{word}" for word, _ in field(ctx, "") if word not in there)


def sql(ctx: "Context", incomplete: str) -> Offers:
    """Offer the public tables and their fields for the last word of a question."""
    from re import sub

    from ondermijning.store.tables import PUBLIC

    before = sub(r"\w*$", "", incomplete)
    names = [word for table in PUBLIC for word in (table.name, *(field.name for field in table.fields))]
    return _plain(f"{before}{name}" for name in names if before)


def _plain(words: Iterable[str]) -> Offers:
    return [(word, "") for word in dict.fromkeys(words)]


def _command(ctx: "Context") -> Any:
    return ctx.command
