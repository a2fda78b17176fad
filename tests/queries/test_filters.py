"""What filters choose where chance seldom tries them."""

import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT, Run, asked, environment
from documents import hub, once, write, yearly


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    """Write a dataset with a knooppunt of each kind of money, and one of both."""
    rising, amount = yearly(5, oplopend=True), once(2021, 3)
    return write(tmp_path, hub("beide", rising, amount), hub("elk-jaar", rising), hub("eens", amount))


def test_both_kinds_choose_the_knooppunten_that_have_both(run: Run, dataset: Path) -> None:
    both = ("--structureel", "--eenmalig", "--data", dataset)
    assert run("list", "--kaal", *both).lines == ["beide"]
    posts = asked(run, "totaal", *both)["posten"]
    assert [(post["soort"], post["bedrag"]) for post in posts] == [("structureel", 5), ("eenmalig", 3)]


def test_years_count_together_only_where_there_are_more(run: Run, dataset: Path) -> None:
    assert "Eenmalig: 2021." in run("list", "-f", "md", "--data", dataset).out


@pytest.mark.parametrize("call", ["list", "totaal --structureel", "totaal", "totaal --per bron"])
def test_a_rising_amount_is_named_once(call: str, run: Run, dataset: Path) -> None:
    shown = run(*call.split(), "-f", "md", "--data", dataset).out
    assert shown.count("Oplopend: van Beide en Elk Jaar staat hier het eindbedrag;") == 1


def test_that_an_amount_counts_at_its_first_source_is_said_everywhere(run: Run) -> None:
    """For what all money of one source is, is another question."""
    call = ("totaal", "--structureel", "--per", "bron")
    document = asked(run, *call)
    assert document["per"] == "eerste bron"
    (first,) = [post["bedrag"] for post in document["posten"] if post["groep"] == "government-2022-11-04"]
    of_it = int(run("totaal", "--structureel", "--bron", "government-2022-11-04", "--kaal").out)
    assert (first, of_it) == (3_500_000, 24_000_000)
    said = "dan telt het één keer mee: bij de bron die de dataset als eerste noemt."
    assert said in run(*call, "-f", "md").out
    assert said in run(*call, "--kaal", "--velden", "bedrag").err
    help_ = " ".join(run("totaal", "--help").out.split())
    assert "Met --per bron telt een bedrag uit meerdere bronnen alleen mee bij de eerste." in help_


@pytest.mark.parametrize("per", ["knooppunt", "type", "jaar"])
def test_the_object_says_what_a_row_is_of(per: str, run: Run) -> None:
    for kind in ("--structureel", "--eenmalig"):
        assert asked(run, "totaal", kind, "--per", per)["per"] == per
    assert asked(run, "totaal")["per"] == "jaar"


COUNTED = """
import sys

def count(frame, event, argument):
    if event == "call" and frame.f_code.co_name in ("filter_of", "_chosen"):
        sys.stderr.write("looked up\\n")

sys.setprofile(count)
from ondermijning.cli.main import main
main()
"""


@pytest.mark.parametrize("call", ["list", "totaal", "meerjaren", "bedragen", "beweringen", "rapport"])
def test_conditions_are_looked_up_once(call: str, home: Path) -> None:
    words = [sys.executable, "-c", COUNTED, call, "--bron", "nrc-2021-05-14"]
    done = subprocess.run(words, env=environment(home), cwd=ROOT, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "looked up\n")
