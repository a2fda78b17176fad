"""A check of a dataset in a call of `controleer`: alone, or with the texts of its sources beside it."""

import os
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from typing import TYPE_CHECKING

from typer import Context

from ondermijning.cli import diagnosis, evidence
from ondermijning.cli.answer import Shape, give, open_dataset, reported
from ondermijning.cli.dutch.command import CallError
from ondermijning.cli.options import AnswerOptions, one_of
from ondermijning.text import fold

if TYPE_CHECKING:
    from ondermijning.audit.check import Checked
    from ondermijning.problems import Problem
    from ondermijning.store import Store

_WITHOUT_TEXT = "bron-zonder-tekst"


def refused(behalve: Sequence[str], *, streng: bool) -> Collection[str]:
    """Return the codes of the warnings that end the call with 1; raises CallError."""
    if behalve and not streng:
        raise CallError("gebruik --behalve samen met --streng.")
    if not streng:
        return ()
    from ondermijning.codes import Code

    warnings = [code.value for code in Code if code.severity == "waarschuwing"]
    accepted = {_warning(word, warnings, list(Code)) for word in behalve}
    return [code for code in warnings if code not in accepted]


def _warning(word: str, warnings: list[str], codes: Collection[str]) -> str:
    if fold(word) in codes and fold(word) not in warnings:
        raise CallError(
            f"'{word}' is een fout; u kunt alleen waarschuwingen overslaan.", param_hint="--behalve"
        )
    return one_of("waarschuwing {} bestaat niet", word, warnings, "--behalve")


def check(ctx: Context, path: str, options: AnswerOptions, refused: Collection[str]) -> bool:
    """Give each problem, and tell of the sources whose texts are in the folder that the environment names."""
    from ondermijning.table import Report

    with _checked(ctx, path) as (raw, name, checked):
        if options.ask_for_a_format():
            table, summary = diagnosis.table(checked, name), f"{name}: {diagnosis.summary(checked)}"
            report = reported(checked.store, table) if checked.store else Report([table])
            give(report, Shape(ctx.obj, options), [path], nothing=summary)
        else:
            ctx.obj.answer(diagnosis.lines(checked, raw, name, ctx.obj.out), for_people=True)
        if not checked.store:
            return False
        well = not _doubts(checked, refused)
        if folder := os.environ.get("KNOOPPUNT_BRONMAP"):
            complete = _WITHOUT_TEXT in refused
            well = evidence.tell_sources(ctx, checked.store, folder, complete=complete) and well
        return well


def check_texts(
    ctx: Context,
    path: str,
    shape: Shape,
    texts: Sequence[tuple[str, str]],
    folder: str | None,
    refused: Collection[str],
) -> bool:
    """Give the claims on the sources with these `texts`, or each source beside its text in `folder`."""
    with _sound(ctx, path, refused) as (store, doubts):
        for doubt in doubts:
            ctx.obj.tell(str(doubt))
        if folder is None:
            well = evidence.give_claims(ctx, path, shape, store, texts)
        else:
            complete = _WITHOUT_TEXT in refused
            well = evidence.give_sources(ctx, path, shape, store, folder, complete=complete)
    return well and not doubts


@contextmanager
def _sound(ctx: Context, path: str, refused: Collection[str]) -> "Iterator[tuple[Store, list[Problem]]]":
    """Give a dataset, open, and the doubts about it that end the call. Raises DatasetError."""
    from ondermijning.problems import DatasetError

    if not refused:
        with open_dataset(ctx, path) as store:
            yield store, []
        return
    with _checked(ctx, path) as (_, _, checked):
        if not checked.store:
            raise DatasetError(checked.problems)
        yield checked.store, _doubts(checked, refused)


@contextmanager
def _checked(ctx: Context, path: str) -> "Iterator[tuple[bytes, str, Checked]]":
    """Give what is in the dataset, its name in messages, and what is found, with the dataset open."""
    from ondermijning.audit.check import check
    from ondermijning.files import shown_name
    from ondermijning.store import read_dataset

    raw, name = read_dataset(path), shown_name(path)
    with ctx.obj.progress() as progress:
        checked = check(raw, name, progress)
    with checked.store or nullcontext():
        yield raw, name, checked


def _doubts(checked: "Checked", refused: Collection[str]) -> "list[Problem]":
    return [problem for problem in checked.problems if problem.code in refused]
