"""Words of a call to ids of the dataset; an unknown word is answered with the ids that come near."""

from collections.abc import Sequence

from ondermijning.problems import UsageProblem
from ondermijning.store import Store
from ondermijning.text import all_of, did_you_mean, visible


def knooppunt(store: Store, word: str) -> tuple[int, str]:
    """Return the number and the id of the knooppunt that `word`, an id or an alias, names.

    Raises UsageProblem where it names none.
    """
    found = store.row(
        "SELECT nr, id FROM knooppunt WHERE id = ?1 UNION ALL "
        "SELECT nr, id FROM knooppunt WHERE nr = (SELECT knooppunt FROM alias WHERE alias = ?1)",
        (word.lower(),),
    )
    if found:
        return found[0], found[1]
    known = [name for (name,) in store.rows("SELECT id FROM knooppunt")]
    aliases = [name for (name,) in store.rows("SELECT alias FROM alias")]
    raise UsageProblem(_unknown("knooppunt", word, known, aliases))


def ids(store: Store, table: str, words: Sequence[str]) -> list[str]:
    """Return `words`, ids of `table` (partner, thema or bron); raises UsageProblem for an unknown one."""
    return [_id(store, table, word.lower()) for word in words]


def _id(store: Store, table: str, word: str) -> str:
    if store.row(f"SELECT 1 FROM {table} WHERE id = ?", (word,)):
        return word
    known = store.rows(f"SELECT id FROM {table}")
    raise UsageProblem(_unknown(table, word, [name for (name,) in known]))


_LISTED_BY = {"knooppunt": "list", "partner": "partners", "thema": "themas", "bron": "bronnen"}


def _unknown(sort: str, word: str, known: list[str], aliases: Sequence[str] = ()) -> str:
    hint = did_you_mean(word, known) or did_you_mean(word, aliases)
    hint = hint or f" 'knooppunt {_LISTED_BY[sort]}' laat zien wat er is."
    return f"{sort} '{visible(word)}' staat niet in de dataset.{hint}"


def hubs(store: Store) -> dict[str, str]:
    """Return the name of each knooppunt by its id, in the order of the file."""
    return dict(store.rows("SELECT id, naam FROM knooppunt ORDER BY nr"))


def spread(store: Store, table: str) -> dict[int, list[str]]:
    """Return the ids of the knooppunten for each partner (`partner_bij`) or theme (`thema_bij`)."""
    found: dict[int, list[str]] = {}
    column = table.removesuffix("_bij")
    for nr, hub in store.rows(
        f"SELECT {column}, id FROM {table} JOIN knooppunt ON knooppunt.nr = knooppunt ORDER BY knooppunt.nr"
    ):
        found.setdefault(nr, []).append(hub)
    return found


def place_in_words(at: list[str], known: dict[str, str], *, everywhere: bool) -> str | None:
    """Return where something holds, for people: all knooppunten, or the names of those in `at`."""
    if everywhere:
        return f"alle {len(known)}"
    return all_of([known[hub] for hub in at]) or None
