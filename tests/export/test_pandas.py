"""What docs/formats.md and LEESMIJ say of pandas, run as it stands, on names it takes for something else."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT, Run
from documents import hub, write, yearly

pytest.importorskip("pandas")

AMOUNTS = {"nan": 999_999_999_999, "null": "onbekend", "0812": 0}
"""Ids that pandas takes for nothing or for a figure, with their amounts."""
SHOW = "\nprint({}[['knooppunt', 'naam', 'bedrag', 'bestemming']].to_json(orient='records'))"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    source = {"id": "0812", "titel": "NA", "soort": "nota", "datum": "2026", "kenmerk": "0812"}
    money = {"bestemming": "007", "vindplaatsen": [{"bron": "0812"}]}
    hubs = [hub(id_, yearly(euros, **money), naam="NA", type="none") for id_, euros in AMOUNTS.items()]
    return write(tmp_path, *hubs, bronnen=[source])


def shown(text: str, frame: str, folder: Path) -> list[dict[str, object]]:
    """Return what the one piece of Python about pandas in a text has read, run in `folder`."""
    (code,) = [
        piece for piece in re.findall(r"```py(?:thon)?\n(.*?)```", text, re.DOTALL) if "pandas" in piece
    ]
    words = [sys.executable, "-c", code + SHOW.format(frame)]
    done = subprocess.run(words, cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    found: list[dict[str, object]] = json.loads(done.stdout)
    return found


EXPECTED = [
    {"knooppunt": id_, "naam": "NA", "bedrag": euros if isinstance(euros, int) else None, "bestemming": "007"}
    for id_, euros in AMOUNTS.items()
]


def test_the_page_on_formats_reads_an_answer(run: Run, own: Path, tmp_path: Path) -> None:
    page = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")
    assert run("bedragen", "--data", own, "-o", tmp_path / "antwoord.tsv").code == 0
    assert shown(page, "answer", tmp_path) == EXPECTED
    assert run("bedragen", "--data", own, "-o", tmp_path / "antwoord.csv").code == 0
    of_csv = page.replace('antwoord.tsv", sep="\\t",', 'antwoord.csv",')
    assert shown(of_csv, "answer", tmp_path) == EXPECTED


def test_leesmij_reads_a_table(run: Run, own: Path, tmp_path: Path) -> None:
    package = tmp_path / "pakket"
    assert run("exporteer", package, "--data", own).code == 0
    leesmij = (package / "LEESMIJ.md").read_text(encoding="utf-8")
    assert shown(leesmij, "bedragen", package) == EXPECTED
