"""The process of its own that reads a PDF or a web page, so that it ends in time whatever is in there.

It takes the file on standard input. Exit 0: standard output has the text. Exit 1, or MISSING: it has a Dutch
sentence that says why not. Any other exit: the file was too much for it.
"""

import os
import sys
from contextlib import suppress
from threading import Thread
from time import sleep

from ondermijning.extras import MissingExtraError
from ondermijning.files import MEGABYTE
from ondermijning.problems import UnreadableError

MISSING = 3
"""The exit that says that a library is not installed."""
SECONDS = {"pdf": 60, "page": 20, "mail": 20}
"""How long the reading of a kind of file may take: of a PDF of a thousand pages, of a page of tens of MB."""
MEMORY = 1024 * MEGABYTE
"""What it may take of memory, in bytes."""
MOST_TEXT = 16 * MEGABYTE
"""How long the text of a source may be, in bytes: thousands of pages."""
TOO_MUCH_TEXT = f"dit bestand is te groot; er mag hoogstens {MOST_TEXT // MEGABYTE} MB tekst in staan"


def main(kind: str, parent: int) -> None:
    """Read a file of a `kind`, one of SECONDS, and exit; at once where the process `parent` is gone."""
    Thread(target=_end_with, args=[parent], daemon=True).start()
    _limit(SECONDS[kind])
    try:
        code, content = 0, _text(sys.stdin.buffer.read(), kind).encode("utf-8", "replace")
    except MissingExtraError as error:
        code, content = MISSING, str(error).encode()
    except UnreadableError as error:
        code, content = 1, str(error).encode()
    if len(content) > MOST_TEXT:
        code, content = 1, TOO_MUCH_TEXT.encode()
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

        bounds = {resource.RLIMIT_CPU: seconds, resource.RLIMIT_AS: MEMORY, resource.RLIMIT_CORE: 0}
        for what, most in bounds.items():
            hard = resource.getrlimit(what)[1]
            with suppress(OSError, ValueError):
                resource.setrlimit(what, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
