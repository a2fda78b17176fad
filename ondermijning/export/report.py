"""Everything on one web page: the answers to the questions, gathered for the template that lays them out.

No figure is of its own: every table is one that a command gives, or rows of one.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from ondermijning.amounts import UNITS
from ondermijning.export.drawing import Drawing
from ondermijning.extras import needed
from ondermijning.files import own_text
from ondermijning.problems import UsageProblem
from ondermijning.queries.columns import columns_of
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
from ondermijning.render.as_html import paragraph, style
from ondermijning.render.people import allowed
from ondermijning.store.tables import BEDRAGEN
from ondermijning.table import UNKNOWN, Column, Report, Row, Table, varied
from ondermijning.text import all_of, date_in_words

if TYPE_CHECKING:
    from ondermijning.store import Found, Store


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
    made: Mapping[str, str],
    progress: Callable[[float], None],
) -> Iterator[str]:
    """Return the pieces of the page, which are made as they are asked for: `store` stays open until then.

    `asked` holds the conditions and the date, `made` the program's `version`, the words of the `call`, the
    name of the `dataset` and its `sha256`. Raises MissingExtraError where Jinja2 is not installed, and
    UsageProblem as the questions do, both before the first piece.
    """
    template = _template()
    hubs = chosen_hubs(store, chosen)
    ids = [hub["id"] for hub in hubs]
    # Where both kinds are asked for, a knooppunt has both; then each kind is looked at by itself.
    alone = chosen._replace(knooppunten=ids) if len(chosen.soorten) > 1 else chosen
    about = {None, *ids} if asked.conditions else None
    kinds = (_totals(store, alone, soort) for soort in chosen.soorten or UNITS)
    return template.generate(  # type: ignore[no-any-return]
        stijl=style(),
        tekening=Drawing(),
        alineas=lambda notes: "".join(map(paragraph, notes)),
        gevraagd=asked,
        gevonden=by_way(store, chosen, select(store, chosen, Money.RUNNING)),
        datum=date_in_words(asked.date),
        gemaakt=made,
        keuze=hubs,
        met_knooppunten=with_noun,
        alle_van=all_of,
        totalen=[kind for kind in kinds if kind["per_jaar"].rows],
        jaren=[table._replace(found="") for table in blocks(store, chosen) if hubs],
        onbekend=_unknown(store, chosen),
        onbekende_speerpunten=unknown_focus(store, set(ids)),
        aansluiting=aansluiting(store),
        knooppunten=_hubs(store, ids, progress),
        bronnen=bronnen(store),
        beweringen=lambda id_: _claims(store, id_, about),
    )


def _template() -> Any:
    jinja2 = needed("jinja2", "rapport", "een rapport maken")
    environment = jinja2.Environment(
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=lambda value: allowed(value) if type(value) is str else value,
    )
    return environment.from_string(own_text("export/rapport.html.j2"))


def _totals(store: "Store", chosen: Filter, soort: str) -> dict[str, Any]:
    """Return the totals of one kind of money: per year, and if there is one figure, per knooppunt."""
    of_kind = chosen._replace(structureel=soort == "structureel", eenmalig=soort == "eenmalig")
    per_hub = None
    with suppress(UsageProblem):  # structural money of several years is no one figure
        per_hub = totals(store, of_kind, "knooppunt", citations=True)
    return {
        "soort": soort,
        "per_knooppunt": per_hub if per_hub and per_hub.rows else None,
        "per_jaar": totals(store, of_kind, "jaar", citations=True, merged=True),
    }


def _unknown(store: "Store", chosen: Filter) -> Table:
    """Return the years in which there is money of a kind that no source gives: a row for each knooppunt."""
    rows: dict[tuple[str, str], dict[str, Any]] = {}
    for money in meerjaren(store, chosen, citations=True).rows:
        if money["bedrag"] is not UNKNOWN:
            continue
        row = rows.setdefault((money["knooppunt"], money["soort"]), {**money, "runs": [], "vindplaatsen": []})
        row["vindplaatsen"] += [place for place in money["vindplaatsen"] if place not in row["vindplaatsen"]]
        if money["jaar"] is not None:
            run, runs = Run(money["jaar"], money["jaar"], money["doorlopend"]), row["runs"]
            follows = runs and runs[-1].last == run.first - 1
            runs.append(runs.pop().joined(run) if follows else run)
    return Table(
        "Geld waarvan het bedrag in geen van de gelezen bronnen staat",
        columns_of(BEDRAGEN, "naam soort jaren vindplaatsen", Column("jaren", "Jaren", "list")),
        [{**row, "jaren": [run.in_words() for run in row["runs"]] or ["elk jaar"]} for row in rows.values()],
    )


def _hubs(store: "Store", ids: list[str], progress: Callable[[float], None]) -> Iterator[dict[str, Any]]:
    for number, id_ in enumerate(ids):
        progress(number / len(ids))
        yield _hub(store, id_)


def _hub(store: "Store", id_: str) -> dict[str, Any]:
    """Return all that is said of one knooppunt, whatever the report is asked about."""
    (details,) = knooppunten(store, [id_])

    def rows(*groups: str) -> list[Row]:
        return [row for row in details.rows if row["groep"] in groups]

    def table(title: str, *groups: str) -> Table:
        shown = rows(*groups)
        valued = any(row["waarde"] is not None for row in shown)
        columns = varied(details.columns, groep={"heading": "Soort"}, waarde={"screen": valued})
        return details._replace(title=title, columns=columns, rows=shown, notes=())

    return {
        **(details.wrapper or {}),
        "noten": details.notes,
        "tabellen": [
            table("Geld", *UNITS),
            _course(blocks(store, Filter(knooppunten=[id_]))),
            table("Thema's", "uitgangspunt", "rode-lijn", "speerpunt"),
            kengetallen(store, id_)._replace(title="Kengetallen"),
        ],
        "partners": rows("partner"),
        "onderbouwing": rows("onderbouwing"),
    }


def _course(kinds: Iterable[Table]) -> Table:
    """Return the money of one knooppunt over the years, a row a kind; `kinds` are its tables."""
    columns = {column.name: column for table in kinds for column in table.columns}
    return Table(
        title="Over de jaren",
        columns=varied(columns.values(), naam={"heading": "Soort"}),
        rows=[{**row, "naam": table.title} for table in kinds for row in table.rows],
        unit_in_title=True,
    )


def _claims(store: "Store", id_: str, about: set[str | None] | None) -> Table:
    """Return what rests on a source, `about` some knooppunten, or if that is None, about all.

    A column in which nothing stands is left out.
    """
    table = bron(store, id_)
    rows = [row for row in table.rows if about is None or row["knooppunt"] in about]
    filled = [
        column for column in table.columns if any(row.get(column.name) not in (None, "") for row in rows)
    ]
    return table._replace(rows=rows, columns=filled)
