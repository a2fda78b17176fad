"""What Tab offers: ids, aliases, years and words from the dataset in use, each with what it is.

A dataset that cannot be read offers nothing, in silence: Tab is no place for an error.
"""

from collections.abc import Iterable, Sequence
from os.path import expanduser, expandvars
from typing import TYPE_CHECKING, Any

from ondermijning.cli.call import path_in_use

if TYPE_CHECKING:
    from ondermijning.cli.dutch.click import Context

Offers = Sequence[tuple[str, str]]
"""Words, each with what it is, or \"\"."""

_IN_DATASET = {
    "knooppunten": "SELECT id AS woord, naam AS wat FROM knooppunten UNION ALL "
    "SELECT namen.naam, k.naam FROM namen JOIN knooppunten k USING (id) WHERE soort = 'alias'",
    "partners": "SELECT id AS woord, naam AS wat FROM partners UNION ALL "
    "SELECT namen.naam, p.naam FROM namen JOIN partners p USING (id) WHERE namen.soort = 'partneralias'",
    "themas": "SELECT id AS woord, naam AS wat FROM themas",
    "bronnen": "SELECT id AS woord, titel AS wat FROM bronnen",
    "jaren": "SELECT woord, '' AS wat FROM (SELECT van AS woord FROM tijdvakken UNION "
    "SELECT tot FROM tijdvakken) WHERE woord IS NOT NULL ORDER BY woord",
    "plaatsen": "SELECT naam AS woord, '' AS wat FROM namen WHERE soort = 'plaats' GROUP BY naam "
    "ORDER BY MIN(rowid)",
    "types": "SELECT type AS woord, '' AS wat FROM knooppunten GROUP BY type ORDER BY MIN(rowid)",
    "bronsoorten": "SELECT soort AS woord, '' AS wat FROM bronnen GROUP BY soort ORDER BY MIN(rowid)",
}
"""The SELECTs of what is in the dataset: `woord`, and `wat` that is or ''."""


def offered(kind: str, ctx: "Context", incomplete: str) -> Offers:
    """Return the words of a `kind`, as options and arguments call it."""
    command: Any = ctx.command
    match kind:
        case "":
            return []
        case "shells":
            return _plain(["bash", "zsh", "fish"])
        case "onderdelen":
            from ondermijning.queries.claims import PARTS

            return _plain(PARTS)
        case "groups":
            from ondermijning.queries.groups import PER

            return _plain(PER)
        case "warnings":
            from ondermijning.codes import Code

            return [(code.value, code.what) for code in Code if code.severity == "waarschuwing"]
        case "formats":
            from ondermijning import render

            return [(name, form.what) for name, form in render.offered(pictures=command.drawn).items()]
        case "field":
            return _plain(column.name for columns in command.fields().values() for column in columns)
        case "fields":  # after the ones that are there already
            before, comma, _ = incomplete.rpartition(",")
            there = before.split(",")
            words = offered("field", ctx, "")
            return _plain(f"{before}{comma}{word}" for word, _ in words if word not in there)
        case "sql":
            return _plain(_sql(incomplete))
    return _in_dataset(_IN_DATASET[kind], ctx, incomplete)


def _in_dataset(sql: str, ctx: "Context", incomplete: str) -> Offers:
    from ondermijning.files import stream
    from ondermijning.problems import DatasetError, UnreadableError
    from ondermijning.store import open_store

    path = path_in_use(ctx)
    if stream(path):
        return []
    beginning = f"SELECT woord, wat FROM ({sql}) WHERE substr(woord, 1, ?1) = ?2"
    try:
        with open_store(expanduser(expandvars(path))) as store:
            rows = store.rows(beginning, [len(incomplete), incomplete])
    except (DatasetError, UnreadableError):
        return []
    return [(str(row["woord"]), row["wat"] or "") for row in rows]


def _sql(incomplete: str) -> list[str]:
    """Return the public tables and their fields for the last word of a question."""
    from re import sub

    from ondermijning.store.tables import PUBLIC

    before = sub(r"\w*$", "", incomplete)
    names = [word for table in PUBLIC for word in (table.name, *(field.name for field in table.fields))]
    return [f"{before}{name}" for name in names if before]


def _plain(words: Iterable[str]) -> Offers:
    return [(word, "") for word in dict.fromkeys(words)]
