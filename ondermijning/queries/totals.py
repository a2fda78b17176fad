"""How much money there is, per group: the question of `totaal`. No sum ever spans both kinds."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from ondermijning.amounts import UNITS
from ondermijning.problems import UsageProblem
from ondermijning.queries.citations import cited
from ondermijning.queries.filters import OF_SOURCES, Filter, Selection, selection
from ondermijning.queries.notes import MOST_NAMES, listed, rising_note
from ondermijning.queries.shares import shares
from ondermijning.table import UNKNOWN, Column, Table, or_unknown, varied

if TYPE_CHECKING:
    from ondermijning.store import Found, Store

COLUMNS = (
    Column("soort", "Soort", meaning="structureel of eenmalig"),
    Column("groep", "Groep", "id", "id van het knooppunt of de bron, het type of het jaar", screen=False),
    Column("naam", "Naam", meaning="naam van de groep"),
    Column("bedrag", "Bedrag", "euro", "het bekende geld samen, in euro of euro per jaar"),
    Column("aandeel", "Aandeel", "percentage", "deel van het bekende geld, in procent", rank=1, bar=True),
    Column("eenheid", "Eenheid", meaning="EUR/jaar of EUR", rank=1),
    Column("knooppunten", "Knooppunten", meaning="van hoeveel het bedrag bekend is", machine=False, rank=2),
    Column("vindplaatsen", "Bron", "citations", "waar het staat: bron, pagina en fragment", machine=False),
)
"""Of one kind of money there is a share, and no `soort` or `eenheid`; of both kinds it is the reverse."""

_TOTAL = Column("totaal", "Totaal", "euro", "het bekende geld samen, in euro of euro per jaar")


class _Group(NamedTuple):
    """How money is grouped: the SQL of the group's id and name, the order, and its Dutch heading."""

    id: str
    naam: str
    order: str
    heading: str

    @property
    def key(self) -> str:
        """The SQL of what tells the groups of both kinds of money apart."""
        return f"gekozen.soort || ' ' || COALESCE({self.id}, '')"


_GROUPS = {
    "knooppunt": _Group("k.id", "k.naam", "k.nr", "Knooppunt"),
    "type": _Group("k.type", "k.type", "MIN(k.nr)", "Type"),
    "jaar": _Group("CAST(jaar AS TEXT)", "COALESCE(CAST(jaar AS TEXT), 'elk jaar')", "jaar", "Jaar"),
    "bron": _Group("eerste.id", "eerste.titel", "eerste.nr", "Eerste bron"),
}
PER = tuple(_GROUPS)
"""What a row can be about."""

_MONEY = "gekozen JOIN knooppunt k ON k.nr = knooppunt JOIN bron eerste ON eerste.nr = eerste_bron"
# How many knooppunten there are, and of how many an amount is unknown.
_HUBS = (
    "COUNT(DISTINCT knooppunt) AS knooppunten, "
    "COUNT(DISTINCT CASE WHEN bedrag IS NULL THEN knooppunt END) AS onbekend"
)
# Of structural money a knooppunt has one amount at most, and counting rows is faster.
_HUBS_OF = {"structureel": "COUNT(*) AS knooppunten, COUNT(*) - COUNT(bedrag) AS onbekend", "eenmalig": _HUBS}


def total(store: "Store", chosen: Filter) -> Table:
    """Return the total of the one chosen kind alone: euros per year, or euros.

    Raises UsageProblem where the kind is not chosen, for then there is no total.
    """
    if len(chosen.soorten) != 1:
        raise UsageProblem(
            "--kaal vraagt om één totaal, en structureel geld (per jaar) telt niet op met eenmalig geld. "
            "Kies --structureel of --eenmalig."
        )
    money = _chosen_money(chosen)
    whole = _whole(store, money, chosen)
    caveat = ""
    if whole["onbekend"]:
        some = [hub["naam"] for hub in _unknown_hubs(store, money, MOST_NAMES)]
        missing = listed(some, of=whole["onbekend"])
        caveat = f"Totaal van {_coverage(whole)} knooppunten; onbekend: {missing}."
    rows = [{"totaal": or_unknown(whole["bedrag"])}] if whole["knooppunten"] else []
    return Table("Totaal", [_TOTAL], rows, key="totaal", caveat=caveat)


def totals(store: "Store", chosen: Filter, per: str | None, *, citations: bool) -> Table:
    """Return the money of each group `per`: of one kind with shares and a total, else each kind apart.

    `bedrag` is whole euros: per year where the kind is structural, once where it is one-off.
    """
    one_kind = len(chosen.soorten) == 1
    group = _GROUPS[per or ("knooppunt" if one_kind else "jaar")]
    money = _chosen_money(chosen)
    claims = f"{money.sql}SELECT {group.key} AS groep, gekozen.nr AS bewering FROM {_MONEY}"
    sources = cited(store, claims, money.values) if citations else {}
    rows = [
        {
            **found,
            "bedrag": or_unknown(found["bedrag"]),
            "eenheid": UNITS[found["soort"]],
            "knooppunten": _coverage(found),
            "vindplaatsen": sources.get(found["sleutel"], []),
        }
        for found in _grouped(store, money, group)
    ]
    unknown = _unknown_hubs(store, money)
    caveat = ""
    if unknown:
        missing = listed(hub["naam"] for hub in unknown)
        caveat = f"Onbekend, en dus in geen totaal: geen gelezen bron noemt het bedrag voor {missing}."
    table = Table(
        title="Structureel en eenmalig geld, elk apart",
        columns=varied(COLUMNS, naam={"heading": group.heading}, aandeel=None),
        rows=rows,
        key="groep",
        notes=[caveat] if caveat else [],
        caveat=caveat,
        wrapper={"totaal": None, "eenheid": None, "posten": [], "onbekend": [hub["id"] for hub in unknown]},
    )
    if one_kind:
        table = _with_total(table, chosen.soorten[0], group, _whole(store, money, chosen))
    return table._replace(notes=[*table.notes, *_notes(store, money, group)]) if citations else table


def _with_total(table: Table, soort: str, group: _Group, whole: "Found") -> Table:
    """Return a table of one kind of money with its total, and with each row's share of what is known."""
    by_hub = group is _GROUPS["knooppunt"]
    known = whole["bedrag"]
    parts = shares([None if row["bedrag"] is UNKNOWN else row["bedrag"] for row in table.rows])
    rows = [{**row, "aandeel": share} for row, share in zip(table.rows, parts, strict=True)]
    of_known = ["De aandelen zijn berekend over het bekende geld."] if known and whole["onbekend"] else []
    return table._replace(
        title=f"{soort.capitalize()} geld, in {'euro per jaar' if soort == 'structureel' else 'euro'}",
        columns=varied(
            COLUMNS,
            soort=None,
            naam={"heading": group.heading},
            bedrag={"heading": "Per jaar" if soort == "structureel" else "Bedrag"},
            eenheid=None,
            knooppunten={"screen": not by_hub},
        ),
        rows=[row for row in rows if row["bedrag"] is not UNKNOWN],
        unknown=[row for row in rows if row["bedrag"] is UNKNOWN],
        total={
            **dict.fromkeys(column.name for column in COLUMNS),
            "naam": f"Totaal, {_coverage(whole)} knooppunten" if by_hub else "Totaal",
            "bedrag": or_unknown(known),
            "aandeel": 100.0 if known else None,
            "knooppunten": _coverage(whole),
        },
        notes=[*table.notes, *of_known],
        wrapper={**(table.wrapper or {}), "totaal": known, "eenheid": UNITS[soort]},
    )


def _coverage(counted: "Found") -> str:
    return f"{counted['knooppunten'] - counted['onbekend']} van {counted['knooppunten']}"


def _chosen_money(chosen: Filter) -> Selection:
    """Return the selection with `gekozen`: the chosen money of the chosen knooppunten.

    `eerste_bron` is the first source of an amount among those asked for: an amount with more sources
    counts with one of them, so that no euro counts twice.
    """
    asked = selection(chosen)
    of_sources = f" AND {OF_SOURCES}" if chosen.bronnen else ""
    of_hubs = "" if asked.by_money_alone else " WHERE knooppunt IN (SELECT nr FROM keuze)"
    return asked._replace(
        sql=f"{asked.sql}, gekozen AS (SELECT geld.*, (SELECT bron FROM vindplaats "
        f"WHERE bewering = geld.nr{of_sources} ORDER BY volg LIMIT 1) AS eerste_bron FROM geld{of_hubs}) "
    )


def _whole(store: "Store", money: Selection, chosen: Filter) -> "Found":
    """Return all money of the one chosen kind, and of how many knooppunten it is."""
    (soort,) = chosen.soorten
    (whole,) = money.rows(store, f"SELECT SUM(bedrag) AS bedrag, {_HUBS_OF[soort]} FROM gekozen")
    return whole


def _grouped(store: "Store", money: Selection, group: _Group) -> "list[Found]":
    """Return the money of each group of each kind, structural first."""
    return money.rows(
        store,
        f"SELECT {group.key} AS sleutel, gekozen.soort, {group.id} AS groep, {group.naam} AS naam, "
        f"SUM(bedrag) AS bedrag, {_HUBS} FROM {_MONEY} "
        f"GROUP BY gekozen.soort, {group.id} ORDER BY gekozen.soort DESC, {group.order}",
    )


def _unknown_hubs(store: "Store", money: Selection, most: int = -1) -> "list[Found]":
    """Return id and name of the knooppunten of which a chosen amount is unknown (-1: of all)."""
    return money.rows(
        store,
        "SELECT DISTINCT k.id, k.naam FROM gekozen CROSS JOIN knooppunt k ON k.nr = knooppunt "
        "WHERE bedrag IS NULL ORDER BY knooppunt LIMIT :most",
        most=most,
    )


def _notes(store: "Store", money: Selection, group: _Group) -> Iterator[str]:
    rising = money.rows(
        store,
        "SELECT naam FROM gekozen JOIN knooppunt k ON k.nr = knooppunt WHERE oplopend ORDER BY k.nr",
    )
    if rising:
        yield rising_note(naam for (naam,) in rising)
    if group is _GROUPS["bron"]:
        yield "Een bedrag met meer bronnen telt één keer: bij de eerste."
