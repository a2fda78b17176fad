"""Tests, through the real program, that every help and every usage error is Dutch and of use."""

import json
import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest
from conftest import DATASET, FORKER, ROOT, Call, Run, Terminal, environment, many, started
from test_dutch import english_words

from ondermijning.cli import commands

LETTERS = ROOT / "tests" / "audit" / "letters"
LETTER = "kamerbrief-2022-11-04"
NAMES = [command.name for command in commands.every()]
HELPS = ["", *NAMES, *commands.ALIASES]

# Words that are Dutch, or names, whatever else they are in Typer's English.
DUTCH_TOO = {"list", "data", "json", "type", "version", "help"}
# Typer's vocabulary of help and completion, which is no message in its source.
_OF_HELP = (
    "arguments commands completion customize env error exit for install range shell's terminal the this"
)
ENGLISH = english_words() | {*_OF_HELP.split(), "try", "var"}


def english_in(text: str) -> set[str]:
    """Return the words of `text` that are Typer's English; names of options and calls of git are no words."""
    plain = re.sub(r"\x1b\[[0-9;]*m|--?[\w-]+|git show", "", text.lower())
    return set(re.findall(r"[a-z']+", plain)) & ENGLISH - DUTCH_TOO


def blocks(text: str) -> list[str]:
    return text.strip().split("\n\n")


def examples(name: str, run: Run) -> list[str]:
    text = run(*name.split(), "--help", env={"COLUMNS": "80"}).out
    return re.findall(r"^  \$ (.+)$", text, re.MULTILINE)


def test_scan_finds_english() -> None:
    found = english_in("Usage: x [OPTIONS]. Try --help. This option is required.")
    assert found >= {"usage", "options", "try"}


@pytest.mark.parametrize("width", [40, 80])
@pytest.mark.parametrize("name", HELPS)
def test_help_is_dutch_in_a_pipe_and_on_a_terminal(
    name: str, width: int, run: Run, terminal: Terminal
) -> None:
    """No word of Typer's, no line wider than the screen, on both; the same text on both."""
    piped = run(*name.split(), "--help", env={"COLUMNS": str(width)})
    shown = terminal(*name.split(), "--help", columns=width)
    assert (piped.code, piped.err, shown.code) == (0, "", 0)
    assert english_in(piped.out) == set()
    assert re.sub(r"\x1b\[[0-9;]*m", "", shown.out) == piped.out
    assert max(map(len, piped.lines)) <= width


@pytest.mark.parametrize("name", HELPS)
def test_short_help_is_the_same_and_stands_anywhere(name: str, run: Run) -> None:
    """`-h` is `--help`, before and behind other words."""
    whole = run(*name.split(), "--help").out
    assert run(*name.split(), "-h").out == whole
    if name:
        assert run(name, "--xyz", "-h").out == whole
        assert run("--data", "x.yaml", name, "-h").out == whole


@pytest.mark.parametrize("name", NAMES)
def test_help_teaches(name: str, run: Run) -> None:
    """A help starts with one sentence under its usage, and ends with two or three examples."""
    found = blocks(run(name, "--help", env={"COLUMNS": "100"}).out)
    assert found[0].startswith(f"Gebruik: knooppunt {name}")
    sentence = " ".join(found[1].split())
    assert sentence.endswith(".")
    assert ". " not in sentence.replace("(2020-12)", "")
    assert found[-2] == "Voorbeelden:"
    assert found[-1].count("$ ") in (2, 3)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory, home: Path) -> Path:
    """Make a folder with the files that the examples name."""
    folder = tmp_path_factory.mktemp("bureau")
    shutil.copy(DATASET, folder / "eigen.yaml")
    (answer,) = many(home, [Call(["bronnen", LETTER, "-f", "jsonl"])])
    pages: dict[int, list[str]] = {}
    for claim in map(json.loads, answer.lines):
        pages.setdefault(claim["pagina"] or 1, []).append(claim["fragment"] or "")
    text = "\f".join("\n\n".join(pages.get(page, [])) for page in range(1, max(pages) + 1))
    (folder / "vraag.sql").write_text("SELECT naam, bedrag FROM bedragen WHERE jaar = :jaar")
    keep_versions(folder)
    shutil.copy(LETTERS / "kamerbrief-2026.pdf", folder / "brief.pdf")
    (folder / "bronnen").mkdir()
    for name in ("brief.txt", f"bronnen/{LETTER}.txt"):
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "bin").mkdir()
    FORKER.program(folder / "bin" / "knooppunt")
    return folder


def keep_versions(folder: Path) -> None:
    """Keep two versions of `data/knooppunten.yaml` with git, as far as it is there."""
    (folder / "data").mkdir()
    text = DATASET.read_text(encoding="utf-8")
    for version in (text.replace("bedrag: 16500000", "bedrag: 16000000"), text):
        (folder / "data" / "knooppunten.yaml").write_text(version, encoding="utf-8")
        if shutil.which("git"):
            steps = "git init -q && git add data && git -c user.name=x -c user.email=x@y.nl commit -qm x"
            subprocess.run(["sh", "-c", steps], cwd=folder, env=environment(folder), check=True)


@pytest.mark.parametrize("name", ["", *NAMES])
def test_examples_run(name: str, run: Run, files: Path, tmp_path: Path) -> None:
    """Each example of a help exits 0, each part of a pipe as well; `--streng` may answer with its 1."""
    desk = shutil.copytree(files, tmp_path / "bureau")
    env = environment(desk)
    env |= {"PATH": f"{desk}/bin:{env['PATH']}"}
    for example in examples(name, run):
        if "git " in example and not shutil.which("git"):
            continue
        if not shutil.which(example.split()[0], path=env["PATH"]):
            continue  # another program, which is not installed here
        if not example.startswith("knooppunt"):
            started(["knooppunt", "schema", "-o", "knooppunten.schema.json"], env, cwd=desk)
        code, out, err = started(["bash", "-o", "pipefail", "-c", example], env, cwd=desk)
        assert code == 0 or (code == 1 and "--streng" in example), (example, out, err)
        assert "Fout:" not in err


def no(option: str, text: str) -> str:
    return f"ongeldige waarde voor {option}: {text}"


def absent(what: str, way: str) -> str:
    return f"{what} staat niet in de dataset. {way}"


def euros(option: str, word: str) -> str:
    way = "Schrijf bijvoorbeeld 2mln, '2,5 mln', 1mld of 1500000."
    return no(option, f"'{word}' is geen bedrag in hele euro's. {way}")


ONE_FORM = "kies één van --formaat, --json en --kaal."
ONE_HUB = "Kies met een optie (zie --help); alles over één knooppunt geeft 'knooppunt toon'."
ENDINGS = ".txt, .tsv, .csv, .json, .jsonl, .yaml, .yml, .md, .html, .htm, .xlsx, .ods, .svg"
PER = (
    "een totaal per {0} bestaat niet: de bronnen verdelen het geld niet over partners of thema's. "
    "Groepeer per knooppunt, type, jaar of bron, of gebruik --{0} X om alleen "
    "knooppunten mee te tellen waar X "
)
TWICE = "u geeft dezelfde invoer twee keer op (- en /dev/stdin), en die is maar één keer te lezen; "
ERRORS = {
    "lst": "onbekend commando 'lst'. Bedoelde u 'list' of 'lijst'?",
    "xyzzy": "onbekend commando 'xyzzy'.",
    "'\x1b]0;x\x07'": r"onbekend commando '\x1b]0;x\x07'.",
    "--dat": "onbekende optie --dat. Bedoelde u --data?",
    "-- --dat": "onbekende optie --dat. Bedoelde u --data?",
    "list -q": "onbekende optie -q.",
    "list --strukt": "onbekende optie --strukt. Bedoelde u --structureel?",
    "list --parner x": "onbekende optie --parner. Bedoelde u --partner?",
    "list --overschijf": "onbekende optie --overschijf. Bedoelde u --overschrijf?",
    "list --\x1b[31m\u202e": r"onbekende optie --\x1b[31m\u202e.",
    "themas --per": "onbekende optie --per.",
    "partners --min 1": "onbekende optie --min.",
    "list --kaal=ja": "optie --kaal krijgt geen waarde.",
    "list a b": f"dit commando kan niets met a b. {ONE_HUB}",
    "kengetallen a b": f"dit commando kan niets met b. {ONE_HUB}",
    "toon": "argument KNOOPPUNT ontbreekt.",
    "toon --": "argument KNOOPPUNT ontbreekt.",
    "verschil": "argument OUD ontbreekt.",
    "nieuw": "argument BESTAND ontbreekt.",
    "exporteer": "argument DOEL ontbreekt.",
    "--data": "achter optie --data hoort een waarde.",
    "list --jaar": "achter optie --jaar hoort een waarde.",
    "list -f": "achter optie -f hoort een waarde.",
    "list --jaar twee": no("--jaar", "'twee' is geen geheel getal; schrijf alleen cijfers."),
    "list --jaar 2022,5": no("--jaar", "'2022,5' is geen geheel getal; schrijf alleen cijfers."),
    "list --jaar 3": no("--jaar", "3 valt buiten de grenzen: 1900 tot en met 2200."),
    "sql --tijd 0": no("--tijd", "0 valt buiten de grenzen: 1 tot en met 86400."),
    "list --min veel": euros("--min", "veel"),
    "list --max 1,5": euros("--max", "1,5"),
    "list --min -5": euros("--min", "-5"),
    "list --type zeehavn": no("--type", absent("type knooppunt 'zeehavn'", "Bedoelde u zeehaven?")),
    "list --partner douan": absent("partner 'douan'", "Bedoelde u douane?"),
    "totaal --partner douan": absent("partner 'douan'", "Bedoelde u douane?"),
    "list --partner kmaar": absent("partner 'kmaar'", "Bedoelde u kmar?"),
    "list --partner xxxxxxxx": absent("partner 'xxxxxxxx'", "'knooppunt partners' laat zien wat er is."),
    "list --thema weerbaarhied": absent("thema 'weerbaarhied'", "Bedoelde u weerbaarheid?"),
    "list --bron anp-2022-3": absent(
        "bron 'anp-2022-3'", "Bedoelde u anp-2022-03, nu-2022-11 of ad-2022-04?"
    ),
    "partners schipol": absent("knooppunt 'schipol'", "Bedoelde u schiphol?"),
    "themas zeelnd": absent("knooppunt 'zeelnd'", "Bedoelde u zeeland?"),
    "kengetallen schipol": absent("knooppunt 'schipol'", "Bedoelde u schiphol?"),
    "toon rotterdam schipol": absent("knooppunt 'schipol'", "Bedoelde u schiphol?"),
    "toon haven-roterdam": absent("knooppunt 'haven-roterdam'", "Bedoelde u haven-rotterdam?"),
    "toon '\x1b[31mrood'": absent(r"knooppunt '\x1b[31mrood'", "'knooppunt list' laat zien wat er is."),
    "bronnen spook": absent("bron 'spook'", "'knooppunt bronnen' laat zien wat er is."),
    "bronnen kamerbrief-2022-11-4": absent(
        "bron 'kamerbrief-2022-11-4'",
        "Bedoelde u kamerbrief-2022-11-04, meerbode-2022-04 of government-2022-11-04?",
    ),
    "beweringen --knooppunt schipol": absent("knooppunt 'schipol'", "Bedoelde u schiphol?"),
    "beweringen --bron nu-2022": absent("bron 'nu-2022'", "Bedoelde u nu-2022-11, anp-2022-03 of nhsv-2023?"),
    "beweringen --bronsoort kran": no("--bronsoort", absent("soort bron 'kran'", "Bedoelde u krant?")),
    "beweringen --onderdeel structurel": no(
        "--onderdeel", "onderdeel 'structurel' bestaat niet. Bedoelde u structureel?"
    ),
    "totaal --per maand": no(
        "--per", "groeperen per 'maand' kan niet. Kies uit: knooppunt, type, jaar, bron."
    ),
    "totaal --per knooppnt": no("--per", "groeperen per 'knooppnt' kan niet. Bedoelde u knooppunt?"),
    "totaal --per thema": no("--per", PER.format("thema") + "geldt."),
    "totaal --per partner": no("--per", PER.format("partner") + "meedoet."),
    "totaal --per Partner": no("--per", PER.format("partner") + "meedoet."),
    "list -f xml": "formaat 'xml' kan hier niet. "
    "Kies uit: tabel, tsv, csv, json, jsonl, yaml, md, html, xlsx, ods, svg.",
    "list -f jsn": "formaat 'jsn' kan hier niet. Bedoelde u json of jsonl?",
    "list -f csv --json": ONE_FORM,
    "list --json --kaal": ONE_FORM,
    "list --kaal -f md": ONE_FORM,
    "list --kaal --velden id,naam": "--kaal geeft één veld; geef bij --velden ook één veld op.",
    "list --velden id,naan": "onbekend veld 'naan'. Bedoelde u naam?",
    "list --velden knooppnt": "onbekend veld 'knooppnt'. Bedoelde u naam?",
    "list --sorteer structurel": "onbekend veld 'structurel'. Bedoelde u structureel?",
    "bronnen --velden webadrs": "onbekend veld 'webadrs'. Bedoelde u url?",
    "bronnen --velden xyz": "onbekend veld 'xyz'. "
    "Kies uit: id, titel, uitgever, soort, datum, kenmerk, dekking, beweringen, url.",
    "verschil a.yaml b.yaml --data c.yaml": "geef de nieuwe dataset één keer op: als NIEUW, of met --data.",
    "verschil - /dev/stdin": f"{TWICE}geef voor een van beide een bestand op.",
    "nieuw -": "geef een bestand op; /dev/stdout is de standaarduitvoer.",
    "exporteer -": "dit past niet op de standaarduitvoer; geef een bestand of een map op.",
    "controleer --brontekst x": "achter --brontekst hoort BRON=BESTAND, niet 'x'.",
    "sql": "stel een vraag, of vraag met --tabellen welke tabellen er zijn.",
    "sql x --waarde y": "achter --waarde hoort naam=waarde, niet 'y'.",
    "list -o x.zip": f"'x.zip' heeft geen bekende extensie ({ENDINGS}); kies het formaat met -f.",
}


@pytest.mark.parametrize("words", ERRORS)
def test_usage_error_is_dutch(words: str, run: Run, terminal: Terminal) -> None:
    """An error is a Dutch sentence, the usage, and the way to the help; exit 2, nothing answered."""
    call = shlex.split(words)
    piped = run(*call)
    assert (piped.code, piped.out) == (2, "")
    error, usage, way = piped.err.splitlines()
    assert error == f"Fout: {ERRORS[words]}"
    assert usage.startswith("Gebruik: knooppunt")
    assert re.fullmatch(r"Uitleg: knooppunt( \w+)? --help", way)
    assert english_in(piped.err.replace(words, "")) == set()
    shown = terminal(*call)
    assert (shown.code, re.sub(r"\x1b\[[0-9;]*m", "", shown.out).split()) == (2, piped.err.split())


def test_error_names_its_command(run: Run) -> None:
    assert run("verschil", "a", "b", "c").err.splitlines()[1:] == [
        "Gebruik: knooppunt verschil [OPTIES] OUD [NIEUW]",
        "Uitleg: knooppunt verschil --help",
    ]


def test_without_words_is_the_overview(run: Run) -> None:
    """`knooppunt` alone says what it is for and the three calls to begin with, and exits 0."""
    code, out, err = run()
    assert (code, err) == (0, "")
    first = re.findall(r"^  knooppunt (\w+)", out, re.MULTILINE)
    assert first == ["list", "totaal", "toon"]
    assert "knooppunt --help" in out
    assert english_in(out) == set()
    assert max(map(len, run(env={"COLUMNS": "40"}).lines)) <= 40


def test_options_stand_before_and_behind_arguments(run: Run) -> None:
    first = run("toon", "haven-rotterdam", "--json")
    assert first == run("toon", "--json", "haven-rotterdam")
    assert first.code == 0


@pytest.mark.parametrize("words", ["list {} --bogus", "list --bogus {}", "list --type {}", "list --type= {}",
    "list --jaar x {}", "list --data a --data b {}", "list a b {}", "list -o {}", "--bogus list {}"]
)  # fmt: skip
@pytest.mark.parametrize("name", ["--help", "-h"])
def test_help_is_given_wherever_it_is_asked_for(words: str, name: str, run: Run) -> None:
    """Beside words that are off too: those are why one asks."""
    assert run(*words.format(name).split()) == run("list", "--help")


def test_help_of_the_program_beside_words_that_are_off(run: Run) -> None:
    assert run("--bogus", "--help") == run("--help")
    assert run("sql", "--", "--help").code == 2  # a word like any other, after `--`
    assert "Bedoelde u 'list'" in run("lisst", "--help").err  # there is no help of that


def test_the_help_names_each_variable_of_our_own(run: Run) -> None:
    """Those that it reads, and no others; what belongs to the scripts of Tab begins with a `_`."""
    code = "".join(path.read_text() for path in (ROOT / "ondermijning").rglob("*.py"))
    read = set(re.findall(r"\bKNOOPPUNT_[A-Z]+", code))
    assert set(re.findall(r"\bKNOOPPUNT_[A-Z]+", run("--help").out)) == read
    assert read <= set(re.findall(r"\bKNOOPPUNT_[A-Z]+", (ROOT / "docs" / "clig.md").read_text()))


def test_colour_follows_the_option_first(terminal: Terminal) -> None:
    """`--geen-kleur` takes the colour from help, errors and answers; `--kleur` is stronger than NO_COLOR."""
    for words in (["list", "--help"], ["list", "--xyz"], ["list"]):
        assert "\x1b[1" in terminal(*words).out
        assert "\x1b[1" not in terminal(*words, "--geen-kleur").out
        for env in ({"NO_COLOR": "1"}, {"TERM": "dumb"}):
            assert "\x1b[1" not in terminal(*words, env=env).out
    assert "\x1b[1" in terminal("list", "--kleur", env={"NO_COLOR": "1"}).out


@pytest.mark.parametrize("env", [{"LANG": "C"}, {"LC_ALL": "C"}, {"PYTHONIOENCODING": "ascii"}])
def test_ascii_output_is_readable(env: dict[str, str], run: Run) -> None:
    """Help, overview and errors are ASCII where the output takes no more."""
    assert "Alles als een webpagina" in run("--help", env=env).out
    assert "'eEUR'" in run("toon", "é€", env=env).err
    for words in ("", "list --help", "list -f csv --json"):
        done = run(*words.split(), env=env)
        assert (done.out + done.err).isascii()
        assert "Traceback" not in done.err
        assert done.out.count("?") == run(*words.split()).out.count("?")  # no letter became one


@pytest.mark.parametrize(("env", "shown"), [
    ({"LANG": ""}, True), ({"LANG": "C"}, False), ({"LANG": "POSIX"}, False), ({"LANG": "nl_NL.UTF-8"}, True),
    ({"LANG": "C", "LC_CTYPE": "C.UTF-8"}, True), ({"LANG": "C", "LC_ALL": "C.UTF-8"}, True),
    ({"LC_ALL": "C"}, False), ({"LC_ALL": "C", "LC_CTYPE": "C.UTF-8"}, False),
    ({"LC_ALL": "C", "PYTHONUTF8": "0"}, False), ({"LANG": "C", "PYTHONUTF8": "1"}, True),
    ({"LC_ALL": "C", "PYTHONUTF8": "1"}, True), ({"LC_ALL": "C", "PYTHONIOENCODING": "utf-8"}, True),
    ({"LANG": "C", "PYTHONIOENCODING": "utf-8:replace"}, True),
    ({"LANG": "C", "PYTHONIOENCODING": ":replace"}, False), ({"PYTHONIOENCODING": "ascii"}, False),
    ({"LANG": "C", "LC_CTYPE": "C.UTF-8", "PYTHONIOENCODING": "latin-1"}, False),
], ids=str)  # fmt: skip
def test_the_locale_decides_which_letters_are_shown(
    env: dict[str, str], shown: bool, run: Run, terminal: Terminal, tmp_path: Path
) -> None:
    """The stronger variable of the locale, unless Python is told to write UTF-8; no two names become one."""
    own = tmp_path / "eigen.yaml"
    own.write_text(DATASET.read_text().replace("naam: Haven Rotterdam", "naam: Łódź 港"))
    words = ("list", "--data", own, "-f", "tabel", "--velden", "naam")
    for out in (run(*words, env=env).out, terminal(*words, env=env).out):
        assert ("Łódź 港" if shown else r"\u0141odz \u6e2f") in out
        assert out.isascii() is not shown
