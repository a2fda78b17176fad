"""An answer to a call, in the shape that was asked for: the whole of most commands."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ondermijning.cli.call import Call, reported, taking_empty
from ondermijning.cli.dutch.command import CallError
from ondermijning.cli.options import one_of
from ondermijning.cli.terminal import NARROWEST
from ondermijning.render import NAMES, Format, Page, by_ending, endings, named

if TYPE_CHECKING:
    from ondermijning.store import Store
    from ondermijning.table import Report, Table

NOTHING = (
    "Er is niets gevonden dat aan deze voorwaarden voldoet. Laat een voorwaarde weg, of kijk met "
    "'knooppunt list' wat er is."
)
_NOT_RECORDED = "Hierover is in deze dataset niets vastgelegd."

_PIPE_WIDTH = 100
_CITATIONS = ("vindplaatsen", "bron")
"""The name and the heading of the column that holds the sources of a row."""


class Shape:
    """How the answer to a call looks and where it goes: its options, resolved."""

    def __init__(self, call: Call) -> None:
        """Resolve the options; raises CallError where they contradict each other."""
        given = call.given
        self.terminal, self.path = call.terminal, call.path
        self.bare, self.empty, self.heading = given["kaal"], given["leeg"], not given["geen_kop"]
        self.sort_by, self.reverse = given["sorteer"], given["omgekeerd"]
        self.file, self.overwrite = given["uitvoer"], given["overschrijf"]
        self.fields = [name.strip() for name in given["velden"].split(",")] if given["velden"] else []
        self.format = self._format(given["formaat"], given["json"])
        if self.empty and not self.format.takes_empty:
            raise CallError(f"--leeg geldt voor {taking_empty()}, niet voor {self.format.name}.")
        if self.format.binary and self.file is None and self.terminal.out.is_terminal:
            words = "past niet op een scherm; schrijf naar een bestand, zoals -o antwoord"
            raise CallError(f"{self.format.name} {words}{self.format.endings[0]}.")
        if self.bare and len(self.fields) > 1:
            raise CallError("--kaal geeft één veld; geef bij --velden ook één veld op.")

    def _format(self, name: str | None, json: bool) -> Format:
        if self.bare + json + (name is not None) > 1:
            raise CallError("kies één van --formaat, --json en --kaal.")
        if name is not None:
            return named(one_of("formaat {} kan hier niet", name, list(NAMES)))
        if self.bare or json:
            return named("kaal" if self.bare else "json")
        if self.file is None:
            return named("tabel" if self.terminal.out.is_terminal else "tsv")
        if chosen := by_ending(self.file):
            return chosen
        raise CallError(
            f"'{self.file}' heeft geen bekende extensie ({', '.join(endings())}); kies het formaat met -f."
        )

    @property
    def asked(self) -> set[str]:
        """The fields that the call names, to show or to sort by, as keys that compare them."""
        from ondermijning.table import field_key

        return {field_key(word) for word in (*self.fields, self.sort_by) if word}

    @property
    def cites(self) -> bool:
        """Whether the answer shows its sources and notes: for people, or where the fields ask for it."""
        return self.format.for_people or not self.asked.isdisjoint(_CITATIONS)

    def apply(self, report: "Report") -> "Report":
        """Return the report with its tables in the asked order, with the asked fields."""
        tables = [table.sort(self.sort_by, reverse=self.reverse) for table in report.tables]
        return report._replace(
            tables=[table.select(self.fields) if self.fields else table for table in tables]
        )

    def page(self) -> Page:
        """Return what the answer is drawn on; a file takes all letters, and colour where it is asked for."""
        out, in_file = self.terminal.out, self.file is not None
        return Page(
            width=max(NARROWEST, out.width or _PIPE_WIDTH),
            colour=bool(self.terminal.colour) if in_file else self.terminal.coloured(out),
            links=out.smart and not in_file and self.terminal.colour is not False,
            unicode=in_file or out.unicode,
            heading=self.heading,
            empty=self.empty,
        )


def give(report: "Report", shape: Shape, inputs: Sequence[str], nothing: str = "") -> None:
    """Write the answer; what is not part of it (that `nothing` was found, a caveat) to standard error.

    `inputs` are the files that it was made of, which `-o` may not name.
    """
    report = shape.apply(report)
    empty = not report.all_rows()
    if empty:
        shape.terminal.tell(nothing or (NOTHING if report.conditions else _NOT_RECORDED))
    elif shape.bare and (caveat := report.bare_caveat()):
        shape.terminal.tell(caveat)
    if empty and shape.format.name == "tabel" and shape.file is None:
        return  # on a screen the note is enough; any other format is a whole document
    pieces = shape.format.render(report, shape.page())
    if shape.file is None:
        shape.terminal.answer(pieces, for_people=shape.format.for_people and not shape.format.utf_8)
    else:
        from ondermijning.writing import write

        write(pieces, shape.file, overwrite=shape.overwrite, inputs=list(inputs))


def answer(
    call: Call,
    ask: Callable[["Store", Shape, Any], "Table | list[Table]"],
    choose: Callable[[Mapping[str, Any], "Store"], Any] | None = None,
    nothing: str = "",
    inputs: Sequence[str] = (),
) -> "Report":
    """Ask a question of the dataset in use, give the answer and return it.

    `choose` finds out what the options that set conditions mean in that dataset, for `ask` to ask under them.
    `inputs` are the files that the question was made of.
    """
    shape = Shape(call)
    with call.open() as store:
        chosen = choose(call.given, store) if choose else None
        report = reported(store, ask(store, shape, chosen), chosen.in_words() if chosen else ())
    give(report, shape, [call.path, *inputs], nothing)
    return report
