"""Hold the dataset that ships with the program against `../shared/facts-2.md`: every fact, and no other."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from conftest import DATASET, ROOT, SHARED, needs_shared

from ondermijning.dataset import load
from ondermijning.dataset.model import Dataset, Knooppunt
from ondermijning.dataset.money import Eenmalig, Structureel
from ondermijning.dataset.part import Vindplaats
from ondermijning.store import default_path

LETTER = "kamerbrief-2022-11-04"
RISING = ("securitydaily-2022-11-07", None, "De komende jaren loopt dit totaalbedrag op")
_CITED = re.compile(r'([a-z0-9]+(?:-[a-z0-9]+)+), (?:(\d+), )?((?:"[^"]+"(?:[;,] )?)+)')

Record = dict[str, str]
Place = tuple[str, int | None, str | None]


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    return Dataset.model_validate(load(DATASET.read_bytes(), "knooppunten.yaml").data)


@pytest.fixture(scope="module")
def facts() -> dict[str, str]:
    """Return the sections of facts-2.md by the first word of their heading."""
    parts = re.split(r"^## ", (SHARED / "facts-2.md").read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {re.split(r"\W", part)[0]: part for part in parts[1:]}


def tables(text: str) -> list[list[Record]]:
    """Return the Markdown tables in `text`, each row by its heading, without backticks."""
    found: list[list[Record]] = []
    for block in re.findall(r"(?:^\|.*\n?)+", text, flags=re.MULTILINE):
        lines = [[c.strip() for c in line.strip().strip("|").split("|")] for line in block.splitlines()]
        found.append([dict(zip(lines[0], line, strict=True)) for line in lines[2:]])
    return found


def plain(cell: str) -> str:
    return cell.replace("`", "").strip()


def listed(cell: str) -> list[str]:
    """Return the items between commas, without what is said of them in brackets."""
    return re.sub(r" \([^)]*\)", "", plain(cell)).split(", ")


def quoted(text: str) -> list[str]:
    return [" ".join(words.split()) for words in re.findall(r'"([^"]+)"', text)]


def number(words: str) -> int:
    return int(words.replace(" ", ""))


def cited(cell: str) -> set[Place]:
    """Return the places that a cell like `source, 3, "fragment"; other, "one"; "and another"` names."""
    return {
        (bron, int(page) if page else None, fragment)
        for bron, page, fragments in _CITED.findall(cell)
        for fragment in quoted(fragments)
    }


def places(found: Iterable[Vindplaats]) -> set[Place]:
    return {(place.bron, place.pagina, place.fragment) for place in found}


def vindplaatsen(part: Any) -> Iterator[Vindplaats]:
    """Yield every vindplaats in a part of the dataset, however deep."""
    if isinstance(part, Vindplaats):
        yield part
    elif isinstance(part, Sequence) and not isinstance(part, str):
        for item in part:
            yield from vindplaatsen(item)
    elif hasattr(part, "model_fields_set"):
        for _, value in part:
            yield from vindplaatsen(value)


def structural(dataset: Dataset) -> dict[str, Structureel]:
    found = [(hub.id, a) for hub in dataset.knooppunten for a in hub.financiering if a.soort == "structureel"]
    assert len(found) == len(dataset.knooppunten)
    return dict(found)


def one_off(dataset: Dataset) -> list[tuple[str, Eenmalig]]:
    return [(hub.id, a) for hub in dataset.knooppunten for a in hub.financiering if a.soort == "eenmalig"]


@needs_shared
def test_sources_are_those_of_the_facts(dataset: Dataset, facts: dict[str, str]) -> None:
    read, works = tables(facts["Sources"])
    bronnen = {bron.id: bron for bron in dataset.bronnen}
    assert sorted(bronnen) == sorted(plain(row["id"]) for row in (*read, *works))
    for row in read:
        bron = bronnen[plain(row["id"])]
        assert bron.datum == row["date"].split(" ")[0].replace("unknown", "onbekend")
        assert (bron.url or "no address known") == row["where"]
        assert [bron.titel] == (quoted(row["what"]) or [bron.titel])
        assert ("titel niet gelezen" in bron.titel) == ("title not read" in row["what"])
        if bron.kenmerk:
            assert bron.kenmerk in row["what"]
    ids = [plain(row["id"]) for row in read]
    beginnings = ids[ids.index("nhnieuws-2021-05") :]
    whole = [bron.id for bron in dataset.bronnen if bron.dekking is None]
    assert {bron.id for bron in dataset.bronnen if "begin van de pagina" in (bron.dekking or "")} == {
        *beginnings
    }
    assert {*whole} == {*ids} - {*beginnings, LETTER}
    assert bronnen[LETTER].kenmerk == "4270490"
    assert bronnen[LETTER].dekking == "pagina 3 van 10"


@needs_shared
def test_works_are_those_the_letter_refers_to(dataset: Dataset, facts: dict[str, str]) -> None:
    _, works = tables(facts["Sources"])
    bronnen = {bron.id: bron for bron in dataset.bronnen}
    wanted = set()
    for row in works:
        bron = bronnen[plain(row["id"])]
        day = re.search(r"\b20\d\d(-\d\d-\d\d)?\b", row["what"])
        address = re.search(r"https://\S+", row["what"])
        assert day
        assert bron.datum == day[0]
        assert bron.url == (address and address[0])
        assert bron.uitgever
        assert bron.uitgever in row["what"]
        assert (bron.dekking or "").startswith("niets; genoemd in")
        named = re.findall(r"havens?-[a-z-]+", row["referred to for"])
        assert named or "port of Rotterdam" in row["referred to for"]
        wanted |= {(id_, bron.id) for id_ in named or ["haven-rotterdam"]}
    assert {(hub.id, ground.werk) for hub in dataset.knooppunten for ground in hub.onderbouwing} == wanted


@needs_shared
def test_knooppunten_are_those_of_the_facts(dataset: Dataset, facts: dict[str, str]) -> None:
    (rows,) = tables(facts["Knooppunten"])
    wanted = [(plain(row["id"]), row["name"], row["type"], listed(row["places named"])) for row in rows]
    assert len(wanted) == 5
    held = [(hub.id, hub.naam, hub.type, hub.plaatsen) for hub in dataset.knooppunten]
    assert [(*one, sorted(named)) for *one, named in wanted] == [
        (*one, sorted(named)) for *one, named in held
    ]


@needs_shared
def test_structural_amounts_are_those_of_the_facts(dataset: Dataset, facts: dict[str, str]) -> None:
    levels, courses, *_ = tables(facts["Amounts"])
    course = {row["knooppunt"]: cited(row["source, fragment"]) for row in courses}
    others = course.pop("the four others than Rotterdam")
    wanted = {}
    for row in levels:
        own = course.get(row["knooppunt"], set()) | cited(row["sources: page, fragment"])
        cites = own if row["knooppunt"] == "haven-rotterdam" else own | others
        rising = True if row["rising"].startswith("yes") else None
        wanted[row["knooppunt"]] = (number(row["amount"]), rising, cites)
    held = structural(dataset)
    found = {hub: (one.bedrag, one.oplopend, places(one.vindplaatsen)) for hub, one in held.items()}
    assert found == wanted
    assert all(len(amount.vindplaatsen) == len(places(amount.vindplaatsen)) for amount in held.values())


@needs_shared
def test_the_course_of_structural_money_is_that_of_the_facts(dataset: Dataset, facts: dict[str, str]) -> None:
    rotterdam, zeeland, others = tables(facts["Amounts"])[1]
    (step,) = re.findall(r"([\d ]+) in (\d{4}), the full ([\d ]+) from (\d{4})", rotterdam["what"])
    (until,) = re.findall(r"until (\d{4})", zeeland["what"])
    (full,) = re.findall(r"full level from (\d{4})", others["what"])
    (unknown,) = re.findall(
        r"in (\d{4}) and (\d{4}) is in no source read: steps of `onbekend`", facts["Amounts"]
    )
    assert f'securitydaily-2022-11-07,\n"{RISING[2]}"' in facts["Amounts"]
    for hub, amount in structural(dataset).items():
        course = [(step.jaar, step.bedrag, places(step.vindplaatsen)) for step in amount.opbouw]
        if hub == rotterdam["knooppunt"]:
            assert course == [(int(step[1]), number(step[0]), cited(rotterdam["source, fragment"]))]
            assert (number(step[2]), int(step[3])) == (amount.bedrag, amount.vanaf)
            assert amount.lezing is None
        else:
            assert course == [(int(year), "onbekend", {RISING}) for year in unknown]
            assert amount.vanaf == int(full)
            assert amount.lezing, "a reading, and said to be one"
            assert "structureel vanaf 2025" in " ".join(amount.lezing.split())
        assert amount.tot == (int(until) if hub == zeeland["knooppunt"] else None)
        assert ("2030" in (amount.lezing or "")) == (hub == zeeland["knooppunt"])
        assert not (amount.bestemming or amount.toelichting or amount.afwijkend)


@needs_shared
def test_parts_are_those_of_the_facts(dataset: Dataset, facts: dict[str, str]) -> None:
    ((row,),) = tables(facts["Amounts"])[2:3]
    (part,) = structural(dataset)[row["knooppunt"]].waarvan
    (of,) = re.findall(r"^([\d ]+) for seaport police \(.*: about\)", row["part"])
    assert (part.bedrag, part.aanduiding, part.omschrijving) == (number(of), "ongeveer", "zeehavenpolitie")
    assert places(part.vindplaatsen) == cited(row["source, fragment"])
    every = [amount for hub in dataset.knooppunten for amount in hub.financiering]
    assert sum(len(amount.waarvan) for amount in every) == 1
    assert not any(amount.afwijkend for amount in every)


@needs_shared
def test_one_off_amounts_are_those_of_the_facts(dataset: Dataset, facts: dict[str, str]) -> None:
    rows = tables(facts["Amounts"])[3]
    wanted = [
        (row["knooppunt"], int(row["year"]), number(row["amount"]), cited(row["source, fragment"]))
        for row in rows
    ]
    held = [(hub, one.jaar, one.bedrag, places(one.vindplaatsen)) for hub, one in one_off(dataset)]
    assert len(held) == 8
    assert sorted(held, key=repr) == sorted(wanted, key=repr)


@needs_shared
def test_stated_totals_are_those_of_the_facts(dataset: Dataset, facts: dict[str, str]) -> None:
    (rows,) = tables(facts["Totals"])
    wider = cited(facts["Totals"].partition("The structural totals are wider")[2].replace("\n", " "))
    assert len(wider) == 2
    wanted, held = [], []
    for row in rows:
        kind, more = row["kind"].split(",")[0], "and more" in row["covers"]
        covers = "alle" if row["covers"].startswith("all five") else row["covers"].split(", ")
        cites = cited(row["source, fragment"]) | (wider if more else set())
        stated = (kind, number(row["amount"]), row["year"].removeprefix("in "), row["standing"])
        wanted.append((*stated, covers, more, cites))
    for total in dataset.opgegeven_totalen:
        year = str(total.jaar) if total.jaar else f"from {getattr(total, 'vanaf', None)}"
        stated = (total.soort, total.bedrag, year, total.status)
        held.append((*stated, total.omvat, total.ruimer, places(total.vindplaatsen)))
    assert len(held) == 5
    assert held == wanted


@needs_shared
def test_partners_named_together_are_those_of_the_facts(dataset: Dataset, facts: dict[str, str]) -> None:
    section = facts["Partners"]
    rows = tables(section)[0]
    seaports = [knooppunt.id for knooppunt in dataset.knooppunten if knooppunt.type == "zeehaven"]
    where: dict[str, str | list[str]] = {"all": "alle", "the three seaport knooppunten": seaports}
    wanted = []
    for row in rows:
        takes_part = where.get(row["takes part at"], [row["takes part at"]])
        wanted.append((plain(row["id"]), row["name"], row["public or private"], takes_part))
    shared = [partner for partner in dataset.partners if partner.gezamenlijk]
    assert len(wanted) == 12
    assert wanted == [(p.id, p.naam, p.soort, p.deelname) for p in shared]
    fragments = quoted(section.partition("|")[0])
    assert len(fragments) == 3
    assert {place for partner in shared for place in places(partner.vindplaatsen)} == {
        (LETTER, 3, words) for words in fragments
    }
    assert not any(partner.valt_onder for partner in shared)
    readings = [partner.id for partner in shared if partner.lezing]
    assert readings == ["havenbedrijven", "luchthavenbedrijven", "veilingbedrijven"]
    assert sum(p.deelname == "alle" or "haven-rotterdam" in p.deelname for p in shared) == 10


@needs_shared
def test_partners_named_one_by_one_are_those_of_the_facts(dataset: Dataset, facts: dict[str, str]) -> None:
    """A row of the facts names one or more; what it says of where they take part, and what bears it out."""
    section = facts["Partners"]
    wanted = []
    same: set[Place] = set()  # as the row above
    for row in tables(section)[1]:
        ids, names = listed(row["id"]), listed(row["name"])
        if names == ["Gemeente …"]:
            names = [f"Gemeente {id_.removeprefix('gemeente-').capitalize()}" for id_ in ids]
        at = re.findall(r"(?:^|, )([a-z-]+)", plain(row["at"]))
        source = row["source, fragment"]
        own = cited(source)
        bears_out = own | cited(row["at"]) | (same if "same fragment" in source + row["at"] else set())
        same = own or same
        general = None if row["valt onder"] == "–" else row["valt onder"]
        hubs = sorted({*at} & {hub.id for hub in dataset.knooppunten})
        of_all = (row["public or private"], hubs, general, bears_out)
        wanted += [(id_, name, *of_all) for id_, name in zip(ids, names, strict=True)]
    named = [partner for partner in dataset.partners if not partner.gezamenlijk]
    held = [(p.id, p.naam, p.soort, sorted(p.deelname), p.valt_onder, places(p.vindplaatsen)) for p in named]
    assert len(held) == 30
    assert sorted(held) == sorted(wanted)
    authorities = [partner.id for partner in named if partner.lezing]
    assert authorities == ["havenbedrijf-rotterdam", "north-sea-port", "port-of-moerdijk", "schiphol"]


@needs_shared
def test_common_themes_are_those_of_the_facts(dataset: Dataset, facts: dict[str, str]) -> None:
    section = facts["Themes"]
    premise = re.search(r'voorwaarde, for all five: `([^`]+)`, "([^"]+)"', section)
    assert premise
    wanted = [
        (plain(row["id"]), row["name"], "rode-lijn", "alle", {(LETTER, 3, row["fragment"].strip('"'))})
        for row in tables(section)[0]
    ]
    common = [theme for theme in dataset.themas if theme.soort != "speerpunt"]
    held = [(one.id, one.naam, one.soort, one.geldt_voor, places(one.vindplaatsen)) for one in common]
    assert len(wanted) == 4
    assert [one for one in held if one[2] == "rode-lijn"] == wanted
    (other,) = [one for one in held if one[2] != "rode-lijn"]
    assert (other[0], *other[2:]) == (premise[1], "uitgangspunt", "alle", {(LETTER, 3, premise[2])})


def focuses(hub: Knooppunt) -> list[tuple[str, str | None]]:
    assert isinstance(hub.speerpunten, list)
    return [(focus.thema, focus.omschrijving) for focus in hub.speerpunten]


@needs_shared
def test_speerpunten_are_those_of_the_facts(dataset: Dataset, facts: dict[str, str]) -> None:
    rows = {row["knooppunt"]: row["speerpunten"] for row in tables(facts["Themes"])[1]}
    hubs = {hub.id: hub for hub in dataset.knooppunten}
    assert [*rows] == [*hubs]
    assert rows.pop("bloemenveilingen") == "unknown"
    assert hubs["bloemenveilingen"].speerpunten == "onbekend"
    focused = set()
    for id_, cell in rows.items():
        assert [theme for theme, _ in focuses(hubs[id_])] == re.findall(r"`([a-z-]+)`", cell)
        focused |= {theme for theme, _ in focuses(hubs[id_])}
        cites = places(vindplaatsen(hubs[id_].speerpunten))
        if own := cited(cell):  # of a programme of its own, and not of the letter
            assert cites == own
        else:
            parts = [part.partition("` ") for part in re.split(r", (?=`)", cell)]
            assert focuses(hubs[id_]) == [(plain(theme), words[1:-1] or None) for theme, _, words in parts]
            assert {(bron, page) for bron, page, _ in cites} == {(LETTER, 3)}
    common = {theme.id for theme in dataset.themas if theme.soort != "speerpunt"}
    assert {theme.id for theme in dataset.themas if theme.soort == "speerpunt"} == focused - common
    cites = places(vindplaatsen([hub.speerpunten for hub in dataset.knooppunten]))
    own_themes = [theme for theme in dataset.themas if theme.soort == "speerpunt"]
    assert places(vindplaatsen(own_themes)) <= cites, "a theme rests on what its speerpunten rest on"


@needs_shared
def test_figures_are_those_of_the_facts(dataset: Dataset, facts: dict[str, str]) -> None:
    what = {
        "cocaine seized": "cocaïne in beslag genomen",
        "drugs seized": "drugs in beslag genomen",
        "uithalers arrested": "uithalers aangehouden",
    }
    wanted = []
    for row in tables(facts["Figures"])[0]:
        (figure,) = re.findall(r"^([a-z ]+), (?:(ruim) )?([\d ]+\d)(?: (kg))?$", row["figure"])
        name, about, digits, unit = figure
        said = (row["knooppunt"], what[name], int(row["year"]), about or None, number(digits), unit or "keer")
        wanted.append((*said, cited(row["source, fragment"])))
    held = [
        (hub.id, f.omschrijving, f.jaar, f.aanduiding, f.waarde, f.eenheid, places(f.vindplaatsen))
        for hub in dataset.knooppunten
        for f in hub.kengetallen
    ]
    assert len(held) == 9
    assert held == wanted


@needs_shared
def test_every_vindplaats_is_to_be_looked_up(dataset: Dataset) -> None:
    """By a fragment, and in the letter by the one page that was read."""
    for place in vindplaatsen(dataset):
        assert place.fragment
        assert place.pagina == (3 if place.bron == LETTER else None)


def test_the_dataset_says_when_it_was_last_updated(dataset: Dataset) -> None:
    assert date(2022, 11, 4) < date.fromisoformat(dataset.bijgewerkt)


def test_a_checkout_answers_from_its_own_files_and_the_wheel_carries_them() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    carried = project["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    assert {(ROOT / source).resolve(): target for source, target in carried.items()} == {
        DATASET: "ondermijning/data/knooppunten.yaml",
        ROOT / "docs" / "knooppunten.schema.json": "ondermijning/data/knooppunten.schema.json",
    }
    assert Path(default_path()).resolve() == DATASET
