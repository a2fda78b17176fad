"""The claims on all sources, looked up in a folder with their texts: what `controleer --bronmap` answers."""

import os
from collections import Counter
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from ondermijning.audit import evidence
from ondermijning.files import shown_name
from ondermijning.problems import UnreadableError
from ondermijning.table import Column, Table, varied
from ondermijning.text import all_of, fold, visible

if TYPE_CHECKING:
    from ondermijning.store import Store

COLUMNS = (
    Column("bron", "Bron", "id", "id van de bron", bare=True),
    Column("vindplaatsen", "Vindplaatsen", "integer", "hoeveel vindplaatsen de dataset in deze bron heeft"),
    Column("gevonden", "Gevonden", "integer", "hoeveel er op de genoemde plaats staan", rank=1),
    Column("andere_pagina", "Andere pagina", "integer", "hoeveel er op een andere pagina staan", rank=2),
    Column("niet_gevonden", "Niet gevonden", "integer", "hoeveel er niet in de tekst staan"),
    Column("zonder_fragment", "Zonder fragment", "integer", "hoeveel er niet op te zoeken zijn", rank=3),
    Column("bestand", "Bestand", meaning="bestand met de tekst; leeg als dat er niet is", screen=False),
)
_COUNTED = {
    "gevonden": evidence.FOUND,
    "andere_pagina": "andere-pagina",
    "niet_gevonden": "niet-gevonden",
    "zonder_fragment": evidence.NO_FRAGMENT,
}
_ENDINGS = (".pdf", ".html", ".htm", ".mhtml", ".mht", ".txt")
_MOST_NAMED = 10


class FolderEvidence(NamedTuple):
    """What came of it.

    `sources` has a row for each source, `failed` one for each claim that is not found where it should be.
    `without` are the ids of the sources that have claims and no text, `unreadable` says which texts cannot
    be read and why, and `files` are those that were read.
    """

    sources: Table
    failed: Table
    without: list[str]
    unreadable: list[str]
    files: list[str]


def look_up_folder(store: "Store", folder: str, progress: Callable[[float], None]) -> FolderEvidence:
    """Look each claim on each source up in the texts in `folder`, each in a file called by the source's id.

    `progress` is told which part of the sources is done, 0 to 1. Raises UnreadableError for a folder that
    cannot be read or has two texts of a source, MissingExtraError where a library is not installed.
    """
    from ondermijning.audit.source_file import read_source

    ids = [row["id"] for row in store.rows("SELECT id FROM bronnen ORDER BY rowid")]
    texts, others = _texts_in(folder, ids)
    sources, looked_up, unreadable = list[dict[str, Any]](), list[dict[str, Any]](), list[str]()
    for number, bron in enumerate(ids):
        progress(number / len(ids))
        claims = evidence.claims_on(store, bron)
        sources.append({"bron": bron, "vindplaatsen": len(claims), **dict.fromkeys([*_COUNTED, "bestand"])})
        if bron in texts:
            try:
                rows = list(evidence.looked_up(claims, read_source(texts[bron])))
            except UnreadableError as error:
                unreadable.append(str(error))
            else:
                outcomes = Counter(row["uitkomst"] for row in rows)
                sources[-1] |= {name: outcomes[outcome] for name, outcome in _COUNTED.items()}
                sources[-1]["bestand"] = visible(os.path.basename(texts[bron]))
                looked_up += rows
    without = [row["bron"] for row in sources if row["vindplaatsen"] and not row["bestand"]]
    unknown = _named("Bestanden die bij geen bron horen", list(map(visible, others)))
    failed = [row for row in looked_up if row["uitkomst"] in evidence.FAILED]
    return FolderEvidence(
        _table(sources, looked_up, list(filter(None, [without_text(without), unknown]))),
        Table("Fragmenten die niet op de genoemde plaats staan", evidence.COLUMNS, failed),
        without,
        unreadable,
        list(texts.values()),
    )


def without_text(sources: Sequence[str]) -> str:
    """Return a note that names the sources without text, empty where there are none."""
    return _named("Bronnen zonder tekst in de map", sources)


def _table(sources: list[dict[str, Any]], looked_up: list[dict[str, Any]], notes: list[str]) -> Table:
    counts = {name: sum(row[name] or 0 for row in sources) for name in ("vindplaatsen", *_COUNTED)}
    seen = {name: {"screen": counts[name] > 0} for name in _COUNTED if name != "gevonden"}
    return Table(
        title="Bronnen, vergeleken met hun tekst",
        columns=varied(COLUMNS, **seen),
        rows=sources,
        total={"bron": "Totaal", **counts},
        notes=[evidence.summary(Counter(row["uitkomst"] for row in looked_up)), *notes],
    )


def _named(what: str, names: Sequence[str]) -> str:
    """Return a note that names some things, empty where there are none."""
    more = [f"nog {len(names) - _MOST_NAMED}"] if len(names) > _MOST_NAMED else []
    return f"{what}: {all_of([*names[:_MOST_NAMED], *more])}." if names else ""


def _texts_in(folder: str, ids: Sequence[str]) -> tuple[dict[str, str], list[str]]:
    """Return the path of the text of each source in a folder, by its id, and the names of the other files."""
    known, texts, others = set(ids), dict[str, str](), list[str]()
    for name in sorted(_files(folder)):
        stem, ending = os.path.splitext(fold(name))
        if ending not in _ENDINGS or stem not in known:
            others.append(name)
        elif stem in texts:
            both = f"{shown_name(os.path.basename(texts[stem]))} en {shown_name(name)}"
            raise UnreadableError(
                f"{shown_name(folder)}: bron {stem} heeft twee teksten, {both}; laat één van beide staan"
            )
        else:
            texts[stem] = os.path.join(folder, name)
    return texts, others


def _files(folder: str) -> list[str]:
    """Return the names of what is in a folder but folders and hidden files."""
    try:
        return [name for name in os.listdir(folder) if not name.startswith(".") and _is_text(folder, name)]
    except (OSError, ValueError) as error:
        where = " in KNOOPPUNT_BRONMAP" if folder == os.environ.get("KNOOPPUNT_BRONMAP") else ""
        reasons: dict[type[Exception], str] = {
            FileNotFoundError: f"deze map bestaat niet; controleer de naam{where}",
            NotADirectoryError: "dit is geen map; geef een map op",
        }
        why = reasons.get(type(error), "deze map is niet te lezen; controleer uw leesrechten")
        raise UnreadableError(f"{shown_name(folder)}: {why}") from error


def _is_text(folder: str, name: str) -> bool:
    """Whether it is a file, or a link that leads to nothing: to be told of where it has a source's name."""
    path = os.path.join(folder, name)
    return os.path.isfile(path) or not os.path.exists(path)
