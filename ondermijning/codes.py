"""What `controleer` can report: each code with its severity and what it means."""

from enum import StrEnum
from typing import Literal, Self

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
    KEUZE = "keuze", "een woord dat hier niet mag"
    KRING = "kring", "een partner die via valt_onder onder zichzelf valt"
    LEEG = "leeg", "er staat niets in het bestand"
    SAMENVOEGING = "samenvoeging", "een YAML-samenvoeging (`<<`)"
    SLEUTEL = "sleutel", "een veldnaam die niet uit één woord bestaat"
    STUURTEKEN = "stuurteken", "een byte of teken dat in een tekstbestand niet thuishoort"
    TAG = "tag", "een YAML-tag (`!naam`)"
    TEGENSTRIJDIG = "tegenstrijdig", "velden die niet naast elkaar kunnen staan"
    TE_VEEL = "te-veel", "te veel velden, waarden of fouten om na te kijken"
    TE_WEINIG = "te-weinig", "een lijst die leeg is, zoals die van de vindplaatsen"
    TEKST = (
        "tekst",
        "tekst die zo niet mag: leeg, te lang, met stuurtekens, te lezen als formule, of in een andere vorm",
    )
    TYPE = "type", "een verkeerde soort waarde, zoals tekst waar een getal hoort"
    VELD_ONBEKEND = "veld-onbekend", "een veld dat dit onderdeel niet heeft"
    VELD_ONTBREEKT = "veld-ontbreekt", "een verplicht veld staat er niet"
    VERWIJZING = "verwijzing", "een verwijzing naar een id dat er niet is"
    VOLGORDE = "volgorde", "jaren die niet op volgorde staan"
    YAML = "yaml", "geen geldige YAML"

    AFGEKAPT = (
        "afgekapt",
        "een tekst die is afgekapt: een `#` na een spatie is het begin van een opmerking",
        _DOUBT,
    )
    AFWIJKEND = "afwijkend", "een andere bron noemt voor hetzelfde geld een ander bedrag", _DOUBT
    BIJNA_GELIJK = "bijna-gelijk", "een woord dat één keer voorkomt en veel op een ander lijkt", _DOUBT
    BRON_ONGEBRUIKT = "bron-ongebruikt", "geen enkel gegeven in de dataset verwijst naar deze bron", _DOUBT
    BRON_ZONDER_TEKST = "bron-zonder-tekst", "in de map met brontekst staat geen tekst van deze bron", _DOUBT
    GEEN_AFWIJKING = "geen-afwijking", "een afwijkend bedrag dat gelijk is aan het bedrag zelf", _DOUBT
    KLEIN_BEDRAG = (
        "klein-bedrag",
        "een opvallend klein bedrag, onder € 1.000; misschien zijn miljoenen bedoeld",
        _DOUBT,
    )
    TOTAAL_NIET_BEREIKT = (
        "totaal-niet-bereikt",
        "de bekende bedragen zijn samen lager dan het totaal volgens de bron",
        _DOUBT,
    )
    TOTAAL_ONBEKEND = (
        "totaal-onbekend",
        "of de bedragen samen op het totaal volgens de bron uitkomen, is niet te zeggen",
        _DOUBT,
    )
    TOTAAL_OVERSCHREDEN = (
        "totaal-overschreden",
        "de bedragen zijn samen hoger dan het totaal volgens de bron",
        _DOUBT,
    )
    ZONDER_BEDRAG = "zonder-bedrag", "een knooppunt zonder bekend bedrag", _DOUBT
    ZONDER_FRAGMENT = (
        "zonder-fragment",
        "de enige vindplaats heeft geen fragment en is daardoor niet te controleren",
        _DOUBT,
    )
