"""The words of a call: what means one thing is there once, no word is empty, and there may be thousands."""

import os
import shlex
from pathlib import Path

import pytest
from conftest import DATASET, Run

from ondermijning.cli.main import run as answer
from ondermijning.cli.program import Program
from ondermijning.cli.terminal import Terminal

THOUSAND = 1_000


@pytest.fixture
def told(home: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> "Told":
    """Return a call in this process, for calls that are off before a dataset is read."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(home / "cache"))
    monkeypatch.setenv("COLUMNS", "1000")
    return Told(capfd)


class Told:
    """Calls the program, and returns the sentence with which it refuses a call."""

    def __init__(self, capfd: pytest.CaptureFixture[str]) -> None:
        self.capfd = capfd

    def __call__(self, call: str) -> str:
        code = answer(Program(), shlex.split(call), Terminal())
        out, err = self.capfd.readouterr()
        assert (code, out) == (2, ""), call
        first, usage, _ = err.splitlines()
        assert usage.startswith("Gebruik: knooppunt")
        return first.removeprefix("Fout: ")


@pytest.mark.parametrize(("call", "name"), [
    ("totaal --per type --per jaar", "--per"), ("totaal --per type --per type", "--per"),
    ("list --min 1 --min 2", "--min"), ("list --max 1 --max=2", "--max"),
    ("list --sorteer id --sorteer naam", "--sorteer"), ("list --velden id --velden naam", "--velden"),
    ("list -f json -f csv", "-f/--formaat"), ("list -f json --formaat csv", "-f/--formaat"),
    ("list -fjson --formaat=json --kaal", "-f/--formaat"), ("list -o a.csv --uitvoer b.csv", "-o/--uitvoer"),
    ("schema -o a.json -o b.json", "-o/--uitvoer"), ("toon --velden id schiphol --velden id", "--velden"),
    ("list --data a.yaml --data b.yaml", "--data"), ("--data a.yaml --data b.yaml list", "--data"),
    ("--data a.yaml list --data b.yaml", "--data"), ("--data a.yaml controleer --data a.yaml", "--data"),
])  # fmt: skip
def test_an_option_that_means_one_thing_is_there_once(told: Told, call: str, name: str) -> None:
    assert told(call) == f"geef optie {name} maar één keer."


@pytest.mark.parametrize("call", ["list --kleur --geen-kleur", "toon --kleur schiphol --geen-kleur"])
def test_an_option_is_not_beside_its_opposite(told: Told, call: str) -> None:
    assert told(call) == "kies één van --kleur en --geen-kleur."


def test_what_may_be_there_more_often(run: Run) -> None:
    flags = run("list", "--kaal", "--kaal", "--omgekeerd", "--omgekeerd", "--geen-kleur", "--geen-kleur")
    assert (flags.code, flags.err) == (0, "")
    assert flags.lines == run("list", "--kaal").lines[::-1]
    either = run("list", "--type", "veiling", "--type", "luchthaven", "--plaats", "Schiphol", "--zoek", "y")
    assert either.code == 0


@pytest.mark.parametrize(("call", "name"), [
    ("controleer ''", "BESTAND"), ("partners ''", "KNOOPPUNT"), ("themas ' '", "KNOOPPUNT"),
    ("toon ''", "KNOOPPUNT"), ("bronnen ''", "BRON"), ("--data '' list", "--data"),
    ("list --data=", "--data"), ("list --zoek ''", "--zoek"), ("list --zoek haven --zoek ' '", "--zoek"),
    ("list --plaats ''", "--plaats"), ("list --type ''", "--type"), ("list --partner ''", "--partner"),
    ("list --thema ''", "--thema"), ("list --bron ''", "--bron"), ("list --jaar ''", "--jaar"),
    ("list --min ''", "--min"), ("list --velden ''", "--velden"), ("list --sorteer ''", "--sorteer"),
    ("list -f ''", "--formaat"), ("list -o ''", "--uitvoer"), ("totaal --per ''", "--per"),
    ("controleer --brontekst ''", "--brontekst"),
])  # fmt: skip
def test_an_empty_word_means_nothing_and_is_refused(told: Told, call: str, name: str) -> None:
    """As a shell makes one of a variable that is not set: never an answer to another question."""
    way_out = " of laat de optie weg" if name.startswith("-") else ""
    assert told(call) == f"ongeldige waarde voor {name}: deze waarde is leeg; vul iets in{way_out}."


@pytest.mark.parametrize("call", ["controleer a.yaml --data b.yaml", "--data b.yaml controleer a.yaml"])
def test_a_check_is_of_one_dataset(told: Told, call: str) -> None:
    assert told(call) == "geef de dataset één keer op: als BESTAND, of met --data."


@pytest.mark.parametrize("call", [
    "controleer - --brontekst nota=-", "controleer --data - --brontekst nota=-",
    "--data - controleer --brontekst nota=-", "controleer --brontekst nota=- --brontekst gids=-",
    "controleer --brontekst nota=- --brontekst gids=/dev/stdin", "lees - --data /dev/stdin",
    "lees - --data -", "--data - lees /dev/fd/0", "lees /dev/stdin --data /proc/self/fd/0", "verschil - -",
    "sql - --data /dev/stdin",
])  # fmt: skip
def test_one_input_is_not_read_twice(told: Told, call: str) -> None:
    assert "en die is maar één keer te lezen; geef voor een van beide een bestand op." in told(call)


def test_a_pipe_by_two_names_is_one_input(told: Told, tmp_path: Path) -> None:
    fifo, link = tmp_path / "pijp", tmp_path / "wijzer"
    os.mkfifo(fifo)
    link.symlink_to(fifo)
    for call in (f"lees {fifo} --data {link}", f"verschil {fifo} {fifo}"):
        assert "u geeft dezelfde invoer twee keer op" in told(call)


def test_a_file_may_be_read_twice(run: Run) -> None:
    """Under one name, or by way of standard input as well: each reads all of it."""
    same = "Geen verschil: beide datasets zeggen hetzelfde.\n"
    assert run("verschil", DATASET, DATASET).err == same
    assert run("verschil", "-", DATASET, stdin=DATASET.read_bytes()).err == same
    assert run("lees", DATASET, "--data", DATASET).code == 0


def test_a_dataset_from_the_environment_is_standard_input_as_well(
    told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KNOOPPUNT_DATA", "-")
    assert "één keer te lezen" in told("controleer --brontekst nota=-")


def test_a_file_beats_the_environment(run: Run) -> None:
    assert run("controleer", DATASET, env={"KNOOPPUNT_DATA": "weg.yaml"}).code == 0


def test_the_help_shows_how_to_write_billions(run: Run) -> None:
    for command in ("list", "totaal"):
        assert "1,5mld" in run(command, "--help").out
    assert run("list", "--min", "1,5mld", "--kaal").out == ""


def test_thousands_of_words_are_answered(run: Run) -> None:
    """A list of ids from another program is no longer a call than a shell can make."""
    hubs = run("list", "--kaal").lines
    many = [f"woord{number}" for number in range(THOUSAND)]

    def found(option: str, words: list[str]) -> list[str]:
        answer = run("list", "--kaal", *(f"{option}={word}" for word in words))
        assert answer.code == 0, answer.err
        return answer.lines

    assert found("--zoek", [*many, "kilometer", "(sierteeltsector)"]) == ["bloemenveilingen"]
    assert found("--plaats", ["Moerdijk"] * THOUSAND) == hubs[1:2]
    assert found("--type", ["veiling"] * THOUSAND) == hubs[4:]
    assert found("--partner", ["veilingbedrijven"] * THOUSAND) == hubs[4:]
    assert found("--thema", ["afpakken"] * THOUSAND) == hubs[:1]
    assert found("--bron", ["nrc-2021-05-14"] * THOUSAND) == [hubs[0], hubs[3]]
    assert found("--jaar", ["2021", *map(str, range(1900, 2020))] * 10) == [hubs[0], hubs[3]]
    assert found("--zoek", [" ".join(["haven", "rotterdam", "douane"] * THOUSAND)]) == hubs[:1]
    assert found("--zoek", [" ".join(["rotterdam", *many])]) == []
    answer = run("totaal", "--eenmalig", "--kaal", *["--bron=nrc-2021-05-14"] * THOUSAND)
    assert (answer.code, answer.out) == (0, "6900000\n")


def test_a_word_as_long_as_a_shell_takes_is_answered_too(run: Run) -> None:
    longest = "x" * 100_000
    for words, code in ((("list", "--zoek", longest), 0), (("toon", longest), 2)):
        answer = run(*words)
        assert answer.code == code
        assert len(answer.out + answer.err) < 1_000
