"""What the words of a call name in the dataset, and how an answer names knooppunten.

A word that names nothing is answered with the ids near it.
"""

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ondermijning.problems import UsageProblem
from ondermijning.store.fields import EVERYONE
from ondermijning.text import all_of, any_of, did_you_mean, fold, near, visible

if TYPE_CHECKING:
    from ondermijning.store import Found, Store

_TABLES = {"knooppunt": "knooppunten", "partner": "partners", "thema": "themas", "bron": "bronnen"}
_ALIASES = {"knooppunt": "alias", "partner": "partneralias"}
"""Each sort that a word names: its table, and what its aliases are among `namen`."""


def knooppunt(store: "Store", word: str) -> "Found":
    """Return the row of the knooppunt that `word`, an id or an alias, names; raises UsageProblem for none."""
    return named(store, "knooppunt", word)


def ids(store: "Store", sort: str, words: Sequence[str]) -> list[str]:
    """Return the ids that `words` name of one sort (partner, thema or bron); a partner has aliases too.

    Raises UsageProblem for a word that names none.
    """
    return [named(store, sort, word)["id"] for word in words]


def named(store: "Store", sort: str, word: str) -> "Found":
    """Return the row that `word`, an id or an alias, names of one sort; raises UsageProblem for none."""
    table, asked = _TABLES[sort], {"word": fold(word), "aliases": _ALIASES.get(sort)}
    row = store.row(
        f"SELECT * FROM {table} WHERE id = :word UNION ALL SELECT * FROM {table} WHERE id = "
        "(SELECT id FROM namen WHERE soort = :aliases AND gevouwen = :word)",
        asked,
    )
    if row:
        return row
    known = [f"SELECT id AS naam FROM {table}", "SELECT naam FROM namen WHERE soort = :aliases"]
    words = ([row["naam"] for row in store.rows(f"{sql} ORDER BY rowid", asked)] for sql in known)
    hints = (did_you_mean(word, names) for names in words)
    listed = f"'knooppunt {'list' if sort == 'knooppunt' else table}' laat zien wat er is."
    raise UsageProblem(
        f"{sort} '{visible(word)}' staat niet in de dataset.{next(filter(None, hints), f' {listed}')}"
    )


def places(store: "Store", words: Sequence[str]) -> list[str]:
    """Return the places that `words` name, as the dataset writes them.

    Raises UsageProblem for a word that names none.
    """
    sql = "SELECT naam FROM namen WHERE soort = 'plaats' AND gevouwen = ?"
    rows = [store.row(sql, [fold(word)]) or _no_place(store, word) for word in words]
    return [row["naam"] for row in rows]


def _no_place(store: "Store", word: str) -> "Found":
    """Raise UsageProblem, which names what is near: a place, or a knooppunt that is taken for one."""
    aliases = "SELECT naam, id FROM namen WHERE soort = 'alias'"
    called = store.rows(f"SELECT id AS naam, id FROM knooppunten UNION ALL {aliases}")
    hubs: dict[str, str] = {row["naam"]: row["id"] for row in called}
    if fold(word) in hubs:
        names, meant = [fold(word)], []
    else:
        known = store.rows("SELECT naam FROM namen WHERE soort = 'plaats' ORDER BY rowid")
        names, meant = near(word, hubs, most=1), near(word, [row["naam"] for row in known])
    meant += [f"het knooppunt {hubs[name]}" for name in names]
    see = "".join(f" Zie 'knooppunt toon {name}'." for name in names)
    listed = "'knooppunt list --velden naam,plaatsen' laat zien wat er is."
    hint = f"Bedoelde u {any_of(meant)}?{see}" if meant else listed
    raise UsageProblem(f"plaats '{visible(word)}' staat niet in de dataset. {hint}")


def hubs(store: "Store") -> dict[str, str]:
    """Return the name of each knooppunt by its id, in the order of the file."""
    return {hub["id"]: hub["naam"] for hub in store.rows("SELECT id, naam FROM knooppunten ORDER BY rowid")}


def hubs_of(store: "Store", pairs: str) -> dict[str, tuple[list[str], str | None]]:
    """Return the knooppunten of each partner or theme: their ids in the order of the file, and in words.

    `pairs` is a SELECT of `id` and `groep`: a knooppunt, or EVERYONE. Any other id has no knooppunten.
    """
    names, groups = hubs(store), dict[str, list[str]]()
    for pair in store.rows(
        f"SELECT DISTINCT p.id, groep FROM ({pairs}) p LEFT JOIN knooppunten k ON k.id = groep "
        "ORDER BY k.rowid"
    ):
        groups.setdefault(pair["id"], []).append(pair["groep"])
    everywhere = list(names), f"alle {len(names)}"
    placed: dict[str, tuple[list[str], str | None]] = defaultdict(lambda: ([], None))
    for id_, ids in groups.items():
        placed[id_] = everywhere if ids == [EVERYONE] else (ids, all_of([names[hub] for hub in ids]))
    return placed
