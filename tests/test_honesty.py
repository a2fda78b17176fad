"""The honesty rules under any filter and year: no sum over both kinds, no euro lost or twice, unknown named.

Datasets and filters are made by hypothesis; what should come out is worked out once more here, in plain
Python over the same plain data.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import partial
from itertools import permutations, product
from typing import Any
from unicodedata import combining, normalize

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ondermijning.dataset import load
from ondermijning.problems import UsageProblem
from ondermijning.queries.bedragen import bedragen
from ondermijning.queries.filters import Filter
from ondermijning.queries.groups import PER
from ondermijning.queries.knooppunten import knooppunten
from ondermijning.queries.meerjaren import blocks, meerjaren
from ondermijning.queries.reconciliation import aansluiting
from ondermijning.queries.totals import total, totals
from ondermijning.store import Store
from ondermijning.store.making import build
from ondermijning.table import UNKNOWN, Table

Data = dict[str, Any]
Record = dict[str, Any]

KINDS = ("structureel", "eenmalig")
UNITS = {"structureel": "EUR/jaar", "eenmalig": "EUR"}
SOURCES = ("brief", "krant", "nota")
YEARS = (2021, 2022, 2024)
ALL_YEARS = range(2015, 2045)
"""More than any dataset here speaks of."""
PURPOSES = ("wegen", "water")
TYPES = ("zeehaven", "luchthaven", "veiling")
PLACES = ("Één", "Veere", "Aalst aan Zee")
PARTNERS = ("douane", "politie", "zeehavenpolitie", "recherche")
UNDER = {"zeehavenpolitie": "politie", "recherche": "zeehavenpolitie"}
THEMES = ("afpakken", "weerbaarheid")
EUROS = (0, 1, 2, 5, 10, 10**6, 10**12)
WORDS = ("haven", "een", "ÉÉN", "zee", "aalst zee", "douane", "afpak", "weer polit", "nergens", " ")


def few(values: Sequence[Any], least: int, most: int) -> st.SearchStrategy[list[Any]]:
    """Draw from all lists of so many values, each length as likely as another: one draw is soon done."""
    return st.sampled_from(
        [
            [*chosen]
            for size in range(least, most + 1)
            for chosen in product(values, repeat=size)
            for _ in range(len(values) ** (most - size))
        ]
    )


def some(values: Sequence[str]) -> st.SearchStrategy[Any]:
    """Draw all of them, in one word, or at least one."""
    chosen = [[*ids] for size in range(1, len(values) + 1) for ids in permutations(values, size)]
    return st.sampled_from(["alle"] * len(chosen) + chosen)


cited = few(SOURCES, 1, 3).map(lambda ids: [{"bron": id_, "pagina": page} for page, id_ in enumerate(ids, 1)])
"""One or more vindplaatsen; a source may come twice, as with two pages of one letter."""
euros = st.sampled_from(EUROS)
amounts = st.sampled_from([*EUROS, *["onbekend"] * len(EUROS)])
whether = st.booleans()


@st.composite
def inside_and_beside(draw: st.DrawFn, amount: Record) -> Record:
    """Add parts, no more than a known amount together, and what other sources say; neither counts."""
    if draw(whether):
        whole = amount["bedrag"]
        known = EUROS if whole == "onbekend" else (whole, whole // 2)
        part = draw(st.sampled_from([*known, "onbekend"]))
        amount["waarvan"] = [{"omschrijving": "deel", "bedrag": part, "vindplaatsen": draw(cited)}]
    if draw(whether):
        amount["afwijkend"] = [{"bedrag": draw(euros), "vindplaatsen": draw(cited)}]
    return amount


one_off_purposes: st.SearchStrategy[list[str | None]] = st.sampled_from([[], [None], [*PURPOSES]])
structural_purposes: st.SearchStrategy[list[str | None]] = st.sampled_from(
    [[], [None], ["wegen"], [*PURPOSES]]
)


@st.composite
def one_offs(draw: st.DrawFn) -> list[Record]:
    """One-off amounts; those of one year each say what they are for."""
    found = []
    for year in YEARS:
        purposes: list[str | None] = draw(one_off_purposes)
        for purpose in purposes:
            amount: Record = {"soort": "eenmalig", "jaar": year, "bedrag": draw(amounts)}
            amount["vindplaatsen"] = draw(cited)
            found.append(draw(inside_and_beside(amount | ({"bestemming": purpose} if purpose else {}))))
    return found


@st.composite
def structurals(draw: st.DrawFn, purpose: str | None) -> list[Record]:
    """Structural amounts that follow each other, mostly one: each with or without steps, a level, an end."""
    count = draw(st.sampled_from([1, 1, 2, 3]))
    found, year = [], 2020
    for number in range(count):
        amount: Record = {"soort": "structureel", "bedrag": draw(amounts), "vindplaatsen": draw(cited)}
        if purpose:
            amount["bestemming"] = purpose
        if draw(whether):
            amount["oplopend"] = True
        steps = sorted(draw(st.sets(st.integers(year, year + 2), max_size=2)))
        if steps:
            amount["opbouw"] = [
                {"jaar": jaar, "bedrag": draw(amounts), "vindplaatsen": draw(cited)} for jaar in steps
            ]
        if draw(whether) or (number and not steps):
            amount["vanaf"] = draw(st.integers(max([year, *(jaar + 1 for jaar in steps)]), year + 4))
        least = max([year, *steps, amount.get("vanaf", year)])
        if draw(whether) or number < count - 1:
            amount["tot"] = draw(st.integers(least, least + 2))
            year = amount["tot"] + draw(st.integers(1, 2))
        found.append(draw(inside_and_beside(amount)))
    return found


focuses = few(THEMES, 0, 2)
places = few(PLACES, 0, 2).map(lambda names: [*dict.fromkeys(names)])


@st.composite
def hubs(draw: st.DrawFn, number: int) -> Record:
    purposes: list[str | None] = draw(structural_purposes)
    structural = [amount for purpose in purposes for amount in draw(structurals(purpose))]
    return {
        "id": f"hub-{number}",
        "naam": draw(st.sampled_from(["Haven", "Knoop Eén"])),
        "type": draw(st.sampled_from(TYPES)),
        "plaatsen": draw(places),
        "financiering": draw(st.permutations(structural + draw(st.just([]) | one_offs()))),
        "speerpunten": [{"thema": thema, "vindplaatsen": [{"bron": "nota"}]} for thema in draw(focuses)]
        or "onbekend",
    }


@st.composite
def datasets(draw: st.DrawFn) -> Data:
    count = draw(st.integers(1, 4))
    ids = [f"hub-{number}" for number in range(count)]
    whose = some(ids)
    place = [{"bron": "brief"}]
    shared = {"soort": "rode-lijn", "geldt_voor": draw(whose)}
    return {
        "bijgewerkt": "2026-01-01",
        "bronnen": [{"id": id_, "titel": id_, "soort": "krant", "datum": "2022"} for id_ in SOURCES],
        "knooppunten": [draw(hubs(number)) for number in range(count)],
        "partners": [
            {"id": id_, "naam": id_, "soort": "publiek", "deelname": draw(whose), "vindplaatsen": place}
            | ({"valt_onder": UNDER[id_]} if id_ in UNDER else {})
            for id_ in PARTNERS
        ],
        "themas": [
            {"id": THEMES[0], "naam": "Afpakken", **shared, "vindplaatsen": place},
            {"id": THEMES[1], "naam": "Weerbaarheid", "soort": "speerpunt", "vindplaatsen": place},
        ],
    }


def several(values: tuple[Any, ...]) -> st.SearchStrategy[list[Any]]:
    """Mostly nothing, else one or two values: an option left out, given once, given twice."""
    return st.just([]) | few(values, 0, 2)


limits = st.none() | euros
hub_filters = st.fixed_dictionaries(
    {},
    optional={
        "types": several(TYPES),
        "partners": several(PARTNERS),
        "themas": several(THEMES),
        "plaatsen": several(("één", "EEN", "veere", "Nergens")),
        "zoek": several(WORDS),
    },
)
money_filters = st.fixed_dictionaries(
    {},
    optional={
        "structureel": st.booleans(),
        "eenmalig": st.booleans(),
        "jaren": several((*YEARS, 1999)),
        "bronnen": several(SOURCES),
    },
)
filters = st.builds(
    lambda hub, money, minimum, maximum: Filter(**hub, **money, minimum=minimum, maximum=maximum),
    st.just({}) | hub_filters,  # many options together leave little to look at
    money_filters,
    st.none() | limits,
    st.none() | limits,
)


# ── The oracle ────────────────────────────────────────────────────────────────────────────────────


def plain(text: str) -> str:
    return "".join(c for c in normalize("NFKD", text.casefold()) if not combining(c))


def asked(chosen: Filter) -> list[str]:
    return [kind for kind in KINDS if getattr(chosen, kind)]


def start(amount: Record) -> int | None:
    """Return the first year that structural money is said to run in."""
    years = [step["jaar"] for step in amount.get("opbouw", [])] + [amount.get("vanaf")]
    return min((year for year in years if year), default=None)


def in_year(amount: Record, year: int) -> Record | None:
    """Return what an amount is in a year, None where there is nothing on record (design, section 5)."""
    item = {**amount, "claim": amount["vindplaatsen"]}
    if amount["soort"] == "eenmalig":
        return item if amount["jaar"] == year else None
    for step in amount.get("opbouw", []):
        if step["jaar"] == year:
            return {**item, "bedrag": step["bedrag"], "claim": step["vindplaatsen"]}
    first, level, last = start(amount), amount.get("vanaf"), amount.get("tot")
    if (last and year > last) or (first and year < first):
        return None
    return item if level and level <= year else {**item, "bedrag": "onbekend"}


def followed(amount: Record, hub: Record) -> bool:
    """Whether other structural money for the same purpose begins after it has ended."""
    others = [other for other in hub["financiering"] if other["soort"] == "structureel"]
    return "tot" in amount and any(
        (start(other) or 0) > amount["tot"] and other.get("bestemming") == amount.get("bestemming")
        for other in others
    )


def asked_for(item: Record, chosen: Filter) -> bool:
    """Whether money is of the chosen kind and sources."""
    sources = {place["bron"] for place in item["claim"]}
    return (not asked(chosen) or item["soort"] in asked(chosen)) and (
        not chosen.bronnen or bool(sources & {*chosen.bronnen})
    )


def money_in(hub: Record, chosen: Filter, year: int) -> list[Record]:
    """Return the money of a hub in a year that the filter chooses, of whatever years."""
    items = [in_year(amount, year) for amount in hub["financiering"]]
    return [item for item in items if item and asked_for(item, chosen)]


def money(hub: Record, chosen: Filter) -> list[Record]:
    """Return the money that one figure is of: without a year of what goes on, else of the chosen years.

    Of structural money it is that of one of the years, in which it is to be the same as in the others.
    """
    if not chosen.jaren:
        items = [{**amount, "claim": amount["vindplaatsen"]} for amount in hub["financiering"]]
        return [item for item in items if asked_for(item, chosen) and not followed(item, hub)]
    first, *others = sorted({*chosen.jaren})
    later = [item for year in others for item in money_in(hub, chosen, year) if item["soort"] == "eenmalig"]
    return money_in(hub, chosen, first) + later


def years_of(chosen: Filter) -> list[int]:
    return sorted({*chosen.jaren}) or list(ALL_YEARS)


def money_over_years(hub: Record, chosen: Filter) -> list[Record]:
    """Return what the filter chooses of each year, once for each."""
    return [item for year in years_of(chosen) for item in money_in(hub, chosen, year)]


def claims(hub: Record, chosen: Filter) -> list[Record]:
    """Return what is claimed of money: the amounts and the steps that the filter chooses."""
    found = []
    for amount in hub["financiering"]:
        parts = [amount, *({**amount, **step} for step in amount.get("opbouw", []))]
        found += [{**part, "claim": part["vindplaatsen"]} for part in parts]
    return [item for item in found if asked_for(item, chosen)]


Of = Callable[[Record, Filter], list[Record]]
"""Which money of a hub is asked about: one figure's, or that of all years, or all claims."""


def is_refused(data: Data, chosen: Filter, of: Of) -> bool:
    """Whether a figure of several years is asked for where that of a chosen hub differs between them."""
    limited = (chosen.minimum, chosen.maximum) != (None, None)
    if len({*chosen.jaren}) < 2 or asked(chosen) == ["eenmalig"] or not (limited or of is money):
        return False
    free = chosen._replace(minimum=None, maximum=None)
    for hub in chosen_hubs(data, free, money_over_years):
        figures = set()
        for year in chosen.jaren:
            items = [item for item in money_in(hub, chosen, year) if item["soort"] == "structureel"]
            figures.add((bool(items), any(i["bedrag"] == "onbekend" for i in items), summed(items)))
        if len(figures) > 1:
            return True
    return False


def refuses(data: Data, chosen: Filter, of: Of, ask: Callable[[], object]) -> bool:
    """Whether the question is one to refuse; then it is refused."""
    refused = is_refused(data, chosen, of)
    if refused:
        with pytest.raises(UsageProblem):
            ask()
    return refused


def summed(items: list[Record]) -> int | None:
    """Return the sum of the known amounts, None where none is known."""
    known = [item["bedrag"] for item in items if item["bedrag"] != "onbekend"]
    return sum(known) if known else None


def figure(hub: Record, kind: str, chosen: Filter) -> int | None:
    """Return what `list` shows: a figure of which a part is unknown is unknown."""
    items = [item for item in money(hub, chosen) if item["soort"] == kind]
    return None if any(item["bedrag"] == "onbekend" for item in items) else summed(items)


def with_those_above(partners: list[str]) -> set[str]:
    """Return partners with the general ones that they fall under, at any depth."""
    found = {*partners}
    while above := {UNDER[id_] for id_ in found if id_ in UNDER} - found:
        found |= above
    return found


def partners_of(data: Data, hub: Record) -> list[str]:
    return [p["id"] for p in data["partners"] if p["deelname"] == "alle" or hub["id"] in p["deelname"]]


def themes_of(data: Data, hub: Record) -> list[str]:
    own = [] if hub["speerpunten"] == "onbekend" else [focus["thema"] for focus in hub["speerpunten"]]
    return [
        thema["id"]
        for thema in data["themas"]
        if thema["id"] in own or thema.get("geldt_voor") == "alle" or hub["id"] in thema.get("geldt_voor", [])
    ]


def found_by(data: Data, hub: Record, text: str) -> bool:
    texts = [hub["id"], hub["naam"], hub["type"], *hub["plaatsen"]]
    texts += partners_of(data, hub) + themes_of(data, hub)
    words = plain(text).split()
    return bool(words) and all(any(word in plain(other) for other in texts) for word in words)


def kept(data: Data, hub: Record, chosen: Filter, of: Of) -> bool:
    """Whether the filter keeps a hub; every line is one option. A limit looks at the one figure."""
    shown = [euros for kind in KINDS if (euros := figure(hub, kind, chosen)) is not None]
    has = {item["soort"] for item in of(hub, chosen)}
    low = 0 if chosen.minimum is None else chosen.minimum
    high = 10**18 if chosen.maximum is None else chosen.maximum
    return (
        (not chosen.types or hub["type"] in chosen.types)
        and (not chosen.partners or bool(with_those_above(partners_of(data, hub)) & {*chosen.partners}))
        and (not chosen.themas or bool({*themes_of(data, hub)} & {*chosen.themas}))
        and (not chosen.plaatsen or bool({*map(plain, hub["plaatsen"])} & {*map(plain, chosen.plaatsen)}))
        and (not chosen.zoek or any(found_by(data, hub, text) for text in chosen.zoek))
        and (not (asked(chosen) or chosen.jaren or chosen.bronnen) or bool(has))
        and all(kind in has for kind in asked(chosen))
        and ((chosen.minimum, chosen.maximum) == (None, None) or any(low <= euros <= high for euros in shown))
    )


def chosen_hubs(data: Data, chosen: Filter, of: Of = money) -> list[Record]:
    return [hub for hub in data["knooppunten"] if kept(data, hub, chosen, of)]


def group_of(hub: Record, item: Record, per: str, chosen: Filter) -> str | None:
    """Return the one group an amount counts in: with more sources, that of the first asked for."""
    sources = [place["bron"] for place in item["claim"]]
    first = next(bron for bron in sources if not chosen.bronnen or bron in chosen.bronnen)
    year = str(item["jaar"]) if "jaar" in item else None
    groups: dict[str, str | None] = {"knooppunt": hub["id"], "type": hub["type"], "jaar": year, "bron": first}
    return groups[per]


# ── What is asked ─────────────────────────────────────────────────────────────────────────────────


def store_of(data: Data) -> Store:
    """Read the data as the program does, from a file: JSON is YAML, and has no aliases."""
    return Store(build(load(json.dumps(data, ensure_ascii=False).encode(), "eigen.yaml").data))


def records(table: Table) -> list[Record]:
    names = [column.name for column in table.columns]
    return [{name: row[name] for name in names} for row in table.rows]


def listed(store: Store, chosen: Filter) -> list[str]:
    return [row["id"] for row in records(knooppunten(store, chosen, citations=False))]


def known(rows: list[Record]) -> int | None:
    return summed([row for row in rows if row["bedrag"] is not UNKNOWN])


def goes_over_years(data: Data, chosen: Filter, per: str | None) -> bool:
    """Whether `totaal` answers with the course of structural money: asked for, and of a year."""
    by_year = per == "jaar" or (per is None and bool(chosen.jaren) and len(asked(chosen)) != 1)
    if not by_year or asked(chosen) == ["eenmalig"]:
        return False
    items = [i for hub in chosen_hubs(data, chosen, money_over_years) for i in money_over_years(hub, chosen)]
    dated = [item for item in items if item["soort"] == "structureel" and (start(item) or item.get("tot"))]
    return bool(chosen.jaren or dated)


def spanned(name: str) -> list[int]:
    """Return the years that a row or a column is about, as people or programs read them."""
    first, *last = name.removeprefix("vanaf").removeprefix("v.a.").replace("-", "–").strip("– ").split("–")
    until = ALL_YEARS[-1] if name.startswith("v") else int(last[0] if last else first)
    return list(range(int(first), until + 1))


def euros_of(cell: Any) -> Any:
    return None if cell is UNKNOWN else cell


Years = dict[tuple[Any, ...], Any]
"""What there is by its kind and year, and whatever else tells it apart."""


def known_years(data: Data, chosen: Filter, first: int | None) -> Years:
    """Return the sum of what is known of each kind in each year from the first shown.

    Before it is only money of which no source says when it began.
    """
    found: dict[tuple[str, int], list[Record]] = defaultdict(list)
    for hub in chosen_hubs(data, chosen, money_over_years):
        for year in years_of(chosen):
            for item in money_in(hub, chosen, year):
                if first is not None and year >= first:
                    found[item["soort"], year].append(item)
                else:
                    assert item["bedrag"] == "onbekend"
                    assert start(item) is None or chosen.bronnen
    return {key: summed(items) for key, items in found.items()}


@given(datasets(), filters)
def test_no_euro_is_lost_or_counted_twice(data: Data, chosen: Filter) -> None:
    """Each kind of money, in each group, is the sum of its known items, in every combination of filters."""
    store = store_of(data)
    one_kind = asked(chosen) if len(asked(chosen)) == 1 else []
    for per in (None, *PER):
        if goes_over_years(data, chosen, per):
            continue
        if refuses(data, chosen, money, partial(totals, store, chosen, per, citations=False)):
            continue
        groups: dict[tuple[str, str | None], list[Record]] = defaultdict(list)
        for hub in chosen_hubs(data, chosen):
            for item in money(hub, chosen):
                by = per or ("knooppunt" if one_kind else "jaar")
                groups[item["soort"], group_of(hub, item, by, chosen)].append(item)
        rows = records(totals(store, chosen, per, citations=False))
        answered = {(row.get("soort") or one_kind[0], row["groep"]): euros_of(row["bedrag"]) for row in rows}
        assert len(rows) == len(answered)
        assert answered == {group: summed(items) for group, items in groups.items()}


@given(datasets(), filters, st.sampled_from([None, "jaar"]), st.booleans())
def test_the_total_of_each_year_is_the_sum_of_what_is_known_of_it(
    data: Data, chosen: Filter, per: str | None, merged: bool
) -> None:
    assume(goes_over_years(data, chosen, per))
    store = store_of(data)
    if refuses(data, chosen, money_over_years, lambda: totals(store, chosen, per, citations=False)):
        return
    table = totals(store, chosen, per, citations=False, merged=merged)
    answered: Years = {}
    for row in records(table):
        name = f"vanaf {row['naam']}" if row["doorlopend"] and not merged else row["naam"]
        for year in spanned(name):
            kind = row.get("soort") or asked(chosen)[0]
            assert (kind, year) not in answered
            answered[kind, year] = euros_of(row["bedrag"])
    first = min((year for _, year in answered), default=None)
    assert answered == known_years(data, chosen, first)
    assert table.total is None
    assert table.wrapper is not None
    assert table.wrapper["totaal"] is None
    open_hubs = [
        hub["id"]
        for hub in chosen_hubs(data, chosen, money_over_years)
        if any(item["bedrag"] == "onbekend" for item in money_over_years(hub, chosen))
    ]
    assert table.wrapper["onbekend"] == open_hubs


def courses(store: Store, chosen: Filter) -> tuple[Years, Years]:
    """Return what `meerjaren` says by knooppunt, kind and year, and by knooppunt where no year is said."""
    by_year: Years = {}
    yearless: Years = {}
    for row in records(meerjaren(store, chosen, citations=False)):
        assert row["status"] == ("onbekend" if row["bedrag"] is UNKNOWN else "bekend")
        if row["jaar"] is None:
            assert row["doorlopend"]
            yearless[row["knooppunt"]] = row["bedrag"]
            continue
        for year in spanned(f"vanaf {row['jaar']}" if row["doorlopend"] else str(row["jaar"])):
            assert (row["knooppunt"], row["soort"], year) not in by_year
            by_year[row["knooppunt"], row["soort"], year] = row["bedrag"]
    return by_year, yearless


@given(datasets(), filters)
def test_meerjaren_is_what_each_knooppunt_has_in_each_year(data: Data, chosen: Filter) -> None:
    store = store_of(data)
    if refuses(data, chosen, money_over_years, lambda: meerjaren(store, chosen, citations=False)):
        return
    answered, yearless = courses(store, chosen)
    if yearless:  # no year is said of any structural money: its level, as `list` shows it
        shown = records(knooppunten(store, chosen, citations=False))
        assert yearless == {row["id"]: row["structureel"] for row in shown if row["structureel"] is not None}
    first = min((year for *_, year in answered), default=ALL_YEARS[-1])
    found: dict[tuple[str, str, int], list[Record]] = defaultdict(list)
    for hub in chosen_hubs(data, chosen, money_over_years):
        for year in years_of(chosen):
            for item in money_in(hub, chosen, year):
                if year >= first and not (yearless and item["soort"] == "structureel"):
                    found[hub["id"], item["soort"], year].append(item)
    assert answered == {
        key: UNKNOWN if any(item["bedrag"] == "onbekend" for item in items) else summed(items)
        for key, items in found.items()
    }


@given(datasets(), filters)
def test_meerjaren_for_people_says_the_same_in_columns_with_their_totals(data: Data, chosen: Filter) -> None:
    assume(not is_refused(data, chosen, money_over_years))
    store = store_of(data)
    answered, yearless = courses(store, chosen)
    hubs = chosen_hubs(data, chosen, money_over_years)
    sums = {}
    if answered:
        sums = known_years(data, chosen, min(year for *_, year in answered))
    seen: set[tuple[str, int]] = set()
    for table in blocks(store, chosen):
        assert [row["naam"] for row in table.rows] == [hub["naam"] for hub in hubs]
        kind = table.title.split()[0].lower()
        for column in table.columns[1:]:
            shown = [row.get(column.name) for row in table.rows]
            if column.name == "elk-jaar":
                assert shown == [yearless.get(hub["id"]) for hub in hubs]
                continue
            for year in spanned(column.heading):
                seen.add((kind, year))
                assert shown == [answered.get((hub["id"], kind, year)) for hub in hubs]
                assert_summed(table, column.name, shown, sums.get((kind, year)))
    assert {(kind, year) for _, kind, year in answered} <= seen


def assert_summed(table: Table, name: str, shown: list[Any], euros: int | None) -> None:
    """Below a column stand what is known of it together, and of how many knooppunten that is."""
    there = [cell for cell in shown if cell is not None]
    known = sum(cell is not UNKNOWN for cell in there)
    assert table.coverage is not None
    assert table.coverage[name] == (f"{known}/{len(there)}" if there else None)
    assert table.total is not None
    assert euros_of(table.total[name]) == euros


@given(datasets(), filters)
def test_bedragen_holds_every_claim_of_money_once_and_no_other(data: Data, chosen: Filter) -> None:
    """In chosen years it is the money of those years."""
    store = store_of(data)
    of = money_over_years if chosen.jaren else claims
    if refuses(data, chosen, of, lambda: bedragen(store, chosen, citations=False)):
        return
    rows = records(bedragen(store, chosen, citations=False))
    if not chosen.jaren:
        same = ("soort", "jaar", "bedrag", "bestemming")
        expected = [
            (hub["id"], *map(i.get, same), [place["bron"] for place in i["claim"]])
            for hub in chosen_hubs(data, chosen, of)
            for i in of(hub, chosen)
        ]
        answered = [(row["knooppunt"], *(say(row[name]) for name in same), row["bronnen"]) for row in rows]
        unique = [(*found[:-1], list(dict.fromkeys(found[-1]))) for found in expected]
        assert sorted(map(repr, answered)) == sorted(map(repr, unique))
        steps = [i for hub in chosen_hubs(data, chosen, of) for i in of(hub, chosen) if is_step(i)]
        assert sum(row["stap"] for row in rows) == len(steps)
    beside = [
        [other["bedrag"] for other in item.get("afwijkend", [])]
        for hub in chosen_hubs(data, chosen, of)
        for item in of(hub, chosen)
        if not is_step(item)
    ]
    for row in rows:
        assert row["afwijkend"] == [] or row["afwijkend"] in beside
        assert row["eenheid"] == UNITS[row["soort"]]


def say(cell: Any) -> Any:
    return "onbekend" if cell is UNKNOWN else cell


def is_step(item: Record) -> bool:
    return item["soort"] == "structureel" and "jaar" in item


@given(datasets(), filters, st.sampled_from(YEARS))
def test_all_answers_about_a_year_agree(data: Data, chosen: Filter, year: int) -> None:
    """`list`, `totaal`, `meerjaren` and `bedragen` give the same money of one year."""
    store = store_of(data)
    chosen = chosen._replace(jaren=[year])
    shown: dict[tuple[str, str], list[Any]] = defaultdict(list)
    for row in records(bedragen(store, chosen, citations=False)):
        shown[row["knooppunt"], row["soort"]].append(row["bedrag"])
    figures = {key: UNKNOWN if UNKNOWN in found else sum(found) for key, found in shown.items()}
    sums = {
        key: sum(sure) if (sure := [euros for euros in found if euros is not UNKNOWN]) else None
        for key, found in shown.items()
    }
    assert figures == {
        (row["id"], kind): row[kind]
        for row in records(knooppunten(store, chosen, citations=False))
        for kind in KINDS
        if row[kind] is not None
    }
    assert figures == {
        (row["knooppunt"], row["soort"]): row["bedrag"]
        for row in records(meerjaren(store, chosen, citations=False))
    }
    rows = records(totals(store, chosen, "knooppunt", citations=False))
    assert sums == {
        (row["groep"], row.get("soort") or asked(chosen)[0]): euros_of(row["bedrag"]) for row in rows
    }


@given(datasets(), filters, st.none() | st.sampled_from(PER))
def test_a_total_is_of_one_kind_and_is_the_sum_of_its_rows(
    data: Data, chosen: Filter, per: str | None
) -> None:
    assume(not goes_over_years(data, chosen, per) and not is_refused(data, chosen, money))
    store = store_of(data)
    table = totals(store, chosen, per, citations=True)
    wrapper = table.wrapper
    assert wrapper is not None
    if len(asked(chosen)) != 1:
        assert wrapper["totaal"] is None
        assert wrapper["eenheid"] is None
        assert table.total is None
        assert all(row["eenheid"] == UNITS[row["soort"]] for row in records(table))
        with pytest.raises(UsageProblem):
            total(store, chosen)
        return
    (kind,) = asked(chosen)
    items = [item for hub in chosen_hubs(data, chosen) for item in money(hub, chosen)]
    assert {item["soort"] for item in items} <= {kind}
    assert wrapper["totaal"] == summed(items) == known(records(table))
    assert wrapper["eenheid"] == UNITS[kind]
    with_money = [hub for hub in chosen_hubs(data, chosen) if money(hub, chosen)]
    known_hubs = [hub for hub in with_money if all(i["bedrag"] != "onbekend" for i in money(hub, chosen))]
    assert (wrapper["bekend"], wrapper["van"]) == (len(known_hubs), len(with_money))
    bare = [row["bedrag"] for row in total(store, chosen).rows]
    assert bare == ([UNKNOWN if summed(items) is None else summed(items)] if items else [])


@given(datasets(), filters, st.none() | st.sampled_from(PER))
def test_what_is_unknown_is_named_and_never_zero(data: Data, chosen: Filter, per: str | None) -> None:
    of = money_over_years if goes_over_years(data, chosen, per) else money
    assume(not is_refused(data, chosen, of))
    store = store_of(data)
    table = totals(store, chosen, per, citations=True)
    hubs = chosen_hubs(data, chosen, of)
    open_hubs = [hub for hub in hubs if any(item["bedrag"] == "onbekend" for item in of(hub, chosen))]
    assert table.wrapper is not None
    assert table.wrapper["onbekend"] == [hub["id"] for hub in open_hubs]
    notes = " ".join(table.notes)
    assert all(hub["naam"] in notes for hub in open_hubs)
    assert ("Niet meegeteld" in notes) == bool(open_hubs)
    if len(asked(chosen)) == 1 and of is money:
        caveat = total(store, chosen).caveat
        with_money = [hub for hub in hubs if of(hub, chosen)]
        assert all(hub["naam"] in caveat for hub in open_hubs)
        assert bool(caveat) == bool(open_hubs or (with_money and len(chosen.in_words()) > 1))
        assert not caveat or f" {len(with_money) - len(open_hubs)} van " in caveat


@given(datasets(), filters)
def test_list_shows_the_chosen_knooppunten_with_the_chosen_money(data: Data, chosen: Filter) -> None:
    """Unknown, none, and zero are three different answers."""
    store = store_of(data)
    if refuses(data, chosen, money, lambda: knooppunten(store, chosen, citations=False)):
        return
    rows = records(knooppunten(store, chosen, citations=False))
    expected = []
    for hub in chosen_hubs(data, chosen):
        items = money(hub, chosen)
        shown: Record = {"id": hub["id"]}
        for kind in KINDS:
            of_kind = [item for item in items if item["soort"] == kind]
            open_ = any(item["bedrag"] == "onbekend" for item in of_kind)
            shown[kind] = UNKNOWN if open_ else summed(of_kind)
        shown["onbekend"] = sorted({i["soort"] for i in items if i["bedrag"] == "onbekend"}, reverse=True)
        shown["partners"] = partners_of(data, hub)
        shown["themas"] = themes_of(data, hub)
        expected.append(shown)
    names = ("id", *KINDS, "onbekend", "partners", "themas")
    assert [{name: row[name] for name in names} for row in rows] == expected


@given(datasets(), filters, limits, limits)
def test_a_limit_looks_at_the_figure_that_list_shows(
    data: Data, chosen: Filter, low: int | None, high: int | None
) -> None:
    """Without the limits, `list` shows figures; with them, it keeps exactly who has one within them."""
    free = chosen._replace(minimum=None, maximum=None)
    assume(not is_refused(data, free, money))
    store = store_of(data)
    within = [
        row["id"]
        for row in records(knooppunten(store, free, citations=False))
        if (low, high) == (None, None)
        or any(
            isinstance(row[kind], int)
            and (low is None or low <= row[kind])
            and (high is None or row[kind] <= high)
            for kind in KINDS
        )
    ]
    assert listed(store, free._replace(minimum=low, maximum=high)) == within


@settings(max_examples=50)  # of figures that others hold as well
@given(datasets(), hub_filters, hub_filters, filters)
def test_different_options_mean_both(data: Data, one: Record, other: Record, base: Filter) -> None:
    other = {name: words for name, words in other.items() if name not in one}
    clear = base._replace(types=(), partners=(), themas=(), plaatsen=(), zoek=())
    assume(not is_refused(data, clear, money))
    store = store_of(data)
    left, right = listed(store, clear._replace(**one)), listed(store, clear._replace(**other))
    both = listed(store, clear._replace(**one, **other))
    assert both == [id_ for id_ in left if id_ in right]


options = st.sampled_from([
    ("types", TYPES), ("partners", PARTNERS), ("themas", THEMES), ("plaatsen", PLACES), ("zoek", WORDS),
    ("jaren", YEARS), ("bronnen", SOURCES),
])  # fmt: skip


@settings(max_examples=50)  # of figures that others hold as well
@given(datasets(), filters, options, st.data())
def test_an_option_given_twice_means_either(
    data: Data, base: Filter, option: tuple[str, tuple[Any, ...]], drawn: st.DataObject
) -> None:
    """Either of two words, in either order; asking the same twice changes nothing."""
    name, values = option
    base = base._replace(minimum=None, maximum=None)
    if name in ("jaren", "bronnen"):  # these choose money: with both kinds asked, each may have another year
        base = base._replace(structureel=False)
    one, two = drawn.draw(st.sampled_from(values)), drawn.draw(st.sampled_from(values))
    for words in ((one,), (two,), (one, two)):
        asked_with: Record = {name: words}
        assume(not is_refused(data, base._replace(**asked_with), money))
    store = store_of(data)

    def ids(*words: Any) -> set[str]:
        option: Record = {name: words}
        return {*listed(store, base._replace(**option))}

    assert ids(one, two) == ids(one) | ids(two)
    assert ids(two, one) == ids(one, two)
    assert ids(one, one) == ids(one)


@st.composite
def stated(draw: st.DrawFn, data: Data) -> Record:
    """Draw a stated total, mostly as much as the items that it covers or one euro off."""
    kind = draw(st.sampled_from(KINDS))
    when = ["jaar"] if kind == "eenmalig" else [None, "jaar", "vanaf"]
    year = {field: draw(st.sampled_from(YEARS)) for field in [draw(st.sampled_from(when))] if field}
    ids = [hub["id"] for hub in data["knooppunten"]]
    covered = draw(some(ids))
    total: Record = {"soort": kind, **year, "omvat": covered, "ruimer": draw(whether)}
    total |= {"status": "toegezegd", "vindplaatsen": draw(cited)}
    known = summed([item for items in items_of(data, total).values() for item in items]) or 0
    return total | {"bedrag": min(10**12, max(0, known + draw(st.sampled_from([0, 0, 1, -1, 10**6]))))}


def items_of(data: Data, total: Record) -> dict[str, list[Record]]:
    """Return what a stated total covers, by knooppunt.

    For a total that goes on counts a level too of which nothing says when it is.
    """
    year, found = total.get("jaar") or total.get("vanaf"), {}
    for hub in data["knooppunten"]:
        items = money_in(hub, Filter(), year) if year else money(hub, Filter())
        if "vanaf" in total:
            timeless = [
                amount for amount in hub["financiering"] if not {*amount} & {"vanaf", "opbouw", "tot", "jaar"}
            ]
            items = [item for item in items if {*item} & {"vanaf", "opbouw", "tot", "jaar"}] + timeless
        if total["omvat"] == "alle" or hub["id"] in total["omvat"]:
            found[hub["id"]] = [item for item in items if item["soort"] == total["soort"]]
    return found


@given(datasets(), st.data())
def test_a_stated_total_stands_beside_the_sum_of_its_items(data: Data, drawn: st.DataObject) -> None:
    data["opgegeven_totalen"] = drawn.draw(st.lists(stated(data), min_size=1, max_size=2))
    rows = records(aansluiting(store_of(data)))
    for row, said in zip(rows, data["opgegeven_totalen"], strict=True):
        items = items_of(data, said)
        open_ = [
            id_ for id_, found in items.items() if not found or any(i["bedrag"] == "onbekend" for i in found)
        ]
        known = summed([item for found in items.values() for item in found])
        rest = None if known is None else said["bedrag"] - known
        above = ("ruimer" if said["ruimer"] else "sluit niet", "niet gespecificeerd")
        words = ("sluit", "al bereikt") if rest == 0 else above
        verdict = "onbekend" if rest is None else "sluit niet" if rest < 0 else words[bool(open_)]
        assert [row["soort"], row["opgegeven"], row["onbekend"]] == [said["soort"], said["bedrag"], open_]
        figures = euros_of(row["gespecificeerd"]), euros_of(row["verschil"])
        assert (*figures, row["oordeel"]) == (known, rest, verdict)
        assert row["bron"] == list(dict.fromkeys(place["bron"] for place in said["vindplaatsen"]))


@settings(max_examples=50)  # of figures that others hold as well
@given(datasets(), st.sampled_from(PARTNERS))
def test_a_general_partner_takes_part_where_those_under_it_do(data: Data, partner: str) -> None:
    assert listed(store_of(data), Filter(partners=[partner])) == [
        hub["id"] for hub in data["knooppunten"] if partner in with_those_above(partners_of(data, hub))
    ]
