"""`rapport`: everything as one web page that anyone can read and print."""

from typer import Context

from ondermijning.cli.answer import NOTHING, Fields, open_dataset, reported
from ondermijning.cli.dataset import path_in_use
from ondermijning.cli.dutch.command import CallError
from ondermijning.cli.options import Data, FilterOptions, Overschrijf, Uitvoer
from ondermijning.cli.words import words_of

GROUP, RANK, ALIASES = "Meenemen", 10, ()
SUMMARY = "Alles als één webpagina, om te mailen of te printen."
HELP = """Maak één webpagina van alles, of van een deel ervan, om te mailen en te printen.

In het rapport staan de bedragen, de jaren, wat onbekend is, of totalen uit bronnen kloppen, elk
knooppunt, en elke bron met wat eruit komt. De voorwaarden bepalen welke knooppunten in het rapport
staan en welk geld meetelt in de totalen; van zo'n knooppunt staat er alles wat bekend is. De pagina
staat op zichzelf: ze haalt niets van internet en bevat geen scripts.
"""
EXAMPLES = """
$ knooppunt rapport -o rapport.html
$ knooppunt rapport --type zeehaven -o zeehavens.html
"""


def fields() -> Fields:
    """Return no fields: a page is no table."""
    return {}


def command(
    ctx: Context,
    filters: FilterOptions,
    uitvoer: Uitvoer = None,
    overschrijf: Overschrijf = False,
    data: Data = None,  # noqa: ARG001 - read from the context
) -> None:
    """Need filters or none; write the page to a file, or to a pipe."""
    from hashlib import sha256
    from os.path import splitext

    from ondermijning import __version__
    from ondermijning.export.report import Made, chosen_hubs, page
    from ondermijning.files import shown_name
    from ondermijning.store import read_dataset
    from ondermijning.writing import write

    terminal, path = ctx.obj, path_in_use(ctx)
    if uitvoer is None and terminal.out.is_terminal:
        raise CallError(
            "een webpagina past niet op een scherm; geef met -o een bestand op, zoals rapport.html."
        )
    if uitvoer is not None and splitext(uitvoer)[1].lower() not in ("", ".html", ".htm"):
        raise CallError(
            "een rapport is een webpagina; geef een naam op die eindigt op .html. Een browser maakt er "
            "een PDF van."
        )
    raw, name = read_dataset(path), _name(path)
    made = Made(__version__, _call(ctx, path, name), shown_name(name), sha256(raw).hexdigest())
    with open_dataset(ctx, path, raw) as store, terminal.progress("Rapport maken") as progress:
        chosen = filters.chosen(store)
        pieces = page(store, chosen, reported(store, [], chosen), made, progress)
        if not chosen_hubs(store, chosen):
            terminal.tell(NOTHING)
        if uitvoer is not None:
            write(pieces, uitvoer, overwrite=overschrijf, inputs=[path])
        else:
            terminal.answer(pieces)


def _name(path: str) -> str:
    """Return what a dataset is called where it is: `-` where it is no file."""
    from os.path import basename

    from ondermijning.files import STANDARD_INPUT, stream

    return STANDARD_INPUT if stream(path) else basename(path)


def _call(ctx: Context, path: str, name: str) -> str:
    """Return the call that makes the same page again, for a shell in the folder of the dataset."""
    from shlex import join

    from ondermijning.store import default_path
    from ondermijning.text import visible

    data = [] if path == default_path() else ["--data", name]
    call = join([*words_of(ctx, "uitvoer", "overschrijf", "data"), *data, "-o", "rapport.html"])
    return visible(call, most=len(call))
