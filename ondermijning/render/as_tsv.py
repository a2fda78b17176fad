r"""TSV: a line a row with a tab between its fields, none of which holds a tab or a line end.

A field that begins with a quote is quoted as in CSV; any other stands as it is, quotes inside it too, and
so does a backslash. A line that would be empty is `""`, for many readers skip an empty one. So nothing is
lost on the way to

- pandas: `read_csv(FILE, sep="\t", dtype=str, keep_default_na=False, na_values=[""])`;
- csvkit: `-t -I --blanks`;
- DuckDB: `read_csv(FILE, delim='\t', quote='"', escape='"', all_varchar=true)`;
- Miller: `--icsv --ifs tab --lazy-quotes` (its `--itsv` keeps those quotes, and reads `\t` as a tab);
- awk and cut: `-F'\t'`, where the quotes of such a field are still to be taken off.
"""

from collections.abc import Iterator

from ondermijning.render import Format, Page, machine
from ondermijning.table import Report


def render(report: Report, page: Page) -> Iterator[str]:
    """Yield the lines."""
    for row in machine.lines(report, page):
        yield ("\t".join(map(_field, row)) or '""') + "\n"


def _field(word: str) -> str:
    return '"' + word.replace('"', '""') + '"' if word.startswith('"') else word


FORMAT = Format("tsv", "velden met tabs ertussen", (".tsv",), render, takes_empty=True)
