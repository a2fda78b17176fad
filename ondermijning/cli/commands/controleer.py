"""`controleer`: whether a dataset is sound, and whether the source really says so."""

import os
from collections.abc import Collection, Sequence
from contextlib import nullcontext
from typing import TYPE_CHECKING

from typer import Exit

from ondermijning.cli import diagnosis
from ondermijning.cli.answer import Shape, give
from ondermijning.cli.call import Call, Command, refuse_read_twice, reported
from ondermijning.cli.dutch.command import Argument, CallError, Option
from ondermijning.cli.options import AGAIN, DATASET, one_of, shape
from ondermijning.problems import DatasetError
from ondermijning.text import fold, is_utf_8, visible

if TYPE_CHECKING:
    from ondermijning.audit.check import Checked
    from ondermijning.audit.evidence import FolderEvidence
    from ondermijning.store import Store

HELP = """Controleer een dataset: elke fout met de regel erbij, en een waarschuwing voor wat opvalt.

Kiest u geen formaat, geen velden en geen uitvoer, dan is het antwoord geen tabel maar een regel per
bevinding, met daaronder de plek in het bestand. Met --brontekst of --bronmap is het wel een tabel.

Met --brontekst wordt elke bewering opgezocht in de tekst van de bron (een PDF, een bewaarde webpagina
of platte tekst): staat het fragment er, en op de genoemde pagina? Met --bronmap gebeurt dat voor alle
bronnen waarvan de tekst in een map staat, in een bestand dat heet naar het id van de bron: BRON.pdf,
.html, .htm, .mhtml, .mht of .txt. Een bestand met een andere naam wordt overgeslagen, ook als die bijna
een id is. Een vindplaats zonder fragment is niet op te zoeken en laat de controle nooit mislukken.

De variabele KNOOPPUNT_BRONMAP kiest die map voor elke controle zonder --brontekst en --bronmap: het
antwoord blijft dan gelijk, en wat er van de bronnen gevonden is, komt op de standaardfout te staan.

$ knooppunt controleer eigen.yaml --streng --behalve totaal-niet-bereikt
$ knooppunt controleer --brontekst kamerbrief-2022-11-04=brief.txt
$ knooppunt controleer --bronmap ./bronnen
"""


_WITHOUT_TEXT = "bron-zonder-tekst"


@Command(
    ("Vertrouwen", 40),
    "Of een dataset in orde is: elke fout met de regel erbij.",
    HELP,
    {
        "": "cli.diagnosis.COLUMNS",
        "--brontekst BRON=BESTAND": "audit.evidence.COLUMNS",
        "--bronmap MAP": "audit.evidence.SOURCE_COLUMNS",
    },
    shape(),
    Argument("BESTAND", f"De dataset; - leest de standaardinvoer. {DATASET}"),
    Option("--streng", "", "Eindig ook bij een waarschuwing met exitcode 1."),
    Option(
        "--behalve", "CODE", f"Sla deze waarschuwing over bij --streng.{AGAIN}", "warnings", multiple=True
    ),
    Option(
        "--brontekst",
        "BRON=BESTAND",
        f"Tekst van een bron: PDF, webpagina of platte tekst.{AGAIN}",
        multiple=True,
    ),
    Option(
        "--bronmap",
        "MAP",
        "Map met teksten van bronnen, zoals BRON.pdf of BRON.html. [omgeving: KNOOPPUNT_BRONMAP]",
    ),
)
def command(
    call: Call,
    bestand: str | None,
    streng: bool,
    behalve: Sequence[str],
    brontekst: Sequence[str],
    bronmap: str | None,
) -> None:
    """Give each problem of a dataset, or each claim or source beside its text.

    Exit 1 for an error, with `--streng` for a warning that is not accepted, or for a claim that is not found.
    """
    if bestand and call.named:
        raise CallError("geef de dataset één keer op: als BESTAND, of met --data.")
    if brontekst and bronmap:
        raise CallError("kies één van --brontekst en --bronmap.")
    path = bestand or call.path
    texts = [_pair(words) for words in brontekst]
    refuse_read_twice([path, *(file for _, file in texts)])
    refused = _refused(behalve, streng=streng)
    asked = Shape(call) if texts or bronmap or call.asks_for_a_format else None
    if not _answered(call, asked, path, refused, texts, bronmap):
        raise Exit(1)


def _answered(
    call: Call,
    asked: Shape | None,
    path: str,
    refused: Collection[str],
    texts: Sequence[tuple[str, str]],
    folder: str | None,
) -> bool:
    """Answer the call; return whether all is well."""
    looks_up = bool(texts or folder)
    raw, checked = _checked(call, path) if refused or not looks_up else (b"", None)
    store, problems = (checked.store, checked.problems) if checked else (call.open(path), [])
    doubts = [problem for problem in problems if problem.code in refused]
    complete = _WITHOUT_TEXT in refused
    with store or nullcontext():
        if checked and not looks_up:
            _give_problems(call, asked, path, raw, checked)
            well = store is not None and _tell_sources(call, store, complete=complete)
        elif store is None or asked is None:
            raise DatasetError(problems)
        else:
            for doubt in doubts:
                call.terminal.tell(str(doubt))
            if texts:
                well = _give_claims(call, asked, path, store, texts)
            else:
                well = _give_sources(call, asked, path, store, folder or "", complete=complete)
    return well and not doubts


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


def _checked(call: Call, path: str) -> "tuple[bytes, Checked]":
    """Return what is in the dataset, and what a check of it found."""
    from ondermijning.audit.check import check
    from ondermijning.files import shown_name
    from ondermijning.store import read_dataset

    raw = read_dataset(path)
    with call.terminal.progress() as progress:
        return raw, check(raw, shown_name(path), progress)


def _give_problems(call: Call, asked: Shape | None, path: str, raw: bytes, checked: "Checked") -> None:
    """Answer with each problem of the dataset: as a table where one is asked for, else as compilers do."""
    from ondermijning.files import shown_name
    from ondermijning.table import Report

    name = shown_name(path)
    if asked:
        table, summary = diagnosis.table(checked, name), f"{name}: {diagnosis.summary(checked)}"
        report = reported(checked.store, table) if checked.store else Report([table])
        give(report, asked, [path], nothing=summary)
    else:
        call.terminal.answer(diagnosis.lines(checked, raw, name, call.terminal.out), for_people=True)


def _give_claims(
    call: Call, asked: Shape, path: str, store: "Store", texts: Sequence[tuple[str, str]]
) -> bool:
    """Answer with each claim on the sources whose texts are in these files; return whether all are found."""
    from ondermijning.audit.evidence import FAILED, look_up_claims
    from ondermijning.audit.source_file import read_source
    from ondermijning.queries.claims import ClaimFilter

    read = [(bron, read_source(file)) for bron, file in texts]
    with call.terminal.progress("Beweringen opzoeken") as progress:
        chosen = ClaimFilter(bron=[bron for bron, _ in read])
        report = reported(store, look_up_claims(store, read, progress), chosen.in_words())
    inputs = [path, *(file for _, file in texts)]
    give(report, asked, inputs, nothing="Geen enkele bewering in de dataset verwijst naar deze bron.")
    return not any(row["uitkomst"] in FAILED for row in report.all_rows())


def _give_sources(
    call: Call, asked: Shape, path: str, store: "Store", folder: str, *, complete: bool
) -> bool:
    """Answer with each source and what is found of it in its text in `folder`; return whether all is well.

    People also get the claims that are not found. `complete`: a source without text is not well.
    """
    from ondermijning.audit.evidence import without_text

    found, well = _look_up(call, store, folder, complete=complete)
    if complete and found.without and not asked.format.for_people:  # whose notes say so
        call.terminal.tell(without_text(found.without))
    whole = asked.format.for_people and not (asked.fields or asked.sort_by)
    tables = [found.sources, found.failed] if whole and found.failed.rows else [found.sources]
    nothing = "In de dataset staan geen bronnen."
    give(reported(store, tables), asked, [path, *found.files], nothing=nothing)
    return well


def _tell_sources(call: Call, store: "Store", *, complete: bool) -> bool:
    """Tell of the sources whose texts are in the folder that the environment names, if any."""
    from ondermijning.audit.evidence import failure

    folder = os.environ.get("KNOOPPUNT_BRONMAP")
    if not folder:
        return True
    found, well = _look_up(call, store, folder, complete=complete)
    for line in (*map(failure, found.failed.rows), *found.sources.notes):
        call.terminal.tell(line)
    return well


def _look_up(call: Call, store: "Store", folder: str, *, complete: bool) -> "tuple[FolderEvidence, bool]":
    """Return what is found in `folder`, and whether all is well; tell which texts cannot be read."""
    from ondermijning.audit.evidence import look_up_folder

    with call.terminal.progress("Bronnen lezen") as progress:
        found = look_up_folder(store, folder, progress)
    for why in found.unreadable:
        call.terminal.tell(f"Fout: {why}")
    return found, not (found.failed.rows or found.unreadable or (complete and found.without))
