"""LibreOffice as a reader of what the program writes."""

import csv
import io
import shutil
import subprocess
from pathlib import Path

import pytest
from forking import HANGS

SOFFICE = shutil.which("soffice")
needs_office = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not here")

_CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,1033,false,false,false,false,false,-1"
"""CSV by commas, in UTF-8, numbers as they are and not as they show, every sheet."""
_ALWAYS_COUNTS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop>
<prop oor:name="ODFRecalcMode" oor:op="fuse"><value>0</value></prop>
</item></oor:items>
"""
"""Settings with which it works out every formula, whatever a file says that it comes to."""

Rows = list[list[str]]


def by_libreoffice(paths: list[Path], folder: Path) -> list[dict[str, Rows]]:
    """Return the cells of each sheet of workbooks as LibreOffice has them: bare numbers, and texts."""
    _soffice(_CSV, paths, folder)
    return [
        {
            one.stem.removeprefix(f"{path.stem}-"): list(csv.reader(io.StringIO(one.read_text("utf-8"))))
            for one in folder.glob(f"{path.stem}-*.csv")
        }
        for path in paths
    ]


def convert(path: Path, form: str, folder: Path) -> Path:
    """Return a file as LibreOffice saves it in another form."""
    _soffice(form, [path], folder)
    return folder / f"{path.stem}.{form}"


def _soffice(form: str, paths: list[Path], folder: Path) -> None:
    assert SOFFICE
    settings = folder / "profile" / "user" / "registrymodifications.xcu"
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text(_ALWAYS_COUNTS, encoding="utf-8")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    words = [SOFFICE, "--headless", profile, "--convert-to", form, "--outdir", str(folder)]
    subprocess.run([*words, *map(str, paths)], check=True, capture_output=True, timeout=HANGS)
