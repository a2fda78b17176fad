"""Commands that take the dataset along, to another program or another person."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from ondermijning.cli.answer import NOTHING, Shape, answer, give
from ondermijning.cli.call import Call, Command, refuse_read_twice, reported
from ondermijning.cli.dutch.command import Argument, CallError, Option
from ondermijning.cli.options import (
    again,
    data,
    filter_of,
    filters,
    overschrijf,
    shape,
    uitvoer,
    whole_number,
)
from ondermijning.text import any_of, is_utf_8, visible

if TYPE_CHECKING:
    from ondermijning.problems import KnooppuntError
    from ondermijning.store import Store
    from ondermijning.table import Table


@Command(
    "Alles als één webpagina, om te mailen of te printen.",
    """Maak één webpagina van alles, of van een deel ervan, om te mailen en te printen.

In het rapport staan de bedragen, de jaren, wat onbekend is, of totalen uit bronnen kloppen, elk
knooppunt, en elke bron met wat eruit komt. De voorwaarden bepalen welke knooppunten in het rapport
staan en welk geld meetelt in de totalen; van zo'n knooppunt staat er alles wat bekend is. De pagina
staat op zichzelf: ze haalt niets van internet en bevat geen scripts.

$ knooppunt rapport -o rapport.html
$ knooppunt rapport --type zeehaven -o zeehavens.html""",
    {},
    lambda: [uitvoer(), overschrijf(), *filters(), data()],
)
def rapport(call: Call, uitvoer: str | None, overschrijf: bool) -> None:
    """Write the page to a file, or to a pipe."""
    from os.path import splitext

    from ondermijning.export.report import chosen_hubs, page
    from ondermijning.store import read_dataset
    from ondermijning.writing import write

    if uitvoer is None and call.terminal.out.is_terminal:
        raise CallError(
            "een webpagina past niet op een scherm; geef met -o een bestand op, zoals rapport.html."
        )
    if uitvoer is not None and splitext(uitvoer)[1].lower() not in ("", ".html", ".htm"):
        raise CallError(
            "een rapport is een webpagina; geef een naam op die eindigt op .html. Een browser maakt er "
            "een PDF van."
        )
    raw = read_dataset(call.path)
    with call.open(raw=raw) as store, call.terminal.progress("Rapport maken") as progress:
        chosen = filter_of(call.given, store)
        pieces = page(store, chosen, reported(store, [], chosen.in_words()), _made(call, raw), progress)
        if not chosen_hubs(store, chosen):
            call.terminal.tell(NOTHING)
        if uitvoer is not None:
            write(pieces, uitvoer, overwrite=overschrijf, inputs=[call.path])
        else:
            call.terminal.answer(pieces)


def _made(call: Call, raw: bytes) -> dict[str, str]:
    """Return what the page says of its making, with the call that makes it again beside the dataset."""
    from hashlib import sha256
    from os.path import basename
    from shlex import join

    from ondermijning import __version__
    from ondermijning.files import STANDARD_INPUT, shown_name, stream
    from ondermijning.store import default_path
    from ondermijning.text import visible

    name = STANDARD_INPUT if stream(call.path) else basename(call.path)
    of_data = [] if call.path == default_path() else ["--data", name]
    again = join([*_words(call, "uitvoer", "overschrijf", "data"), *of_data, "-o", "rapport.html"])
    return {
        "version": __version__,
        "call": visible(again, most=len(again)),
        "dataset": shown_name(name),
        "sha256": sha256(raw).hexdigest(),
    }


def _words(call: Call, *but: str) -> list[str]:
    """Return the words of the call: its command and the options it gives, without those in `but`."""
    words = ["knooppunt", call.name]
    for param in call.params:
        given = call.given.get(str(param.name))
        if param.name in but or given in (None, False, ()):
            continue
        for value in given if isinstance(given, tuple) else [given]:
            words += [param.opts[-1]] if value is True else [param.opts[-1], str(value)]
    return words


@Command(
    "De hele dataset als spreadsheet, datapakket of database.",
    """Schrijf de hele dataset weg, om er elders mee verder te gaan.

De extensie van DOEL bepaalt wat er ontstaat: met .xlsx of .ods een spreadsheet met een overzicht en
een blad per tabel, met .sqlite een database. Een naam zonder extensie, of met een / aan het eind,
wordt een map: een Data Package met een CSV-bestand per tabel.

$ knooppunt exporteer knooppunten.ods
$ knooppunt exporteer knooppunten.sqlite
$ knooppunt exporteer pakket --parquet""",
    {},
    lambda: [
        Argument("DOEL", "Naam van het bestand of de map.", required=True),
        Option(
            "--parquet",
            "",
            "Een map met Parquet-bestanden in plaats van CSV, met voorbeeldvragen in SQL erbij.",
        ),
        overschrijf("Vervang een bestand dat al bestaat, of de map van een eerdere export."),
        data(),
    ],
)
def exporteer(call: Call, doel: str, parquet: bool, overschrijf: bool) -> None:
    """Write the dataset in use to a file or a folder, and say on standard error what it has become."""
    from ondermijning.export.targets import FILES, ending, export
    from ondermijning.files import shown_name

    if doel == "-":
        raise CallError("dit past niet op de standaarduitvoer; geef een bestand of een map op.")
    if ending(doel) not in ("", *FILES):
        raise CallError(
            f"'{visible(doel)}' heeft geen extensie die hier kan: {any_of(FILES)}. "
            "Een map heeft geen extensie, of een / aan het eind."
        )
    if parquet and ending(doel):
        raise CallError(f"--parquet maakt een map; geef een DOEL zonder {any_of(FILES)} op.")
    with call.open() as store, call.terminal.progress("Dataset wegschrijven") as progress:
        inputs = [call.path]
        made = export(store, doel, progress, parquet=parquet, overwrite=overschrijf, inputs=inputs)
    call.terminal.tell(f"{shown_name(doel)} is gemaakt {made}")


_PATIENCE = 1
"""Seconds that SQLite gets to end a question itself: within one step, on a long text, it does not."""


@Command(
    "Elke vraag die in SQL te stellen is.",
    """Stel een vraag in SQL aan de openbare tabellen; u kunt alleen lezen, niets wijzigen.

Let bij optellen op: een onbekend bedrag is NULL en SUM slaat het over. Tel structureel en eenmalig geld
nooit bij elkaar op; kies eerst een soort. De taal is die van SQLite, zonder functies die meer zien dan hun
argumenten, zoals random(). Elke kolom heeft een eigen naam, en bevat tekst of eindige getallen. Een vraag
heeft hoogstens 1 GB geheugen, en het antwoord hoogstens een miljoen rijen en 512 MB.

$ knooppunt sql --tabellen
$ knooppunt sql "SELECT * FROM waarvan"
$ knooppunt sql - --waarde jaar=2022 < vraag.sql""",
    {"--tabellen": "queries.sql.COLUMNS"},
    lambda: [
        Argument(
            "VRAAG", "Een SELECT, tussen aanhalingstekens; - leest de vraag van de standaardinvoer.", "sql"
        ),
        Option("--tabellen", "", "Toon welke tabellen en velden er zijn."),
        again(
            "--waarde", "NAAM=WAARDE", "Waarde voor :naam in de vraag: een getal (2022, 2mln) of een tekst."
        ),
        Option(
            "--tijd",
            "SECONDEN",
            "Hoe lang de vraag mag duren. Standaard: 30 seconden. [1 tot en met 86400]",
            default="30",
            read=whole_number(1, 86_400),
        ),
        *shape(),
    ],
)
def sql(call: Call, vraag: str | None, tabellen: bool, waarde: Sequence[str], tijd: int) -> None:
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
