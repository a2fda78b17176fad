"""`sql`: any question over the public tables, read only."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from ondermijning.cli.answer import Shape, answer, give
from ondermijning.cli.call import Call, Command, refuse_read_twice
from ondermijning.cli.dutch.command import Argument, CallError, Option
from ondermijning.cli.options import AGAIN, shape, whole_number
from ondermijning.text import is_utf_8

if TYPE_CHECKING:
    from ondermijning.problems import KnooppuntError
    from ondermijning.store import Store
    from ondermijning.table import Table

HELP = """Stel een vraag in SQL aan de openbare tabellen; u kunt alleen lezen, niets wijzigen.

Let bij optellen op: een onbekend bedrag is NULL en SUM slaat het over. Tel structureel en eenmalig geld
nooit bij elkaar op; kies eerst een soort. De taal is die van SQLite, zonder functies die meer zien dan hun
argumenten, zoals random(). Elke kolom heeft een eigen naam, en bevat tekst of eindige getallen. Een vraag
heeft hoogstens 1 GB geheugen, en het antwoord hoogstens een miljoen rijen en 512 MB.

$ knooppunt sql --tabellen
$ knooppunt sql "SELECT * FROM waarvan"
$ knooppunt sql - --waarde jaar=2022 < vraag.sql
"""


_PATIENCE = 1
"""Seconds that SQLite gets to end a question itself: within one step, on a long text, it does not."""


@Command(
    ("Meenemen", 30),
    "Elke vraag die in SQL te stellen is.",
    HELP,
    {"--tabellen": "queries.sql.COLUMNS"},
    shape(),
    Argument("VRAAG", "Een SELECT, tussen aanhalingstekens; - leest de vraag van de standaardinvoer.", "sql"),
    Option("--tabellen", "", "Toon welke tabellen en velden er zijn."),
    Option(
        "--waarde",
        "NAAM=WAARDE",
        f"Waarde voor :naam in de vraag: een getal (2022, 2mln) of een tekst.{AGAIN}",
        multiple=True,
    ),
    Option(
        "--tijd",
        "SECONDEN",
        "Hoe lang de vraag mag duren. Standaard: 30 seconden. [1 tot en met 86400]",
        default="30",
        read=whole_number(1, 86_400),
    ),
)
def command(call: Call, vraag: str | None, tabellen: bool, waarde: Sequence[str], tijd: int) -> None:
    """Give what SQLite answers to a question, or the tables."""
    if tabellen == (vraag is not None):
        raise CallError("stel een vraag, of vraag met --tabellen welke tabellen er zijn.")
    if tabellen:
        from ondermijning.queries.sql import tables
        from ondermijning.table import Report

        give(Report([tables()]), Shape(call), [])
        return
    piped = ["-"] if vraag == "-" else []
    refuse_read_twice([*piped, call.path])
    question = _read(vraag or "")

    def ask(store: "Store", *_: object) -> "Table":
        from ondermijning.queries import sql

        with _deadline(call, tijd + _PATIENCE, sql.too_late(tijd)):
            return sql.answer(store, question, sql.parameters(waarde), tijd)

    answer(call, ask, nothing="De vraag levert geen rijen op.", inputs=piped)


@contextmanager
def _deadline(call: Call, seconds: float, late: "KnooppuntError") -> Iterator[None]:
    """End the call with `late` where what is within takes longer, whatever it is busy with."""
    from threading import Timer

    from ondermijning.leaving import leave

    def end() -> None:
        call.terminal.tell(f"Fout: {late}")
        leave(late.exit_code)

    timer = Timer(seconds, end)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _read(vraag: str) -> str:
    if vraag != "-":
        if not is_utf_8(vraag):
            raise CallError("de vraag is geen UTF-8.")
        return vraag
    from ondermijning.files import MEGABYTE, read_bytes
    from ondermijning.problems import UnreadableError

    try:
        return read_bytes(vraag, most=MEGABYTE).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableError("de vraag op de standaardinvoer is geen UTF-8") from error
