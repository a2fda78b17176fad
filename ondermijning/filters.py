"""Which knooppunten and which money a question is about: the filter, and the SQL that it means.

An option given twice means either; different options mean both. `--structureel`, `--eenmalig`, `--jaar`
and `--bron` choose the money, and with it the knooppunten that have such money on record, known or
not; the other options choose knooppunten. `--min` and `--max` look at the figure that `list` shows.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

from ondermijning.text import fold
from ondermijning.vocabulary import UNITS


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


class Selection:
    """The SQL of a filter: `geld` is the chosen money, `keuze` the chosen knooppunten.

    `sql` is the start of a statement (`WITH …`), `values` what its question marks stand for. Where the
    knooppunten are chosen `by_money_alone`, all chosen money is of chosen knooppunten.
    """

    def __init__(self, chosen: Filter) -> None:
        self.values: list[Any] = []
        money = self._money(chosen)
        with_money = self._with_money(chosen)
        hubs = self._range(chosen) + self._hubs(chosen)
        self.by_money_alone = not hubs and len(chosen.soorten) < len(UNITS)
        hubs = with_money + hubs
        self.sql = (
            f"WITH geld AS NOT MATERIALIZED (SELECT * FROM bedrag{_where(money)}), "
            f"keuze AS (SELECT nr FROM knooppunt k{_where(hubs)}) "
        )

    def _any_of(self, column: str, words: Sequence[Any]) -> str:
        self.values += words
        return f"{column} IN ({','.join('?' * len(words))})"

    def _money(self, chosen: Filter) -> list[str]:
        wanted = []
        if chosen.soorten:
            wanted.append(self._any_of("soort", chosen.soorten))
        if chosen.jaren:
            wanted.append(self._any_of("jaar", chosen.jaren))
        if chosen.bronnen:
            wanted.append(
                "nr IN (SELECT bewering FROM vindplaats JOIN bron ON bron.nr = vindplaats.bron "
                f"WHERE {self._any_of('bron.id', chosen.bronnen)})"
            )
        return wanted

    def _with_money(self, chosen: Filter) -> list[str]:
        has = "k.nr IN (SELECT knooppunt FROM geld"
        if chosen.soorten:
            return [f"{has} WHERE {self._any_of('soort', [soort])})" for soort in chosen.soorten]
        return [f"{has})"] if chosen.jaren or chosen.bronnen else []

    def _range(self, chosen: Filter) -> list[str]:
        limits = [(">=", chosen.minimum), ("<=", chosen.maximum)]
        wanted = [f"SUM(bedrag) {sign} ?" for sign, euros in limits if euros is not None]
        self.values += [euros for _, euros in limits if euros is not None]
        if not wanted:
            return []
        wanted.append("COUNT(bedrag) = COUNT(*)")  # a figure of which a part is unknown is unknown
        figures = "SELECT knooppunt FROM geld GROUP BY knooppunt, soort HAVING "
        return [f"k.nr IN ({figures}{' AND '.join(wanted)})"]

    def _hubs(self, chosen: Filter) -> list[str]:
        wanted = []
        if chosen.types:
            wanted.append(self._any_of("k.type", chosen.types))
        for view, table, ids in (
            ("deelname", "partner", chosen.partners),
            ("geldigheid", "thema", chosen.themas),
        ):
            if ids:
                wanted.append(
                    f"k.nr IN (SELECT knooppunt FROM {view} JOIN {table} ON {table}.nr = {view}.{table} "
                    f"WHERE {self._any_of(f'{table}.id', ids)})"
                )
        if chosen.plaatsen:
            places = [fold(plaats) for plaats in chosen.plaatsen]
            wanted.append(f"k.nr IN (SELECT knooppunt FROM plaats WHERE {self._any_of('zoektekst', places)})")
        if chosen.zoek:
            wanted.append(f"({' OR '.join(self._search(text) for text in chosen.zoek)})")
        return wanted

    def _search(self, text: str) -> str:
        """Every word must stand in the knooppunt's names and places, or in a partner or theme of it."""
        words = fold(text).split()
        self.values += [word for word in words for _ in range(3)]
        return "(" + " AND ".join([_FOUND] * len(words) or ["0"]) + ")"


_FOUND = (
    "(instr(k.zoektekst, ?)"
    " OR k.nr IN (SELECT knooppunt FROM deelname JOIN partner ON partner.nr = deelname.partner"
    " WHERE instr(zoektekst, ?))"
    " OR k.nr IN (SELECT knooppunt FROM geldigheid JOIN thema ON thema.nr = geldigheid.thema"
    " WHERE instr(zoektekst, ?)))"
)


def _where(conditions: list[str]) -> str:
    return f" WHERE {' AND '.join(conditions)}" if conditions else ""
