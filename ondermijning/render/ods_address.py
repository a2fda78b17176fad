"""How an OpenDocument workbook names cells: in its parts, and in the formulas of these."""

import re

from ondermijning.render.sheets import letters

_IN_FORMULA = re.compile(
    r'"(?:[^"]|"")*"|,|'  # a text, or what parts arguments
    r"(?:('(?:[^']|'')+'|[A-Za-z_]\w*)!)?(\$?[A-Z]{1,3}\$?[0-9]+)(?::(\$?[A-Z]{1,3}\$?[0-9]+))?(?![\w(])"
)


def area(sheet: str, first: tuple[int, int], last: tuple[int, int]) -> str:
    """Return the cells of a sheet from one to another, each by its column and row, from 0."""
    name = "'" + sheet.replace("'", "''") + "'"
    return ":".join(f"{name}.{letters(column)}{row + 1}" for column, row in (first, last))


def formula(words: str) -> str:
    """Return a formula in Excel's words in those of OpenFormula: `SUM([$'blad'.B6:.B10])`."""

    def said(found: re.Match[str]) -> str:
        sheet, first, last = found.groups()
        if first is None:
            return ";" if found[0] == "," else found[0]
        return f"[{f'${sheet}' if sheet else ''}.{first}{f':.{last}' if last else ''}]"

    return _IN_FORMULA.sub(said, words)
