"""Text for XML and HTML: what no document of these may hold is replaced by a sign."""

import re
from html import escape

_REFUSED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def allowed(text: str) -> str:
    """Return text with U+FFFD for each control character, half of a pair and non-character."""
    return _REFUSED.sub("\ufffd", text)


def plain(text: str) -> str:
    """Return text as XML or HTML that shows it as it stands, in an attribute too."""
    return escape(allowed(text))
