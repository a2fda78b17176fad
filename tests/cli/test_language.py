"""Tests, through the real program, that every help and every usage error is Dutch and of use."""

import json
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import DATASET, ROOT, Run, Terminal, environment
from test_dutch import english_words

from ondermijning.cli import commands

LETTERS = DATASET.parents[1] / "tests" / "audit" / "letters"
NAMES = [command.name for command in commands.every()]
HELPS = ["", *NAMES, *(alias for command in commands.every() for alias in command.aliases)]

# Words that are Dutch, or names, whatever else they are in Typer's English.
DUTCH_TOO = {"list", "data", "json", "type", "version", "help"}
# Typer's vocabulary of help and completion, which is no message in its source.
ENGLISH = english_words() | {
    "arguments",
    "commands",
    "completion",
    "customize",
    "env",
    "error",
    "exit",
    "for",
    "install",
    "range",
    "shell's",
    "terminal",
    "the",
    "this",
    "try",
    "var",
}


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
    """The scan itself works."""
    assert english_in("Usage: x [OPTIONS]. Try --help. This option is required.") >= {
        "usage",
        "options",
        "try",
    }


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


@pytest.fixture
def desk(tmp_path: Path, run: Run) -> Path:
    """Make a folder with the files that the examples name."""
    shutil.copy(DATASET, tmp_path / "eigen.yaml")
    claims = [json.loads(line) for line in run("bronnen", "kamerbrief-2022-11-04", "-f", "jsonl").lines]
    pages: dict[int, list[str]] = {}
    for claim in claims:
        pages.setdefault(claim["pagina"] or 1, []).append(claim["fragment"] or "")
    text = "\f".join("\n\n".join(pages.get(page, [])) for page in range(1, max(pages) + 1))
    (tmp_path / "brief.txt").write_text(text, encoding="utf-8")
    (tmp_path / "vraag.sql").write_text("SELECT naam, bedrag FROM bedragen WHERE jaar = :jaar")
    keep_versions(tmp_path)
    shutil.copy(LETTERS / "kamerbrief-2026.pdf", tmp_path / "brief.pdf")
    (tmp_path / "bronnen").mkdir()
    (tmp_path / "bronnen" / "kamerbrief-2022-11-04.txt").write_text(text, encoding="utf-8")
    return tmp_path


def keep_versions(folder: Path) -> None:
    """Keep two versions of `data/knooppunten.yaml` with git, as far as it is there."""
    (folder / "data").mkdir()
    text = DATASET.read_text(encoding="utf-8")
    for version in (text.replace("bedrag: 16500000", "bedrag: 16000000"), text):
        (folder / "data" / "knooppunten.yaml").write_text(version, encoding="utf-8")
        if shutil.which("git"):
            steps = "git init -q && git add data && git -c user.name=x -c user.email=x@y.nl commit -qm x"
            subprocess.run(["sh", "-c", steps], cwd=folder, env=environment(folder), check=True)


@pytest.mark.parametrize("name", HELPS)
def test_examples_run(name: str, run: Run, desk: Path) -> None:
    """Each example of a help exits 0, each part of a pipe as well; `--streng` may answer with its 1."""
    for example in examples(name, run):
        if "git " in example and not shutil.which("git"):
            continue
        if example.startswith("knooppunt"):
            code, out, err = in_shell(example, desk)
        elif shutil.which(example.split()[0]):
            in_shell("knooppunt schema -o knooppunten.schema.json", desk)
            code, out, err = in_shell(example, desk)
        else:
            continue  # another program, which is not installed here
        assert code == 0 or (code == 1 and "--streng" in example), (example, out, err)
        assert "Fout:" not in err


def in_shell(example: str, folder: Path) -> tuple[int, str, str]:
    own = folder / "bin"
    own.mkdir(exist_ok=True)
    (own / "knooppunt").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m ondermijning "$@"\n')
    (own / "knooppunt").chmod(0o755)
    env = environment(folder)
    env |= {"PATH": f"{own}:{env['PATH']}", "PYTHONPATH": str(DATASET.parents[1])}
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", example], cwd=folder, env=env, capture_output=True, text=True
    )
    return done.returncode, done.stdout, done.stderr


ERRORS = {
    "lst": "onbekend commando 'lst'. Bedoelde u 'list' of 'lijst'?",
    "xyzzy": "onbekend commando 'xyzzy'.",
    "--dat": "onbekende optie --dat. Bedoelde u --data?",
    "list --strukt": "onbekende optie --strukt. Bedoelde u --structureel?",
    "list -q": "onbekende optie -q.",
    "list a b": "dit commando kan niets met a b. Kies met een optie (zie --help);",
    "kengetallen a b": "dit commando kan niets met b.",
    "toon": "argument KNOOPPUNT ontbreekt.",
    "list --jaar": "achter optie --jaar hoort een waarde.",
    "--data": "achter optie --data hoort een waarde.",
    "list --kaal=ja": "optie --kaal krijgt geen waarde.",
    "list --jaar abc": "ongeldige waarde voor --jaar: 'abc' is geen geheel getal; schrijf alleen cijfers.",
    "list --jaar 3": "ongeldige waarde voor --jaar: 3 valt buiten de grenzen: 1900 tot en met 2200.",
    "list --min veel": "ongeldige waarde voor --min: 'veel' is geen bedrag in hele euro's.",
    "list --type haven": "ongeldige waarde voor --type: type knooppunt 'haven' staat niet in de dataset.",
    "totaal --per maand": "ongeldige waarde voor --per: groeperen per 'maand' kan niet.",
    "list -f xml": "formaat 'xml' kan hier niet.",
    "list -f csv --json": "kies één van --formaat, --json en --kaal.",
    "list --velden nam": "onbekend veld 'nam'. Bedoelde u naam?",
    "toon haven-roterdam": "knooppunt 'haven-roterdam' staat niet in de dataset. Bedoelde u haven-rotterdam?",
    "list --partner duane": "partner 'duane' staat niet in de dataset. Bedoelde u douane?",
    "bronnen spook": "bron 'spook' staat niet in de dataset.",
    "verschil": "argument OUD ontbreekt.",
    "verschil a.yaml b.yaml --data c.yaml": "geef de nieuwe dataset één keer op: als NIEUW, of met --data.",
    "verschil - /dev/stdin": "u geeft dezelfde invoer twee keer op (- en /dev/stdin),",
    "nieuw": "argument BESTAND ontbreekt.",
    "nieuw -": "geef een bestand op; /dev/stdout is de standaarduitvoer.",
    "controleer --brontekst x": "achter --brontekst hoort BRON=BESTAND, niet 'x'.",
    "sql": "stel een vraag, of vraag met --tabellen welke tabellen er zijn.",
    "sql x --waarde y": "achter --waarde hoort naam=waarde, niet 'y'",
    "list -o x.zip": "'x.zip' heeft geen bekende extensie",
}


@pytest.mark.parametrize("words", ERRORS)
def test_usage_error_is_dutch(words: str, run: Run, terminal: Terminal) -> None:
    """An error is a Dutch sentence, the usage, and the way to the help; exit 2, nothing answered."""
    piped = run(*words.split())
    assert (piped.code, piped.out) == (2, "")
    error, usage, way = piped.err.splitlines()
    assert error.startswith(f"Fout: {ERRORS[words]}")
    assert usage.startswith("Gebruik: knooppunt")
    assert re.fullmatch(r"Uitleg: knooppunt( \w+)? --help", way)
    assert english_in(piped.err.replace(words, "")) == set()
    shown = terminal(*words.split())
    assert (shown.code, re.sub(r"\x1b\[[0-9;]*m", "", shown.out).split()) == (2, piped.err.split())


def test_without_words_is_the_overview(run: Run) -> None:
    """`knooppunt` alone says what it is for and the three calls to begin with, and exits 0."""
    code, out, err = run()
    assert (code, err) == (0, "")
    first = re.findall(r"^  knooppunt (\w+)", out, re.MULTILINE)
    assert first == ["list", "totaal", "toon"]
    assert "knooppunt --help" in out
    assert english_in(out) == set()
    assert max(map(len, run(env={"COLUMNS": "40"}).lines)) <= 40


def calls() -> Iterator[list[str]]:
    yield shlex.split("toon haven-rotterdam --json")
    yield shlex.split("toon --json haven-rotterdam")


def test_options_stand_before_and_behind_arguments(run: Run) -> None:
    """The order of options and arguments does not matter."""
    first, second = (run(*words) for words in calls())
    assert first == second
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
        assert "\x1b[1m" not in terminal(*words, "--geen-kleur").out.replace("\x1b[1;31m", "\x1b[1m")
        plain = terminal(*words, env={"NO_COLOR": "1"}).out
        assert "\x1b[1" not in plain
    assert "\x1b[1" in terminal("list", "--kleur", env={"NO_COLOR": "1"}).out


@pytest.mark.parametrize("env", [{"LANG": "C"}, {"LC_ALL": "C"}, {"PYTHONIOENCODING": "ascii"}])
def test_ascii_output_is_readable(env: dict[str, str], run: Run) -> None:
    """Help, overview and errors are ASCII where the output takes no more."""
    for words in ("", "list --help", "list -f csv --json"):
        done = run(*words.split(), env=env)
        assert (done.out + done.err).isascii()
        assert "Traceback" not in done.err
        assert done.out.count("?") == run(*words.split()).out.count("?")  # no letter became one


@pytest.mark.parametrize(
    ("env", "shown"),
    [
        ({"LANG": ""}, True),
        ({"LANG": "C"}, False),
        ({"LANG": "POSIX"}, False),
        ({"LANG": "nl_NL.UTF-8"}, True),
        ({"LANG": "C", "LC_CTYPE": "C.UTF-8"}, True),
        ({"LANG": "C", "LC_ALL": "C.UTF-8"}, True),
        ({"LC_ALL": "C"}, False),
        ({"LC_ALL": "C", "LC_CTYPE": "C.UTF-8"}, False),
        ({"LC_ALL": "C", "PYTHONUTF8": "0"}, False),
        ({"LANG": "C", "PYTHONUTF8": "1"}, True),
        ({"LC_ALL": "C", "PYTHONUTF8": "1"}, True),
        ({"LC_ALL": "C", "PYTHONIOENCODING": "utf-8"}, True),
        ({"LANG": "C", "PYTHONIOENCODING": "utf-8:replace"}, True),
        ({"LANG": "C", "PYTHONIOENCODING": ":replace"}, False),
        ({"PYTHONIOENCODING": "ascii"}, False),
        ({"LANG": "C", "LC_CTYPE": "C.UTF-8", "PYTHONIOENCODING": "latin-1"}, False),
    ],
    ids=str,
)
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
