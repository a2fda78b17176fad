"""What the shipped dataset and one of oddities answer about claims, partners, figures and stated totals."""

import json
import re
import shlex
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT, Rows, Run, examples

from ondermijning.cli.commands import every

# Each call, and what stands in its answer for people, white space aside.
ANSWERS = {
    "kengetallen rotterdam": [
        "Kengetallen van Haven Rotterdam",
        "cocaïne in beslag genomen (kg) 2018 18.947 kg █",
        "2020 ruim 40.000 kg █",
        "drugs in beslag genomen (kg) 2024 25.900 kg ████████████████████ 5",
        "uithalers aangehouden (keer) 2023 452 keer",
    ],
    "kengetallen": ["drugs in beslag Haven Rotterdam 2024 25.900 kg", "Havens Zeeland en 2023 11.300 kg"],
    "toon zeeland": [
        "structureel elk jaar vanaf 2025 tot en met 2030 (oplopend: dit is het € 4,0 mln",
        "opbouw: in 2023 onbekend",
        "opbouw: in 2024 onbekend",
        "waarvan zeehavenpolitie (ongeveer) € 1,2 mln",
        "interpretatie: dat dit bedrag vanaf 2025 geldt, is opgemaakt uit",
        "Gemeente Moerdijk (valt onder Gemeenten)",
    ],
    "toon rotterdam": [
        "elk jaar vanaf 2024 (oplopend: dit is het eindbedrag) € 16,5 mln",
        "opbouw: in 2023 € 13,0 mln",
        "speerpunt Barrièrevorming in de haven",
        "Het afpakken van crimineel vermogen",
    ],
    "toon rotterdam schiphol": ["Haven Rotterdam Onderdeel", "Luchthaven Schiphol Onderdeel"],
    "partners rotterdam": [
        "gemeenten Gemeenten publiek – 1 gemeente-rotterdam Gemeente Rotterdam publiek Gemeenten 2",
        "brancheorganisaties Brancheorganisaties privaat – 1 deltalinqs Deltalinqs privaat Branche",
        "Gezamenlijk genoemd, niet per knooppunt (bron: kamerbrief van 4 november 2022): Gemeenten, Politie",
        "nterpretatie bij",
    ],
    "beweringen --bron nu-2022-11": [
        "Haven Rotterdam: in 2023 € 13,0 mln 2023",
        "Voorwaarden: bron nu-2022-11",
        "Stand van 24 november 2026",
    ],
    "bronnen sterknzkg-over-ons": ["Beweringen uit 'over sterk noordzeekanaalgebied'", "zonder datum"],
    "bronnen": ["Veilige Zeehavens zonder datum"],
    "aansluiting": [
        "eenmalig 2021 toegezegd € 6,9 mln € 6,9 mln € 0 sluit",
        "eenmalig 2022 toegezegd € 13,0 mln € 13,0 mln € 0 sluit",
        "structureel 2023 toegezegd € 22,0 mln € 13,0 mln € 9,0 mln niet gespecificeerd",
        "structureel 2024 toegezegd € 33,0 mln € 16,5 mln € 16,5 mln niet gespecificeerd",
        "structureel vanaf 2025 toegezegd € 29,0 mln € 26,5 mln € 2,5 mln ruimer",
        "het totaal is breder dan deze knooppunten; € 2,5 miljoen valt erbuiten of is niet uitgesplitst.",
    ],
}


@pytest.mark.parametrize("call", ANSWERS)
def test_people_read(call: str, run: Run) -> None:
    answer = run(*call.split(), "-f", "tabel")
    shown = " ".join(answer.out.split())
    assert [words for words in ANSWERS[call] if words not in shown] == []
    assert (answer.code, answer.err) == (0, "")


CLAIM = "bron datum onderdeel knooppunt onderwerp omschrijving waarde eenheid jaar pagina fragment lezing"
FIELDS = {
    "kengetallen": "knooppunt naam omschrijving jaar aanduiding waarde eenheid bron pagina fragment",
    "beweringen": CLAIM,
    "toon rotterdam": "onderdeel id omschrijving waarde eenheid jaar vanaf tot oplopend vindplaatsen",
    "toon rotterdam schiphol": (
        "knooppunt onderdeel id omschrijving waarde eenheid jaar vanaf tot oplopend vindplaatsen"
    ),
    "partners": "id naam soort valt_onder aliassen knooppunten gezamenlijk lezing vindplaatsen",
}


@pytest.mark.parametrize("call", FIELDS)
def test_programs_read(call: str, rows: Rows) -> None:
    assert list(rows(call)[0]) == FIELDS[call].split()


# kengetallen


def test_cocaine_and_drugs_are_series_of_their_own(rows: Rows) -> None:
    series: dict[str, list[tuple[str, str]]] = {}
    for row in rows("kengetallen rotterdam"):
        series.setdefault(row["omschrijving"], []).append((row["jaar"], row["waarde"]))
    assert {what: [year for year, _ in figures] for what, figures in series.items()} == {
        "cocaïne in beslag genomen": ["2018", "2020", "2021", "2022", "2023"],
        "drugs in beslag genomen": ["2024"],
        "uithalers aangehouden": ["2023"],
    }


def test_a_knooppunt_without_figures_says_so(run: Run) -> None:
    assert run("kengetallen", "schiphol", "-f", "tabel") == (0, "", "Dit knooppunt heeft geen kengetallen.\n")


# toon


def test_several_are_an_array_and_one_is_an_object(run: Run) -> None:
    one = json.loads(run("toon", "rotterdam", "--json").out)
    several = json.loads(run("toon", "rotterdam", "schiphol", "haven-rotterdam", "--json").out)
    assert [hub["id"] for hub in several] == ["haven-rotterdam", "luchthaven-schiphol"]
    assert one["bijgewerkt"] == "2026-11-24"
    assert [{**fact, "knooppunt": "haven-rotterdam"} for fact in one["gegevens"]] == several[0]["gegevens"]


# partners


def test_a_partner_comes_after_what_it_falls_under(run: Run, rows: Rows) -> None:
    ids = run("partners", "rotterdam", "--kaal").lines
    under = {row["id"]: row["valt_onder"] for row in rows("partners rotterdam") if row["valt_onder"]}
    assert all(ids.index(above) < ids.index(id_) for id_, above in under.items())
    assert {*under.values()} == {"gemeenten", "politie", "havenbedrijven", "brancheorganisaties"}


# beweringen


def test_every_claim_has_a_row_for_each_place(run: Run) -> None:
    found = json.loads(
        run("beweringen", "--knooppunt", "schiphol", "--onderdeel", "structureel", "--json").out
    )
    assert [(row["bron"], row["waarde"], row["fragment"]) for row in found] == [
        ("government-2022-11-04", 3_500_000, "Schiphol Airport will receive €3.5"),
        ("securitydaily-2022-11-07", 3_500_000, "Luchthaven Schiphol 3,5 miljoen euro elk jaar"),
        ("securitydaily-2022-11-07", 3_500_000, "structureel vanaf 2025"),
    ]
    assert {row["knooppunt"] for row in found} == {"luchthaven-schiphol"}
    assert found[0]["lezing"].startswith("dat dit bedrag vanaf 2025 geldt")


@pytest.mark.parametrize("source", ["kamerbrief-2022-11-04", "tno-2019", "sterknzkg-over-ons"])
def test_a_source_has_the_same_claims_by_either_command(source: str, run: Run) -> None:
    by_filter = json.loads(run("beweringen", "--bron", source, "--json").out)
    document = json.loads(run("bronnen", source, "--json").out)
    assert {"id", "titel", "datum", "url", "beweringen"} <= document.keys()
    assert [{name: row[name] for name in CLAIM.split()} for row in document["beweringen"]] == by_filter
    assert by_filter


def test_options_choose_claims_together_and_words_of_one_either(rows: Rows) -> None:
    newspapers = rows("beweringen --bronsoort krant --onderdeel structureel")
    assert {row["bron"] for row in newspapers} == {"bndestem-2023-02", "pzc-2023-02"}
    both = rows("beweringen --onderdeel opbouw --onderdeel waarvan")
    assert {row["onderdeel"] for row in both} == {"opbouw", "waarvan"}
    steps = [row for row in both if row["onderdeel"] == "opbouw"]
    assert len(rows("beweringen --onderdeel opbouw")) == len(steps) == 9


# a dataset of oddities


def odd(folder: Path, *totals: dict[str, Any], **hub: Any) -> Path:
    """Write a dataset of one knooppunt and of stated totals, all from one source."""
    place = [{"bron": "nota", "fragment": "so much"}]
    document = {
        "bijgewerkt": "2026",
        "bronnen": [{"id": "nota", "titel": "Nota", "soort": "onderzoek", "datum": "onbekend"}],
        "knooppunten": [{"id": "kade", "naam": "Kade", "type": "zeehaven", **hub}],
        "opgegeven_totalen": [
            {"soort": "structureel", "status": "streven", "omvat": "alle", **total} for total in totals
        ],
    }
    path = folder / "eigen.yaml"
    # Each part but a source and a knooppunt has the one place.
    path.write_text(json.dumps(_with(place, document)))
    return path


def _with(place: list[Any], part: Any) -> Any:
    if isinstance(part, list):
        return [_with(place, item) for item in part]
    if not isinstance(part, dict):
        return part
    claims = "bedrag" in part or "waarde" in part or "thema" in part
    filled = {name: _with(place, value) for name, value in part.items()}
    return {**filled, "vindplaatsen": place} if claims else filled


def test_years_that_no_source_tells_of_deviations_and_purposes_are_shown(
    run: Run, rows: Rows, tmp_path: Path
) -> None:
    money = [
        {"soort": "structureel", "bedrag": 9_000_000, "vanaf": 2027, "bestemming": "politie"}
        | {"opbouw": [{"jaar": 2023, "bedrag": 4_000_000}]}
        | {"afwijkend": [{"bedrag": 8_000_000, "toelichting": "afgerond"}]},
        {"soort": "structureel", "bedrag": 5_000_000, "bestemming": "toezicht", "waarvan": []},
    ]
    path = odd(tmp_path, financiering=money)
    shown = " ".join(run("--data", path, "toon", "kade", "-f", "tabel").out.split())
    for words in (
        "structureel elk jaar vanaf 2027; bestemming: politie € 9,0 mln",
        "opbouw: in 2023 € 4,0 mln 1 opbouw: vanaf 2024 tot en met 2026 onbekend",
        "afwijkend, telt nergens mee: afgerond € 8,0 mln",
        "elk jaar; bestemming: toezicht € 5,0 mln",
    ):
        assert words in shown
    deviation = rows("--data", path, "beweringen", "--onderdeel", "afwijkend")
    (row,) = deviation
    assert (row["waarde"], row["eenheid"], row["datum"]) == ("8000000", "EUR/jaar", "")


def test_of_focuses_that_are_left_out_nothing_is_said(run: Run, tmp_path: Path) -> None:
    for focus, told in ({}, False), ({"speerpunten": "onbekend"}, True), ({"speerpunten": []}, False):
        path = odd(tmp_path, **focus)
        for words in (["toon", "kade"], ["themas", "kade"]):
            shown = run("--data", path, *words, "-f", "tabel").out
            assert ("speerpunten" in shown) == told, (words, focus)
        facts = json.loads(run("--data", path, "toon", "kade", "--json").out)["gegevens"]
        assert [fact["omschrijving"] for fact in facts if fact["onderdeel"] == "speerpunt"] == [None] * told


LEVEL = {"soort": "structureel", "bedrag": 9_000_000}


@pytest.mark.parametrize(
    ("total", "money", "verdict"),
    [
        ({}, LEVEL, "sluit"),
        ({"vanaf": 2025}, LEVEL, "sluit"),  # of no year is it said that the level does not hold
        ({"jaar": 2025}, LEVEL, "onbekend"),
        ({"jaar": 2025}, {**LEVEL, "vanaf": 2025}, "sluit"),
        ({"jaar": 2025}, {**LEVEL, "vanaf": 2026}, "onbekend"),
        ({"vanaf": 2025}, {**LEVEL, "vanaf": 2023, "tot": 2024}, "onbekend"),
        ({"jaar": 2025}, {**LEVEL, "vanaf": 2026, "opbouw": [{"jaar": 2025, "bedrag": 9_000_000}]}, "sluit"),
        ({"jaar": 2025, "bedrag": 9_500_000}, {**LEVEL, "vanaf": 2025}, "sluit niet"),
        ({"jaar": 2025, "bedrag": 9_500_000, "ruimer": True}, {**LEVEL, "vanaf": 2025}, "ruimer"),
        ({"jaar": 2025, "bedrag": 8_500_000, "ruimer": True}, {**LEVEL, "vanaf": 2025}, "sluit niet"),
    ],
)
def test_a_stated_total_is_held_against_the_money_of_its_year(
    total: dict[str, Any], money: dict[str, Any], verdict: str, run: Run, tmp_path: Path
) -> None:
    path = odd(tmp_path, {"bedrag": 9_000_000, **total}, financiering=[money])
    answer = run("--data", path, "aansluiting", "--kaal", "--streng")
    assert answer.lines == [verdict], answer.err
    assert answer.code == (0 if verdict in ("sluit", "ruimer") else 1)


@pytest.mark.parametrize("call", ["bronnen", "beweringen --bron nrc-2021-05-14 --velden datum,fragment"])
def test_people_read_dates_in_words_and_programs_get_them_as_the_dataset_has_them(
    call: str, run: Run
) -> None:
    for form in ("tabel", "md", "html"):
        shown = " ".join(run(*call.split(), "-f", form).out.split())
        assert "14 mei 2021" in shown, form
    for form in ("tsv", "csv", "jsonl", "yaml"):
        shown = run(*call.split(), "-f", form).out
        assert "2021-05-14" in shown, form
        assert "14 mei 2021" not in shown, form


# what docs/asking.md says of JSON

OBJECTS = {"totaal": "posten", "toon rotterdam": "gegevens", "bronnen nu-2022-11": "beweringen"}


def test_json_is_an_object_where_the_docs_say_so_and_a_list_elsewhere(run: Run) -> None:
    page = " ".join((ROOT / "docs" / "asking.md").read_text(encoding="utf-8").split())
    for call, rows in OBJECTS.items():
        found = json.loads(run(*call.split(), "--json").out)
        assert isinstance(found[rows], list)
        assert (found["voorwaarden"], found["bijgewerkt"]) == ([], "2026-11-24")
        assert f"under `{rows}`" in page
    several = json.loads(run("toon", "rotterdam", "schiphol", "--json").out)
    assert all("gegevens" in one for one in several)
    objects = r"totaal\b.*|toon \S+|bronnen \S+"
    for call in [call for command in every() if command.fields() for call in examples(command)]:
        found = json.loads(run(*shlex.split(call), "--json").out)
        assert isinstance(found, dict) == bool(re.fullmatch(objects, call)), call
