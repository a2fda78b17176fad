"""The text of a PDF, page by page, with pypdfium2; runs in a process of its own."""

import ctypes
from typing import Any

from ondermijning.extras import needed
from ondermijning.problems import UnreadableError

RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
"""Figures as the mark of a footnote has them, which are no part of the figure before it."""

# How PDFium gives a hyphen that breaks a word off, and with it the end of the line.
_HYPHENS = dict.fromkeys("\x02\ufffe", "-\n")


def pdf_text(data: bytes) -> str:
    """Return the text of a PDF, a form feed after each page, also after one without text.

    Raises UnreadableError, with a sentence that does not name the file, and MissingExtraError.
    """
    pdfium = needed("pypdfium2", "brieven", "een PDF lezen")
    try:
        with pdfium.PdfDocument(data) as document:
            text = "".join(f"{_page_text(pdfium.raw, document[i])}\f" for i in range(len(document)))
    except pdfium.PdfiumError as error:
        if error.err_code == pdfium.raw.FPDF_ERR_PASSWORD:
            why = "deze PDF is beveiligd met een wachtwoord; sla eerst een versie zonder wachtwoord op"
        else:
            why = "deze PDF is beschadigd of onvolledig; download hem opnieuw"
        raise UnreadableError(why) from error
    if not text.strip():
        raise UnreadableError(
            "in deze PDF staat geen tekst, waarschijnlijk omdat het een scan is; maak er met tekstherkenning "
            "(OCR) een doorzoekbare PDF van"
        )
    return text


def _page_text(raw: Any, page: Any) -> str:
    """Return the text of a page and close it; PDFium gives UTF-16, a unit at a time."""
    units: list[str] = []
    before = -1  # the last character that is no white space and not raised
    text_page = page.get_textpage()
    for index in range(text_page.count_chars()):
        unit = chr(raw.FPDFText_GetUnicode(text_page, index))
        if unit.isdecimal() and before >= 0 and _is_raised(raw, text_page, before, index):
            unit = unit.translate(RAISED)
        elif not unit.isspace():
            before = index
        units.append(_HYPHENS.get(unit, unit))
    page.close()
    text = "".join(units).replace("\0", "").replace("\f", "\n")
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _box(raw: Any, text_page: Any, index: int) -> tuple[float, float, float, float]:
    """Return the left and right side, the baseline and the height of a character, in points."""
    box, x, y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetLooseCharBox(text_page, index, box)
    raw.FPDFText_GetCharOrigin(text_page, index, x, y)
    return box.left, box.right, y.value, box.top - box.bottom


def _is_raised(raw: Any, text_page: Any, before: int, index: int) -> bool:
    """Tell whether a figure is the mark of a footnote: behind another character, smaller and higher."""
    _, right, word_baseline, word_height = _box(raw, text_page, before)
    left, _, baseline, height = _box(raw, text_page, index)
    beside = -0.2 * word_height < left - right < word_height
    return beside and height < 0.9 * word_height and 0 < baseline - word_baseline < word_height
