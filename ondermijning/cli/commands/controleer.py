"""`controleer`: whether a dataset is sound, and whether the source really says so."""

from typing import Annotated

from typer import Argument, Context, Exit, Option

from ondermijning.cli import checking, diagnosis, evidence
from ondermijning.cli.answer import Fields, Shape
from ondermijning.cli.completion import offers
from ondermijning.cli.dataset import path_in_use, path_named, refuse_read_twice
from ondermijning.cli.dutch.command import CallError
from ondermijning.cli.options import AnswerOptions

GROUP, RANK, ALIASES = "Vertrouwen", 40, ()
SUMMARY = "Of een dataset in orde is: elke fout met de regel erbij."
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
"""
EXAMPLES = """
$ knooppunt controleer eigen.yaml --streng --behalve totaal-niet-bereikt
$ knooppunt controleer --brontekst kamerbrief-2022-11-04=brief.txt
$ knooppunt controleer --bronmap ./bronnen
"""

Bestand = Annotated[
    str | None,
    Argument(
        metavar="BESTAND",
        help="De dataset; - leest de standaardinvoer. Standaard: de gekozen dataset (--data, KNOOPPUNT_DATA "
        "of de meegeleverde).",
    ),
]
Streng = Annotated[bool, Option("--streng", help="Eindig ook bij een waarschuwing met exitcode 1.")]
Behalve = Annotated[
    list[str] | None,
    Option(
        "--behalve",
        metavar="CODE",
        show_default=False,
        help="Sla deze waarschuwing over bij --streng. U mag deze optie herhalen.",
        autocompletion=offers.warnings,
    ),
]
Brontekst = Annotated[
    list[str] | None,
    Option(
        "--brontekst",
        metavar="BRON=BESTAND",
        show_default=False,
        help="Tekst van een bron: PDF, webpagina of platte tekst. U mag deze optie herhalen.",
    ),
]
Bronmap = Annotated[
    str | None,
    Option(
        "--bronmap",
        metavar="MAP",
        show_default=False,
        help="Map met teksten van bronnen, zoals BRON.pdf of BRON.html. [omgeving: KNOOPPUNT_BRONMAP]",
    ),
]


def fields() -> Fields:
    """Return the fields of each answer: of problems, of claims, or, with `--bronmap`, of sources."""
    from ondermijning.audit import evidence, folder_evidence

    return {
        "": diagnosis.COLUMNS,
        "--brontekst BRON=BESTAND": evidence.COLUMNS,
        "--bronmap MAP": folder_evidence.COLUMNS,
    }


def command(
    ctx: Context,
    bestand: Bestand = None,
    streng: Streng = False,
    behalve: Behalve = None,
    brontekst: Brontekst = None,
    bronmap: Bronmap = None,
    *,
    options: AnswerOptions,
) -> None:
    """Need a dataset, maybe texts of its sources; give each problem, or each claim or source beside its text.

    Exit 1 for an error, with `--streng` for a warning that is not accepted, or for a claim that is not found.
    """
    if bestand and path_named(ctx):
        raise CallError("geef de dataset één keer op: als BESTAND, of met --data.")
    if brontekst and bronmap:
        raise CallError("kies één van --brontekst en --bronmap.")
    path = bestand or path_in_use(ctx)
    texts = [evidence.pair(words) for words in brontekst or ()]
    refuse_read_twice([path, *(file for _, file in texts)])
    refused = checking.refused(behalve or (), streng=streng)
    if texts or bronmap:
        well = checking.check_texts(ctx, path, Shape(ctx.obj, options), texts, bronmap, refused)
    else:
        well = checking.check(ctx, path, options, refused)
    if not well:
        raise Exit(1)
