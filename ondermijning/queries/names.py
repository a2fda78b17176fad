"""Words of a call to what they name in the dataset; an unknown word is answered with the ids near it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NoReturn

from ondermijning.problems import UsageProblem
from ondermijning.text import all_of, any_of, did_you_mean, fold, near, visible

if TYPE_CHECKING:
    from ondermijning.store import Found, Store


def knooppunt(store: "Store", word: str) -> "Found":
    """Return the row of the knooppunt that `word`, an id or an alias, names.

    Raises UsageProblem where it names none.
    """
    found = store.row(
        "SELECT * FROM knooppunten WHERE id = ?1 UNION ALL SELECT * FROM knooppunten "
        "WHERE id = (SELECT id FROM namen WHERE soort = 'alias' AND gevouwen = ?1)",
        [fold(word)],
    )
    return found or _refuse(store, "knooppunt", word)


def ids(store: "Store", sort: str, words: Sequence[str]) -> list[str]:
    """Return the ids that `words` name of one sort (partner, thema or bron); a partner has aliases too.

    Raises UsageProblem for a word that names none.
    """
    aliased = " UNION ALL SELECT id FROM namen WHERE soort = 'partneralias' AND gevouwen = ?1"
    sql = f"SELECT id FROM {_TABLES[sort]} WHERE id = ?1{aliased if sort == 'partner' else ''}"
    found = [store.row(sql, [fold(word)]) or _refuse(store, sort, word) for word in words]
    return [row["id"] for row in found]


def places(store: "Store", words: Sequence[str]) -> list[str]:
    """Return the places that `words` name, as the dataset writes them.

    Raises UsageProblem for a word that names none.
    """
    sql = "SELECT naam FROM namen WHERE soort = 'plaats' AND gevouwen = ?"
    found = [store.row(sql, [fold(word)]) or _refuse_place(store, word) for word in words]
    return [row["naam"] for row in found]


_TABLES = {"knooppunt": "knooppunten", "partner": "partners", "thema": "themas", "bron": "bronnen"}
_LISTED_BY = {
    "knooppunt": "'knooppunt list'",
    "partner": "'knooppunt partners'",
    "thema": "'knooppunt themas'",
    "bron": "'knooppunt bronnen'",
    "plaats": "'knooppunt list --velden naam,plaatsen'",
}
_CALLED = """
SELECT id AS woord, id FROM knooppunten UNION ALL SELECT naam, id FROM namen WHERE soort = 'alias'
"""


def _refuse(store: "Store", sort: str, word: str) -> NoReturn:
    hint = did_you_mean(
        word, [row["id"] for row in store.rows(f"SELECT id FROM {_TABLES[sort]} ORDER BY rowid")]
    )
    if not hint and (aliases := {"knooppunt": "alias", "partner": "partneralias"}.get(sort)):
        named = store.rows("SELECT naam FROM namen WHERE soort = ? ORDER BY rowid", [aliases])
        hint = did_you_mean(word, [row["naam"] for row in named])
    hint = hint or f" {_LISTED_BY[sort]} laat zien wat er is."
    raise UsageProblem(f"{sort} '{visible(word)}' staat niet in de dataset.{hint}")


_PLACES = "SELECT naam FROM namen WHERE soort = 'plaats' ORDER BY rowid"


def _refuse_place(store: "Store", word: str) -> NoReturn:
    """Raise UsageProblem, which names what is near: a place, or a knooppunt that is taken for one."""
    called: dict[str, str] = {hub["woord"]: hub["id"] for hub in store.rows(_CALLED)}
    is_hub = fold(word) in called
    hubs = [fold(word)] if is_hub else near(word, called, most=1)
    meant = [] if is_hub else near(word, [row["naam"] for row in store.rows(_PLACES)])
    meant += [f"het knooppunt {called[hub]}" for hub in hubs]
    see = "".join(f" Zie 'knooppunt toon {hub}'." for hub in hubs)
    hint = f"Bedoelde u {any_of(meant)}?{see}" if meant else f"{_LISTED_BY['plaats']} laat zien wat er is."
    raise UsageProblem(f"plaats '{visible(word)}' staat niet in de dataset. {hint}")


def hubs(store: "Store") -> dict[str, str]:
    """Return the name of each knooppunt by its id, in the order of the file."""
    return {hub["id"]: hub["naam"] for hub in store.rows("SELECT id, naam FROM knooppunten ORDER BY rowid")}


def hubs_by(store: "Store", pairs: str) -> dict[Any, list[str]]:
    """Return the ids of the knooppunten of each `groep`; `pairs` is a SELECT of `groep` and `knooppunt`."""
    found: dict[Any, list[str]] = {}
    for group, hub in store.rows(
        f"SELECT DISTINCT groep, id FROM ({pairs}) JOIN knooppunten k ON id = knooppunt ORDER BY k.rowid"
    ):
        found.setdefault(group, []).append(hub)
    return found


def where(at: list[str], known: dict[str, str], *, everywhere: bool = False) -> str | None:
    """Return where something holds, for people: all knooppunten, or the names of those in `at`."""
    return f"alle {len(known)}" if everywhere else all_of([known[hub] for hub in at]) or None
