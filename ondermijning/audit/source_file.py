"""The text of a source in a file: a PDF, a saved web page or plain text, told apart by what is in it.

A PDF or web page is read in a process of its own, so that this ends in time whatever is in there.
"""

import codecs
import os
import re
import subprocess
import sys
from contextlib import suppress
from threading import Thread
from time import sleep

from ondermijning.extras import MissingExtraError
from ondermijning.files import MEGABYTE, WHY, read_bytes, shown_name
from ondermijning.problems import UnreadableError

SECONDS = {"pdf": 60, "page": 20, "mail": 20}
"""How long the reading of a kind of file may take: of a PDF of a thousand pages, of a page of tens of MB."""
_MEMORY = 1024 * MEGABYTE
_MOST, _MOST_TEXT = 64 * MEGABYTE, 16 * MEGABYTE
"""How long a file and its text may be, in bytes: thousands of pages."""
_TOO_MUCH_TEXT = f"dit bestand is te groot; er mag hoogstens {_MOST_TEXT // MEGABYTE} MB tekst in staan"
_MISSING = 3
"""The exit of the process that says that a library is not installed."""
_HEAD = 4096
_ADDRESS = re.compile(r"(?i)(?:https?|ftp):/|www\.")
_PDF = re.compile("^%PDF-[0-9]", re.MULTILINE)
_MAIL = re.compile(r"(?is)(?=[a-z][a-z-]*:[ \r\n])(?:.*\n)?mime-version:")
_PAGE = re.compile(
    r"(?is)\s*(?:<\?xml[^>]*>\s*|<!--(?:(?!-->).)*-->\s*)*<(?:!doctype html|html|head|body|title|meta|link"
    r"|script|style|main|article|section|header|nav|div|table|h[1-6]|p|ul|ol)[\s/>]"
)
_OFFICE = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", rb"{\rtf")  # Word and the like
# With the paths of this process the other one finds what this one does, installed or in a checkout.
_START = (
    "import sys; _, kind, parent, *sys.path[:] = sys.argv; "
    "from ondermijning.audit.source_file import extract; extract(kind, int(parent))"
)


def read_source(path: str) -> str:
    """Return the text of the source in the file `path`, `-` for standard input.

    That of a PDF has a form feed after each page. Raises UnreadableError, and MissingExtraError where the
    library to read it with is not installed.
    """
    name = shown_name(path)
    if _ADDRESS.match(path):
        raise UnreadableError(
            f"{name}: een webadres kan niet; bewaar de pagina eerst en geef de naam van dat bestand"
        )
    data = read_bytes(path, _MOST)
    if kind := _kind(data):
        return _extracted(data, kind, name)
    if data.startswith(_OFFICE):
        raise UnreadableError(
            f"{name}: Word-, Excel-, ODF- en zip-bestanden kunnen niet; sla het bestand op als PDF"
        )
    if len(data) > _MOST_TEXT:
        raise UnreadableError(f"{name}: {_TOO_MUCH_TEXT}")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableError(
            f"{name}: dit bestand is geen PDF of webpagina, en de tekst is niet in UTF-8; "
            "sla de tekst op als UTF-8"
        ) from error


def _kind(data: bytes) -> str:
    """Tell what is to be read as a "pdf", a "page" or a "mail" (MHTML is one); "" is plain text."""
    head, wide = data[:_HEAD], data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    text = head.decode("utf-16", "ignore") if wide else head.removeprefix(codecs.BOM_UTF8).decode("latin-1")
    if _PDF.search(text, 0, 1024):
        return "pdf"
    if _MAIL.match(text):
        return "mail"
    return "page" if _PAGE.match(text) else ""


def _extracted(data: bytes, kind: str, name: str) -> str:
    """Return what a process of its own makes of a file: it may be hostile, and the libraries are in C."""
    paths = [os.path.abspath(path) for path in sys.path]
    command = [sys.executable, "-I", "-c", _START, kind, str(os.getpid()), *paths]
    why = (
        f"dit bestand is te groot of te ingewikkeld om binnen {SECONDS[kind]} seconden en 1 GB te "
        "lezen; bewaar de tekst als .txt"
    )
    try:
        done = subprocess.run(  # noqa: S603 - our own Python, with a program of our own
            command,
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=SECONDS[kind],
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise UnreadableError(f"{name}: {why}") from error
    except OSError as error:
        why = WHY.get(error.errno or 0, "er is geen plaats voor een tweede proces; sluit andere programma's")
        raise UnreadableError(f"{name}: lezen mislukt: {why}") from error
    words = done.stdout.decode(errors="replace")  # cut short where it was ended
    if done.returncode == _MISSING:
        raise MissingExtraError(words)
    if done.returncode:
        raise UnreadableError(f"{name}: {words if done.returncode == 1 and words else why}")
    return words


def extract(kind: str, parent: int) -> None:
    """Read a file of a `kind`, one of SECONDS, from standard input, and exit; at once where `parent` is gone.

    Exit 0: standard output has the text. Exit 1, or _MISSING: it has a Dutch sentence that says why not. Any
    other exit: the file was too much for it.
    """
    Thread(target=_end_with, args=[parent], daemon=True).start()
    _limit(SECONDS[kind])
    try:
        code, content = 0, _text(sys.stdin.buffer.read(), kind).encode("utf-8", "replace")
    except MissingExtraError as error:
        code, content = _MISSING, str(error).encode()
    except UnreadableError as error:
        code, content = 1, str(error).encode()
    if len(content) > _MOST_TEXT:
        code, content = 1, _TOO_MUCH_TEXT.encode()
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()
    sys.exit(code)


def _text(data: bytes, kind: str) -> str:
    if kind == "pdf":
        from ondermijning.audit.pdf_text import pdf_text

        return pdf_text(data)
    from ondermijning.audit.web_page import mail_text, page_text

    return mail_text(data) if kind == "mail" else page_text(data)


def _end_with(parent: int) -> None:
    while os.getppid() == parent:
        sleep(0.1)
    os._exit(1)


def _limit(seconds: int) -> None:
    """Bound what this process may take, where the system can; the one that started it watches the clock."""
    if sys.platform != "win32":
        import resource

        bounds = {resource.RLIMIT_CPU: seconds, resource.RLIMIT_AS: _MEMORY, resource.RLIMIT_CORE: 0}
        for what, most in bounds.items():
            hard = resource.getrlimit(what)[1]
            with suppress(OSError, ValueError):
                resource.setrlimit(what, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
