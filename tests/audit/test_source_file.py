"""Sources as files: PDFs, saved web pages and texts, and files that are none of these or hostile."""

import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from conftest import ROOT, Answer, Home, Run, command, environment, started
from forking import HANGS
from letter import PAGE, SOURCE
from papers import packed, pdf, pdf_objects, pdf_of, stream, web_archive

from ondermijning.audit.source_file import read_source

Read = Callable[[bytes | str], list[str]]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Return the lines of a source in a file that are not empty; its name does not tell what it is."""

    def call(content: bytes | str) -> list[str]:
        path = tmp_path / "bron"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return [line for line in read_source(str(path)).splitlines() if line]

    return call


@pytest.fixture
def told(run: Run, tmp_path: Path) -> Callable[[bytes], str]:
    """Return what a call says of a file that it cannot read, with exit 1 and no answer."""

    def call(content: bytes) -> str:
        path = tmp_path / "bron.pdf"
        path.write_bytes(content)
        answer = run("controleer", "--brontekst", f"{SOURCE}={path}")
        assert (answer.code, answer.out) == (1, "")
        assert answer.err.startswith(f"Fout: {path}: ")
        assert answer.err.count("\n") == 1
        return answer.err

    return call


def controlled(run: Run, folder: Path, name: str, content: bytes) -> Answer:
    (folder / name).write_bytes(content)
    return run("controleer", "--brontekst", f"{SOURCE}={folder / name}", "-f", "tabel")


HTML = "<!doctype html><html><meta charset=utf-8><body>"


@pytest.mark.parametrize("name", ["brief.pdf", "brief.txt", "brief"])
def test_a_letter_is_found_whatever_it_is_and_is_called(name: str, run: Run, tmp_path: Path) -> None:
    lines = PAGE.replace("\n\n", "\n").splitlines()
    for content in (
        pdf([lines]),
        pdf([["Vooraf."], [], lines]),
        f"{HTML}<nav>Menu</nav><main><pre>{PAGE}</pre></main>".encode(),
        web_archive(f"{HTML}<main><pre>{PAGE}</pre></main>"),
        PAGE.encode(),
    ):
        answer = controlled(run, tmp_path, name, content)
        assert (answer.code, answer.err) == (0, ""), content[:9]
        assert "38 van de 38 vindplaatsen gevonden.\n" in answer.out


def test_a_source_on_standard_input(run: Run) -> None:
    for content in (pdf([PAGE.splitlines()]), f"{HTML}<pre>{PAGE}</pre>".encode()):
        words = ("controleer", "--brontekst", f"{SOURCE}=-", "--velden", "uitkomst", "-f", "tsv")
        answer = run(*words, stdin=content)
        assert (answer.code, set(answer.lines)) == (0, {"uitkomst", "gevonden"}), answer.err


def test_pages_of_a_pdf_are_pages(run: Run, tmp_path: Path) -> None:
    """Also the empty ones, and a page alone is the first; a printed number goes before."""
    unnumbered = [line for line in PAGE.splitlines() if "Pagina" not in line]
    for pages, found in (([[], ["x"], unnumbered], 0), ([["x"], unnumbered], 1), ([unnumbered], 1)):
        answer = controlled(run, tmp_path, "brief.pdf", pdf(pages))
        assert answer.code == found
        assert ("38 op een andere pagina" in answer.out) == bool(found)


def test_a_hyphen_of_a_pdf_breaks_a_line(read: Read) -> None:
    lines = ["meer uit-", "voering en weer-", "baarheid"]
    assert read(pdf([lines])) == lines


def test_the_mark_of_a_footnote_is_no_part_of_a_figure(read: Read) -> None:
    """Smaller, higher, right behind it: so it is in superscript; a small number elsewhere is a number."""
    drawing = (
        b"BT /F 11 Tf 70 700 Td (in 2022) Tj 4 Ts /F 7 Tf (12) Tj 0 Ts /F 11 Tf ( en 16,5) Tj ET "
        b"BT /F 7 Tf 400 704 Td (4 november 2022) Tj ET BT /F 11 Tf 70 680 Td (en 5) Tj /F 7 Tf ( 70) Tj ET"
    )
    text = "\n".join(read(pdf_of([stream(drawing)])))
    assert "in 2022¹² en 16,5" in text
    assert "4 november 2022" in text
    assert "en 5 70" in text


PAGE_OF_NEWS = f"""<!-- opgeslagen -->
{HTML}<head><title>Titel</title><style>p {{}}</style><script>var bedrag = "9 miljoen";</script></head>
<header>Kop</header><nav><ul><li>Menu</li></ul></nav>
<main><header><h1>Geld voor
  havens</h1></header><nav>Deel dit</nav>
<p>Rotterdam krijgt <b>16,5</b>&nbsp;miljoen<sup>2</sup><sup><a href=#n>[3]</a></sup> euro.<br>Elk jaar.
<p hidden>Weg<p style="DISPLAY : none">Weg<div style="visibility:hidden">Weg</div><template>Weg</template>
<noscript>Zet JavaScript aan</noscript><dialog>Cookies</dialog><select><option>Kies</select><!-- niet -->
<table><tr><th>Haven<td>5,1 miljoen<tr><td>Zeeland<td>2,5 miljoen</table><pre>a
  b</pre>1<sup>e</sup> plaats &lt;hier&gt;</main>
<aside>Lees ook</aside><footer>Voet</footer>"""


def test_the_words_a_reader_sees(read: Read) -> None:
    assert read(PAGE_OF_NEWS) == [
        "Geld voor havens", "Rotterdam krijgt 16,5 miljoen²³ euro.", "Elk jaar.", "Haven\t5,1 miljoen",
        "Zeeland\t2,5 miljoen", "a", "b", "1e plaats <hier>",
    ]  # fmt: skip


def test_which_part_of_a_page_is_its_own(read: Read) -> None:
    teaser = "<article>Lees ook dit</article>"
    for body, lines in (
        ("<div role=main>hier</div><p>daar", ["hier"]),
        ("<header>daar</header><article><header>hier</header></article>", ["hier"]),
        ("<article>hier<article>reactie</article></article><p>daar", ["hier", "reactie"]),
        (f"<p>hier{teaser}{teaser}", ["hier", "Lees ook dit", "Lees ook dit"]),
        ("<main><nav>daar</nav></main><p>hier", ["hier"]),
        ("<p>hier<footer>en hier</footer>", ["hier", "en hier"]),
    ):
        assert read(f"<html><body>{body}") == lines, body


EURO = "<p>€ 5 – ë</p>"


@pytest.mark.parametrize("content", [
    f"<meta charset='utf-8'>{EURO}".encode(),
    f"<meta charset=windows-1252>{EURO}".encode("cp1252"),
    f"<META http-equiv=x content='text/html; charset=ISO-8859-1'>{EURO}".encode("cp1252"),
    f'<?xml version="1.0" encoding="iso-8859-15"?><html>{EURO}'.replace("–", "-").encode("iso-8859-15"),
    f"\ufeff{EURO}".encode(),
    f"\ufeff<meta charset=utf-8>{EURO}".encode("utf-16-le"),
    f"<html>{EURO}".encode(),
    f"<html>{EURO}".encode("cp1252"),
    f"<meta charset=bestaat-niet>{EURO}".encode("cp1252"),
    f"<meta charset=zip>{EURO}".encode("cp1252"),
    web_archive(EURO),
    web_archive(EURO, "cp1252"),
])  # fmt: skip
def test_a_page_in_any_encoding(content: bytes, read: Read) -> None:
    assert [line.replace("–", "-") for line in read(content)] == ["€ 5 - ë"]


def test_a_mail_of_text_alone(read: Read) -> None:
    kind = "Content-Type: text/plain; charset=iso-8859-1"
    mail = f"From: a@b.nl\nMIME-Version: 1.0\n{kind}\n\nVijf\nmiljo\xebn\n"
    assert read(mail.encode("latin-1")) == ["Vijf", "miljoën"]


@pytest.mark.parametrize("text", [
    "%PDF is een formaat, <p> een tag en MIME-Version: een kop.",
    "Aan: de Kamer\nMIME-Version staat hier niet aan het begin van een kop",
    "<noot 1> Haven Rotterdam",
    "\ufeffHaven Rotterdam",
    "",
])  # fmt: skip
def test_a_text_that_is_about_something_else_is_a_text(text: str, read: Read) -> None:
    assert read(text) == text.removeprefix("\ufeff").splitlines()


def test_a_web_address_is_not_fetched(run: Run) -> None:
    for address in ("https://www.nrc.nl/x?a=b", "http://localhost:1", "www.nrc.nl"):
        answer = run("controleer", "--brontekst", f"nrc-2021-05-14={address}")
        assert (answer.code, answer.out) == (1, "")
        assert "een webadres kan niet; bewaar de pagina eerst en geef de naam van dat bestand" in answer.err


LOCKED = b"/Encrypt<</Filter/Standard/V 1/R 2/O(%s)/U(%s)/P -4>>/ID[(a)(a)]" % (b"o" * 32, b"u" * 32)
ONE_PAGE = [
    b"<</Type/Catalog/Pages 2 0 R>>",
    b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
    b"<</Type/Page/Parent 2 0 R>>",
]
WHOLE = pdf([["Haven"]] * 50)
NO_TEXT = "in deze PDF staat geen tekst, waarschijnlijk omdat het een scan is"
NOT_WHOLE = "deze PDF is beschadigd of onvolledig; download hem opnieuw"
UNREADABLE = {
    "a scan": (pdf([[], []]), NO_TEXT),
    "no pages": (pdf([]), NOT_WHOLE),
    "encrypted": (
        pdf_objects(ONE_PAGE, LOCKED),
        "deze PDF is beveiligd met een wachtwoord; sla eerst een versie zonder wachtwoord op",
    ),
    "half of it": (WHOLE[: len(WHOLE) // 2], NOT_WHOLE),
    "nothing but a head": (b"%PDF-1.7\n", NOT_WHOLE),
    "bytes": (b"%PDF-1.7\n" + bytes(range(256)) * 1000, NOT_WHOLE),
    "a circle": (pdf_objects([ONE_PAGE[0], b"<</Type/Pages/Kids[2 0 R]/Count 3>>"]), NOT_WHOLE),
    "a million brackets": (pdf_objects([b"[" * 1_000_000]), NOT_WHOLE),
    "a million objects": (pdf_objects([*ONE_PAGE, *[b"1"] * 1_000_000]), NO_TEXT),
    "a page without words": (f"{HTML}<script>x</script>".encode(), "er staat geen tekst op deze webpagina"),
    "an archive of no page": (
        b"A: b\nMIME-Version: 1.0\nContent-Type: image/png\n\nx",
        "geen webpagina of tekst",
    ),
    "Word": (
        b"PK\x03\x04 word",
        "Word-, Excel-, ODF- en zip-bestanden kunnen niet; sla het bestand op als PDF",
    ),
    "a picture": (b"\x89PNG\r\n", "dit bestand is geen PDF of webpagina, en de tekst is niet in UTF-8"),
}


@pytest.mark.parametrize("what", UNREADABLE)
def test_a_file_that_cannot_be_read_gets_a_sentence(what: str, told: Callable[[bytes], str]) -> None:
    content, message = UNREADABLE[what]
    assert message in told(content)


def test_a_pdf_of_two_thousand_pages_is_read(tmp_path: Path) -> None:
    path = tmp_path / "boek.pdf"
    path.write_bytes(pdf([f"Bladzijde {number}"] for number in range(1, 2001)))
    pages = read_source(str(path)).split("\f")
    assert (pages[1999], pages[2000:]) == ("Bladzijde 2000", [""])


IN_TWO_SECONDS = """
import sys
from ondermijning.audit import source_file
source_file.SECONDS.update(page=2, pdf=2)
from ondermijning.cli.main import main
main()
"""


@pytest.mark.parametrize(
    "content",
    [
        pdf_of([packed(b"BT /F 9 Tf 9 9 Td (aaaaaaaaaaaaaaaa) Tj ET " * 2_000_000)]),
        f"{HTML}{'<div>' * 1_000_000}x".encode(),
    ],
    ids=["a PDF that grows", "a million tags in each other"],
)
def test_a_file_without_end_is_given_up(content: bytes, home: Path, tmp_path: Path) -> None:
    """In time, which is shorter here, and with nothing left of it."""
    path = tmp_path / "bom"
    path.write_bytes(content)
    words = [sys.executable, "-c", IN_TWO_SECONDS, "controleer", "--brontekst", f"{SOURCE}={path}"]
    answer = started(words, environment(home), cwd=ROOT)
    assert (answer.code, answer.out) == (1, "")
    why = "dit bestand is te groot of te ingewikkeld om binnen 2 seconden en 1 GB te lezen"
    assert answer.err.startswith(f"Fout: {path}: {why}")
    assert answer.err.count("\n") == 1


def test_the_text_of_a_file_has_a_bound(told: Callable[[bytes], str]) -> None:
    for before in (f"{HTML}<p>", ""):
        large = f"{before}{'miljoen ' * 2_200_000}"
        assert "dit bestand is te groot; er mag hoogstens 16 MB tekst in staan" in told(large.encode())


@pytest.mark.skipif(sys.platform != "linux", reason="looks in /proc")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
def test_the_end_of_a_call_ends_the_reading_too(someone: Home, tmp_path: Path, number: int) -> None:
    (tmp_path / "selectolax.py").write_text("import time; time.sleep(10 ** 6)")  # a page that takes long
    (tmp_path / "bron").write_text(HTML)
    words = command("controleer", "--brontekst", f"{SOURCE}={tmp_path / 'bron'}")
    env = someone.env(PYTHONPATH=str(tmp_path))
    process = subprocess.Popen(words, env=env, stderr=subprocess.PIPE, cwd=ROOT)
    while not (children := _children(process.pid)):
        assert process.poll() is None
        time.sleep(0.02)
    os.kill(process.pid, number)
    _, err = process.communicate(timeout=HANGS)
    assert (process.returncode, err) == (-number if number == signal.SIGKILL else 128 + number, b"")
    for _ in range(50 * HANGS):
        if not any(map(_runs, children)):
            break
        time.sleep(0.02)
    assert not any(map(_runs, children))


def test_without_room_for_a_process_it_says_so(someone: Home, tmp_path: Path) -> None:
    few = partial(resource.setrlimit, resource.RLIMIT_NOFILE, (6, 6))
    (tmp_path / "bron").write_text(HTML)
    answer = started(command("lees", tmp_path / "bron"), someone.env(), preexec_fn=few)
    assert (answer.code, answer.out) == (1, "")
    assert answer.err.startswith(f"Fout: {tmp_path}/bron: lezen mislukt: er staan te veel bestanden open;")
    assert answer.err.count("\n") == 1


def _children(pid: int) -> list[str]:
    return Path(f"/proc/{pid}/task/{pid}/children").read_text().split()


def _runs(pid: str) -> bool:
    try:
        return "State:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except FileNotFoundError:
        return False


@pytest.mark.parametrize(("library", "content"), [("pypdfium2", pdf([["x"]])), ("selectolax", b"<html>x")])
def test_without_its_library_a_file_says_what_to_install(
    library: str, content: bytes, run: Run, tmp_path: Path
) -> None:
    (tmp_path / f"{library}.py").write_text("raise ImportError")
    (tmp_path / "bron").write_bytes(content)
    words = ("controleer", "--brontekst", f"{SOURCE}={tmp_path / 'bron'}")
    answer = run(*words, env={"PYTHONPATH": str(tmp_path)})
    assert (answer.code, answer.out) == (1, "")
    assert "'knooppunt[brieven]'\n" in answer.err
    (tmp_path / "bron").write_text(PAGE)
    assert run(*words, env={"PYTHONPATH": str(tmp_path)}).code == 0
