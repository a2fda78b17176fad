"""Commands that show what an answer rests on, and whether it can be trusted."""

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from typer import Exit

from ondermijning.cli.answer import Shape, answer, give
from ondermijning.cli.call import Call, Command, refuse_read_twice, reported
from ondermijning.cli.dutch.command import Argument, CallError, Option
from ondermijning.cli.options import DATASET, again, all_of_them, shape, sorts_of

if TYPE_CHECKING:
    from ondermijning.queries.claims import ClaimFilter
    from ondermijning.store import Store


@Command(
    "De bronnen, en wat eruit komt.",
    """Toon de bronnen en hoeveel beweringen op elke bron steunen, of alle beweringen uit één bron.

$ knooppunt bronnen
$ knooppunt bronnen kamerbrief-2022-11-04""",
    {"": "queries.sources.COLUMNS", "BRON": "queries.claims.OF_ONE"},
    lambda: [
        Argument("BRON", "Id van een bron.", "bronnen"),
        *shape(),
    ],
)
def bronnen(call: Call, bron: str | None) -> None:
    """Give each claim that rests on one source, or all sources with how much rests on them."""
    from ondermijning.queries import sources

    answer(call, lambda store, *_: sources.bron(store, bron) if bron else sources.bronnen(store))


def _conditions() -> list[Option]:
    of = partial(Option, panel="Welke beweringen", multiple=True)
    kind = "Beweringen die op deze soort bron steunen, zoals krant."
    part = "Beweringen van deze soort, zoals structureel of partner."
    return [
        of("--bron", "BRON", "Beweringen die op deze bron steunen.", "bronnen"),
        of("--bronsoort", "SOORT", kind, "bronsoorten"),
        of("--knooppunt", "KNOOPPUNT", "Beweringen over dit knooppunt.", "knooppunten"),
        of("--onderdeel", "ONDERDEEL", part, "onderdelen"),
    ]


def _chosen(given: Mapping[str, Any], store: "Store") -> "ClaimFilter":
    """Return what the conditions mean; raises UsageProblem for a word that is not in the data."""
    from ondermijning.queries import names
    from ondermijning.queries.claims import PARTS, ClaimFilter

    kind, part = "soort bron {} staat niet in de dataset", "onderdeel {} bestaat niet"
    return ClaimFilter(
        bron=names.ids(store, "bron", given["bron"]),
        bronsoort=all_of_them(kind, given["bronsoort"], lambda: sorts_of("bronnen", store), "--bronsoort"),
        knooppunt=[names.knooppunt(store, word)["id"] for word in given["knooppunt"]],
        onderdeel=all_of_them(part, given["onderdeel"], lambda: list(PARTS), "--onderdeel"),
    )


@Command(
    "Elke bewering, met elke vindplaats.",
    """Toon elke bewering van de dataset, een rij per vindplaats: bron, pagina en fragment.

Geeft u dezelfde optie vaker, dan is één waarde die klopt genoeg. Verschillende opties moeten allemaal
kloppen. Een onderzoek of rapport waar een bron alleen naar verwijst, heeft zelf geen vindplaats. Kiest
u het met --bron, dan ziet u bij welke onderbouwing het wordt genoemd.

$ knooppunt beweringen --bron nu-2022-11
$ knooppunt beweringen --knooppunt schiphol --onderdeel structureel
$ knooppunt beweringen --bronsoort krant -f csv""",
    {"": "queries.claims.COLUMNS"},
    lambda: [*_conditions(), *shape()],
)
def beweringen(call: Call) -> None:
    """Give each claim that meets the conditions, a row for each of its places."""
    from ondermijning.queries.claims import beweringen

    answer(call, lambda store, _, chosen: beweringen(store, chosen), _chosen)


@Command(
    "Of totalen uit bronnen kloppen met de som van de bedragen.",
    """Vergelijk elk totaal dat een bron noemt met de som van de bedragen, en zie wat er ontbreekt.

Dit zijn de oordelen:
- sluit: alle bedragen zijn bekend en de som klopt.
- sluit niet: de som is te hoog, of alle bedragen zijn bekend en de som is te laag.
- ruimer: alles is bekend en de som is lager; het totaal is volgens de bron breder dan deze knooppunten.
- niet gespecificeerd: de som is lager dan het totaal, maar er zijn nog onbekende bedragen.
- al bereikt: de som klopt al, terwijl er nog een bedrag onbekend is.
- onbekend: geen enkel bedrag is bekend.

Een totaal van één jaar wordt vergeleken met het geld in dat jaar, een totaal vanaf een jaar met het
geld in dat eerste jaar.

$ knooppunt aansluiting
$ knooppunt aansluiting --streng --kaal""",
    {"": "queries.reconciliation.COLUMNS"},
    lambda: [
        Option("--streng", "", "Eindig met exitcode 1, tenzij elk totaal sluit of ruimer is."),
        *shape(),
    ],
)
def aansluiting(call: Call, streng: bool) -> None:
    """Give each stated total beside the sum of its items; with `--streng`, exit 1 where one differs."""
    from ondermijning.queries.reconciliation import SETTLED, aansluiting

    nothing = "Deze dataset bevat geen totalen uit bronnen."
    report = answer(call, lambda store, *_: aansluiting(store), nothing=nothing)
    unsettled = [row for row in report.all_rows() if row["oordeel"] not in SETTLED]
    if streng and unsettled:
        verdicts = (f"{row['soort']} {row['wanneer']} ({row['oordeel']})" for row in unsettled)
        call.terminal.tell(f"Niet elk totaal sluit: {', '.join(verdicts)}.")
        raise Exit(1)


@Command(
    "Of een dataset in orde is: elke fout met de regel erbij.",
    """Controleer een dataset: elke fout met de regel erbij, en een waarschuwing voor wat opvalt.

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
$ knooppunt controleer --bronmap ./bronnen""",
    {
        "": "cli.diagnosis.COLUMNS",
        "--brontekst BRON=BESTAND": "audit.evidence.COLUMNS",
        "--bronmap MAP": "audit.evidence.SOURCE_COLUMNS",
    },
    lambda: [
        Argument("BESTAND", f"De dataset; - leest de standaardinvoer. {DATASET}"),
        Option("--streng", "", "Eindig ook bij een waarschuwing met exitcode 1."),
        again("--behalve", "CODE", "Sla deze waarschuwing over bij --streng.", "warnings"),
        again("--brontekst", "BRON=BESTAND", "Tekst van een bron: PDF, webpagina of platte tekst."),
        Option(
            "--bronmap",
            "MAP",
            "Map met teksten van bronnen, zoals BRON.pdf of BRON.html. [omgeving: KNOOPPUNT_BRONMAP]",
        ),
        *shape(),
    ],
)
def controleer(call: Call, bestand: str | None) -> None:
    """Give each problem of a dataset, or each claim or source beside its text; exit 1 unless all is well."""
    from ondermijning.cli.checking import Checking

    if bestand and call.named:
        raise CallError("geef de dataset één keer op: als BESTAND, of met --data.")
    if not Checking(call, bestand or call.path).answered():
        raise Exit(1)


@Command(
    "Wat er tussen twee datasets veranderd is.",
    """Leg twee datasets naast elkaar: wat de tweede zegt en de eerste niet, en omgekeerd.

De vergelijking gaat per bewering. Een andere volgorde of opmaak telt niet als verschil. Onder de tabel
staat wat de verschillen voor de totalen betekenen. Een knooppunt met een ander id is een ander knooppunt.

$ knooppunt verschil eigen.yaml
$ knooppunt verschil <(git show HEAD~1:data/knooppunten.yaml)
$ knooppunt verschil eigen.yaml data/knooppunten.yaml --streng""",
    {"": "audit.difference.COLUMNS"},
    lambda: [
        Argument("OUD", "De oude dataset; - leest de standaardinvoer.", required=True),
        Argument("NIEUW", f"De nieuwe dataset; - leest de standaardinvoer. {DATASET}"),
        Option("--streng", "", "Eindig met exitcode 1 als er verschil is."),
        *shape(),
    ],
)
def verschil(call: Call, oud: str, nieuw: str | None, streng: bool) -> None:
    """Give what differs from the first dataset to the second, or to the one in use."""
    from ondermijning.audit.difference import difference
    from ondermijning.files import shown_name

    if nieuw and call.named:
        raise CallError("geef de nieuwe dataset één keer op: als NIEUW, of met --data.")
    asked, paths = Shape(call), [oud, nieuw or call.path]
    refuse_read_twice(paths)
    names = shown_name(oud), shown_name(nieuw) if nieuw else "de gekozen dataset"
    with call.open(paths[0]) as old, call.open(paths[1]) as new:
        report = reported(new, difference(old, new, names))
    give(report, asked, paths, nothing="Geen verschil: beide datasets zeggen hetzelfde.")
    if streng and report.all_rows():
        raise Exit(1)
