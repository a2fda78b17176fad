"""Claims looked up in the texts of the sources they rest on: what `controleer` answers of sources."""

import os
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from ondermijning.files import shown_name
from ondermijning.problems import UnreadableError
from ondermijning.queries import names
from ondermijning.table import Column, Table, varied
from ondermijning.text import all_of, excerpt, fold, share, visible

if TYPE_CHECKING:
    from ondermijning.store import Found, Store

COLUMNS = (
    Column(
        "uitkomst", "Uitkomst", "word", "gevonden, andere-pagina, niet-gevonden of zonder-fragment", bare=True
    ),
    Column("bron", "Bron", "id", "id van de bron", rank=1),
    Column("onderdeel", "Onderdeel", "word", "soort bewering, bijvoorbeeld structureel of partner", rank=4),
    Column("knooppunt", "Knooppunt", "id", "id van het knooppunt waarover de bewering gaat", screen=False),
    Column("onderwerp", "Onderwerp", "id", "id van de partner, het thema of het onderzoek", rank=3, empty=""),
    Column("pagina", "Pagina", "integer", "pagina die de dataset noemt", rank=2, empty=""),
    Column("gevonden_op", "Op pagina", "list", "pagina's waar het fragment staat", empty=""),
    Column("fragment", "Fragment", meaning="woorden die er volgens de dataset staan"),
    Column("dichtbij", "Wat er wel staat", meaning="tekst die het meest op het fragment lijkt", empty=""),
)

SOURCE_COLUMNS = (
    Column("bron", "Bron", "id", "id van de bron", bare=True),
    Column("vindplaatsen", "Vindplaatsen", "integer", "hoeveel vindplaatsen de dataset in deze bron heeft"),
    Column("gevonden", "Gevonden", "integer", "hoeveel er op de genoemde plaats staan", rank=1),
    Column("andere_pagina", "Andere pagina", "integer", "hoeveel er op een andere pagina staan", rank=2),
    Column("niet_gevonden", "Niet gevonden", "integer", "hoeveel er niet in de tekst staan"),
    Column("zonder_fragment", "Zonder fragment", "integer", "hoeveel er niet op te zoeken zijn", rank=3),
    Column("bestand", "Bestand", meaning="bestand met de tekst; leeg als dat er niet is", screen=False),
)
FOUND, NO_FRAGMENT = "gevonden", "zonder-fragment"
FAILED = {"andere-pagina": "op een andere pagina", "niet-gevonden": "niet gevonden"}
"""The outcomes that say that a source does not bear a claim out, and how a note tells of them."""

_NOTED = {**FAILED, NO_FRAGMENT: "zonder fragment om op te zoeken"}
_COUNTED = {"gevonden": FOUND, **{outcome.replace("-", "_"): outcome for outcome in _NOTED}}
"""The fields that count the claims on a source, each with the outcome that it counts."""
_ENDINGS = (".pdf", ".html", ".htm", ".mhtml", ".mht", ".txt")
_MOST_NAMED = 10


def look_up_claims(store: "Store", texts: list[tuple[str, str]], progress: Callable[[float], None]) -> Table:
    """Return each claim on a source with its outcome; `texts` are pairs of a source's id and its text.

    `progress` is told the part of the claims that has been looked up, 0 to 1. Outcomes: `gevonden`,
    `andere-pagina`, `niet-gevonden`, or `zonder-fragment` where there is nothing to look up. Raises
    UsageProblem for a source that is not there.
    """
    asked = [(_claims_on(store, *names.ids(store, "bron", [bron])), text) for bron, text in texts]
    total = sum(len(claims) for claims, _ in asked)
    rows: list[dict[str, Any]] = []
    for claims, text in asked:
        for row in _looked_up(claims, text):
            progress(len(rows) / total)
            rows.append(row)
    outcomes = Counter(row["uitkomst"] for row in rows)
    several, failed = len(texts) > 1, any(outcomes[failed] for failed in FAILED)
    columns = varied(COLUMNS, bron={"screen": several}, dichtbij={"screen": failed})
    return Table("Beweringen, opgezocht in de tekst van hun bron", columns, rows, notes=[_summary(outcomes)])


def _claims_on(store: "Store", bron: str) -> "list[Found]":
    """Return the claims that rest on the source with the id `bron`, one for each vindplaats."""
    return store.rows(
        "SELECT onderdeel, knooppunt, onderwerp, pagina, fragment, bron FROM beweringen WHERE bron = ? "
        "ORDER BY rowid",
        [bron],
    )


def _looked_up(claims: "list[Found]", text: str) -> Iterator[dict[str, Any]]:
    """Yield a row for each of the claims on one source, with what came of looking it up in its text."""
    from ondermijning.audit.source_text import SourceText

    source = SourceText(text)
    for claim in claims:
        row = {**claim, "uitkomst": NO_FRAGMENT, "gevonden_op": [], "dichtbij": None}
        if claim["fragment"] is not None:
            outcome, pages, nearest = source.find(claim["fragment"], claim["pagina"])
            instead = nearest and excerpt(nearest)
            row |= {"uitkomst": outcome, "gevonden_op": list(pages), "dichtbij": instead}
        yield row


def failure(row: Mapping[str, Any]) -> str:
    """Return in a line that a claim is not found where it should be, and what there is instead."""
    page = f", pagina {row['pagina']}" if row["pagina"] else ""
    elsewhere = f"op pagina {', '.join(map(str, row['gevonden_op']))}" if row["gevonden_op"] else ""
    instead = row["dichtbij"] or elsewhere
    there = f"; er staat wel: {instead}" if instead else ""
    return f"{row['bron']}{page}: {FAILED[row['uitkomst']]}: {row['fragment']}{there}"


def _summary(outcomes: Counter[str]) -> str:
    """Return the outcomes in a sentence. Each is of one vindplaats; a claim may have more in one source."""
    total = outcomes.total()
    places = "vindplaats" if total == 1 else "vindplaatsen"
    others = [f"{outcomes[outcome]} {words}" for outcome, words in _NOTED.items() if outcomes[outcome]]
    return f"{', '.join([f'{share(outcomes[FOUND], total)} {places} gevonden', *others])}."


class FolderEvidence(NamedTuple):
    """What came of looking up the claims on all sources in a folder.

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
        claims = _claims_on(store, bron)
        sources.append({"bron": bron, "vindplaatsen": len(claims), **dict.fromkeys([*_COUNTED, "bestand"])})
        if bron in texts:
            try:
                rows = list(_looked_up(claims, read_source(texts[bron])))
            except UnreadableError as error:
                unreadable.append(str(error))
            else:
                outcomes = Counter(row["uitkomst"] for row in rows)
                sources[-1] |= {name: outcomes[outcome] for name, outcome in _COUNTED.items()}
                sources[-1]["bestand"] = visible(os.path.basename(texts[bron]))
                looked_up += rows
    without = [row["bron"] for row in sources if row["vindplaatsen"] and not row["bestand"]]
    unknown = _named("Bestanden die bij geen bron horen", list(map(visible, others)))
    failed = [row for row in looked_up if row["uitkomst"] in FAILED]
    return FolderEvidence(
        _table(sources, looked_up, list(filter(None, [without_text(without), unknown]))),
        Table("Fragmenten die niet op de genoemde plaats staan", COLUMNS, failed),
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
        columns=varied(SOURCE_COLUMNS, **seen),
        rows=sources,
        total={"bron": "Totaal", **counts},
        notes=[_summary(Counter(row["uitkomst"] for row in looked_up)), *notes],
    )


def _named(what: str, things: Sequence[str]) -> str:
    """Return a note that names some things, empty where there are none."""
    more = [f"nog {len(things) - _MOST_NAMED}"] if len(things) > _MOST_NAMED else []
    return f"{what}: {all_of([*things[:_MOST_NAMED], *more])}." if things else ""


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
        inside = [name for name in os.listdir(folder) if not name.startswith(".")]
    except (OSError, ValueError) as error:
        where = " in KNOOPPUNT_BRONMAP" if folder == os.environ.get("KNOOPPUNT_BRONMAP") else ""
        reasons: dict[type[Exception], str] = {
            FileNotFoundError: f"deze map bestaat niet; controleer de naam{where}",
            NotADirectoryError: "dit is geen map; geef een map op",
        }
        why = reasons.get(type(error), "deze map is niet te lezen; controleer uw leesrechten")
        raise UnreadableError(f"{shown_name(folder)}: {why}") from error
    # A link that leads to nothing is to be told of where it has a source's name.
    paths = {name: os.path.join(folder, name) for name in inside}
    return [name for name, path in paths.items() if os.path.isfile(path) or not os.path.exists(path)]
