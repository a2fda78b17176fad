"""A folder with the texts of sources, each in a file with the id of its source for a name."""

import os
from collections.abc import Iterable
from typing import NamedTuple

from ondermijning.files import shown_name
from ondermijning.problems import UnreadableError
from ondermijning.text import fold

ENDINGS = (".pdf", ".html", ".htm", ".mhtml", ".mht", ".txt")


class Folder(NamedTuple):
    """What is in a folder: the path of the text of each source by its id, and the names of other files."""

    texts: dict[str, str]
    others: list[str]


def texts_in(folder: str, sources: Iterable[str]) -> Folder:
    """Look which texts of `sources`, by their ids, are in a folder, without folders in it and hidden files.

    Raises UnreadableError where it cannot be read, or where one source has two texts in it.
    """
    ids, texts, others = set(sources), dict[str, str](), list[str]()
    for name in sorted(_files(folder)):
        stem, ending = os.path.splitext(fold(name))
        if ending not in ENDINGS or stem not in ids:
            others.append(name)
        elif stem in texts:
            both = f"{shown_name(os.path.basename(texts[stem]))} en {shown_name(name)}"
            raise UnreadableError(
                f"{shown_name(folder)}: bron {stem} heeft twee teksten, {both}; laat één van beide staan"
            )
        else:
            texts[stem] = os.path.join(folder, name)
    return Folder(texts, others)


def _files(folder: str) -> list[str]:
    try:
        return [name for name in os.listdir(folder) if not name.startswith(".") and _is_text(folder, name)]
    except (OSError, ValueError) as error:
        why = "deze map is niet te lezen; controleer uw leesrechten"
        if isinstance(error, FileNotFoundError):
            from_environment = folder == os.environ.get("KNOOPPUNT_BRONMAP")
            where = " in KNOOPPUNT_BRONMAP" if from_environment else ""
            why = f"deze map bestaat niet; controleer de naam{where}"
        elif isinstance(error, NotADirectoryError):
            why = "dit is geen map; geef een map op"
        raise UnreadableError(f"{shown_name(folder)}: {why}") from error


def _is_text(folder: str, name: str) -> bool:
    """Whether it is a file, or a link that leads to nothing: to be told of where it has a source's name."""
    path = os.path.join(folder, name)
    return os.path.isfile(path) or not os.path.exists(path)
