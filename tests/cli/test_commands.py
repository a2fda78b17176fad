"""The answers people and scripts rely on: the calls of the issue, the formats, the errors, other datasets."""

import csv
import io
import json
import re
import shlex
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import DATASET, FORKER, Answer, Rows, Run, bash, environment

from ondermijning.amounts import MOST

HUBS = ["haven-rotterdam", "havens-zeeland-west-brabant", "havens-noordzeekanaalgebied"]
HUBS += ["luchthaven-schiphol", "bloemenveilingen"]
SEAPORTS = HUBS[:3]
DATA = yaml.safe_load(DATASET.read_text(encoding="utf-8"))
LEVELS = {
    hub["id"]: amount["bedrag"]
    for hub in DATA["knooppunten"]
    for amount in hub["financiering"]
    if amount["soort"] == "structureel"
}
WHOLE = sum(LEVELS.values())
IN_2023 = ("totaal", "--structureel", "--jaar", "2023")
"""A total of which four of five amounts are unknown."""

OPEN = HUBS[1:]
LIST_FIELDS = ["id", "naam", "type", "plaatsen", "structureel", "oplopend", "eenmalig", "partners", "themas"]
TABLES = [
    "list", "list --velden id,vindplaatsen,oplopend", "totaal", "totaal --structureel",
    "totaal --eenmalig --per bron", "totaal --structureel --per jaar", "bedragen", "kengetallen",
    "beweringen --knooppunt schiphol", "toon haven-rotterdam", "toon schiphol", "partners",
    "partners rotterdam", "themas", "themas schiphol", "bronnen", "aansluiting",
    "bronnen kamerbrief-2022-11-04",
]  # fmt: skip

# A dataset with nothing of the five in it, and with texts that a careless format would break on.
OWN = """
bijgewerkt: "1999-12"
bronnen:
  - {id: nota, titel: 'De "nota", a|b *c*', soort: onderzoek, datum: "1998"}
  - {id: gids, titel: Gids, soort: krant, datum: "1999-12-31", url: "https://example.org/gids"}
knooppunten:
  - id: kade
    naam: 'Kade "Zuid"; Één, a|b'
    type: zeehaven
    aliassen: [zuid]
    plaatsen: [Veere, Sint Maarten]
    financiering:
      - {soort: structureel, bedrag: 7, vindplaatsen: [{bron: nota, pagina: 2}, {bron: gids}]}
      - {soort: eenmalig, jaar: 1998, bedrag: 0, vindplaatsen: [{bron: gids}]}
      - {soort: eenmalig, jaar: 1999, bedrag: onbekend, vindplaatsen: [{bron: gids}]}
    speerpunten:
      - {thema: licht, omschrijving: meer lampen, vindplaatsen: [{bron: nota}]}
  - {id: vliegveld, naam: Vliegveld, type: luchthaven}
  - id: klok
    naam: Klok
    type: veiling
    financiering:
      - {soort: eenmalig, jaar: 1999, bedrag: 1_000, vindplaatsen: [{bron: nota}]}
partners:
  - {id: loods, naam: Loods, soort: privaat, deelname: [kade, klok], vindplaatsen: [{bron: nota}]}
  - {id: wacht, naam: Wacht, soort: publiek, deelname: alle, vindplaatsen: [{bron: nota}]}
themas:
  - {id: licht, naam: Licht, soort: speerpunt, vindplaatsen: [{bron: nota}]}
opgegeven_totalen:
  - {soort: eenmalig, jaar: 1999, bedrag: 900, status: streven, omvat: alle, vindplaatsen: [{bron: gids}]}
"""


@pytest.fixture(scope="session")
def own(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("eigen") / "eigen.yaml"
    path.write_text(OWN, encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a dataset whose answers fill any pipe, and whose total fits no 64 bits."""
    money = [{"soort": "structureel", "bedrag": MOST, "vindplaatsen": [{"bron": "nota"}]}]
    hubs = [
        {"id": f"hub-{number}", "naam": f"Knooppunt {number}", "type": "veiling", "financiering": money}
        for number in range(MANY)
    ]
    nota = {"id": "nota", "titel": "Nota", "soort": "onderzoek", "datum": "1998"}
    path = tmp_path_factory.mktemp("veel") / "veel.yaml"
    path.write_text(json.dumps({"bijgewerkt": "1999", "bronnen": [nota], "knooppunten": hubs}))
    return path


MANY = 9_300


def tsv(text: str) -> list[dict[str, str]]:
    heading, *lines = [line.split("\t") for line in text.splitlines()]
    return [dict(zip(heading, line, strict=True)) for line in lines]


def word(value: Any) -> str:
    """Return a value of JSON as one field of TSV."""
    if isinstance(value, list):
        words = [item["bron"] if isinstance(item, dict) else item for item in value]
        return "|".join(dict.fromkeys(words))
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value)


def as_words(rows: list[dict[str, Any]]) -> list[dict[str, str]]:
    return [{name: word(value) for name, value in row.items()} for row in rows]


def rows_of(document: Any) -> list[dict[str, Any]]:
    """Return the rows of a JSON answer: the list, or the one list of objects in the object."""
    if isinstance(document, list):
        return document
    (rows,) = [value for key, value in document.items() if key in ("posten", "gegevens", "beweringen")]
    return list(rows)


# ── The calls of issue 2 ──────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("call", "lines"), [
    ("totaal --eenmalig --jaar 2022 --kaal", ["13000000"]),
    ("totaal --eenmalig --jaar 2021 --kaal", ["6900000"]),
    ("list --type zeehaven --kaal", SEAPORTS),
    ("list --structureel --min 2mln --kaal", [*HUBS[:2], HUBS[3]]),
    ("list --thema internationale-samenwerking --kaal", HUBS[:2]),
    ("list --thema barrierevorming --kaal", HUBS),
    ("list --thema opsporing --kaal", [HUBS[0], HUBS[2]]),
    ("list --partner veilingbedrijven --kaal", HUBS[4:]),
    ("list --zoek moerdijk --kaal", [HUBS[1]]),
    ("list --zoek BARRIEREVORMING --zoek schiphol --kaal", HUBS),
    ("list --structureel --kaal", HUBS),
    ("list --structureel --eenmalig --type luchthaven --kaal", [HUBS[3]]),
    ("list --plaats ijmuiden --plaats Vlissingen --kaal", HUBS[1:3]),
    ("list --jaar 2021 --kaal", [HUBS[0], HUBS[3]]),
    ("list --jaar 2021 --jaar 2022 --type zeehaven --kaal", SEAPORTS),
    ("list --bron bndestem-2023-02 --kaal", HUBS[1:2]),
    ("list --eenmalig --max 1.500.000 --kaal", [HUBS[2], HUBS[4]]),
    ("lijst --type veiling --kaal", HUBS[4:]),
    ("list --kaal --velden naam --type veiling", ["Bloemenveilingen (sierteeltsector)"]),
])  # fmt: skip
def test_a_call_answers_what_the_issue_says(run: Run, call: str, lines: list[str]) -> None:
    answer = run(*call.split())
    assert (answer.code, answer.lines) == (0, lines)


def test_the_structural_total_comes_with_what_it_leaves_out(run: Run) -> None:
    table, open_ = (run(*words, "-f", "tabel").out for words in (("totaal", "--structureel"), IN_2023))
    for name, amount, share in (
        ("Haven Rotterdam", "€ 16,5 mln", "62,3%"),
        ("Luchthaven Schiphol", "€ 3,5 mln", "13,2%"),
        ("Havens Noordzeekanaalgebied", "€ 1,5 mln", "5,6%"),
    ):
        assert re.search(rf"^{name} +{amount} +{share} +[█▏▎▍▌▋▊▉]+ +[\d ]+$", table, flags=re.MULTILINE)
    assert re.search(r"^Totaal van 5 van de 5 knooppunten +€ 26,5 mln", table, flags=re.MULTILINE)
    assert re.search(r"^\[1\] .*kamerbrief-2022-11-04", table.replace("\n    ", " "), flags=re.MULTILINE)
    assert re.search(r"^Luchthaven Schiphol +onbekend ", open_, flags=re.MULTILINE)
    assert re.search(r"^Totaal van 1 van de 5 +€ 13,0 mln", open_, flags=re.MULTILINE)
    assert "Voorwaarden: structureel; jaar 2023\nStand van 24 november 2026\n" in open_


def test_the_structural_total_as_json_is_one_object(run: Run) -> None:
    document = json.loads(run("totaal", "--structureel", "--json").out)
    posts = document.pop("posten")
    assert document == {
        "totaal": WHOLE,
        "eenheid": "EUR/jaar",
        "onbekend": [],
        "bekend": 5,
        "van": 5,
        "per": "knooppunt",
        "voorwaarden": ["structureel"],
        "bijgewerkt": DATA["bijgewerkt"],
    }
    assert {post["groep"]: post["bedrag"] for post in posts} == LEVELS
    assert list(posts[0]) == ["groep", "naam", "bedrag", "aandeel", "bekend", "van"]
    assert round(sum(post["aandeel"] for post in posts), 6) == 100
    of_2023 = json.loads(run(*IN_2023, "--json").out)
    assert (of_2023["totaal"], of_2023["onbekend"]) == (13_000_000, OPEN)
    assert (of_2023["bekend"], of_2023["van"]) == (1, 5)
    assert of_2023["voorwaarden"] == ["structureel", "jaar 2023"]


def test_a_bare_total_says_on_standard_error_what_it_leaves_out(run: Run) -> None:
    answer = run(*IN_2023, "--kaal")
    assert all(word in answer.err for word in ("1 van de 5", "Schiphol", "Bloemenveilingen"))
    assert answer.err.endswith("Voorwaarden: structureel; jaar 2023\n")
    assert run("totaal", "--eenmalig", "--kaal").err == ""


@pytest.mark.parametrize(
    ("words", "counted"),
    [
        ("--structureel --per jaar", {"2023": (1, 5), "2024": (1, 5), "2025": (5, 5), "2031": (4, 4)}),
        ("--structureel --jaar 2023 --per type", {"zeehaven": (1, 3), "luchthaven": (0, 1)}),
        ("--jaar 2023", {"2023": (1, 5)}),
        ("--eenmalig --per jaar", {"2020": (1, 1), "2022": (5, 5)}),
    ],
)
def test_every_total_says_to_programs_of_how_many_it_is(
    rows: Rows, words: str, counted: dict[str, tuple[int, int]]
) -> None:
    found = {row["groep"]: (int(row["bekend"]), int(row["van"])) for row in rows(f"totaal {words}")}
    assert {group: found[group] for group in counted} == counted


def test_without_a_kind_each_kind_has_its_own_lines_and_nothing_adds_them(run: Run) -> None:
    answer = run("totaal")
    assert [(row["soort"], row["groep"], row["bedrag"], row["eenheid"]) for row in tsv(answer.out)] == [
        ("structureel", "", "26500000", "EUR/jaar"),
        ("eenmalig", "2020", "700000", "EUR"),
        ("eenmalig", "2021", "6900000", "EUR"),
        ("eenmalig", "2022", "13000000", "EUR"),
    ]
    document = json.loads(run("totaal", "--json").out)
    assert (document["totaal"], document["eenheid"], document["onbekend"]) == (None, None, [])
    table = run("totaal", "-f", "tabel").out
    assert "Totaal" not in table
    for sum_over_both in ("47,1", "46,4", "33,4", "20,6", "19,9"):
        assert sum_over_both not in table


def test_a_bare_total_over_both_kinds_is_refused_with_the_reason(run: Run) -> None:
    for more in ([], ["--structureel", "--eenmalig"]):
        answer = run("totaal", "--kaal", *more)
        assert (answer.code, answer.out) == (2, "")
        assert "nooit bij elkaar opgeteld" in answer.err
        assert "--structureel of --eenmalig" in answer.err


@pytest.mark.parametrize("name", ["haven-rotterdam", "rotterdam", "Rotterdam"])
def test_a_port_has_fifteen_partners_under_its_id_and_its_alias(run: Run, name: str) -> None:
    lines = run("partners", name, "--kaal").lines
    assert len(set(lines)) == len(lines) == 15
    assert {"douane", "havenbedrijven", "zeehavenpolitie"} <= {*lines}
    assert not {"luchthavenbedrijven", "veilingbedrijven"} & {*lines}


def test_all_partners_come_with_where_they_take_part(run: Run) -> None:
    rows = json.loads(run("partners", "--json").out)
    assert sorted(row["id"] for row in rows) == sorted(partner["id"] for partner in DATA["partners"])
    places = {row["id"]: row["knooppunten"] for row in rows}
    assert (places["douane"], places["havenbedrijven"]) == (HUBS, SEAPORTS)
    assert (places["luchthavenbedrijven"], places["veilingbedrijven"]) == ([HUBS[3]], [HUBS[4]])


def test_partners_of_each_seaport_by_pipe(run: Run, home: Path) -> None:
    """The second example of design section 5, as a shell runs it."""
    script = '"$@" | xargs -n1 "$1" -m ondermijning partners --kaal'
    answer = bash(script, home, "list", "--type", "zeehaven", "--kaal")
    assert (answer.code, answer.err) == (0, "")
    assert answer.lines == [line for hub in SEAPORTS for line in run("partners", hub, "--kaal").lines]


def test_toon_tells_everything_with_its_source_and_page(run: Run) -> None:
    document = json.loads(run("toon", "haven-rotterdam", "--json").out)
    assert document["id"] == "haven-rotterdam"
    assert document["plaatsen"] == ["Rotterdam"]
    facts: dict[str, list[dict[str, Any]]] = {}
    for fact in document["gegevens"]:
        facts.setdefault(fact["onderdeel"], []).append(fact)
    (level,) = facts["structureel"]
    assert (level["waarde"], level["eenheid"], level["oplopend"]) == (16_500_000, "EUR/jaar", True)
    fragment = "Haven Rotterdam: €16,5 mln. structureel"
    assert level["vindplaatsen"][0] == {"bron": "kamerbrief-2022-11-04", "pagina": 3, "fragment": fragment}
    assert [(fact["jaar"], fact["waarde"], fact["eenheid"]) for fact in facts["eenmalig"]] == [
        (2021, 5_000_000, "EUR"),
        (2022, 5_100_000, "EUR"),
    ]
    parts = ("partner", "rode-lijn", "uitgangspunt", "speerpunt")
    assert [len(facts[part]) for part in parts] == [15, 4, 1, 4]
    (port,) = [hub for hub in DATA["knooppunten"] if hub["id"] == "haven-rotterdam"]
    assert [(fact["waarde"], fact["eenheid"], fact["jaar"]) for fact in facts["kengetal"]] == [
        (figure["waarde"], figure["eenheid"], figure["jaar"]) for figure in port["kengetallen"]
    ]
    assert {fact["id"] for fact in facts["onderbouwing"]} == {"erasmus-2019", "unodc-europol-2021"}
    own = ("type", "plaats", "alias")  # which rest on no source
    assert all(fact["vindplaatsen"] for part, some in facts.items() if part not in own for fact in some)
    assert run("toon", "rotterdam").out == run("toon", "haven-rotterdam").out


def test_toon_says_what_is_unknown(run: Run) -> None:
    facts = json.loads(run("toon", "schiphol", "--json").out)["gegevens"]
    steps = [fact for fact in facts if fact["onderdeel"] == "opbouw"]
    assert [(fact["jaar"], fact["waarde"]) for fact in steps] == [(2023, None), (2024, None)]
    table = run("toon", "schiphol", "-f", "tabel").out
    assert re.search(r"opbouw: in 2023.* onbekend ", table)
    auctions = run("toon", "bloemenveilingen", "-f", "tabel").out
    assert "geen van de gelezen bronnen noemt de speerpunten" in " ".join(auctions.split())


def test_a_source_shows_every_claim_that_rests_on_it(run: Run) -> None:
    def places(part: Any) -> list[Any]:
        if isinstance(part, dict):
            return [part] * (part.get("bron") == "kamerbrief-2022-11-04") + places([*part.values()])
        return [place for item in part for place in places(item)] if isinstance(part, list) else []

    held = places(DATA)
    document = json.loads(run("bronnen", "kamerbrief-2022-11-04", "--json").out)
    assert sorted((place["fragment"], place["pagina"]) for place in held) == sorted(
        (claim["fragment"], claim["pagina"]) for claim in document["beweringen"]
    )
    rows = {row["id"]: row for row in json.loads(run("bronnen", "--json").out)}
    assert [*rows] == [source["id"] for source in DATA["bronnen"]]
    assert all(row["beweringen"] > 0 for row in rows.values())


# ── The shape of an answer ────────────────────────────────────────────────────────────────────────


def test_list_in_a_pipe_is_tsv_with_these_fields_in_this_order(run: Run) -> None:
    answer = run("list")
    assert answer.lines[0].split("\t") == LIST_FIELDS
    assert answer.err == ""
    rows = {row["id"]: row for row in tsv(answer.out)}
    assert [*rows] == HUBS
    port, airport = rows["haven-rotterdam"], rows["luchthaven-schiphol"]
    assert (port["structureel"], port["oplopend"], port["eenmalig"]) == ("16500000", "true", "10100000")
    assert (airport["structureel"], airport["oplopend"], airport["eenmalig"]) == ("3500000", "", "6000000")
    assert rows["havens-noordzeekanaalgebied"]["plaatsen"] == "IJmuiden|Amsterdam"
    assert rows["bloemenveilingen"]["plaatsen"] == "Aalsmeer|Naaldwijk|Rijnsburg"


def test_list_as_json_is_an_array_of_objects(run: Run) -> None:
    document = json.loads(run("list", "--json").out)
    assert all(list(row) == LIST_FIELDS for row in document)
    rows = {row["id"]: row for row in document}
    assert rows["haven-rotterdam"]["structureel"] == 16_500_000
    assert rows["haven-rotterdam"]["oplopend"] is True
    assert rows["havens-noordzeekanaalgebied"]["oplopend"] is None
    of_2023 = json.loads(run("list", "--jaar", "2023", "--json").out)
    assert {row["id"]: row["structureel"] for row in of_2023} == dict.fromkeys(OPEN) | {HUBS[0]: 13_000_000}
    assert rows[HUBS[1]]["plaatsen"] == ["Vlissingen", "Borsele", "Terneuzen", "Moerdijk"]
    assert run("list", "--json").out == run("list", "-f", "json").out


@pytest.mark.parametrize("call", TABLES)
def test_every_format_carries_the_same_rows(run: Run, call: str) -> None:
    def out(name: str) -> str:
        return run(*call.split(), "-f", name).out

    rows = tsv(out("tsv"))
    assert rows
    assert list(csv.DictReader(io.StringIO(out("csv")))) == rows
    lines = [json.loads(line) for line in out("jsonl").splitlines()]
    assert as_words(lines) == rows
    document = json.loads(out("json"))
    assert yaml.safe_load(out("yaml")) == document
    unknown = [row for row in lines if row["bedrag"] is None] if call.startswith("totaal") else []
    assert [*rows_of(document), *unknown] == lines


def test_every_format_survives_texts_with_its_own_signs_in_them(run: Run, own: Path) -> None:
    name = 'Kade "Zuid"; Één, a|b'

    def out(form: str) -> str:
        return run("list", "--data", own, "--zoek", "zuid", "-f", form).out

    assert tsv(out("tsv"))[0]["naam"] == name
    assert next(csv.DictReader(io.StringIO(out("csv"))))["naam"] == name
    assert json.loads(out("json"))[0]["naam"] == json.loads(out("jsonl"))["naam"] == name
    assert yaml.safe_load(out("yaml"))[0]["naam"] == name
    assert name in out("tabel")
    heading, rule, *rest = [line for line in out("md").splitlines() if line.startswith("|")]
    columns = len(re.findall(r"(?<!\\)\|", heading))
    assert all(len(re.findall(r"(?<!\\)\|", line)) == columns for line in (rule, *rest))
    assert 'De "nota", a\\|b \\*c\\*' in out("md")


@pytest.mark.parametrize("call", TABLES)
def test_markdown_footnotes_are_all_used_and_all_there(run: Run, call: str) -> None:
    text = run(*call.split(), "-f", "md").out
    used = re.findall(r"\[\^(\d+)\](?!:)", text)
    defined = re.findall(r"^\[\^(\d+)\]: ", text, flags=re.MULTILINE)
    assert {*used} == {*defined}
    assert defined == [str(number) for number in range(1, len(defined) + 1)]
    assert bool(defined) is not call.startswith(("bronnen", "beweringen"))


def test_markdown_says_what_is_unknown_and_what_the_total_is(run: Run) -> None:
    text = run(*IN_2023, "-f", "md").out
    assert "| **Totaal van 1 van de 5 knooppunten** | **€ 13,0 mln** |" in text
    assert text.count("| onbekend |") == 4
    assert "\nNiet meegeteld voor 2023: het structurele geld voor Havens Zeeland" in text


@pytest.mark.parametrize("form", ["tsv", "csv", "json", "jsonl", "yaml"])
def test_machine_formats_hold_no_notes_no_colour_no_total_row(run: Run, form: str) -> None:
    text = run("totaal", "--structureel", "-f", form, env={"FORCE_COLOR": "1"}).out
    assert [sign for sign in ("\x1b", "Totaal", "Oplopend", "€") if sign in text] == []


def test_velden_chooses_and_orders_the_fields(run: Run) -> None:
    assert run("list", "--velden", "eenmalig,id").lines[:2] == ["eenmalig\tid", "10100000\thaven-rotterdam"]
    assert list(json.loads(run("list", "--velden", "eenmalig,id", "--json").out)[0]) == ["eenmalig", "id"]
    posts = json.loads(run("totaal", "--structureel", "--velden", "bedrag", "--json").out)
    assert posts["totaal"] == WHOLE
    assert posts["posten"][0] == {"bedrag": 16_500_000}
    heading = run("list", "--velden", "naam,partners", "-f", "tabel").lines[2]
    assert heading.split() == ["Knooppunt", "Partners"]


def test_sorting_leaves_the_unknown_last_in_both_directions(run: Run) -> None:
    """Also at `totaal`, and a knooppunt of which nothing is named comes last as well."""
    in_2024 = ("--jaar", "2024", "--type", "zeehaven")  # one of three is known
    for extra in ((), ("--omgekeerd",)):
        in_order = sorted(LEVELS, key=LEVELS.__getitem__, reverse=bool(extra))
        assert run("list", "--sorteer", "structureel", "--kaal", *extra).lines == in_order
        some = run("list", "--sorteer", "structureel", "--kaal", *in_2024, *extra).lines
        assert some == SEAPORTS
        rows = tsv(run("totaal", "--structureel", "--sorteer", "bedrag", *in_2024, *extra).out)
        assert rows[0]["bedrag"] == "16500000"
        assert {row["groep"] for row in rows[1:]} == {*SEAPORTS[1:]}


@pytest.mark.parametrize("extra", [[], ["--omgekeerd"]])
def test_sorting_leaves_a_knooppunt_without_places_last(run: Run, own: Path, extra: list[str]) -> None:
    in_order = run("list", "--sorteer", "plaatsen", "--kaal", "--data", own, *extra).lines
    assert in_order == ["kade", "vliegveld", "klok"]


def test_sorting_works_on_text_and_fields_that_are_not_shown(run: Run) -> None:
    assert run("list", "--sorteer", "naam", "--kaal").lines == [HUBS[number] for number in (4, 0, 2, 1, 3)]
    assert run("list", "--omgekeerd", "--kaal").lines == HUBS[::-1]
    assert run("list", "--sorteer", "eenmalig", "--velden", "id", "--geen-kop").lines[0] == HUBS[4]


def test_geen_kop_leaves_out_the_heading(run: Run) -> None:
    for form in ("tsv", "csv"):
        with_heading = run("list", "-f", form).lines
        assert run("list", "-f", form, "--geen-kop").lines == with_heading[1:]


def test_an_empty_answer_is_an_answer_with_a_note_beside_it(run: Run) -> None:
    for words, out in (
        ((), "\t".join(LIST_FIELDS) + "\n"),
        (("--json",), "[]\n"),
        (("--kaal",), ""),
        (("-f", "jsonl"), ""),
    ):
        answer = run("list", "--zoek", "bestaat-niet", *words)
        assert (answer.code, answer.out) == (0, out)
        assert len(answer.err.splitlines()) == 1
        assert "niets gevonden" in answer.err


def test_an_empty_document_is_a_document(run: Run, tmp_path: Path) -> None:
    """On standard output as in a file, with the note beside it; a picture where the command has one."""
    for form in ("html", "md", "xlsx", "ods", "svg", "json", "yaml", "csv"):
        for call in ("totaal --structureel", "meerjaren", "list" if form != "svg" else "totaal --eenmalig"):
            path = tmp_path / f"{call.split()[0]}.{form}"
            asked = (*call.split(), "--zoek", "bestaat-niet", "-f", form)
            assert run(*asked, "-o", path, "--overschrijf").code == 0
            code, out, err = FORKER.run(list(asked), environment(tmp_path), b"")
            assert (code, out) == (0, path.read_bytes())
            assert b"niets gevonden" in err
    shown = run("totaal", "--structureel", "--zoek", "bestaat-niet", "-f", "md").out
    assert "Voorwaarden: structureel; zoekterm 'bestaat-niet'" in shown
    assert "Totaal" not in shown  # of no knooppunt there is none, not an unknown one


# ── Datasets of one's own ─────────────────────────────────────────────────────────────────────────


OWN_ANSWERS = {
    "list --kaal": ["kade", "vliegveld", "klok"],
    "totaal --structureel --kaal": ["7"],
    "totaal --eenmalig --kaal": ["1000"],
    "totaal --eenmalig --jaar 1998 --kaal": ["0"],
    "totaal --structureel --per bron --geen-kop": ['nota\tDe "nota", a|b *c*\t7\t100.0\t1\t1'],
    "totaal --structureel --bron gids --kaal": ["7"],
    "list --zoek 'lampen een' --kaal": ["kade"],
    "list --partner loods --kaal": ["kade", "klok"],
    "list --thema licht --kaal": ["kade"],
    "list --plaats 'SINT maarten' --kaal": ["kade"],
    "partners zuid --kaal": ["loods", "wacht"],
    "partners vliegveld --kaal": ["wacht"],
    "themas kade --kaal": ["licht"],
    "bronnen --kaal": ["nota", "gids"],
    "aansluiting --velden gespecificeerd,verschil,onbekend --geen-kop": ["1000\t-100\tkade|vliegveld"],
}


def test_a_dataset_of_ones_own_answers_as_well(run: Run, own: Path) -> None:
    def lines(call: str) -> list[str]:
        answer = run(*shlex.split(call), "--data", own)
        assert answer.code == 0, answer.err
        return answer.lines

    for call, expected in OWN_ANSWERS.items():
        assert lines(call) == expected, call
    document = json.loads("\n".join(lines("totaal --eenmalig --json")))
    assert (document["totaal"], document["onbekend"]) == (1_000, ["kade"])
    for call in ("toon kade", "toon vliegveld", "themas", "bronnen gids", "partners"):
        text = "\n".join(lines(f"{call} -f tabel"))
        assert "otterdam" not in text
        assert "2022" not in text


def test_a_dataset_is_named_before_or_after_the_command_or_by_the_environment(run: Run, own: Path) -> None:
    hubs = ["kade", "vliegveld", "klok"]
    assert run("--data", own, "list", "--kaal").lines == hubs
    assert run("list", "--data", own, "--kaal").lines == hubs
    assert run("list", "--kaal", env={"KNOOPPUNT_DATA": str(own)}).lines == hubs
    assert run("list", "--kaal", env={"KNOOPPUNT_DATA": ""}).lines == HUBS
    assert run("list", "--data", "-", "--kaal", stdin=OWN).lines == hubs
    assert run("--data", "-", "list", "--kaal", stdin=OWN).lines == hubs
    assert run("list", "--kaal", env={"KNOOPPUNT_DATA": "-"}, stdin=OWN).lines == hubs
    shipped = {"KNOOPPUNT_DATA": str(DATASET)}  # which the call goes above
    assert run("--data", own, "list", "--kaal", env=shipped).lines == hubs
    assert run("list", "--data", own, "--kaal", env=shipped).lines == hubs


def test_a_changed_file_gives_a_changed_answer(run: Run, tmp_path: Path) -> None:
    """No answer comes from an old snapshot, not even where the size and the second are the same."""
    path = tmp_path / "eigen.yaml"
    for amount in ("1_001", "1_002", "1_001"):
        path.write_text(OWN.replace("1_000", amount), encoding="utf-8")
        assert run("totaal", "--eenmalig", "--kaal", "--data", path).out == f"{int(amount)}\n"


def test_a_dataset_comes_from_a_process_as_well(home: Path, own: Path) -> None:
    answer = bash(f'"$@" --data <(cat {own})', home, "list", "--kaal")
    assert answer.lines == ["kade", "vliegveld", "klok"]


# ── What goes wrong ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("place", ["before", "after"])
def test_a_file_that_cannot_be_read_gives_exit_1_and_its_name(run: Run, tmp_path: Path, place: str) -> None:
    def answer(data: str | Path) -> Answer:
        return run("--data", data, "list") if place == "before" else run("list", "--data", data)

    latin = tmp_path / "latin.yaml"
    latin.write_bytes('naam: "één"\n'.encode("latin-1"))
    for path, says in (
        (tmp_path / "weg.yaml", "bestaat niet"),
        (tmp_path, "map"),
        (latin, "UTF-8"),
        (latin / "in-een-bestand", "bestaat niet"),
        (tmp_path / ("lang" * 100), "te lang"),
    ):
        found = answer(path)
        assert (found.code, found.out) == (1, "")
        assert str(path) in found.err
        assert says in found.err
        assert len(found.err.splitlines()) == 1


def test_a_file_of_a_million_brackets_is_refused_in_a_line(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "haken.yaml"
    path.write_text("[" * 10**6)
    code, out, err = run("list", "--data", path)
    assert (code, out, err.count("\n"), len(err) < 1_000) == (1, "", 1, True)
    assert err.startswith(f"{path}:1:")


def test_all_errors_of_a_dataset_come_at_once_with_their_lines(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "fout.yaml"
    path.write_text(OWN.replace("jaar: 1998, ", "").replace("bedrag: 7", "bedrag: zeven"), encoding="utf-8")
    answer = run("totaal", "--data", path)
    assert (answer.code, answer.out) == (1, "")
    numbers = [number for number, line in enumerate(OWN.splitlines(), 1) if "bedrag: 7" in line]
    first, second = answer.err.splitlines()
    assert first.startswith(f"{path}:{numbers[0]}:")
    assert second.startswith(f"{path}:{numbers[0] + 1}:")
    assert "jaar" in second


@pytest.mark.parametrize("form", ["tsv", "csv", "json", "jsonl", "yaml", "md", "tabel"])
def test_a_reader_that_leaves_early_hears_nothing_of_it(home: Path, many: Path, form: str) -> None:
    if form in ("yaml", "tabel"):  # slow to make at this size; a reader that reads nothing serves as well
        answer = bash('"$@" | true; test ${PIPESTATUS[0]} -eq 0', home, "list", "-f", form)
        assert (answer.code, answer.err) == (0, "")
        return
    answer = bash('"$@" | head -1; test ${PIPESTATUS[0]} -eq 0', home, "list", "--data", many, "-f", form)
    assert (answer.code, answer.err) == (0, "")
    assert len(answer.lines) == 1


@pytest.mark.parametrize("where", [">&-", ">/dev/full"])
@pytest.mark.parametrize("form", ["tsv", "json", "tabel"])
def test_an_answer_that_cannot_be_written_gives_exit_1_and_one_line(
    home: Path, where: str, form: str
) -> None:
    answer = bash(f'"$@" {where}', home, "list", "-f", form)
    assert (answer.code, answer.out) == (1, "")
    assert len(answer.err.splitlines()) == 1
    assert answer.err.startswith("Fout: ")
    assert "uitvoer" in answer.err


@pytest.mark.parametrize(
    ("words", "out"),
    [
        (("totaal", "--structureel", "--kaal"), f"{WHOLE}\n"),
        (("list", "--zoek", "bestaat-niet", "--kaal"), ""),
        (("toon", "haven-rotterdm"), ""),
        (("list", "--data", "/bestaat/niet"), ""),
    ],
)
def test_what_is_for_standard_error_never_ends_up_in_the_answer(
    run: Run, home: Path, words: tuple[str, ...], out: str
) -> None:
    answer = bash('"$@" 2>&-', home, *words)
    assert answer.out == out
    assert answer.code == run(*words).code


def test_a_closed_standard_input_is_a_file_that_cannot_be_read(home: Path) -> None:
    answer = bash('"$@" <&-', home, "list", "--data", "-")
    assert (answer.code, answer.out) == (1, "")
    assert len(answer.err.splitlines()) == 1
    assert "standaardinvoer" in answer.err


def test_a_total_of_the_largest_amounts_is_exact(run: Run, many: Path) -> None:
    answer = run("totaal", "--structureel", "--kaal", "--data", many)
    assert (answer.code, answer.out) == (0, f"{MANY * MOST}\n")
