"""Tests of Tab: what the program answers, and what bash, zsh and fish make of it at a keyboard."""

import os
import re
import shlex
import shutil
import sys
from collections.abc import Callable, Iterator
from operator import attrgetter
from pathlib import Path

import pytest
from conftest import DATASET, FORKER, ROOT, Answer, Run, Write, edited, environment, examples, started
from keyboard import PROMPT, Keyboard

from ondermijning.cli import commands
from ondermijning.cli.call import Command

Ask = Callable[..., list[str]]

HARM = [
    "$(touch geraakt)", "`touch geraakt`", "'; touch geraakt; '", '"$(touch geraakt)"', ";touch geraakt",
    " & touch geraakt", "\\x", "*", "{a,b}", "#k", "<geraakt", ">geraakt", "(n)", "'n", "%p[q]", " Helder",
]  # fmt: skip
NASTY = [f"q{chr(ord('a') + number)}{harm}" for number, harm in enumerate(HARM)]
"""Names of places that a shell could take for code, or for more than one word; each starts its own way."""


@pytest.fixture
def ask(run: Run) -> Ask:
    """Ask what fits behind a line, as a shell does; the first line of the answer is the mode."""

    def call(line: str, shell: str = "fish", **env: str) -> list[str]:
        code, out, err = run(
            stdin=b"never read",
            env={"_KNOOPPUNT_COMPLETE": f"complete_{shell}", "_KNOOPPUNT_LINE": line, **env},
        )
        assert (code, err) == (0, "")
        return out.splitlines()

    return call


@pytest.fixture
def nasty(write: Write) -> Path:
    """Make a dataset whose places would do harm if a shell ran them."""
    places = ", ".join("'" + name.replace("'", "''") + "'" for name in NASTY)
    return write(edited(("plaatsen: [Rotterdam]", f"plaatsen: [{places}]")))


WORDS = {
    "tot": "totaal\tHoeveel geld",
    "--vers": "--version\tToon de versie en stop.",
    "--install": "--install-completion\tLaat",
    "--install-completion z": "zsh",
    "list --sorteer na": "naam",
    "list --omg": "--omgekeerd\t",
    "list -f js": "json\téén JSON-document",
    "list --type zee": "zeehaven",
    "list --type=zee": "--type=zeehaven",
    "list --bron kamerbrief-2022": "kamerbrief-2022-11-04\t",
    "lijst --velden opl": "oplopend",
    "list --velden id,opl": "id,oplopend",
    "list --plaats Ams": "Amsterdam",
    "list --plaats 'Ams": "Amsterdam",
    "list --jaar 202": "2021",
    "totaal --per kn": "knooppunt",
    "toon haven-r": "haven-rotterdam\tHaven Rotterdam",
    "toon rott": "rotterdam\tHaven Rotterdam",
    "list --partner dou": "douane\tDouane",
    "list --partner kma": "kmar\tKoninklijke Marechaussee (KMar)",
    "list --thema barr": "barrierevorming\tBarrièrevorming",
    "bronnen kamerbrief-2022": "kamerbrief-2022-11-04\t",
    "controleer --brontekst kamerbrief-2022": "kamerbrief-2022-11-04=\t",
    "controleer --streng --behalve zonder-b": "zonder-bedrag\teen knooppunt zonder bekend bedrag",
    "KNOOPPUNT_DATA=x knooppunt toon haven-r": "haven-rotterdam\tHaven Rotterdam",
}


@pytest.mark.parametrize("line", WORDS)
def test_every_kind_of_word_completes(line: str, ask: Ask) -> None:
    """Commands, options, formats, fields, ids, aliases, years, types, places and groups."""
    whole = line if line.startswith("KNOOPPUNT_DATA") else f"knooppunt {line}"
    mode, *offers = ask(whole)
    assert mode == ("verder" if "--velden" in line or "--brontekst" in line else "woorden")
    assert any(offer.startswith(WORDS[line]) for offer in offers), offers
    typed = line.split()[-1].strip("'")
    assert all(offer.startswith(typed) for offer in offers)


@pytest.mark.parametrize(("line", "whole"), [
    ("list --plaats ams", "Amsterdam"), ("list --plaats ijm", "IJmuiden"), ("toon Schi", "schiphol"),
    ("list --thema Barriè", "barrierevorming"), ("list --type Zee", "zeehaven"),
    ("list --sorteer Na", "naam"), ("list -f JSO", "json"), ("totaal --per Kn", "knooppunt"),
])  # fmt: skip
def test_case_and_accents_are_no_matter(line: str, whole: str, ask: Ask) -> None:
    """What a call takes is offered: a word is compared as `--plaats` and `--zoek` compare it."""
    assert whole in [offer.split("\t")[0] for offer in ask(f"knooppunt {line}")[1:]]


@pytest.mark.parametrize("line", [
    "--data ", "list -o ", "list --uitvoer=", "controleer ", "controleer --brontekst x=",
    "controleer --bronmap ", "schema -o a",
])  # fmt: skip
def test_files_are_left_to_the_shell(line: str, ask: Ask) -> None:
    assert ask(f"knooppunt {line}") == ["bestanden"]


def test_all_commands_are_offered_in_order(ask: Ask) -> None:
    offered = [line.split("\t")[0] for line in ask("knooppunt ")[1:]]
    assert offered == [command.name for command in commands.every()]


def test_dataset_in_use(ask: Ask, write: Write, tmp_path: Path) -> None:
    """Words come from `--data`, before or behind the command, from the variable, with a tilde too."""
    path = write(DATASET.read_text(encoding="utf-8").replace("haven-rotterdam", "haven-elders"))
    expected = ["woorden", "haven-elders\tHaven Rotterdam"]
    assert ask(f"knooppunt --data {path} toon haven-e") == expected
    assert ask(f"knooppunt toon --data {path} haven-e") == expected
    assert ask(f"knooppunt toon --data '{path}' haven-e") == expected
    assert ask("knooppunt toon haven-e", KNOOPPUNT_DATA=str(path)) == expected
    assert ask("knooppunt toon --data ~/eigen.yaml haven-e", HOME=str(tmp_path)) == expected
    assert ask("knooppunt toon haven-e") == ["woorden"]


@pytest.mark.parametrize("what", ["missing", "folder", "broken", "binary", "-"])
@pytest.mark.parametrize("line", ["toon ", "list --plaats ", "list --jaar "])
def test_dataset_that_cannot_be_read_offers_nothing(what: str, line: str, ask: Ask, tmp_path: Path) -> None:
    path = tmp_path / what
    if what == "folder":
        path.mkdir()
    elif what == "broken":
        path.write_text("knooppunten: [", encoding="utf-8")
    elif what == "binary":
        path.write_bytes(bytes(range(256)))
    data = "-" if what == "-" else str(path)
    assert ask(f"knooppunt {line}", KNOOPPUNT_DATA=data) == ["woorden"]
    assert ask(f"knooppunt --data {data} {line}") == ["woorden"]


@pytest.mark.parametrize(
    "line",
    ["", "knooppunt", "knooppunt onbekend ", "knooppunt list 'x", "knooppunt --version ", "knooppunt list \\",
     "knooppunt --show-completion toon haven-r", "knooppunt -- ", "knooppunt list --jaar x --type "],
)  # fmt: skip
@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_odd_lines_are_no_error(line: str, shell: str, ask: Ask) -> None:
    assert ask(line, shell)[:1] in ([], ["woorden"], ["bestanden"])


def test_unknown_shell_gets_nothing(ask: Ask) -> None:
    assert ask("knooppunt ", "powershell") == []


STAND_FOR = {
    "BRON=BESTAND": "nrc-2021-05-14=/dev/null",
    "BRON": "kamerbrief-2022-11-04",
    "MAP": "docs",
    "KNOOPPUNT KNOOPPUNT": "rotterdam schiphol",
    "KNOOPPUNT": "rotterdam",
}
NEEDED = {"verschil": f"verschil {DATASET}", "lees": f"lees {ROOT}/docs/voorbeeld/brief.txt"}


def fields_of(call: str, run: Run) -> set[str]:
    """Return the fields that a call takes, each of which it gives when it is asked for."""
    code, _, err = run(*shlex.split(call), "--velden", "qqqqqqqq")
    assert code == 2
    names = err.partition("Kies uit: ")[2].splitlines()[0].rstrip(".").split(", ")
    answer = run(*shlex.split(call), "--velden", ",".join(names), "-f", "tsv")
    assert (answer.code in (0, 1), answer.lines[0].split("\t")) == (True, names)
    return set(names)


@pytest.mark.parametrize(
    "command", [command for command in commands.every() if command.fields()], ids=attrgetter("name")
)
def test_fields_are_those_of_the_answers(command: Command, run: Run) -> None:
    """Each answer has the fields that are listed for it, no more and no fewer; no answer has others."""
    for words, columns in command.fields().items():
        call = NEEDED.get(command.name, f"{command.name} {words}")
        for word, example in STAND_FOR.items():
            call = call.replace(f" {word}", f" {example}")
        assert fields_of(call, run) == {column.name for column in columns}, call
    listed = {column.name for columns in command.fields().values() for column in columns}
    for call in examples(command):
        if "SELECT" not in call:  # whose fields are its own
            assert fields_of(call, run) <= listed, call


def test_every_command_says_all_of_itself() -> None:
    """What the list of commands, the help and Tab are made of."""
    for command in commands.every():
        assert all((command.summary, command.help, command.examples.strip()))
        assert commands.named(command.name) is command
    for alias, name in commands.ALIASES.items():
        assert commands.named(alias) is commands.named(name) is not None


def test_the_fields_of_a_check_against_a_text_complete(ask: Ask) -> None:
    line = "knooppunt controleer --brontekst nrc-2021-05-14=nrc.txt --velden uit"
    assert ask(line) == ["verder", "uitkomst"]


# From here on: real shells, each with a home of its own.

STARTUP = {
    "bash": (
        ".bashrc",
        f"PS1='{PROMPT}'\nbind 'set show-all-if-ambiguous on'\nbind 'set bell-style none'\n"
        "bind 'set enable-bracketed-paste off'\n",
    ),
    "zsh": (".zshrc", f"PROMPT='{PROMPT}'\nunset zle_bracketed_paste\nunsetopt banghist\n"),
    "fish": (
        ".config/fish/config.fish",
        f"function fish_prompt; printf '{PROMPT}'; end\nset -g fish_greeting\n"
        "set -g fish_autosuggestion_enabled 0\n",
    ),
}


@pytest.fixture(params=STARTUP)
def shell(request: pytest.FixtureRequest) -> str:
    name = str(request.param)
    if shutil.which(name) is None:
        pytest.skip(f"{name} is not installed here")
    return name


@pytest.fixture
def shell_environ(tmp_path: Path, home: Path) -> dict[str, str]:
    """Make an environment with an empty home, and `knooppunt` of this checkout first on the path.

    The home has a name that no shell may take for anything but a name.
    """
    own = tmp_path / "thuis in 's-Graveland $HOME `touch geraakt`"
    folder = tmp_path / "bin"
    own.mkdir()
    folder.mkdir()
    program = folder / "knooppunt"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m ondermijning "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    path = f"{folder}:{os.environ['PATH']}"
    return environment(home, {"HOME": str(own), "PATH": path, "PYTHONPATH": str(ROOT)})


def call_in(shell: str, words: str, environ: dict[str, str]) -> Answer:
    """Run a line in a shell that does not replace itself by the program, whose shell it is."""
    return started([shell, "-c", f"{words}; exit {'$status' if shell == 'fish' else '$?'}"], environ)


def files_in(folder: Path) -> set[str]:
    found = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
    return {name for name in found if not name.startswith(".local/share/fish")}


@pytest.fixture
def keyboard(shell: str, shell_environ: dict[str, str]) -> Iterator[Keyboard]:
    """Start a shell with completion installed as a person does it."""
    assert call_in(shell, "knooppunt --install-completion", shell_environ).code == 0
    name, text = STARTUP[shell]
    startup = Path(shell_environ["HOME"], name)
    startup.parent.mkdir(parents=True, exist_ok=True)
    with startup.open("a", encoding="utf-8") as file:
        file.write(text)
    FORKER.program(Path(shell_environ["PATH"].partition(":")[0], "knooppunt"))
    with Keyboard([shell, "-i"], shell_environ) as keyboard:
        yield keyboard


def test_install_touches_only_what_it_names(shell: str, shell_environ: dict[str, str]) -> None:
    """Installing, even twice, says in Dutch what it wrote, and keeps a start-up file as it was."""
    home = Path(shell_environ["HOME"])
    startup = {"bash": ".bashrc", "zsh": ".zshrc"}.get(shell)
    if startup:
        (home / startup).write_bytes(b"# caf\xe9, no end of line")
    first = call_in(shell, "knooppunt --install-completion", shell_environ)
    kept = {name: (home / name).read_bytes() for name in files_in(home)}
    second = call_in(shell, "knooppunt --install-completion", shell_environ)
    assert (first.code, first.err, second.code, second.err) == (0, "", 0, "")
    assert first.out.startswith(f"Aanvullen met Tab staat klaar voor {shell}, in {home}/")
    assert all(str(home / name) in first.out for name in kept)
    assert {name: (home / name).read_bytes() for name in files_in(home)} == kept
    if startup:
        old, new, rest = kept[startup].split(b"\n", 2)
        assert (old, new != b"", rest) == (b"# caf\xe9, no end of line", True, b"")


def test_show_is_what_install_keeps(shell: str, shell_environ: dict[str, str]) -> None:
    home = Path(shell_environ["HOME"])
    shown = call_in(shell, "knooppunt --show-completion", shell_environ).out
    assert files_in(home) == set()
    call_in(shell, "knooppunt --install-completion", shell_environ)
    assert shown in [(home / name).read_text(encoding="utf-8") for name in files_in(home)]


@pytest.mark.parametrize(
    ("shell", "named"), [("bash", "zsh"), ("zsh", "/usr/bin/zsh"), ("fish", "ZSH")], indirect=["shell"]
)
def test_a_shell_that_is_named_is_the_one(named: str, shell: str, shell_environ: dict[str, str]) -> None:
    """Whatever shell it is typed in, and whether or not it comes with its path, as $SHELL has it."""
    home = Path(shell_environ["HOME"])
    assert "#compdef" in call_in(shell, f"knooppunt --show-completion {named}", shell_environ).out
    done = call_in(shell, f"knooppunt --install-completion {named}", shell_environ)
    assert done.out.startswith(f"Aanvullen met Tab staat klaar voor zsh, in {home}/.zfunc/_knooppunt.\n")
    assert files_in(home) == {".zfunc/_knooppunt", ".zshrc"}


def test_what_is_named_is_a_shell(run: Run) -> None:
    for words in (["--install-completion", "list"], ["--show-completion=csh"]):
        code, out, err = run(*words)
        assert (code, out) == (2, "")
        assert "aanvullen met Tab kan niet in " in err
        assert "zsh" in err


@pytest.mark.parametrize("option", ["--install-completion", "--show-completion"])
def test_another_shell_is_an_error(option: str, shell_environ: dict[str, str]) -> None:
    done = call_in("sh", f"knooppunt {option}", shell_environ)
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("Fout: aanvullen met Tab kan alleen in bash, zsh of fish; uw shell ")
    assert done.err.endswith(": --install-completion bash.\n")
    assert call_in("sh", f"knooppunt {option} bash", shell_environ).code == 0


def test_home_that_cannot_be_written(shell_environ: dict[str, str]) -> None:
    shell_environ["HOME"] = __file__  # no folder
    done = call_in("bash", "knooppunt --install-completion", shell_environ)
    assert (done.code, done.out) == (1, "")
    assert done.err.endswith("schrijven mislukt: de map bestaat niet.\n")


def test_a_start_up_file_that_is_a_link_stays_one(shell: str, shell_environ: dict[str, str]) -> None:
    """As people have it who keep their start-up files elsewhere; the script too."""
    home = Path(shell_environ["HOME"])
    assert call_in(shell, "knooppunt --install-completion", shell_environ).code == 0
    elsewhere = home.with_name("elders")
    elsewhere.mkdir()
    links = [home / name for name in files_in(home)]
    for link in links:
        link.rename(elsewhere / link.name)
        link.symlink_to(elsewhere / link.name)
        link.write_text("")
    assert call_in(shell, "knooppunt --install-completion", shell_environ).code == 0
    assert all(link.is_symlink() and link.read_text() for link in links)


def become_nobody() -> None:
    """Become a user without an entry in the list of users; the rights stay, to read this Python."""
    os.setresuid(54321, 0, 0)


@pytest.mark.parametrize("home", [None, "thuis"])
def test_no_home_is_said(home: str | None, tmp_path: Path) -> None:
    """Neither the environment nor the list of users knows one; or what it says depends on where one is."""
    if home is None and os.getuid() != 0:
        pytest.skip("only root can become a user without an entry")
    environ = environment(tmp_path, {"PYTHONPATH": str(DATASET.parents[1])}) | {"HOME": home or ""}
    if home is None:
        del environ["HOME"]
    line = f'"{sys.executable}" -m ondermijning --install-completion; exit $?'
    limit = None if home else become_nobody
    answer = started(["bash", "-p", "-c", line], environ, cwd=tmp_path, preexec_fn=limit)
    expected = "Fout: uw thuismap is niet te vinden; zet het volledige pad ervan in HOME.\n"
    assert answer == (1, "", expected)
    assert list(tmp_path.iterdir()) == []


def test_tab_completes(keyboard: Keyboard, shell: str) -> None:
    """Commands, options, values behind `=`, lists of fields and aliases complete at a press of Tab."""
    assert "bronnen" in keyboard.press("knooppunt bro\t", "bronnen")
    for typed, whole in {
        "knooppunt toon sch\t": "toon schiphol ",
        "knooppunt list --pl\t": "--plaats ",
        "knooppunt list --type=zee\t": "--type=zeehaven ",
        "knooppunt list --velden id,na\t": "--velden id,naam",
        "knooppunt list --plaats ijm\t": "IJmuiden ",
    }.items():
        keyboard.press("\x15" + typed, whole)
    shown = keyboard.press("\x15knooppunt toon haven\t", "havens-zeeland")
    assert ("Haven Rotterdam" in shown) is (shell != "bash")  # bash shows no descriptions


def test_tab_completes_files(keyboard: Keyboard, shell_environ: dict[str, str]) -> None:
    Path(shell_environ["HOME"], "eigen.yaml").write_text("")
    keyboard.press("knooppunt --data ei\t", "--data eigen.yaml")
    keyboard.press("\x15knooppunt controleer --brontekst x=ei\t", "x=eigen.yaml")
    keyboard.press("\x15knooppunt list -o ei\t", "-o eigen.yaml")
    keyboard.press("\x15knooppunt list > ei\t", "> eigen.yaml")
    keyboard.press("\x15knooppunt sql - <ei\t", "<eigen.yaml")


def test_tab_with_a_broken_dataset_does_nothing(keyboard: Keyboard, shell_environ: dict[str, str]) -> None:
    Path(shell_environ["HOME"], "stuk.yaml").write_text("knooppunten: [")
    shown = keyboard.press("knooppunt --data stuk.yaml toon s\t#einde", "#einde")
    assert "toon s#einde" in shown


def test_no_place_is_run_as_code(keyboard: Keyboard, shell_environ: dict[str, str], nasty: Path) -> None:
    home = Path(shell_environ["HOME"])
    shutil.copy(nasty, home / "k.yaml")
    for name in NASTY:
        keyboard.press(f"knooppunt list --data k.yaml --kaal --plaats {name[:2]}\t\r", "\nhaven-rotterdam\n")
    keyboard.press("knooppunt list --data k.yaml --plaats \t\t", "Helder")
    assert not (home / "geraakt").exists()


BREAKS = [
    "Kaap: noord", "Kade=oost", "Kust@zee", "Kreek>hoog", "Kolk<laag", "Kil&ko", "Kom;punt", "Kamp(oud)",
    "Kop 'n kont",
]  # fmt: skip
"""Names with each sign at which a shell breaks words, but the one that no place may hold: `|`."""


@pytest.mark.parametrize("breaks", ["all", "fewer"])
def test_a_place_completes_from_a_sign_at_which_the_shell_breaks_words(
    breaks: str, keyboard: Keyboard, shell: str, shell_environ: dict[str, str]
) -> None:
    """What was typed stands there once: escaped, and in quotes; also where bash is told to break at less."""
    if breaks == "fewer":
        if shell != "bash":
            pytest.skip(f"{shell} is not told where it breaks words")
        keyboard.press("COMP_WORDBREAKS=${COMP_WORDBREAKS//[:=@]}\r", PROMPT)
    places = ", ".join(f'"{name}"' for name in BREAKS)
    text = edited(("plaatsen: [Rotterdam]", f"plaatsen: [{places}]"))
    Path(shell_environ["HOME"], "k.yaml").write_text(text, encoding="utf-8")
    for name in BREAKS:
        start = name[: re.search(r"\W", name).end()]  # type: ignore[union-attr]  # each has one
        for typed in (re.sub(r"([^\w:=@])", r"\\\1", start), f'"{start}'):
            keyboard.press(f"knooppunt list --data k.yaml --kaal --plaats {typed}\t\r", "\nhaven-rotterdam\n")


@pytest.mark.parametrize("quote", ["'", '"'])
def test_no_place_ends_its_quotes(
    quote: str, keyboard: Keyboard, shell_environ: dict[str, str], nasty: Path
) -> None:
    """Within quotes that the person opened, a name is no code either, and stays one word."""
    home = Path(shell_environ["HOME"])
    shutil.copy(nasty, home / "k.yaml")
    start = f"knooppunt list --data k.yaml --kaal --plaats {quote}"
    keyboard.press(f"{start}{NASTY[-1][:2]}\t\r", "\nhaven-rotterdam\n")
    for name in NASTY[:-1]:
        keyboard.press(f"{start}{name[:2]}\t\r", "\n")
        keyboard.press("\x03\r", PROMPT)
    assert not (home / "geraakt").exists()
