"""How a call ends: its verdict is its exit, whoever reads, and no word of Python is ever seen."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from itertools import cycle
from pathlib import Path

import pytest
from conftest import DATASET, Answer, Run, Terminal, bash, command, environment
from forking import HANGS
from test_commands import OWN

LETTER = "kamerbrief-2022-11-04"
UNSOUND = OWN.replace("bedrag: 7,", "bedrag: '€ zeven',")
NOT_UTF_8 = os.fsdecode(b"a\xff\xc3")


def nobody() -> int:
    """Return the end of a pipe that nobody reads."""
    theirs, ours = os.pipe()
    os.close(theirs)
    return ours


def full() -> int:
    return os.open("/dev/full", os.O_WRONLY)


Place = Callable[[], int] | None
"""What opens the place that a stream goes to; None: the stream is closed."""

PLACES: list[Place] = [nobody, full, None]


@pytest.fixture
def call(home: Path, tmp_path: Path) -> Callable[..., Answer]:
    """Run a call in a folder with an unsound dataset, with output that is no pipe to us."""
    (tmp_path / "fout.yaml").write_text(UNSOUND, encoding="utf-8")
    (tmp_path / "leeg.txt").write_text("Hier staat niets van.")

    def run_with(words: str, **places: Place) -> Answer:
        closed = " ".join(f"{CLOSED[name]}>&-" for name, place in places.items() if place is None)
        opened = {name: place() for name, place in places.items() if place is not None}
        answer = bash(f'exec "$@" {closed}', home, *words.split(), cwd=tmp_path, **opened)
        for place in opened.values():
            os.close(place)
        return answer

    return run_with


CLOSED = {"stdout": "1", "stderr": "2"}

VERDICTS = {
    "list": 0, "--help": 0, "--version": 0, "schema": 0, "controleer": 0, "aansluiting --streng": 1,
    "controleer fout.yaml": 1, "controleer fout.yaml --json": 1, "controleer --streng": 1,
    f"controleer --brontekst {LETTER}=leeg.txt": 1,
}  # fmt: skip


TOLD = {"aansluiting --streng": "Niet elk totaal sluit: "}
"""How what standard error says starts, of a verdict that is told there."""


def is_told(words: str, said: str) -> bool:
    return said.startswith(TOLD[words]) and said.count("\n") == 1 if words in TOLD else not said


@pytest.mark.parametrize("words", VERDICTS)
def test_the_verdict_stands_when_nobody_reads_the_answer(call: Callable[..., Answer], words: str) -> None:
    code, out, err = call(words, stdout=nobody)
    assert (code, out) == (VERDICTS[words], "")
    assert is_told(words, err)


@pytest.mark.usefixtures("call")
@pytest.mark.parametrize("words", ["controleer fout.yaml", "aansluiting --streng"])
def test_the_verdict_stands_when_the_reader_leaves_early(tmp_path: Path, home: Path, words: str) -> None:
    line = '"$@" | head -1; exit ${PIPESTATUS[0]}'
    code, out, err = bash(line, home, *words.split(), cwd=tmp_path)
    assert (code, out.count("\n")) == (1, 1)
    assert is_told(words, err)


ASIDES = {
    "totaal --structureel --jaar 2023 --kaal": (0, "13000000\n"), "list --zoek bestaat-niet --kaal": (0, ""),
    "toon haven-rotterdm": (2, ""), "list --nietbestaand": (2, ""), "list --data /bestaat/niet": (1, ""),
    "list --data fout.yaml": (1, ""),
}  # fmt: skip


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("words", ASIDES)
def test_what_nobody_hears_changes_no_answer_and_no_exit(
    call: Callable[..., Answer], words: str, place: Place
) -> None:
    code, out = ASIDES[words]
    assert call(words, stderr=place) == (code, out, "")


@pytest.mark.parametrize("words", ["list", "", "--help", "--version", "schema", "controleer"])
def test_an_answer_for_which_there_is_no_room_is_exit_1_with_the_reason(
    call: Callable[..., Answer], words: str
) -> None:
    code, out, err = call(words, stdout=full)
    why = "Fout: schrijven naar de standaarduitvoer mislukt: de schijf is vol.\n"
    assert (code, out, err) == (1, "", why)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("words", ["list", "toon spook", "controleer fout.yaml"])
def test_with_both_outputs_gone_the_exit_is_all_that_is_left(
    call: Callable[..., Answer], words: str, place: Place
) -> None:
    expected = {"list": 0 if place is nobody else 1, "toon spook": 2, "controleer fout.yaml": 1}
    assert call(words, stdout=place, stderr=place) == (expected[words], "", "")


# ── Words that are no UTF-8 ───────────────────────────────────────────────────────────────────────

OPTIONS = "zoek plaats type partner thema bron min max jaar velden sorteer formaat"
TEXTS = ["", "toon", "partners", "themas", "bronnen", "list", "totaal --per", "controleer --brontekst"]
TEXTS += [f"list --{name}" for name in OPTIONS.split()]


@pytest.mark.parametrize("words", TEXTS)
def test_a_word_that_is_no_utf_8_is_a_call_that_is_off(run: Run, words: str) -> None:
    last = f"{NOT_UTF_8}={DATASET}" if "--brontekst" in words else NOT_UTF_8
    answer = run(*words.split(), last)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith("Fout: ")
    assert r"a\udcff\udcc3" in answer.err
    assert "Traceback" not in answer.err


def test_a_file_may_have_any_name(run: Run, tmp_path: Path) -> None:
    data = tmp_path / f"{NOT_UTF_8}.yaml"
    data.write_bytes(DATASET.read_bytes())
    answer = tmp_path / f"{NOT_UTF_8}.json"
    assert run("list", "--data", data, "-o", answer) == (0, "", "")
    assert answer.read_text() == run("list", "--json").out
    assert run("list", "--kaal", env={"KNOOPPUNT_DATA": str(data)}) == run("list", "--kaal")
    assert run("schema", "-o", tmp_path / NOT_UTF_8) == (0, "", "")
    assert rf"{tmp_path}/a\udcff\udcc3.yaml:" in run("controleer", data).out
    text = tmp_path / f"{NOT_UTF_8}.txt"
    text.write_text("Hier staat niets van.")
    assert run("controleer", "--kaal", "--brontekst", f"{LETTER}={text}").code == 1
    for words in (["list", "--data"], ["controleer"], ["controleer", "--brontekst"]):
        gone = f"{LETTER}={text}.weg" if "--brontekst" in words else f"{text}.weg"
        code, out, err = run(*words, gone)
        assert (code, out) == (1, "")
        assert r"a\udcff\udcc3.txt.weg: dit bestand bestaat niet" in err


# ── Signals ───────────────────────────────────────────────────────────────────────────────────────

# Runs the program with a signal at the moment that the so-manieth function is called, or at none.
ENDED_AT = """
import os, runpy, signal, sys
way, moment, number, handler = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
signal.signal(number, getattr(signal, handler))
calls = 0
def count(frame, event, arg):
    global calls
    if event == "call":
        calls += 1
        if calls == moment:
            sys.setprofile(None)
            os.kill(os.getpid(), number)
leave = os._exit
def leaving(code):
    global moment
    if moment == -1:
        moment = None
        os.kill(os.getpid(), number)
    elif moment == 0:
        os.write(2, str(calls).encode())
    leave(code)
os._exit = leaving
sys.argv = ["knooppunt", *sys.argv[5:]]
if way == "module":
    sys.setprofile(count)
    runpy.run_module("ondermijning", run_name="__main__")
else:
    from ondermijning.cli.main import start
    sys.setprofile(count)
    sys.exit(start())
"""
LEAVING = -1
MOMENTS = 12


USUAL = {signal.SIGINT: "default_int_handler", signal.SIGTERM: "SIG_DFL", signal.SIGHUP: "SIG_DFL"}
"""The signals that end a call, and what Python does at each when it starts."""


def ended(
    home: Path, way: str, moment: int, number: signal.Signals = signal.SIGINT, handler: str = ""
) -> subprocess.CompletedProcess[bytes]:
    """Run a call that reads the whole dataset and draws a table, and end it."""
    how = [way, str(moment), str(int(number)), handler or USUAL[number]]
    words = [sys.executable, "-c", ENDED_AT, *how, "list", "-f", "tabel"]
    env = environment(home, {"XDG_CACHE_HOME": __file__, "PYTHONPATH": str(DATASET.parents[1])})
    return subprocess.run(words, env=env, capture_output=True, timeout=HANGS)


@pytest.mark.parametrize("way", ["module", "script"])
def test_a_signal_at_any_moment_ends_it_without_a_word_of_python(home: Path, way: str) -> None:
    whole = ended(home, way, 0)
    calls = int(whole.stderr)
    assert (whole.returncode, whole.stdout.count(b"16,5 mln")) == (0, 1)
    moments = [*range(calls // MOMENTS // 2, calls, calls // MOMENTS), *[LEAVING] * len(USUAL)]
    for moment, number in zip(moments, cycle(USUAL), strict=False):
        done = ended(home, way, moment, number)
        assert (moment, done.returncode, done.stderr) == (moment, 128 + number, b"")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGHUP])  # as `&` and nohup do
def test_an_ignored_signal_stays_ignored(home: Path, number: signal.Signals) -> None:
    whole = ended(home, "module", 0)
    for moment in (int(whole.stderr) // 2, LEAVING):
        done = ended(home, "module", moment, number, "SIG_IGN")
        assert (done.returncode, done.stdout) == (0, whole.stdout)


def test_a_call_that_waits_for_its_input_is_interrupted(home: Path) -> None:
    words, pipe = command("list", "--data", "-"), subprocess.PIPE
    with subprocess.Popen(words, stdin=pipe, stdout=pipe, stderr=pipe, env=environment(home)) as process:
        assert process.stdin is not None
        process.stdin.write(b"#" * 10**6)  # more than the pipe holds: the program is reading
        process.stdin.flush()
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=HANGS)
        assert (process.returncode, out, err) == (130, b"", b"")


# ── The width and the letters of the screen ───────────────────────────────────────────────────────


def stripped(text: str) -> str:
    return re.sub(r"\x1b\[[0-9;]*m", "", text)


@pytest.fixture
def unsound(tmp_path: Path) -> Path:
    path = tmp_path / "een-map-met-een-lange-naam" / "eigen-dataset.yaml"
    path.parent.mkdir()
    path.write_text(UNSOUND.replace("naam: 'Kade", "naam: 'Kade € één 港口 Kade\\"), encoding="utf-8")
    return path


@pytest.mark.parametrize("columns", [40, 60])
def test_an_error_wraps_between_words_on_a_terminal_alone(
    run: Run, terminal: Terminal, unsound: Path, columns: int
) -> None:
    for words in (["toon", "haven-roterdam"], ["list", "-o", "x.zip"], ["list", "--data", str(unsound)]):
        piped = run(*words).err
        shown = stripped(terminal(*words, columns=columns).out)
        assert shown.split() == piped.split()
        assert max(map(len, piped.splitlines())) > columns
        for line in shown.splitlines():
            assert len(line) <= columns or " " not in line.strip()


def test_a_note_wraps_too(terminal: Terminal) -> None:
    lines = terminal("totaal", "--structureel", "--jaar", "2023", "--kaal", columns=40).lines
    assert len(lines) > 2
    assert max(map(len, lines)) <= 40


@pytest.mark.parametrize("columns", [40, 80])
def test_controleer_wraps_to_the_terminal(run: Run, terminal: Terminal, unsound: Path, columns: int) -> None:
    piped, shown = run("controleer", unsound).lines, terminal("controleer", unsound, columns=columns).lines
    assert len(shown) > len(piped)
    for line in shown:
        assert len(line) <= columns or " " not in line.strip()
    at = next(number for number, line in enumerate(shown) if line.rstrip().endswith("^"))
    assert shown[at - 1][shown[at].index("^") :].startswith("'€ zeven'"[:3])
    (problem,) = [line for line in piped if re.match(rf"{unsound}:\d+:\d+: ", line)]
    assert "".join(problem.split()) in "".join("".join(shown).split())


def test_an_example_in_a_help_is_whole_on_a_narrow_screen(run: Run) -> None:
    def examples(name: str, columns: int) -> list[str]:
        text = run(name, "--help", env={"COLUMNS": str(columns)}).out
        assert max(map(len, text.splitlines())) <= columns
        return [line for line in text.replace("\\\n", "").splitlines() if line.startswith("  $ ")]

    for name in ("partners", "controleer", "schema", "list"):
        wide, narrow = examples(name, 100), examples(name, 40)
        assert [line.split() for line in narrow] == [line.split() for line in wide]
        assert wide


@pytest.mark.parametrize("env", [{"LC_ALL": "C"}, {"PYTHONIOENCODING": "latin-1"}])
def test_what_is_for_people_is_ascii_where_the_locale_has_no_more(
    run: Run, unsound: Path, env: dict[str, str]
) -> None:
    found = run("controleer", unsound, env=env).lines
    assert "".join(found).isascii()
    at = next(number for number, line in enumerate(found) if line.endswith("^"))
    assert found[at - 1][found[at].index("^") :].startswith("'EUR zeven'")
    assert "EUR 16,5 mln" in run("list", "-f", "md", env=env).out
    for words in (["controleer"], ["bronnen", "-f", "md"], ["--help"], []):
        assert run(*words, env=env).out.isascii()


def test_what_is_for_programs_stays_utf_8(run: Run) -> None:
    for form in ("json", "tsv", "yaml"):
        assert "Barrièrevorming" in run("themas", "-f", form, env={"LC_ALL": "C"}).out
