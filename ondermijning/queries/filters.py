"""Which knooppunten and which money a question is about: the filter, and the SQL that it means.

An option given twice means either; different options mean both. `--structureel`, `--eenmalig`, `--jaar`
and `--bron` choose the money, and with it the knooppunten that have such money on record, known or
not; the other options choose knooppunten. `--min` and `--max` look at the figure that `list` shows:
without a year, of the structural money that no other has followed.
"""

from collections.abc import Iterator, Sequence
from enum import Enum
from typing import TYPE_CHECKING, Any, NamedTuple

from ondermijning.amounts import UNITS, in_words
from ondermijning.problems import UsageProblem
from ondermijning.text import any_of, fold

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
    knooppunten: Sequence[str] = ()
    """Ids that a part of a larger answer is about; no option of a call, so no condition of its answer."""

    @property
    def soorten(self) -> list[str]:
        """The kinds of money that were asked for by name."""
        return [soort for soort in UNITS if getattr(self, soort)]

    @property
    def years(self) -> list[int]:
        """The chosen years, each once and in their order."""
        return sorted(set(self.jaren))

    def in_words(self) -> list[str]:
        """Return what is demanded in Dutch words: one text an option, in the order of the options."""
        return [*self.soorten, *self._conditions()]

    def _conditions(self) -> Iterator[str]:
        options = {
            "jaar": [str(year) for year in self.years],
            "bron": self.bronnen,
            "type": self.types,
            "partner": self.partners,
            "thema": self.themas,
            "plaats": self.plaatsen,
        }
        for name, words in options.items():
            if words:
                yield f"{name} {any_of(list(dict.fromkeys(words)))}"
        for word, euros in (("minstens", self.minimum), ("hoogstens", self.maximum)):
            if euros is not None:
                yield f"in totaal {word} {in_words(euros)} per knooppunt"
        if self.zoek:
            quoted = [f"'{text}'" for text in self.zoek]
            yield f"zoekterm {any_of(quoted)}"


def _in(option: str) -> str:
    """Return the SQL that holds for the words of an option, which come as a JSON list of any length."""
    return f"IN (SELECT value FROM json_each(:{option}))"


OF_SOURCES = f"bron {_in('bronnen')}"
"""What `--bron` asks of a vindplaats."""

_RECORDED = """
SELECT sleutel, niveau, knooppunt, soort, jaar, vanaf AS van, tot, bedrag, oplopend FROM bedragen
"""
_LEVELS = f"{_RECORDED} WHERE stap = 0 AND gevolgd = 0"
_RUNNING = """
SELECT sleutel, b.niveau, t.knooppunt, t.soort, b.jaar, t.van, t.tot, t.bedrag, b.oplopend
FROM tijdvakken t JOIN bedragen b USING (sleutel)
"""
IN_YEAR = "COALESCE({0}.van <= {1}, TRUE) AND COALESCE({1} <= {0}.tot, TRUE)"
"""Whether money, that of a name, is there in a year."""


class Money(Enum):
    """Which money a question is about. In chosen years it is always the money of those years."""

    SHOWN = "one figure a knooppunt: what goes on, or what is the same in all chosen years"
    RUNNING = "what there is in each year, followed money too"
    RECORDED = "what is claimed: amounts, and steps towards them"


_FIGURE = {"minimum": "SUM(bedrag) >= :minimum", "maximum": "SUM(bedrag) <= :maximum"}
"""What an option asks of the figure of a knooppunt: its money of one kind together."""

_PARTNERS = """
WITH RECURSIVE onder(id) AS (
    SELECT value FROM json_each(:partners)
    UNION SELECT partners.id FROM onder JOIN partners ON valt_onder = onder.id)
SELECT id FROM onder
"""
_HUBS = {
    "types": f"k.type {_in('types')}",
    "partners": f"k.id IN (SELECT knooppunt FROM deelname WHERE partner IN ({_PARTNERS}))",
    "themas": f"k.id IN (SELECT knooppunt FROM geldigheid WHERE thema {_in('themas')})",
    "plaatsen": f"k.id IN (SELECT id FROM namen WHERE soort = 'plaats' AND gevouwen {_in('plaatsen')})",
    "knooppunten": f"k.id {_in('knooppunten')}",
    # Of one of the texts every word stands in what the knooppunt is called, or in a focus, a partner or a
    # theme of it. With IIF: for NOT IN, SQLite goes through a list of pairs from end to end.
    "zoek": """EXISTS (
        SELECT 1 FROM tekst WHERE NOT EXISTS (
            SELECT 1 FROM gezocht g WHERE g.tekst = tekst.tekst AND IIF(
                EXISTS (SELECT 1 FROM zoek WHERE soort IN ('knooppunt', 'speerpunt') AND zoek.id = k.id
                    AND instr(zoek.tekst, g.woord))
                OR (k.id, g.woord) IN (SELECT knooppunt, woord FROM via), 0, 1)))""",
}
"""What an option asks of a knooppunt `k`."""

_SEARCHED = """
gezocht AS MATERIALIZED (
    SELECT t.key AS tekst, w.value AS woord FROM json_each(:zoek) t JOIN json_each(t.value) w),
tekst AS MATERIALIZED (SELECT DISTINCT tekst FROM gezocht),
woord AS MATERIALIZED (SELECT DISTINCT woord FROM gezocht),
via AS NOT MATERIALIZED (
    SELECT knooppunt, woord FROM woord JOIN zoek ON soort = 'partner' AND instr(zoek.tekst, woord)
    JOIN deelname ON partner = zoek.id
    UNION ALL SELECT knooppunt, woord FROM woord JOIN zoek ON soort = 'thema' AND instr(zoek.tekst, woord)
    JOIN geldigheid ON thema = zoek.id),
"""


class Selection(NamedTuple):
    """The SQL of a filter: `keuze` are the chosen knooppunten, `gekozen` is the chosen money that is theirs.

    Money has the key (`sleutel`) of an amount or of a step, which has that of its amount (`niveau`). `sql` is
    the start of a statement (`WITH …`), `values` are its parameters by name.
    """

    sql: str
    values: dict[str, Any]

    def rows(self, store: "Store", sql: str, **values: Any) -> "list[Found]":
        """Return the rows of a SELECT over what is chosen, with parameters of its own."""
        return store.rows(self.sql + sql, self.values | values)

    def each(self, store: "Store", sql: str, **values: Any) -> "Iterator[Found]":
        """Yield the same rows one by one, so that they need not all be in memory."""
        return store.each(self.sql + sql, self.values | values)


def select(store: "Store", chosen: Filter, money: Money = Money.SHOWN) -> Selection:
    """Return the SQL of a filter.

    Raises UsageProblem where one figure is asked for of years in which that of a knooppunt differs.
    """
    limited = chosen.minimum is not None or chosen.maximum is not None
    structural = chosen.soorten != ["eenmalig"]
    if len(chosen.years) > 1 and structural and (limited or money is Money.SHOWN):
        _demand_one_figure(store, chosen)
    return _selection(chosen, money)


_DIFFERING = f"""
SELECT naam FROM (
    SELECT gekozen.knooppunt AS id, (COUNT(*) > COUNT(bedrag)) || ' ' || COALESCE(SUM(bedrag), '') AS cijfer
    FROM gekozen JOIN json_each(:jaren) AS jaren ON {IN_YEAR.format("gekozen", "jaren.value")}
    WHERE soort = 'structureel' GROUP BY gekozen.knooppunt, jaren.value
) JOIN knooppunten k USING (id) GROUP BY k.rowid HAVING COUNT(DISTINCT cijfer) > 1 OR COUNT(*) < :aantal
LIMIT 1
"""


def _demand_one_figure(store: "Store", chosen: Filter) -> None:
    """Raise UsageProblem where the structural figure of a chosen knooppunt is not the same in all years."""
    unlimited = _selection(chosen._replace(jaren=chosen.years, minimum=None, maximum=None), Money.RUNNING)
    for hub in unlimited.rows(store, _DIFFERING, aantal=len(chosen.years)):
        raise UsageProblem(
            f"structureel geld is een bedrag per jaar, en dat van {hub['naam']} verschilt tussen de gekozen "
            "jaren; één bedrag is er dus niet. Kies één jaar of --eenmalig, of bekijk elk jaar apart met "
            "'knooppunt meerjaren' of 'knooppunt totaal --structureel --per jaar'."
        )


def _selection(chosen: Filter, money: Money) -> Selection:
    given = [name for name, words in chosen._asdict().items() if words not in (None, (), [])]

    def asked(conditions: dict[str, str]) -> list[str]:
        return [conditions[name] for name in given if name in conditions]

    of_kind = [f"soort = '{soort}'" for soort in chosen.soorten]
    of_money = of_kind if len(of_kind) == 1 else []
    if chosen.bronnen:
        of_money = [*of_money, f"sleutel IN (SELECT bewering FROM beweringen WHERE {OF_SOURCES})"]
    hubs = asked(_HUBS)
    if figure := asked(_FIGURE):
        # A figure of which a part is unknown is unknown.
        within = _all([*figure, "COUNT(bedrag) = COUNT(*)"])
        shown = f"SELECT * FROM ({_source(chosen, Money.SHOWN)}) WHERE {_all(of_money)}"
        hubs.append(f"k.id IN (SELECT knooppunt FROM ({shown}) GROUP BY knooppunt, soort HAVING {within})")
    # Of each kind that is asked for a knooppunt has money on record, known or not.
    on_record = of_kind or (["TRUE"] if chosen.jaren or chosen.bronnen else [])
    has_money = [f"k.id IN (SELECT knooppunt FROM geld WHERE {kind})" for kind in on_record]
    # Where the knooppunten are chosen by their money alone, all chosen money is of chosen knooppunten.
    of_hubs = "knooppunt IN (SELECT id FROM keuze)" if hubs or len(of_kind) > 1 else "TRUE"
    sql = (
        f"WITH {_SEARCHED if chosen.zoek else ''}"
        f"geld AS NOT MATERIALIZED (SELECT * FROM ({_source(chosen, money)}) WHERE {_all(of_money)}), "
        f"keuze AS (SELECT id FROM knooppunten k WHERE {_all(has_money + hubs)}), "
        f"gekozen AS NOT MATERIALIZED (SELECT * FROM geld WHERE {of_hubs}) "
    )
    return Selection(sql, _values(chosen))


def _source(chosen: Filter, money: Money) -> str:
    """Return the SELECT of all money of the chosen years, of which a figure is that of the first."""
    if not chosen.jaren:
        return {Money.SHOWN: _LEVELS, Money.RUNNING: _RUNNING, Money.RECORDED: _RECORDED}[money]
    years = [f"{IN_YEAR.format('t', int(year))}" for year in chosen.years]
    either = f"({' OR '.join(years)})"
    if money is Money.SHOWN and len(years) > 1:
        either = f"iif(t.soort = 'structureel', {years[0]}, {either})"
    return f"{_RUNNING} WHERE {either}"


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
