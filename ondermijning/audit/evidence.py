"""Claims held against the text of the source they rest on: the question of `controleer --brontekst`."""

from collections import Counter
from collections.abc import Callable
from typing import Any

from ondermijning.audit.source_text import SourceText
from ondermijning.queries import names
from ondermijning.store import Store
from ondermijning.table import Column, Row, Table
from ondermijning.text import excerpt

FOUND, NO_FRAGMENT = "gevonden", "zonder-fragment"
FAILED = {"andere-pagina": "op een andere pagina", "niet-gevonden": "niet gevonden"}
"""The outcomes that say that a source does not bear a claim out, and how a note tells of them."""

_NOTED = {**FAILED, NO_FRAGMENT: "zonder fragment om op te zoeken"}


def evidence(store: Store, texts: list[tuple[str, str]], progress: Callable[[float], None]) -> Table:
    """Return each claim on a source with its outcome; `texts` are pairs of a source's id and its text.

    `progress` is told the part of the claims that has been looked up, 0 to 1. Outcomes: `gevonden`,
    `andere-pagina`, `niet-gevonden`, or `zonder-fragment` where there is nothing to look up. Raises
    UsageProblem for a source that is not there.
    """
    asked = [(*_claims(store, bron), text) for bron, text in texts]
    total = sum(len(claims) for _, claims, _ in asked)
    rows: list[Row] = []
    for bron, claims, text in asked:
        source = SourceText(text)
        for claim in claims:
            progress(len(rows) / total)
            rows.append(_row(bron, claim, source))
    failed = any(row[0] in FAILED for row in rows)
    return Table(
        title="Beweringen naast de tekst van hun bron",
        columns=[
            Column("uitkomst", "Uitkomst", "word"),
            Column("bron", "Bron", "id", screen=len(texts) > 1, rank=1),
            Column("onderdeel", "Onderdeel", "word", rank=4),
            Column("knooppunt", "Knooppunt", "id", screen=False),
            Column("onderwerp", "Onderwerp", "id", rank=3, empty=""),
            Column("pagina", "Pagina", "integer", rank=2, empty=""),
            Column("gevonden_op", "Op pagina", "list", empty=""),
            Column("fragment", "Fragment"),
            Column("dichtbij", "Wat er wel staat", screen=failed, empty=""),
        ],
        rows=rows,
        key="uitkomst",
        notes=[_note([row[0] for row in rows])],
    )


def _note(outcomes: list[str]) -> str:
    """Count the outcomes. Each is of one vindplaats; a claim may have more of them in one source."""
    counted = Counter(outcomes)
    words = [f"{counted[outcome]} {words}" for outcome, words in _NOTED.items() if counted[outcome]]
    found = f"{counted[FOUND]} van {len(outcomes)} vindplaatsen gevonden"
    return f"{', '.join([found, *words])}."


def _claims(store: Store, bron: str) -> tuple[str, list[tuple[Any, ...]]]:
    """Return the id of a source and the claims that rest on it."""
    (id_,) = names.ids(store, "bron", [bron])
    return id_, store.rows(
        "SELECT onderdeel, knooppunt.id, onderwerp, pagina, fragment FROM vindplaats "
        "JOIN bewering ON bewering.nr = bewering LEFT JOIN knooppunt ON knooppunt.nr = knooppunt "
        "WHERE bron = (SELECT nr FROM bron WHERE id = ?) ORDER BY bewering.nr, volg",
        [id_],
    )


def _row(bron: str, claim: tuple[Any, ...], text: SourceText) -> Row:
    onderdeel, knooppunt, onderwerp, pagina, fragment = claim
    start = [bron, onderdeel, knooppunt, onderwerp, pagina]
    if fragment is None:
        return [NO_FRAGMENT, *start, [], None, None]
    finding = text.find(fragment, pagina)
    pages = list(finding.paginas)
    nearest = finding.nearest and excerpt(finding.nearest)
    return [finding.outcome, *start, pages, fragment, nearest]
