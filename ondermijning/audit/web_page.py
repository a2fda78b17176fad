"""The words that a reader sees of a saved web page, with selectolax; runs in a process of its own."""

import codecs
import re
from collections.abc import Iterator
from contextlib import suppress
from email import message_from_bytes
from typing import Any

from ondermijning.audit.pdf_text import RAISED
from ondermijning.extras import needed
from ondermijning.problems import UnreadableError

# What holds the words of the page itself, where it is one; the rest is menus and what else there is to read.
_ROOTS = ("main, [role=main]", "article", "body")
_UNSEEN = re.compile(
    "audio|canvas|datalist|head|iframe|nav|noscript|object|script|select|style|svg|template|textarea|video"
)
_BLOCKS = re.compile(
    "address|article|aside|blockquote|body|br|caption|center|dd|details|dialog|dir|div|dl|dt|fieldset"
    "|figcaption|figure|footer|form|h1|h2|h3|h4|h5|h6|header|hgroup|hr|html|legend|li|main|menu|ol|p"
    "|pre|search|section|summary|table|tbody|tfoot|thead|tr|ul"
)
_HIDING = re.compile(r"(?i)display\s*:\s*none|visibility\s*:\s*hidden")
_BULLET = "• "
_FOOTNOTE = re.compile(r"\s*[\[(]?([0-9]{1,3})[\])]?\s*")

_CHARSET = re.compile(
    rb"""(?i)(?:<meta[^>]{0,200}?charset|<\?xml[^>]{0,200}?encoding)\s*=\s*["']?\s*([\w:.-]{1,40})"""
)
_MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_USUAL = "windows-1252"  # what browsers read in a page that says Latin 1 or nothing


def mail_text(data: bytes) -> str:
    """Return the words of a page saved as one file, MHTML, or of a mail: its first HTML, else its text.

    Raises UnreadableError, with a sentence that does not name the file, and MissingExtraError.
    """
    parts = list(message_from_bytes(data).walk())
    for kind in ("text/html", "application/xhtml+xml", "text/plain"):
        for part in parts:
            if part.get_content_type() == kind:
                content: Any = part.get_payload(decode=True)  # bytes, as it has no parts
                charset = part.get_content_charset() or ""
                return _decoded(content, charset) if kind == "text/plain" else page_text(content, charset)
    raise UnreadableError(
        "er staat geen webpagina of tekst in dit bestand; bewaar de pagina in de browser als 'alleen HTML'"
    )


def page_text(data: bytes, charset: str = "") -> str:
    """Return the words of an HTML page: a paragraph for each block, a line for each row of a table.

    Between cells stands a tab, before an item of a list a bullet, as a browser copies and shows them.

    Of a page with one main part, or else one article, only the words in it. `charset` is what a header says
    of the page. Raises UnreadableError, with a sentence that does not name the file, and MissingExtraError.
    """
    selectolax = needed("selectolax.lexbor", "brieven", "een webpagina lezen")
    page = selectolax.LexborHTMLParser(_decoded(data, charset))
    for root in _ROOTS:
        nodes = list(_outermost(page.css(root)))
        if len(nodes) == 1 and (lines := list(_lines(nodes[0]))):
            return "\n\n".join(lines)
    raise UnreadableError(
        "er staat geen tekst op deze webpagina; kopieer de tekst in de browser en bewaar die als .txt"
    )


def _decoded(data: bytes, charset: str) -> str:
    """Return a page as text, in the encoding that its first bytes, its header or itself says; never fails."""
    marked = next((name for mark, name in _MARKS.items() if data.startswith(mark)), "")
    declared = _CHARSET.search(data, 0, 4096)
    named = marked or charset or (declared[1].decode("ascii", "replace") if declared else "")
    if named.lower() in ("iso-8859-1", "latin1", "us-ascii", "ascii"):
        named = _USUAL
    with suppress(LookupError, UnicodeDecodeError):
        return data.decode(named or "utf-8", "replace" if named else "strict")
    return data.decode(_USUAL, "replace")


def _outermost(nodes: list[Any]) -> Iterator[Any]:
    """Yield the nodes that are in none of the others."""
    known = {node.mem_id for node in nodes}
    for node in nodes:
        parent = node.parent
        while parent is not None and parent.mem_id not in known:
            parent = parent.parent
        if parent is None:
            yield node


def _lines(root: Any) -> Iterator[str]:
    """Yield the lines of words in `root`."""
    words: list[str] = []
    raised = literal = 0
    for node, begins in _seen(root):
        tag = node.tag
        if node.is_text_node and begins:
            text = (node.text_content or "").replace("\t", " ")
            if raised and (mark := _FOOTNOTE.fullmatch(text)):
                text = mark[1].translate(RAISED)
            *whole, text = text.split("\n") if literal else [text]
            for line in whole:
                yield from _line([*words, line])
                words.clear()
            words.append(text)
        elif _BLOCKS.fullmatch(tag):
            if words != [_BULLET]:
                yield from _line(words)
                words.clear()
            if tag == "li":
                words[:] = [_BULLET] if begins else []
        elif tag in ("td", "th") and begins and words:
            words.append("\t")
        raised += (tag == "sup") * (1 if begins else -1)
        literal += (tag == "pre") * (1 if begins else -1)
    yield from _line(words)


def _line(words: list[str]) -> Iterator[str]:
    cells = [" ".join(cell.split()) for cell in "".join(words).split("\t")]
    if any(cells):
        yield "\t".join(cells)


def _seen(root: Any) -> Iterator[tuple[Any, bool]]:
    """Yield each node that a reader sees where it begins (True) and where it ends; not by recursion."""
    waiting = [(root, True)]
    while waiting:
        node, begins = waiting.pop()
        if not begins or _is_seen(node):
            yield node, begins
            if begins:
                waiting.append((node, False))
                child = node.last_child
                while child is not None:
                    waiting.append((child, True))
                    child = child.prev


def _is_seen(node: Any) -> bool:
    if node.is_text_node:
        return True
    if not node.is_element_node or _UNSEEN.fullmatch(node.tag):
        return False
    attributes = node.attributes
    hidden = "hidden" in attributes or (node.tag == "dialog" and "open" not in attributes)
    return not hidden and not _HIDING.search(attributes.get("style") or "")
