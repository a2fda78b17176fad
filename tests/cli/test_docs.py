"""Tests that the documents that are made of the program still say what it says."""

import runpy

from conftest import ROOT


def test_what_is_documented_is_as_it_is() -> None:
    generator = ROOT / "docs" / "generate.py"
    for path, text in runpy.run_path(str(generator))["documents"]().items():
        assert path.read_text(encoding="utf-8") == text, "run: python docs/generate.py"
