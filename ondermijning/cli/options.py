"""The options that commands share, in groups, each with its Dutch help."""

from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

from typer import Option

from ondermijning.cli.completion import offers
from ondermijning.cli.dutch.command import CallError
from ondermijning.text import did_you_mean, visible

if TYPE_CHECKING:
    from ondermijning.queries.filters import Filter
    from ondermijning.store import Store


def _option(panel: str, name: str, metavar: str, text: str, **more: Any) -> Any:
    return Option(
        *name.split(),
        metavar=metavar,
        help=text,
        rich_help_panel=panel,
        show_default=False,
        **more,
    )


def _money(name: str, metavar: str, text: str, **more: Any) -> Any:
    return _option("Welk geld", name, metavar, text, **more)


def _hubs(name: str, metavar: str, text: str, **more: Any) -> Any:
    return _option("Welke knooppunten", name, metavar, text, **more)


def _shape(name: str, metavar: str, text: str, **more: Any) -> Any:
    return _option("Vorm van het antwoord", name, metavar, text, **more)


def _euros(text: str) -> int:
    from ondermijning import amounts

    try:
        return amounts.parse(text)
    except ValueError as error:
        raise CallError(
            f"'{visible(text)}' is geen bedrag in hele euro's. "
            "Schrijf bijvoorbeeld 2mln, '2,5 mln', 1mld of 1500000."
        ) from error


def one_of(what: str, text: str, choices: list[str]) -> str:
    """Return `text` as one of `choices`, case aside; raises CallError, naming the near ones."""
    if text.lower() in choices:
        return text.lower()
    hint = did_you_mean(text, choices) or f" Kies uit: {', '.join(choices)}."
    raise CallError(f"'{visible(text)}' is geen {what}.{hint}")


def _type(text: str) -> str:
    return one_of("type knooppunt", text, list(offers.TYPES))


class FilterOptions(NamedTuple):
    """The filters, the same on `list` and `totaal`; what they mean stands in `filters`."""

    structureel: Annotated[bool, _money("--structureel", "", "Jaarlijks terugkerend geld.")] = False
    eenmalig: Annotated[bool, _money("--eenmalig", "", "Eenmalig geld.")] = False
    jaar: Annotated[
        list[int] | None,
        _money(
            "--jaar",
            "JJJJ",
            "Eenmalig geld van dit jaar.",
            min=1900,
            max=2200,
            autocompletion=offers.jaren,
        ),
    ] = None
    bron: Annotated[
        list[str] | None,
        _money("--bron", "BRON", "Geld dat op deze bron rust.", autocompletion=offers.bronnen),
    ] = None
    type_: Annotated[
        list[str] | None,
        _hubs(
            "--type",
            "TYPE",
            "zeehaven, luchthaven of veiling.",
            parser=_type,
            autocompletion=offers.types,
        ),
    ] = None
    partner: Annotated[
        list[str] | None,
        _hubs("--partner", "PARTNER", "Waar deze partner meedoet.", autocompletion=offers.partners),
    ] = None
    thema: Annotated[
        list[str] | None,
        _hubs("--thema", "THEMA", "Waar dit thema geldt.", autocompletion=offers.themas),
    ] = None
    plaats: Annotated[
        list[str] | None,
        _hubs("--plaats", "PLAATS", "Waar deze plaats bij hoort.", autocompletion=offers.plaatsen),
    ] = None
    minimum: Annotated[
        int | None, _hubs("--min", "BEDRAG", "Minstens dit bedrag: 1500000, 2mln, 1,5mld.", parser=_euros)
    ] = None
    maximum: Annotated[
        int | None, _hubs("--max", "BEDRAG", "Hoogstens dit bedrag, net zo geschreven.", parser=_euros)
    ] = None
    zoek: Annotated[
        list[str] | None,
        _hubs("--zoek", "TEKST", "In namen, plaatsen, thema's en partners; accenten doen niet mee."),
    ] = None

    def chosen(self, store: "Store") -> "Filter":
        """Return the filter that the options mean; raises UsageProblem for an id that is not there."""
        from ondermijning.queries import names
        from ondermijning.queries.filters import Filter

        return Filter(
            structureel=self.structureel,
            eenmalig=self.eenmalig,
            jaren=self.jaar or (),
            types=self.type_ or (),
            partners=names.ids(store, "partner", self.partner or ()),
            themas=names.ids(store, "thema", self.thema or ()),
            plaatsen=self.plaats or (),
            bronnen=names.ids(store, "bron", self.bron or ()),
            minimum=self.minimum,
            maximum=self.maximum,
            zoek=self.zoek or (),
        )


def _empty(text: str) -> str:
    if not text.isprintable():
        raise CallError(
            f"'{visible(text)}' past niet in één veld: laat tabs, regeleinden en stuurtekens weg."
        )
    return text


class ShapeOptions(NamedTuple):
    """The shape of an answer, the same on every command that prints a table."""

    formaat: Annotated[
        str | None,
        _shape(
            "-f --formaat",
            "FORMAAT",
            "tabel, tsv, csv, json, jsonl, yaml of md. Zonder: een tabel op een scherm, anders tsv.",
            autocompletion=offers.formats,
        ),
    ] = None
    json: Annotated[bool, _shape("--json", "", "Verkorte vorm van -f json.")] = False
    kaal: Annotated[
        bool, _shape("--kaal", "", "Een regel per rij, met alleen de sleutel of het ene veld van --velden.")
    ] = False
    velden: Annotated[
        str | None,
        _shape(
            "--velden",
            "A,B,C",
            "Alleen deze velden, in deze volgorde.",
            autocompletion=offers.fields,
        ),
    ] = None
    sorteer: Annotated[
        str | None,
        _shape("--sorteer", "VELD", "Op volgorde van dit veld.", autocompletion=offers.field),
    ] = None
    omgekeerd: Annotated[bool, _shape("--omgekeerd", "", "In omgekeerde volgorde.")] = False
    leeg: Annotated[
        str,
        _shape(
            "--leeg",
            "TEKST",
            "Wat er in tsv, csv en --kaal staat voor onbekend of niets. Zonder: niets.",
            parser=_empty,
        ),
    ] = ""
    geen_kop: Annotated[bool, _shape("--geen-kop", "", "Zonder kop of titel.")] = False
    uitvoer: Annotated[
        str | None,
        _shape("-o --uitvoer", "BESTAND", "Schrijf naar dit bestand; de uitgang kiest het formaat."),
    ] = None
    overschrijf: Annotated[bool, _shape("--overschrijf", "", "Ook als dat bestand er al is.")] = False
    kleur: Annotated[
        bool | None,
        _shape("--kleur/--geen-kleur", "", "Wel of geen kleur. Zonder: alleen op een scherm."),
    ] = None


Data = Annotated[
    str | None,
    Option(
        "--data",
        metavar="BESTAND",
        show_default=False,
        help="Een eigen dataset; - leest de standaardinvoer. [omgeving: KNOOPPUNT_DATA]",
    ),
]
