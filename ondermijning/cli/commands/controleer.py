"""`controleer`: whether a dataset is sound, and whether the source really says so."""

from typing import Annotated

from typer import Argument, Context, Exit, Option

from ondermijning.cli import diagnosis
from ondermijning.cli.answer import Fields, Shape, give, open_dataset, reported
from ondermijning.cli.dataset import path_in_use, path_named, refuse_read_twice
from ondermijning.cli.dutch.command import CallError
from ondermijning.cli.options import AnswerOptions
from ondermijning.text import is_utf_8, visible

GROUP, RANK, ALIASES = "Vertrouwen", 40, ()
SUMMARY = "Of een dataset deugt: elke fout met zijn regel."
HELP = """Controleer een dataset: elke fout met zijn regel, en wat wel mag maar te denken geeft.

Met --brontekst wordt elke bewering opgezocht in de tekst van haar bron: staat het fragment er,
en op de pagina die erbij staat?
"""
EXAMPLES = """
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


def fields() -> Fields:
    """Return the fields that an answer may have: of problems or, with `--brontekst`, of claims."""
    from ondermijning.audit.evidence import COLUMNS

    return [*diagnosis.COLUMNS, *COLUMNS]


def command(
    ctx: Context,
    bestand: Bestand = None,
    streng: Streng = False,
    brontekst: Brontekst = None,
    *,
    options: AnswerOptions,
) -> None:
    """Need a dataset, maybe texts of its sources; give each problem, or each claim and whether it is there.

    Exit 1 for an error, with `--streng` for a warning too, or for a claim that is not found.
    """
    if bestand and path_named(ctx):
        raise CallError("noem de dataset één keer: als BESTAND, of met --data.")
    path = bestand or path_in_use(ctx)
    refuse_read_twice([path, *(words.partition("=")[2] for words in brontekst or ())])
    if brontekst:
        _evidence(ctx, path, Shape(ctx.obj, options), brontekst)
    else:
        _check(ctx, path, options, streng=streng)


def _evidence(ctx: Context, path: str, shape: Shape, given: list[str]) -> None:
    from ondermijning.audit.evidence import FAILED, look_up_claims

    pairs = [_pair(words) for words in given]
    texts = [(bron, _source_text(file)) for bron, file in pairs]
    with open_dataset(ctx, path) as store, ctx.obj.progress("Beweringen opzoeken") as progress:
        report = reported(store, look_up_claims(store, texts, progress))
    inputs = [path, *(file for _, file in pairs)]
    give(report, shape, inputs, nothing="Op deze bron rust geen enkele bewering.")
    if any(row["uitkomst"] in FAILED for row in report.all_rows()):
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


def _check(ctx: Context, path: str, options: AnswerOptions, *, streng: bool) -> None:
    from ondermijning.audit.check import check
    from ondermijning.files import shown_name
    from ondermijning.store import read_dataset
    from ondermijning.table import Report

    raw, name = read_dataset(path), shown_name(path)
    with ctx.obj.progress() as progress:
        checked = check(raw, name, progress)
    if options.ask_for_a_format():
        summary = f"{name}: {diagnosis.summary(checked)}"
        give(Report([diagnosis.table(checked)]), Shape(ctx.obj, options), [path], nothing=summary)
    else:
        ctx.obj.answer(diagnosis.lines(checked, raw, name, ctx.obj.out), for_people=True)
    if not checked.sound or (streng and checked.problems):
        raise Exit(1)
