"""`controleer`: whether a dataset is sound, and whether the source really says so."""

from typing import Annotated

from typer import Argument, Context, Exit, Option

from ondermijning.cli.answer import Shape, give, store_of
from ondermijning.cli.base import CallError
from ondermijning.cli.dataset import path_in_use
from ondermijning.cli.options import Data, ShapeOptions

HELP = """Controleer een dataset: elke fout met zijn regel, en wat wel mag maar te denken geeft.

Met --brontekst zoekt het elke bewering op in de tekst van haar bron: staat het fragment er,
en op de pagina die erbij staat?
"""
EXAMPLES = """Voorbeelden:

$ knooppunt controleer
$ knooppunt controleer eigen.yaml --streng
$ knooppunt controleer --brontekst kamerbrief-2022-11-04=brief.txt
"""

Bestand = Annotated[
    str | None,
    Argument(
        metavar="BESTAND",
        help="Een dataset; - leest de standaardinvoer. Zonder: de dataset in gebruik.",
    ),
]
Streng = Annotated[bool, Option("--streng", help="Stop ook met 1 bij een waarschuwing.")]
Brontekst = Annotated[
    list[str] | None,
    Option(
        "--brontekst",
        metavar="BRON=BESTAND",
        show_default=False,
        help="De tekst van een bron, zoals pdftotext die geeft. Mag vaker.",
    ),
]


def command(
    ctx: Context,
    shape: ShapeOptions,
    bestand: Bestand = None,
    streng: Streng = False,
    brontekst: Brontekst = None,
    data: Data = None,
) -> None:
    """Answer the call; exit 1 for an error, with `--streng` for a warning too, or a claim not found."""
    path = bestand or path_in_use(ctx, data)
    if brontekst:
        _evidence(ctx, path, Shape(shape), brontekst)
    else:
        _check(path, shape, streng=streng)


def _evidence(ctx: Context, path: str | None, shape: Shape, given: list[str]) -> None:
    from ondermijning.cli.progress import Progress
    from ondermijning.queries.evidence import FAILED, evidence

    store, texts = store_of(ctx, path), [_source_text(words) for words in given]
    with Progress("Beweringen opzoeken") as progress:
        table = evidence(store, texts, progress)
    outcome = table.place("uitkomst")
    give(table, shape, nothing="Op deze bron rust geen enkele bewering.")
    if any(row[outcome] in FAILED for row in table.rows):
        raise Exit(1)


def _source_text(words: str) -> tuple[str, str]:
    from ondermijning.problems import UnreadableError
    from ondermijning.store import read_bytes, shown_name

    bron, sign, path = words.partition("=")
    if not (bron and sign and path):
        raise CallError(f"--brontekst vraagt BRON=BESTAND, niet '{words}'.")
    try:
        return bron, read_bytes(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableError(
            f"{shown_name(path)}: geen UTF-8; zet de tekst om, bijvoorbeeld met iconv"
        ) from error


def _check(path: str | None, options: ShapeOptions, *, streng: bool) -> None:
    from ondermijning.checking import check
    from ondermijning.cli import output, report
    from ondermijning.cli.progress import Progress
    from ondermijning.store import default_path, read_bytes, shown_name

    path = path or default_path()
    raw = read_bytes(path)
    with Progress() as progress:
        checked = check(raw, shown_name(path), progress)
    if report.wants_table(options):
        give(report.table(checked), Shape(options), nothing=f"{shown_name(path)}: {report.summary(checked)}")
    else:
        output.to_standard_output(report.lines(checked, raw, shown_name(path)))
    if not checked.sound or (streng and checked.problems):
        raise Exit(1)
