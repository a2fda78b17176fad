"""`rapport` in a browser: for everyone (WCAG 2.2 A and AA), at any width, on paper, with right figures."""

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from browser import barriers
from conftest import Run, asked, environment, fork
from documents import called
from forking import HANGS
from test_rapport import HOSTILE

from ondermijning.amounts import parse

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PAGES = {
    "geheel": [],
    "gekozen": ["--type", "zeehaven", "--jaar", "2023"],
    "leeg": ["--zoek", "nergens te vinden"],
}
TABLES = """() => [...document.querySelectorAll('table')].map(table => ({
    section: table.closest('section[id]').id,
    title: table.caption.innerText,
    rows: [...table.rows].map(row => [...row.cells].map(cell => cell.innerText.trim())),
}))"""


class Table(NamedTuple):
    """A table as the browser has it; a cell over more rows stands in the first of them alone."""

    section: str
    title: str
    rows: list[list[str]]


@pytest.fixture(scope="module")
def files(home: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("rapport")
    for name, words in PAGES.items():
        answer = fork(["rapport", *words, "-o", folder / f"{name}.html"], environment(home))
        assert answer.code == 0, answer.err
    return {name: folder / f"{name}.html" for name in PAGES}


@pytest.fixture
def shown(browser: "Browser", files: dict[str, Path]) -> Iterator[Any]:
    """Show a page: `shown("geheel", width=320, color_scheme="dark")`."""
    opened = []

    def show(name: str, width: int = 1280, **how: Any) -> "Page":
        context = browser.new_context(viewport={"width": width, "height": 900}, **how)
        context.set_default_timeout(1000 * HANGS)
        opened.append(context)
        page = context.new_page()
        page.goto(files[name].as_uri())
        return page

    yield show
    for context in opened:
        context.close()


@pytest.fixture(scope="module")
def tables(browser: "Browser", files: dict[str, Path]) -> list[Table]:
    page = browser.new_page()
    page.goto(files["geheel"].as_uri())
    found = [Table(**table) for table in page.evaluate(TABLES)]
    page.close()
    return found


def table(tables: list[Table], section: str, title: str) -> list[list[str]]:
    """Return the rows of the first table of a section whose title starts so, without its heading."""
    return next(one.rows[1:] for one in tables if one.section == section and one.title.startswith(title))


def euros(cell: str, unit: str = "") -> int | None:
    """Return what a cell says: whole euros, None for unknown."""
    return None if cell == "onbekend" else parse(f"{cell}{unit}")


@pytest.mark.parametrize(
    ("name", "scheme", "width"),
    [("geheel", "dark", 1280), ("gekozen", "light", 320), ("leeg", "dark", 320)],
)
def test_axe_finds_no_violation(shown: Any, name: str, scheme: str, width: int) -> None:
    page = shown(name, width, color_scheme=scheme, bypass_csp=True)
    assert barriers(page) == []


@pytest.mark.parametrize("name", PAGES)
def test_a_narrow_page_does_not_scroll_sideways(shown: Any, name: str) -> None:
    page = shown(name, 320)
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    # What is wider scrolls by itself, by keyboard too, and says what it is.
    wide = page.evaluate(
        "[...document.querySelectorAll('body *')].filter(e => e.scrollWidth > e.clientWidth + 1 && "
        "getComputedStyle(e).overflowX === 'auto').map(e => [e.tabIndex, !!(e.getAttribute('aria-label') || "
        "document.getElementById(e.getAttribute('aria-labelledby')))])"
    )
    assert all(found == [0, True] for found in wide)
    assert wide or name == "leeg"


@pytest.mark.parametrize("name", PAGES)
def test_headings_and_landmarks_are_in_order(shown: Any, name: str) -> None:
    page = shown(name)
    levels = page.evaluate("[...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(h => +h.tagName[1])")
    assert (levels[0], levels.count(1)) == (1, 1)
    assert all(next_ <= level + 1 for level, next_ in pairwise(levels))
    landmarks = "[...document.querySelectorAll('header,nav,main,footer')].map(e => e.tagName)"
    assert page.evaluate(landmarks) == ["HEADER", "NAV", "MAIN", "FOOTER"]
    unnamed = (
        "[...document.querySelectorAll('section')].filter(s => !/^H[2-4]$/.test("
        "document.getElementById(s.getAttribute('aria-labelledby'))?.tagName)).length"
    )
    assert page.evaluate(unnamed) == 0
    assert page.title().startswith("Geld tegen ondermijning op logistieke knooppunten – ")


def test_the_first_press_of_tab_leads_past_the_contents(shown: Any) -> None:
    page = shown("geheel")
    page.keyboard.press("Tab")
    link = page.locator(":focus")
    assert link.inner_text() == "Naar de inhoud"
    box = link.bounding_box()
    assert box["x"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "inhoud"


def test_what_has_the_focus_shows_it(shown: Any) -> None:
    page = shown("geheel")
    outline = "(style => [style.outlineStyle, parseFloat(style.outlineWidth)])"
    for place in ("nav a", ".rol", "td a"):
        page.locator(place).first.focus()
        page.keyboard.press("Shift+Tab")
        page.keyboard.press("Tab")
        style, width = page.evaluate(f"{outline}(getComputedStyle(document.activeElement))")
        assert style not in ("none", "hidden")
        assert width >= 2


def test_links_in_the_page_lead_somewhere_and_sources_lead_back(shown: Any) -> None:
    page = shown("geheel")
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(e => e.id)")
    assert len(set(ids)) == len(ids)
    targets = page.evaluate("[...document.querySelectorAll('a[href^=\"#\"]')].map(a => a.hash.slice(1))")
    assert set(targets) <= set(ids)
    there = page.evaluate(
        "[...document.querySelectorAll('a[href^=\"#bron-\"]')]"
        ".map(a => [a.hash.slice(1), a.closest('section[id]').id])"
    )
    back = page.evaluate(
        "[...document.querySelectorAll('li[id^=bron-] a[href^=\"#\"]')]"
        ".map(a => [a.closest('li').id, a.hash.slice(1)])"
    )
    assert {tuple(pair) for pair in there} == {tuple(pair) for pair in back}


def test_nothing_is_asked_of_the_network(browser: "Browser", files: dict[str, Path]) -> None:
    requests, complaints = [], []
    page = browser.new_page()
    page.on("request", lambda request: requests.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.on("dialog", lambda dialog: complaints.append(dialog.message))
    page.goto(files["geheel"].as_uri(), wait_until="networkidle")
    page.emulate_media(media="print")
    page.close()
    assert requests == [files["geheel"].as_uri()]
    assert complaints == []


def test_hostile_words_do_nothing(browser: "Browser", home: Path, tmp_path: Path) -> None:
    data, path = called(HOSTILE, tmp_path), tmp_path / "rapport.html"
    assert fork(["rapport", "--data", data, "-o", path], environment(home)).code == 0
    did: list[str] = []
    page = browser.new_context(bypass_csp=True).new_page()
    page.on("dialog", lambda dialog: did.append(dialog.message))
    page.on("request", lambda request: did.append(request.url))
    page.goto(path.as_uri(), wait_until="networkidle")
    assert page.locator("#knooppunt-haven-rotterdam h3").inner_text() == HOSTILE
    page.context.close()
    assert did == [path.as_uri()]


def test_totals_are_those_of_totaal(run: Run, tables: list[Table]) -> None:
    titles = {"structureel": "Structureel geld, in euro per jaar", "eenmalig": "Eenmalig geld, in euro"}
    for kind, title in titles.items():
        said = asked(run, "totaal", f"--{kind}")
        *rows, total = table(tables, "totalen", title)
        shares = [f"{item['aandeel']:.1f}%".replace(".", ",") for item in said["posten"]]
        assert [row[0] for row in rows] == [item["naam"] for item in said["posten"]]
        assert [euros(row[1]) for row in rows] == [item["bedrag"] for item in said["posten"]]
        assert [row[2] for row in rows] == shares
        assert euros(total[1]) == said["totaal"]


def test_totals_by_year_are_those_of_totaal(run: Run, tables: list[Table]) -> None:
    said = asked(run, "totaal", "--structureel", "--per", "jaar")["posten"]
    rows = table(tables, "totalen", "Structureel geld, uitgesplitst per jaar")
    found = {str(year): euros(row[1]) for row in rows for year in _years(row[0])}
    assert found == {item["groep"]: item["bedrag"] for item in said}
    said = asked(run, "totaal", "--eenmalig", "--per", "jaar")["posten"]
    *rows, _ = table(tables, "totalen", "Eenmalig geld, uitgesplitst per jaar")
    assert {row[0]: euros(row[1]) for row in rows} == {item["groep"]: item["bedrag"] for item in said}


def _years(words: str) -> range:
    """Return the years of `2024`, `2025–2030`, `vanaf 2031`."""
    first, last = re.findall(r"\d{4}", words)[0], re.findall(r"\d{4}", words)[-1]
    return range(int(first), int(last) + 1)


def _by_year(headings: list[str], row: list[str], unit: str) -> dict[int, int | None]:
    """Return the figures of a row of years, without the years of which nothing is on record."""
    cells = list(zip(headings[1:], row[1:], strict=True))
    return {year: euros(cell, unit) for words, cell in cells if cell != "–" for year in _years(words)}


def test_years_are_those_of_meerjaren(run: Run, tables: list[Table]) -> None:
    """In the tables of all knooppunten and in that of each."""
    said: dict[tuple[str, str], dict[int, int | None]] = {}
    for item in asked(run, "meerjaren"):
        said.setdefault((item["naam"], item["soort"]), {})[item["jaar"]] = item["bedrag"]
    unit = " mln"
    titles = {"Structureel geld per jaar": "structureel", "Eenmalig geld": "eenmalig"}
    found: dict[tuple[str, str], dict[int, int | None]] = {}
    for title, kind in titles.items():
        (one,) = [one for one in tables if one.section == "jaren" and one.title.startswith(title)]
        assert one.title == f"{title}, in miljoen euro"
        *rows, known, _ = one.rows[1:]
        assert known[0] == "Bekend"
        found |= {(row[0], kind): _by_year(one.rows[0], row, unit) for row in rows}
    assert {key: figures for key, figures in found.items() if figures} == said
    own: dict[tuple[str, str], dict[int, int | None]] = {}
    for hub in asked(run, "list"):
        of_hub = [one for one in tables if one.section == f"knooppunt-{hub['id']}"]
        (one,) = [one for one in of_hub if one.title == "Over de jaren, in miljoen euro"]
        own |= {(hub["naam"], titles[row[0]]): _by_year(one.rows[0], row, unit) for row in one.rows[1:]}
    for key, figures in said.items():
        assert figures.items() >= own[key].items()  # which ends with its own last change
        assert set(figures.values()) == set(own[key].values())


def test_stated_totals_are_those_of_aansluiting(run: Run, tables: list[Table]) -> None:
    rows = table(tables, "aansluiting", "Totalen volgens de bron")
    found = [(row[0], *map(euros, row[3:6]), row[6]) for row in rows]
    fields = ("soort", "opgegeven", "gespecificeerd", "verschil", "oordeel")
    assert found == [tuple(item[name] for name in fields) for item in asked(run, "aansluiting")]


def test_amounts_of_a_knooppunt_are_those_of_bedragen(run: Run, tables: list[Table]) -> None:
    said = asked(run, "bedragen")
    for hub in asked(run, "list"):
        rows = [row[-3:] for row in table(tables, f"knooppunt-{hub['id']}", "Geld")]
        own = [row for row in rows if row[1] and not re.match("waarvan|afwijkend|interpretatie", row[0])]
        found = [euros(figure) for _, figure, _ in own]
        amounts = [item["bedrag"] for item in said if item["knooppunt"] == hub["id"]]
        assert sorted(found, key=str) == sorted(amounts, key=str)


def test_what_is_unknown_is_what_meerjaren_does_not_know(run: Run, tables: list[Table]) -> None:
    rows = table(tables, "onbekend", "Geld waarvan")
    found = {(row[0], row[1], year) for row in rows for part in row[2].split(", ") for year in _years(part)}
    unknown = [item for item in asked(run, "meerjaren") if item["status"] == "onbekend"]
    assert found == {(item["naam"], item["soort"], item["jaar"]) for item in unknown}


def test_figures_of_a_knooppunt_are_those_of_kengetallen(run: Run, tables: list[Table]) -> None:
    found, said = [], []
    for one in tables:
        if one.title == "Kengetallen":
            hub = one.section.removeprefix("knooppunt-")
            found += [(hub, int(row[-4]), row[-3], row[-2]) for row in one.rows[1:]]
    for item in asked(run, "kengetallen"):
        figure = f"{item['waarde']:,} {item['eenheid']}".replace(",", ".")
        said.append((item["knooppunt"], item["jaar"], item["aanduiding"] or "", figure))
    assert sorted(found) == sorted(said)


def test_every_claim_stands_under_its_source(run: Run, tables: list[Table]) -> None:
    """As many as `bronnen` counts, or more: a claim with two places in a source is there twice."""
    sources = asked(run, "bronnen")
    titles = {one.title for one in tables if one.title.startswith("Beweringen uit")}
    for source in sources:
        assert any(title.startswith(f"Beweringen uit '{source['titel']}'") for title in titles)
    (overview,) = [one.rows[1:] for one in tables if one.title == "Bronnen"]
    counts = [(source["titel"], source["beweringen"]) for source in sources]
    assert [(row[0], int(row[5])) for row in overview] == counts
    claims = [row for one in tables if one.title.startswith("Beweringen uit") for row in one.rows[1:]]
    assert len(claims) >= sum(source["beweringen"] for source in sources)


def test_it_prints_on_paper(shown: Any, run: Run, tmp_path: Path) -> None:
    pypdfium2 = pytest.importorskip("pypdfium2")
    path = tmp_path / "rapport.pdf"
    shown("geheel").pdf(path=path, prefer_css_page_size=True)
    with pypdfium2.PdfDocument(path) as document:
        pages = [page.get_textpage().get_text_range() for page in document]
        sizes = {tuple(map(round, page.get_size())) for page in document}
    assert sizes == {(595, 842)}  # A4
    text = " ".join(" ".join(pages).split())
    for figure in ("€ 26,5 mln", "€ 20,6 mln", "€ 16,5 mln", "onbekend", "18.947 kg", f"1 / {len(pages)}"):
        assert figure in text
    for hub in asked(run, "list"):  # which begins on a page of its own, or under the heading of them all
        starts = [page.split()[3:] for page in pages]  # after `1 / 20`
        name = hub["naam"].split()
        assert any(words[: len(name)] == name or words[2 : len(name) + 2] == name for words in starts)
    bare = "".join(text.split())
    bare = bare.replace("-", "").replace("\ufffe", "")
    addresses = [source["url"] for source in asked(run, "bronnen") if source["url"]]
    assert all(address.replace("-", "") in bare for address in addresses)
