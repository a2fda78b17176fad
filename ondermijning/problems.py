"""What can be wrong: with a dataset, each thing by its code and place, and with a call, as an exception."""

from enum import StrEnum
from typing import Literal, NamedTuple, Self

Severity = Literal["fout", "waarschuwing"]
"""An error, for which a dataset is refused, or a doubt about a sound one."""
_DOUBT: Severity = "waarschuwing"


class Code(StrEnum):
    """What `controleer` can report: a stable word for scripts, its severity, and what it means (Dutch)."""

    severity: Severity
    what: str

    def __new__(cls, word: str, what: str, severity: Severity = "fout") -> Self:
        """Make the code `word`, and remember the rest with it."""
        code = str.__new__(cls, word)
        code._value_, code.severity, code.what = word, severity, what
        return code

    ALIAS = "alias", "een YAML-alias (`*naam`)"
    ANKER = "anker", "een YAML-anker (`&naam`)"
    CODERING = "codering", "het bestand is geen UTF-8"
    DATUM = "datum", "een datum die niet bestaat"
    DIEPTE = "diepte", "meer dan 20 niveaus diep"
    DOCUMENTEN = "documenten", "meer dan één YAML-document in het bestand"
    DUBBEL = "dubbel", "een id, alias of naam die al eerder voorkomt"
    DUBBEL_BEDRAG = "dubbel-bedrag", "een tweede bedrag waar er één hoort te staan"
    DUBBEL_VELD = "dubbel-veld", "hetzelfde veld twee keer in één onderdeel"
    GRENS = "grens", "een getal dat te klein of te groot is"
    KEUZE = "keuze", "een ander woord dan de woorden die mogen"
    LEEG = "leeg", "er staat niets in het bestand"
    SAMENVOEGING = "samenvoeging", "een YAML-samenvoeging (`<<`)"
    SLEUTEL = "sleutel", "een veldnaam die geen enkel woord is"
    STUURTEKEN = "stuurteken", "een byte of teken dat in een tekstbestand niet thuishoort"
    TAG = "tag", "een YAML-tag (`!naam`)"
    TE_VEEL = "te-veel", "te veel velden, waarden of fouten om na te kijken"
    TE_WEINIG = "te-weinig", "een lijst die leeg is, zoals die van de vindplaatsen"
    TEKST = (
        "tekst",
        "tekst die zo niet mag: leeg, te lang, met stuurtekens, als formule, of in een andere vorm",
    )
    TYPE = "type", "een ander soort waarde, zoals tekst waar een getal hoort"
    VELD_ONBEKEND = "veld-onbekend", "een veld dat dit onderdeel niet heeft"
    VELD_ONTBREEKT = "veld-ontbreekt", "een verplicht veld staat er niet"
    VERWIJZING = "verwijzing", "een id dat nergens staat"
    YAML = "yaml", "geen geldige YAML"

    BRON_ONGEBRUIKT = "bron-ongebruikt", "op deze bron rust geen enkele bewering", _DOUBT
    KLEIN_BEDRAG = "klein-bedrag", "een bedrag onder de 1.000 euro: miljoenen, als euro's getypt?", _DOUBT
    TOTAAL_NIET_BEREIKT = "totaal-niet-bereikt", "de posten blijven onder het opgegeven totaal", _DOUBT
    TOTAAL_ONBEKEND = (
        "totaal-onbekend",
        "of de posten op het opgegeven totaal uitkomen, is niet te zeggen",
        _DOUBT,
    )
    TOTAAL_OVERSCHREDEN = "totaal-overschreden", "de posten zijn meer dan het opgegeven totaal", _DOUBT
    ZONDER_BEDRAG = "zonder-bedrag", "een knooppunt zonder bekend bedrag", _DOUBT
    ZONDER_FRAGMENT = "zonder-fragment", "de enige vindplaats heeft geen fragment", _DOUBT


class Problem(NamedTuple):
    """One thing that is wrong with a dataset, and where.

    `line` and `column` count from 1. `place` says where in the data (`knooppunten[haven-rotterdam].naam`),
    empty where that is the file as a whole.
    """

    file: str
    line: int
    column: int
    code: Code
    place: str
    message: str

    @property
    def severity(self) -> Severity:
        """Whether it is an error or a doubt."""
        return self.code.severity

    def __str__(self) -> str:
        """`bestand:regel:kolom: waar: wat er mis is`, as compilers write it."""
        doubt = "waarschuwing: " if self.severity == "waarschuwing" else ""
        place = f"{self.place}: " if self.place else ""
        return f"{self.file}:{self.line}:{self.column}: {doubt}{place}{self.message}"


class KnooppuntError(Exception):
    """What ends a call without its answer: all that the program raises for its user.

    The message is a Dutch sentence for the user; `exit_code` is the exit of the call.
    """

    exit_code = 1


class DatasetError(KnooppuntError):
    """The dataset cannot be read or is not sound; `problems` holds everything found, in file order."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(f"{len(problems)} problem(s)")
        self.problems = problems


class UnreadableError(KnooppuntError):
    """A file cannot be opened or written."""


class UsageProblem(KnooppuntError):  # noqa: N818 - a problem of the call, named beside Problem
    """The call is off."""

    exit_code = 2
