"""Tests that the documents that are made of the program still say what it says."""

from conftest import ROOT

from ondermijning.cli.document import document


def test_commands_are_documented_as_they_are() -> None:
    """`docs/commands.md` is what its one command writes now."""
    kept = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    assert kept == document(), "run: python -m ondermijning.cli.document > docs/commands.md"
