"""Python's own complaints, of files left open and the like, with every warning an error: there are none.

Of databases left open only Python 3.13 and later complain.
"""

from pathlib import Path

import pytest
from conftest import DATASET, Run

STRICT = {"PYTHONDEVMODE": "1", "PYTHONWARNINGS": "error"}
TAB = {"_KNOOPPUNT_COMPLETE": "complete_bash", "_KNOOPPUNT_LINE": "knooppunt partners haven-"}


@pytest.mark.parametrize(("words", "code"), [
    ("list", 0), ("list --json", 0), ("list -f tabel", 0), ("totaal --structureel --kaal", 0),
    ("toon haven-rotterdam", 0), ("partners haven-rotterdam", 0), ("themas -f md", 0), ("bronnen", 0),
    ("aansluiting -f csv", 0), ("controleer", 0), ("controleer -f json", 0), ("--data unsound.yaml list", 1),
    ("--data missing.yaml list", 1), ("toon haven-roterdam", 2), ("lisst", 2), ("--help", 0), ("schema", 0),
])  # fmt: skip
def test_a_call_leaves_nothing_open(run: Run, tmp_path: Path, words: str, code: int) -> None:
    unsound = tmp_path / "unsound.yaml"
    unsound.write_bytes(DATASET.read_bytes().replace(b"eenmalig", b"eenmaal"))
    given = [str(unsound) if word == unsound.name else word for word in words.split()]
    for _ in range(2):  # once without a snapshot, once with
        answer = run(*given, env={**STRICT, "XDG_CACHE_HOME": str(tmp_path)})
        assert answer.code == code, answer.err
        assert "Warning" not in answer.err
        assert "Exception" not in answer.err


def test_a_press_of_tab_leaves_nothing_open(run: Run) -> None:
    answer = run(env={**STRICT, **TAB})
    assert "haven-rotterdam" in answer.out
    assert answer.err == ""


def test_evidence_leaves_nothing_open(run: Run, tmp_path: Path) -> None:
    text = tmp_path / "brief.txt"
    text.write_text("Haven Rotterdam: €16,5 mln. structureel")
    answer = run("controleer", "--brontekst", f"kamerbrief-2022-11-04={text}", env=STRICT)
    assert answer.out
    assert answer.err == ""
