"""LibreOffice as a reader of what the program writes."""

import csv
import shutil
import subprocess
from pathlib import Path

import pytest

needs_office = pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not here")

_ALWAYS_COUNTS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop>
<prop oor:name="ODFRecalcMode" oor:op="fuse"><value>0</value></prop>
</item></oor:items>
"""
"""Settings with which it works out every formula, whatever a file says that it comes to."""


def rows_in_libreoffice(path: Path, sheet: int, own: Path) -> list[list[str]]:
    """Return the rows that LibreOffice reads in a sheet, counted from 1; `own` is a folder of the test."""
    settings = own / "profile" / "user" / "registrymodifications.xcu"
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text(_ALWAYS_COUNTS, encoding="utf-8")
    form = f"csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,{sheet}"
    profile, out = f"-env:UserInstallation=file://{own}/profile", own / f"sheet-{sheet}"
    subprocess.run(
        ["soffice", "--headless", profile, "--convert-to", form, "--outdir", out, path],
        check=True,
        capture_output=True,
        timeout=120,
    )
    (found,) = out.glob(f"{path.stem}-*.csv")
    return list(csv.reader(found.read_text(encoding="utf-8").splitlines()))
