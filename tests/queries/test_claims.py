"""What a claim is called, and that a note names a source once: `bronnen BRON`, `toon` and `partners`."""

import json
from pathlib import Path
from typing import Any

import pytest
from conftest import Run

LETTER = [{"bron": "brief", "pagina": 1}, {"bron": "brief", "pagina": 2}]
NOTE = [{"bron": "nota"}]


def partner(id_: str, vindplaatsen: list[dict[str, Any]]) -> dict[str, Any]:
    named = {"id": id_, "naam": id_.title(), "soort": "publiek", "deelname": "alle", "gezamenlijk": True}
    return named | {"vindplaatsen": vindplaatsen}


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    """Write a dataset with a theme of each sort and partners that two sources name together."""
    letter = {"id": "brief", "titel": "Brief", "soort": "kamerbrief", "datum": "2022-11-04"}
    note = {"id": "nota", "titel": "Nota", "soort": "onderzoek", "datum": "2021-03"}
    focus = {"thema": "opsporing", "omschrijving": "meer speurhonden", "vindplaatsen": NOTE}
    hub = {"id": "haven", "naam": "Haven", "type": "zeehaven", "speerpunten": [focus, focus]}
    common = {"geldt_voor": "alle", "vindplaatsen": NOTE}
    themes = [
        {"id": "samen", "naam": "Samen", "soort": "uitgangspunt", **common},
        {"id": "afpakken", "naam": "Afpakken", "soort": "rode-lijn", **common},
        {"id": "opsporing", "naam": "Opsporing", "soort": "speerpunt", "vindplaatsen": NOTE},
    ]
    document = {
        "bijgewerkt": "2026",
        "bronnen": [letter, note],
        "knooppunten": [hub],
        "partners": [partner("douane", LETTER), partner("politie", LETTER + NOTE)],
        "themas": themes,
    }
    path = tmp_path / "eigen.yaml"
    path.write_text(json.dumps(document))
    return path


def test_a_claim_on_a_theme_says_what_the_theme_is(run: Run, dataset: Path) -> None:
    """A focus is claimed of a knooppunt; what is claimed of the theme itself is only that there is one."""
    claims = json.loads(run("bronnen", "nota", "--data", dataset, "--json").out)["beweringen"]
    assert [(claim["onderdeel"], claim["knooppunt"], claim["onderwerp"]) for claim in claims] == [
        ("speerpunt", "haven", "opsporing"),
        ("speerpunt", "haven", "opsporing"),
        ("partner", None, "politie"),
        ("uitgangspunt", None, "samen"),
        ("rode-lijn", None, "afpakken"),
        ("thema", None, "opsporing"),
    ]
    rows = json.loads(run("toon", "haven", "--data", dataset, "--json").out)["gegevens"]
    assert [(row["onderdeel"], row["id"]) for row in rows] == [
        ("type", None),
        ("partner", "douane"),
        ("partner", "politie"),
        ("uitgangspunt", "samen"),
        ("rode-lijn", "afpakken"),
        ("speerpunt", "opsporing"),
        ("speerpunt", "opsporing"),
    ]


@pytest.mark.parametrize("words", [["partners"], ["partners", "haven"], ["toon", "haven"]])
def test_sources_that_name_partners_together_are_named_once(
    words: list[str], run: Run, dataset: Path
) -> None:
    shown = run(*words, "--data", dataset, "-f", "md").out
    sources = "kamerbrief van 4 november 2022 en onderzoek van maart 2021"
    assert f"De partners zijn gezamenlijk genoemd, niet per knooppunt (bron: {sources})." in shown


def test_what_holds_twice_is_listed_once(run: Run, dataset: Path) -> None:
    (hub,) = json.loads(run("list", "--data", dataset, "--json").out)
    assert (hub["partners"], hub["themas"]) == (["douane", "politie"], ["samen", "afpakken", "opsporing"])
    themes = json.loads(run("themas", "--data", dataset, "--json").out)
    assert [theme["speerpunt_van"] for theme in themes] == [[], [], ["haven"]]
