"""What a claim is called, and that a note names a source once: `bronnen BRON`, `toon` and `partners`."""

from pathlib import Path

import pytest
from conftest import Run, asked
from documents import NOTA, PLACES, hub, partner, write

LETTER = [{"bron": "brief", "pagina": 1}, {"bron": "brief", "pagina": 2}]


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    """Write a dataset with a theme of each sort and partners that two sources name together."""
    letter = {"id": "brief", "titel": "Brief", "soort": "kamerbrief", "datum": "2022-11-04"}
    focus = {"thema": "opsporing", "omschrijving": "meer speurhonden", "vindplaatsen": PLACES}
    cited = {"douane": LETTER, "politie": LETTER + PLACES}
    common = {"geldt_voor": "alle", "vindplaatsen": PLACES}
    return write(
        tmp_path,
        hub("haven", type="zeehaven", speerpunten=[focus, focus]),
        bronnen=[letter, NOTA | {"datum": "2021-03"}],
        partners=[partner(id_, gezamenlijk=True, vindplaatsen=places) for id_, places in cited.items()],
        themas=[
            {"id": "samen", "naam": "Samen", "soort": "uitgangspunt", **common},
            {"id": "afpakken", "naam": "Afpakken", "soort": "rode-lijn", **common},
            {"id": "opsporing", "naam": "Opsporing", "soort": "speerpunt", "vindplaatsen": PLACES},
        ],
    )


def test_a_claim_on_a_theme_says_what_the_theme_is(run: Run, dataset: Path) -> None:
    """A focus is claimed of a knooppunt; what is claimed of the theme itself is only that there is one."""
    claims = asked(run, "bronnen", "nota", "--data", dataset)["beweringen"]
    assert [(claim["onderdeel"], claim["knooppunt"], claim["onderwerp"]) for claim in claims] == [
        *[("speerpunt", "haven", "opsporing")] * 2,
        ("partner", None, "politie"),
        ("uitgangspunt", None, "samen"),
        ("rode-lijn", None, "afpakken"),
        ("thema", None, "opsporing"),
    ]
    rows = asked(run, "toon", "haven", "--data", dataset)["gegevens"]
    assert [(row["onderdeel"], row["id"]) for row in rows] == [
        ("type", None),
        ("partner", "douane"),
        ("partner", "politie"),
        ("uitgangspunt", "samen"),
        ("rode-lijn", "afpakken"),
        *[("speerpunt", "opsporing")] * 2,
    ]


@pytest.mark.parametrize("call", ["partners", "partners haven", "toon haven"])
def test_sources_that_name_partners_together_are_named_once(call: str, run: Run, dataset: Path) -> None:
    shown = run(*call.split(), "--data", dataset, "-f", "md").out
    sources = "kamerbrief van 4 november 2022 en onderzoek van maart 2021"
    assert f"De partners zijn gezamenlijk genoemd, niet per knooppunt (bron: {sources})." in shown


def test_what_holds_twice_is_listed_once(run: Run, dataset: Path) -> None:
    (haven,) = asked(run, "list", "--data", dataset)
    assert (haven["partners"], haven["themas"]) == (["douane", "politie"], ["samen", "afpakken", "opsporing"])
    assert [row["speerpunt_van"] for row in asked(run, "themas", "--data", dataset)] == [[], [], ["haven"]]
