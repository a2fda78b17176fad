"""The texts of sources beside the claims that rest on them, for `controleer`: one by one or a folder."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from typer import Context

from ondermijning.cli.answer import Shape, give, reported
from ondermijning.cli.dutch.command import CallError
from ondermijning.text import is_utf_8, visible

if TYPE_CHECKING:
    from ondermijning.audit.folder_evidence import FolderEvidence
    from ondermijning.store import Store


def pair(words: str) -> tuple[str, str]:
    """Return the source and the file that `BRON=BESTAND` names; raises CallError."""
    bron, _, path = words.partition("=")
    if not (bron and path and is_utf_8(bron)):
        raise CallError(f"achter --brontekst hoort BRON=BESTAND, niet '{visible(words)}'.")
    return bron, path


def give_claims(
    ctx: Context, path: str, shape: Shape, store: "Store", texts: Sequence[tuple[str, str]]
) -> bool:
    """Answer with each claim on the sources whose texts are in these files; return whether all are found.

    `store` is the dataset in `path`.
    """
    from ondermijning.audit.evidence import FAILED, look_up_claims
    from ondermijning.audit.source_file import read_source
    from ondermijning.queries.claims import ClaimFilter

    read = [(bron, read_source(file)) for bron, file in texts]
    with ctx.obj.progress("Beweringen opzoeken") as progress:
        asked = ClaimFilter(bron=[bron for bron, _ in read])
        report = reported(store, look_up_claims(store, read, progress), asked)
    inputs = [path, *(file for _, file in texts)]
    give(report, shape, inputs, nothing="Geen enkele bewering in de dataset verwijst naar deze bron.")
    return not any(row["uitkomst"] in FAILED for row in report.all_rows())


def give_sources(
    ctx: Context, path: str, shape: Shape, store: "Store", folder: str, *, complete: bool
) -> bool:
    """Answer with each source and what is found of it in its text in `folder`; return whether all is well.

    People also get the claims that are not found. `store` is the dataset in `path`. `complete`: a source
    without text is not well.
    """
    from ondermijning.audit.folder_evidence import without_text

    found, well = _look_up(ctx, store, folder, complete=complete)
    if complete and found.without and not shape.format.for_people:  # whose notes say so
        ctx.obj.tell(without_text(found.without))
    whole = shape.format.for_people and not (shape.fields or shape.options.sorteer)
    tables = [found.sources, found.failed] if whole and found.failed.rows else [found.sources]
    give(reported(store, tables), shape, [path, *found.files], nothing="In de dataset staan geen bronnen.")
    return well


def tell_sources(ctx: Context, store: "Store", folder: str, *, complete: bool) -> bool:
    """Tell beside another answer what `give_sources` would answer with; return whether all is well."""
    from ondermijning.audit.evidence import failure

    found, well = _look_up(ctx, store, folder, complete=complete)
    for line in (*map(failure, found.failed.rows), *found.sources.notes):
        ctx.obj.tell(line)
    return well


def _look_up(ctx: Context, store: "Store", folder: str, *, complete: bool) -> "tuple[FolderEvidence, bool]":
    """Return what is found in `folder`, and whether all is well; tell which texts cannot be read."""
    from ondermijning.audit.folder_evidence import look_up_folder

    with ctx.obj.progress("Bronnen lezen") as progress:
        found = look_up_folder(store, folder, progress)
    for why in found.unreadable:
        ctx.obj.tell(f"Fout: {why}")
    return found, not (found.failed.rows or found.unreadable or (complete and found.without))
