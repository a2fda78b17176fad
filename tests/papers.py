"""Sources as files: PDFs and web pages made by hand, sound and hostile."""

import re
from collections.abc import Iterable, Sequence
from email.message import EmailMessage
from zlib import compress

SLOW = """
import itertools, time
seconds = itertools.count()
time.monotonic = lambda: float(next(seconds))
from ondermijning.cli.main import main
main()
"""
"""The program, to which each look at the clock comes a second later."""
FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"


def pdf(pages: Iterable[Sequence[str]]) -> bytes:
    """Return a PDF with these lines on its pages."""
    return pdf_of(stream(drawn(lines)) for lines in pages)


def pdf_of(drawings: Iterable[bytes]) -> bytes:
    """Return a PDF with a page for each of these streams, which draw it."""
    objects, kids = [b"", b"", FONT], []
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>>>/Contents %d 0 R>>"
    for drawing in drawings:
        objects += [drawing, page % (len(objects) + 1)]
        kids.append(b"%d 0 R" % len(objects))
    objects[0] = b"<</Type/Catalog/Pages 2 0 R>>"
    objects[1] = b"<</Type/Pages/Kids[%s]/Count %d>>" % (b" ".join(kids), len(kids))
    return pdf_objects(objects)


def pdf_objects(objects: Sequence[bytes], trailer: bytes = b"") -> bytes:
    """Return a PDF of these objects, the first of which is its root; `trailer` is added to its last part."""
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer<</Size %d/Root 1 0 R%s>>\n" % (len(objects) + 1, trailer)
    return bytes(out + b"startxref\n%d\n%%%%EOF\n" % table)


def packed(content: bytes) -> bytes:
    """Return a stream of `content`, compressed."""
    return stream(compress(content), b"/Filter/FlateDecode")


def stream(content: bytes, more: bytes = b"") -> bytes:
    """Return a stream; `more` says what else of it."""
    return b"<</Length %d%s>>stream\n%s\nendstream" % (len(content), more, content)


def drawn(lines: Sequence[str]) -> bytes:
    """Return what draws these lines on a page."""
    escaped = [re.sub(rb"([\\()])", rb"\\\1", line.encode("cp1252")) for line in lines]
    return b"BT /F 11 Tf 14 TL 70 770 Td " + b"".join(b"(%s) Tj T* " % line for line in escaped) + b"ET"


def web_archive(page: str, charset: str = "") -> bytes:
    """Return a page as Chromium saves it in one file (MHTML)."""
    archive = EmailMessage()
    archive["From"] = "<Saved by Blink>"
    archive["Snapshot-Content-Location"] = "https://www.voorbeeld.nl/brief"
    archive["MIME-Version"] = "1.0"
    archive.make_related()
    part = EmailMessage()
    part.set_content(page, subtype="html", charset=charset or "utf-8", cte="quoted-printable")
    archive.attach(part)
    image = EmailMessage()
    image.set_content(b"\x89PNG", "image", "png")
    archive.attach(image)
    return archive.as_bytes()
