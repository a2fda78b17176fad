"""Hold the dataset that ships with the program against `../shared/facts.md`: every fact, and no other."""

import json
import re
import tomllib
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from conftest import DATASET, ROOT, SHARED, Run, needs_shared

from ondermijning.dataset import load
from ondermijning.dataset.model import Dataset, Knooppunt
from ondermijning.dataset.part import Vindplaats
from ondermijning.store import default_path

LETTER = "kamerbrief-2022-11-04"
PAGE = SHARED / "sources" / f"{LETTER}-p3.txt"
_CITED = re.compile(r'([a-z0-9]+(?:-[a-z0-9]+)+), (?:(\d+), )?"([^"]+)"')

Record = dict[str, str]
Places = list[tuple[str, int | None, str | None]]


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    return load(DATASET.read_bytes(), "knooppunten.yaml")


@pytest.fixture(scope="module")
def facts() -> dict[str, str]:
    """Return the sections of facts.md by the first word of their heading."""
    parts = re.split(r"^## ", (SHARED / "facts.md").read_text(encoding="utf-8"), flags=re.MULTILINE)
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


def quoted(text: str) -> list[str]:
    return [" ".join(words.split()) for words in re.findall(r'"([^"]+)"', text)]


def number(cell: str) -> int | str:
    digits = re.sub(r"\s", "", cell)
    return int(digits) if digits.isdigit() else digits


def cited(cell: str) -> Places:
    """Return the places that a cell like `source, 3, "fragment"; confirmed by …` names."""
    return [(bron, int(page) if page else None, words) for bron, page, words in _CITED.findall(cell)]


def places(found: list[Vindplaats]) -> Places:
    return [(place.bron, place.pagina, place.fragment) for place in found]


def hub(dataset: Dataset, id_: str) -> Knooppunt:
    return next(knooppunt for knooppunt in dataset.knooppunten if knooppunt.id == id_)


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


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


@needs_shared
def test_sources_are_those_of_the_facts(dataset: Dataset, facts: dict[str, str]) -> None:
    read, works = tables(facts["Sources"])
    bronnen = {bron.id: bron for bron in dataset.bronnen}
    assert list(bronnen) == [plain(row["id"]) for row in (*read, *works)]
    for row in read:
        bron = bronnen[plain(row["id"])]
        assert bron.datum == row["date"].split(" ")[0]
        assert (bron.url or "no address known") == row["where"]
        for title in quoted(row["what"]):
            assert bron.titel == title
        if bron.kenmerk:
            assert bron.kenmerk in row["what"]
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
        named = re.findall(r"havens?-[a-z-]+", row["referred to for"])
        assert named or "port of Rotterdam" in row["referred to for"]
        wanted |= {(id_, bron.id) for id_ in named or ["haven-rotterdam"]}
    grounds = {
        (knooppunt.id, ground.werk) for knooppunt in dataset.knooppunten for ground in knooppunt.onderbouwing
    }
    assert grounds == wanted


@needs_shared
def test_knooppunten_are_those_of_the_facts(dataset: Dataset, facts: dict[str, str]) -> None:
    def named(cell: str) -> list[str]:
        return [] if cell == "none named" else re.sub(r" \([^)]*\)", "", cell).split(", ")

    (rows,) = tables(facts["Knooppunten"])
    wanted = [
        (plain(row["id"]), row["name"], row["type"], sorted(named(row["places named"]))) for row in rows
    ]
    assert len(wanted) == 5
    assert wanted == [(k.id, k.naam, k.type, sorted(k.plaatsen)) for k in dataset.knooppunten]


@needs_shared
def test_amounts_are_those_of_the_facts(dataset: Dataset, facts: dict[str, str]) -> None:
    (rows,) = tables(facts["Amounts"])
    wanted = [
        (
            row["knooppunt"],
            row["kind"].split(",")[0],
            number(row["amount"]),
            int(row["year"]) if row["year"].isdigit() else None,
            True if row["rising to it"].startswith("yes") else None,
            cited(row["source, page, fragment"]),
        )
        for row in rows
    ]
    held = [
        (
            knooppunt.id,
            amount.soort,
            amount.bedrag,
            amount.jaar if amount.soort == "eenmalig" else None,
            amount.oplopend if amount.soort == "structureel" else None,
            places(amount.vindplaatsen),
        )
        for knooppunt in dataset.knooppunten
        for amount in knooppunt.financiering
    ]
    assert sorted(held, key=repr) == sorted(wanted, key=repr)
    assert len(held) == 12
    assert sum(bedrag == "onbekend" for _, _, bedrag, *_ in held) == 2
    assert not any(a.vanaf for k in dataset.knooppunten for a in k.financiering if a.soort == "structureel")


@needs_shared
def test_stated_totals_are_those_of_the_facts(dataset: Dataset, facts: dict[str, str]) -> None:
    (rows,) = tables(facts["Totals"])
    wanted = [
        (
            row["kind"].split(",")[0],
            number(row["amount"]),
            row["year"],
            row["standing"].split(" ")[0],
            "alle" if row["covers"] == "all five" else row["covers"].split(", "),
            cited(row["source, fragment"]),
        )
        for row in rows
    ]
    held = [
        (
            total.soort,
            total.bedrag,
            str(total.jaar) if total.soort == "eenmalig" else f"from {total.vanaf}",
            total.status,
            total.omvat,
            places(total.vindplaatsen),
        )
        for total in dataset.opgegeven_totalen
    ]
    assert len(held) == 3
    assert held == wanted


@needs_shared
def test_partners_are_those_of_the_facts(dataset: Dataset, facts: dict[str, str]) -> None:
    section = facts["Partners"]
    (rows,) = tables(section)
    seaports = [knooppunt.id for knooppunt in dataset.knooppunten if knooppunt.type == "zeehaven"]
    assert len(seaports) == 3

    def where(cell: str) -> str | list[str]:
        if cell == "all":
            return "alle"
        return seaports if cell == "the three seaport knooppunten" else [cell]

    wanted = [
        (plain(row["id"]), row["name"], row["public or private"], where(row["takes part at"])) for row in rows
    ]
    assert len(wanted) == 12
    assert wanted == [(p.id, p.naam, p.soort, p.deelname) for p in dataset.partners]
    fragments = quoted(section.partition("|")[0])
    assert len(fragments) == 3
    assert {place for partner in dataset.partners for place in places(partner.vindplaatsen)} == {
        (LETTER, 3, words) for words in fragments
    }
    assert all(partner.gezamenlijk for partner in dataset.partners)
    readings = [partner.id for partner in dataset.partners if partner.lezing]
    assert readings == ["havenbedrijven", "luchthavenbedrijven", "veilingbedrijven"]


@needs_shared
def test_common_themes_are_those_of_the_facts(dataset: Dataset, facts: dict[str, str]) -> None:
    section = facts["Themes"]
    premise = re.search(r'voorwaarde, for all five: `([^`]+)`, "([^"]+)"', section)
    assert premise
    wanted = [
        (plain(row["id"]), row["name"], "rode-lijn", "alle", [(LETTER, 3, row["fragment"].strip('"'))])
        for row in tables(section)[0]
    ]
    common = [theme for theme in dataset.themas if theme.soort != "speerpunt"]
    lines = [
        (theme.id, theme.naam, theme.soort, theme.geldt_voor, places(theme.vindplaatsen))
        for theme in common
        if theme.soort == "rode-lijn"
    ]
    assert len(wanted) == 4
    assert lines == wanted
    assert [
        (theme.id, theme.soort, theme.geldt_voor, places(theme.vindplaatsen))
        for theme in common
        if theme.soort != "rode-lijn"
    ] == [(premise[1], "uitgangspunt", "alle", [(LETTER, 3, premise[2])])]


@needs_shared
def test_speerpunten_are_those_of_the_facts(dataset: Dataset, facts: dict[str, str]) -> None:
    *named, (rest) = tables(facts["Themes"])[1]
    assert rest == {"knooppunt": "the other three", "speerpunten": "not on page 3: unknown"}
    wanted: dict[str, Any] = {knooppunt.id: "onbekend" for knooppunt in dataset.knooppunten}
    for row in named:
        parts = [part.partition("` ") for part in re.split(r", (?=`)", row["speerpunten"])]
        wanted[row["knooppunt"]] = [(plain(theme), words[1:-1] or None) for theme, _, words in parts]
    held = {
        knooppunt.id: knooppunt.speerpunten
        if isinstance(knooppunt.speerpunten, str)
        else [(focus.thema, focus.omschrijving) for focus in knooppunt.speerpunten]
        for knooppunt in dataset.knooppunten
    }
    assert held == wanted
    common = {theme.id for theme in dataset.themas if theme.soort != "speerpunt"}
    own = {theme.id for theme in dataset.themas if theme.soort == "speerpunt"}
    focused = {theme for parts in wanted.values() for theme, _ in (parts if isinstance(parts, list) else [])}
    assert own == focused - common
    claims = [[k.speerpunten for k in dataset.knooppunten], dataset.themas]
    assert {(place.bron, place.pagina) for place in vindplaatsen(claims)} == {(LETTER, 3)}


@needs_shared
def test_the_figure_is_that_of_the_facts(dataset: Dataset, facts: dict[str, str]) -> None:
    ((row,),) = tables(facts["Figures"])
    figures = [(k.id, figure) for k in dataset.knooppunten for figure in k.kengetallen]
    assert len(figures) == 1
    id_, figure = figures[0]
    assert id_ == row["knooppunt"]
    assert places(figure.vindplaatsen) == cited(row["source"])
    digits = re.search(r"^(ruim) ([\d\s]+) (kg) .* in (\d{4})$", row["figure"])
    assert digits
    assert (figure.aanduiding, figure.waarde, figure.eenheid, figure.jaar) == (
        digits[1],
        number(digits[2]),
        digits[3],
        int(digits[4]),
    )


@needs_shared
def test_every_fragment_of_the_letter_is_on_the_page_that_was_read(dataset: Dataset) -> None:
    page = squeezed(PAGE.read_text(encoding="utf-8"))
    found = [place for place in vindplaatsen(dataset) if place.bron == LETTER]
    assert len(found) > 30
    for place in found:
        assert place.pagina == 3
        assert place.fragment
        assert squeezed(place.fragment) in page


@needs_shared
def test_every_claim_on_the_letter_is_found(run: Run) -> None:
    rows = json.loads(run("controleer", "--json", "--brontekst", f"{LETTER}={PAGE}").out)
    assert len(rows) == DATASET.read_text().count(f"{{bron: {LETTER}")
    assert {(row["uitkomst"], row["pagina"], tuple(row["gevonden_op"])) for row in rows} == {
        ("gevonden", 3, (3,))
    }
    shown = run("controleer", "-f", "tabel", "--brontekst", f"{LETTER}={PAGE}").out
    assert "38 van 38 vindplaatsen gevonden.\n" in shown


def test_the_dataset_says_when_it_was_last_updated(dataset: Dataset) -> None:
    assert date(2022, 11, 4) < date.fromisoformat(dataset.bijgewerkt)


def test_a_checkout_answers_from_its_own_file_and_the_wheel_carries_it() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    carried = project["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    assert {(ROOT / source).resolve(): target for source, target in carried.items()} == {
        DATASET: "ondermijning/data/knooppunten.yaml"
    }
    assert Path(default_path()).resolve() == DATASET
