"""The options that commands share, in groups, each with its Dutch help."""

import inspect
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any

from typer import Argument, Option

from ondermijning.cli.completion import offers
from ondermijning.cli.dutch.command import CallError
from ondermijning.render import endings, offered
from ondermijning.text import all_of, any_of, did_you_mean, fold, visible

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
_shape = partial(option, "Formaat van het antwoord")

Words = list[str] | None
Knooppunt = Annotated[
    str | None,
    Argument(metavar="KNOOPPUNT", help="Id of alias van een knooppunt.", autocompletion=offers.knooppunten),
]


def _file(path: str) -> str | None:
    """Return the file that an answer goes to, None where `-` says standard output."""
    return None if path == "-" else path


Uitvoer = Annotated[
    str | None,
    Option(
        "-o",
        "--uitvoer",
        metavar="BESTAND",
        show_default=False,
        parser=_file,
        help="Schrijf naar dit bestand; - is de standaarduitvoer.",
    ),
]
Overschrijf = Annotated[bool, Option("--overschrijf", help="Vervang het bestand als het al bestaat.")]
Data = Annotated[
    str | None,
    Option(
        "--data",
        metavar="BESTAND",
        show_default=False,
        help="Gebruik deze dataset; - leest de standaardinvoer. [omgeving: KNOOPPUNT_DATA]",
    ),
]


def one_of(refusal: str, text: str, choices: list[str], param_hint: str | None = None) -> str:
    """Return `text` as one of `choices`, case aside.

    Raises CallError, naming the near ones; `refusal` is what it says, with `{}` for the text.
    """
    if fold(text) in choices:
        return fold(text)
    hint = did_you_mean(text, choices) or f" Kies uit: {', '.join(choices)}."
    said = refusal.format(f"'{visible(text)}'")
    raise CallError(f"{said}.{hint}", param_hint=param_hint)


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

    structureel: bool = _money("--structureel", "", "Alleen structureel geld (per jaar).", default=False)
    eenmalig: bool = _money("--eenmalig", "", "Alleen eenmalig geld.", default=False)
    jaar: list[int] | None = _money(
        "--jaar", "JJJJ", "Alleen geld in dit jaar, zoals 2024.", offers.jaren, min=1900, max=2200
    )
    bron: Words = _money("--bron", "BRON", "Alleen geld waarover deze bron iets zegt.", offers.bronnen)
    type_: Words = _hubs(
        "--type", "TYPE", "Knooppunten van dit type, zoals zeehaven of veiling.", offers.types
    )
    partner: Words = _hubs(
        "--partner",
        "PARTNER",
        "Knooppunten waar deze partner meedoet, of een partner die onder deze valt.",
        offers.partners,
    )
    thema: Words = _hubs("--thema", "THEMA", "Knooppunten waar dit thema geldt.", offers.themas)
    plaats: Words = _hubs("--plaats", "PLAATS", "Knooppunten waar deze plaats bij hoort.", offers.plaatsen)
    minimum: int | None = _hubs(
        "--min",
        "BEDRAG",
        "Knooppunten met in totaal minstens dit bedrag, per soort geld: 1500000, 2mln of 1,5mld.",
        parser=_euros,
    )
    maximum: int | None = _hubs(
        "--max",
        "BEDRAG",
        "Knooppunten met in totaal hoogstens dit bedrag, per soort geld: 1500000, 2mln of 1,5mld.",
        parser=_euros,
    )
    zoek: Words = _hubs(
        "--zoek",
        "TEKST",
        "Zoek in namen, types, plaatsen, thema's en partners; hoofdletters en accenten maken niet uit.",
    )

    def chosen(self, store: "Store") -> "Filter":
        """Return the filter that the options mean; raises UsageProblem for a word that is not in the data."""
        from ondermijning.queries import names
        from ondermijning.queries.filters import Filter

        types = [word for (word,) in store.rows(offers.TYPES)] if self.type_ else []
        return Filter(
            structureel=self.structureel,
            eenmalig=self.eenmalig,
            jaren=self.jaar or (),
            types=[
                one_of("type knooppunt {} staat niet in de dataset", word, types, "--type")
                for word in self.type_ or ()
            ],
            partners=names.ids(store, "partner", self.partner or ()),
            themas=names.ids(store, "thema", self.thema or ()),
            plaatsen=names.places(store, self.plaats or ()),
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
        "{formaten}. Standaard: een tabel op het scherm, anders tsv.",
        offers.formats,
    )
    json: bool = _shape("--json", "", "Hetzelfde als -f json.", default=False)
    kaal: bool = _shape(
        "--kaal",
        "",
        "Kale waarden, één per regel: {sleutel}, of het veld dat u met --velden kiest.",
        default=False,
    )
    velden: str | None = _shape(
        "--velden", "A,B,C", "Toon alleen deze velden, in deze volgorde.", offers.fields
    )
    sorteer: str | None = _shape("--sorteer", "VELD", "Sorteer op dit veld.", offers.field)
    omgekeerd: bool = _shape("--omgekeerd", "", "Keer de volgorde om.", default=False)
    leeg: str = _shape(
        "--leeg",
        "TEKST",
        "Tekst voor onbekende en lege velden in {met_leeg}. Standaard: leeg.",
        default="",
        parser=_empty,
    )
    geen_kop: bool = _shape("--geen-kop", "", "Laat kop en titel weg.", default=False)
    uitvoer: str | None = _shape(
        "-o --uitvoer",
        "BESTAND",
        "Schrijf naar dit bestand; - is de standaarduitvoer. De extensie bepaalt het formaat: {extensies}.",
        parser=_file,
    )
    overschrijf: bool = _shape("--overschrijf", "", "Vervang het bestand als het al bestaat.", default=False)
    kleur: bool | None = _shape(
        "--kleur/--geen-kleur", "", "Wel of geen kleur. Standaard: alleen op het scherm."
    )
    data: Data = None

    def ask_for_a_format(self) -> bool:
        """Whether the call asks for a table of some format, where a command has another form by itself."""
        return bool(self.formaat or self.json or self.kaal or self.velden or self.uitvoer)


def taking_empty() -> str:
    """Return the formats that take `--leeg`, as a call says them: `tsv, csv en --kaal`."""
    return all_of([*(name for name, form in offered().items() if form.takes_empty), "--kaal"])


def words_for(command: Any) -> dict[str, str]:
    """Return what the help of `AnswerOptions` says of one command, by what stands there for it."""
    fields = (field for columns in command.fields().values() for field in columns)
    bare = list(dict.fromkeys(field.name for field in fields if field.bare))
    return {
        "{formaten}": any_of(list(offered(pictures=command.drawn))),
        "{sleutel}": any_of(bare) or "het eerste veld",
        "{met_leeg}": taking_empty(),
        "{extensies}": any_of(endings(pictures=command.drawn)),
    }
