"""Claims looked up in the texts of the sources they rest on: what `controleer --brontekst` answers."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from ondermijning.queries import names
from ondermijning.table import Column, Table, varied
from ondermijning.text import excerpt, share

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

FOUND, NO_FRAGMENT = "gevonden", "zonder-fragment"
FAILED = {"andere-pagina": "op een andere pagina", "niet-gevonden": "niet gevonden"}
"""The outcomes that say that a source does not bear a claim out, and how a note tells of them."""

_NOTED = {**FAILED, NO_FRAGMENT: "zonder fragment om op te zoeken"}
_CLAIMS = """
SELECT onderdeel, knooppunt, onderwerp, pagina, fragment, bron FROM beweringen WHERE bron = ? ORDER BY rowid
"""


def look_up_claims(store: "Store", texts: list[tuple[str, str]], progress: Callable[[float], None]) -> Table:
    """Return each claim on a source with its outcome; `texts` are pairs of a source's id and its text.

    `progress` is told the part of the claims that has been looked up, 0 to 1. Outcomes: `gevonden`,
    `andere-pagina`, `niet-gevonden`, or `zonder-fragment` where there is nothing to look up. Raises
    UsageProblem for a source that is not there.
    """
    asked = [(claims_on(store, *names.ids(store, "bron", [bron])), text) for bron, text in texts]
    total = sum(len(claims) for claims, _ in asked)
    rows: list[dict[str, Any]] = []
    for claims, text in asked:
        for row in looked_up(claims, text):
            progress(len(rows) / total)
            rows.append(row)
    outcomes = Counter(row["uitkomst"] for row in rows)
    several, failed = len(texts) > 1, any(outcomes[failed] for failed in FAILED)
    columns = varied(COLUMNS, bron={"screen": several}, dichtbij={"screen": failed})
    return Table("Beweringen, opgezocht in de tekst van hun bron", columns, rows, notes=[summary(outcomes)])


def claims_on(store: "Store", bron: str) -> "list[Found]":
    """Return the claims that rest on the source with the id `bron`, one for each vindplaats."""
    return store.rows(_CLAIMS, [bron])


def looked_up(claims: "list[Found]", text: str) -> Iterator[dict[str, Any]]:
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


def summary(outcomes: Counter[str]) -> str:
    """Return the outcomes in a sentence. Each is of one vindplaats; a claim may have more in one source."""
    total = outcomes.total()
    places = "vindplaats" if total == 1 else "vindplaatsen"
    others = [f"{outcomes[outcome]} {words}" for outcome, words in _NOTED.items() if outcomes[outcome]]
    return f"{', '.join([f'{share(outcomes[FOUND], total)} {places} gevonden', *others])}."
