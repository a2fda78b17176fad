"""The options that commands share, in groups, each with its Dutch help."""

import inspect
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any

from typer import Argument, Option

from ondermijning.cli.completion import offers
from ondermijning.cli.dutch.command import CallError
from ondermijning.render import offered, taking_empty
from ondermijning.text import any_of, did_you_mean, visible

if TYPE_CHECKING:
    from ondermijning.queries.filters import Filter
    from ondermijning.store import Store


class OptionGroup:
    """Options that commands share: attributes, as the parameters of a Typer command are."""

    def __init__(self, **values: Any) -> None:
        """Take what a call gives for each option."""
        self.__dict__.update(values)


def ungrouped(command: Callable[..., None]) -> Callable[..., None]:
    """Return `command` as Typer can read it: each parameter that is a group replaced by its options."""
    given = inspect.signature(command).parameters.values()
    groups = {param.name: param.annotation for param in given if _is_group(param.annotation)}

    def call(**words: Any) -> None:
        for name, group in groups.items():
            words[name] = group(**{option: words.pop(option) for option in group.__annotations__})
        command(**words)

    flat: list[inspect.Parameter] = []
    for param in given:
        group = groups.get(param.name)
        flat += _parameters(group) if group else [param.replace(kind=inspect.Parameter.KEYWORD_ONLY)]
    call.__signature__ = inspect.Signature(flat)  # type: ignore[attr-defined]
    return call


def _is_group(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, OptionGroup)


def _parameters(group: type[OptionGroup]) -> list[inspect.Parameter]:
    return [
        inspect.Parameter(
            name, inspect.Parameter.KEYWORD_ONLY, default=getattr(group, name), annotation=annotation
        )
        for name, annotation in group.__annotations__.items()
    ]


def option(
    panel: str, names: str, metavar: str, text: str, offer: Any = None, default: Any = None, **more: Any
) -> Any:
    """Return an option: its names, what stands for its value ("" for a flag), its help, what Tab offers."""
    return Option(
        default,
        *names.split(),
        metavar=metavar,
        help=text,
        autocompletion=offer,
        rich_help_panel=panel,
        show_default=False,
        **more,
    )


_money = partial(option, "Welk geld")
_hubs = partial(option, "Welke knooppunten")
_shape = partial(option, "Vorm van het antwoord")

Words = list[str] | None
Knooppunt = Annotated[
    str | None, Argument(metavar="KNOOPPUNT", help="Een id of een alias.", autocompletion=offers.knooppunten)
]
Overschrijf = Annotated[bool, Option("--overschrijf", help="Ook als dat bestand er al is.")]
Data = Annotated[
    str | None,
    Option(
        "--data",
        metavar="BESTAND",
        show_default=False,
        help="Een eigen dataset; - leest de standaardinvoer. [omgeving: KNOOPPUNT_DATA]",
    ),
]


def one_of(what: str, text: str, choices: list[str], param_hint: str | None = None) -> str:
    """Return `text` as one of `choices`, case aside; raises CallError, naming the near ones."""
    if text.lower() in choices:
        return text.lower()
    hint = did_you_mean(text, choices) or f" Kies uit: {', '.join(choices)}."
    raise CallError(f"'{visible(text)}' is geen {what}.{hint}", param_hint=param_hint)


def _euros(text: str) -> int:
    from ondermijning import amounts

    try:
        return amounts.parse(text)
    except ValueError as error:
        raise CallError(
            f"'{visible(text)}' is geen bedrag in hele euro's. "
            "Schrijf bijvoorbeeld 2mln, '2,5 mln', 1mld of 1500000."
        ) from error


def _empty(text: str) -> str:
    if not text.isprintable():
        raise CallError(
            f"'{visible(text)}' past niet in één veld: laat tabs, regeleinden en stuurtekens weg."
        )
    return text


class FilterOptions(OptionGroup):
    """The filters, the same on every question about money; what they mean stands in `filters`."""

    structureel: bool = _money("--structureel", "", "Jaarlijks terugkerend geld.", default=False)
    eenmalig: bool = _money("--eenmalig", "", "Eenmalig geld.", default=False)
    jaar: list[int] | None = _money("--jaar", "JJJJ", "Geld van dit jaar.", offers.jaren, min=1900, max=2200)
    bron: Words = _money("--bron", "BRON", "Geld dat op deze bron rust.", offers.bronnen)
    type_: Words = _hubs("--type", "TYPE", "Van dit type, zoals zeehaven of veiling.", offers.types)
    partner: Words = _hubs(
        "--partner", "PARTNER", "Waar deze partner meedoet, of wie eronder valt.", offers.partners
    )
    thema: Words = _hubs("--thema", "THEMA", "Waar dit thema geldt.", offers.themas)
    plaats: Words = _hubs("--plaats", "PLAATS", "Waar deze plaats bij hoort.", offers.plaatsen)
    minimum: int | None = _hubs(
        "--min", "BEDRAG", "Minstens dit bedrag: 1500000, 2mln, 1,5mld.", parser=_euros
    )
    maximum: int | None = _hubs("--max", "BEDRAG", "Hoogstens dit bedrag, net zo geschreven.", parser=_euros)
    zoek: Words = _hubs("--zoek", "TEKST", "In namen, plaatsen, thema's en partners; accenten doen niet mee.")

    def chosen(self, store: "Store") -> "Filter":
        """Return the filter that the options mean; raises UsageProblem for a word that is not in the data."""
        from ondermijning.queries import names
        from ondermijning.queries.filters import Filter

        types = [word for (word,) in store.rows(offers.TYPES)] if self.type_ else []
        return Filter(
            structureel=self.structureel,
            eenmalig=self.eenmalig,
            jaren=self.jaar or (),
            types=[one_of("type knooppunt", word, types, "--type") for word in self.type_ or ()],
            partners=names.ids(store, "partner", self.partner or ()),
            themas=names.ids(store, "thema", self.thema or ()),
            plaatsen=self.plaats or (),
            bronnen=names.ids(store, "bron", self.bron or ()),
            minimum=self.minimum,
            maximum=self.maximum,
            zoek=self.zoek or (),
        )


class AnswerOptions(OptionGroup):
    """The shape of an answer and the dataset it is of, the same on every command that prints a table."""

    formaat: str | None = _shape(
        "-f --formaat",
        "FORMAAT",
        f"{any_of(list(offered()))}. Zonder: een tabel op een scherm, anders tsv.",
        offers.formats,
    )
    json: bool = _shape("--json", "", "Verkorte vorm van -f json.", default=False)
    kaal: bool = _shape(
        "--kaal", "", "Een regel per rij, met alleen de sleutel of het ene veld van --velden.", default=False
    )
    velden: str | None = _shape("--velden", "A,B,C", "Alleen deze velden, in deze volgorde.", offers.fields)
    sorteer: str | None = _shape("--sorteer", "VELD", "Op volgorde van dit veld.", offers.field)
    omgekeerd: bool = _shape("--omgekeerd", "", "In omgekeerde volgorde.", default=False)
    leeg: str = _shape(
        "--leeg",
        "TEKST",
        f"Wat er in {taking_empty()} staat voor onbekend of niets. Zonder: niets.",
        default="",
        parser=_empty,
    )
    geen_kop: bool = _shape("--geen-kop", "", "Zonder kop of titel.", default=False)
    uitvoer: str | None = _shape(
        "-o --uitvoer", "BESTAND", "Schrijf naar dit bestand; de uitgang kiest het formaat."
    )
    overschrijf: bool = _shape("--overschrijf", "", "Ook als dat bestand er al is.", default=False)
    kleur: bool | None = _shape(
        "--kleur/--geen-kleur", "", "Wel of geen kleur. Zonder: alleen op een scherm."
    )
    data: Data = None

    def ask_for_a_format(self) -> bool:
        """Whether the call asks for a table of some format, where a command has another form by itself."""
        return bool(self.formaat or self.json or self.kaal or self.velden or self.uitvoer)
