"""`controleer`: whether a dataset is sound, and whether the source really says so."""

from typing import Annotated

from typer import Argument, Context, Exit, Option

from ondermijning.cli.answer import Shape, give, store_of
from ondermijning.cli.dataset import path_in_use, path_named
from ondermijning.cli.dutch.command import CallError
from ondermijning.cli.options import Data, ShapeOptions
from ondermijning.text import is_utf_8, visible

HELP = """Controleer een dataset: elke fout met zijn regel, en wat wel mag maar te denken geeft.

Met --brontekst wordt elke bewering opgezocht in de tekst van haar bron: staat het fragment er,
en op de pagina die erbij staat?
"""
EXAMPLES = """Voorbeelden:

$ knooppunt controleer
$ knooppunt controleer eigen.yaml --streng
$ knooppunt controleer --brontekst kamerbrief-2022-11-04=brief.txt
"""

_STANDARD_INPUT = ("-", "/dev/stdin", "/dev/fd/0")

Bestand = Annotated[
    str | None,
    Argument(
        metavar="BESTAND",
        help="Een dataset; - leest de standaardinvoer. Zonder: de dataset in gebruik.",
    ),
]
Streng = Annotated[bool, Option("--streng", help="Eindig ook met exitcode 1 bij een waarschuwing.")]
Brontekst = Annotated[
    list[str] | None,
    Option(
        "--brontekst",
        metavar="BRON=BESTAND",
        show_default=False,
        help="De tekst van een bron, zoals pdftotext die geeft. Mag meer keren.",
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
    if bestand and path_named(ctx, data):
        raise CallError("noem de dataset één keer: als BESTAND, of met --data.")
    path = bestand or path_in_use(ctx, data)
    _refuse_read_twice([path, *(words.partition("=")[2] for words in brontekst or ())])
    if brontekst:
        _evidence(ctx, path, Shape(shape), brontekst)
    else:
        _check(path, shape, streng=streng)


def _refuse_read_twice(paths: list[str | None]) -> None:
    """Refuse to read standard input for two things: the second would get nothing."""
    if sum(path in _STANDARD_INPUT for path in paths) > 1:
        raise CallError("de standaardinvoer is maar één keer te lezen; noem voor het andere een bestand.")


def _evidence(ctx: Context, path: str, shape: Shape, given: list[str]) -> None:
    from ondermijning.audit.evidence import FAILED, evidence
    from ondermijning.cli.progress import Progress

    pairs = [_pair(words) for words in given]
    texts = [(bron, _source_text(file)) for bron, file in pairs]
    with store_of(ctx, path) as store, Progress("Beweringen opzoeken") as progress:
        table = evidence(store, texts, progress)
    inputs = [path, *(file for _, file in pairs)]
    give(table, shape, inputs, nothing="Op deze bron rust geen enkele bewering.")
    if any(row["uitkomst"] in FAILED for row in table.rows):
        raise Exit(1)


def _pair(words: str) -> tuple[str, str]:
    bron, _, path = words.partition("=")
    if not (bron and path and is_utf_8(bron)):
        raise CallError(f"--brontekst vraagt BRON=BESTAND, niet '{visible(words)}'.")
    return bron, path


def _source_text(path: str) -> str:
    from ondermijning.files import MEGABYTE, read_bytes, shown_name
    from ondermijning.problems import UnreadableError

    try:
        return read_bytes(path, most=16 * MEGABYTE).decode("utf-8-sig")  # thousands of pages
    except UnicodeDecodeError as error:
        raise UnreadableError(
            f"{shown_name(path)}: geen UTF-8; zet de tekst om, bijvoorbeeld met iconv"
        ) from error


def _check(path: str, options: ShapeOptions, *, streng: bool) -> None:
    from ondermijning.audit.check import check
    from ondermijning.cli import output, report
    from ondermijning.cli.progress import Progress
    from ondermijning.files import shown_name
    from ondermijning.store import read_dataset

    raw = read_dataset(path)
    with Progress() as progress:
        checked = check(raw, shown_name(path), progress)
    if report.wants_table(options):
        summary = f"{shown_name(path)}: {report.summary(checked)}"
        give(report.table(checked), Shape(options), [path], nothing=summary)
    else:
        output.to_standard_output(report.lines(checked, raw, shown_name(path)), for_people=True)
    if not checked.sound or (streng and checked.problems):
        raise Exit(1)
