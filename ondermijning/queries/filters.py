"""Which knooppunten and which money a question is about: the filter, and the SQL that it means.

An option given twice means either; different options mean both. `--structureel`, `--eenmalig`, `--jaar`
and `--bron` choose the money, and with it the knooppunten that have such money on record, known or
not; the other options choose knooppunten. `--min` and `--max` look at the figure that `list` shows.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from ondermijning.amounts import UNITS
from ondermijning.text import fold

if TYPE_CHECKING:
    from ondermijning.store import Found, Store


class Filter(NamedTuple):
    """The words of a call, checked: ids that exist, amounts in whole euros. Empty: no demand."""

    structureel: bool = False
    eenmalig: bool = False
    jaren: Sequence[int] = ()
    types: Sequence[str] = ()
    partners: Sequence[str] = ()
    themas: Sequence[str] = ()
    plaatsen: Sequence[str] = ()
    bronnen: Sequence[str] = ()
    minimum: int | None = None
    maximum: int | None = None
    zoek: Sequence[str] = ()

    @property
    def soorten(self) -> list[str]:
        """The kinds of money that were asked for by name."""
        return [soort for soort in UNITS if getattr(self, soort)]


def _in(option: str) -> str:
    """Return the SQL that holds for the words of an option, which come as a JSON list of any length."""
    return f"IN (SELECT value FROM json_each(:{option}))"


OF_SOURCES = f"bron IN (SELECT nr FROM bron WHERE id {_in('bronnen')})"
"""What `--bron` asks of a vindplaats."""

_MONEY = {
    "jaren": f"jaar {_in('jaren')}",
    "bronnen": f"nr IN (SELECT bewering FROM vindplaats WHERE {OF_SOURCES})",
}
"""What an option asks of money."""

_FIGURE = {"minimum": "SUM(bedrag) >= :minimum", "maximum": "SUM(bedrag) <= :maximum"}
"""What an option asks of the figure of a knooppunt: its money of one kind together."""

_PARTNERS = f"SELECT nr FROM partner WHERE id {_in('partners')}"
_THEMES = f"SELECT nr FROM thema WHERE id {_in('themas')}"
_HUBS = {
    "types": f"k.type {_in('types')}",
    "partners": f"k.nr IN (SELECT knooppunt FROM deelname WHERE partner IN ({_PARTNERS}))",
    "themas": f"k.nr IN (SELECT knooppunt FROM geldigheid WHERE thema IN ({_THEMES}))",
    "plaatsen": f"k.nr IN (SELECT knooppunt FROM plaats WHERE zoektekst {_in('plaatsen')})",
    # Of one of the texts every word stands in the knooppunt's names and places, or in a partner or theme
    # of it. With IIF, because SQLite goes through a list of pairs from end to end for NOT IN.
    "zoek": """EXISTS (
        SELECT 1 FROM tekst WHERE NOT EXISTS (
            SELECT 1 FROM json_each(woorden) WHERE IIF(
                instr(k.zoektekst, value) OR (k.nr, value) IN (
                    SELECT knooppunt, woord FROM woord JOIN partner ON instr(zoektekst, woord)
                    JOIN deelname ON deelname.partner = partner.nr
                    UNION ALL SELECT knooppunt, woord FROM woord JOIN thema ON instr(zoektekst, woord)
                    JOIN geldigheid ON geldigheid.thema = thema.nr), 0, 1)))""",
}
"""What an option asks of a knooppunt `k`."""

_SEARCHED = """
tekst AS MATERIALIZED (SELECT value AS woorden FROM json_each(:zoek)),
woord AS MATERIALIZED (SELECT DISTINCT value AS woord FROM tekst, json_each(woorden)),
"""


class Selection(NamedTuple):
    """The SQL of a filter: `geld` is the chosen money, `keuze` the chosen knooppunten.

    `sql` is the start of a statement (`WITH …`), `values` are its parameters by name. Where the
    knooppunten are chosen `by_money_alone`, all chosen money is of chosen knooppunten.
    """

    sql: str
    values: dict[str, Any]
    by_money_alone: bool

    def rows(self, store: "Store", sql: str, **values: Any) -> "list[Found]":
        """Return the rows of a SELECT over what is chosen, with parameters of its own."""
        return store.rows(self.sql + sql, self.values | values)


def selection(chosen: Filter) -> Selection:
    """Return the SQL of a filter."""
    given = [name for name, words in chosen._asdict().items() if words not in (None, (), [])]

    def asked(conditions: dict[str, str]) -> list[str]:
        return [conditions[name] for name in given if name in conditions]

    of_kind = [f"soort = '{soort}'" for soort in chosen.soorten]
    money = asked(_MONEY)
    hubs = asked(_HUBS)
    if figure := asked(_FIGURE):
        # A figure of which a part is unknown is unknown.
        within = _all([*figure, "COUNT(bedrag) = COUNT(*)"])
        hubs.append(f"k.nr IN (SELECT knooppunt FROM geld GROUP BY knooppunt, soort HAVING {within})")
    # Of each kind that is asked for a knooppunt has money on record, known or not.
    on_record = of_kind or (["TRUE"] if money else [])
    has_money = [f"k.nr IN (SELECT knooppunt FROM geld WHERE {kind})" for kind in on_record]
    if len(of_kind) == 1:
        money += of_kind
    sql = (
        f"WITH {_SEARCHED if chosen.zoek else ''}"
        f"geld AS NOT MATERIALIZED (SELECT * FROM bedrag WHERE {_all(money)}), "
        f"keuze AS (SELECT nr FROM knooppunt k WHERE {_all(has_money + hubs)}) "
    )
    return Selection(sql, _values(chosen), by_money_alone=not hubs and len(of_kind) < len(UNITS))


def _values(chosen: Filter) -> dict[str, Any]:
    """Return the options as parameters by name: numbers as they are, lists as JSON."""
    searched = [words for text in chosen.zoek if (words := fold(text).split())]
    options = chosen._asdict() | {"plaatsen": [fold(plaats) for plaats in chosen.plaatsen], "zoek": searched}
    given = {name for name, words in chosen._asdict().items() if isinstance(words, Sequence) and words}
    if given:
        from json import dumps

        options |= {name: dumps(options[name]) for name in given}
    return options


def _all(conditions: list[str]) -> str:
    return " AND ".join(conditions) or "TRUE"
