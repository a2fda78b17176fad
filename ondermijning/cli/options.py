"""The options that commands share, each with its Dutch help, and what they mean."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from ondermijning.cli.dutch.command import CallError, Option
from ondermijning.text import did_you_mean, fold, visible

if TYPE_CHECKING:
    from ondermijning.queries.filters import Filter
    from ondermijning.store import Store

DATASET = "Standaard: de gekozen dataset (--data, KNOOPPUNT_DATA of de meegeleverde)."


def again(names: str, metavar: str, text: str, offer: str = "") -> Option:
    """Return an option of which the help says that it may be given more than once."""
    return Option(names, metavar, f"{text} U mag deze optie herhalen.", offer, multiple=True)


def data() -> Option:
    """Return the option for another dataset, which the program takes before a command as well."""
    text = "Gebruik deze dataset; - leest de standaardinvoer. [omgeving: KNOOPPUNT_DATA]"
    return Option("--data", "BESTAND", text)


def uitvoer(more: str = "", panel: str = "Opties") -> Option:
    """Return the option for the file that an answer goes to; None where `-` says standard output."""
    text = f"Schrijf naar dit bestand; - is de standaarduitvoer.{more}"
    return Option(
        "-o --uitvoer", "BESTAND", text, panel=panel, read=lambda path: None if path == "-" else path
    )


def overschrijf(text: str = "Vervang het bestand als het al bestaat.", panel: str = "Opties") -> Option:
    """Return the option that lets a file be replaced."""
    return Option("--overschrijf", "", text, panel=panel)


def filters() -> list[Option]:
    """Return the filters, the same on every question about money."""
    money, hubs = partial(Option, panel="Welk geld"), partial(Option, panel="Welke knooppunten")
    amount = "Knooppunten met in totaal {} dit bedrag, per soort geld: 1500000, 2mln of 1,5mld."
    year = "Alleen geld in dit jaar, zoals 2024. [1900 tot en met 2200]"
    partner = "Knooppunten waar deze partner meedoet, of een partner die onder deze valt."
    kind = "Knooppunten van dit type, zoals zeehaven of veiling."
    place = "Knooppunten waar deze plaats bij hoort."
    source = "Alleen geld waarover deze bron iets zegt."
    search = "Zoek in namen, types, plaatsen, thema's en partners; hoofdletters en accenten maken niet uit."
    return [
        money("--structureel", "", "Alleen structureel geld (per jaar)."),
        money("--eenmalig", "", "Alleen eenmalig geld."),
        money("--jaar", "JJJJ", year, "jaren", multiple=True, read=whole_number(1900, 2200)),
        money("--bron", "BRON", source, "bronnen", multiple=True),
        hubs("--type", "TYPE", kind, "types", multiple=True),
        hubs("--partner", "PARTNER", partner, "partners", multiple=True),
        hubs("--thema", "THEMA", "Knooppunten waar dit thema geldt.", "themas", multiple=True),
        hubs("--plaats", "PLAATS", place, "plaatsen", multiple=True),
        hubs("--min", "BEDRAG", amount.format("minstens"), read=_euros),
        hubs("--max", "BEDRAG", amount.format("hoogstens"), read=_euros),
        hubs("--zoek", "TEKST", search, multiple=True),
    ]


def filter_of(given: Mapping[str, Any], store: "Store") -> "Filter":
    """Return what the `filters` of a call mean; raises UsageProblem for a word that is not in the data."""
    from ondermijning.queries import names
    from ondermijning.queries.filters import Filter

    refusal = "type knooppunt {} staat niet in de dataset"
    return Filter(
        structureel=given["structureel"],
        eenmalig=given["eenmalig"],
        jaren=given["jaar"],
        types=all_of_them(refusal, given["type"], lambda: sorts_of("knooppunten", store), "--type"),
        partners=names.ids(store, "partner", given["partner"]),
        themas=names.ids(store, "thema", given["thema"]),
        plaatsen=names.places(store, given["plaats"]),
        bronnen=names.ids(store, "bron", given["bron"]),
        minimum=given["min"],
        maximum=given["max"],
        zoek=given["zoek"],
    )


def sorts_of(table: str, store: "Store") -> list[str]:
    """Return the types of knooppunten, or the sorts of sources, in the order of the dataset."""
    field = {"knooppunten": "type", "bronnen": "soort"}[table]
    rows = store.rows(f"SELECT {field} AS woord FROM {table} GROUP BY {field} ORDER BY MIN(rowid)")
    return [row["woord"] for row in rows]


def shape() -> list[Option]:
    """Return the options for the shape of an answer, and for the dataset it is of."""
    of = partial(Option, panel="Formaat van het antwoord")
    default = " Standaard: een tabel op het scherm, anders tsv."
    bare = "Kale waarden, één per regel: {sleutel}, of het veld dat u met --velden kiest."
    empty = "Tekst voor onbekende en lege velden in {met_leeg}. Standaard: leeg."
    colour = "Wel of geen kleur. Standaard: alleen op het scherm."
    endings = " De extensie bepaalt het formaat: {extensies}."
    return [
        of("-f --formaat", "FORMAAT", f"{{formaten}}.{default}", "formats"),
        of("--json", "", "Hetzelfde als -f json."),
        of("--kaal", "", bare),
        of("--velden", "A,B,C", "Toon alleen deze velden, in deze volgorde.", "fields"),
        of("--sorteer", "VELD", "Sorteer op dit veld.", "field"),
        of("--omgekeerd", "", "Keer de volgorde om."),
        of("--leeg", "TEKST", empty, default="", read=_empty),
        of("--geen-kop", "", "Laat kop en titel weg."),
        uitvoer(endings, panel="Formaat van het antwoord"),
        overschrijf(panel="Formaat van het antwoord"),
        of("--kleur/--geen-kleur", "", colour),
        data(),
    ]


def one_of(refusal: str, text: str, choices: list[str], param_hint: str | None = None) -> str:
    """Return `text` as one of `choices`, case aside.

    Raises CallError, naming the near ones; `refusal` is what it says, with `{}` for the text.
    """
    if fold(text) in choices:
        return fold(text)
    hint = did_you_mean(text, choices) or f" Kies uit: {', '.join(choices)}."
    refused = refusal.format(f"'{visible(text)}'")
    raise CallError(f"{refused}.{hint}", param_hint=param_hint)


def all_of_them(
    refusal: str, words: Iterable[str], choices: Callable[[], list[str]], param_hint: str
) -> list[str]:
    """Return each of the words as `one_of` the choices, which are only asked for where there are words."""
    words = list(words)
    known = choices() if words else []
    return [one_of(refusal, word, known, param_hint) for word in words]


def whole_number(least: int, most: int) -> Callable[[str], int]:
    """Return what reads a number between two others."""

    def read(text: str) -> int:
        try:
            number = int(text)
        except ValueError as error:
            raise CallError(f"{text!r} is geen geheel getal; schrijf alleen cijfers.") from error
        if not least <= number <= most:
            raise CallError(f"{number} valt buiten de grenzen: {least} tot en met {most}.")
        return number

    return read


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
