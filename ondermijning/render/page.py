"""What an answer is drawn on."""

from typing import NamedTuple


class Page(NamedTuple):
    """The width of a page in characters, and what may be used on it.

    `empty` is what stands for unknown or nothing in the formats that take it.
    """

    width: int = 80
    colour: bool = False
    links: bool = False
    unicode: bool = True
    heading: bool = True
    empty: str = ""
