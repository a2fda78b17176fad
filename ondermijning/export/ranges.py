"""The sheets of the public tables as formulas on other sheets refer to them."""

from ondermijning.render.sheets import letters
from ondermijning.store.tables import PUBLIC


class Ranges:
    """The columns of a public table on its sheet, under a heading in the first row."""

    def __init__(self, name: str, count: int) -> None:
        """Take the name of a table, and how many rows it has."""
        table = next(table for table in PUBLIC if table.name == name)
        self._columns = {
            field.name: f"'{name}'!${letters(number)}$2:${letters(number)}${max(count, 1) + 1}"
            for number, field in enumerate(table.fields)
        }

    def sum(self, **where: str) -> str:
        """Return the formula of the sum of `bedrag` over the rows in which each field is as told.

        What is told of a field is a word that it holds, or a sign and a number: `<=2024`.
        """
        told = ",".join(f'{self._columns[name]},"{condition}"' for name, condition in where.items())
        return f"SUMIFS({self._columns['bedrag']},{told})"
