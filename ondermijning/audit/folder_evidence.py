"""The claims on all sources, looked up in a folder with their texts: what `controleer --bronmap` answers."""

import os
from collections import Counter
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from ondermijning.audit import evidence
from ondermijning.audit.source_folder import texts_in
from ondermijning.problems import UnreadableError
from ondermijning.table import Column, Table, varied
from ondermijning.text import all_of, visible

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
    """Look each claim on each source up in the texts in `folder`.

    `progress` is told which part of the sources is done, 0 to 1. Raises UnreadableError for a folder that
    cannot be read or has two texts of a source, MissingExtraError where a library is not installed.
    """
    from ondermijning.audit.source_file import read_source

    sources = [row["id"] for row in store.rows("SELECT id FROM bronnen ORDER BY rowid")]
    texts, others = texts_in(folder, sources)
    rows, looked_up, unreadable = list[dict[str, Any]](), list[dict[str, Any]](), list[str]()
    for number, bron in enumerate(sources):
        progress(number / len(sources))
        claims, found = evidence.claims_on(store, bron), None
        if bron in texts:
            try:
                found = list(evidence.looked_up(claims, read_source(texts[bron])))
            except UnreadableError as error:
                unreadable.append(str(error))
        looked_up += found or []
        rows.append({"bron": bron, "vindplaatsen": len(claims), **_counts(found, texts.get(bron, ""))})
    without = [row["bron"] for row in rows if row["vindplaatsen"] and not row["bestand"]]
    notes = [without_text(without), _named("Bestanden die bij geen bron horen", list(map(visible, others)))]
    return FolderEvidence(
        _sources(rows, looked_up, notes), _failed(looked_up), without, unreadable, list(texts.values())
    )


def without_text(sources: Sequence[str]) -> str:
    """Return a note that names the sources without text, empty where there are none."""
    return _named("Bronnen zonder tekst in de map", sources)


def _counts(found: list[dict[str, Any]] | None, path: str) -> dict[str, Any]:
    """Return how many claims on a source are found where; nothing of one whose text was not read."""
    if found is None:
        return dict.fromkeys((*_COUNTED, "bestand"))
    outcomes = Counter(row["uitkomst"] for row in found)
    counts = {name: outcomes[outcome] for name, outcome in _COUNTED.items()}
    return {**counts, "bestand": visible(os.path.basename(path))}


def _sources(rows: list[dict[str, Any]], looked_up: list[dict[str, Any]], notes: list[str]) -> Table:
    outcomes = Counter(row["uitkomst"] for row in looked_up)
    names = ("vindplaatsen", *_COUNTED)
    total = {name: sum(row[name] or 0 for row in rows) for name in names}
    return Table(
        title="Bronnen, vergeleken met hun tekst",
        columns=varied(COLUMNS, **{name: {"screen": bool(total[name])} for name in names[2:]}),
        rows=rows,
        total={"bron": "Totaal", **total},
        notes=[evidence.summary(outcomes), *filter(None, notes)],
    )


def _failed(looked_up: list[dict[str, Any]]) -> Table:
    rows = [row for row in looked_up if row["uitkomst"] in evidence.FAILED]
    return Table(
        title="Fragmenten die niet op de genoemde plaats staan",
        columns=evidence.COLUMNS,
        rows=rows,
    )


def _named(what: str, names: Sequence[str]) -> str:
    """Return a note that names some things, empty where there are none."""
    more = [f"nog {len(names) - _MOST_NAMED}"] if len(names) > _MOST_NAMED else []
    return f"{what}: {all_of([*names[:_MOST_NAMED], *more])}." if names else ""
