"""SVG: the picture of an answer that has one, whose figures are those of the answer, to see and to read."""

import re
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from conftest import Run, asked
from documents import PLACES, called, hub, write, yearly

if TYPE_CHECKING:
    from playwright.sync_api import Browser

IN = "{http://www.w3.org/2000/svg}"
HOSTILE = "<script>alert(1)</script> ]]> &amp; \"'"


def picture(run: Run, *words: str | Path) -> ET.Element:
    answer = run(*words, "-f", "svg")
    assert (answer.code, answer.err) == (0, "")
    return ET.fromstring(answer.out)


def texts(svg: ET.Element) -> list[str]:
    return ["".join(one.itertext()) for one in svg.iter(f"{IN}text")]


def boxes(svg: ET.Element, *, hatched: bool) -> list[dict[str, float]]:
    """Return the bars and columns; the first box is the paper."""
    found = [box.attrib for box in list(svg.iter(f"{IN}rect"))[1:]]
    chosen = [box for box in found if box["fill"].startswith("url(") == hatched]
    return [{name: float(box[name]) for name in ("x", "y", "width", "height")} for box in chosen]


def test_bars_are_as_long_as_the_amounts(run: Run) -> None:
    svg = picture(run, "totaal", "--structureel")
    amounts = [row["bedrag"] for row in asked(run, "totaal", "--structureel")["posten"]]
    widths = [box["width"] / boxes(svg, hatched=False)[0]["width"] for box in boxes(svg, hatched=False)]
    assert widths == pytest.approx([amount / amounts[0] for amount in amounts], abs=0.01)
    assert {"€ 16,5 mln (62,3%)", "€ 1,0 mln (3,8%)", "€ 26,5 mln (100,0%)"} <= {*texts(svg)}


def test_what_is_unknown_is_hatched_and_said(run: Run) -> None:
    svg = picture(run, "totaal", "--structureel", "--jaar", "2023")
    assert len(boxes(svg, hatched=True)) == texts(svg).count("onbekend") == 4
    assert len(boxes(svg, hatched=False)) == 1
    assert any(text.startswith("Gearceerd: ") for text in texts(svg))


def test_money_over_the_years_has_a_column_for_each_figure(run: Run) -> None:
    svg = picture(run, "meerjaren", "--structureel")
    lines = run("meerjaren", "--structureel", "-f", "md").out.splitlines()
    rows = [line[2:-2].split(" | ")[1:] for line in lines if line.startswith("| ")]
    cells = [cell.strip(" *") for row in rows for cell in row]
    figures = [cell for cell in cells if re.fullmatch(r"\d+,\d", cell)]
    assert sorted(text for text in texts(svg) if re.fullmatch(r"\d+,\d", text)) == sorted(figures)
    assert len(boxes(svg, hatched=False)) == len(figures)
    assert len(boxes(svg, hatched=True)) == cells.count("onbekend") == texts(svg).count("onbekend")
    tallest = max(boxes(svg, hatched=False), key=lambda box: box["height"])
    assert tallest["height"] == max(box["height"] for box in boxes(svg, hatched=True))


def test_a_series_shows_the_years_without_a_figure(run: Run) -> None:
    svg = picture(run, "kengetallen", "rotterdam")
    figures = asked(run, "kengetallen", "rotterdam")
    assert len(boxes(svg, hatched=False)) == len(figures)
    cocaine = [one["jaar"] for one in figures if one["omschrijving"] == "cocaïne in beslag genomen"]
    missing = {*range(min(cocaine), max(cocaine) + 1)} - {*cocaine}
    assert len(boxes(svg, hatched=True)) == len(missing) == texts(svg).count("geen cijfer")
    description = svg.findtext(f"{IN}desc") or ""
    assert "2021: ruim 70.000 kg" in description


def test_a_heading_stands_in_bold_over_the_series_of_one_scale(run: Run) -> None:
    """As the description says them, from top to bottom; `--geen-kop` leaves out the title alone."""
    svg = picture(run, "kengetallen")
    described = (svg.findtext(f"{IN}desc") or "").splitlines()
    headings = [line[:-1] for line in described if line.endswith(":")]
    assert len(headings) == 3
    names = [
        line.removesuffix(":").split(" – ")[0] for line in described if line.endswith(":") or " – " in line
    ]
    written = [one for one in svg.iter(f"{IN}text") if one.get("font-size") == "13"]
    assert " ".join(str(one.text) for one in written) == " ".join(names)
    assert [one.text for one in written if one.get("font-weight") == "bold"] == headings
    heights = [float(one.attrib["y"]) for one in written]
    assert heights == sorted(heights)
    titles = [
        [one.text for one in shown.iter(f"{IN}text") if one.get("font-size") == "17"]
        for shown in (svg, picture(run, "kengetallen", "--geen-kop"))
    ]
    assert titles == [["Kengetallen"], []]
    assert {*headings} < {*texts(picture(run, "kengetallen", "--geen-kop"))}


@pytest.mark.parametrize("order", ["--sorteer waarde", "--sorteer naam", "--omgekeerd"])
def test_a_series_stays_whole_in_any_order(order: str, run: Run) -> None:
    """One scale and one axis: none as tall as another that is more, no year left out."""
    said, heights = [], []
    for words in ([], order.split()):
        svg = picture(run, "kengetallen", *words)
        said.append(sorted(line for line in (svg.findtext(f"{IN}desc") or "").split("\n") if " – " in line))
        heights.append(sorted(box["height"] for box in boxes(svg, hatched=False)))
    assert said[0] == said[1]
    assert heights[0] == heights[1]


@pytest.mark.parametrize(
    "call", ["totaal --eenmalig", "totaal --structureel --per jaar", "meerjaren", "kengetallen"]
)
def test_all_is_said_in_words_and_lies_on_the_paper(call: str, run: Run) -> None:
    svg = picture(run, *call.split())
    assert svg.findtext(f"{IN}title")
    description = svg.findtext(f"{IN}desc") or ""
    for number in re.findall(r"\d[\d.]*,\d", " ".join(texts(svg))):
        assert number in description
    assert "Stand van 24 november 2026" in description
    for box in boxes(svg, hatched=False) + boxes(svg, hatched=True):
        assert box["x"] + box["width"] <= float(svg.attrib["width"])
        assert box["y"] + box["height"] <= float(svg.attrib["height"])
    names = {element.tag for element in svg.iter()}
    assert not {f"{IN}{name}" for name in ("script", "image", "style", "a", "foreignObject")} & names


def test_an_answer_without_a_picture_says_so(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "x.svg"
    for words in (["-f", "svg"], ["-o", path]):
        answer = run("bronnen", *words)
        assert (answer.code, answer.out) == (2, "")
        assert answer.err.startswith("Fout: dit antwoord heeft geen grafiek")
    assert list(tmp_path.iterdir()) == []


def of_many_years(folder: Path) -> Path:
    """Write a dataset with more years than a line of columns has, and with long figures in these."""
    build_up = [
        {"jaar": year, "bedrag": 1_234_567 + year if year % 4 else "onbekend", "vindplaatsen": PLACES}
        for year in range(2010, 2030)
    ]
    checked = {"omschrijving": "gecontroleerd", "eenheid": "containers", "vindplaatsen": PLACES}
    figures = [
        {**checked, "jaar": year, "waarde": 1_000_001 + year, "aanduiding": "ongeveer"}
        for year in range(2010, 2024)
        if year != 2013
    ]
    level = yearly(123_456_789, vanaf=2030, tot=2033, opbouw=build_up)
    return write(folder, hub("haven-0", level, kengetallen=figures))


@pytest.mark.parametrize(("call", "whole"), [("meerjaren", "123.456.789"), ("kengetallen", "1.002.011")])
def test_many_years_go_over_lines_and_no_figure_is_broken(
    call: str, whole: str, run: Run, tmp_path: Path
) -> None:
    path = of_many_years(tmp_path)
    svg = picture(run, *call.split(), "--data", path)
    assert svg.attrib["width"] == picture(run, *call.split()).attrib["width"]
    found = {word for text in texts(svg) for word in text.split()}
    assert {whole, "onbekend" if call == "meerjaren" else "containers", "2020", "2010"} <= found
    assert len(boxes(svg, hatched=True)) == {"meerjaren": 10, "kengetallen": 1}[call]
    right = max(box["x"] + box["width"] for box in boxes(svg, hatched=False) + boxes(svg, hatched=True))
    assert right <= float(svg.attrib["width"])


@pytest.mark.parametrize("call", ["totaal --structureel", "meerjaren --structureel"])
def test_a_picture_that_nobody_can_read_is_refused(call: str, run: Run, tmp_path: Path) -> None:
    """And the report, which shows the figures as a table too, leaves it out."""
    hubs = [hub(f"haven-{number}", yearly(1_000_000, vanaf=2024)) for number in range(101)]
    path = write(tmp_path, *hubs)
    answer = run(*call.split(), "--data", path, "-o", tmp_path / "x.svg")
    assert answer.code == 2
    assert "zou meer dan 100 regels hebben" in " ".join(answer.err.split())
    assert not (tmp_path / "x.svg").exists()
    page = run("rapport", "--data", path).out
    assert ("<svg" in page, "Grafiek: " in page, "Haven 100" in page) == (False, False, True)
    few = write(tmp_path, *hubs[:9])
    assert len(boxes(picture(run, *call.split(), "--data", few), hatched=False)) >= 9
    assert "<svg" in run("rapport", "--data", few).out


@pytest.mark.parametrize("call", ["totaal --structureel", "meerjaren", "kengetallen"])
def test_text_of_a_dataset_comes_out_as_text(call: str, run: Run, tmp_path: Path) -> None:
    svg = picture(run, *call.split(), "--data", called(HOSTILE, tmp_path))
    assert HOSTILE in (svg.findtext(f"{IN}desc") or "")
    assert HOSTILE.replace(" ", "") in "".join(texts(svg)).replace(" ", "")
    assert not list(svg.iter(f"{IN}script"))


def test_a_long_name_goes_over_lines(run: Run, tmp_path: Path) -> None:
    name = "Samenwerkingsverband voor de aanpak van ondermijning in zeehavens en op luchthavens van het land"
    found = texts(picture(run, "totaal", "--structureel", "--data", called(name, tmp_path)))
    start = found.index("Samenwerkingsverband voor")
    assert " ".join(found[start:]).startswith(name)
    assert max(map(len, found[start : start + 4])) < 30


BOXES = (
    "all => all.map(one => one.getBBox()).map(box => [box.x, box.y, box.x + box.width, box.y + box.height])"
)


def test_in_a_browser_no_text_runs_over_another_or_off_the_paper(
    browser: "Browser", run: Run, tmp_path: Path
) -> None:
    calls = ["totaal --structureel --jaar 2023", "totaal --eenmalig --per bron", "meerjaren", "kengetallen"]
    long = of_many_years(tmp_path)
    calls += [f"{call} --data {long}" for call in ("meerjaren", "kengetallen")]
    page = browser.new_page()
    for number, call in enumerate(calls):
        path = tmp_path / f"{number}.svg"
        assert run(*call.split(), "-o", path).code == 0
        page.goto(path.as_uri())
        found = page.eval_on_selector_all("text", BOXES)
        paper = ET.parse(path).getroot().attrib
        assert len(found) > 10
        for place, (left, top, right, bottom) in enumerate(found):
            assert 0 <= left < right <= float(paper["width"]), call
            assert 0 <= top < bottom <= float(paper["height"]), call
            beside = [one for one in found[place + 1 :] if one[0] < right and left < one[2]]
            over = [one for one in beside if one[1] < bottom - 2 and top < one[3] - 2]
            assert not over, (call, place)
    page.close()
