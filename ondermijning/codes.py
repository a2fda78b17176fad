"""The codes of everything that `controleer` can report: stable words for scripts, each with its meaning."""

from typing import Literal

ErrorCode = Literal[
    "alias",
    "anker",
    "codering",
    "datum",
    "diepte",
    "documenten",
    "dubbel",
    "dubbel-bedrag",
    "dubbel-veld",
    "grens",
    "keuze",
    "leeg",
    "samenvoeging",
    "sleutel",
    "stuurteken",
    "tag",
    "te-veel",
    "te-weinig",
    "tekst",
    "type",
    "veld-onbekend",
    "veld-ontbreekt",
    "verwijzing",
    "yaml",
]
DoubtCode = Literal[
    "bron-ongebruikt",
    "klein-bedrag",
    "totaal-niet-bereikt",
    "totaal-onbekend",
    "totaal-overschreden",
    "zonder-bedrag",
    "zonder-fragment",
]
Code = ErrorCode | DoubtCode

ERRORS: dict[ErrorCode, str] = {
    "alias": "een YAML-alias (`*naam`)",
    "anker": "een YAML-anker (`&naam`)",
    "codering": "het bestand is geen UTF-8",
    "datum": "een datum die niet bestaat",
    "diepte": "meer dan 20 niveaus diep",
    "documenten": "meer dan één YAML-document in het bestand",
    "dubbel": "een id, alias of naam die al eerder voorkomt",
    "dubbel-bedrag": "een tweede bedrag waar er één hoort te staan",
    "dubbel-veld": "hetzelfde veld twee keer in één onderdeel",
    "grens": "een getal dat te klein of te groot is",
    "keuze": "een ander woord dan de woorden die mogen",
    "leeg": "er staat niets in het bestand",
    "samenvoeging": "een YAML-samenvoeging (`<<`)",
    "sleutel": "een veldnaam die geen enkel woord is",
    "stuurteken": "een byte of teken dat in een tekstbestand niet thuishoort",
    "tag": "een YAML-tag (`!naam`)",
    "te-veel": "te veel velden, waarden of fouten om na te kijken",
    "te-weinig": "een lijst die leeg is, zoals die van de vindplaatsen",
    "tekst": "tekst die zo niet mag: leeg, te lang, met stuurtekens, als formule, of in een andere vorm",
    "type": "een ander soort waarde, zoals tekst waar een getal hoort",
    "veld-onbekend": "een veld dat dit onderdeel niet heeft",
    "veld-ontbreekt": "een verplicht veld staat er niet",
    "verwijzing": "een id dat nergens staat",
    "yaml": "geen geldige YAML",
}
"""The errors, for which a dataset is refused."""

DOUBTS: dict[DoubtCode, str] = {
    "bron-ongebruikt": "op deze bron rust geen enkele bewering",
    "klein-bedrag": "een bedrag onder de 1.000 euro: miljoenen, als euro's getypt?",
    "totaal-niet-bereikt": "de posten blijven onder het opgegeven totaal",
    "totaal-onbekend": "of de posten op het opgegeven totaal uitkomen, is niet te zeggen",
    "totaal-overschreden": "de posten zijn meer dan het opgegeven totaal",
    "zonder-bedrag": "een knooppunt zonder bekend bedrag",
    "zonder-fragment": "de enige vindplaats heeft geen fragment",
}
"""The warnings about a sound dataset."""
