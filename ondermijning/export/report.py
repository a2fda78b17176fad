"""Everything on one web page: the answers to the questions, gathered for the template that lays them out.

No figure is of its own: every table is one that a command gives, or rows of one.
"""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from ondermijning.amounts import UNITS
from ondermijning.export.drawing import Drawing
from ondermijning.extras import needed
from ondermijning.files import own_text
from ondermijning.problems import UsageProblem
from ondermijning.queries.details import knooppunten
from ondermijning.queries.filters import Filter, Money, select
from ondermijning.queries.found import by_way
from ondermijning.queries.kengetallen import kengetallen
from ondermijning.queries.meerjaren import blocks, meerjaren
from ondermijning.queries.reconciliation import aansluiting
from ondermijning.queries.sources import bron, bronnen
from ondermijning.queries.sums import with_noun
from ondermijning.queries.themes import unknown_focus
from ondermijning.queries.totals import totals
from ondermijning.queries.years import Run
from ondermijning.render.as_html import style
from ondermijning.render.people import allowed
from ondermijning.table import Column, Report, Row, Table, varied
from ondermijning.text import all_of, date_in_words

if TYPE_CHECKING:
    from ondermijning.store import Found, Store

_TEMPLATE = "export/rapport.html.j2"


class Made(NamedTuple):
    """How a report is made: the program's version, the words of the call, the dataset's name and SHA-256."""

    version: str
    call: str
    dataset: str
    sha256: str


class Totals(NamedTuple):
    """The totals of one kind of money: per knooppunt, None where that is no figure, and per year."""

    soort: str
    per_hub: Table | None
    per_year: Table


class Hub(NamedTuple):
    """The section of one knooppunt: all that is said of it, whatever the report is asked about."""

    id: str
    naam: str
    own: dict[str, Any]
    notes: list[str]
    money: Table
    course: Table
    themas: Table
    kengetallen: Table
    partners: list[Row]
    onderbouwing: list[Row]


def chosen_hubs(store: "Store", chosen: Filter) -> "list[Found]":
    """Return id and name of the knooppunten that a report is about.

    Raises UsageProblem as `select` does.
    """
    selection = select(store, chosen, Money.RUNNING)
    return selection.rows(store, "SELECT id, naam FROM keuze JOIN knooppunten k USING (id) ORDER BY k.rowid")


def page(
    store: "Store",
    chosen: Filter,
    asked: Report,
    made: Made,
    progress: Callable[[float], None],
) -> Iterator[str]:
    """Return the pieces of the page, which are made as they are asked for: `store` stays open until then.

    `asked` holds the conditions and the date. Raises MissingExtraError where Jinja2 is not installed, and
    UsageProblem as the questions do, both before the first piece.
    """
    jinja2 = needed("jinja2", "rapport", "een rapport maken")
    hubs = chosen_hubs(store, chosen)
    # Where both kinds are asked for, a knooppunt has both; then each kind is looked at by itself.
    alone = chosen._replace(knooppunten=[hub["id"] for hub in hubs]) if len(chosen.soorten) > 1 else chosen
    drawing = Drawing()
    environment = jinja2.Environment(
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=lambda value: allowed(value) if type(value) is str else value,
    )
    about = {hub["id"] for hub in hubs}
    pieces: Iterator[str] = environment.from_string(own_text(_TEMPLATE)).generate(
        stijl=drawing.markup(style()),
        tekening=drawing,
        gevraagd=asked,
        gevonden=by_way(store, chosen, select(store, chosen, Money.RUNNING)),
        datum=date_in_words(asked.date),
        gemaakt=made,
        keuze=hubs,
        met_knooppunten=with_noun,
        alle_van=all_of,
        totalen=[found for soort in chosen.soorten or UNITS if (found := _totals(store, alone, soort))],
        jaren=[table._replace(found="") for table in blocks(store, chosen) if hubs],
        onbekend=_unknown(store, chosen),
        onbekende_speerpunten=unknown_focus(store, about),
        aansluiting=aansluiting(store),
        knooppunten=_hubs(store, [hub["id"] for hub in hubs], progress),
        bronnen=bronnen(store),
        beweringen=lambda id_: _claims(store, id_, about if asked.conditions else None),
    )
    return pieces


def _totals(store: "Store", chosen: Filter, soort: str) -> Totals | None:
    """Return the totals of one kind, None where there is no such money."""
    of_kind = chosen._replace(structureel=soort == "structureel", eenmalig=soort == "eenmalig")
    per_year = totals(store, of_kind, "jaar", citations=True, merged=True)
    if not per_year.rows:
        return None
    try:
        per_hub = totals(store, of_kind, "knooppunt", citations=True)
    except UsageProblem:  # structural money of several years is no one figure
        per_hub = None
    return Totals(soort, per_hub if per_hub and per_hub.rows else None, per_year)


def _unknown(store: "Store", chosen: Filter) -> Table:
    """Return the years in which there is money of a kind that no source gives: a row for each knooppunt."""
    years = [row for row in meerjaren(store, chosen, citations=True).rows if row["status"] == "onbekend"]
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for row in years:
        of = found.setdefault((row["knooppunt"], row["soort"]), {**row, "runs": [], "vindplaatsen": []})
        of["vindplaatsen"] += [place for place in row["vindplaatsen"] if place not in of["vindplaatsen"]]
        if row["jaar"] is None:
            continue
        run, runs = Run(row["jaar"], row["jaar"], row["doorlopend"]), of["runs"]
        if runs and runs[-1].last == run.first - 1:
            runs[-1] = runs[-1].joined(run)
        else:
            runs.append(run)
    rows = [{**of, "jaren": [run.in_words() for run in of["runs"]] or ["elk jaar"]} for of in found.values()]
    return Table(
        title="Geld waarvan het bedrag in geen van de gelezen bronnen staat",
        columns=[
            Column("naam", "Knooppunt"),
            Column("soort", "Soort"),
            Column("jaren", "Jaren", "list"),
            Column("vindplaatsen", "Bron", "citations"),
        ],
        rows=rows,
    )


def _hubs(store: "Store", ids: list[str], progress: Callable[[float], None]) -> Iterator[Hub]:
    for number, id_ in enumerate(ids):
        progress(number / len(ids))
        yield _hub(store, id_)


def _hub(store: "Store", id_: str) -> Hub:
    (details,) = knooppunten(store, [id_])

    def of(title: str, *groups: str) -> Table:
        rows = [row for row in details.rows if row["groep"] in groups]
        valued = any(row["waarde"] is not None for row in rows)
        columns = varied(details.columns, groep={"heading": "Soort"}, waarde={"screen": valued})
        return details._replace(title=title, columns=columns, rows=rows, notes=())

    return Hub(
        id=id_,
        naam=details.title,
        own=dict(details.wrapper or {}),
        notes=list(details.notes),
        money=of("Geld", *UNITS),
        course=_course(blocks(store, Filter(knooppunten=[id_]))),
        themas=of("Thema's", "uitgangspunt", "rode-lijn", "speerpunt"),
        kengetallen=kengetallen(store, id_)._replace(title="Kengetallen"),
        partners=[row for row in details.rows if row["groep"] == "partner"],
        onderbouwing=[row for row in details.rows if row["groep"] == "onderbouwing"],
    )


def _course(kinds: list[Table]) -> Table:
    """Return the money of one knooppunt over the years, a row a kind; `kinds` are its tables."""
    columns = {column.name: column for table in kinds for column in table.columns}
    return Table(
        title="Over de jaren",
        columns=[
            column._replace(heading="Soort") if name == "naam" else column for name, column in columns.items()
        ],
        rows=[{**row, "naam": table.title} for table in kinds for row in table.rows],
        unit_in_title=True,
    )


def _claims(store: "Store", id_: str, about: set[str] | None) -> Table:
    """Return what rests on a source: of some knooppunten and of no one alone, or of all.

    A column in which nothing stands is left out.
    """
    table = bron(store, id_)
    rows = [
        row for row in table.rows if about is None or row["knooppunt"] is None or row["knooppunt"] in about
    ]
    said = [column for column in table.columns if any(row.get(column.name) not in (None, "") for row in rows)]
    return table._replace(rows=rows, columns=said)
