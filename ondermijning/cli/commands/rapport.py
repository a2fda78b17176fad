"""`rapport`: everything as one web page that anyone can read and print."""

from ondermijning.cli.answer import NOTHING
from ondermijning.cli.call import Call, Command, reported
from ondermijning.cli.dutch.command import CallError
from ondermijning.cli.options import data, filter_of, filters, overschrijf, uitvoer

HELP = """Maak één webpagina van alles, of van een deel ervan, om te mailen en te printen.

In het rapport staan de bedragen, de jaren, wat onbekend is, of totalen uit bronnen kloppen, elk
knooppunt, en elke bron met wat eruit komt. De voorwaarden bepalen welke knooppunten in het rapport
staan en welk geld meetelt in de totalen; van zo'n knooppunt staat er alles wat bekend is. De pagina
staat op zichzelf: ze haalt niets van internet en bevat geen scripts.

$ knooppunt rapport -o rapport.html
$ knooppunt rapport --type zeehaven -o zeehavens.html
"""


@Command(
    ("Meenemen", 10),
    "Alles als één webpagina, om te mailen of te printen.",
    HELP,
    {},
    [*filters(), data()],
    uitvoer(),
    overschrijf(),
)
def command(call: Call, uitvoer: str | None, overschrijf: bool) -> None:
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
