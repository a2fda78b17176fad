"""Which knooppunten and which money a question is about: the filter, and the SQL that it means.

An option given twice means either; different options mean both. `--structureel`, `--eenmalig`, `--jaar`
and `--bron` choose the money, and with it the knooppunten that have such money on record, known or
not; the other options choose knooppunten. `--min` and `--max` look at the figure that `list` shows.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

from ondermijning.amounts import UNITS
from ondermijning.text import fold


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
        return ["structureel"] * self.structureel + ["eenmalig"] * self.eenmalig


_IDS = "(SELECT value FROM json_each(:{}))"
_MONEY = {
    "jaren": f"jaar IN {_IDS}",
    "bronnen": (
        "nr IN (SELECT bewering FROM vindplaats JOIN bron ON bron.nr = vindplaats.bron "
        f"WHERE bron.id IN {_IDS})"
    ),
}
"""What an option asks of money."""

_HUBS = {
    "types": f"k.type IN {_IDS}",
    "partners": (
        "k.nr IN (SELECT knooppunt FROM deelname WHERE partner IN "
        f"(SELECT nr FROM partner WHERE id IN {_IDS}))"
    ),
    "themas": (
        f"k.nr IN (SELECT knooppunt FROM geldigheid WHERE thema IN (SELECT nr FROM thema WHERE id IN {_IDS}))"
    ),
    "plaatsen": f"k.nr IN (SELECT knooppunt FROM plaats WHERE zoektekst IN {_IDS})",
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

_RANGE = {"minimum": "SUM(bedrag) >= :minimum", "maximum": "SUM(bedrag) <= :maximum"}
_SEARCHED = """
tekst AS MATERIALIZED (SELECT value AS woorden FROM json_each(:zoek)),
woord AS MATERIALIZED (SELECT DISTINCT value AS woord FROM tekst, json_each(woorden)),
"""


class Selection:
    """The SQL of a filter: `geld` is the chosen money, `keuze` the chosen knooppunten.

    `sql` is the start of a statement (`WITH …`), `values` are its parameters by name. Where the
    knooppunten are chosen `by_money_alone`, all chosen money is of chosen knooppunten.
    """

    def __init__(self, chosen: Filter) -> None:
        """Make the SQL of a filter."""
        self.values = _values(chosen)
        hubs = _of_figure(chosen) + _asked(_HUBS, chosen)
        self.by_money_alone = not hubs and len(chosen.soorten) < len(UNITS)
        searched = _SEARCHED if chosen.zoek else ""
        self.sql = (
            f"WITH {searched}geld AS NOT MATERIALIZED (SELECT * FROM bedrag{_where(_of_money(chosen))}), "
            f"keuze AS (SELECT nr FROM knooppunt k{_where(_with_money(chosen) + hubs)}) "
        )


def _values(chosen: Filter) -> dict[str, Any]:
    """Return the parameters by name; a list as JSON, for which SQLite has no bound to how long it is."""
    lists = {
        "jaren": chosen.jaren,
        "bronnen": chosen.bronnen,
        "types": chosen.types,
        "partners": chosen.partners,
        "themas": chosen.themas,
        "plaatsen": [fold(plaats) for plaats in chosen.plaatsen],
        "zoek": [words for text in chosen.zoek if (words := fold(text).split())],
    }
    values: dict[str, Any] = {"minimum": chosen.minimum, "maximum": chosen.maximum}
    if any((*lists.values(), chosen.zoek)):
        from json import dumps

        values |= {name: dumps(words) for name, words in lists.items()}
    return values


def _asked(conditions: dict[str, str], chosen: Filter) -> list[str]:
    """Return the conditions of the options that were given."""
    given = {name for name, words in chosen._asdict().items() if words not in (None, (), [])}
    return [sql.format(name) for name, sql in conditions.items() if name in given]


def _of_money(chosen: Filter) -> list[str]:
    one_kind = [f"soort = '{soort}'" for soort in chosen.soorten] if len(chosen.soorten) == 1 else []
    return one_kind + _asked(_MONEY, chosen)


def _with_money(chosen: Filter) -> list[str]:
    """Return what keeps the knooppunten that have the chosen money on record, of each kind asked for."""
    has = "k.nr IN (SELECT knooppunt FROM geld"
    if chosen.soorten:
        return [f"{has} WHERE soort = '{soort}')" for soort in chosen.soorten]
    return [f"{has})"] if chosen.jaren or chosen.bronnen else []


def _of_figure(chosen: Filter) -> list[str]:
    """Return what keeps the knooppunten with a figure within the limits."""
    limits = _asked(_RANGE, chosen)
    if not limits:
        return []
    limits.append("COUNT(bedrag) = COUNT(*)")  # a figure of which a part is unknown is unknown
    figures = "SELECT knooppunt FROM geld GROUP BY knooppunt, soort HAVING "
    return [f"k.nr IN ({figures}{' AND '.join(limits)})"]


def _where(conditions: list[str]) -> str:
    return f" WHERE {' AND '.join(conditions)}" if conditions else ""
