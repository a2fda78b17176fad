"""The honesty rules under any filter: no total over both kinds, no euro lost or counted twice, unknown named.

Datasets and filters are made by hypothesis; what should come out is worked out once more here, in plain
Python over the same plain data.
"""

import json
from collections import defaultdict
from typing import Any
from unicodedata import combining, normalize

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ondermijning.dataset import load
from ondermijning.problems import UsageProblem
from ondermijning.queries.filters import Filter
from ondermijning.queries.knooppunten import knooppunten
from ondermijning.queries.totals import PER, total, totals
from ondermijning.store import Store
from ondermijning.store.read_model import build
from ondermijning.table import UNKNOWN, Table

Data = dict[str, Any]
Record = dict[str, Any]

KINDS = ("structureel", "eenmalig")
UNITS = {"structureel": "EUR/jaar", "eenmalig": "EUR"}
SOURCES = ("brief", "krant", "nota")
YEARS = (2021, 2022)
TYPES = ("zeehaven", "luchthaven", "veiling")
PLACES = ("Één", "Veere", "Aalst aan Zee")
PARTNERS = ("douane", "politie")
THEMES = ("afpakken", "weerbaarheid")
EUROS = (0, 1, 2, 5, 10, 10**6, 10**12)
WORDS = ("haven", "een", "ÉÉN", "zee", "aalst zee", "douane", "afpak", "weer polit", "nergens", " ")
properties = settings(deadline=None, max_examples=200, suppress_health_check=[HealthCheck.too_slow])


@st.composite
def cited(draw: st.DrawFn, sources: tuple[str, ...] = SOURCES) -> list[Record]:
    """One or more vindplaatsen; a source may come twice, as with two pages of one letter."""
    chosen = draw(st.lists(st.sampled_from(sources), min_size=1, max_size=3))
    return [{"bron": bron, "pagina": page} for page, bron in enumerate(chosen, start=1)]


@st.composite
def one_offs(draw: st.DrawFn) -> list[Record]:
    """One-off amounts; more for one year only where their sources differ, as the rules demand."""
    found = []
    for year in YEARS:
        groups: dict[int, list[str]] = defaultdict(list)
        for bron in SOURCES:
            groups[draw(st.integers(0, 2))].append(bron)
        for group, sources in groups.items():
            if group:
                amount = {"soort": "eenmalig", "jaar": year, "bedrag": draw(amounts)}
                found.append(amount | {"vindplaatsen": draw(cited(tuple(sources)))})
    return found


amounts = st.sampled_from(EUROS) | st.just("onbekend")


@st.composite
def hubs(draw: st.DrawFn, number: int) -> Record:
    structural = [{"soort": "structureel", "bedrag": draw(amounts), "vindplaatsen": draw(cited())}]
    focus = st.lists(st.sampled_from(THEMES), max_size=2)
    return {
        "id": f"hub-{number}",
        "naam": draw(st.sampled_from(["Haven", "Knoop Eén"])),
        "type": draw(st.sampled_from(TYPES)),
        "plaatsen": draw(st.lists(st.sampled_from(PLACES), max_size=2, unique=True)),
        "financiering": draw(
            st.permutations(draw(st.sampled_from([[], structural])) + draw(st.just([]) | one_offs()))
        ),
        "speerpunten": [{"thema": thema, "vindplaatsen": [{"bron": "nota"}]} for thema in draw(focus)]
        or "onbekend",
    }


@st.composite
def datasets(draw: st.DrawFn) -> Data:
    count = draw(st.integers(1, 4))
    ids = [f"hub-{number}" for number in range(count)]
    some = st.just("alle") | st.lists(st.sampled_from(ids), min_size=1, unique=True)
    place = [{"bron": "brief"}]
    shared = {"soort": "rode-lijn", "geldt_voor": draw(some)}
    return {
        "bijgewerkt": "2026-01-01",
        "bronnen": [{"id": id_, "titel": id_, "soort": "krant", "datum": "2022"} for id_ in SOURCES],
        "knooppunten": [draw(hubs(number)) for number in range(count)],
        "partners": [
            {"id": id_, "naam": id_, "soort": "publiek", "deelname": draw(some), "vindplaatsen": place}
            for id_ in PARTNERS
        ],
        "themas": [
            {"id": THEMES[0], "naam": "Afpakken", **shared, "vindplaatsen": place},
            {"id": THEMES[1], "naam": "Weerbaarheid", "soort": "speerpunt", "vindplaatsen": place},
        ],
    }


def several(values: tuple[Any, ...]) -> st.SearchStrategy[list[Any]]:
    """Mostly nothing, else one or two values: an option left out, given once, given twice."""
    return st.just([]) | st.lists(st.sampled_from(values), max_size=2)


limits = st.none() | st.sampled_from(EUROS)
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
    hub_filters,
    money_filters,
    limits,
    limits,
)


# ── The oracle ────────────────────────────────────────────────────────────────────────────────────


def plain(text: str) -> str:
    return "".join(c for c in normalize("NFKD", text.casefold()) if not combining(c))


def asked(chosen: Filter) -> list[str]:
    return [kind for kind in KINDS if getattr(chosen, kind)]


def money(hub: Record, chosen: Filter) -> list[Record]:
    """Return the amounts of a hub that the filter chooses."""
    found = []
    for amount in hub["financiering"]:
        sources = [place["bron"] for place in amount["vindplaatsen"]]
        if asked(chosen) and amount["soort"] not in asked(chosen):
            continue
        if chosen.jaren and amount.get("jaar") not in chosen.jaren:
            continue
        if chosen.bronnen and not set(sources) & set(chosen.bronnen):
            continue
        found.append(amount)
    return found


def summed(items: list[Record]) -> int | None:
    """Return the sum of the known amounts, None where none is known."""
    known = [item["bedrag"] for item in items if item["bedrag"] != "onbekend"]
    return sum(known) if known else None


def figure(hub: Record, kind: str, chosen: Filter) -> int | None:
    """Return what `list` shows: a figure of which a part is unknown is unknown."""
    items = [item for item in money(hub, chosen) if item["soort"] == kind]
    return None if any(item["bedrag"] == "onbekend" for item in items) else summed(items)


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
    texts = [hub["id"], hub["naam"], *hub["plaatsen"], *partners_of(data, hub), *themes_of(data, hub)]
    words = plain(text).split()
    return bool(words) and all(any(word in plain(other) for other in texts) for word in words)


def kept(data: Data, hub: Record, chosen: Filter) -> bool:
    """Whether the filter keeps a hub; every line is one option."""
    shown = [euros for kind in KINDS if (euros := figure(hub, kind, chosen)) is not None]
    has = {item["soort"] for item in money(hub, chosen)}
    low = 0 if chosen.minimum is None else chosen.minimum
    high = 10**18 if chosen.maximum is None else chosen.maximum
    return (
        (not chosen.types or hub["type"] in chosen.types)
        and (not chosen.partners or bool({*partners_of(data, hub)} & {*chosen.partners}))
        and (not chosen.themas or bool({*themes_of(data, hub)} & {*chosen.themas}))
        and (not chosen.plaatsen or bool({*map(plain, hub["plaatsen"])} & {*map(plain, chosen.plaatsen)}))
        and (not chosen.zoek or any(found_by(data, hub, text) for text in chosen.zoek))
        and (not (asked(chosen) or chosen.jaren or chosen.bronnen) or bool(has))
        and all(kind in has for kind in asked(chosen))
        and ((chosen.minimum, chosen.maximum) == (None, None) or any(low <= euros <= high for euros in shown))
    )


def chosen_hubs(data: Data, chosen: Filter) -> list[Record]:
    return [hub for hub in data["knooppunten"] if kept(data, hub, chosen)]


def group_of(hub: Record, item: Record, per: str, chosen: Filter) -> str | None:
    """Return the one group an amount counts in: with more sources, that of the first asked for."""
    sources = [place["bron"] for place in item["vindplaatsen"]]
    first = next(bron for bron in sources if not chosen.bronnen or bron in chosen.bronnen)
    year = str(item["jaar"]) if "jaar" in item else None
    groups: dict[str, str | None] = {"knooppunt": hub["id"], "type": hub["type"], "jaar": year, "bron": first}
    return groups[per]


# ── What is asked ─────────────────────────────────────────────────────────────────────────────────


def store_of(data: Data) -> Store:
    """Read the data as the program does, from a file: JSON is YAML, and has no aliases."""
    return Store(build(load(json.dumps(data, ensure_ascii=False).encode(), "eigen.yaml")))


def records(table: Table) -> list[Record]:
    return [{column.name: row[column.name] for column in table.columns} for row in table.all_rows()]


def listed(store: Store, chosen: Filter) -> list[str]:
    return [row["id"] for row in records(knooppunten(store, chosen, citations=False))]


def known(rows: list[Record]) -> int | None:
    return summed([row for row in rows if row["bedrag"] is not UNKNOWN])


@properties
@given(datasets(), filters)
def test_no_euro_is_lost_or_counted_twice(data: Data, chosen: Filter) -> None:
    """Each kind of money, in each group, is the sum of its known items, in every combination of filters."""
    store = store_of(data)
    one_kind = asked(chosen) if len(asked(chosen)) == 1 else []
    for per in (None, *PER):
        groups: dict[tuple[str, str | None], list[Record]] = defaultdict(list)
        for hub in chosen_hubs(data, chosen):
            for item in money(hub, chosen):
                by = per or ("knooppunt" if one_kind else "jaar")
                groups[item["soort"], group_of(hub, item, by, chosen)].append(item)
        rows = records(totals(store, chosen, per, citations=False))
        answered = {
            (row.get("soort") or one_kind[0], row["groep"]): None
            if row["bedrag"] is UNKNOWN
            else row["bedrag"]
            for row in rows
        }
        assert len(rows) == len(answered)
        assert answered == {group: summed(items) for group, items in groups.items()}


@properties
@given(datasets(), filters, st.none() | st.sampled_from(PER))
def test_a_total_is_of_one_kind_is_the_sum_of_its_rows_and_names_what_is_unknown(
    data: Data, chosen: Filter, per: str | None
) -> None:
    store = store_of(data)
    table = totals(store, chosen, per, citations=True)
    wrapper = table.wrapper
    assert wrapper is not None
    open_hubs = [
        hub
        for hub in chosen_hubs(data, chosen)
        if any(item["bedrag"] == "onbekend" for item in money(hub, chosen))
    ]
    assert wrapper["onbekend"] == [hub["id"] for hub in open_hubs]
    notes = " ".join(table.notes)
    assert all(hub["naam"] in notes for hub in open_hubs)
    assert ("Onbekend" in notes) == bool(open_hubs)
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
    bare = total(store, chosen)
    expected = UNKNOWN if summed(items) is None else summed(items)
    assert [row["totaal"] for row in bare.all_rows()] == ([expected] if items else [])
    assert all(hub["naam"] in bare.caveat for hub in open_hubs)
    assert bool(bare.caveat) == bool(open_hubs)


@properties
@given(datasets(), filters)
def test_list_shows_the_chosen_knooppunten_with_the_chosen_money(data: Data, chosen: Filter) -> None:
    """Unknown, none, and zero are three different answers.

    And `totaal` has a row for each listed knooppunt with such money on record, and for no other.
    """
    store = store_of(data)
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
    assert [
        {name: row[name] for name in ("id", *KINDS, "onbekend", "partners", "themas")} for row in rows
    ] == (expected)
    with_money = [hub["id"] for hub in chosen_hubs(data, chosen) if money(hub, chosen)]
    counted = records(totals(store, chosen, "knooppunt", citations=False))
    assert {row["groep"] for row in counted} == {*with_money}


@properties
@given(datasets(), filters, limits, limits)
def test_a_limit_looks_at_the_figure_that_list_shows(
    data: Data, chosen: Filter, low: int | None, high: int | None
) -> None:
    """Without the limits, `list` shows figures; with them, it keeps exactly who has one within them."""
    store = store_of(data)
    free = chosen._replace(minimum=None, maximum=None)
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


@properties
@given(datasets(), hub_filters, hub_filters, filters)
def test_different_options_mean_both(data: Data, one: Record, other: Record, base: Filter) -> None:
    other = {name: words for name, words in other.items() if name not in one}
    clear = base._replace(types=(), partners=(), themas=(), plaatsen=(), zoek=())
    store = store_of(data)
    left, right = listed(store, clear._replace(**one)), listed(store, clear._replace(**other))
    both = listed(store, clear._replace(**one, **other))
    assert both == [id_ for id_ in left if id_ in right]


@properties
@given(
    datasets(),
    filters,
    st.sampled_from(
        [
            ("types", TYPES),
            ("partners", PARTNERS),
            ("themas", THEMES),
            ("plaatsen", PLACES),
            ("zoek", WORDS),
            ("jaren", YEARS),
            ("bronnen", SOURCES),
        ]
    ),
    st.data(),
)
def test_an_option_given_twice_means_either(
    data: Data, base: Filter, option: tuple[str, tuple[Any, ...]], drawn: st.DataObject
) -> None:
    """Either of two words, in either order; asking the same twice changes nothing."""
    name, values = option
    base = base._replace(minimum=None, maximum=None)
    if name in ("jaren", "bronnen"):  # these choose money: with both kinds asked, each may have another year
        base = base._replace(structureel=False)
    one, two = drawn.draw(st.sampled_from(values)), drawn.draw(st.sampled_from(values))
    store = store_of(data)

    def ids(*words: Any) -> set[str]:
        option: Record = {name: words}
        return {*listed(store, base._replace(**option))}

    assert ids(one, two) == ids(one) | ids(two)
    assert ids(two, one) == ids(one, two)
    assert ids(one, one) == ids(one)


def test_a_knooppunt_whose_amount_is_unknown_is_listed_as_such() -> None:
    """With `--structureel`, unknown is not none (design, section 5)."""
    place = [{"bron": "brief"}]
    unknown = {"soort": "structureel", "bedrag": "onbekend", "vindplaatsen": place}
    data = {
        "bijgewerkt": "2026",
        "bronnen": [{"id": "brief", "titel": "Brief", "soort": "kamerbrief", "datum": "2022"}],
        "knooppunten": [
            {"id": "open", "naam": "Open", "type": "veiling", "financiering": [unknown]},
            {"id": "niets", "naam": "Niets", "type": "veiling"},
        ],
    }
    store = store_of(data)
    (row,) = records(knooppunten(store, Filter(structureel=True), citations=False))
    assert (row["id"], row["structureel"], row["eenmalig"]) == ("open", UNKNOWN, None)
    table = totals(store, Filter(structureel=True), None, citations=False)
    assert table.wrapper == {"totaal": None, "eenheid": "EUR/jaar", "posten": [], "onbekend": ["open"]}
    assert table.rows == []
