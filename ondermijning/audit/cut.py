"""Texts that YAML cut short: of `naam: Kade #3` it reads `Kade`, for ` #` starts a comment.

A comment that reads as one, in words after `# `, is left alone, and so is any after what is no free text.
"""

import re
from collections.abc import Iterator
from io import BytesIO, TextIOWrapper
from typing import Any

from yaml import ScalarEvent

from ondermijning.codes import Code
from ondermijning.dataset.places import Violation, standing
from ondermijning.text import visible

_CUT = re.compile(r"[ \t]+#(?!#*[ \t]+[^\s0-9])")


def cut_texts(raw: bytes) -> Iterator[Violation]:
    """Yield the texts in a sound dataset that ` #` cuts short."""
    lines = TextIOWrapper(BytesIO(raw), encoding="utf-8-sig")
    cut = {number: line.rstrip("\n") for number, line in enumerate(lines) if _CUT.search(line)}
    if not cut:  # as nearly always: the file need not be read again, nor the model
        return
    names = _free_texts()
    for path, event, is_key in standing(raw):
        plain = isinstance(event, ScalarEvent) and event.implicit[0]
        field = next((step for step in reversed(path) if isinstance(step, str)), "")
        if is_key or not plain or field not in names:
            continue
        line, column = cut.get(event.end_mark.line, ""), event.end_mark.column
        if _CUT.match(line, column):
            message = (
                f"'{visible(line[column:])}' telt niet mee: een # na een spatie is het begin van een "
                "opmerking. Zet de tekst tussen aanhalingstekens, of zet de opmerking op een eigen regel"
            )
            yield Violation(path, Code.AFGEKAPT, message)


def _free_texts() -> set[str]:
    """Return the names of the fields in which ` #` may stand."""
    from ondermijning.dataset.model import Dataset

    schema = Dataset.model_json_schema()
    parts = [schema, *schema["$defs"].values()]
    fields = [field for part in parts for field in part.get("properties", {}).items()]
    return {name for name, field in fields if any(re.search(one, "a #1") for one in _patterns(field))}


def _patterns(field: Any) -> Iterator[str]:
    """Yield the patterns in the schema of a field, however deep."""
    if isinstance(field, dict | list):
        for name, value in field.items() if isinstance(field, dict) else enumerate(field):
            yield from [value] if name == "pattern" else _patterns(value)
