"""The flow of `controleer`: a dataset is read once and checked once."""

import os
from collections.abc import Collection, Sequence
from contextlib import nullcontext
from typing import TYPE_CHECKING

from ondermijning.cli import diagnosis
from ondermijning.cli.answer import Shape, give
from ondermijning.cli.call import Call, refuse_read_twice, reported
from ondermijning.cli.dutch.command import CallError
from ondermijning.cli.options import one_of
from ondermijning.files import shown_name
from ondermijning.problems import DatasetError
from ondermijning.text import fold, is_utf_8, visible

if TYPE_CHECKING:
    from ondermijning.audit.check import Checked
    from ondermijning.audit.evidence import FolderEvidence
    from ondermijning.store import Store


class Checking:
    """One call of `controleer`: its dataset, the texts of sources that it names, and what is not well.

    `refused` are the codes of the warnings that end it with 1. `asked` is None where no table is.
    """

    def __init__(self, call: Call, path: str) -> None:
        """Resolve the options; raises CallError where they contradict each other."""
        given = call.given
        self.call, self.tell, self.path, self.folder = call, call.terminal.tell, path, given["bronmap"]
        if given["brontekst"] and self.folder:
            raise CallError("kies één van --brontekst en --bronmap.")
        self.texts = [_pair(words) for words in given["brontekst"]]
        refuse_read_twice([path, *(file for _, file in self.texts)])
        self.refused = _refused(given["behalve"], streng=given["streng"])
        self.complete = "bron-zonder-tekst" in self.refused
        self.looks_up = bool(self.texts or self.folder)
        self.asked = Shape(call) if self.looks_up or call.asks_for_a_format else None

    def answered(self) -> bool:
        """Answer the call; return whether all is well."""
        if self.looks_up and not self.refused:
            with self.call.open(self.path) as store:
                return self._give_texts(store)
        raw, checked = self._checked()
        doubts = [problem for problem in checked.problems if problem.code in self.refused]
        with checked.store or nullcontext():
            if not self.looks_up:
                self._give_problems(raw, checked)
                well = checked.store is not None and self._tell_sources(checked.store)
            elif checked.store is None:
                raise DatasetError(checked.problems)
            else:
                for doubt in doubts:
                    self.tell(str(doubt))
                well = self._give_texts(checked.store)
        return well and not doubts

    def _checked(self) -> "tuple[bytes, Checked]":
        """Return what is in the dataset, and what a check of it found."""
        from ondermijning.audit.check import check
        from ondermijning.store import read_dataset

        raw = read_dataset(self.path)
        with self.call.terminal.progress() as progress:
            return raw, check(raw, shown_name(self.path), progress)

    def _give_problems(self, raw: bytes, checked: "Checked") -> None:
        """Answer with each problem: as a table where one is asked for, else as compilers do."""
        name, terminal = shown_name(self.path), self.call.terminal
        if not self.asked:
            terminal.answer(diagnosis.lines(checked, raw, name, terminal.out), for_people=True)
            return
        report = reported(checked.store, diagnosis.table(checked, name))
        give(report, self.asked, [self.path], nothing=f"{name}: {diagnosis.summary(checked)}")

    def _give_texts(self, store: "Store") -> bool:
        """Answer with what is found in the texts of sources; return whether all is well."""
        shape = self.asked or Shape(self.call)
        return self._give_claims(store, shape) if self.texts else self._give_sources(store, shape)

    def _give_claims(self, store: "Store", shape: Shape) -> bool:
        """Answer with each claim on the sources of `--brontekst`."""
        from ondermijning.audit.evidence import FAILED, look_up_claims
        from ondermijning.audit.source_file import read_source
        from ondermijning.queries.claims import ClaimFilter

        read = [(bron, read_source(file)) for bron, file in self.texts]
        with self.call.terminal.progress("Beweringen opzoeken") as progress:
            chosen = ClaimFilter(bron=[bron for bron, _ in read])
            report = reported(store, look_up_claims(store, read, progress), chosen.in_words())
        inputs = [self.path, *(file for _, file in self.texts)]
        give(report, shape, inputs, nothing="Geen enkele bewering in de dataset verwijst naar deze bron.")
        return not any(row["uitkomst"] in FAILED for row in report.all_rows())

    def _give_sources(self, store: "Store", shape: Shape) -> bool:
        """Answer with each source and what is found in its text; people also get what is not."""
        from ondermijning.audit.evidence import without_text

        found, well = self._look_up(store, self.folder)
        if self.complete and found.without and not shape.format.for_people:  # whose notes say so
            self.tell(without_text(found.without))
        whole = shape.format.for_people and not (shape.fields or shape.sort_by)
        tables = [found.sources, found.failed] if whole and found.failed.rows else [found.sources]
        nothing = "In de dataset staan geen bronnen."
        give(reported(store, tables), shape, [self.path, *found.files], nothing=nothing)
        return well

    def _tell_sources(self, store: "Store") -> bool:
        """Tell of the sources whose texts are in the folder that the environment names, if any."""
        from ondermijning.audit.evidence import failure

        folder = os.environ.get("KNOOPPUNT_BRONMAP")
        if not folder:
            return True
        found, well = self._look_up(store, folder)
        for line in (*map(failure, found.failed.rows), *found.sources.notes):
            self.tell(line)
        return well

    def _look_up(self, store: "Store", folder: str) -> "tuple[FolderEvidence, bool]":
        """Return what is found in `folder`, and whether all is well; tell which texts cannot be read."""
        from ondermijning.audit.evidence import look_up_folder

        with self.call.terminal.progress("Bronnen lezen") as progress:
            found = look_up_folder(store, folder, progress)
        for why in found.unreadable:
            self.tell(f"Fout: {why}")
        return found, not (found.failed.rows or found.unreadable or (self.complete and found.without))


def _pair(words: str) -> tuple[str, str]:
    """Return the source and the file that `BRON=BESTAND` names; raises CallError."""
    bron, _, path = words.partition("=")
    if not (bron and path and is_utf_8(bron)):
        raise CallError(f"achter --brontekst hoort BRON=BESTAND, niet '{visible(words)}'.")
    return bron, path


def _refused(behalve: Sequence[str], *, streng: bool) -> Collection[str]:
    """Return the codes of the warnings that end the call with 1; raises CallError."""
    if behalve and not streng:
        raise CallError("gebruik --behalve samen met --streng.")
    if not streng:
        return ()
    from ondermijning.codes import Code

    warnings = [code.value for code in Code if code.severity == "waarschuwing"]
    for word in behalve:
        if fold(word) in list(Code) and fold(word) not in warnings:
            text = f"'{word}' is een fout; u kunt alleen waarschuwingen overslaan."
            raise CallError(text, param_hint="--behalve")
    accepted = {one_of("waarschuwing {} bestaat niet", word, warnings, "--behalve") for word in behalve}
    return [code for code in warnings if code not in accepted]
