"""`sql`: any question over the public tables, and nothing but questions."""

import json
import re
import signal
from pathlib import Path

import pytest
from conftest import DATASET, Run, Terminal, Write

from ondermijning.queries.sql import answer
from ondermijning.store import open_store
from ondermijning.store.tables import PUBLIC

CASES = ["snapshot", "memory"]
"""The dataset in use is asked as it stands in the cache; that of standard input only ever is in memory."""


@pytest.fixture(params=CASES)
def refused(request: pytest.FixtureRequest, run: Run) -> "Refused":
    return Refused(run, request.param == "memory")


class Refused:
    """Asks what is no question, and returns the sentence that refuses it."""

    def __init__(self, run: Run, in_memory: bool) -> None:
        self.run, self.in_memory = run, in_memory

    def __call__(self, question: str, code: int = 2, *more: str) -> str:
        words = ["--data", "-"] if self.in_memory else []
        answer = self.run(
            "sql", question, *words, *more, stdin=DATASET.read_bytes() if self.in_memory else b""
        )
        assert (answer.code, answer.out) == (code, ""), (question, answer)
        return answer.err.splitlines()[0].removeprefix("Fout: ")


ENDLESS = "WITH RECURSIVE a(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM a) SELECT SUM(x) AS som FROM a"


def rows(run: Run, question: str, *more: str) -> list[dict[str, object]]:
    answer = run("sql", question, *more, "--json")
    assert (answer.code, answer.err) == (0, ""), answer
    found: list[dict[str, object]] = json.loads(answer.out)
    return found


@pytest.mark.parametrize("table", PUBLIC, ids=lambda table: table.name)
def test_every_public_table_can_be_asked_and_has_the_fields_it_promises(run: Run, table: object) -> None:
    found = rows(run, f"SELECT * FROM {table.name}")  # type: ignore[attr-defined]
    for row in found:
        assert list(row) == [field.name for field in table.fields]  # type: ignore[attr-defined]
        assert all(row[field.name] is not None for field in table.fields if field.required)  # type: ignore[attr-defined]
    keys = [tuple(row[name] for name in table.key) for row in found if table.key]  # type: ignore[attr-defined]
    assert len({*keys}) == len(keys)
    for ref in table.references:  # type: ignore[attr-defined]
        there = {row[ref.key] for row in rows(run, f"SELECT {ref.key} FROM {ref.table}")}
        assert {row[ref.field] for row in found} - {None} <= there


def test_what_sql_adds_up_is_what_totaal_says(run: Run) -> None:
    (row,) = rows(run, "SELECT SUM(bedrag) AS som FROM bedragen WHERE soort = 'eenmalig' AND jaar = 2022")
    assert str(row["som"]) == run("totaal", "--eenmalig", "--jaar", "2022", "--kaal").out.strip()
    (row,) = rows(
        run,
        "SELECT SUM(bedrag) AS som FROM bedragen WHERE soort = 'structureel' AND stap = 0 AND gevolgd = 0",
    )
    assert str(row["som"]) == run("totaal", "--structureel", "--kaal").out.strip()


def test_amounts_are_those_of_bedragen(run: Run) -> None:
    shared = "knooppunt,naam,type,soort,jaar,vanaf,tot,bedrag,eenheid,toelichting,bron,pagina,fragment"
    asked = run("sql", f"SELECT {shared} FROM bedragen", "-f", "csv").lines
    assert sorted(asked) == sorted(run("bedragen", "--velden", shared, "-f", "csv").lines)


def test_claims_are_those_of_beweringen(run: Run) -> None:
    told = run("beweringen", "-f", "csv")
    assert run("sql", f"SELECT {told.lines[0]} FROM beweringen", "-f", "csv").out == told.out


@pytest.mark.parametrize("question", [
    "INSERT INTO bronnen VALUES (1)", "DELETE FROM bron", "UPDATE bron SET id = 'x'", "DROP TABLE bron",
    "DROP VIEW bedragen", "CREATE TABLE x (y)", "CREATE TEMP TABLE x AS SELECT 1",
    "CREATE TEMP TRIGGER t INSTEAD OF INSERT ON bronnen BEGIN SELECT 1; END",
    "WITH a AS (SELECT 1) DELETE FROM bron", "ATTACH 'x.db' AS x", "DETACH main", "PRAGMA user_version",
    "PRAGMA query_only = off", "VACUUM INTO 'x.db'", "BEGIN", "REINDEX", "SELECT * FROM namen",
    "SELECT * FROM sqlite_master", "SELECT COUNT(*) FROM sqlite_master", "SELECT COUNT(*) FROM main.dataset",
    "SELECT * FROM sqlite_temp_schema", "SELECT * FROM pragma_table_info('bron')",
    "SELECT (SELECT MAX(tekst) FROM zoek) FROM bronnen", "SELECT COUNT(*) FROM zoek",
    "SELECT groep FROM deelname_van", "WITH x AS (SELECT * FROM deelname_van) SELECT * FROM x",
    "WITH bronnen AS (SELECT * FROM zoek) SELECT * FROM bronnen",
])  # fmt: skip
def test_only_public_tables_are_read(refused: Refused, question: str) -> None:
    said = refused(question)
    assert (
        "u kunt hier alleen lezen, en alleen uit de openbare tabellen" in said or "er is geen tabel" in said
    )


@pytest.mark.parametrize("call", ["load_extension('x')", "random()", "sqlite_version()", "changes()"])
def test_only_functions_of_their_arguments_are_called(refused: Refused, call: str) -> None:
    name = call.partition("(")[0]
    said = refused(f"SELECT {call}")
    assert said.startswith(f"vraag:1:8: functie '{name}' is hier niet te gebruiken: u kunt hier alleen lezen")


@pytest.mark.parametrize("name", ["readfile", "edit", "fts3_tokenizer", "bestaatniet"])
def test_functions_that_are_not_there_are_told_with_their_place(refused: Refused, name: str) -> None:
    said = refused(f"SELECT {name}('x')")
    assert said.startswith(f"vraag:1:8: er is geen functie '{name}'") or "alleen lezen" in said


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("SELECT id FRM bronnen", "vraag:1:15: bij 'bronnen' klopt de SQL niet"),
        ("SELECT bron,\n  bron bron bron FROM bedragen", "vraag:2:13: bij 'bron' klopt de SQL niet"),
        ("SELECT *\nFROM bronn", "vraag:2:6: er is geen tabel 'bronn'. Bedoelde u bronnen?"),
        ("SELECT bedraag FROM bedragen", "vraag:1:8: er is geen veld 'bedraag'. Bedoelde u bedrag?"),
        ("SELECT id FROM bronnen WHERE id = 'x", "dit is geen SQL, of een aanhalingsteken sluit niet: 'x"),
        ("SELECT id FROM", "vraag:1:15: de vraag houdt te vroeg op"),
        ("SELECT 1; SELECT 2", "stel één vraag tegelijk; hier staan er meerdere"),
        ("SELECT knooppunt FROM deelname, geldigheid", "veld 'knooppunt' staat in meer dan één tabel"),
        ("SELECT upper(1, 2)", "functie 'upper' heeft te veel of te weinig argumenten"),
        ("SELECT id FROM bronnen WHERE SUM(1) > 0", "functie 'SUM' kan op deze plaats niet"),
        ("SELECT :a", "geef :a met --waarde a=…"),
        ("SELECT ?", "gebruik :naam in plaats van ?, en geef de waarde met --waarde naam=…"),
        ("SELECT 1 AS x, 2 AS x", "er zijn meerdere kolommen 'x'; geef elke kolom met AS een eigen naam"),
        ("SELECT x'00' AS b", "kolom 'b' bevat bytes"),
        ("SELECT 9e999 AS g", "kolom 'g' bevat een oneindig getal; begrens de berekening"),
        (
            "SELECT replace(printf('%.900000c', 'a'), 'a', 'aa')",
            "een tekst in het antwoord is langer dan een miljoen tekens",
        ),
        ("SELECT 1 UNION SELECT 1, 2", "de vragen aan beide kanten van UNION geven niet evenveel kolommen"),
        ("SELECT id FROM bronnen ORDER BY 9", "ORDER BY noemt een kolom die er niet is"),
        ("SELECT * FROM knooppunt", "vraag:1:15: er is geen tabel 'knooppunt'. Bedoelde u knooppunten?"),
        ("SELECT * FROM bedrag", "vraag:1:15: er is geen tabel 'bedrag'. Bedoelde u bedragen?"),
        ("UPDATE bedragen SET bedrag = 0", "u kunt hier alleen lezen"),
        ("ALTER TABLE bedragen ADD x", "u kunt hier alleen lezen"),
        ("SELECT naam", "veld 'naam'. Dat veld heeft knooppunten, bedragen, "),
        (
            'SELECT SUM("bedrg") AS s FROM bedragen',
            "vraag:1:13: er is geen veld 'bedrg'. Bedoelde u bedrag of bewering?",
        ),
        ('SELECT id FROM bronnen WHERE titel = "Een brief"', "Schrijf dan 'Een brief', met enkele aanhaling"),
        ('EXPLAIN SELECT SUM("bedrg") FROM bedragen', "er is geen veld 'bedrg'"),
        ("SELECT id FROM bronnen LIMIT 'x'", "achter LIMIT en OFFSET hoort een geheel getal"),
        ("SELECT value FROM json_each('x')", "is geen JSON; lijsten staan hier met | ertussen"),
        ("SELECT json_extract('{}', 'a')", "vraag:1:28: 'a' is geen pad in JSON; schrijf '$.naam' of '$[0]'"),
        ("SELECT soort FROM bedragen GROUP BY SUM(bedrag)", "GROUP BY kan niet op een functie als SUM"),
        ("SELECT * FROM bronnen HAVING id > 1", "vraag:1:23: HAVING hoort bij GROUP BY; gebruik WHERE"),
        ("SELECT id FROM bronnen ORDER BY id UNION SELECT 1", "vraag:1:24: ORDER BY hoort achter UNION"),
        ("SELECT SUM(bedrag) OVER w FROM bedragen", "er is geen WINDOW met de naam 'w'"),
        ("SELECT SUM(DISTINCT bedrag) OVER () FROM bedragen", "DISTINCT kan niet bij OVER"),
        ("SELECT ntile(0) OVER () FROM bronnen", "functie 'ntile' krijgt een getal dat niet past"),
        ("SELECT * FROM bronnen JOIN themas USING (x)", "veld 'x' van USING staat niet in beide tabellen"),
        ("SELECT * FROM bronnen NATURAL JOIN themas ON 1", "bij NATURAL JOIN kan geen ON of USING"),
        ("WITH a AS (SELECT * FROM a) SELECT * FROM a", "'a' verwijst naar zichzelf"),
        ("WITH a(x, y) AS (SELECT 1) SELECT * FROM a", "'a' noemt 2 kolommen en geeft er 1"),
        ("SELECT 1 WHERE (1, 2) = (1)", "een rij van waarden tegenover een ander aantal"),
        ("VALUES (1), (1, 2)", "de rijen van VALUES hebben niet evenveel waarden"),
        ("SELECT *", "achter * hoort FROM met een tabel"),
        ("SELECT 1 FROM bronnen(1)", "'bronnen' is een tabel, geen functie; laat de haakjes weg"),
        ("SELECT id FROM bronnen WHERE id LIKE 'a' ESCAPE 'bb'", "achter ESCAPE hoort één teken"),
        ("SELECT CAST(x'ff' AS TEXT) AS t", "kolom 't' bevat tekst die geen UTF-8 is"),
        ("SELECT json_object(1)", "functie 'json_object' krijgt argumenten die niet passen"),
        ("SELECT id FROM bronnen INDEXED BY x", "er is geen index 'x'; laat INDEXED BY weg"),
    ],
)
def test_what_is_off_is_said_in_dutch_with_its_place(refused: Refused, question: str, said: str) -> None:
    assert said in refused(question)


@pytest.mark.parametrize(
    "question",
    [
        'SELECT "bedrag" AS "x y" FROM "bedragen" AS "b" WHERE "b"."jaar" = 2022',
        """SELECT bedrag AS "x y" FROM bedragen WHERE jaar = 2022 AND naam <> '"naar" x' -- "niets"
        /* "ook niet" */""",
    ],
)
def test_names_in_double_quotes_are_names(run: Run, question: str) -> None:
    assert [row["x y"] for row in rows(run, question)] == [5100000, 2500000, 1500000, 3400000, 500000]
    assert rows(run, 'SELECT MAX("bedrag") FROM bedragen') == [{'MAX("bedrag")': 16500000}]


@pytest.mark.parametrize(
    "question",
    [
        "SELECT name FROM sqlite_master FULL JOIN sqlite_master AS b USING (name)",
        "SELECT tekst FROM zoek FULL JOIN zoek AS b USING (tekst)",
        "SELECT groep FROM deelname_van FULL JOIN namen USING (id)",
        "SELECT name FROM sqlite_temp_master FULL JOIN sqlite_temp_master AS b USING (name)",
    ],
)
def test_a_full_join_reads_public_tables_only(refused: Refused, question: str) -> None:
    """SQLite asks no leave to read the columns of USING in one."""
    refused(question)


def test_public_tables_are_joined_in_full(run: Run) -> None:
    joined = rows(run, "SELECT COUNT(*) AS n FROM deelname FULL JOIN geldigheid USING (knooppunt)")
    assert joined[0]["n"] != 0


def test_a_step_without_end_is_ended(refused: Refused) -> None:
    """SQLite looks at the time between its steps, and trims a long text of long others in one."""
    endless = "SELECT length(trim(printf('%.900000c', 'b'), printf('%.80000c', 'a') || 'b')) AS n"
    assert "duurde langer dan 1 seconde" in refused(endless, 1, "--tijd", "1")


def test_a_question_takes_no_more_memory_than_it_may(refused: Refused) -> None:
    long = "WITH RECURSIVE a(x, n) AS (SELECT printf('%.900000c', 'a'), 1 UNION ALL SELECT x, n + 1 FROM a)"
    assert "heeft meer dan 1 GB geheugen nodig" in refused(f"{long} SELECT COUNT(DISTINCT x || n) FROM a", 1)


def test_a_question_without_end_is_ended(refused: Refused) -> None:
    assert "duurde langer dan 1 seconde" in refused(ENDLESS, 1, "--tijd", "1")


def test_a_question_is_interrupted_while_sqlite_is_at_it() -> None:
    def come(*_: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGALRM, come)
    try:
        with open_store() as store, pytest.raises(KeyboardInterrupt):
            signal.setitimer(signal.ITIMER_REAL, 0.2)
            answer(store, ENDLESS, {}, 60)
    finally:
        signal.signal(signal.SIGALRM, before)


def test_an_answer_without_end_is_ended(refused: Refused) -> None:
    assert refused(ENDLESS.replace("SUM(x) AS som", "x"), 1).startswith(
        "het antwoord is te groot, meer dan een miljoen rijen"
    )


def test_a_question_comes_from_standard_input(run: Run) -> None:
    answer = run("sql", "-", "-f", "tsv", stdin="SELECT id -- wat\nFROM knooppunten\nLIMIT 1")
    assert answer.lines == ["id", "haven-rotterdam"]
    assert run("sql", "-", stdin=b"SELECT '\xff'").code == 1
    assert run("sql", "-", "--data", "-", stdin="SELECT 1").code == 2


def test_values_are_filled_in_and_never_read_as_sql(run: Run) -> None:
    question = "SELECT naam FROM knooppunten WHERE id = :id"
    assert rows(run, question, "--waarde", "id=haven-rotterdam") == [{"naam": "Haven Rotterdam"}]
    assert run("sql", question, "--waarde", "id=x' OR 1=1 --", "--json").out == "[]\n"
    year = "SELECT COUNT(*) AS n FROM bedragen WHERE jaar = :jaar AND soort = 'eenmalig'"
    assert rows(run, year, "--waarde", "jaar=2022") == [{"n": 5}]
    for word in ("naam", "=x", "1a=x"):
        assert "achter --waarde hoort naam=waarde" in run("sql", year, "--waarde", word).err
    unused = "--waarde jaren=… is niet nodig: :jaren komt niet in de vraag voor"
    for word, why in ("jaar=2021", "geef --waarde jaar=… maar één keer"), ("jaren=2021", unused):
        answer = run("sql", year, "--waarde", "jaar=2022", "--waarde", word)
        assert (answer.code, why in answer.err) == (2, True)


def test_a_value_is_compared_with_years_and_with_texts_alike(run: Run) -> None:
    sources = rows(run, "SELECT id FROM bronnen WHERE datum = :datum", "--waarde", "datum=2019")
    assert [source["id"] for source in sources] == ["erasmus-2019", "tno-2019"]


@pytest.mark.parametrize(("value", "kind", "read"), [
    ("2mln", "integer", 2_000_000), ("1.500.000", "integer", 1_500_000), ("€ 2,5 mln", "integer", 2_500_000),
    ("-5", "integer", -5), ("0", "integer", 0), ("0,5", "real", 0.5), ("-2.5", "real", -2.5),
    ("0812359", "text", "0812359"), ("-01", "text", "-01"), ("2022-11-04", "text", "2022-11-04"),
    ("1/2", "text", "1/2"), ("mln", "text", "mln"), ("", "text", ""),
])  # fmt: skip
def test_a_value_is_a_figure_if_it_is_written_as_one(run: Run, value: str, kind: str, read: object) -> None:
    found = rows(run, "SELECT typeof(:x) AS soort, :x AS x", "--waarde", f"x={value}")
    assert found == [{"soort": kind, "x": read}]


@pytest.mark.parametrize("sign", ["\u00a0", "\u00ad", "\u2009", "\u200d", "\ue000"])
def test_what_a_text_holds_comes_out_as_it_is(run: Run, write: Write, sign: str) -> None:
    """Also in the conditions of an answer, which repeat the words of the call."""
    name = f"Haven{sign}aan de kade, ten noorden van de {'zeer ' * 20}lange dijk"
    data = ("--data", str(write(KEYS.replace("naam: Haven", f"naam: '{name}'"))))
    for form in ("csv", "json", "jsonl", "yaml", "tsv"):
        shape = (*data, "-f", form)
        asked = run("sql", "SELECT id, naam FROM knooppunten", *shape).out
        assert asked == run("list", "--velden", "id,naam", *shape).out
    assert rows(run, f"SELECT 1 AS '{name}'") == [{name: 1}]
    conditions = json.loads(run("totaal", "--eenmalig", "--zoek", f"Haven{sign}aan", *data, "--json").out)
    assert conditions["voorwaarden"][0] == "eenmalig"
    assert f"'Haven{sign}aan'" in conditions["voorwaarden"][1]


def test_figures_with_decimals_are_figures_in_every_format(
    run: Run, terminal: Terminal, tmp_path: Path
) -> None:
    question = "SELECT 1.5 AS half, 'a' AS tekst UNION ALL SELECT 2, NULL"
    assert rows(run, question) == [{"half": 1.5, "tekst": "a"}, {"half": 2, "tekst": None}]
    assert re.search(r"1,5\W.*a", terminal("sql", question).out)
    openpyxl = pytest.importorskip("openpyxl")
    assert run("sql", question, "-o", tmp_path / "a.xlsx").code == 0
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0]
    assert [1.5, "a"] in [[cell.value for cell in row] for row in sheet.iter_rows()]


KEYS = """
bijgewerkt: "2026-01-01"
bronnen: [{id: brief, titel: Een brief, soort: kamerbrief, datum: "2022"}]
knooppunten:
  - id: haven
    naam: Haven
    type: zeehaven
    financiering:
      - {soort: structureel, bedrag: 1000000, vanaf: 2025, bestemming: a,
         opbouw: [{jaar: 2023, bedrag: 500000, vindplaatsen: [{bron: brief, pagina: 1}]}],
         vindplaatsen: [{bron: brief, pagina: 1}]}
      - {soort: structureel, bedrag: 2000000, vanaf: 2025, bestemming: a/2023,
         vindplaatsen: [{bron: brief, pagina: 1}]}
      - {soort: structureel, bedrag: 3000000, vanaf: 2025, bestemming: a/opbouw-2023,
         opbouw: [{jaar: 2023, bedrag: onbekend, vindplaatsen: [{bron: brief, pagina: 1}]}],
         vindplaatsen: [{bron: brief, pagina: 1}]}
      - {soort: eenmalig, jaar: 2022, bedrag: 10000, bestemming: a, vindplaatsen: [{bron: brief, pagina: 1}]}
      - {soort: eenmalig, jaar: 2022, bedrag: 10000, bestemming: b, vindplaatsen: [{bron: brief, pagina: 1}]}
partners: []
themas: []
opgegeven_totalen: []
"""


def test_amounts_have_keys_of_their_own_whatever_they_are_called(run: Run, write: Write) -> None:
    found = rows(run, "SELECT sleutel FROM bedragen", "--data", str(write(KEYS)))
    keys = [row["sleutel"] for row in found]
    assert len(keys) == len({*keys}) == 7
    assert keys[:2] == ["haven/structureel/vanaf-2025/a", "haven/opbouw/vanaf-2025/2023/a"]


def test_lists_come_apart(run: Run) -> None:
    question = """SELECT value AS plaats FROM knooppunten k,
        json_each('["' || REPLACE(plaatsen, '|', '","') || '"]') WHERE k.id = 'havens-noordzeekanaalgebied'"""
    places = run("list", "--velden", "id,plaatsen", "--json").out
    expected = next(hub for hub in json.loads(places) if hub["id"] == "havens-noordzeekanaalgebied")
    assert [row["plaats"] for row in rows(run, question)] == expected["plaatsen"]


def test_no_text_of_an_answer_drives_a_terminal(run: Run, terminal: Terminal) -> None:
    question = "SELECT char(27) || '[31m' || char(10) AS \"a\tb\""
    assert run("sql", question, "-f", "tsv").out == "a\\tb\n\\x1b[31m\\n\n"
    assert "\x1b[31m" not in terminal("sql", question).out


def test_people_are_told_what_adding_up_takes(run: Run, terminal: Terminal) -> None:
    caveat = "een onbekend bedrag is NULL"
    assert caveat in terminal("sql", "SELECT bedrag FROM bedragen").out
    assert caveat in run("sql", "--help").out
    assert "Antwoord op: SELECT bedrag FROM bedragen" in terminal("sql", "SELECT bedrag FROM bedragen").out


def test_the_tables_are_listed_and_offered(run: Run) -> None:
    listed = run("sql", "--tabellen", "--velden", "tabel,veld", "-f", "csv", "--geen-kop").lines
    assert listed == [f"{table.name},{field.name}" for table in PUBLIC for field in table.fields]
    line = "knooppunt sql 'SELECT naam FROM bed"
    tab = run(env={"_KNOOPPUNT_COMPLETE": "complete_zsh", "_KNOOPPUNT_LINE": line}).out
    assert "bedragen" in tab
    assert run("sql").code == run("sql", "--tabellen", "SELECT 1").code == 2


def test_an_unsound_dataset_is_told_before_the_question(run: Run, write: Write) -> None:
    assert run("sql", "SELECT 1", "--data", write("bronnen: [")).code == 1
