"""The text of a source in a file: a PDF, a saved web page or plain text, told apart by what is in it."""

import codecs
import os
import re
import subprocess
import sys

from ondermijning.audit.extract import MISSING, MOST_TEXT, SECONDS, TOO_MUCH_TEXT
from ondermijning.extras import MissingExtraError
from ondermijning.files import MEGABYTE, WHY, read_bytes, shown_name
from ondermijning.problems import UnreadableError

_MOST = 64 * MEGABYTE
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
    "from ondermijning.audit.extract import main; main(kind, int(parent))"
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
    if len(data) > MOST_TEXT:
        raise UnreadableError(f"{name}: {TOO_MUCH_TEXT}")
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
    try:
        done = subprocess.run(  # noqa: S603 - our own Python, with a program of our own
            [sys.executable, "-I", "-c", _START, kind, str(os.getpid()), *paths],
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=SECONDS[kind],
            check=False,
        )
    except subprocess.TimeoutExpired:
        done = None
    except OSError as error:
        why = WHY.get(error.errno or 0, "er is geen plaats voor een tweede proces; sluit andere programma's")
        raise UnreadableError(f"{name}: lezen mislukt: {why}") from error
    if done and done.returncode == 0:
        return done.stdout.decode()
    if done and done.returncode == MISSING:
        raise MissingExtraError(done.stdout.decode())
    if done and done.returncode == 1 and done.stdout:
        raise UnreadableError(f"{name}: {done.stdout.decode()}")
    raise UnreadableError(
        f"{name}: dit bestand is te groot of te ingewikkeld om binnen {SECONDS[kind]} seconden en 1 GB te "
        "lezen; bewaar de tekst als .txt"
    )
