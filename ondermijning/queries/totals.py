"""How much money there is, per group: the question of `totaal`. No sum ever spans both kinds."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from ondermijning.amounts import UNITS
from ondermijning.problems import UsageProblem
from ondermijning.queries.citations import CITED, MOST_NAMES, by_group, names
from ondermijning.queries.filters import Filter, Selection
from ondermijning.queries.knooppunten import rising_note
from ondermijning.queries.shares import shares
from ondermijning.store import Store
from ondermijning.table import UNKNOWN, Column, Row, Table, Unknown


class _Group(NamedTuple):
    """How money is grouped: the SQL of the group's id and name, the order, and its Dutch heading."""

    id: str
    naam: str
    order: str
    heading: str


_GROUPS = {
    "knooppunt": _Group("k.id", "k.naam", "k.nr", "Knooppunt"),
    "type": _Group("k.type", "k.type", "MIN(k.nr)", "Type"),
    "jaar": _Group("CAST(jaar AS TEXT)", "COALESCE(CAST(jaar AS TEXT), 'elk jaar')", "jaar", "Jaar"),
    "bron": _Group("eerste.id", "eerste.titel", "eerste.nr", "Eerste bron"),
}
_JOINED = "gekozen JOIN knooppunt k ON k.nr = knooppunt JOIN bron eerste ON eerste.nr = eerste_bron"
# How many knooppunten there are, and of how many an amount is unknown; of structural money each has
# one amount at most.
_HUBS = "COUNT(DISTINCT knooppunt), COUNT(DISTINCT CASE WHEN bedrag IS NULL THEN knooppunt END)"
_HUBS_OF = {"structureel": "COUNT(*), COUNT(*) - COUNT(bedrag)", "eenmalig": _HUBS}


_IN_WORDS = {"structureel": "in euro per jaar", "eenmalig": "in euro"}


class _Counted(NamedTuple):
    """Money that may be summed: whole euros of one kind; None where no part of it is known."""

    bedrag: int | None
    hubs: int
    unknown: int

    @property
    def euros(self) -> int | Unknown:
        return UNKNOWN if self.bedrag is None else self.bedrag

    @property
    def coverage(self) -> str:
        return f"{self.hubs - self.unknown} van {self.hubs}"


def total(store: Store, chosen: Filter) -> Table:
    """Return the total of the one chosen kind alone: euros per year, or euros.

    Raises UsageProblem where the kind is not chosen, for then there is no total.
    """
    soorten = chosen.soorten
    if len(soorten) != 1:
        raise UsageProblem(
            "--kaal vraagt om één totaal, en structureel geld (per jaar) telt niet op met eenmalig geld. "
            "Kies --structureel of --eenmalig."
        )
    selection = _selection(chosen)
    counted = _counted(store, selection, soorten[0])
    rows = [[counted.euros]] if counted.hubs else []
    caveat = ""
    if counted.unknown:
        missing = names((naam for _, naam in _unknown_hubs(store, selection, MOST_NAMES)), counted.unknown)
        caveat = f"Totaal van {counted.coverage} knooppunten; onbekend: {missing}."
    return Table("Totaal", [Column("totaal", "Totaal", "euro")], rows, key="totaal", caveat=caveat)


def totals(store: Store, chosen: Filter, per: str | None, *, citations: bool) -> Table:
    """Return the money of each group `per`: of one kind with shares and a total, else each kind apart.

    `bedrag` is whole euros: per year where the kind is structural, once where it is one-off.
    """
    soorten = chosen.soorten
    group = _GROUPS[per or ("knooppunt" if len(soorten) == 1 else "jaar")]
    selection = _selection(chosen)
    found = _grouped(store, selection, group)
    cited = _cited(store, selection, group) if citations else {}
    open_hubs = _unknown_hubs(store, selection)
    missing = [id_ for id_, _ in open_hubs]
    if len(soorten) == 1:
        counted = _counted(store, selection, soorten[0])
        table = _of_one_kind(soorten[0], group, found, cited, counted, missing)
    else:
        table = _of_each_kind(group, found, cited, missing)
    caveat = _caveat([naam for _, naam in open_hubs])
    if not citations:
        return table._replace(caveat=caveat)
    first = [caveat] if caveat else []
    return table._replace(notes=[*first, *table.notes, *_notes(store, selection, group)], caveat=caveat)


def _caveat(unknown: list[str]) -> str:
    """Return which knooppunten no total holds an amount of, empty where there are none."""
    if not unknown:
        return ""
    return f"Onbekend, en dus in geen totaal: geen gelezen bron noemt het bedrag voor {names(unknown)}."


def _of_one_kind(
    soort: str,
    group: _Group,
    found: list[Any],
    cited: dict[Any, Any],
    whole: _Counted,
    missing: list[str],
) -> Table:
    parts = shares([counted.bedrag for *_, counted in found])

    def rows(*, known: bool) -> list[Row]:
        return [
            [id_, naam, counted.euros, share, counted.coverage, cited.get((soort, id_), [])]
            for (_, id_, naam, counted), share in zip(found, parts, strict=True)
            if (counted.bedrag is not None) == known
        ]

    by_hub = group is _GROUPS["knooppunt"]
    of_what = f"Totaal, {whole.coverage} knooppunten" if by_hub else "Totaal"
    return Table(
        title=f"{soort.capitalize()} geld, {_IN_WORDS[soort]}",
        columns=[
            Column("groep", "Groep", "id", screen=False),
            Column("naam", group.heading),
            Column("bedrag", "Per jaar" if soort == "structureel" else "Bedrag", "euro"),
            Column("aandeel", "Aandeel", "percentage", rank=1, bar=True),
            Column("knooppunten", "Knooppunten", machine=False, screen=not by_hub, rank=2),
            Column("vindplaatsen", "Bron", "citations", machine=False),
        ],
        rows=rows(known=True),
        unknown=rows(known=False),
        total=[None, of_what, whole.euros, 100.0 if whole.bedrag else None, whole.coverage, None],
        key="groep",
        notes=["De aandelen zijn berekend over het bekende geld."] if whole.bedrag and whole.unknown else (),
        wrapper={"totaal": whole.bedrag, "eenheid": UNITS[soort], "posten": [], "onbekend": missing},
    )


def _of_each_kind(group: _Group, found: list[Any], cited: dict[Any, Any], missing: list[str]) -> Table:
    rows = [
        [
            soort,
            id_,
            naam,
            counted.euros,
            UNITS[soort],
            counted.coverage,
            cited.get((soort, id_), []),
        ]
        for soort, id_, naam, counted in found
    ]
    return Table(
        title="Structureel en eenmalig geld, elk apart",
        columns=[
            Column("soort", "Soort"),
            Column("groep", "Groep", "id", screen=False),
            Column("naam", group.heading),
            Column("bedrag", "Bedrag", "euro"),
            Column("eenheid", "Eenheid", rank=1),
            Column("knooppunten", "Knooppunten", machine=False, rank=2),
            Column("vindplaatsen", "Bron", "citations", machine=False),
        ],
        rows=rows,
        key="groep",
        wrapper={"totaal": None, "eenheid": None, "posten": [], "onbekend": missing},
    )


class _Chosen(NamedTuple):
    """The start of a statement whose `gekozen` is the money to be summed, with its values."""

    sql: str
    values: dict[str, Any]


def _selection(chosen: Filter) -> _Chosen:
    """Return the chosen money of the chosen knooppunten.

    `eerste_bron` is the first source of an amount among those asked for: an amount with more sources
    counts with one of them, so that no euro counts twice.
    """
    selection = Selection(chosen)
    asked = ""
    if chosen.bronnen:
        asked = " AND bron IN (SELECT nr FROM bron WHERE id IN (SELECT value FROM json_each(:bronnen)))"
    sql = (
        f"{selection.sql}, gekozen AS (SELECT geld.*, (SELECT bron FROM vindplaats "
        f"WHERE bewering = geld.nr{asked} ORDER BY volg LIMIT 1) AS eerste_bron FROM geld"
    )
    if not selection.by_money_alone:
        sql += " WHERE knooppunt IN (SELECT nr FROM keuze)"
    return _Chosen(f"{sql}) ", selection.values)


def _counted(store: Store, selection: _Chosen, soort: str) -> _Counted:
    sql = f"SELECT SUM(bedrag), {_HUBS_OF[soort]} FROM gekozen WHERE soort = :soort"
    row = store.row(selection.sql + sql, selection.values | {"soort": soort})
    return _Counted(*row) if row else _Counted(None, 0, 0)


def _grouped(store: Store, selection: _Chosen, group: _Group) -> list[Any]:
    """Return kind, id, name and money of each group, structural first."""
    rows = store.rows(
        f"{selection.sql}SELECT gekozen.soort, {group.id}, {group.naam}, SUM(bedrag), {_HUBS} FROM {_JOINED} "
        f"GROUP BY gekozen.soort, {group.id} ORDER BY gekozen.soort DESC, {group.order}",
        selection.values,
    )
    return [(soort, id_, naam, _Counted(*counted)) for soort, id_, naam, *counted in rows]


def _cited(store: Store, selection: _Chosen, group: _Group) -> dict[Any, Any]:
    return by_group(
        store,
        f"{selection.sql}SELECT gekozen.soort, {group.id}, {CITED} FROM {_JOINED} "
        "JOIN vindplaats ON bewering = gekozen.nr JOIN bron ON bron.nr = vindplaats.bron "
        "ORDER BY gekozen.nr, volg",
        selection.values,
        keys=2,
    )


def _unknown_hubs(store: Store, selection: _Chosen, most: int = -1) -> list[tuple[str, str]]:
    """Return id and name of the knooppunten of which a chosen amount is unknown (-1: of all)."""
    rows = store.rows(
        f"{selection.sql}SELECT DISTINCT k.id, k.naam FROM gekozen "
        "CROSS JOIN knooppunt k ON k.nr = knooppunt WHERE bedrag IS NULL ORDER BY knooppunt LIMIT :most",
        selection.values | {"most": most},
    )
    return [(id_, naam) for id_, naam in rows]


def _notes(store: Store, selection: _Chosen, group: _Group) -> Iterator[str]:
    rising = store.rows(
        f"{selection.sql}SELECT DISTINCT k.naam FROM gekozen JOIN knooppunt k ON k.nr = knooppunt "
        "WHERE oplopend ORDER BY k.nr",
        selection.values,
    )
    if rising:
        yield rising_note([naam for (naam,) in rising])
    if group is _GROUPS["bron"]:
        yield "Een bedrag met meer bronnen telt één keer: bij de eerste."
