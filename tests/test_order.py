"""Every public table and every list is in the order of the file, whatever the order of the names in it."""

import json
import re
import shlex
from pathlib import Path

import pytest
from conftest import Run

BRONNEN = ["z-brief", "m-krant", "a-nota"]
HUBS = ["zuid", "midden", "aan"]
PARTNERS = ["rijk", "douane", "ambt"]
THEMAS = ["zicht", "afpakken"]


def cited(*bronnen: str) -> dict[str, object]:
    return {"vindplaatsen": [{"bron": bron, "fragment": "een woord"} for bron in bronnen]}


def hub(id_: str) -> dict[str, object]:
    parts = [{"omschrijving": wat, "bedrag": 1, **cited("a-nota")} for wat in ("z", "a")]
    amounts = [
        {"soort": "eenmalig", "jaar": 2024, "bedrag": 3, **cited("m-krant", "a-nota", "z-brief")},
        {"soort": "structureel", "bedrag": 9, "vanaf": 2025, "waarvan": parts, **cited("z-brief", "a-nota")}
        | {"opbouw": [{"jaar": 2023, "bedrag": 5, **cited("a-nota")}]}
        | {"afwijkend": [{"bedrag": bedrag, **cited("m-krant")} for bedrag in (8, 7)]},
        {"soort": "eenmalig", "jaar": 2021, "bedrag": 2, **cited("a-nota", "m-krant")},
    ]
    figures = [
        {"omschrijving": wat, "jaar": jaar, "waarde": jaar, "eenheid": "kg", **cited("z-brief")}
        for wat, jaar in (("wiet", 2023), ("xtc", 2020), ("wiet", 2021))
    ]
    focus = [{"thema": "afpakken", **cited("a-nota")}, {"thema": "zicht", **cited("z-brief")}]
    return {"id": id_, "naam": f"Haven {id_}", "type": "zeehaven" if id_ == "midden" else "veiling"} | {
        "aliassen": [f"{id_}-z", f"{id_}-a"],
        "plaatsen": ["Zwolle", "Arnhem", "Meppel"],
        "financiering": amounts,
        "kengetallen": figures,
        "speerpunten": focus if id_ == "midden" else "onbekend",
    }


DATASET = {
    "bijgewerkt": "2026-01-01",
    "bronnen": [{"id": id_, "titel": f"Over {id_}", "soort": "krant", "datum": "2022"} for id_ in BRONNEN],
    "knooppunten": [hub(id_) for id_ in HUBS],
    "partners": [
        {"id": id_, "naam": f"De {id_}", "soort": "publiek", "aliassen": [f"{id_}-z", f"{id_}-a"]}
        | {"deelname": "alle" if id_ == "rijk" else ["aan", "zuid", "midden"], **cited("a-nota", "z-brief")}
        for id_ in PARTNERS
    ],
    "themas": [
        {"id": id_, "naam": f"Het {id_}", "soort": "rode-lijn", **cited("m-krant")}
        | {"geldt_voor": "alle" if id_ == "zicht" else ["aan", "zuid"]}
        for id_ in THEMAS
    ],
    "opgegeven_totalen": [
        {"soort": "eenmalig", "jaar": jaar, "bedrag": 6, "status": "toegezegd"}
        | {"omvat": ["midden", "zuid"], **cited(*bronnen)}
        for jaar, bronnen in ((2024, ["m-krant", "a-nota"]), (2021, ["z-brief"]))
    ],
}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("orde") / "eigen.yaml"
    path.write_text(json.dumps(DATASET), encoding="utf-8")
    return path


def each(*rows: str) -> list[str]:
    return [f"{id_},{row}" for id_ in HUBS for row in rows]


LEVEL = "structureel/vanaf-2025"
ALL = "|".join(HUBS)
ORDERED = {
    "sql 'SELECT id, plaatsen, aliassen FROM knooppunten'": [
        f"{id_},Zwolle|Arnhem|Meppel,{id_}-z|{id_}-a" for id_ in HUBS
    ],
    "sql 'SELECT knooppunt, soort, jaar, bronnen, afwijkend FROM bedragen'": each(
        "eenmalig,2024,m-krant|a-nota|z-brief,",
        "structureel,,z-brief|a-nota,8|7",
        "structureel,2023,a-nota,",
        "eenmalig,2021,a-nota|m-krant,",
    ),
    "sql 'SELECT knooppunt, van, tot, soort FROM tijdvakken'": each(
        *("2024,2024,eenmalig", "2023,2023,structureel", "2024,2024,structureel", "2025,,structureel"),
        "2021,2021,eenmalig",
    ),
    "sql 'SELECT knooppunt, omschrijving FROM waarvan'": each("z", "a"),
    "sql 'SELECT id, aliassen FROM partners'": [f"{id_},{id_}-z|{id_}-a" for id_ in PARTNERS],
    "sql 'SELECT partner, knooppunt FROM deelname'": [f"{id_},{hub}" for id_ in PARTNERS for hub in HUBS],
    "sql 'SELECT id FROM themas'": THEMAS,
    "sql 'SELECT thema, knooppunt FROM geldigheid'": [f"{id_},{hub}" for id_ in THEMAS for hub in HUBS],
    "sql 'SELECT knooppunt, omschrijving, jaar FROM kengetallen'": each("wiet,2023", "xtc,2020", "wiet,2021"),
    "sql 'SELECT jaar, omvat, bronnen FROM totalen'": [
        "2024,zuid|midden,m-krant|a-nota",
        "2021,zuid|midden,z-brief",
    ],
    "sql 'SELECT id FROM bronnen'": BRONNEN,
    "meerjaren --velden knooppunt,soort,jaar": each(
        "structureel,2023", "structureel,2024", "structureel,2025", "eenmalig,2021", "eenmalig,2024"
    ),
    "bedragen --velden knooppunt,jaar,bronnen --eenmalig": each(
        "2024,m-krant|a-nota|z-brief", "2021,a-nota|m-krant"
    ),
    "list --velden id,plaatsen,partners,themas": [
        f"{id_},Zwolle|Arnhem|Meppel,rijk|douane|ambt,zicht|afpakken" for id_ in HUBS
    ],
    "totaal --velden groep,bedrag": [",27", "2021,6", "2024,9"],
    "totaal --eenmalig --velden groep,bedrag": each("5"),
    "totaal --structureel --per type --velden groep": ["veiling", "zeehaven"],
    "totaal --structureel --per bron --velden groep": ["z-brief"],
    "totaal --eenmalig --per bron --velden groep": ["m-krant", "a-nota"],
    "partners --velden id,aliassen,knooppunten": [f"{id_},{id_}-z|{id_}-a,{ALL}" for id_ in PARTNERS],
    "partners midden --velden id": PARTNERS,
    "themas --velden id,knooppunten": [f"{id_},{ALL}" for id_ in THEMAS],
    "themas midden --velden id,soort": [
        *("zicht,rode-lijn", "afpakken,rode-lijn", "afpakken,speerpunt", "zicht,speerpunt")
    ],
    "kengetallen --velden omschrijving,knooppunt,jaar": [
        *(f"wiet,{id_},{jaar}" for id_ in HUBS for jaar in (2021, 2023)),
        *(f"xtc,{id_},2020" for id_ in HUBS),
    ],
    "bronnen --velden id": BRONNEN,
    "beweringen --bron m-krant --velden knooppunt,onderwerp,onderdeel,waarde": [
        *each(",eenmalig,3", ",afwijkend,8", ",afwijkend,7", ",eenmalig,2"),
        *(f",{id_},rode-lijn," for id_ in THEMAS),
        ",,opgegeven-totaal,6",
    ],
    "aansluiting --velden jaar,bron": ["2024,m-krant|a-nota", "2021,z-brief"],
    "toon midden --velden onderdeel,omschrijving,vindplaatsen": [
        "type,zeehaven,",
        *(f"plaats,{naam}," for naam in ("Zwolle", "Arnhem", "Meppel")),
        *("alias,midden-z,", "alias,midden-a,"),
        "structureel,elk jaar vanaf 2025,z-brief|a-nota",
        "opbouw,opbouw: in 2023,a-nota",
        "opbouw,opbouw: in 2024,z-brief|a-nota",
        *("waarvan,waarvan z,a-nota", "waarvan,waarvan a,a-nota"),
        *['afwijkend,"afwijkend, telt nergens mee",m-krant'] * 2,
        "eenmalig,eenmalig in 2024,m-krant|a-nota|z-brief",
        "eenmalig,eenmalig in 2021,a-nota|m-krant",
        *(f"partner,De {id_},a-nota|z-brief" for id_ in PARTNERS),
        *(f"rode-lijn,Het {id_},m-krant" for id_ in THEMAS),
        *("speerpunt,Het afpakken,a-nota", "speerpunt,Het zicht,z-brief"),
        *(f"kengetal,{what},z-brief" for what in ("wiet in 2023", "xtc in 2020", "wiet in 2021")),
    ],
}


@pytest.mark.parametrize("call", ORDERED)
def test_rows_and_lists_are_in_the_order_of_the_file(call: str, data: Path, run: Run) -> None:
    answer = run(*shlex.split(call), "--data", data, "-f", "csv", "--geen-kop")
    assert (answer.code, answer.lines) == (0, ORDERED[call]), answer.err


def test_the_report_has_its_sections_in_that_order(data: Path, run: Run) -> None:
    page = run("rapport", "--data", data).out
    assert re.findall(r"<h3 id=.knooppunt-(\w+)-kop", page) == HUBS
    assert re.findall(r"<h4>Beweringen uit &#x27;Over ([^&]+)&", page) == BRONNEN
    kinds = re.findall(r"<h3>(Structureel|Eenmalig) geld[ ,]*([a-z ]*)", page)
    assert [kind for kind, _ in kinds] == ["Structureel"] * 2 + ["Eenmalig"] * 2 + ["Structureel", "Eenmalig"]


def test_people_see_kinds_and_the_unknown_in_that_order(data: Path, run: Run) -> None:
    for call in ("meerjaren", "totaal --jaar 2024"):
        shown = " ".join(run(*call.split(), "--data", data, "-f", "md").out.split())
        assert 0 <= shown.find("tructureel") < shown.find("enmalig"), call
    shown = " ".join(run("totaal", "--structureel", "--jaar", "2024", "--data", data, "-f", "md").out.split())
    assert "Haven zuid, Haven midden en Haven aan" in shown
