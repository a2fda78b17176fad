"""`sql`: any question over the public tables, read only."""

from typing import TYPE_CHECKING, Annotated

from typer import Argument, Context, Option

from ondermijning.cli.answer import NO_FILTERS, Fields, Shape, answer, give
from ondermijning.cli.completion import offers
from ondermijning.cli.dataset import path_in_use, refuse_read_twice
from ondermijning.cli.dutch.command import CallError
from ondermijning.cli.options import AnswerOptions
from ondermijning.text import is_utf_8

if TYPE_CHECKING:
    from ondermijning.store import Store
    from ondermijning.table import Table

GROUP, RANK, ALIASES = "Meenemen", 30, ()
SUMMARY = "Elke vraag die in SQL te stellen is."
HELP = """Stel een vraag in SQL aan de openbare tabellen; u kunt alleen lezen, niets wijzigen.

Let bij optellen op: een onbekend bedrag is NULL en SUM slaat het over. Tel structureel en eenmalig geld
nooit bij elkaar op; kies eerst een soort. De taal is die van SQLite, zonder functies die meer zien dan hun
argumenten, zoals random(). Elke kolom heeft een eigen naam, en bevat tekst of eindige getallen. Een vraag
heeft hoogstens 1 GB geheugen, en het antwoord hoogstens een miljoen rijen en 512 MB.
"""
EXAMPLES = """
$ knooppunt sql --tabellen
$ knooppunt sql "SELECT * FROM waarvan"
$ knooppunt sql - --waarde jaar=2022 < vraag.sql
"""

Vraag = Annotated[
    str | None,
    Argument(
        metavar="VRAAG",
        help="Een SELECT, tussen aanhalingstekens; - leest de vraag van de standaardinvoer.",
        autocompletion=offers.sql,
    ),
]
Tabellen = Annotated[bool, Option("--tabellen", help="Toon welke tabellen en velden er zijn.")]
Waarde = Annotated[
    list[str] | None,
    Option(
        "--waarde",
        metavar="NAAM=WAARDE",
        show_default=False,
        help="Waarde voor :naam in de vraag: een getal (2022, 2mln) of een tekst. U mag deze optie herhalen.",
    ),
]
Tijd = Annotated[
    int,
    Option(
        "--tijd",
        metavar="SECONDEN",
        min=1,
        max=86_400,
        help="Hoe lang de vraag mag duren. Standaard: 30 seconden.",
        show_default=False,
    ),
]


_PATIENCE = 1
"""Seconds that SQLite gets to end a question itself: within one step, on a long text, it does not."""


def fields() -> Fields:
    """Return the fields that the list of tables has; those of an answer are named by the question."""
    from ondermijning.queries.sql import COLUMNS

    return {"--tabellen": COLUMNS}


def command(
    ctx: Context,
    vraag: Vraag = None,
    tabellen: Tabellen = False,
    waarde: Waarde = None,
    tijd: Tijd = 30,
    *,
    options: AnswerOptions,
) -> None:
    """Need a question, or none for the tables; give what SQLite answers."""
    if tabellen == (vraag is not None):
        raise CallError("stel een vraag, of vraag met --tabellen welke tabellen er zijn.")
    if tabellen:
        _tables(ctx, options)
        return
    piped = ["-"] if vraag == "-" else []
    refuse_read_twice([*piped, path_in_use(ctx)])
    question = _read(vraag or "")

    def ask(store: "Store", *_: object) -> "Table":
        from ondermijning.cli.deadline import deadline
        from ondermijning.queries import sql

        with deadline(ctx.obj, tijd + _PATIENCE, sql.too_late(tijd)):
            return sql.answer(store, question, sql.parameters(waarde or ()), tijd)

    answer(ctx, options, NO_FILTERS, ask, nothing="De vraag levert geen rijen op.", inputs=piped)


def _tables(ctx: Context, options: AnswerOptions) -> None:
    from ondermijning.queries.sql import tables
    from ondermijning.table import Report

    give(Report([tables()]), Shape(ctx.obj, options), [])


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
