"""The program on a zip on the path, as tools that make one file of a program put it there."""

from pathlib import Path
from zipfile import PyZipFile, ZipFile

import pytest
from conftest import ROOT, Answer, command, environment, started

from ondermijning.cli.commands import every

PACKAGE = ROOT / "ondermijning"
DATA = ("data/knooppunten.yaml", "docs/knooppunten.schema.json")


class Zipped:
    """The program in a zip alone: `data` says where in there the files are that come with it."""

    def __init__(self, folder: Path, data: dict[str, str]) -> None:
        self.folder, self.path = folder, folder / "app.zip"
        with PyZipFile(str(self.path), "w") as archive:
            archive.writepy(str(PACKAGE))
            for path in PACKAGE.rglob("*.*"):
                if path.suffix not in (".py", ".pyc"):
                    archive.write(path, str(path.relative_to(ROOT)))
            for name, place in data.items():
                archive.write(ROOT / name, place)

    def run(self, *words: str) -> Answer:
        return started(
            command(*words), environment(self.folder, {"PYTHONPATH": str(self.path)}), cwd=self.folder
        )


@pytest.fixture(scope="module")
def zipped(tmp_path_factory: pytest.TempPathFactory) -> Zipped:
    """Make a zip with the files that come with the program where a wheel has them."""
    places = {name: f"ondermijning/data/{Path(name).name}" for name in DATA}
    return Zipped(tmp_path_factory.mktemp("zip"), places)


def test_every_command_is_there(zipped: Zipped) -> None:
    shown = zipped.run("--help").out
    assert all(f"\n  {command.name} " in shown for command in every())
    assert zipped.run("lijst", "--kaal").lines[0] == "haven-rotterdam"
    assert "Bedoelde u 'list'" in zipped.run("lisst").err
    assert "app.zip" in zipped.run("controleer").out


@pytest.mark.parametrize("call", [
    "totaal --structureel --kaal", "list -f html", "toon rotterdam -f xlsx -o toon.xlsx",
    "rapport -o rapport.html", "exporteer pakket --parquet", "schema", "lees pagina.html --kaal",
    "nieuw kopie.yaml --kopie",
])  # fmt: skip
def test_it_answers_as_it_does_elsewhere(zipped: Zipped, call: str) -> None:
    """Also what needs a file of the program's own, or a process of its own."""
    (zipped.folder / "pagina.html").write_text("<p>Haven Rotterdam: structureel € 26,5 miljoen</p>")
    answer = zipped.run(*call.split())
    assert answer.code == 0, answer.err
    assert "Traceback" not in answer.err
    if call.endswith("--kaal"):
        assert answer.out == "26500000\n"


def test_a_new_dataset_says_where_its_schema_is(zipped: Zipped) -> None:
    """An editor does not look into a zip."""
    assert zipped.run("nieuw", "eigen.yaml").err.endswith(
        "Maak het daar met: knooppunt schema -o knooppunten.schema.json\n"
    )
    assert "$schema=knooppunten.schema.json\n" in (zipped.folder / "eigen.yaml").read_text()


def test_another_program_makes_its_own_snapshot(zipped: Zipped) -> None:
    """A zip that has changed may read the dataset otherwise."""

    def snapshots() -> set[str]:
        assert zipped.run("list").code == 0
        return {path.name for path in (zipped.folder / "cache" / "knooppunt").glob("*.sqlite")}

    before = snapshots()
    assert snapshots() == before
    with ZipFile(zipped.path, "a") as archive:
        archive.writestr("anders", "")
    assert snapshots() > before


def test_the_data_may_be_where_a_checkout_has_it(tmp_path: Path) -> None:
    zipped = Zipped(tmp_path, {name: name for name in DATA})
    assert zipped.run("totaal", "--structureel", "--kaal").out == "26500000\n"


def test_a_zip_without_the_data_says_what_to_do(tmp_path: Path) -> None:
    bare = Zipped(tmp_path, {})
    code, out, err = bare.run("list")
    assert (code, out) == (1, "")
    assert err.endswith("dit bestand bestaat niet; geef met --data een dataset op.\n")
    assert bare.run("nieuw", "eigen.yaml").code == 0
    assert bare.run("list", "--data", "eigen.yaml").code == 0
