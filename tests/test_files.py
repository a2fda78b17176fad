"""Reading files: what has no end, and what is no file, in words."""

import os
import resource
import socket
import subprocess
from pathlib import Path

import pytest
from conftest import Run, command, environment

BRON = "kamerbrief-2022-11-04"


@pytest.mark.parametrize(
    ("words", "most"),
    [
        (("list", "--data", "/dev/zero"), 256),
        (("controleer", "/dev/urandom"), 256),
        (("controleer", "--brontekst", f"{BRON}=/dev/zero"), 16),
        (("controleer", "--brontekst", f"{BRON}=/dev/urandom"), 16),
    ],
)
def test_what_has_no_end_is_refused(words: tuple[str, ...], most: int, home: Path) -> None:
    """Within half a gigabyte of memory, all told."""

    def little_memory() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (512 * 2**20, 512 * 2**20))

    done = subprocess.run(
        command(*words),
        env=environment(home),
        preexec_fn=little_memory,
        capture_output=True,
        text=True,
        timeout=60,
    )
    name = words[-1].rpartition("=")[2]
    expected = f"Fout: {name}: te groot; er wordt hoogstens {most} MB gelezen\n"
    assert (done.returncode, done.stdout, done.stderr) == (1, "", expected)


def test_a_pipe_without_end_is_refused(home: Path) -> None:
    with subprocess.Popen(["yes"], stdout=subprocess.PIPE) as endless:
        done = subprocess.run(
            command("list", "--data", "-"),
            stdin=endless.stdout,
            env=environment(home),
            capture_output=True,
            text=True,
            timeout=60,
        )
        endless.kill()
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "Fout: standaardinvoer: te groot; er wordt hoogstens 256 MB gelezen\n"


def test_what_is_no_file_is_said(run: Run, tmp_path: Path) -> None:
    """And what to do about it, but only where that helps: what was typed, the user sees."""
    loop, missing, long = tmp_path / "kring", tmp_path / "weg", tmp_path / ("n" * 256)
    loop.symlink_to(loop)
    here = os.open(tmp_path, os.O_RDONLY)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(f"/proc/self/fd/{here}/s")  # a socket's path is short
    os.close(here)
    for path, why in {
        tmp_path: "dit is een map; noem het bestand erin",
        missing: "dit bestand is er niet",
        loop / "eigen.yaml": "deze link verwijst naar zichzelf",
        tmp_path / "s": "dit is geen gewoon bestand",
        long: "deze naam is te lang",
    }.items():
        answer = run("controleer", "--brontekst", f"{BRON}={path}")
        assert answer == (1, "", f"Fout: {path}: {why}\n")
    assert run("list", "--data", missing).err == f"Fout: {missing}: dit bestand is er niet\n"
    named = run("list", env={"KNOOPPUNT_DATA": str(missing)})
    assert named.err == f"Fout: {missing}: dit bestand is er niet; kijk naar KNOOPPUNT_DATA\n"


def test_an_equals_sign_may_stand_in_the_name_of_a_text(run: Run, tmp_path: Path) -> None:
    """The first one ends the source: what follows is a path, whatever a system has in its paths."""
    text = tmp_path / "C:brief=1.txt"
    text.write_text("tekst")
    assert run("controleer", "--brontekst", f"erasmus-2019={text}").code == 0
